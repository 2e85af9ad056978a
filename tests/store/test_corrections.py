import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from stories import DAY, Told, document, world

from dateline import plugins
from dateline.data import Where
from dateline.errors import UsageError

pytestmark = pytest.mark.usefixtures("plain_merger")

TALKS = Told("CONSULT", "SYR", "ISR", DAY, "planned", "Baku")
RAID = Told("ASSAULT", "ISR", "SYR", DAY, killed=3)
LATER = Told("ASSAULT", "ISR", "SYR", DAY + dt.timedelta(1), killed=3)
ADA = {"by": "Ada", "day": DAY + dt.timedelta(30)}


def only(store, **wanted):
    (record,) = store.events(**wanted)
    return record


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("status", "negated", "negated"),
        ("event_type", "ACCUSE", "ACCUSE"),
        ("modes", ["visit"], ("visit",)),
        ("when", None, None),
        ("where", {"name": "Homs", "lat": 34.7, "lon": 36.7}, Where("Homs", 34.7, 36.7)),
    ],
)
def test_edit_gives_a_field_another_value(store, field, value, expected):
    store.add([document([TALKS])])
    entry = store.edit(only(store).id, field, value, note="misread", **ADA)
    record = only(store)
    assert getattr(record, field) == expected
    assert record.corrections == (entry.id,)
    store.undo(entry.id, **ADA)
    assert only(store) == only(store, as_of=DAY)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("status", "maybe", "one of happened, ongoing"),
        ("id", "x", "cannot be edited"),
        ("when", {"start": "2025-07-02", "end": "2025-07-01", "granularity": "day"}, "ends before"),
        ("where", {"name": "Homs", "lat": 134.7}, "degrees"),
        ("where", {"nam": "Homs"}, "does not fit"),
        ("actors", [{"country": "SYR"}], "does not fit"),
        ("modes", "visit", "a list of strings"),
        (
            "where",
            {"name": "Homs", "lat": "34.7", "lon": "36.7"},
            "lat: a number is expected, not '34.7'",
        ),
        ("where", {"name": "Homs", "lat": True}, "lat: a number is expected, not True"),
        ("where", {"name": "Homs", "country": 5}, "country: text is expected, not 5"),
        ("where", {"name": "Homs", "geonameid": "x"}, "geonameid: a whole number is expected"),
        (
            "when",
            {"start": "2025-07-01", "end": "2025-07-01", "granularity": 7},
            "granularity: text",
        ),
        ("actors", [{"name": 5}], "name: text is expected, not 5"),
        ("actors", [{"name": None}], "a participant needs a name"),
        ("actors", [{"name": "Turkey", "country": 7}], "country: text is expected, not 7"),
        (
            "actors",
            [{"name": "Turkey", "sectors": "GOV"}],
            "a list of strings is expected, not 'GOV'",
        ),
        ("actors", [{"name": "Turkey", "sectors": [3]}], "sectors: text is expected, not 3"),
        ("recipients", [{"name": "Turkey", "entity": {}}], "entity: text is expected, not {}"),
        ("counts", {"killed": {"low": 5, "high": 3}}, "a lowest and a highest"),
        ("counts", {"killed": {"low": -5, "high": None}}, "a lowest and a highest"),
        ("counts", {"killed": {"low": 10**30, "high": None}}, "a lowest and a highest"),
    ],
)
def test_edit_refuses_what_does_not_fit(here, field, value, message):
    here.add([document([TALKS])])
    with pytest.raises(UsageError, match=message):
        here.edit(only(here).id, field, value, **ADA)
    assert here.corrections() == []


def test_edit_is_found_by_its_new_value(store):
    store.add([document([TALKS])])
    store.edit(only(store).id, "actors", [{"name": "Turkey", "country": "TUR"}], **ADA)
    assert (store.count(actor=("SYR",)), store.count(actor=("TUR",))) == (0, 1)


def test_reject_sets_a_record_aside(store):
    store.add([document([TALKS, RAID])])
    record = only(store, types=("ASSAULT",))
    entry = store.reject(record.id, **ADA)
    assert store.count() == 1
    assert only(store, rejected=True).corrections == (entry.id,)
    assert store.record(record.id).rejected
    store.add([document([RAID], id_="another report")])  # which nobody has rejected
    assert len(only(store, types=("ASSAULT",)).mentions) == 1
    store.undo(entry.id, **ADA)
    assert len(only(store, types=("ASSAULT",)).mentions) == 2


def test_merge_makes_one_record_and_later_reports_join_it(store):
    store.add([document([RAID], publisher="One"), document([LATER], publisher="Two")])
    entry = store.unite([record.id for record in store.events()], **ADA)
    assert len(only(store).mentions) == 2
    store.add([document([LATER], publisher="Three")])
    assert len(only(store).mentions) == 3
    store.undo(entry.id, **ADA)
    assert sorted(len(record.mentions) for record in store.events()) == [1, 2]


def test_split_makes_two_records(store):
    store.add([document([RAID], publisher=name) for name in ("One", "Two", "Three")])
    record = only(store)
    entry = store.split(record.id, record.mentions[1:2], **ADA)
    assert sorted(len(one.mentions) for one in store.events()) == [1, 2]
    assert all(one.corrections == (entry.id,) for one in store.events())
    store.undo(entry.id, **ADA)
    assert only(store) == record


def test_undoing_the_undoing_lets_it_hold_again(store):
    store.add([document([RAID])])
    before = only(store)
    edit = store.edit(before.id, "status", "negated", **ADA)
    undo = store.undo(edit.id, **ADA)
    assert only(store) == before
    store.undo(undo.id, **ADA)
    assert only(store).status == "negated"
    assert [entry["holds"] for entry in store.corrections()] == [True, False, True]
    with pytest.raises(UsageError, match="no correction 'x'"):
        store.undo("x", **ADA)


def test_the_later_edit_wins(store):
    store.add([document([RAID])])
    for status in ("negated", "possible"):
        last = store.edit(only(store).id, "status", status, **ADA)
    assert only(store).status == "possible"
    store.undo(last.id, **ADA)
    assert only(store).status == "negated"


@pytest.mark.parametrize("kind", ["edit", "reject", "merge", "split"])
def test_corrections_hold_when_the_coder_is_run_again(store, kind):
    docs = [document([RAID], publisher="One"), document([RAID], publisher="Two")]
    docs.append(document([LATER], publisher="Three"))
    store.add(docs, "first coder")
    two, one = sorted(store.events(), key=lambda record: -len(record.mentions))
    match kind:
        case "edit":
            store.edit(two.id, "status", "negated", **ADA)
        case "reject":
            store.reject(one.id, **ADA)
        case "merge":
            store.unite([one.id, two.id], **ADA)
        case "split":
            store.split(two.id, two.mentions[1:], **ADA)
    before = store.events(), store.events(rejected=True)
    assert store.recode(docs, "second coder") == 3
    assert (store.events(), store.events(rejected=True)) == before


def test_corrections_follow_a_trigger_that_another_coder_cuts_otherwise(store):
    doc = document([RAID])
    store.add([doc])
    store.edit(only(store).id, "status", "negated", **ADA)
    event = doc.events[0]
    wider = replace(event, trigger=(event.trigger[0], event.trigger[1] + 4), status="ongoing")
    store.recode([replace(doc, events=(wider,))], "second coder")
    assert only(store).status == "negated"


def test_a_corrected_mention_stays_where_another_coder_finds_nothing(store):
    doc = document([RAID, TALKS])
    store.add([doc])
    raid, talks = store.events(types=("ASSAULT",))[0], store.events(types=("CONSULT",))[0]
    store.edit(raid.id, "status", "negated", **ADA)
    store.recode([replace(doc, events=())], "second coder")
    assert only(store).id == raid.id
    assert store.record(talks.id) is None


def test_corrections_hold_when_an_earlier_coder_comes_back(store):
    doc = document([TALKS])
    (event,) = doc.events
    start, end = event.trigger
    other = replace(doc, events=(replace(event, trigger=(start + 1, end)),))
    store.add([doc])
    store.edit(only(store).id, "status", "negated", **ADA)
    for coded in (other, doc, other, doc):
        store.recode([coded], "another coder")
        assert only(store).status == "negated"


def test_recode_without_corrections_is_the_second_coder_alone(store, here):
    docs = world(5, reports=30)
    other = [
        document([Told("AID", "AZE", "SYR", DAY)], doc.report.published, id_=doc.report.id)
        for doc in docs
    ]
    other = [replace(doc, events=doc.events[::2]) for doc in docs]
    store.add(docs, "first coder")
    store.recode(other, "second coder")
    here.add(other)
    assert store.digest() == here.digest()


def test_corrections_hold_for_a_later_version_of_the_report(store):
    store.add([document([RAID], url="https://example.org/a")])
    store.reject(only(store).id, **ADA)
    store.add([document([TALKS, RAID], DAY + dt.timedelta(2), url="https://example.org/a")])
    assert [record.event_type for record in store.events()] == ["CONSULT"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "parquet"])
def test_corrections_are_shown(here, form):
    here.add([document([RAID])])
    here.edit(only(here).id, "status", "negated", note="=1+1", **ADA)
    out = io.BytesIO()
    plugins.find("store.output", form).write(here.stream(), out, here.notes())
    if form == "parquet":
        import pyarrow.parquet as pq

        (row,) = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
        assert row["corrections"][0]["by"] == "Ada"
    elif form == "jsonl":
        (entry,) = json.loads(out.getvalue())["corrections"]
        assert (entry["by"], entry["was"], entry["value"]) == ("Ada", "happened", "negated")
    else:
        text = " ".join(out.getvalue().decode().split())
        assert "edit status by Ada" in text


def test_corrections_are_only_added(store):
    store.add([document([RAID])])
    ids = []
    for number in range(4):
        ids.append(store.edit(only(store).id, "status", "negated", **ADA).id)
        ids.append(store.undo(ids[-1], **ADA).id)
        assert [entry["id"] for entry in store.corrections()] == ids[: 2 * number + 2]
    assert len(set(ids)) == 8


def test_a_correction_needs_a_name(here):
    here.add([document([RAID])])
    with pytest.raises(UsageError, match="needs a name"):
        here.reject(only(here).id, by=" ", day=DAY)


def test_undoing_may_bear_an_earlier_day_than_what_it_undoes(store):
    store.add([document([TALKS])])
    before = only(store)
    entry = store.edit(before.id, "status", "negated", **ADA)
    undone = store.undo(entry.id, by="Ada", day=DAY + dt.timedelta(5))
    store.undo(undone.id, by="Ada", day=DAY + dt.timedelta(3))
    for day in (DAY, DAY + dt.timedelta(4), DAY + dt.timedelta(10)):
        assert only(store, as_of=day) == before
    assert [e["kind"] for e in store.corrections(DAY + dt.timedelta(10))] == ["undo", "undo"]
    assert only(store).status == "negated"
