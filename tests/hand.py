"""Makes mentions by hand, without a report."""

import datetime as dt

from dateline.data import Count, EventMention, Participant, Source, When, Where
from dateline.merge.types import StoredMention

DAY = dt.date(2024, 3, 5)
ARLAND = Participant(0, 6, "Arland", "Arland", "FRA", ("GOV",), "ARL")
BORLAND = Participant(7, 14, "Borland", "Borland", "ESP", ("GOV",), "BOR")
SOLDIERS = Participant(7, 15, "soldiers", "soldiers", "ESP", ("GOV",))
REBELS = Participant(0, 6, "rebels", "rebels", "ESP", ("REB",))
SILL = Where("Sill", 46.0, 6.0, "FRA", 1, "city")
MINISTRY = Source(0, 8, "foreign ministry", "institution", "said", country="FRA", sectors=("GOV",))
SPOKESMAN = Source(
    0, 9, "foreign ministry spokesman", "institution", "said", country="FRA", sectors=("GOV",)
)
OFFICIALS = Source(0, 9, "senior officials", "anonymous", "said", country="FRA", sectors=("GOV",))
WITNESS = Source(0, 7, "a witness", "anonymous", "said")
RADIO = Source(0, 5, "Radio One", "media", "quoted", name="Radio One")
REBEL = Source(0, 5, "rebel spokesman", "named", "said", country="ESP", sectors=("REB",))


def on(day, *, granularity="day", days=0, span=(20, 27)):
    return When(day, day + dt.timedelta(days), granularity, span)


def killed(low, high=None):
    return Count("killed", low, low if high is None else high, (0, 1))


def mention(
    name, *, day=0, event_type="CONSULT", words="met", sentence=None, report=None, group=None,
    publisher=None, superseded=False, at=0, **fields,
):  # fmt: skip
    """A mention ``name`` in a report of its own, published ``day`` days after ``DAY``."""
    fields = {"actors": (ARLAND,), "recipients": (BORLAND,), "when": on(DAY)} | fields
    sentence = sentence or "Arland's foreign minister met his colleague of Borland in Sill."
    event = EventMention(event_type, (at, at + len(words)), (0, len(sentence)), **fields)
    report = report or f"r-{name}"
    return StoredMention(
        name, event, report, DAY + dt.timedelta(day), words, report, group or report,
        publisher=publisher, superseded=superseded, sentence=sentence,
    )  # fmt: skip
