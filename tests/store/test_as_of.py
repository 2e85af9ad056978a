import datetime as dt

import pytest
from stories import DAY, Told, document, world

from dateline.store import open_store

RAID = Told("ASSAULT", "ISR", "SYR", DAY, killed=3)
PLANNED = Told("CONSULT", "SYR", "ISR", DAY + dt.timedelta(9), "planned")


def day(count):
    return DAY + dt.timedelta(count)


def test_as_of_is_the_store_of_what_was_published_by_then(tmp_path, new_place):
    docs = world(11, reports=100, days=50)
    with (
        open_store(new_place(), writable=True) as whole,
        open_store(str(tmp_path / "then.db"), writable=True) as then,
    ):
        whole.add(docs)
        changed = 0
        for number in range(-1, 50):
            then.add([doc for doc in docs if doc.report.published == day(number)])
            assert whole.events(as_of=day(number)) == then.events()
            changed += len(whole.events(as_of=day(number))) != whole.count()
        assert changed > 40


@pytest.mark.parametrize(
    "wanted",
    [
        {"actor": ("SYR",)},
        {"types": ("CONSULT", "AID"), "text": "israel"},
        {"since": day(10), "until": day(20)},
        {"dyad": ("ISR:SYR",), "statuses": ("planned",)},
        {"near": (40.4, 49.9, 10.0)},
        {"outlets": ("Daily",), "min_outlets": 2},
        {"min_sources": 2, "contradicted": False},
        {"text": "ministry"},
    ],
)
def test_filters_find_the_same_on_a_past_day(tmp_path, wanted):
    docs = world(12, reports=80)
    with (
        open_store(str(tmp_path / "a.db"), writable=True) as whole,
        open_store(str(tmp_path / "b.db"), writable=True) as then,
    ):
        whole.add(docs)
        then.add([doc for doc in docs if doc.report.published <= day(15)])
        found = whole.events(as_of=day(15), **wanted)
        assert found == then.events(**wanted)
        assert found
        assert whole.count(as_of=day(15), **wanted) == len(found)
        pages = [whole.events(as_of=day(15), limit=3, offset=i, **wanted) for i in range(0, 99, 3)]
        assert [record for page in pages for record in page] == found
        assert whole.series(as_of=day(15), period="week", **wanted) == then.series(
            period="week", **wanted
        )


def test_as_of_leaves_out_the_later_version(store):
    store.add(
        [
            document([RAID], day(1), url="https://example.org/a"),
            document([PLANNED], day(5), url="https://example.org/a"),
        ]
    )
    assert [record.superseded for record in store.events(types=("ASSAULT",))] == [True]
    (record,) = store.events(as_of=day(4))
    assert not record.superseded


def test_as_of_leaves_out_later_corrections(store):
    store.add([document([RAID], day(1))])
    (record,) = store.events()
    entry = store.edit(record.id, "status", "negated", by="Ada", day=day(7))
    store.undo(entry.id, by="Ada", day=day(9))
    assert [
        (store.events(as_of=day(i))[0].status, len(store.corrections(until=day(i))))
        for i in (1, 6, 7, 8, 9)
    ] == [("happened", 0), ("happened", 0), ("negated", 1), ("negated", 1), ("happened", 2)]
