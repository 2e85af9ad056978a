import datetime as dt
import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data import (
    Attribution,
    Count,
    Document,
    Entity,
    EventMention,
    EventType,
    Granularity,
    NameMention,
    NameType,
    Participant,
    PlaceMention,
    Precision,
    Report,
    Sentence,
    Source,
    SourceKind,
    Status,
    TimeMention,
    When,
    Where,
)
from dateline.exporters import jsonl
from dateline.forms import document_from_dict

TEXT = "A Syrian official met “somebody” in Baku on Saturday.\n\nZoë \U0001f54a left.\x1b\x85\u2028"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
MAYBE = st.none() | WORDS
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
CODES = st.lists(WORDS, max_size=3).map(tuple)
DEGREES = st.none() | st.floats(-180, 180)
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)
MANY_SPANS = st.lists(SPANS, max_size=3).map(tuple)
GEO = {
    "lat": DEGREES,
    "lon": DEGREES,
    "country": MAYBE,
    "geonameid": st.none() | st.integers(0, 1 << 40),
    "precision": st.none() | st.sampled_from(get_args(Precision)),
}
WHO = {"text": WORDS, "name": MAYBE, "country": MAYBE, "sectors": CODES, "entity": MAYBE}


def spanned(kind, /, **fields):
    """Objects of a kind that has ``start`` and ``end``, and perhaps the text between them."""

    def make(span, values):
        return kind(start=span[0], end=span[1], **values)

    return st.builds(make, SPANS, st.fixed_dictionaries(fields))


def quoted(kind, /, **fields):
    def make(span, values):
        return kind(start=span[0], end=span[1], text=TEXT[slice(*span)], **values)

    return st.builds(make, SPANS, st.fixed_dictionaries(fields))


def some(strategy, **options):
    return st.lists(strategy, max_size=3, **options).map(tuple)


EVENTS = st.builds(
    EventMention,
    event_type=st.sampled_from(get_args(EventType)),
    trigger=SPANS,
    sentence=SPANS,
    status=st.sampled_from(get_args(Status)),
    status_cue=st.none() | SPANS,
    modes=CODES,
    contexts=CODES,
    also=MANY_SPANS,
    actors=some(spanned(Participant, **WHO)),
    recipients=some(spanned(Participant, **WHO)),
    when=st.none()
    | st.builds(When, DAYS, DAYS, st.sampled_from(get_args(Granularity)), st.none() | SPANS),
    where=st.none() | st.builds(Where, name=WORDS, span=st.none() | SPANS, **GEO),
    sources=some(
        spanned(
            Source,
            kind=st.sampled_from(get_args(SourceKind)),
            cue=MAYBE,
            reason=st.none() | SPANS,
            **WHO,
        ),
    ),
    counts=some(
        st.builds(Count, WORDS, st.integers(0), st.none() | st.integers(0), SPANS),
        unique_by=lambda count: count.role,
    ),
    confidence=st.none() | st.floats(0, 1),
)
DOCUMENTS = st.builds(
    Document,
    report=st.builds(Report, WORDS, st.just(TEXT), DAYS),
    sentences=some(spanned(Sentence, start_token=st.just(0), end_token=st.just(0))),
    names=some(quoted(NameMention, type=st.sampled_from(get_args(NameType)))),
    times=some(
        quoted(
            TimeMention,
            type=WORDS,
            value=WORDS,
            first=st.none() | DAYS,
            last=st.none() | DAYS,
            granularity=st.none() | st.sampled_from(get_args(Granularity)),
        )
    ),
    places=some(quoted(PlaceMention, name=WORDS, **GEO)),
    entities=some(
        st.builds(
            Entity,
            mentions=MANY_SPANS,
            name=WORDS,
            kind=MAYBE,
            country=MAYBE,
            sectors=CODES,
            entity=MAYBE,
        )
    ),
    attributions=some(
        st.builds(Attribution, MANY_SPANS, MANY_SPANS, MANY_SPANS, st.booleans()),
    ),
    events=some(EVENTS),
)


@given(DOCUMENTS)
def test_document_from_dict_gives_back_what_to_dict_took(doc):
    assert document_from_dict(doc.to_dict(), doc.report) == doc


@given(DOCUMENTS)
def test_jsonl_gives_back_what_it_took_on_one_plain_line(doc):
    line = jsonl.prepare(doc)
    assert document_from_dict(json.loads(line), doc.report) == doc
    assert line.splitlines() == [line]
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in line)
    assert line.encode()


def test_to_dict_has_the_keys_of_the_interface_first():
    report = Report("a", TEXT, dt.date(2025, 7, 12))
    span = (2, 8)
    who = Participant(*span, "Syrian", None, "SYR", ("GOV",))
    event = EventMention(
        "CONSULT",
        span,
        span,
        also=(span,),
        actors=(who,),
        recipients=(who,),
        when=When(report.published, report.published, "day", span),
        where=Where("Baku", span=span),
        sources=(Source(*span, "Syrian", "named"),),
        counts=(Count("killed", 1, None, span), Count("killed", 7, 7, span)),
    )
    form = Document(
        report,
        sentences=(Sentence(*span, 0, 0),),
        times=(TimeMention(*span, "Syrian", "DATE", "2025"),),
        places=(PlaceMention(*span, "Syrian", "Syria"),),
        attributions=(Attribution((span,), (span,), (span,)),),
        entities=(Entity((span,), "Syria"),),
        events=(event,),
    ).to_dict()

    def starts(part, keys):
        return list(part)[: len(keys.split())] == keys.split()

    assert starts(form, "id published events times places attributions entities sentences")
    (told,) = form["events"]
    assert starts(
        told,
        "event_type modes contexts status trigger also sentence actors recipients when where "
        "sources counts confidence",
    )
    for part in (*told["actors"], *told["recipients"]):
        assert list(part) == "start end text name country sectors entity".split()
    assert list(told["when"]) == "start end granularity span".split()
    assert list(told["where"]) == "name lat lon country geonameid precision span".split()
    assert starts(told["sources"][0], "start end text kind cue country sectors")
    assert told["counts"] == {"killed": {"low": 1, "high": None, "span": [2, 8]}}
    assert starts(form["times"][0], "start end type value")
    assert starts(form["places"][0], "start end name lat lon country geonameid")
    assert starts(form["attributions"][0], "source cue content")
    assert starts(form["entities"][0], "mentions name country sectors entity")
    assert form["sentences"] == [[2, 8]]


def test_document_from_dict_refuses_another_report():
    report = Report("a", TEXT, dt.date(2025, 7, 12))
    with pytest.raises(ValueError, match="'a', not 'b'"):
        document_from_dict(Document(report).to_dict(), Report("b", TEXT, report.published))
