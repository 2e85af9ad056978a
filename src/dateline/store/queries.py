"""Queries in the index of records: the rows of those that a filter asks for, and what stands there.

    asked = plan(Filter(actor=("SYR",), types=("CONSULT",)), regions_named)
    read(conn, [row for _, _, row in rows(conn, asked, "oldest", 10)])

For a past day (``as_of``) these are the records that have not changed since; ``as_of.py`` makes
the others.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from dateline.data import Where
from dateline.store.filters import EARTH_KM, Filter, Order, Plan, circle
from dateline.store.many import lookup
from dateline.store.packed import unpack
from dateline.store.schema import record_forms, record_terms, records, terms
from dateline.store.words import records_with

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord

T = TypeVar("T")

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


def _with_words(
    conn: sa.Connection, asked: Plan, query: sa.Select[Any], row: sa.ColumnElement[int]
) -> sa.Select[Any] | None:
    if asked.searched is None:
        return query
    inside = records_with(conn, asked.searched)
    return None if inside is None else query.where(row.in_(inside))


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
