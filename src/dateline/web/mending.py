"""Words of a report that a person chooses, and what they are: who, to whom, when, where, said by,
the words of an event, or an event that the coder missed.

A report's page takes the choice from its address (``?event=…&as=where&start=8&end=12``, or
``words=…``), so that it needs no script; what the knowledge base and the coder make of the words
is proposed, and a person may say otherwise (``values.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.data import Document, Report, Span
from dateline.errors import DatelineError, UsageError
from dateline.merge.types import StoredMention
from dateline.web.desk import Desk

Role = Literal["what", "who", "whom", "when", "where", "said", "new"]
ROLES: dict[Role, str] = {
    "who": "who does it", "whom": "to whom", "when": "when", "where": "where",
    "said": "who says so", "what": "the words of the event", "new": "another event",
}  # fmt: skip
"""What chosen words may be, and how a page puts it."""

FIELDS: dict[Role, str] = {
    "what": "trigger", "who": "actors", "whom": "recipients", "when": "when", "where": "where",
    "said": "sources",
}  # fmt: skip
BLANK: dict[str, Any] = dict.fromkeys(
    ("start", "end", "granularity", "name", "lat", "lon", "country", "geonameid", "precision",
     "sectors", "entity")
)  # fmt: skip


Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that were chosen for an event (``None``: for a new one), and what is proposed."""

    role: Role
    span: Span
    words: str
    event: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


def choice(
    desk: Desk, version: str, report: Report, told: Sequence[StoredMention], params: Params
) -> Choice | None:
    """Read a choice from the address of a report; ``None`` where there is none."""
    given = params.get("as", "")
    if not given:
        return None
    role = next((one for one in ROLES if one == given), None)
    if role is None:
        raise UsageError(f"as: {given!r} is not one of {', '.join(ROLES)}")
    mention = next((m for m in told if m.id == params.get("event")), None)
    if role != "new" and mention is None:
        raise UsageError("choose the event that the words belong to")
    near = mention.event.trigger[0] if mention is not None else 0
    start, end = span_of(report.text, params.get, near)
    words = report.text[start:end]
    made = desk.kept(("document", version), lambda: _coded(desk, report))
    values = BLANK | proposal(role, (start, end), words, made)
    return Choice(role, (start, end), words, None if mention is None else mention.id, values)


def span_of(text: str, get: Callable[[str], str | None], near: int = 0) -> Span:
    """Find the words that an address or a form names: by their place, or by themselves, then
    those nearest to a place."""
    words = (get("words") or "").strip()
    start, end = get("start") or "", get("end") or ""
    if start.isdecimal() and end.isdecimal() and len(start + end) < 20:
        span = trimmed(text, (int(start), int(end)))
        if span is not None and (not words or text[slice(*span)] == words):
            return span
    if words:
        places = [found.start() for found in re.finditer(re.escape(words), text)]
        if places:
            at = min(places, key=lambda place: (abs(place - near), place))
            return at, at + len(words)
        raise UsageError(f"the text does not have the words {words!r}")
    raise UsageError("choose words of the text")


def trimmed(text: str, span: Span) -> Span | None:
    """Leave blanks out at the ends; ``None`` where nothing is left, or it is not in the text.

    >>> trimmed("to Baku .", (2, 8))
    (3, 7)
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


def _coded(desk: Desk, report: Report) -> Document | None:
    """Code the report again, for its names, times and places: the store keeps its events only."""
    try:
        (doc,) = desk.code([report])
    except DatelineError:  # proposals are a help; without them a person fills in the form
        return None
    return doc if doc.text == report.text else None


def proposal(role: Role, span: Span, words: str, doc: Document | None) -> dict[str, Any]:
    """Propose what words stand for."""
    if role == "when":
        times = doc.times if doc is not None else ()
        time = _nearest(((t.start, t.end), t) for t in times if t.first and t.last)(span)
        return {} if time is None else {
            "start": time.first, "end": time.last, "granularity": time.granularity,
        }  # fmt: skip
    if role == "where":
        places = doc.named_places if doc is not None else ()
        place = _nearest(((p.start, p.end), p) for p in places)(span)
        return {"name": words} if place is None else {
            "name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country,
            "geonameid": place.geonameid, "precision": place.precision,
        }  # fmt: skip
    if role in ("who", "whom", "said"):
        entities = doc.entities if doc is not None else ()
        found = _nearest((part, e) for e in entities for part in e.mentions)(span)
        return {"name": words} if found is None else {
            "name": found.name, "country": found.country, "sectors": " ".join(found.sectors),
            "entity": found.entity,
        }  # fmt: skip
    return {}


LEAST = 0.3
"""The share of two spans that must be common, for one to say what the other stands for."""


def _nearest(spans: Iterable[tuple[Span, Any]]) -> Callable[[Span], Any]:
    """Find what overlaps a span well, of several the last that fits it best."""

    def find(span: Span) -> Any:  # noqa: ANN401 - of the kind that was given
        best, most = None, LEAST
        for (start, end), one in spans:
            common = min(end, span[1]) - max(start, span[0])
            share = common / (max(end, span[1]) - min(start, span[0]))
            if common > 0 and share >= most:
                best, most = one, share
        return best

    return find
