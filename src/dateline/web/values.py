"""What a form says of a record or a mention: the fields that a person fills in, read into values.

A record is corrected as a whole, by what is written (``of_record``); a mention by words of its
report and what they stand for (``of_mention``, ``new_event``), which ``mending.py`` has proposed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from dateline.data import Report, Span
from dateline.errors import UsageError
from dateline.merge.types import StoredMention
from dateline.store.readings import as_form
from dateline.web.forms import Sent
from dateline.web.mending import FIELDS, span_of

_PARTIES = ("actors", "recipients", "sources")
_AT_MOST_ONE = ("when", "where")
"""Fields that may be said to be untold."""

# --- of a record ------------------------------------------------------------------------------


def of_record(field: str, sent: Sent) -> object:
    """Read the value of a field in the form in which records show it."""
    match field:
        case "modes" | "contexts":
            return sent.get("value").replace(",", " ").split()
        case "when":
            if not sent.get("start"):
                return None
            start, end = _days(sent.get("start"), sent.get("end"))
            return {
                "start": start, "end": end, "granularity": "day" if start == end else "range",
            }  # fmt: skip
        case "where":
            return _place(sent, None) if sent.get("name") else None
        case "actors" | "recipients":
            return [_party(line) for line in sent.get("value").splitlines() if line.strip()]
    return sent.need("value")


def _party(line: str) -> object:
    """Read a participant: ``name; COUNTRY; SECTORS``.

    >>> _party("Syrian army; SYR; MIL")["sectors"]
    ['MIL']
    """
    name, country, sectors, *_ = [*(part.strip() for part in line.split(";")), "", ""]
    if not name:
        raise UsageError(f"{line!r}: a participant is written name; COUNTRY; SECTORS")
    return {"name": name, "country": country.upper() or None, "sectors": sectors.upper().split()}


# --- of a mention -----------------------------------------------------------------------------


def of_mention(mention: StoredMention, report: Report, sent: Sent) -> tuple[str, object]:
    """Read the field and the value that a form gives a mention. ``do`` is ``event_type``,
    ``status``, ``remove:actors:0``, ``none:when``, or, with words, empty."""
    form = as_form(mention)
    do, _, rest = sent.get("do").partition(":")
    if do in ("event_type", "status"):
        return do, sent.need(do)
    if do == "none" and rest in _AT_MOST_ONE:
        return rest, None
    if do == "remove":
        name, _, number = rest.partition(":")
        if name not in _PARTIES or not number.isdecimal():
            raise UsageError(f"{rest!r} cannot be removed")
        return name, [one for i, one in enumerate(form[name]) if i != int(number)]
    role = sent.need("as")
    if role not in FIELDS:
        raise UsageError(f"as: {role!r} is not one of {', '.join(FIELDS)}")
    name = FIELDS[role]
    span = span_of(report.text, sent.get, mention.event.trigger[0])
    return name, _told_by(name, span, report.text, form[name], sent)


def _told_by(name: str, span: Span, text: str, before: Any, sent: Sent) -> object:  # noqa: ANN401
    """The value of a field that chosen words tell, beside what the mention had ``before``."""
    match name:
        case "trigger":
            return _words(span, text)
        case "when":
            return {**_time(sent), "span": list(span)}
        case "where":
            number = sent.get("geonameid")
            known = int(number) if number.isdecimal() else None
            return {**_place(sent, known), "span": list(span)}
    who = _words(span, text) | _who(sent, text[slice(*span)])
    if name == "sources":
        kind = sent.get("kind") or "named"
        who |= {"kind": kind, "cue": sent.get("cue") or None, "reason": None}
    others = [one for one in before if one["end"] <= span[0] or span[1] <= one["start"]]
    return sorted([*others, who], key=lambda one: int(one["start"]))


def _words(span: Span, text: str) -> dict[str, Any]:
    start, end = span
    return {"start": start, "end": end, "text": text[start:end]}


def _time(sent: Sent) -> dict[str, Any]:
    first, last = _days(sent.need("first"), sent.get("last"))
    exact = "day" if first == last else sent.get("granularity") or "range"
    if first != last and exact == "day":
        exact = "range"
    return {"start": first, "end": last, "granularity": exact}


def _who(sent: Sent, words: str) -> dict[str, Any]:
    return {
        "name": sent.get("name") or words, "country": sent.get("country").upper() or None,
        "sectors": sent.get("sectors").upper().split(), "entity": sent.get("entity") or None,
    }  # fmt: skip


def new_event(report: Report, told: Sequence[StoredMention], sent: Sent) -> dict[str, Any]:
    """Make the form of an event that the coder missed."""
    start, end = span_of(report.text, sent.get)
    return {
        "event_type": sent.need("event_type"), "modes": [], "contexts": [],
        "status": sent.get("status") or "happened", "trigger": [start, end], "also": [],
        "sentence": list(sentence_at(report.text, (start, end), told)),
        "actors": [], "recipients": [], "when": None, "where": None, "sources": [], "counts": {},
        "confidence": None, "status_cue": None,
    }  # fmt: skip


def sentence_at(text: str, span: Span, told: Sequence[StoredMention] = ()) -> Span:
    """Find the sentence of words: that of another event there, or else by its full stops."""
    start, end = span
    for mention in told:
        first, last = mention.event.sentence
        if first <= start and end <= last:
            return first, last
    first = max(
        (found.end() for found in re.finditer(r"\n+|[.!?][\"'”’)]*\s+", text[:start])), default=0
    )
    found = re.compile(r"\n|[.!?][\"'”’)]*(?=\s|$)").search(text, end)
    last = len(text) if found is None else found.start() if found[0] == "\n" else found.end()
    return first, last


# --- of both ----------------------------------------------------------------------------------


def _days(first: str, last: str) -> tuple[str, str]:
    """Read the first and the last day of a time; without a last one, it is one day."""
    start = _day(first)
    return start, _day(last) if last else start


def _day(value: str) -> str:
    """Read a day that a person writes."""
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is not a date (expected: 2025-07-12)") from None


def _place(sent: Sent, geonameid: int | None) -> dict[str, Any]:
    return {
        "name": sent.need("name"), "lat": _degrees(sent.get("lat")),
        "lon": _degrees(sent.get("lon")), "country": sent.get("country").upper() or None,
        "geonameid": geonameid, "precision": sent.get("precision") or None,
    }  # fmt: skip


def _degrees(value: str) -> float | None:
    """Read degrees that a person writes; ``None`` where there are none."""
    if not value:
        return None
    try:
        return float(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a number of degrees") from None
