"""What pages show beside records: how far a store is filled, places on a map, what a report tells,
its copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from dateline.data import Where
from dateline.merge.types import EventRecord, StoredMention
from dateline.store import corrections, held, queries
from dateline.store.filters import Plan
from dateline.store.many import chunks
from dateline.store.schema import mentions, meta, records, reports


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map, and how many records have their place there."""

    where: Where
    count: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A report of a group of copies: its version, publisher and day."""

    version: str
    publisher: str | None
    published: dt.date


@dataclass(frozen=True, slots=True)
class Extent:
    """How many reports a store holds, and the first and last day of their publication."""

    reports: int
    first: dt.date
    last: dt.date


def extent(conn: sa.Connection) -> Extent | None:
    """Tell what a store holds; ``None`` where it is empty."""
    day = reports.c.published
    count, first, last = conn.execute(
        sa.select(sa.func.count(), sa.func.min(day), sa.func.max(day)).select_from(reports)
    ).one()
    return Extent(count, first, last) if count else None


def revision(conn: sa.Connection) -> str:
    """Give a number that changes whenever something is written."""
    query = sa.select(meta.c.value).where(meta.c.key == "revision")
    return str(conn.scalar(query))


Place = tuple[tuple[float, float], int, int]
"""A point, how many records are there, and the row of the first of them."""


def places(conn: sa.Connection, asked: Plan) -> list[Place]:
    """Give the points of the records asked for."""
    query = queries.statement(conn, asked)
    if query is None:
        return []
    found = query.subquery()
    grouped = (
        sa.select(records.c.lat, records.c.lon, sa.func.count(), sa.func.min(records.c.row))
        .select_from(found.join(records, records.c.row == found.c.row))
        .where(records.c.lat.is_not(None), records.c.lon.is_not(None))
        .group_by(records.c.lat, records.c.lon)
    )
    return [((lat, lon), count, row) for lat, lon, count, row in conn.execute(grouped)]


def spots(
    found: Iterable[Place],
    past: Iterable[EventRecord],
    most: int,
    wheres: Callable[[Sequence[int]], Mapping[int, Where | None]],
) -> list[Spot]:
    """Give the places of the records asked for, those with most records first; ``wheres`` reads
    those of records by their rows."""
    places: dict[tuple[float, float], tuple[int, Where | None, int | None]] = {
        point: (count, None, row) for point, count, row in found
    }
    for record in past:
        where = record.where
        if where is not None and where.lat is not None and where.lon is not None:
            count, _, row = places.get((where.lat, where.lon), (0, None, None))
            places[where.lat, where.lon] = count + 1, where, row
    chosen = sorted(places.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    names = wheres([row for _, (_, where, row) in chosen if where is None and row is not None])
    out = []
    for _, (count, where, row) in chosen:
        if where is None and row is not None:
            where = names.get(row)
        if where is not None:
            out.append(Spot(where, count))
    return out


def told(conn: sa.Connection, version: str) -> list[tuple[StoredMention, str | None]]:
    """Give the mentions of a version of a report in text order, each with its record's id."""
    found = sorted(
        held.by(conn, corrections.load(conn), mentions.c.report, [version]),
        key=lambda one: (one.mention.event.trigger, one.row),
    )
    ids = queries.ids(conn, [one.record for one in found if one.record is not None])
    return [(one.mention, ids.get(one.record or -1)) for one in found]


def record_of(conn: sa.Connection, mention_id: str) -> str | None:
    """Give the id of the record that a mention stands in."""
    query = (
        sa.select(records.c.id)
        .select_from(mentions.join(records, records.c.row == mentions.c.record))
        .where(mentions.c.current, mentions.c.id == mention_id)
    )
    return conn.scalar(query)


def copies(conn: sa.Connection, group: str) -> list[Copy]:
    """Give the reports that are copies of one text, the earliest first."""
    columns = reports.c.published, reports.c.id, reports.c.publisher
    query = sa.select(*columns).where(reports.c.id == group)
    found = [tuple(row) for row in conn.execute(query)]
    following = sa.select(*columns).where(reports.c.copy_of.in_(sa.bindparam("of", expanding=True)))
    ahead = [group]
    while ahead:  # a copy may be one of a copy; the group of a report has no index
        more = [
            tuple(row) for some in chunks(ahead) for row in conn.execute(following, {"of": some})
        ]
        found += more
        ahead = [version for _, version, _ in more]
    return [Copy(version, publisher, day) for day, version, publisher in sorted(set(found))]
