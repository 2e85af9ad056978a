"""A time series: events per period by type and quad class, with PLOVER's score from conflict (-10)
to cooperation (+10)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from dateline.data import EventType
from dateline.what import plover

Period = Literal["day", "week", "month", "quarter", "year"]

TYPES: tuple[str, ...] = get_args(EventType)


@dataclass(frozen=True, slots=True)
class Point:
    """A period, by its first day. ``score`` is the mean over its events, ``None`` without any."""

    start: dt.date
    events: int = 0
    score: float | None = None
    types: dict[str, int] = field(default_factory=dict)
    quads: dict[int, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Give the point as a row of plain columns."""
        return {
            "start": self.start.isoformat(),
            "events": self.events,
            "score": None if self.score is None else round(self.score, 3),
            **{f"quad_{quad}": self.quads.get(quad, 0) for quad in plover.QUADS},
            **{name: self.types.get(name, 0) for name in TYPES},
        }


LONGEST: dict[Period, int] = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""Days of a period."""


def points(days: Iterable[tuple[dt.date, str, int, float]], period: Period) -> list[Point]:
    """Sum events up by period, with the empty periods between the first and the last.

    ``days`` are day, event type, number of events and the sum of their scores.
    """
    types: dict[dt.date, Counter[str]] = {}
    scores: Counter[dt.date] = Counter()
    sums: dict[dt.date, float] = {}
    for day, event_type, count, score in sorted(days):
        start = start_of(day, period)
        types.setdefault(start, Counter())[event_type] += count
        scores[start] += count
        sums[start] = sums.get(start, 0.0) + score
    if not types:
        return []
    out = []
    for start in _between(min(types), max(types), period):
        found = types.get(start, Counter())
        quads: Counter[int] = Counter()
        for event_type, count in found.items():
            quads[plover.quad(event_type)] += count
        total = scores[start]
        mean = sums[start] / total if total else None
        out.append(
            Point(start, total, mean, dict(sorted(found.items())), dict(sorted(quads.items())))
        )
    return out


def start_of(day: dt.date, period: Period) -> dt.date:
    """Give the first day of the period that a day lies in; weeks begin on Monday.

    >>> start_of(dt.date(2025, 8, 20), "quarter")
    datetime.date(2025, 7, 1)
    """
    match period:
        case "day":
            return day
        case "week":
            return day - dt.timedelta(days=min(day.weekday(), day.toordinal() - 1))
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)


def _between(first: dt.date, last: dt.date, period: Period) -> Iterator[dt.date]:
    most = LONGEST[period]
    start = first
    while start <= last:
        yield start
        if last - start < dt.timedelta(days=1):
            return
        after = start + dt.timedelta(days=min(most, (last - start).days))
        start = start_of(after, period)
