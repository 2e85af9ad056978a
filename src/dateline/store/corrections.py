"""What people correct: entries that are only ever added, and how they change what is merged.

An entry says who made it, on which day, and what it does to which mentions. It names them by
their keys, which follow from the report's address and the words, so that it holds when the coder
is run again and in later versions of the report. Undoing is an entry, too, and can be undone.

    edit    a field of the record that holds the first of these mentions has this value
    reject  these mentions tell no event, or are wrongly coded: they make no record
    merge   the mentions stand in one record
    split   the mentions of one part stand in another record than those of the other
    read    a field of one mention has this value (``readings.py``)
    add     a report tells an event that the coder did not find (``readings.py``)
    undo    another entry no longer holds
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import sqlalchemy as sa

from dateline import merge
from dateline.data import EventType, Span, Status, Where
from dateline.errors import UsageError
from dateline.merge.forms import party_from_dict, when_from_dict
from dateline.merge.types import EventRecord, StoredMention, Tally, in_order
from dateline.store import schema
from dateline.store.packed import written

Kind = Literal["edit", "reject", "merge", "split", "read", "add", "undo"]
Key = str


@dataclass(frozen=True, slots=True)
class At:
    """Where a mention stands that is read otherwise: the version of its report, its sentence and
    the words of its trigger. Of one that a person added also the report's address, the text of the
    sentence (``told``), and which of the events in this place it is."""

    version: str
    sentence: Span
    words: str
    address: str = ""
    told: str = ""
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry. ``parts`` are keys of mentions: one part, or the two of a split; ``field``,
    ``value`` and ``was`` (before) are those of an edit, as in the form of a record; ``target`` is
    the id of the entry that is undone. ``record`` is the id it had then, for readers; ``at`` says
    where a mention stands that is read otherwise."""

    seq: int
    id: str
    kind: Kind
    by: str
    day: dt.date
    note: str | None = None
    parts: tuple[tuple[Key, ...], ...] = ()
    record: str | None = None
    field: str | None = None
    value: Any = None
    was: Any = None
    target: str | None = None
    at: At | None = None

    @property
    def keys(self) -> frozenset[Key]:
        """The keys of all mentions that it names."""
        return frozenset(key for part in self.parts for key in part)

    def to_dict(self, *, holds: bool) -> dict[str, Any]:
        """Give the form that queries show."""
        return {
            "id": self.id,
            "kind": self.kind,
            "by": self.by,
            "day": self.day.isoformat(),
            "note": self.note,
            "record": self.record,
            "field": self.field,
            "value": self.value,
            "was": self.was,
            "target": self.target,
            "report": self.at and self.at.version,
            "words": self.at and self.at.words,
            "holds": holds,
        }


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries up to a day, and those of them that hold; ``last`` has the day of the latest
    entry, holding or not, that bears on a mention; ``added`` those that add mentions, by the
    address of the report."""

    entries: tuple[Correction, ...]
    holding: tuple[Correction, ...]
    by_key: Mapping[Key, tuple[Correction, ...]]
    last: Mapping[Key, dt.date]
    added: Mapping[str, tuple[Correction, ...]]

    def touching(self, keys: Iterable[Key]) -> list[Correction]:
        """Give the entries that hold and name any of these mentions, in their order."""
        found = {entry.seq: entry for key in keys for entry in self.by_key.get(key, ())}
        return [found[seq] for seq in sorted(found)]


NONE = Corrections((), (), {}, {}, {})


def load(conn: sa.Connection, until: dt.date | None = None, upto: int | None = None) -> Corrections:
    """Read all entries, or those made by a day, or up to one."""
    table = schema.corrections
    query = sa.select(table).order_by(table.c.seq)
    if until is not None:
        query = query.where(table.c.day <= until)
    if upto is not None:
        query = query.where(table.c.seq <= upto)
    entries = tuple(_from_row(row) for row in conn.execute(query).mappings())
    if not entries:
        return NONE
    query = sa.select(schema.aliases.c.key, schema.aliases.c.now)
    aliases = {key: now for key, now in conn.execute(query)}  # noqa: C416 - a result is no mapping
    if aliases:
        entries = tuple(
            replace(e, parts=tuple(tuple(_now(key, aliases) for key in p) for p in e.parts))
            for e in entries
        )
    held = _holding(entries)
    by_key: dict[Key, list[Correction]] = {}
    for entry in held:
        for key in entry.keys:
            by_key.setdefault(key, []).append(entry)
    by_id = {entry.id: entry for entry in entries}
    last: dict[Key, dt.date] = {}
    for entry in entries:
        for key in bears_on(entry, by_id):
            last[key] = max(entry.day, last.get(key, entry.day))
    added: dict[str, tuple[Correction, ...]] = {}
    for entry in held:
        if entry.kind == "add" and entry.at is not None:
            added[entry.at.address] = (*added.get(entry.at.address, ()), entry)
    keyed = {key: tuple(some) for key, some in by_key.items()}
    return Corrections(entries, held, keyed, last, added)


def bears_on(entry: Correction, by_id: Mapping[str, Correction]) -> frozenset[Key]:
    """Give the keys that an entry names; of an undoing, those of what is undone in the end."""
    while entry.kind == "undo" and entry.target is not None:
        entry = by_id[entry.target]
    return entry.keys


def write(
    conn: sa.Connection, kind: Kind, by: str, day: dt.date, note: str | None, **what: object
) -> Correction:
    """Add an entry."""
    if not by.strip():
        raise UsageError("a correction needs a name: --by NAME")
    table = schema.corrections
    seq = (conn.scalar(sa.select(sa.func.max(table.c.seq))) or 0) + 1
    form = written(what)
    signed = json.dumps([seq, kind, by, day.isoformat(), note, form])
    number = hashlib.sha256(signed.encode()).hexdigest()[:12]
    row = {
        "seq": seq, "id": number, "kind": kind, "by": by, "day": day, "note": note, "form": form,
    }  # fmt: skip
    conn.execute(table.insert(), [row])
    return _from_row(row)


def _from_row(row: Mapping[Any, Any]) -> Correction:
    form = json.loads(row["form"])
    parts = tuple(tuple(part) for part in form.pop("parts", ()))
    if "at" in form:
        at = form["at"]
        form["at"] = At(**{**at, "sentence": tuple(at["sentence"])})
    return Correction(
        row["seq"], row["id"], row["kind"], row["by"], row["day"], row["note"], parts, **form
    )


def _now(key: Key, aliases: Mapping[Key, Key]) -> Key:
    """Follow a key to that of the mention which the latest run of the coder found in its place."""
    seen = {key}
    while (then := aliases.get(key)) is not None and then not in seen:
        seen.add(then)
        key = then
    return key


def undone_of(entries: Sequence[Correction]) -> set[str]:
    """Give the ids of the entries that no longer hold, undoings among them."""
    undone: set[str] = set()
    for entry in reversed(entries):  # an undo that was itself undone later does nothing
        if entry.kind == "undo" and entry.id not in undone and entry.target is not None:
            undone.add(entry.target)
    return undone


def _holding(entries: Sequence[Correction]) -> tuple[Correction, ...]:
    undone = undone_of(entries)
    return tuple(e for e in entries if e.kind != "undo" and e.id not in undone)


# --- what they do -----------------------------------------------------------------------------

Keyed = tuple[StoredMention, Key]


def records(mentions: Sequence[Keyed], known: Corrections) -> list[tuple[EventRecord, list[str]]]:
    """Merge the mentions of a component as people want it: records, and the ids of the mentions
    that each rests on.

    Rejected mentions are merged among themselves, into records that are marked as rejected.
    """
    applied = known.touching(key for _, key in mentions)
    if not applied:
        return [(merge.build(group), [m.id for m in group]) for group in _cluster(mentions)]
    rejections = [entry for entry in applied if entry.kind == "reject"]
    rejected = frozenset(key for entry in rejections for key in entry.keys)
    key_of = {mention.id: key for mention, key in mentions}
    groups = _cluster([(m, key) for m, key in mentions if key not in rejected])
    for entry in applied:
        if entry.kind == "merge":
            groups = _united(groups, entry.keys, key_of)
        elif entry.kind == "split":
            groups = _divided(groups, entry.parts, key_of)
    made = [(merge.build(group), [m.id for m in group]) for group in groups]
    out = [(_edited(record, ids, applied, key_of, made), ids) for record, ids in made]
    for group in _cluster([(m, key) for m, key in mentions if key in rejected]):
        keys = {key_of[m.id] for m in group}
        because = tuple(entry.id for entry in rejections if entry.keys & keys)
        record = replace(merge.build(group), rejected=True, corrections=because)
        out.append((record, [m.id for m in group]))
    return out


def _cluster(mentions: Sequence[Keyed]) -> list[tuple[StoredMention, ...]]:
    if not mentions:
        return []
    return list(merge.cluster([mention for mention, _ in mentions]))


Groups = list[tuple[StoredMention, ...]]


def _united(groups: Groups, keys: frozenset[Key], key_of: Mapping[str, Key]) -> Groups:
    touched = [group for group in groups if any(key_of[m.id] in keys for m in group)]
    if len(touched) < 2:
        return groups
    others = [group for group in groups if group not in touched]
    return [*others, tuple(in_order(m for group in touched for m in group))]


def _divided(groups: Groups, parts: Sequence[Sequence[Key]], key_of: Mapping[str, Key]) -> Groups:
    """Part the groups that hold mentions of both parts. A mention that stands in neither goes
    where it has more links, or else stays with the first part."""
    stay, leave = frozenset(parts[0]), frozenset(parts[1])
    out: Groups = []
    for group in groups:
        first = [m for m in group if key_of[m.id] in stay]
        second = [m for m in group if key_of[m.id] in leave]
        if not first or not second:
            out.append(group)
            continue
        rest = [m for m in group if key_of[m.id] not in stay | leave]
        drawn = [m for m in rest if _links(m, second) > _links(m, first)]
        ids = {m.id for m in (*second, *drawn)}
        out.append(tuple(m for m in group if m.id not in ids))  # the first part at least
        out.append(tuple(in_order((*second, *drawn))))
    return out


def _links(mention: StoredMention, others: Iterable[StoredMention]) -> int:
    told = merge.prepared(mention)
    return sum(merge.linked(told, merge.prepared(other)) for other in others)


def _edited(
    record: EventRecord,
    ids: Sequence[str],
    applied: Sequence[Correction],
    key_of: Mapping[str, Key],
    made: Sequence[tuple[EventRecord, Sequence[str]]],
) -> EventRecord:
    """Put the values in that people gave, and name all entries that shaped the record."""
    own = {key_of[i] for i in ids}
    alive = {key_of[i] for _, some in made for i in some}
    names: list[str] = []
    for entry in applied:
        if entry.kind == "edit":
            anchor = next((key for key in entry.parts[0] if key in alive), None)
            if anchor not in own:
                continue
            record = _with_value(record, entry)
        elif entry.kind == "reject" or not entry.keys & own:
            continue
        names.append(entry.id)
    return replace(record, corrections=tuple(names)) if names else record


def _with_value(record: EventRecord, entry: Correction) -> EventRecord:
    assert entry.field is not None  # edits have one: check() saw to it
    changes: dict[str, Any] = {entry.field: _FIELDS[entry.field](entry.value)}
    return replace(record, **changes)


# --- what an edit may set ---------------------------------------------------------------------


def check(field: str, value: object) -> None:
    """Raise ``UsageError`` where a field is none that people may set, or the value does not fit."""
    read = _FIELDS.get(field)
    if read is None:
        raise UsageError(f"{field!r} cannot be edited; there are: {', '.join(sorted(_FIELDS))}")
    try:
        read(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{field}: {value!r} does not fit: {error}") from None


def _type(value: object) -> object:
    return _one_of(get_args(EventType), value)


def _status(value: object) -> object:
    return _one_of(get_args(Status), value)


def _one_of(allowed: Sequence[str], value: object) -> object:
    if value not in allowed:
        raise ValueError(f"one of {', '.join(allowed)} is expected")
    return value


def _strings(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError("a list of strings is expected")
    return tuple(sorted(value))


def _when(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    when = when_from_dict(value)
    if when.end < when.start:
        raise ValueError("it ends before it starts")
    return when


def _where(value: Any) -> object:  # noqa: ANN401 - as above
    if value is None:
        return None
    where = Where(**value)
    if not isinstance(where.name, str) or not where.name:
        raise ValueError("a place needs a name")
    for degrees, most in ((where.lat, 90), (where.lon, 180)):
        if degrees is not None and not -most <= float(degrees) <= most:
            raise ValueError("latitude and longitude are degrees")
    return where


def _parties(value: Any) -> object:  # noqa: ANN401 - as above
    default: dict[str, Any] = {"country": None, "sectors": [], "entity": None, "mentions": 0}
    return tuple(party_from_dict(default | party) for party in value)


def _counts(value: Any) -> object:  # noqa: ANN401 - as above
    return tuple(
        Tally(role, int(count["low"]), None if count["high"] is None else int(count["high"]))
        for role, count in sorted(value.items())
    )


_FIELDS: dict[str, Callable[[Any], object]] = {
    "event_type": _type,
    "status": _status,
    "modes": _strings,
    "contexts": _strings,
    "when": _when,
    "where": _where,
    "actors": _parties,
    "recipients": _parties,
    "counts": _counts,
}
