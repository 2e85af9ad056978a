"""What people read in a report otherwise than the coder: fields of mentions, and missed events."""

import datetime as dt
from dataclasses import replace

import pytest
from stories import DAY, Told, document

from dateline.errors import UsageError
from dateline.forms import event_to_dict
from dateline.store import open_store

pytestmark = pytest.mark.usefixtures("plain_merger")

TALKS = Told("CONSULT", "SYR", "ISR", DAY, "planned", "Baku", None, "an envoy")
RAID = Told("ASSAULT", "ISR", "SYR", DAY)
AID = Told("AID", "AZE", "TUR", DAY)
LONG = "A first sentence that another version has.\n"


def day(count):
    return DAY + dt.timedelta(count)


def signed(count=30):
    return {"by": "Ada", "day": day(count)}


def only(store, **wanted):
    (record,) = store.events(**wanted)
    where = record.where and replace(record.where, span=None)  # no part of a record's form
    return replace(record, where=where)


def mention(store, **wanted):
    (one,) = store.mentions(only(store, **wanted).mentions)
    return one


def party(doc, words, code):
    start = doc.text.index(words)
    return {
        "start": start, "end": start + len(words), "text": words, "name": words, "country": code,
        "sectors": [], "entity": code,
    }  # fmt: skip


def place(doc, words, name="Beirut"):
    start = doc.text.index(words)
    return {
        "name": name, "lat": 33.89, "lon": 35.5, "country": "LBN", "geonameid": None,
        "precision": "city", "span": [start, start + len(words)],
    }  # fmt: skip


def without(doc, event_type):
    """The document of a coder that does not find the events of a type."""
    return replace(doc, events=tuple(e for e in doc.events if e.event_type != event_type))


def form_of(doc, event_type):
    (event,) = (e for e in doc.events if e.event_type == event_type)
    return event_to_dict(event)


def shifted(doc):
    """A later version: another first sentence, and all spans moved behind it."""
    told = document([TALKS, RAID], DAY)
    by = len(LONG)

    def moved(value):
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(i, int) for i in value):
            return value[0] + by, value[1] + by
        return value

    events = []
    for event in told.events:
        parts = {
            name: tuple(replace(p, start=p.start + by, end=p.end + by) for p in some)
            for name in ("actors", "recipients", "sources")
            for some in (getattr(event, name),)
        }
        events.append(
            replace(event, trigger=moved(event.trigger), sentence=moved(event.sentence), **parts)
        )
    report = replace(doc.report, text=LONG + told.text, published=day(5))
    return replace(told, report=report, events=tuple(events))


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("status", "negated", {"statuses": ("negated",)}),
        ("event_type", "ACCUSE", {"types": ("ACCUSE",)}),
        ("modes", ["visit"], {"modes": ("visit",)}),
        ("when", {"start": "2025-06-01", "end": "2025-06-30", "granularity": "month", "span": None},
         {"until": dt.date(2025, 6, 30)}),
        ("when", None, {"since": DAY, "until": DAY, "undated": True}),
        ("where", lambda doc: place(doc, "Baku"), {"places": ("Beirut",)}),
        ("actors", lambda doc: [party(doc, "an envoy", "TUR")], {"actor": ("TUR",)}),
        ("recipients", [], {"types": ("CONSULT",)}),
        ("sources", [], {"types": ("CONSULT",)}),
    ],
)  # fmt: skip
def test_reread_changes_the_mention_and_its_record(store, field, value, found):
    doc = document([TALKS], DAY)
    store.add([doc])
    value = value(doc) if callable(value) else value
    before = only(store)
    entry = store.reread(mention(store).id, field, value, note="misread", **signed())
    record = only(store, **found)
    assert record.corrections == (entry.id,)
    assert event_to_dict(mention(store).event)[field] == value
    assert store.told(mention(store).report)[0][0] == mention(store)
    assert only(store, as_of=day(29)) == before
    assert only(store, as_of=day(30)) == record
    (listed,) = store.corrections()
    assert (listed["kind"], listed["field"], listed["holds"]) == ("read", field, True)
    store.undo(entry.id, **signed(31))
    assert only(store) == before
    assert only(store, as_of=day(30)) == record


def test_reread_of_the_trigger_moves_its_words(store):
    doc = document([TALKS], DAY)
    store.add([doc])
    start = doc.text.index("Israel")
    value = {"start": start, "end": start + 6, "text": "Israel"}
    old = mention(store)
    store.reread(old.id, "trigger", value, **signed())
    now = mention(store)
    assert (now.words, now.event.trigger, now.id) == ("Israel", (start, start + 6), old.id)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("confidence", 1.0, "cannot be corrected"),
        ("status", "maybe", "is not one of"),
        ("trigger", {"start": 0, "end": 999, "text": "x"}, "must stand in its sentence"),
        ("trigger", {"start": 0, "end": 5, "text": "Israel"}, "does not stand in the text"),
        ("actors", [{"start": 0, "end": 5, "text": "Syria"}, 3], "does not fit"),
        ("when", {"start": "2025-07-02", "end": "2025-07-01", "granularity": "day", "span": None},
         "ends before"),
        ("where", {"name": "", "span": None}, "needs a name"),
        ("where", {"name": "Homs", "lat": 134.0, "span": None}, "degrees"),
        ("where", {"name": "Homs", "span": [5, 99999]}, "has no characters"),
        ("where", {"name": "Homs", "span": ["a", "b"]}, "expected as numbers"),
        ("where", {"name": "Homs", "lat": "34.0", "lon": "36.0", "span": None}, "lat '34.0'"),
        ("where", {"name": "Homs", "country": 5, "span": None}, "country 5"),
        ("modes", "visit", "a list of strings"),
        ("contexts", [3], "a list of strings"),
        ("actors", [{"start": 0, "end": 5, "text": "Syria", "name": "Syria", "country": "SYR",
                     "sectors": "GOV", "entity": None}], "a list of strings"),
    ],
)  # fmt: skip
def test_reread_refuses_what_does_not_fit(here, field, value, message):
    here.add([document([TALKS], DAY)])
    with pytest.raises(UsageError, match=message):
        here.reread(mention(here).id, field, value, **signed())
    assert here.corrections() == []


def test_added_mention_needs_a_confidence_that_is_one(here):
    doc = document([TALKS], DAY)
    here.add([doc])
    form = form_of(doc, "CONSULT") | {"confidence": "high"}
    with pytest.raises(UsageError, match="from 0 to 1"):
        here.add_mention(mention(here).report, form, **signed())


def test_reread_holds_when_the_coder_runs_again(store):
    doc = document([TALKS], DAY)
    store.add([doc])
    store.reread(mention(store).id, "status", "negated", **signed())
    store.recode([doc], "another")
    assert only(store).status == "negated"
    start, end = doc.events[0].trigger
    cut = replace(doc, events=(replace(doc.events[0], trigger=(start, end - 1)),))
    store.recode([cut], "a third")
    assert only(store).status == "negated"
    store.recode([replace(doc, events=())], "one that finds nothing")
    assert only(store).status == "negated"


def test_reread_holds_in_a_version_that_keeps_the_sentence(store):
    doc = document([TALKS, RAID], DAY, url="https://example.org/1")
    store.add([doc])
    value = place(doc, "Baku")
    store.reread(mention(store, types=("CONSULT",)).id, "where", value, **signed())
    later = shifted(doc)
    store.add([later])
    record = only(store, types=("CONSULT",))
    new = next(m for m in store.mentions(record.mentions) if m.published == day(5))
    start, end = new.event.where.span
    assert later.text[start:end] == "Baku"
    assert record.where.name == "Beirut"


def test_reread_links_the_mention_anew(store):
    store.add([document([RAID], DAY), document([replace(RAID, recipient="TUR")], DAY, id_="b")])
    assert store.count() == 2
    one = mention(store, dyad=("ISR>TUR",))
    text = store.report(one.report).text
    start = text.index("Turkey")
    value = {
        "start": start, "end": start + 6, "text": "Turkey", "name": "Syria", "country": "SYR",
        "sectors": ["GOV"], "entity": "SYR",
    }  # fmt: skip
    entry = store.reread(one.id, "recipients", [value], **signed())
    assert len(only(store).mentions) == 2
    assert store.count(as_of=day(29)) == 2
    store.add([document([RAID], day(1), id_="c")])
    assert len(only(store).mentions) == 3
    store.undo(entry.id, **signed(31))
    assert store.count() == 2


def test_added_mention_makes_a_record(store):
    doc = document([TALKS, RAID], DAY)
    store.add([without(doc, "ASSAULT")])
    (version,) = {one.report for one in store.mentions(only(store).mentions)}
    entry = store.add_mention(version, form_of(doc, "ASSAULT"), note="missed", **signed())
    record = only(store, types=("ASSAULT",))
    assert record.corrections == (entry.id,)
    assert only(store, text='"israel assaults"') == record
    assert [m.event.event_type for m, _ in store.told(version)] == ["CONSULT", "ASSAULT"]
    assert store.count(as_of=day(29)) == 1
    undo = store.undo(entry.id, **signed(31))
    assert store.count() == 1
    assert store.count(text='"israel assaults"') == 0
    assert len(store.told(version)) == 1
    assert only(store, types=("ASSAULT",), as_of=day(30)) == record
    store.undo(undo.id, **signed(32))
    assert only(store, types=("ASSAULT",)) == record
    assert store.count(as_of=day(31)) == 1


@pytest.mark.parametrize("finds", [True, False])
def test_added_mention_holds_when_the_coder_runs_again(store, finds):
    doc = document([TALKS, RAID], DAY)
    missed = without(doc, "ASSAULT")
    store.add([missed])
    (version,) = {one.report for one in store.mentions(only(store).mentions)}
    form = {**form_of(doc, "ASSAULT"), "status": "negated"}
    store.add_mention(version, form, **signed())
    before = only(store, types=("ASSAULT",))
    store.recode([doc if finds else missed], "another")
    assert only(store, types=("ASSAULT",)) == before
    assert len(store.told(version)) == 2


@pytest.mark.parametrize("later_first", [True, False])
def test_added_mention_stands_in_versions_that_keep_the_sentence(store, later_first):
    doc = document([TALKS, RAID], DAY, url="https://example.org/1")
    later = shifted(doc)
    store.add([without(doc, "ASSAULT")])
    version = mention(store).report
    if later_first:
        store.add([without(later, "ASSAULT")])
    entry = store.add_mention(version, form_of(doc, "ASSAULT"), **signed())
    if not later_first:
        store.add([without(later, "ASSAULT")])
    record = only(store, types=("ASSAULT",))
    assert len(record.mentions) == 2
    new = next(m for m in store.mentions(record.mentions) if m.published == day(5))
    assert later.text[slice(*new.event.trigger)] == "assaults"
    assert not record.superseded
    store.undo(entry.id, **signed(31))
    assert store.count(types=("ASSAULT",)) == 0


def test_a_missed_event_may_stand_beside_one_of_the_same_words(store):
    doc = document([TALKS], DAY)
    store.add([doc])
    version = mention(store).report
    form = {**form_of(doc, "CONSULT"), "event_type": "ACCUSE"}
    store.add_mention(version, form, **signed())
    assert {r.event_type for r in store.events()} == {"CONSULT", "ACCUSE"}


def test_one_mention_is_rejected(store):
    store.add([document([RAID], DAY), document([RAID], day(1), id_="b")])
    record = only(store)
    store.reject(record.id, record.mentions[1:], **signed())
    assert only(store).mentions == record.mentions[:1]
    with pytest.raises(UsageError, match="does not rest on"):
        store.reject(record.id, ["nobody"], **signed())


def test_records_do_not_depend_on_when_people_corrected_them(tmp_path, new_place):
    """Reports before or after the corrections, and each past day."""
    docs = [
        document([TALKS, RAID], DAY, url="https://example.org/1"),
        document([RAID, AID], day(2), id_="b"),
        document([replace(RAID, recipient="TUR")], day(3), id_="c"),
    ]
    late = [document([TALKS], day(4), id_="d"), shifted(docs[0])]

    def correct(store, until=99):
        raid = next(m for m, _ in store.told(versions[2]))
        value = party(docs[2], "Turkey", "SYR") | {"name": "Syria"}
        steps = [
            (10, lambda: store.reread(raid.id, "recipients", [value], **signed(10))),
            (12, lambda: store.add_mention(versions[1], extra, **signed(12))),
            (14, lambda: store.undo(entries[0], **signed(14))),
            (16, lambda: store.undo(entries[1], **signed(16))),
        ]
        entries = []
        for when, step in steps:
            if when <= until:
                entries.append(step().id)

    extra = {**form_of(docs[1], "AID"), "event_type": "ACCUSE", "recipients": []}
    with open_store(new_place(), writable=True) as one:
        one.add(docs)
        versions = [store_version(one, doc) for doc in docs]
        correct(one)
        one.add(late)
        with open_store(str(tmp_path / "b.db"), writable=True) as other:
            other.add([*late, *docs])
            correct(other)
            assert other.events() == one.events()
            assert other.digest() == one.digest()
        for number in (9, 10, 11, 12, 13, 14, 15, 16):
            with open_store(str(tmp_path / f"{number}.db"), writable=True) as then:
                then.add([*docs, *late])
                correct(then, number)
                assert one.events(as_of=day(number)) == then.events(), number


def store_version(store, doc):
    from dateline.store.coded import version_of

    assert store.knows([doc.report]) == [True]
    return version_of(doc.report)
