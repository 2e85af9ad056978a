"""What reports and addresses say is shown as text, and makes no markup."""

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import hostile
import pytest
from stories import DAY, Told, document
from web_at import at

from dateline.store import open_store

OWN = {"script": {"/static/page.js"}, "link": {"/static/page.css", "/static/icon.svg"}}
NEVER = {"iframe", "object", "embed", "base", "style", "img", "foreignobject", "animate"}
VIEWS = ("/", "/?page=2", "/new?since=2000-01-01", "/planned?since=2025-01-01", "/corrections")


class Checker(HTMLParser):
    """Finds what no template of ours writes."""

    def __init__(self):
        super().__init__()
        self.bad, self.text = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in NEVER or (tag == "meta" and "http-equiv" in values):
            self.bad.append((tag, attrs))
        if tag in OWN and (values.get("src") or values.get("href")) not in OWN[tag]:
            self.bad.append((tag, attrs))
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "autofocus"):
                self.bad.append((tag, attrs))
            if name in ("href", "src", "action", "xlink:href"):
                parts = urlsplit(value or "")
                if parts.scheme not in ("", "https") or (parts.netloc and name != "href"):
                    self.bad.append((tag, attrs))

    def handle_data(self, data):
        self.text.append(data)


def check(page):
    checker = Checker()
    checker.feed(page)
    assert not checker.bad
    return "".join(checker.text)


@pytest.fixture(scope="module")
def hostile_place(tmp_path_factory):
    where = str(tmp_path_factory.mktemp("hostile") / "desk.db")
    with open_store(where, writable=True) as store:
        store.add(hostile.docs(), "hand")
    return where


def test_hostile_strings_stay_text(hostile_place):
    with at(hostile_place, edit=True) as client:
        found = client.get("/api/events", params={"limit": 100}).json()["events"]
        paths, shown = list(VIEWS), ""
        for one in found:
            told = client.get(f"/api/events/{one['id']}").json()["told"]
            paths += [f"/event/{one['id']}", *(f"/report/{m['report']}" for m in told)]
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, path
            shown += check(answer.text)
    assert len(found) == len(hostile.PAYLOADS)
    for (kind, field), text in hostile.STRINGS.items():
        if field in ("actor", "place", "title", "source", "text") and kind != 19:
            assert text in shown, (kind, field)


@pytest.mark.parametrize("name", ["text", "party", "actor", "place", "country", "outlet", "since"])
@pytest.mark.parametrize("kind", [0, 3, 5, 11, 12, 18])
def test_hostile_addresses_stay_text(hostile_place, name, kind):
    payload = hostile.PAYLOADS[kind].format(n=1)
    with at(hostile_place) as client:
        answer = client.get("/", params={name: payload})
        assert answer.status_code in (200, 400)
        check(answer.text)


@pytest.mark.parametrize("kind", range(len(hostile.PAYLOADS)))
def test_hostile_corrections_and_texts_stay_text(editor, event_id, kind):
    payload = hostile.PAYLOADS[kind].format(n=1)
    sent = {"record": event_id, "by": payload, "note": payload, "field": "where", "name": payload}
    origin = {"origin": "http://127.0.0.1:8642"}
    assert editor.post("/correct/edit", data=sent, headers=origin).status_code == 303
    check(editor.get(f"/event/{event_id}").text)
    check(editor.get("/corrections").text)
    told = editor.get(f"/api/events/{event_id}").json()["told"][0]
    mended = {"mention": told["id"], "report": told["report"], "as": "who", "words": "Israel",
              "name": payload, "entity": payload, "by": payload, "note": payload}  # fmt: skip
    assert editor.post("/correct/read", data=mended, headers=origin).status_code == 303
    check(editor.get(f"/report/{told['report']}").text)
    chosen = {"event": told["id"], "as": "where", "words": "Israel"}
    check(editor.get(f"/report/{told['report']}", params=chosen).text)
    check(editor.get(f"/report/{told['report']}", params={"as": "new", "words": payload}).text)
    check(editor.get(f"/report/{told['report']}", params={"as": payload, "words": "Israel"}).text)
    pasted = {"text": payload, "title": payload, "published": "2025-07-01"}
    check(editor.post("/code", data=pasted, headers=origin).text)
    pasted["published"] = payload
    check(editor.post("/code", data=pasted, headers=origin).text)


def test_hostile_feed_keeps_its_lines(hostile_place):
    with at(hostile_place) as client:
        assert b"<script" not in client.get("/planned.ics").content


def test_names_from_right_to_left_turn_nothing_round(tmp_path):
    names = {"SYR": "أحمد الشرع", "ISR": "בנימין"}
    doc = document([Told("THREATEN", "SYR", "ISR", DAY, "planned")], DAY, title="עברית")
    event = doc.events[0]
    event = replace(
        event,
        actors=tuple(replace(one, name=names["SYR"], entity=None) for one in event.actors),
        recipients=tuple(replace(one, name=names["ISR"], entity=None) for one in event.recipients),
    )
    doc = replace(doc, events=(event,), report=replace(doc.report, publisher="وكالة الأنباء"))
    where = str(tmp_path / "desk.db")
    with open_store(where, writable=True) as store:
        store.add([doc], "hand")
        found = store.events()[0]
    whom = "\u2068أحمد الشرع\u2069 → \u2068בנימין\u2069"
    with at(where) as client:
        event_page = client.get(f"/event/{found.id}").text
        assert whom in client.get("/").text
        assert whom in event_page
        assert f"THREATEN: {whom}" in client.get("/planned.ics").text.replace("\r\n ", "")
        version = client.get(f"/api/events/{found.id}").json()["told"][0]["report"]
        report = client.get(f"/report/{version}").text
    assert "<bdi>وكالة الأنباء</bdi>, <time" in report
    assert "<bdi>עברית</bdi></a>" in event_page
    assert "<bdi>وكالة الأنباء</bdi> 2025" in event_page
