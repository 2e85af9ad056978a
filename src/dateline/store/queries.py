"""Queries over a store: typed filters in, records out. Pages and commands are built on these.

    events(conn, Filter(actor=("SYR",), types=("CONSULT",), since=dt.date(2025, 7, 1)))

A query for today walks the index of terms. A query for a past day (``as_of``) takes the records
that have not changed since from the same index, and makes those that have from the mentions of
reports published by then (``as_of.py``).
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import sqlalchemy as sa

from dateline.data import Where
from dateline.errors import UsageError
from dateline.store import schema
from dateline.store.coded import searchable
from dateline.store.facts import Facts, plain, point
from dateline.store.many import lookup
from dateline.store.packed import unpack
from dateline.store.schema import record_forms, record_terms, records, terms

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord

T = TypeVar("T")
Order = Literal["oldest", "newest"]

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are asked for. What is empty or ``None`` does not restrict.

    ``actor``, ``recipient``, ``party`` (either of them): a country (``SYR``), a sector (``GOV``),
    both (``SYR/GOV``), an entity id or a name; all of several must take part. ``dyad``: ``ISR>SYR``
    (what one does to the other) or ``ISR:SYR`` (either way), of countries or entity ids; any of
    several. ``types``, ``modes``, ``contexts``, ``statuses``, ``countries``, ``regions`` (names),
    ``places`` (names), ``source_kinds`` and ``outlets``: any of several.

    ``since`` and ``until`` are days of the event: it counts where it overlaps them. An event whose
    day nobody gives is left out then, unless ``undated`` puts it at its first report. ``near`` is
    latitude, longitude and a radius in km, for places known to the district or better. ``text``:
    all these words, in a sentence that tells the event, a title, or names; ``"a phrase"``;
    ``word*`` for words that begin so. ``as_of``: the record as it stood from what was published by
    that day.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: tuple[float, float, float] | None = None
    source_kinds: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    min_sources: int | None = None
    min_outlets: int | None = None
    min_confidence: float | None = None
    contradicted: bool | None = None
    text: str | None = None
    as_of: dt.date | None = None
    rejected: bool = False
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A filter, worked out: groups of terms, of each of which a record must have one, and the
    rest."""

    wanted: Filter
    groups: tuple[frozenset[str], ...]
    searched: str | None

    def fits(self, found: Facts) -> bool:
        """Tell whether a record just made is asked for; the search of words is not looked at."""
        asked, row = self.wanted, found.row
        if row["hidden"] != asked.rejected or (asked.ids and row["id"] not in asked.ids):
            return False
        if not all(group & found.terms for group in self.groups):
            return False
        last = row["last"]
        if asked.since or asked.until:
            if last is None:
                if not asked.undated:
                    return False
                last = row["day"]
            if asked.until and row["day"] > asked.until.toordinal():
                return False
            if asked.since and last < asked.since.toordinal():
                return False
        if asked.near is not None:
            middle, least = circle(asked.near)
            if row["x"] is None:
                return False
            if (
                sum(a * b for a, b in zip(middle, (row["x"], row["y"], row["z"]), strict=True))
                < least
            ):
                return False
        return (
            row["sources"] >= (asked.min_sources or 0)
            and row["outlets"] >= (asked.min_outlets or 0)
            and (row["confidence"] or 0) >= (asked.min_confidence or 0)
            and asked.contradicted in (None, row["contradicted"])
        )


def plan(wanted: Filter, regions_named: Callable[[str], Sequence[str]]) -> Plan:
    """Work out a filter. Raises ``UsageError`` where it asks for what cannot be."""
    groups: list[frozenset[str]] = []

    def any_of(prefix: str, values: Iterable[str]) -> None:
        some = frozenset(f"{prefix}:{value}" for value in values)
        if some:
            groups.append(some)

    for name in wanted.actor:
        any_of("a", _party(name))
    for name in wanted.recipient:
        any_of("r", _party(name))
    for name in wanted.party:
        groups.append(frozenset(f"{side}:{n}" for side in "ar" for n in _party(name)))
    if wanted.dyad:
        groups.append(frozenset(_dyad(pair) for pair in wanted.dyad))
    any_of("t", (value.upper() for value in wanted.types))
    any_of("m", (value.lower() for value in wanted.modes))
    any_of("x", (value.lower() for value in wanted.contexts))
    any_of("s", (value.lower() for value in wanted.statuses))
    any_of("l", (value.upper() for value in wanted.countries))
    any_of("k", (value.lower() for value in wanted.source_kinds))
    any_of("o", (plain(value) for value in wanted.outlets))
    any_of("n", (plain(value) for value in wanted.places))
    if wanted.regions:
        codes = [code for name in wanted.regions for code in regions_named(name)]
        if not codes:
            raise UsageError(f"no region is called {' or '.join(wanted.regions)}")
        any_of("g", codes)
    if wanted.near is not None:
        lat, lon, km = wanted.near
        if not (abs(lat) <= 90 and abs(lon) <= 180 and km >= 0):
            raise UsageError("near: latitude, longitude in degrees and a radius in km are expected")
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError("until lies before since")
    return Plan(wanted, tuple(groups), wanted.text)


def _party(name: str) -> tuple[str, ...]:
    """The terms that a name may stand for: a code as it is, and a name in lower case."""
    return tuple(dict.fromkeys((name, plain(name))))


def _dyad(pair: str) -> str:
    for sign in ">:":
        one, found, other = pair.partition(sign)
        if found and one and other and not {">", ":"} & set(other):
            return f"d:{one}>{other}" if sign == ">" else f"p:{min(one, other)}:{max(one, other)}"
    raise UsageError(f"dyad {pair!r}: two parties are expected, as ISR>SYR or ISR:SYR")


def circle(near: tuple[float, float, float]) -> tuple[tuple[float, float, float], float]:
    """The middle on the unit sphere, and the least dot product with it within the radius."""
    lat, lon, km = near
    x, y, z = point(lat, lon)
    assert x is not None
    assert y is not None
    assert z is not None
    return (x, y, z), math.cos(min(km / EARTH_KM, math.pi))


def _box(near: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """Least and greatest latitude and longitude within a radius; beyond ±180 where it reaches
    around a pole or over the date line."""
    lat, lon, km = near
    radius = km / EARTH_KM
    margin = math.degrees(radius) + 1e-6
    if abs(lat) + margin >= 90:
        return lat - margin, lat + margin, -360.0, 360.0
    width = math.degrees(math.asin(math.sin(radius) / math.cos(math.radians(lat)))) + 1e-6
    return lat - margin, lat + margin, lon - width, lon + width


# --- in the index -----------------------------------------------------------------------------

FEW = 5000
"""As many records of a term are looked at one by one; with more, the index is walked in order."""


def statement(conn: sa.Connection, asked: Plan) -> sa.Select[Any] | None:
    """Make the query for the rows of records, with their day; ``None`` where nothing can fit.

    It starts from the rarest term, and checks the others in the index of terms alone.
    """
    known = numbers(conn, asked.groups)
    groups = [[known[name] for name in group if name in known] for group in asked.groups]
    if not all(groups):
        return None
    wanted = asked.wanted
    groups.sort(key=lambda group: (_count(conn, group), group))
    if groups:
        return _from_terms(conn, asked, groups)
    day, last, settled = records.c.day, records.c.last, records.c.settled
    query = sa.select(records.c.row, day.label("day")).where(*_on_record(asked))
    query = query.where(*_days(wanted, day, last, settled))
    return _with_words(conn, asked, query, records.c.row)


def _from_terms(conn: sa.Connection, asked: Plan, groups: list[list[int]]) -> sa.Select[Any] | None:
    first, *others = groups
    t = record_terms.alias("t")
    query = sa.select(t.c.record.label("row"), t.c.day.label("day"))
    query = query.where(t.c.term.in_(first) if len(first) > 1 else t.c.term == first[0])
    if len(first) > 1:
        query = query.distinct()
    query = query.where(*_days(asked.wanted, t.c.day, t.c.last, t.c.settled))
    for number, group in enumerate(others):
        u = record_terms.alias(f"u{number}")
        query = query.where(
            sa.exists().where(
                u.c.term.in_(group) if len(group) > 1 else u.c.term == group[0],
                u.c.day == t.c.day,
                u.c.record == t.c.record,
            )
        )
    conditions = _on_record(asked)
    query = query.where(sa.exists().where(records.c.row == t.c.record, *conditions))
    return _with_words(conn, asked, query, t.c.record)


def _days(
    wanted: Filter,
    day: sa.ColumnElement[int],
    last: sa.ColumnElement[int | None],
    settled: sa.ColumnElement[int],
) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.until is not None:
        conditions.append(day <= wanted.until.toordinal())
    if wanted.since is not None:
        since = wanted.since.toordinal()
        end = sa.func.coalesce(last, day) if wanted.undated else last
        conditions.append(end >= since)
    elif wanted.until is not None and not wanted.undated:
        conditions.append(last.is_not(None))
    if wanted.as_of is not None:
        conditions.append(settled <= wanted.as_of.toordinal())
    return conditions


def _on_record(asked: Plan) -> list[sa.ColumnElement[bool]]:
    wanted = asked.wanted
    conditions: list[sa.ColumnElement[bool]] = [records.c.hidden == wanted.rejected]
    if wanted.ids:
        conditions.append(records.c.id.in_(wanted.ids))
    if wanted.min_sources:
        conditions.append(records.c.sources >= wanted.min_sources)
    if wanted.min_outlets:
        conditions.append(records.c.outlets >= wanted.min_outlets)
    if wanted.min_confidence:
        conditions.append(records.c.confidence >= wanted.min_confidence)
    if wanted.contradicted is not None:
        conditions.append(records.c.contradicted == wanted.contradicted)
    if wanted.near is not None:
        (x, y, z), least = circle(wanted.near)
        south, north, west, east = _box(wanted.near)  # the index of places narrows it down
        conditions.append(records.c.lat.between(south, north))
        if west >= -180 and east <= 180:
            conditions.append(records.c.lon.between(west, east))
        conditions.append(records.c.x * x + records.c.y * y + records.c.z * z >= least)
    return conditions


def _with_words(
    conn: sa.Connection, asked: Plan, query: sa.Select[Any], row: sa.ColumnElement[int]
) -> sa.Select[Any] | None:
    if asked.searched is None:
        return query
    words = words_query(conn.dialect.name, asked.searched)
    if words is None:
        return None
    found = sa.table("mention_words", sa.column("rowid"))
    inside = (
        sa.select(schema.mentions.c.record)
        .select_from(schema.mentions.join(found, found.c.rowid == schema.mentions.c.row))
        .where(sa.text(schema.search_mentions(conn.dialect.name)).bindparams(searched=words))
        .where(schema.mentions.c.record.is_not(None))
    )
    return query.where(row.in_(inside))


def words_query(dialect: str, text: str) -> str | None:
    """Write a search of words for the database; ``None`` where there is no word in it.

    >>> words_query("sqlite", 'Golan "peace treaty" with*')
    '"golan" "peace treaty" "with"*'
    """
    parts = []
    for match in re.finditer(r'"([^"]*)"|(\S+)', text):
        words = searchable(match[1] if match[1] is not None else match[2]).split()
        prefix = match[2] is not None and match[2].endswith("*")
        if words and dialect == "postgresql":
            parts.append(" <-> ".join(words) + (":*" if prefix else ""))
        elif words:
            parts.append(f'"{" ".join(words)}"' + ("*" if prefix else ""))
    if not parts:
        return None
    return " & ".join(f"({part})" for part in parts) if dialect == "postgresql" else " ".join(parts)


def numbers(conn: sa.Connection, groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """Give the numbers of terms, as far as there are any."""
    names = sorted({name for group in groups for name in group})
    if not names:
        return {}
    return lookup(conn, terms.c.name, terms.c.id, names)


def _count(conn: sa.Connection, group: Sequence[int]) -> int:
    """How many records have a term of a group, up to ``FEW``."""
    query = (
        sa.select(sa.literal(1))
        .select_from(record_terms)
        .where(record_terms.c.term.in_(group))
        .limit(FEW)
        .subquery()
    )
    return conn.scalar(sa.select(sa.func.count()).select_from(query)) or 0


def rows(
    conn: sa.Connection, asked: Plan, order: Order, most: int | None = None
) -> list[tuple[int, str, int]]:
    """Give day, id and row of the records asked for, sorted by day and id: the first ``most``,
    and all others of the last of their days, so that the cut does not depend on rows."""
    query = statement(conn, asked)
    if query is None or most == 0:
        return []
    day = query.selected_columns["day"]
    ordered = query.order_by(day.desc() if order == "newest" else day)
    found = [(r.day, r.row) for r in conn.execute(ordered.limit(most) if most else ordered)]
    if most is not None and len(found) == most:
        last = found[-1][0]
        found = [pair for pair in found if pair[0] != last]
        found += [(r.day, r.row) for r in conn.execute(query.where(day == last))]
    named = ids(conn, [row for _, row in found])
    return sorted_by_day([(d, named[row], row) for d, row in found], order)


def sorted_by_day(found: Iterable[tuple[int, str, T]], order: Order) -> list[tuple[int, str, T]]:
    """Sort by day, then by id; with the newest day first, ids still rise."""
    sign = -1 if order == "newest" else 1
    return sorted(found, key=lambda one: (sign * one[0], one[1]))


def ids(conn: sa.Connection, rows: Sequence[int]) -> dict[int, str]:
    """Give the ids of records by their rows."""
    return lookup(conn, records.c.row, records.c.id, rows)


def count(conn: sa.Connection, asked: Plan) -> int:
    """Tell how many records in the index are asked for."""
    query = statement(conn, asked)
    if query is None:
        return 0
    return conn.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0


def totals(conn: sa.Connection, asked: Plan, longest: int) -> list[tuple[int, str, int, float]]:
    """Give day, type, number and sum of scores of the records asked for whose days are known to
    ``longest`` days, or that go on since their first."""
    query = statement(conn, asked)
    if query is None:
        return []
    found = query.subquery()
    grouped = (
        sa.select(
            records.c.day, records.c.event_type, sa.func.count(), sa.func.sum(records.c.score)
        )
        .select_from(found.join(records, records.c.row == found.c.row))
        .where((records.c.last - records.c.day < longest) | (records.c.status == "ongoing"))
        .where(records.c.last.is_not(None))
        .group_by(records.c.day, records.c.event_type)
        .order_by(records.c.day, records.c.event_type)
    )
    return [(day, name, count, score) for day, name, count, score in conn.execute(grouped)]


def read(conn: sa.Connection, rows: Sequence[int]) -> list[EventRecord]:
    """Read records by their rows, in this order; without those that are gone."""
    found = by_row(conn, rows)
    return [found[row] for row in rows if row in found]


def by_row(conn: sa.Connection, rows: Sequence[int]) -> dict[int, EventRecord]:
    """Read records by their rows."""
    return {row: unpack(form) for row, form in _forms(conn, rows).items()}


def wheres(conn: sa.Connection, rows: Sequence[int]) -> dict[int, Where | None]:
    """Read the places of records by their rows."""
    found: dict[int, Where | None] = {}
    for row, form in _forms(conn, rows).items():
        where = json.loads(form).get("where")
        found[row] = None if where is None else Where(**where)
    return found


def _forms(conn: sa.Connection, rows: Sequence[int]) -> dict[int, str]:
    return lookup(conn, record_forms.c.row, record_forms.c.form, rows)
