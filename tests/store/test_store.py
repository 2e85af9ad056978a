import datetime as dt
import secrets
from dataclasses import replace

import pytest
from stories import DAY, Told, document

from dateline.errors import StoreError, UsageError
from dateline.store import open_store

pytestmark = pytest.mark.usefixtures("plain_merger")

TALKS = Told("CONSULT", "SYR", "ISR", DAY, "planned", "Baku")
RAID = Told("ASSAULT", "ISR", "SYR", DAY + dt.timedelta(1), killed=3, source="the ministry")
BLAME = Told("ACCUSE", "TUR", "ISR", None)


def days(count):
    return DAY + dt.timedelta(count)


def test_add_twice_adds_nothing(store):
    docs = [document([TALKS, RAID])]
    assert str(store.add(docs)) == "1 added, 0 known before, 2 events"
    before = store.digest()
    assert str(store.add([*docs, *docs])) == "0 added, 1 known before, 0 events"
    assert store.digest() == before


def test_add_gives_the_same_report_once_from_one_batch(store):
    assert store.add([document([TALKS])] * 3).reports == 1
    assert store.count() == 1


def test_add_keeps_both_versions_of_a_changed_report(store):
    first = document([RAID], days(1), url="https://example.org/a")
    again = document([Told(**{**vars(RAID), "killed": 5})], days(2), url="https://example.org/a")
    store.add([first])
    assert str(store.add([again])).startswith("1 added (1 a new version)")
    versions = store.versions("https://example.org/a")
    assert [report.published for _, report in versions] == [days(1), days(2)]
    (record,) = store.events()
    assert [m.superseded for m in store.mentions(record.mentions)] == [True, False]


def test_versions_that_come_at_once_are_counted_as_such(store):
    told = [[Told(**{**vars(RAID), "killed": killed})] for killed in (3, 5, 7)]
    docs = [document(one, days(i), url="https://example.org/a") for i, one in enumerate(told)]
    assert str(store.add(docs)) == "3 added (2 a new version), 0 known before, 3 events"


@pytest.mark.parametrize("sign", ["x", "é"])
def test_a_url_may_be_long(store, sign):
    urls = [f"https://example.org/{sign * 1000}/{secrets.token_hex(2000)}" for _ in "ab"]
    told = [[Told(**{**vars(RAID), "killed": killed})] for killed in (3, 5)]
    docs = [document(one, days(i), url=urls[0]) for i, one in enumerate(told)]
    assert str(store.add([*docs, document([TALKS], url=urls[1])])).startswith("3 added (1 a new")
    (record,) = store.events(types=("ASSAULT",))
    first, second = store.mentions(record.mentions)
    assert (first.url, first.superseded, second.superseded) == (urls[0], True, False)
    assert [version for version, _ in store.versions(first.address)] == [
        first.report,
        second.report,
    ]


def test_versions_of_one_day_do_not_supersede_each_other(store):
    for killed in (3, 5):
        told = [Told(**{**vars(RAID), "killed": killed})]
        store.add([document(told, days(1), url="https://example.org/a")])
    (record,) = store.events()
    assert not any(m.superseded for m in store.mentions(record.mentions))


def test_copies_count_as_one_outlet(store):
    store.add(
        [document([TALKS], days(i), url=f"https://{i}.example", title=f"{i}") for i in (2, 0)]
    )
    (record,) = store.events()
    assert (len(record.mentions), record.outlets) == (2, 1)
    first, second = store.mentions(record.mentions)
    assert first.copy_group == second.copy_group == first.report


def test_report_comes_back_as_it_was(store):
    doc = document([TALKS], publisher="Daily", title="Talks", url="https://example.org")
    store.add([doc])
    (record,) = store.events()
    (mention,) = store.mentions(record.mentions)
    assert store.report(mention.report) == doc.report
    assert mention.event == doc.events[0]


def test_events_of_one_trigger_are_told_in_the_order_of_the_coder(store):
    doc = document([TALKS])
    (event,) = doc.events
    kinds = ("CONSULT", "AID", "ACCUSE")
    doc = replace(doc, events=tuple(replace(event, event_type=kind) for kind in kinds))
    store.add([document([BLAME]), doc])
    (blame,), (first,) = store.events(actor=("TUR",)), store.events(types=("CONSULT",))
    (mention,) = store.mentions(first.mentions)
    store.unite([blame.id, first.id], by="Ada", day=DAY)  # its row is written anew
    version = mention.report
    assert tuple(m.event.event_type for m, _ in store.told(version)) == kinds


def test_a_store_open_for_reading_takes_nothing(place):
    with open_store(place, writable=True) as store:
        store.add([document([TALKS])])
    with open_store(place) as store:
        assert store.count() == 1
        with pytest.raises(StoreError, match="reading only"):
            store.add([document([RAID])])


def test_open_says_where_there_is_no_store(tmp_path):
    with pytest.raises(StoreError, match=r"no store at .*dateline\.db"):
        open_store(str(tmp_path))
    (tmp_path / "x.db").write_text("This is a text, not a database, and long enough to say so.")
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(tmp_path / "x.db"))
    with pytest.raises(UsageError, match="mysql:// is no store"):
        open_store("mysql://localhost/x")


def test_a_password_is_not_shown():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as told:
        open_store("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_a_password_is_not_shown_where_a_store_is_for_reading_only(new_place):
    place = new_place().replace("dateline@", "dateline:secret@")
    open_store(place, writable=True).close()
    with open_store(place) as store, pytest.raises(StoreError, match="for reading only") as told:
        store.add([document([RAID])])
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("url", ["postgresql://me:secret@h:port/x", "postgres://me:secret@[::1/x"])
def test_what_is_no_url_is_refused(url):
    pytest.importorskip("psycopg")
    with pytest.raises(UsageError, match="not the URL of a database") as told:
        open_store(url)
    assert "secret" not in str(told.value)


def test_half_a_character_is_no_text(here):
    here.add([document([TALKS])])
    with pytest.raises(StoreError, match=r"half a character, '\\ud800'"):
        here.count(actor=("\ud800",))
    with pytest.raises(StoreError, match=r"half a character, '\\udcff'"):
        here.edit(here.events()[0].id, "status", "negated", by="Ada", day=DAY, note="\udcff")
    assert here.corrections() == []
