"""Makes documents without a model: a small world of reports that copy, repeat and rewrite."""

import datetime as dt
import random
from dataclasses import dataclass

from dateline.data import (
    Count,
    Document,
    EventMention,
    Participant,
    Report,
    Source,
    When,
    Where,
    report_id,
)

DAY = dt.date(2025, 7, 1)
STATES = {"SYR": "Syria", "ISR": "Israel", "AZE": "Azerbaijan", "TUR": "Turkey", "USA": "America"}
PLACES = {
    "Baku": Where("Baku", 40.38, 49.89, "AZE", 587084, "city"),
    "Beirut": Where("Beirut", 33.89, 35.50, "LBN", 276781, "city"),
    "Syria": Where("Syria", 35.0, 38.0, "SYR", 163843, "country"),
}
OUTLETS = ("First Wire", "Second Wire", "Daily", None)


@dataclass(frozen=True)
class Told:
    """One sentence: who did what to whom, and when."""

    event_type: str
    actor: str
    recipient: str
    day: dt.date | None
    status: str = "happened"
    place: str | None = None
    killed: int | None = None
    source: str | None = None

    def sentence(self):
        day = f" on {self.day}" if self.day else ""
        place = f" at {self.place}" if self.place else ""
        dead = f", killing {self.killed}" if self.killed else ""
        source = f", said {self.source}" if self.source else ""
        actor, recipient = STATES[self.actor], STATES[self.recipient]
        return f"{actor} {self.event_type.lower()}s {recipient}{place}{day}{dead}{source}."


def document(told, published=DAY, *, publisher=None, url=None, id_=None, title=None):
    text, events = "", []
    for one in told:
        start, sentence = len(text), one.sentence()
        text += sentence + "\n"
        whole = (start, start + len(sentence))

        def span(words, whole=whole, text=text):
            at = text.index(words, whole[0])
            return at, at + len(words)

        def party(code, span=span):
            at = span(STATES[code])
            return Participant(*at, STATES[code], STATES[code], code, ("GOV",), code)

        source = one.source and Source(
            *span(one.source), one.source, "institution", "said", one.source
        )
        events.append(
            EventMention(
                one.event_type,
                span(f"{one.event_type.lower()}s"),
                whole,
                one.status,
                actors=(party(one.actor),),
                recipients=(party(one.recipient),),
                when=one.day and When(one.day, one.day, "day"),
                where=one.place and PLACES[one.place],
                sources=(source,) if source else (),
                counts=(Count("killed", one.killed, one.killed, span(str(one.killed))),)
                if one.killed
                else (),
                confidence=0.75,
            )
        )
    report = Report(id_ or report_id("", text), text, published, title, url, publisher)
    return Document(report, events=tuple(events))


def world(seed, reports=60, days=30):
    """Reports over some weeks: often of the same events, with copies and later versions."""
    rng = random.Random(seed)
    events = [
        Told(
            rng.choice(("CONSULT", "ASSAULT", "AID", "ACCUSE")),
            *rng.sample(sorted(STATES), 2),
            DAY + dt.timedelta(rng.randrange(days)) if rng.random() < 0.8 else None,
            rng.choice(("happened", "planned")),
            rng.choice((None, *PLACES)),
        )
        for _ in range(reports)
    ]
    docs = []
    for number in range(reports):
        if docs and rng.random() < 0.15:  # a copy, a new version, or both
            old = rng.choice(docs)
            told = [*old[0]]
            if rng.random() < 0.5:
                told.append(rng.choice(events))
            url = old[2] if rng.random() < 0.6 else f"https://example.org/{number}"
        else:
            told = rng.sample(events, rng.randint(1, 4))
            url = rng.choice((None, f"https://example.org/{number}"))
        told = [
            Told(**{**vars(one), "killed": rng.choice((None, None, 3, 5)),
                    "source": rng.choice((None, "the ministry", "an envoy"))})
            for one in told
        ]  # fmt: skip
        published = DAY + dt.timedelta(rng.randrange(days))
        docs.append((told, published, url, rng.choice(OUTLETS)))
    return [
        document(told, published, url=url, publisher=outlet)
        for told, published, url, outlet in docs
    ]
