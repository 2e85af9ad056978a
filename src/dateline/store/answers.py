"""What a filter finds: in the index of records or at a glance, and of a past day what was other
than it is now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from dateline.merge.types import EventRecord
from dateline.store import looking, queries
from dateline.store.facts import Facts
from dateline.store.filters import Order, Plan
from dateline.store.looking import Spot
from dateline.store.many import chunks
from dateline.store.overview import Overview
from dateline.store.series import LONGEST, Period, Point, points


@dataclass(frozen=True, slots=True)
class Answers:
    """What a filter finds, within a transaction. ``seen`` is an overview of all records, where one
    is kept; ``past`` has the records asked for that were other on the day asked for."""

    conn: sa.Connection
    asked: Plan
    seen: Overview | None
    past: list[Facts]

    def records(self, order: Order, limit: int | None, offset: int) -> Iterator[EventRecord]:
        """Yield the records, by the day of the event."""
        most = None if limit is None else offset + limit
        past = {found.record.id: found for found in self.past}
        mixed: list[tuple[int, str, int | None]] = [*self._rows(order, most)]
        mixed += [(found.row["day"], name, None) for name, found in past.items()]
        cut = queries.sorted_by_day(mixed, order)[offset:most]
        for some in chunks(cut):
            stored = queries.by_row(self.conn, [row for _, _, row in some if row is not None])
            for _, name, row in some:
                if row is None:
                    yield past[name].record
                elif row in stored:
                    yield stored[row]

    def _rows(self, order: Order, most: int | None) -> list[tuple[int, str, int]]:
        if self.seen is None or self.asked.wanted.ids:
            return queries.rows(self.conn, self.asked, order, most)
        chosen = self.seen.rows(self.seen.mask(self.conn, self.asked), order, most)
        days, ids = self.seen.days_of(chosen), queries.ids(self.conn, chosen)
        return [(day, ids[row], row) for day, row in zip(days, chosen, strict=True) if row in ids]

    def count(self) -> int:
        """Tell how many records there are."""
        if self.seen is None:
            now = queries.count(self.conn, self.asked)
        else:
            now = int(np.count_nonzero(self.seen.mask(self.conn, self.asked)))
        return now + len(self.past)

    def series(self, period: Period) -> list[Point]:
        """Count the records by period, type and quad class: those whose days are known to the
        period, or that go on."""
        longest = LONGEST[period]
        if self.seen is None:
            days = queries.totals(self.conn, self.asked, longest)
        else:
            days = self.seen.totals(self.seen.mask(self.conn, self.asked), longest, period)
        days += [
            (found.row["day"], found.row["event_type"], 1, found.row["score"])
            for found in self.past
            if found.row["last"] is not None
            and (found.row["last"] - found.row["day"] < longest or found.row["status"] == "ongoing")
        ]
        return points(
            [(dt.date.fromordinal(day), name, count, score) for day, name, count, score in days],
            period,
        )

    def spots(self, most: int) -> list[Spot]:
        """Give the places of the records, those with most records first."""
        past = [found.record for found in self.past]
        seen = self.seen
        if seen is None:
            found = looking.places(self.conn, self.asked)
            return looking.spots(found, past, most, lambda rows: queries.wheres(self.conn, rows))
        found = seen.spots(seen.mask(self.conn, self.asked))
        return looking.spots(found, past, most, lambda rows: seen.wheres(self.conn, rows))
