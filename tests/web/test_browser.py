"""The page in a real browser: Debian's Chromium, driven by Playwright.

Skipped where there is none, unless DATELINE_TEST_BROWSER=1 asks for it.
"""

import os
import shutil
import socket
import threading
from pathlib import Path

import hostile
import pytest
from web_at import coder, docs

from dateline.store import open_store
from dateline.web.app import create
from dateline.web.desk import Settings

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
MISSING = not Path(CHROMIUM).exists()
if MISSING and os.environ.get("DATELINE_TEST_BROWSER") != "1":
    pytest.skip("no chromium: apt-get install chromium", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="the browser is driven by playwright")
uvicorn = pytest.importorskip("uvicorn", reason="the page needs dateline[web]")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


class Serving:
    """The page over a store, answering at a port of this machine."""

    def __init__(self, where):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()  # who comes before it has started waits
        app = create(Settings(where, edit=True), coder)
        config = uvicorn.Config(app, log_level="error", ws="none")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]})
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __enter__(self):
        self.thread.start()
        return self.base

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    where = str(tmp_path_factory.mktemp("browser") / "desk.db")
    with open_store(where, writable=True) as store:
        store.add([*docs(), *hostile.docs()], "hand")
    with Serving(where) as address:
        yield address


@pytest.fixture
def page(browser, base):
    """A page that fails the test for any error, refusal of the policy, or request elsewhere."""
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900})
    made = context.new_page()
    problems = []
    made.add_init_script("window.hits = []; window.hit = (n) => window.hits.push(n);")
    made.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else 0)
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    made.on(
        "request",
        lambda r: None if r.url.startswith(base) else problems.append(f"asked for {r.url}"),
    )
    yield made
    assert not problems
    context.close()


def events(page, **params):
    return page.request.get("/api/events", params={"limit": 100, **params}).json()["events"]


def views(page):
    consult = events(page, party="Israel", type="CONSULT")[0]["id"]
    told = page.request.get(f"/api/events/{consult}").json()["told"]
    return ["/", f"/event/{consult}", f"/report/{told[0]['report']}", "/actor/SYR",
            "/dyad/ISR:SYR", "/new?since=2025-07-01", "/planned", "/code", "/corrections",
            "/api"]  # fmt: skip


TOO_WIDE = """() => {
  const root = document.documentElement, most = root.clientWidth;
  if (root.scrollWidth <= most) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > most + 1)
    .map((one) => one.outerHTML.slice(0, 160));
}"""


def test_every_view_opens_without_a_complaint(page):
    for path in views(page):
        assert page.goto(path).ok
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TOO_WIDE) == [], (path, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page, scheme):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    page.emulate_media(color_scheme=scheme)
    for path in views(page):
        page.goto(path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        found = axe.run(page)["violations"]
        serious = [
            (v["id"], [n["html"][:200] for n in v["nodes"]][:3])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert not serious, path


def test_hostile_strings_do_nothing(page):
    for one in events(page, type="ACCUSE"):
        for path in (f"/event/{one['id']}", f"/?id={one['id']}"):
            page.goto(path)
            assert page.evaluate("window.hits") == []
            assert page.locator("main").is_visible()
    told = page.request.get(f"/api/events/{one['id']}").json()["told"]
    page.goto(f"/report/{told[0]['report']}")
    assert page.evaluate("window.hits") == []


def test_pages_are_light(page):
    for path in views(page):
        sizes = []
        page.on("response", lambda r, sizes=sizes: sizes.append(len(r.body())))
        page.goto(path, wait_until="load")
        assert sum(sizes) < 1_500_000, path


def test_keyboard_alone_leads_to_the_words(page):
    page.goto("/?type=CONSULT&status=negated&status=happened")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/**")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "m-1"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    page.keyboard.press("2")
    assert not page.locator(".show-who").is_checked()
    page.keyboard.press("/")
    page.keyboard.type("baku")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?text=baku")
    page.keyboard.press("Escape")
    page.locator("h1").focus()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_filters_make_short_addresses(page):
    page.goto("/")
    page.get_by_label("What", exact=True).select_option("CONSULT")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/?type=CONSULT")
    page.locator(".map a").first.click()
    page.wait_for_url("**place=Baku**")
    page.locator(".bars a").last.click()
    page.wait_for_url("**since=**")
    page.get_by_role("link", name="Clear all").click()
    assert page.url.endswith("/")


def test_correct_and_undo(page):
    found = events(page, type="AID")[0]
    page.goto(f"/event/{found['id']}")
    page.get_by_text("Correct this record").click()
    form = page.locator("#edit-status")
    form.get_by_label("Status").select_option("negated")
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button").click()
    assert page.locator("h1 + .facts .status").inner_text().endswith("negated")
    page.get_by_role("button", name="Undo").click()
    assert page.locator("h1 + .facts .status").inner_text().endswith("happened")


def test_map_zooms(page):
    page.goto("/")
    before = page.locator(".map").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in, map").click()
    assert page.locator(".map").get_attribute("viewBox") != before
    page.get_by_role("button", name="Whole view, map").click()
    assert [float(v) for v in page.locator(".map").get_attribute("viewBox").split()] == [
        float(v) for v in before.split()
    ]


def test_reading_needs_no_javascript(browser, base):
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?type=CONSULT")
    page.get_by_label("Status", exact=True).select_option("planned")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/?type=CONSULT&status=planned")
    page.locator(".record h3 a").first.click()
    page.locator(".mention .src a").first.click()
    page.get_by_label("who", exact=False).first.uncheck()
    color = page.locator("mark.l-who").first.evaluate("m => getComputedStyle(m).backgroundColor")
    assert color == "rgba(0, 0, 0, 0)"
    context.close()


def report_of(page, **params):
    told = page.request.get(f"/api/events/{events(page, **params)[0]['id']}").json()["told"]
    return told[0]["report"], told[0]["id"]


def test_words_are_chosen_with_the_mouse(page):
    version, mention = report_of(page, type="CONSULT", party="Israel")
    page.goto(f"/report/{version}")
    assert page.locator(".choose").is_hidden()
    words = page.locator(".text p mark", has_text="Israel").first
    words.dblclick()
    bar = page.locator(".choose")
    sync_api.expect(bar).to_contain_text("Israel")
    assert bar.is_visible()
    bar.locator("select").select_option(mention)
    bar.get_by_role("button", name="where").click()
    page.wait_for_url("**as=where**")
    form = page.locator("#fix")
    assert form.locator("mark").inner_text() == "Israel"
    form.get_by_label("Place").fill("Haifa")
    form.get_by_label("Latitude").fill("32.8")
    form.get_by_label("Longitude").fill("35")
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button", name="Save").click()
    page.wait_for_url("**done=**")
    item = page.locator(f"#e-{mention}")
    assert "Haifa" in item.inner_text()
    assert "Israel" in page.locator(".text mark.l-where").all_inner_texts()
    page.locator(".entries").get_by_role("button", name="Undo").click()
    assert "Haifa" not in page.locator(f"#e-{mention}").inner_text()


def test_words_are_chosen_with_the_keyboard(page):
    version, _ = report_of(page, type="AID")
    page.goto(f"/report/{version}")
    page.keyboard.press("n")
    page.keyboard.press("c")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    sync_api.expect(page.locator(".choose b")).to_have_text("“Azerbaijan aids”")
    page.keyboard.press("ArrowRight")
    sync_api.expect(page.locator(".choose b")).to_have_text("“Syria”")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.choose') !== null")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.wait_for_url("**as=new**")
    assert page.evaluate("document.activeElement.id") == "fix"
    page.keyboard.press("Tab")
    page.keyboard.type("THREATEN")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=**")
    assert [one["status"] for one in events(page, type="THREATEN")] == ["happened"]
    page.locator(".entries").get_by_role("button", name="Undo").click()
    assert events(page, type="THREATEN") == []
