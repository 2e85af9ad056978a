"""Calendar arithmetic: what days a TIMEX3 value covers, and moving a date by a unit.

    interval("2025-W28")  →  Interval(2025-07-07, 2025-07-13, "week")

Weeks are ISO 8601 weeks (Monday to Sunday). Seasons are those of the northern hemisphere, by
whole months; the winter of a year begins in its December (TIMEX3 ``1994-WI`` is December 1994 to
February 1995), as the news uses the word.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateline.data import Granularity

DAY = dt.timedelta(days=1)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of TIMEX3."""


class Interval(NamedTuple):
    """First and last day, and how precise the words were that gave them."""

    first: dt.date
    last: dt.date
    granularity: Granularity


def month_end(day: dt.date) -> dt.date:
    """The last day of the month that ``day`` lies in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """Move a day by whole months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    first = dt.date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def shift(day: dt.date, amount: int, unit: str) -> dt.date:
    """Move a day by an amount of a unit: ``D``, ``W``, ``M``, ``Q`` or ``Y``.

    Dates outside the calendar of ``datetime`` stay at its ends.
    """
    try:
        if unit == "D":
            return day + amount * DAY
        if unit == "W":
            return day + 7 * amount * DAY
    except OverflowError:
        return dt.date.max if amount > 0 else dt.date.min
    return add_months(day, amount * {"M": 1, "Q": 3, "Y": 12}[unit])


def monday(day: dt.date) -> dt.date:
    """The Monday of the week that ``day`` lies in."""
    return day - day.weekday() * DAY


def quarter(day: dt.date) -> int:
    """The quarter of the year, 1 to 4."""
    return (day.month + 2) // 3


def week_value(day: dt.date) -> str:
    """The TIMEX3 value of the week that ``day`` lies in: ``2025-W28``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<end>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T.*)?"
    r"|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def interval(value: str) -> Interval | None:
    """The days that a TIMEX3 value covers; ``None`` where it names none on the calendar."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    part = match.groupdict()
    try:
        return _interval(part)
    except ValueError:
        return None


def _interval(part: dict[str, str | None]) -> Interval:
    if part["decade"]:
        year = int(part["decade"]) * 10
        return Interval(dt.date(max(year, 1), 1, 1), dt.date(year + 9, 12, 31), "decade")
    if part["century"]:
        year = int(part["century"]) * 100
        return Interval(dt.date(max(year, 1), 1, 1), dt.date(year + 99, 12, 31), "range")
    year = int(part["year"] or 0)
    if part["day"]:
        day = dt.date(year, int(part["month"] or 0), int(part["day"]))
        return Interval(day, day, "day")
    if part["month"]:
        return _months(year, int(part["month"]), 1, "month")
    if part["week"]:
        first = dt.date.fromisocalendar(year, int(part["week"]), 1)
        if part["end"]:
            return Interval(first + 5 * DAY, first + 6 * DAY, "range")
        return Interval(first, first + 6 * DAY, "week")
    if part["quarter"]:
        return _months(year, int(part["quarter"]) * 3 - 2, 3, "quarter")
    if part["half"]:
        return _months(year, int(part["half"]) * 6 - 5, 6, "range")
    if part["season"]:
        return _months(year, SEASONS[part["season"]], 3, "season")
    return _months(year, 1, 12, "year")


def _months(year: int, month: int, count: int, granularity: Granularity) -> Interval:
    first = dt.date(year, month, 1)
    return Interval(first, month_end(add_months(first, count - 1)), granularity)


def cut(span: Interval, part: str, published: dt.date) -> Interval:
    """The part of an interval that "early", "mid", "late", "earlier" or "later" leave of it.

    ``part`` is START, MID, END, BEFORE (up to publication) or AFTER (from publication on). Of a
    month: its days 1 to 10, 11 to 20, 21 to the end; of a year its first quarter, middle two and
    last; of anything longer than a day about a third. A few days stay whole.
    """
    first, last, granularity = span
    if part in ("BEFORE", "AFTER"):
        if not first <= published <= last:
            return span
        if part == "BEFORE":
            return Interval(first, published, _part_name(granularity))
        return Interval(published, last, _part_name(granularity))
    if (last - first).days < 3:
        return span
    if granularity == "month":
        days = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[part]
        return Interval(first.replace(day=days[0]), first.replace(day=days[1]), "range")
    if granularity == "year":
        months = {"START": (1, 3), "MID": (4, 9), "END": (10, 12)}[part]
        end = month_end(first.replace(month=months[1]))
        return Interval(first.replace(month=months[0]), end, "range")
    if granularity == "decade":
        years = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}[part]
        begin = first.year // 10 * 10
        return Interval(
            dt.date(max(begin + years[0], 1), 1, 1), dt.date(begin + years[1], 12, 31), "range"
        )
    third = max((last - first).days // 3, 1)
    if part == "START":
        return Interval(first, first + third * DAY, "range")
    if part == "END":
        return Interval(last - third * DAY, last, "range")
    return Interval(first + third * DAY, last - third * DAY, "range")


def _part_name(granularity: Granularity) -> Granularity:
    return "day" if granularity == "day" else "range"
