"""A document with every kind of value, told by hand."""

import datetime as dt

from dateline.data import (
    Count,
    Document,
    EventMention,
    Participant,
    Report,
    Sentence,
    Source,
    When,
    Where,
)

TEXT = (
    "A Syrian and an Israeli official are to meet in Baku on Saturday, a diplomat said.\n\n"
    "Israel bombed Syria in May, killing dozens."
)


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def who(words, country, *sectors, name=None):
    return Participant(*span(words), words, name, country, sectors)


def document(**changes):
    report = Report("r1", TEXT, dt.date(2025, 7, 12), title="Talks", publisher="Example Wire")
    first, second = span(TEXT.split("\n\n")[0]), span(TEXT.split("\n\n")[1])
    meeting = EventMention(
        "CONSULT",
        span("meet"),
        first,
        status="planned",
        modes=("third-party",),
        actors=(who("Syrian", "SYR", "GOV"), who("Israeli official", "ISR", "GOV")),
        when=When(report.published, report.published, "day", span("on Saturday")),
        where=Where("Baku", 40.4, -49.9, "AZE", 587084, "city", span("Baku")),
        sources=(
            Source(0, 1, "state TV", "media", "reported"),
            Source(*span("diplomat"), "diplomat", "anonymous", "said", country="SYR"),
        ),
        confidence=0.75,
    )
    strike = EventMention(
        "ASSAULT",
        span("bombed"),
        second,
        modes=("aerial",),
        actors=(who("Israel bombed", "ISR", "MIL", name="Israel"),),
        recipients=(who("Syria in", "SYR", name="Syria"),),
        when=When(dt.date(2025, 5, 1), dt.date(2025, 5, 31), "month"),
        counts=(Count("killed", 24, 99, span("dozens")), Count("injured", 100, None, (0, 1))),
    )
    sentences = (Sentence(*first, 0, 0), Sentence(*second, 0, 0, 1))
    return Document(report, sentences=sentences, events=changes.get("events", (meeting, strike)))
