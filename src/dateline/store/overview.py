"""All records at a glance: a few numbers of each, in arrays, for lists, counts, charts and maps.

A page over a large store asks for them again with every step of a filter; to look at a million
records in the tables takes seconds, in arrays milliseconds. An overview is read when the page
starts (some seconds a million), and again when something has been written. What it gives is exactly
what ``queries.py`` gives: the tests compare them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from dateline.data import EventType, Status, Where
from dateline.store import queries
from dateline.store.filters import Filter, Order, Plan, circle
from dateline.store.schema import record_terms, records
from dateline.store.series import Period, start_of
from dateline.store.words import records_with

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TYPES: dict[str, int] = {name: i for i, name in enumerate(get_args(EventType))}
STATUSES: dict[str, int] = {name: i for i, name in enumerate(get_args(Status))}

TERMS_KEPT = 64
"""Terms whose records are kept."""

MASKS_KEPT = 8
"""Filters whose answers are kept."""

AT_ONCE = 50_000
"""Records that are read at once."""

FAR = 400_000
"""Days from the first to the last, beyond which days are not counted in an array of all days."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The records of a revision of a store, sorted by row. ``oldest`` and ``newest`` are places in
    the arrays, by day and id; ``spot`` is a place in ``points``, -1 without coordinates."""

    revision: str
    row: Ints
    day: Ints
    last: Ints  # -1 where nobody gives a day
    settled: Ints
    kind: Ints
    status: Ints
    score: Floats
    sphere: Floats  # three a record
    outlets: Ints
    sources: Ints
    confidence: Floats
    contradicted: Mask
    hidden: Mask
    spot: Ints
    points: Floats  # latitude and longitude
    oldest: Ints
    newest: Ints
    _terms: dict[int, Ints] = field(default_factory=dict)
    _masks: dict[Filter, Mask] = field(default_factory=dict)
    _places: dict[int, Where | None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.row)

    def forget(self) -> None:
        """Throw away the answers that are kept."""
        self._masks.clear()
        self._terms.clear()
        self._places.clear()

    # --- which records ------------------------------------------------------------------------

    def mask(self, conn: sa.Connection, asked: Plan) -> Mask:
        """Tell of each record whether it is asked for. The latest answers are kept: a page counts,
        lists, draws and maps what one filter finds."""
        found = self._masks.get(asked.wanted)
        if found is None:
            found = self._masks[asked.wanted] = self._found(conn, asked)
            while len(self._masks) > MASKS_KEPT:
                self._masks.pop(next(iter(self._masks)), None)
        return found

    def _found(self, conn: sa.Connection, asked: Plan) -> Mask:
        wanted = asked.wanted
        found = self.hidden if wanted.rejected else ~self.hidden
        found = found & self._on_days(asked)
        for group in asked.groups:
            found &= self._of_group(conn, group)
        if wanted.ids:
            query = sa.select(records.c.row).where(records.c.id.in_(wanted.ids))
            found &= self._of_rows([row[0] for row in conn.execute(query)])
        if wanted.min_sources:
            found &= self.sources >= wanted.min_sources
        if wanted.min_outlets:
            found &= self.outlets >= wanted.min_outlets
        if wanted.min_confidence:
            found &= self.confidence >= wanted.min_confidence
        if wanted.contradicted is not None:
            found &= self.contradicted == wanted.contradicted
        if wanted.near is not None:
            middle, least = circle(wanted.near)
            with np.errstate(invalid="ignore"):
                found &= self.sphere @ np.array(middle) >= least
        if asked.searched is not None:
            found &= self._with_words(conn, asked.searched)
        return found

    def _on_days(self, asked: Plan) -> Mask:
        wanted = asked.wanted
        found = np.ones(len(self), bool)
        if wanted.until is not None:
            found &= self.day <= wanted.until.toordinal()
        if wanted.since is not None:
            end = np.where(self.last < 0, self.day, self.last) if wanted.undated else self.last
            found &= end >= wanted.since.toordinal()
        elif wanted.until is not None and not wanted.undated:
            found &= self.last >= 0
        if wanted.as_of is not None:
            found &= self.settled <= wanted.as_of.toordinal()
        return found

    def _of_group(self, conn: sa.Connection, group: frozenset[str]) -> Mask:
        """Records that have one of these terms; types and statuses are at hand."""
        for prefix, codes, values in (("t:", TYPES, self.kind), ("s:", STATUSES, self.status)):
            if all(name.startswith(prefix) for name in group):
                wanted = [codes[name[2:]] for name in group if name[2:] in codes]
                return np.isin(values, wanted)
        found = np.zeros(len(self), bool)
        for number in queries.numbers(conn, [group]).values():
            found[self._of_term(conn, number)] = True
        return found

    def _of_term(self, conn: sa.Connection, number: int) -> Ints:
        kept = self._terms.get(number)
        if kept is None:
            query = f"SELECT record FROM {record_terms.name} WHERE term = {int(number)}"
            kept = self._places_of(_column(conn, query))
            self._terms[number] = kept
            while len(self._terms) > TERMS_KEPT:
                self._terms.pop(next(iter(self._terms)), None)
        return kept

    def _of_rows(self, rows: Sequence[int]) -> Mask:
        found = np.zeros(len(self), bool)
        found[self._places_of(np.array(rows, np.int64))] = True
        return found

    def _places_of(self, rows: Ints) -> Ints:
        """Find rows in the arrays; those made since are left out."""
        if not len(self):
            return np.zeros(0, np.int64)
        places = np.minimum(np.searchsorted(self.row, rows), len(self) - 1)
        found: Ints = places[self.row[places] == rows]
        return found

    def _with_words(self, conn: sa.Connection, searched: str) -> Mask:
        query = records_with(conn, searched)
        if query is None:
            return np.zeros(len(self), bool)
        return self._of_rows([row[0] for row in conn.execute(query)])

    # --- what of them -------------------------------------------------------------------------

    def rows(self, found: Mask, order: Order, most: int | None) -> list[int]:
        """Give the rows of records in their order: the first ``most``."""
        places = self.newest if order == "newest" else self.oldest
        return self.row[places[found[places]][:most]].tolist()  # type: ignore[no-any-return]

    def days_of(self, rows: Sequence[int]) -> list[int]:
        """Give the days of records by their rows."""
        return self.day[np.searchsorted(self.row, np.array(rows, np.int64))].tolist()  # type: ignore[no-any-return]

    def totals(
        self, found: Mask, longest: int, period: Period
    ) -> list[tuple[int, str, int, float]]:
        """Give the first day of a period, a type, the number of records and the sum of their
        scores; of records as ``queries.totals`` counts them."""
        known = (self.last - self.day < longest) | (self.status == STATUSES["ongoing"])
        places = np.flatnonzero(found & known & (self.last >= 0))
        if not len(places):
            return []
        days, which = _distinct(self.day[places])
        starts, period_of = np.unique(
            [start_of(dt.date.fromordinal(day), period).toordinal() for day in days.tolist()],
            return_inverse=True,
        )
        cell = period_of[which] * len(TYPES) + self.kind[places]
        counts = np.bincount(cell)
        scores = np.bincount(cell, self.score[places])
        names = list(TYPES)
        return [
            (int(starts[i // len(TYPES)]), names[i % len(TYPES)], int(counts[i]), float(scores[i]))
            for i in np.flatnonzero(counts).tolist()
        ]

    def spots(self, found: Mask) -> list[tuple[tuple[float, float], int, int]]:
        """Give the points where records are, how many, and the row of the first of them."""
        places = np.flatnonzero(found & (self.spot >= 0))
        of = self.spot[places]
        first = np.zeros(len(self.points), np.int64)
        first[of[::-1]] = self.row[places[::-1]]
        counts = np.bincount(of, minlength=len(self.points))
        chosen = np.flatnonzero(counts)
        points = self.points[chosen].tolist()
        return [
            ((lat, lon), count, row)
            for (lat, lon), count, row in zip(
                points, counts[chosen].tolist(), first[chosen].tolist(), strict=True
            )
        ]

    def wheres(self, conn: sa.Connection, rows: Sequence[int]) -> dict[int, Where | None]:
        """Give the places of records by their rows."""
        missing = [row for row in rows if row not in self._places]
        self._places.update(queries.wheres(conn, missing))
        return {row: self._places.get(row) for row in rows}


def _distinct(days: Ints) -> tuple[Ints, Ints]:
    """Give the distinct days, and of each value which of them it is."""
    first, last = int(days.min()), int(days.max())
    if last - first > FAR:
        found, which = np.unique(days, return_inverse=True)
        return found, which
    there = np.bincount(days - first) > 0
    return np.flatnonzero(there) + first, (np.cumsum(there) - 1)[days - first]


def _column(conn: sa.Connection, query: str) -> Ints:
    """Read a column of whole numbers, past SQLAlchemy, which would make an object of each."""
    cursor = conn.connection.cursor()
    cursor.execute(query)
    found = np.array(cursor.fetchall(), np.int64).reshape(-1)
    cursor.close()
    return found


# --- reading ----------------------------------------------------------------------------------

_COLUMNS = (
    "row", "day", "last", "settled", "outlets", "sources", "contradicted", "hidden", "score",
    "confidence", "lat", "lon", "x", "y", "z", "event_type", "status", "id",
)  # fmt: skip


def load(conn: sa.Connection, revision: str) -> Overview:
    """Read an overview."""
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    cursor = conn.connection.cursor()  # past SQLAlchemy, as above
    cursor.execute(f'SELECT {names} FROM {records.name} ORDER BY "row"')
    parts = []
    while some := cursor.fetchmany(AT_ONCE):
        parts.append(_part(some))
    cursor.close()
    parts = parts or [_part([])]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return _made(columns, revision)


def _part(some: Sequence[Any]) -> dict[str, Any]:
    """Turn rows into arrays: what is unknown is -1 in whole numbers, and else no number."""
    held_by: dict[str, Any] = dict.fromkeys(_COLUMNS, ())
    if some:
        held_by = dict(zip(_COLUMNS, zip(*some, strict=True), strict=True))
    out: dict[str, Any] = {}
    for name in ("row", "day", "settled", "outlets", "sources"):
        out[name] = np.array(held_by[name], np.int64)
    out["last"] = np.array([-1 if day is None else day for day in held_by["last"]], np.int64)
    for name in ("contradicted", "hidden"):
        out[name] = np.array(held_by[name], bool)
    for name in ("score", "confidence", "lat", "lon", "x", "y", "z"):
        out[name] = np.array(held_by[name], np.float64)  # None becomes nan
    out["kind"] = np.array([TYPES[name] for name in held_by["event_type"]], np.int64)
    out["status"] = np.array([STATUSES[name] for name in held_by["status"]], np.int64)
    out["id"] = np.array(held_by["id"], "S16")
    return out


def _made(columns: dict[str, Any], revision: str) -> Overview:
    halves = columns["id"].view(">u8").reshape(-1, 2)
    by_id = np.lexsort((halves[:, 1], halves[:, 0]))
    oldest = by_id[np.argsort(columns["day"][by_id], kind="stable")]
    newest = by_id[np.argsort(-columns["day"][by_id], kind="stable")]
    pairs = np.stack([columns["lat"], columns["lon"]], axis=1)
    spot = np.full(len(by_id), -1, np.int64)
    there = ~np.isnan(pairs).any(axis=1)
    points, which = np.unique(pairs[there], axis=0, return_inverse=True)
    spot[there] = which.reshape(-1)
    confidence = np.nan_to_num(columns["confidence"], nan=-1.0)
    return Overview(
        revision, columns["row"], columns["day"], columns["last"], columns["settled"],
        columns["kind"], columns["status"], columns["score"],
        np.stack([columns["x"], columns["y"], columns["z"]], axis=1), columns["outlets"],
        columns["sources"], confidence, columns["contradicted"], columns["hidden"], spot,
        points.reshape(-1, 2), oldest, newest,
    )  # fmt: skip
