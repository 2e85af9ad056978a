"""What is new in the record: since a day, or since somebody last looked.

A day ("2025-07-10") goes by publication: new is what later reports brought. A mark
("2025-07-10.1203.7") says how far a store had been filled when somebody looked: new is what was
added since, reports of earlier days, too. Either way a record is made again from what was known
then, and compared with what it is now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from dateline.data import When, Where
from dateline.errors import UsageError
from dateline.exporters._cells import days
from dateline.exporters._plain import bounds_in_words
from dateline.merge.types import EventRecord, Party, Tally, Voice
from dateline.store import corrected, corrections, held, queries
from dateline.store.filters import Plan
from dateline.store.held import Held
from dateline.store.many import chunks, distinct, lookup
from dateline.store.schema import components, mentions, records
from dateline.store.schema import corrections as entries

AT_MOST = 2000
"""Records that are looked at: the latest."""

WINDOW = 50_000
"""Mentions that are looked at after a mark: the latest."""

ChangeKind = Literal[
    "type", "status", "actor", "recipient", "when", "where", "figure", "outlet", "source",
    "contradiction", "correction", "mentions",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """How far a store was filled: the day on which somebody looked, the last mention, and the
    last correction."""

    day: dt.date
    mention: int
    correction: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.mention}.{self.correction}"


Since = dt.date | Mark


@dataclass(frozen=True, slots=True)
class Change:
    """How a record changed: ``what`` names a role of numbers; ``was`` is ``None`` where there was
    nothing, ``now`` where there is nothing any more."""

    kind: ChangeKind
    was: str | None
    now: str | None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A record that is new (``was`` is ``None``), or what it was and how it changed."""

    record: EventRecord
    was: EventRecord | None
    changes: tuple[Change, ...]


def since_of(value: str) -> Since:
    """Read a day or a mark. Raises ``UsageError`` where it is neither.

    >>> since_of("2025-07-10.1203.7").mention
    1203
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:\.(\d{1,15})\.(\d{1,15}))?", value, re.ASCII)
    try:
        if found is None:
            raise ValueError
        day = dt.date.fromisoformat(found[1])
    except ValueError:
        raise UsageError(f"since: {value!r} is not a date (expected: 2025-07-12)") from None
    return day if found[2] is None else Mark(day, int(found[2]), int(found[3]))


def mark(conn: sa.Connection, day: dt.date) -> Mark:
    """Say how far the store is filled now."""
    last = conn.scalar(sa.select(sa.func.max(mentions.c.row))) or 0
    entry = conn.scalar(sa.select(sa.func.max(entries.c.seq))) or 0
    return Mark(day, last, entry)


# --- which records ----------------------------------------------------------------------------


def changed(conn: sa.Connection, asked: Plan, since: Since) -> list[int]:
    """Give the rows of records asked for that may have changed, the latest first: at most
    ``AT_MOST``, and one more where there are more."""
    if isinstance(since, Mark):
        return _added(conn, asked, since)
    fitting = queries.statement(conn, asked)
    if fitting is None:
        return []
    # From the latest component on, by its index: the newest page does not look at all others.
    query = (
        sa.select(records.c.row)
        .select_from(components.join(records, records.c.component == components.c.id))
        .where(components.c.settled > since.toordinal(), records.c.hidden == asked.wanted.rejected)
        .order_by(components.c.settled.desc(), components.c.first.desc(), records.c.row.desc())
        .limit(AT_MOST + 1)
    )
    if asked.groups or asked.searched is not None or _on_record(asked):
        query = query.where(records.c.row.in_(_rows(fitting)))
    return [row[0] for row in conn.execute(query)]


def _on_record(asked: Plan) -> bool:
    """Tell whether something else than terms and words is asked for."""
    wanted = asked.wanted
    return any(
        value
        for value in (
            wanted.ids, wanted.since, wanted.until, wanted.near, wanted.min_sources,
            wanted.min_outlets, wanted.min_confidence, wanted.contradicted is not None,
        )
    )  # fmt: skip


def _rows(fitting: sa.Select[Any]) -> sa.Select[Any]:
    return sa.select(fitting.subquery().c.row)


def _added(conn: sa.Connection, asked: Plan, since: Mark) -> list[int]:
    fitting = queries.statement(conn, asked)
    if fitting is None:
        return []
    last = conn.scalar(sa.select(sa.func.max(mentions.c.row))) or 0
    latest = sa.func.max(mentions.c.row).label("latest")
    query = (
        sa.select(mentions.c.record, latest)
        .where(mentions.c.row > max(since.mention, last - WINDOW))
        .where(mentions.c.current, mentions.c.record.is_not(None))
        .group_by(mentions.c.record)
        .order_by(latest.desc())
    )
    found = [row[0] for row in conn.execute(query)]
    touched = _corrected(conn, since.correction)
    chosen = list(dict.fromkeys([*touched, *found]))[: 4 * AT_MOST]
    column = next(c for c in fitting.selected_columns if c.key == "row")
    query = fitting.where(column.in_(sa.bindparam("r", expanding=True)))
    fits = {row.row for some in chunks(chosen) for row in conn.execute(query, {"r": some})}
    return [row for row in chosen if row in fits][: AT_MOST + 1]


def _corrected(conn: sa.Connection, after: int) -> list[int]:
    """Give the rows of the records that corrections made since bear on."""
    known = corrections.load(conn)
    by_id = {entry.id: entry for entry in known.entries}
    late = [entry for entry in known.entries if entry.seq > after]
    keys = {key for entry in late for key in corrections.bears_on(entry, by_id)}
    standing = mentions.c.current, mentions.c.record.is_not(None)
    found = distinct(conn, mentions.c.record, mentions.c.key, sorted(keys), *standing)
    return sorted(found, reverse=True)


# --- what they were ---------------------------------------------------------------------------


def news(conn: sa.Connection, rows: Sequence[int], since: Since) -> list[News]:
    """Compare records with what they were: in the order of ``rows``, without those that are as
    they were."""
    now = dict(zip(rows, queries.read(conn, rows), strict=True))
    component_of = lookup(conn, records.c.row, records.c.component, rows)
    before = _before(conn, set(component_of.values()), since)
    out = []
    for row in rows:
        record = now[row]
        was = _same(record, before.get(component_of[row], []))
        changes = () if was is None else tuple(compare(was, record))
        if was is None or changes:
            out.append(News(record, was, changes))
    return out


def _before(
    conn: sa.Connection, numbers: Iterable[int], since: Since
) -> dict[int, list[EventRecord]]:
    """Make the records of components from what was known then."""
    if isinstance(since, Mark):
        known = corrections.load(conn, upto=since.correction)
    else:
        known = corrections.load(conn, until=since)
    members: dict[int, list[Held]] = defaultdict(list)
    for one in held.by(conn, known, mentions.c.component, sorted(numbers)):
        members[one.component].append(one)
    if isinstance(since, Mark):
        there = _there(conn, members, since)
    else:
        there = {
            one.row for some in members.values() for one in some if one.mention.published <= since
        }
    out = {}
    for number, some in members.items():
        then = [
            (one.mention if isinstance(since, Mark) else one.on(since), one.key)
            for one in some
            if one.row in there
        ]
        out[number] = [record for record, _ in corrected.records(then, known)] if then else []
    return out


def _there(conn: sa.Connection, members: Mapping[int, Sequence[Held]], since: Mark) -> set[int]:
    """Give the rows of mentions that were in the store: where the coder has been run again, those
    that an earlier run had found, too."""
    all_of = [one for some in members.values() for one in some]
    there = {one.row for one in all_of if one.row <= since.mention}
    late = {one.mention.id: one.row for one in all_of if one.row > since.mention}
    before = mentions.c.row <= since.mention
    known = distinct(conn, mentions.c.id, mentions.c.id, sorted(late), before)
    return there | {late[i] for i in known}


def _same(record: EventRecord, before: Sequence[EventRecord]) -> EventRecord | None:
    """Find what a record was: the one of its id, or that with most of its mentions."""
    own = set(record.mentions)
    shares = [
        (was.id == record.id, len(own & set(was.mentions)), was.id, was)
        for was in before
        if was.id == record.id or own & set(was.mentions)
    ]
    return max(shares, key=lambda share: share[:3])[3] if shares else None


# --- how they differ --------------------------------------------------------------------------


def compare(was: EventRecord, now: EventRecord) -> list[Change]:
    """Say how a record changed."""
    out = []
    if was.event_type != now.event_type:
        out.append(Change("type", was.event_type, now.event_type))
    if was.status != now.status:
        out.append(Change("status", was.status, now.status))
    out += _parties("actor", was.actors, now.actors)
    out += _parties("recipient", was.recipients, now.recipients)
    if _when(was.when) != _when(now.when):
        out.append(Change("when", _when(was.when), _when(now.when)))
    if _where(was.where) != _where(now.where):
        out.append(Change("where", _where(was.where), _where(now.where)))
    out += _figures(was.counts, now.counts)
    outlets = _new(now.publishers, was.publishers)
    out += [Change("outlet", None, name) for name in outlets]
    voices = _voices(was)
    out += [Change("source", None, name) for key, name in _voices(now).items() if key not in voices]
    known = {(pair.kind, pair.first, pair.second) for pair in was.contradictions}
    fresh = {p.kind for p in now.contradictions if (p.kind, p.first, p.second) not in known}
    out += [Change("contradiction", None, kind) for kind in sorted(fresh)]
    if was.corrections != now.corrections:
        out.append(Change("correction", None, str(len(_new(now.corrections, was.corrections)))))
    more = len(_new(now.mentions, was.mentions))
    if more and not outlets:
        out.append(Change("mentions", None, str(more)))
    return out


def _new(now: Sequence[str], was: Sequence[str]) -> list[str]:
    before = set(was)
    return [one for one in now if one not in before]


def _parties(
    kind: Literal["actor", "recipient"], was: Sequence[Party], now: Sequence[Party]
) -> list[Change]:
    before, after = {_party(p): p.name for p in was}, {_party(p): p.name for p in now}
    gone = [name for key, name in before.items() if key not in after]
    come = [name for key, name in after.items() if key not in before]
    if not gone and not come:
        return []
    return [Change(kind, ", ".join(gone) or None, ", ".join(come) or None)]


def _party(party: Party) -> str:
    return party.entity or party.name.casefold()


def _when(when: When | None) -> str | None:
    return None if when is None else days(when.start, when.end)


def _where(where: Where | None) -> str | None:
    return None if where is None else where.name


def _figures(was: Sequence[Tally], now: Sequence[Tally]) -> list[Change]:
    before, after = ({t.role: bounds_in_words(t) for t in some} for some in (was, now))
    return [
        Change("figure", before.get(role), after.get(role), role)
        for role in sorted(before.keys() | after.keys())
        if before.get(role) != after.get(role)
    ]


def _voices(record: EventRecord) -> dict[str, str]:
    """Give the voices of a record, by their keys."""
    found: list[Voice] = [voice for telling in record.history for voice in telling.voices]
    return {voice.key: voice.name for voice in reversed(found)}
