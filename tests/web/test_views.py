"""Each view answers, and shows what it is for."""

import html
import re

import pytest

from dateline.web.guard import POLICY


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", ["<b>4</b> events", "First Wire", "CONSULT", "Baku", "<svg class=\"map\""]),
        ("/?type=ASSAULT", ["<b>1</b> event", "ASSAULT", "remove"]),
        ("/?status=planned", ["○", "planned"]),
        ("/?text=nothing-like-it", ["No event fits"]),
        ("/?party=Nobody", ["No event fits", "no record has the name &#39;Nobody&#39;"]),
        ("/?party=syr&type=ASSAULT", ["<b>1</b> event"]),
        ("/?as_of=2025-07-01", ["as of 2025-07-01", "<b>2</b> events"]),
        ("/planned", ["July 2025", "Turkey → America"]),
        ("/actor/SYR", ["Syria", "With whom", "Azerbaijan"]),
        ("/actor/bashar-al-assad", ["Offices", "president"]),
        ("/dyad/ISR:SYR", ["Israel", "Syria", "Conflict and cooperation"]),
        ("/code", ["Paste a report"]),
        ("/corrections", ["Nobody has corrected anything"]),
        ("/api", ["GET /api/events", "openapi.json"]),
    ],
)  # fmt: skip
def test_view_shows(client, path, words):
    page = client.get(path)
    assert page.status_code == 200, page.text
    for word in words:
        assert word in page.text
    assert page.headers["content-security-policy"] == POLICY
    assert "unsafe" not in page.headers["content-security-policy"]


def test_event_shows_who_says_what(client, event_id):
    page = client.get(f"/event/{event_id}").text
    for words in (
        "the ministry",
        "an envoy",
        "negated",
        "happened",
        "Second Wire",
        "Baku",
    ):
        assert words in page
    assert 'href="#m-1"' in page
    assert 'id="m-1"' in page


def test_event_shows_figures_side_by_side(client):
    found = client.get("/api/events", params={"type": "ASSAULT"}).json()["events"][0]
    page = client.get(f"/event/{found['id']}").text
    assert re.search(
        r"killed</th><td class=\"number\">3<.*killed</th><td class=\"number\">7<", page
    )


def test_report_marks_layers(client, event_id):
    told = client.get(f"/api/events/{event_id}").json()["told"]
    page = client.get(f"/report/{told[0]['report']}").text
    assert f'id="w-{told[0]["id"]}"' in page
    for layer in ("l-event", "l-who", "l-said"):
        assert f'<mark class="{layer} ' in page


@pytest.mark.parametrize("path", ["/event/none", "/report/none", "/actor/nobody-such", "/nowhere"])
def test_what_is_not_there_is_said(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["since=yesterday", "near=1", "dyad=x", "region=Nowhereland", "page=x", "order=by"]
)
def test_wrong_filter_is_explained(client, query):
    page = client.get(f"/?{query}")
    assert page.status_code == 400
    assert 'role="alert"' in page.text


def test_empty_fields_leave_the_address(client):
    answer = client.get("/?text=&type=CONSULT&since=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?type=CONSULT"


def test_timeline_links_keep_the_other_filters(client):
    page = client.get("/?type=ASSAULT&party=SYR").text
    assert re.search(r'href="/\?party=SYR&amp;type=ASSAULT&amp;since=[-0-9]+&amp;until=', page)


def test_no_page_needs_what_is_not_here(client, event_id):
    for path in ("/", f"/event/{event_id}", "/actor/SYR", "/planned", "/code", "/api"):
        page = client.get(path).text
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)
        assert not re.search(r"<[^>]* (?:style|on\w+)=", page)
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)


def test_feed_is_icalendar(client):
    answer = client.get("/planned.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"DTSTART;VALUE=DATE:20250721" in lines
    assert b"DTEND;VALUE=DATE:20250722" in lines
    assert max(len(line) for line in lines) <= 75


def test_openapi_describes_the_api(client):
    schema = client.get("/api/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/events", "/api/events/{record_id}", "/api/reports/{version}", "/api/series",
        "/api/news", "/api/corrections", "/api/code",
    }  # fmt: skip


def test_api_gives_what_the_page_shows(client):
    found = client.get("/api/events", params={"dyad": "ISR:SYR", "limit": 1}).json()
    assert found["total"] == 2
    assert len(found["events"]) == 1
    points = client.get("/api/series", params={"party": "SYR", "by": "day"}).json()
    assert sum(point["events"] for point in points) >= 1


@pytest.mark.parametrize("query", ["limit=100000", "status=x&min_sources=-1", "since=never"])
def test_api_refuses_what_it_does_not_take(client, query):
    assert client.get(f"/api/events?{query}").status_code == 422


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("type=FOO", "type: 'FOO' is not one of ACCUSE"),
        ("country=Syria", "did you mean SYR?"),
        ("party=SYR/GVO", "'GVO' is not one of AGR, BUS,"),
    ],
)
@pytest.mark.parametrize("path", ["/api/events", "/api/series", "/"])
def test_a_value_that_nothing_can_have_is_refused(client, path, query, reason):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert reason in html.unescape(answer.text)


def test_form_keeps_second_values(client):
    page = client.get("/?party=SYR&party=ISR&type=CONSULT").text
    assert page.count('<input type="hidden" name="party" value="ISR">') == 1
    assert 'type="hidden" name="type"' not in page


def test_no_id_stands_twice(client, event_id):
    told = client.get(f"/api/events/{event_id}").json()["told"]
    for path in ("/", f"/event/{event_id}", f"/report/{told[0]['report']}", "/actor/SYR"):
        ids = re.findall(r'\bid="([^"]+)"', client.get(path).text)
        assert len(ids) == len(set(ids)), path


def test_actor_shows_what_it_says_and_what_is_said_of_it(tmp_path):
    from stories import DAY, Told, document
    from web_at import at

    from dateline.store import open_store

    where = str(tmp_path / "desk.db")
    told = [
        Told("CONSULT", "SYR", "ISR", DAY, source="Israel"),
        Told("ASSAULT", "ISR", "SYR", DAY, source="an envoy"),
    ]
    with open_store(where, writable=True) as store:
        store.add([document(told, DAY)])
    with at(where) as client:
        page = client.get("/actor/ISR").text
    own, _, of_it = page.partition("What is said of it")
    own = own.partition("What it says")[2]
    assert "CONSULT" in own
    assert "ASSAULT" not in own
    assert "ASSAULT" in of_it
    assert "CONSULT" not in of_it


def test_event_gathers_who_says_what(client, event_id):
    page = client.get(f"/event/{event_id}").text
    row = re.search(r"According to</th>(.*?)</tr>", page, re.DOTALL)[1]
    assert "an envoy" in row
    assert row.index("happened") < row.index("negated")
    assert row.count('href="#m-') == 2


def test_planned_list_is_cut(tmp_path, monkeypatch):
    from stories import DAY, Told, document
    from web_at import at

    from dateline.store import open_store
    from dateline.web import views

    monkeypatch.setattr(views, "LISTED", 1)
    where = str(tmp_path / "desk.db")
    told = [Told(name, "SYR", "ISR", DAY, "planned") for name in ("CONSULT", "AID")]
    with open_store(where, writable=True) as store:
        store.add([document(told, DAY)])
    with at(where) as client:
        page = client.get("/planned").text
    assert page.count('class="record"') == 1
    assert "Those after these" in page


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/actor/syr", "/actor/SYR"),
        ("/actor/syr~gov?since=2025-07-01", "/actor/SYR~GOV?since=2025-07-01"),
        ("/dyad/isr:SYR", "/dyad/ISR:SYR"),
    ],
)
def test_code_in_small_letters_leads_to_its_page(client, path, to):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    assert client.get(to).status_code == 200
