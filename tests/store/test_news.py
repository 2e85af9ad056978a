"""What is new since a day, or since somebody looked."""

import datetime as dt

import pytest
from stories import DAY, Told, document, world

from dateline.errors import UsageError
from dateline.store import open_store
from dateline.store.news import Mark, since_of

MEETING = Told("CONSULT", "SYR", "ISR", DAY + dt.timedelta(9), "planned")
RAID = Told("ASSAULT", "ISR", "SYR", DAY, "happened", None, 3)


def day(count):
    return DAY + dt.timedelta(count)


@pytest.fixture
def store(place):
    with open_store(place, writable=True) as made:
        yield made


def said(found):
    return [(one.kind, one.what, one.was, one.now) for one in found.changes]


@pytest.mark.parametrize(
    ("then", "now", "changes"),
    [
        (MEETING, Told("CONSULT", "SYR", "ISR", day(9), "happened"),
         [("status", None, "planned", "happened"), ("outlet", None, None, "Second Wire")]),
        (RAID, Told("ASSAULT", "ISR", "SYR", DAY, "happened", None, 7, "the ministry"),
         [("figure", "killed", "3", "3–7"), ("outlet", None, None, "Second Wire"),
          ("source", None, None, "the ministry")]),
        (RAID, Told("ASSAULT", "ISR", "SYR", DAY, "happened", "Beirut", 3),
         [("where", None, None, "Beirut"), ("outlet", None, None, "Second Wire")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", ["day", "mark"])
def test_news_says_what_changed(store, then, now, changes, by):
    store.add([document([then], DAY, publisher="First Wire")])
    since = DAY if by == "day" else store.mark(day(0))
    store.add([document([now], day(1), publisher="Second Wire")])
    (one,), total = store.news(since)
    assert total == 1
    assert one.was is not None
    assert one.record == store.events()[0]
    assert said(one) == changes


def test_news_of_a_day_are_what_later_reports_brought(store):
    store.add(world(14, reports=60))
    then = {record.id: record for record in store.events(as_of=day(4))}
    found, _ = store.news(day(4))
    told = {one.record.id: one for one in found}
    for record in store.events():
        before = {i for i in record.mentions if any(i in r.mentions for r in then.values())}
        if record.id not in told:
            assert then[record.id] == record
        elif told[record.id].was is None:
            assert not before
        else:
            assert told[record.id].was in then.values()
    assert {one.was is None for one in found} == {True, False}


def test_news_of_a_mark_have_reports_of_earlier_days(store):
    store.add([document([MEETING], DAY)])
    mark = store.mark(day(20))
    assert store.news(mark) == ([], 0)
    store.add([document([RAID], day(-30))])
    (one,), _ = store.news(mark)
    assert one.was is None
    assert one.record.event_type == "ASSAULT"
    assert store.news(DAY)[0] == []


def test_news_of_a_mark_have_corrections_and_no_second_run(store):
    docs = [document([MEETING, RAID], DAY)]
    store.add(docs)
    mark = store.mark(DAY)
    store.recode(docs, "another")
    assert store.news(mark)[0] == []
    record = store.events(types=("CONSULT",))[0]
    store.edit(record.id, "status", "negated", by="Ada", day=day(1))
    (one,), _ = store.news(mark)
    assert said(one) == [
        ("status", None, "planned", "negated"), ("correction", None, None, "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["day", "mark"])
def test_news_are_filtered_and_cut(store, by):
    store.add([document([MEETING], day(-50))])
    since = day(-50) if by == "day" else store.mark(DAY)
    store.add(world(15, reports=40))
    everything, total = store.news(since)
    pages = [store.news(since, limit=7, offset=i)[0] for i in range(0, total, 7)]
    assert [one for page in pages for one in page] == everything
    for asked in ({"types": ("AID",)}, {"text": "ministry"}, {"since": day(5), "until": day(9)}):
        chosen = {record.id for record in store.events(**asked)}
        wanted = store.news(since, _filter(**asked))[0]
        assert [one for one in everything if one.record.id in chosen] == wanted
        assert wanted


def _filter(**asked):
    from dateline.store import Filter

    return Filter(**asked)


@pytest.mark.parametrize("value", ["", "yesterday", "2025-02-30", "2025-07-01.5", "2025-07-01.5.x"])
def test_since_is_a_day_or_a_mark(value):
    with pytest.raises(UsageError):
        since_of(value)
    mark = Mark(DAY, 12, 3)
    assert since_of(str(mark)) == mark
    assert since_of(DAY.isoformat()) == DAY
