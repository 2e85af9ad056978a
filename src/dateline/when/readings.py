"""What a time expression says, and what it is read against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.when.dates import Interval, interval

if TYPE_CHECKING:
    from dateline.data import Granularity


Parts = Mapping[str, str]
"""Values of the slots of a matched rule, by slot name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: TIMEX3 type and value, and the days it covers where it names any."""

    type: str
    value: str
    days: Interval | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions are read against.

    ``direction`` says where the verb that governs the expression puts it: -1 past, 0 present, 1
    future. ``last`` is the date read last before this place, ``recent`` every date read so far.
    ``since`` is the day that a range begins with whose end is to be read ("Monday to Friday").
    """

    published: dt.date
    direction: int = -1
    last: Reading | None = None
    recent: tuple[Reading, ...] = ()
    since: dt.date | None = None

    def last_day(self, unit: str = "Y") -> dt.date:
        """The first day of the date read last that is no vaguer than a unit; the day of
        publication where there is none."""
        fine = _NO_VAGUER.get(unit, _NO_VAGUER["Y"])
        for reading in reversed(self.recent):
            if reading.days and reading.days.granularity in fine:
                return reading.days.first
        return self.published

    def last_of(self, granularity: Granularity) -> Interval | None:
        """The days of the latest reading that is as precise as this."""
        days = (r.days for r in reversed(self.recent) if r.days is not None)
        return next((d for d in days if d.granularity == granularity), None)


_NO_VAGUER = {
    "D": frozenset({"day"}),
    "W": frozenset({"day", "week"}),
    "M": frozenset({"day", "week", "month"}),
    "Y": frozenset({"day", "week", "month", "season", "quarter", "year", "range"}),
}
Operation = Callable[[Parts, Anchor], Reading | None]


def of_value(value: str) -> Reading:
    """The reading of a TIMEX3 date."""
    return Reading("DATE", value, interval(value))


def of_day(day: dt.date) -> Reading:
    """The reading of a day."""
    return Reading("DATE", day.isoformat(), Interval(day, day, "day"))


def with_part(day: Reading, part: str | None) -> Reading:
    """Add a part of day (``MO``) to the reading of a day."""
    return replace(day, type="TIME", value=f"{day.value}T{part}") if part else day


def number_in(parts: Parts, *names: str) -> int | None:
    """The first of these slots that was matched, as a number."""
    return next((int(parts[name]) for name in names if name in parts), None)


def year_of(parts: Parts, anchor: Anchor) -> int | None:
    """The year that the words give: as digits, in words, or as "last year"."""
    year = number_in(parts, "year")
    if year is not None:
        return year
    if parts.get("hundreds"):
        return int(parts["hundreds"]) * 100 + int(parts["number_words"])
    which = number_in(parts, "which")
    if which is not None:
        return anchor.published.year + which
    if parts.get("back"):
        return anchor.last_day().year + int(parts["back"])
    return None


def inferred(reading: Reading | None) -> Reading | None:
    """Mark a reading whose year or week was taken from the tense."""
    return replace(reading, inferred=True) if reading else None
