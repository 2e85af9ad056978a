"""What people read in a report otherwise than the coder: entries that change one mention.

    read   a field of this mention has this value, read from these words
    add    this report tells an event that the coder did not find

What the coder made stays in the table; a mention is changed when it is read back, by the entries
that hold on the day asked for. So an entry can be undone, holds when the coder is run again, and
is not seen on days before it was made. Spans point into the version of the report that a person
had before him; in another version that has the same sentence they are shifted with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from dateline.data import EventMention, EventType, Precision, SourceKind, Span, Status
from dateline.errors import UsageError
from dateline.forms import event_from_dict, event_to_dict

if TYPE_CHECKING:
    from dateline.merge.types import StoredMention
    from dateline.store.corrections import Correction

PERSON = "a person"
"""The coder of mentions that a person added."""

KINDS = ("read", "add")
FIELDS = (
    "trigger", "event_type", "status", "modes", "contexts", "actors", "recipients", "when", "where",
    "sources",
)  # fmt: skip
"""Fields of a mention that people may set, in the form of ``dateline read --format jsonl``.
``trigger`` is ``{"start", "end", "text"}``."""

Form = dict[str, Any]


def read_as(
    mention: StoredMention, entries: Iterable[Correction], *, added: bool
) -> StoredMention | None:
    """Give a mention as people read it; ``None`` where a person added it and no entry holds it."""
    form: Form | None = None
    words, held = mention.words, not added
    for entry in entries:
        if entry.kind not in KINDS:
            continue
        if entry.kind == "add":
            held = True
        value = _shifted(entry, mention)
        if value is ELSEWHERE:
            continue
        if entry.kind == "add":
            form = value
            words = entry.at.words if entry.at is not None else words
            continue
        form = form or event_to_dict(mention.event)
        if entry.field == "trigger":
            words = value["text"]
            form["trigger"] = [value["start"], value["end"]]
        elif entry.field is not None:
            form[entry.field] = value
    if not held:
        return None
    return mention if form is None else replace(mention, event=event_from_dict(form), words=words)


def _shifted(entry: Correction, mention: StoredMention) -> Any:  # noqa: ANN401 - of any field
    """Give the value of an entry with the spans of this version."""
    if entry.at is None or entry.at.version == mention.report:
        return entry.value
    return shifted(entry.value, entry.at.sentence, mention.event.sentence[0])


def shifted(value: Any, sentence: Span, start: int) -> Any:  # noqa: ANN401 - as above
    """Move spans with their sentence to where it begins in another version; ``ELSEWHERE`` where
    some stand beyond it: that version need not have these words."""
    first, last = sentence
    if any(not first <= a <= b <= last for a, b in _spans(value)):
        return ELSEWHERE
    return _moved(value, start - first)


ELSEWHERE = object()
"""No value: ``None`` is one."""

_SPANS = frozenset({"trigger", "sentence", "span", "reason", "status_cue"})


def _spans(value: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - as above
    if isinstance(value, list):
        for one in value:
            yield from _spans(one)
    elif isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for name, one in value.items():
            if name in _SPANS and isinstance(one, list):
                yield one[0], one[1]
            elif name == "also":
                yield from ((a, b) for a, b in one)
            elif isinstance(one, list | dict):
                yield from _spans(one)


def _moved(value: Any, by: int) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list):
        return [_moved(one, by) for one in value]
    if not isinstance(value, dict):
        return value
    out: Form = {}
    for name, one in value.items():
        if name in _SPANS and isinstance(one, list):
            out[name] = [one[0] + by, one[1] + by]
        elif name == "also":
            out[name] = [[a + by, b + by] for a, b in one]
        elif name in ("start", "end") and isinstance(one, int):
            out[name] = one + by
        else:
            out[name] = _moved(one, by)
    return out


# --- what a person may say --------------------------------------------------------------------


def as_form(mention: StoredMention) -> Form:
    """Give the form of a mention, with its trigger as ``FIELDS`` have it."""
    form = event_to_dict(mention.event)
    start, end = mention.event.trigger
    return {**form, "trigger": {"start": start, "end": end, "text": mention.words}}


def changed(event: EventMention, field: str, value: Any, text: str) -> Form:  # noqa: ANN401
    """Give the form of an event with a field changed. Raises ``UsageError`` where the value is
    none of the field, or its words do not stand in the text."""
    form = event_to_dict(event)
    if field not in FIELDS:
        raise UsageError(f"{field!r} cannot be corrected; there are: {', '.join(FIELDS)}")
    if field == "trigger":
        if not isinstance(value, dict) or value.keys() != {"start", "end", "text"}:
            raise UsageError("trigger: start, end and text are expected")
        first, last = event.sentence
        if not first <= value["start"] < value["end"] <= last:
            raise UsageError("the words of an event must stand in its sentence")
        form["trigger"] = [value["start"], value["end"]]
        form["also"] = [span for span in form["also"] if span != form["trigger"]]
        check_words([value], text)
    else:
        form[field] = value
    check(form, text)
    return form


def check(form: Mapping[str, Any], text: str) -> EventMention:
    """Read the form of an event. Raises ``UsageError`` where it is none, or not of this text."""
    try:
        event = event_from_dict(form)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"this does not fit an event: {error}") from None
    _check_types(form)
    _one_of("type", event.event_type, get_args(EventType))
    _one_of("status", event.status, get_args(Status))
    for source in event.sources:
        _one_of("kind of source", source.kind, get_args(SourceKind))
    if event.where is not None:
        _check_where(event)
    if event.when is not None and event.when.end < event.when.start:
        raise UsageError("when: it ends before it starts")
    for start, end in _spans(dict(form)):
        if not 0 <= start < end <= len(text):
            raise UsageError(f"the text has no characters {start} to {end}")
    check_words([*form["actors"], *form["recipients"], *form["sources"]], text)
    return event


def _check_types(form: Mapping[str, Any]) -> None:
    """Raise ``UsageError`` where something of another type would be read, but not merged."""
    lists = [(name, form[name]) for name in ("modes", "contexts")]
    for who in (*form["actors"], *form["recipients"], *form["sources"]):
        lists += [("sectors", who["sectors"])] if "sectors" in who else []
    for name, value in lists:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise UsageError(f"{name}: a list of strings is expected, not {value!r}")
    confidence = form["confidence"]
    if confidence is not None and not (
        isinstance(confidence, int | float) and 0 <= confidence <= 1
    ):
        raise UsageError(f"confidence: a number from 0 to 1 is expected, not {confidence!r}")
    for start, end in _spans(dict(form)):
        if not isinstance(start, int) or not isinstance(end, int):
            raise UsageError(f"characters are expected as numbers, not {start!r} to {end!r}")
    where = form["where"] or {}
    for name, kind in (("lat", int | float), ("lon", int | float), ("country", str)):
        if not isinstance(where.get(name), kind | None):
            raise UsageError(f"where: {name} {where[name]!r} does not fit")


def _check_where(event: EventMention) -> None:
    where = event.where
    assert where is not None
    if not isinstance(where.name, str) or not where.name:
        raise UsageError("a place needs a name")
    if where.precision is not None:
        _one_of("precision", where.precision, get_args(Precision))
    for degrees, most in ((where.lat, 90), (where.lon, 180)):
        if degrees is not None and not -most <= float(degrees) <= most:
            raise UsageError("latitude and longitude are degrees")


def check_words(parts: Iterable[Mapping[str, Any]], text: str) -> None:
    """Raise ``UsageError`` where words are not those of the text at their place."""
    for part in parts:
        if not part["text"].strip() or text[part["start"] : part["end"]] != part["text"]:
            raise UsageError(f"{part['text']!r} does not stand in the text there")


def _one_of(what: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"{what}: {value!r} is not one of {', '.join(allowed)}")
