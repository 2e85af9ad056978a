"""What is kept of all records in memory gives what the tables give."""

import datetime as dt

import numpy as np
import pytest
from stories import DAY, Told, document, world

from dateline.store import glance, open_store, overview


def day(count):
    return DAY + dt.timedelta(count)


FILTERS = [
    {},
    {"actor": ("SYR",)},
    {"party": ("Syria", "ISR"), "types": ("CONSULT", "AID")},
    {"party": ("nobody",)},
    {"types": ("CONSULT",), "statuses": ("planned",)},
    {"modes": ("visit",)},
    {"dyad": ("ISR>SYR", "ISR:USA")},
    {"since": day(10), "until": day(20)},
    {"since": day(10), "undated": True},
    {"until": day(10)},
    {"until": day(10), "undated": True},
    {"near": (40.4, 49.9, 10.0)},
    {"countries": ("SYR", "LBN")},
    {"places": ("Baku",)},
    {"outlets": ("Daily",), "min_outlets": 2},
    {"min_sources": 2, "contradicted": False},
    {"contradicted": True},
    {"min_confidence": 0.5},
    {"min_confidence": 0.99},
    {"text": "ministry"},
    {"text": '"israel consults"'},
    {"text": "nothing-like-it"},
    {"as_of": day(15)},
    {"as_of": day(15), "actor": ("ISR",), "text": "ministry"},
    {"rejected": True},
]


@pytest.fixture(scope="module")
def two(new_place):
    """A store that is asked with an overview, and without."""
    where = new_place()
    with open_store(where, writable=True) as filled:
        filled.add(world(21, reports=150, days=40))
        records = filled.events(limit=5)
        filled.reject(records[0].id, by="Ada", day=day(60))
        filled.edit(records[1].id, "when", None, by="Ada", day=day(60))
        long = {"start": "1990-01-01", "end": "1999-12-31", "granularity": "decade"}
        filled.edit(records[2].id, "when", long, by="Ada", day=day(60))
        filled.edit(records[3].id, "status", "ongoing", by="Ada", day=day(60))
        filled.edit(records[3].id, "when", long, by="Ada", day=day(60))
    with open_store(where) as plain, open_store(where) as quick:
        quick.keep_overview()
        yield plain, quick


@pytest.mark.parametrize("wanted", FILTERS)
def test_overview_gives_what_the_tables_give(two, wanted):
    plain, quick = two
    assert quick.count(**wanted) == plain.count(**wanted)
    for order in ("oldest", "newest"):
        assert quick.events(order=order, **wanted) == plain.events(order=order, **wanted)
        pages = [quick.events(order=order, limit=9, offset=i, **wanted) for i in range(0, 40, 9)]
        assert [one for page in pages for one in page] == plain.events(
            order=order, limit=45, **wanted
        )
    for period in ("day", "week", "month", "year"):
        assert quick.series(period=period, **wanted) == plain.series(period=period, **wanted)
    assert quick.spots(quick_filter(wanted)) == plain.spots(quick_filter(wanted))
    assert quick.spots(quick_filter(wanted), most=2) == plain.spots(quick_filter(wanted), most=2)


def quick_filter(wanted):
    from dateline.store import Filter

    return Filter(**wanted)


def test_overview_of_an_empty_store(tmp_path):
    with open_store(str(tmp_path / "a.db"), writable=True) as store:
        store.keep_overview()
        assert (store.count(), store.events(), store.series(), store.spots()) == (0, [], [], [])
        store.add([document([Told("AID", "AZE", "SYR", DAY)], DAY)])
        assert store.count() == 1


def test_overview_follows_what_is_written(tmp_path):
    where = str(tmp_path / "a.db")
    with open_store(where, writable=True) as writing, open_store(where) as store:
        writing.add(world(22, reports=20))
        store.keep_overview()
        before = store.shown()
        writing.add(world(23, reports=20))
        assert store.count() == writing.count()
        assert store.shown() != before


def test_large_overview_is_read_again_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(glance, "LARGE", 1)
    where = str(tmp_path / "a.db")
    with open_store(where, writable=True) as writing, open_store(where) as store:
        writing.add(world(22, reports=20))
        store.keep_overview()
        before, shown = store.count(), store.shown()
        writing.add(world(23, reports=20))
        assert (store.count(), store.shown()) == (before, shown)
        with store._glance._loading:  # which the one that reads again holds
            pass
        assert store.count() == writing.count() > before
        store.events()


def test_distinct_days_far_apart():
    days = np.array([5, 3_000_000, 5, 7], np.int64)
    found, which = overview._distinct(days)
    assert found.tolist() == [5, 7, 3_000_000]
    assert found[which].tolist() == days.tolist()
