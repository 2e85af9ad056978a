"""Which reports are copies of which, and which versions of a report others have replaced."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dateline import merge
from dateline.merge.types import Fingerprint
from dateline.store.coded import Coded
from dateline.store.many import chunks, distinct, filed, lookup
from dateline.store.packed import unpack_sketch
from dateline.store.schema import copy_keys, reports
from dateline.store.tables import insert
from dateline.store.windows import beside, copy_numbers

Order = tuple[dt.date, str]
"""What reports are put in order by: day of publication, then id."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    order: Order
    sketch: Fingerprint
    copy_of: str | None


def find(conn: sa.Connection, new: Sequence[Coded]) -> set[str]:
    """Find what the new reports are copies of, and what are copies of them.

    A report's group is that of the earliest report that it is a copy of: it depends on earlier
    reports only, and so is the same for every later day. Gives the reports whose group changed.
    """
    rows: list[dict[str, Any]] = []
    asking: dict[int, list[str]] = defaultdict(list)  # by key: who would share it
    for told in new:
        for key in copy_numbers(told.report.published, merge.copy_keys(told.fingerprint)):
            rows.append({"key": key, "report": told.version})
            for near in beside(key):
                asking[near].append(told.version)
    rows.sort(key=lambda row: row["key"])
    insert(conn, copy_keys, rows)
    candidates: dict[str, set[str]] = {one.version: set() for one in new}
    for key, other in filed(conn, copy_keys, "report", asking):
        for report in asking[key]:
            if report != other:
                candidates[report].add(other)
    sketches = _sketches(conn, {c for some in candidates.values() for c in some} | set(candidates))
    copy_of: dict[str, str] = {}

    def note(later: str, earlier: str) -> None:
        now = copy_of.get(later, sketches[later].copy_of)
        if now is None or sketches[earlier].order < sketches[now].order:
            copy_of[later] = earlier

    for report, others in candidates.items():
        for other in others:
            one, two = sketches[report], sketches[other]
            days = abs((one.order[0] - two.order[0]).days)
            if days <= merge.COPY_DAYS and merge.is_copy(one.sketch, two.sketch):
                pair = sorted((report, other), key=lambda r: sketches[r].order)
                # what a known report is a copy of may not be among the candidates
                _fill(conn, sketches, sketches[pair[1]].copy_of)
                note(pair[1], pair[0])
    return _regroup(conn, copy_of)


def _sketches(conn: sa.Connection, ids: Iterable[str]) -> dict[str, _Sketch]:
    query = sa.select(reports.c.id, reports.c.published, reports.c.sketch, reports.c.copy_of).where(
        reports.c.id.in_(sa.bindparam("i", expanding=True))
    )
    return {
        row[0]: _Sketch((row[1], row[0]), unpack_sketch(row[2]), row[3])
        for some in chunks(ids)
        for row in conn.execute(query, {"i": some})
    }


def _fill(conn: sa.Connection, sketches: dict[str, _Sketch], report: str | None) -> None:
    if report is not None and report not in sketches:
        sketches |= _sketches(conn, [report])


def _regroup(conn: sa.Connection, copy_of: dict[str, str]) -> set[str]:
    """Store what is a copy of what, and give all that hang on it their group."""
    if not copy_of:
        return set()
    conn.execute(
        reports.update()
        .where(reports.c.id == sa.bindparam("_id"))
        .values(copy_of=sa.bindparam("_of")),
        [{"_id": later, "_of": earlier} for later, earlier in sorted(copy_of.items())],
    )
    changed: set[str] = set()
    waiting = set(copy_of)
    while waiting:
        groups = _groups(conn, waiting)
        conn.execute(
            reports.update()
            .where(reports.c.id == sa.bindparam("_id"))
            .values(copy_group=sa.bindparam("_group")),
            [{"_id": report, "_group": group} for report, group in sorted(groups.items())],
        )
        changed |= waiting
        waiting = _copies_of(conn, waiting)
    return changed


def _groups(conn: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Follow each report to the first of its chain."""
    group: dict[str, str] = {}
    ahead = {report: report for report in ids}
    while ahead:
        links: dict[str, str | None] = lookup(
            conn, reports.c.id, reports.c.copy_of, set(ahead.values())
        )
        following: dict[str, str] = {}
        for report, at in ahead.items():
            then = links[at]
            if then is None:
                group[report] = at
            else:
                following[report] = then
        ahead = following
    return group


def _copies_of(conn: sa.Connection, ids: Iterable[str]) -> set[str]:
    return distinct(conn, reports.c.id, reports.c.copy_of, ids)


def supersede(conn: sa.Connection, addresses: Iterable[str]) -> set[str]:
    """Mark versions of reports since when a later one stands at their address.

    Of versions of one day nobody knows which came last: none of them supersedes another.
    """
    query = sa.select(
        reports.c.address, reports.c.id, reports.c.published, reports.c.superseded_on
    ).where(reports.c.address.in_(sa.bindparam("a", expanding=True)))
    versions: dict[str, list[tuple[str, dt.date, dt.date | None]]] = defaultdict(list)
    for some in chunks(addresses):
        for address, report, published, superseded_on in conn.execute(query, {"a": some}):
            versions[address].append((report, published, superseded_on))
    changes = [
        {"_id": report, "_on": then}
        for same in versions.values()
        for report, published, superseded_on in same
        for then in [min((day for _, day, _ in same if day > published), default=None)]
        if then != superseded_on
    ]
    if changes:
        conn.execute(
            reports.update()
            .where(reports.c.id == sa.bindparam("_id"))
            .values(superseded_on=sa.bindparam("_on")),
            changes,
        )
    return {str(change["_id"]) for change in changes}
