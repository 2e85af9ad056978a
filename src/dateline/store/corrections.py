"""What people correct: entries that are only ever added, and which of them hold.

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
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa

from dateline.data import Span
from dateline.store import schema

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
    entries = tuple(from_row(row) for row in conn.execute(query).mappings())
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
    """Give the keys that an entry names; of an undoing, those of what is undone in the end: none
    where that is not among the entries, as it bears a later day."""
    while entry.kind == "undo" and entry.target is not None:
        if entry.target not in by_id:
            return frozenset()
        entry = by_id[entry.target]
    return entry.keys


def from_row(row: Mapping[Any, Any]) -> Correction:
    """Make an entry of its row."""
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
