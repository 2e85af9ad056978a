"""What is new: since a day, since a mark that is shared, and since the last visit."""

import datetime as dt
import re

from stories import DAY, Told, document
from web_at import at

from dateline.store import open_store

LATER = Told("AID", "USA", "TUR", DAY - dt.timedelta(40))


def add(place, told=LATER, published=DAY - dt.timedelta(30)):
    with open_store(place, writable=True) as store:
        store.add([document([told], published, publisher="Late Wire")])


def test_news_of_a_day_show_what_changed(client):
    page = client.get("/new", params={"since": DAY.isoformat()}).text
    assert "What reports published after 2025-07-01 brought" in page
    assert "<b>4</b> events" in page
    assert page.count('class="fresh"') == 2
    changed = page[page.index('class="changes"') :]
    assert "now also in" in changed
    assert "Second Wire" in changed
    assert re.search(r"killed</span> 3 .*→.*<b>3–7", page)


def test_news_take_filters(client):
    page = client.get("/new", params={"since": DAY.isoformat(), "type": "AID"}).text
    assert "<b>1</b> event<" in page
    assert client.get("/new?since=yesterday").status_code == 400
    assert client.get("/new?since=&type=AID").headers["location"] == "/new?type=AID"


def test_first_visit_shows_the_latest_day(client):
    page = client.get("/new").text
    assert "New since 2025-07-01" in page
    assert 'class="count"' not in page


def test_second_visit_shows_what_was_added_since(place):
    with at(place) as client:
        client.get("/")
        seen = dict(client.cookies)
        assert len(seen) == 2
    add(place)
    with at(place) as client:
        client.cookies = seen
        page = client.get("/").text
        assert re.search(r'class="count">1<', page)
        page = client.get("/new").text
        assert "New since your last visit" in page
        assert page.count('class="fresh"') == 1
        assert "Late Wire" not in client.get("/new?party=ISR").text
        shared = re.search(r'href="(/new\?since=[^"]+)">Link', page)[1]
    with at(place) as other:
        assert "Added since" in other.get(shared).text
        assert other.get(shared).text.count('class="fresh"') == 1


def test_visit_lasts_until_it_is_seen(place):
    with at(place) as client:
        client.get("/")
        add(place)
        for _ in range(2):  # looking does not make the news old within a visit
            assert re.search(r'class="count">1<', client.get("/new").text)
        assert client.post("/seen", headers={"origin": "http://127.0.0.1:8642"}).status_code == 303
        assert "Nothing new since you last looked" in client.get("/new").text


def test_mark_of_another_store_is_no_mark(place, tmp_path):
    with at(place) as client:
        client.get("/")
        cookies = dict.fromkeys(client.cookies, "2025-07-01.999999.0")
    with at(place) as client:
        client.cookies = cookies
        assert "your last visit" not in client.get("/new").text
    with at(place) as client:
        client.cookies = dict.fromkeys(cookies, '<script>"')
        assert client.get("/new").status_code == 200


def test_api_gives_news(client):
    form = client.get("/api/news", params={"since": DAY.isoformat(), "type": "ASSAULT"}).json()
    (one,) = form["news"]
    assert one["was"]["counts"] == {"killed": {"low": 3, "high": 3}}
    assert {"kind": "figure", "was": "3", "now": "3–7", "what": "killed"} in one["changes"]
    assert client.get("/api/news", params={"since": form["mark"]}).json()["news"] == []
    assert client.get("/api/news").status_code == 422
