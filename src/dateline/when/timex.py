"""Reads the parts of a time expression as a TIMEX3 value: the arithmetic behind the rule files.

A rule of ``knowledge/<language>/times.toml`` finds an expression and its parts ("last", "Friday");
the operation that the rule names turns the parts into a ``Reading``. Nothing here knows a language.

    weekday({"which": "-1", "weekday": "5"}, anchor)  →  Reading("DATE", "2024-03-01")

Values follow TIMEX3 (Pustejovsky et al. 2003, ISO-TimeML) as TempEval-3 uses it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.when.dates import (
    DAY,
    SEASONS,
    Interval,
    add_months,
    interval,
    monday,
    month_end,
    quarter,
    safe_date,
    shift,
    week_value,
)
from dateline.when.feasts import feast, feasts, islamic

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


def _date(value: str) -> Reading:
    return Reading("DATE", value, interval(value))


def _day(day: dt.date) -> Reading:
    return Reading("DATE", day.isoformat(), Interval(day, day, "day"))


def _with_part(day: Reading, part: str | None) -> Reading:
    """Add a part of day (``MO``) to the reading of a day."""
    return replace(day, type="TIME", value=f"{day.value}T{part}") if part else day


def _get(parts: Parts, *names: str) -> int | None:
    """The first of these slots that was matched, as a number."""
    return next((int(parts[name]) for name in names if name in parts), None)


# --- days, months, years ------------------------------------------------------------------------


def _year_of(parts: Parts, anchor: Anchor) -> int | None:
    """The year that the words give: as digits, in words, or as "last year"."""
    year = _get(parts, "year")
    if year is not None:
        return year
    if parts.get("hundreds"):
        return int(parts["hundreds"]) * 100 + int(parts["number_words"])
    which = _get(parts, "which")
    if which is not None:
        return anchor.published.year + which
    if parts.get("back"):
        return anchor.last_day().year + int(parts["back"])
    return None


def date(parts: Parts, anchor: Anchor) -> Reading | None:
    """A date of year, month and day, of which the first may have to be guessed."""
    month, day = _get(parts, "month"), _get(parts, "day", "nth", "nthday")
    if month is None:
        year = _year_of(parts, anchor)
        if day is not None:
            return _nearest_day_of_month(day, anchor)
        return _date(f"{year:04}") if year is not None else None
    year = _year_of(parts, anchor)
    if day is not None:
        if year is None:
            return _inferred(_nearest_day(month, day, anchor))
        found = safe_date(year, month, day)
        return _day(found) if found else None
    return _date(f"{year:04}-{month:02}") if year else _inferred(_nearest_month(month, anchor))


def _inferred(reading: Reading | None) -> Reading | None:
    """Mark a reading whose year or week was taken from the tense."""
    return replace(reading, inferred=True) if reading else None


def _nearest_day(month: int, day: int, anchor: Anchor) -> Reading | None:
    """A day without a year: of the last twelve months, or the next where the verb looks ahead.

    Where the other direction is much nearer (a month against ten), that one is meant.
    """
    days = [safe_date(anchor.published.year + i, month, day) for i in (-1, 0, 1)]
    past = max((d for d in days if d and d <= anchor.published), default=None)
    ahead = min((d for d in days if d and d >= anchor.published), default=None)
    if past is None or ahead is None:
        return None
    behind_days = (anchor.published - past).days
    ahead_days = (ahead - anchor.published).days
    if anchor.direction > 0:
        return _day(past if behind_days * 6 < ahead_days else ahead)
    if anchor.direction == 0:
        return _day(ahead if ahead_days * 2 < behind_days else past)
    return _day(ahead if ahead_days * 6 < behind_days else past)


def _nearest_day_of_month(day: int, anchor: Anchor) -> Reading | None:
    found = safe_date(anchor.published.year, anchor.published.month, day)
    return _day(found) if found else None


def _nearest_month(month: int, anchor: Anchor) -> Reading:
    """A month without a year, in the direction of the verb; where the verb looks ahead or says
    nothing, the other way if that is much nearer (last month against eleven months from now)."""
    now = anchor.published
    behind, ahead = (now.month - month) % 12, (month - now.month) % 12
    forward = anchor.direction > 0 and behind * 6 >= ahead
    if anchor.direction == 0:
        forward = behind > 2 * ahead
    year = now.year
    if forward and month < now.month:
        year += 1
    if not forward and month > now.month:
        year -= 1
    return _date(f"{year:04}-{month:02}")


def which_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last October", "this March", "next June": relative to the month of publication."""
    month, now = _get(parts, "month"), anchor.published
    which, day = _get(parts, "which"), _get(parts, "day")
    if month is None:
        return None
    if day is not None:
        return _nearest_day(month, day, replace(anchor, direction=which or -1))
    if which is None or which < 0:
        return _date(f"{now.year - (month >= now.month):04}-{month:02}")
    if which > 0:
        return _date(f"{now.year + (month <= now.month):04}-{month:02}")
    return _date(f"{now.year:04}-{month:02}")


def days(parts: Parts, anchor: Anchor) -> Reading | None:
    """From one day of a month to another: the value is the first, the days are all."""
    first = date({**parts, "day": parts["day"]}, anchor)
    last = _get(parts, "day2")
    if first is None or first.days is None or last is None:
        return None
    end = safe_date(first.days.first.year, first.days.first.month, last)
    if end is None or end < first.days.first:
        return None
    return replace(first, days=Interval(first.days.first, end, "range"))


def iso_date(parts: Parts, anchor: Anchor) -> Reading | None:
    """``2013-03-22``."""
    year, month, day = (int(x) for x in parts["isodate"].replace("/", "-").split("-"))
    found = safe_date(year, month, day)
    return _day(found) if found else None


def slash_date(parts: Parts, anchor: Anchor) -> Reading | None:
    """``3/22/2013`` in the American order; day first with dots, or where there is no such month."""
    text = parts["usdate"]
    first, second, year = (int(x) for x in text.replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year <= anchor.published.year % 100 + 10 else 1900
    month, day = (second, first) if "." in text or first > 12 else (first, second)
    found = safe_date(year, month, day)
    return _day(found) if found else None


def short_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "'98": the latest such year that is not more than ten years ahead."""
    year = int(parts["shortyear"][-2:])
    century = anchor.published.year // 100 * 100
    return _date(str(century + year - (100 if century + year > anchor.published.year + 10 else 0)))


def second_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads the "18" of "1914-18": a later year of the century of the year just read."""
    if anchor.last is None or not re.fullmatch(r"\d{4}", anchor.last.value):
        return None
    first, last = int(anchor.last.value), int(anchor.last.value[:2] + parts["shortyear"])
    return _date(f"{last}") if last > first else None


def weekday(parts: Parts, anchor: Anchor) -> Reading | None:
    """A weekday: the nearest in the direction of its verb; the day of publication counts."""
    number, now = _get(parts, "weekday"), anchor.published
    which = _get(parts, "which", "back")
    if number is None:
        return None
    back = (now.isoweekday() - number) % 7
    ahead = (number - now.isoweekday()) % 7
    if "back" in parts and which is not None:
        day = _weekday_beside(anchor.last_day(), number, which)
    elif which is None:
        forward = anchor.direction > 0 or (anchor.direction == 0 and ahead < back)
        day = now + ahead * DAY if forward else now - back * DAY
        if anchor.since and 0 < (anchor.since - day).days < 7:
            day += 7 * DAY
    elif which < 0:
        day = now - (back or 7) * DAY
    elif which > 0:
        day = now + (ahead or 7) * DAY
    else:
        day = monday(now) + (number - 1) * DAY
    found = _with_part(_day(day), parts.get("daypart"))
    return _inferred(found) if which is None else found


def _weekday_beside(day: dt.date, number: int, step: int) -> dt.date:
    if step < 0:
        return day - ((day.isoweekday() - number) % 7 or 7) * DAY
    if step > 0:
        return day + ((number - day.isoweekday()) % 7 or 7) * DAY
    return monday(day) + (number - 1) * DAY


def weekday_of_week(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "Thursday last week": the weekday of a calendar week."""
    if "which" in parts:
        week = monday(anchor.published) + 7 * int(parts["which"]) * DAY
    else:
        week = monday(anchor.last_day("W")) + 7 * int(parts["back"]) * DAY
    return _with_part(_day(week + (int(parts["weekday"]) - 1) * DAY), parts.get("daypart"))


def nth_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the first Sunday of March", "the last day of May", "the second week of June".

    The first week of a month is the one that its first day lies in.
    """
    month = date({k: v for k, v in parts.items() if k in ("month", "year")}, anchor)
    if month is None or month.days is None:
        return None
    first, last, number = month.days.first, month.days.last, _get(parts, "nth", "final") or 0
    if "week" in parts:
        day = last if number < 0 else first + 7 * (number - 1) * DAY
        return _date(week_value(day)) if day <= last else None
    name = _get(parts, "weekday")
    if name is None:
        day = last if number < 0 else first + (number - 1) * DAY
    elif number < 0:
        day = last - (last.isoweekday() - name) % 7 * DAY
    else:
        day = first + ((name - first.isoweekday()) % 7 + 7 * (number - 1)) * DAY
    return _day(day) if first <= day <= last else None


def week_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the week of March 11": the week that the day lies in."""
    day = date(parts, anchor)
    return _date(week_value(day.days.first)) if day and day.days else None


def day_word(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "today", "yesterday", "the day after tomorrow"; some hours ago is today."""
    offset = int(parts.get("dayword", "0"))
    day = _day(anchor.published + offset * DAY)
    return _with_part(day, parts.get("daypart") or parts.get("part"))


def day_part(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "this morning", "last night", and "that night" as that of the last day."""
    if parts.get("lastpart"):
        return _with_part(_day(anchor.published - DAY), parts["lastpart"])
    part = parts.get("daypart")
    if parts.get("back") is None:
        return _with_part(_day(anchor.published), part)
    last = anchor.last_of("day")
    day = last.first if last else anchor.published
    return _with_part(_day(day + int(parts["back"]) * DAY), part)


# --- units: weeks, months, quarters, years -----------------------------------------------------


def _unit_value(day: dt.date, unit: str) -> Reading:
    """The day, week, month, quarter, year, decade or century that a day lies in."""
    if unit == "D":
        return _day(day)
    if unit == "W":
        return _date(week_value(day))
    if unit == "M":
        return _date(f"{day.year:04}-{day.month:02}")
    if unit == "Q":
        return _date(f"{day.year:04}-Q{quarter(day)}")
    if unit == "10Y":
        return _date(f"{day.year // 10:03}")
    if unit == "100Y":
        return _date(f"{day.year // 100:02}")
    return _date(f"{day.year:04}")


def _months_of(unit: str) -> int:
    return {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit, 0)


def _shift(day: dt.date, amount: float, unit: str) -> dt.date:
    months = _months_of(unit)
    if months:
        return add_months(day, round(amount * months))
    if unit in ("D", "W", "2W"):
        return shift(day, round(amount * {"D": 1, "W": 7, "2W": 14}[unit]), "D")
    return day


def unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last week", "this year", "next month"."""
    name, which = parts.get("dateunit") or parts["unit"], int(parts["which"])
    first = monday(anchor.published) if name == "W" else anchor.published.replace(day=1)
    return _unit_value(_shift(first if name != "D" else anchor.published, which, name), name)


def past_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the past year": written like the last one, but its days run up to publication.

    "The past decade" is ten years long and no decade of the calendar.
    """
    name = parts["dateunit"]
    value = _unit_value(_shift(anchor.published, 0 if name == "W" else -1, name), name).value
    first = _shift(anchor.published, -1, name)
    if name == "10Y":
        days = Interval(first, anchor.published, "range")
        return Reading("DURATION", duration_value(1, name), days)
    return Reading("DATE", value, Interval(first, anchor.published, "range"))


def back(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the same day", "the following year": seen from the date read last."""
    name = parts["dateunit"]
    return _unit_value(_shift(anchor.last_day(name), int(parts["back"]), name), name)


def back_offset(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the day before", "the year after"."""
    step = int(parts.get("before") or parts.get("after") or 0)
    name = parts["dateunit"]
    return _unit_value(_shift(anchor.last_day(name), step, name), name)


def beside(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the day before last Tuesday"."""
    day = weekday({k: v for k, v in parts.items() if k in ("weekday", "which")}, anchor)
    if day is None or day.days is None:
        return None
    return _day(day.days.first + int(parts.get("before") or parts["after"]) * DAY)


def the_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the month", "the year" as the present one."""
    return _unit_value(anchor.published, parts["dateunit"])


def offset(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "three months ago": as precise as its unit, weeks and days to the day."""
    return _moved(parts, anchor.published, int(parts["sign"]))


def chain(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "three months later": a duration, as TempEval-3 writes it, whose days are those that
    lie so far from the date read last."""
    moved = _moved(parts, anchor.last_day(parts["unit"]), int(parts["sign"]))
    value = duration_value(_amount(parts), parts["unit"])
    return Reading("DURATION", value, moved.days) if moved else None


def _moved(parts: Parts, start: dt.date, sign: int) -> Reading | None:
    amount, name = _amount(parts), parts.get("halfunit") or parts["unit"]
    if amount is None or name in ("TH", "TM", "TS"):
        return _day(start)
    if start.year + sign * amount * _months_of(name) / 12 < 1:
        return Reading("DATE", "PAST_REF")
    day = _shift(start, sign * amount, name)
    if name in ("W", "2W"):
        days = Interval(day - 3 * DAY, day + 3 * DAY, "week") if amount > 1 else None
        return Reading("DATE", day.isoformat(), days or Interval(day, day, "day"))
    if "daypart" in parts:
        return _with_part(_day(day), parts["daypart"])
    if amount == 0.5:
        return _unit_value(day, _OF_HALF.get(name, name))
    return _unit_value(day, "Y" if name == "10Y" else name)


_OF_HALF = {"Y": "M", "10Y": "Y", "100Y": "Y"}
"""How precise half of a unit ago is."""


def year_ago(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "A year ago": of the quarter read last, if it is the subject, else of the year.

    "The same month last year" is also that of the month read last.
    """
    last = next((r.value for r in reversed(anchor.recent) if len(r.value) == 7), "")
    if "-Q" in last:
        return _date(f"{int(last[:4]) - 1}-Q{parts.get('nth') or last[6:]}")
    if "months" in parts and last:
        return _date(f"{int(last[:4]) - 1}{last[4:]}")
    return _date(f"{anchor.published.year - 1}")


def quarter_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the third quarter": of the year given, else the last that has begun.

    One that ended just now is meant even where the verb looks ahead ("expects to report a loss for
    the third quarter").
    """
    number = _get(parts, "nth")
    if number is None or number > 4:
        return None
    year = _year_of(parts, anchor)
    if year is None:
        now = quarter(anchor.published)
        year = anchor.published.year
        if anchor.direction > 0 and number < now - 1:
            year += 1
        elif anchor.direction <= 0 and number > now:
            year -= 1
    return _date(f"{year}-Q{number}")


def same_quarter(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the quarter", "the latest period": the one read last, else the last that has ended."""
    last = next((r for r in reversed(anchor.recent) if "-Q" in r.value), None)
    return last or _unit_value(add_months(anchor.published, -3), "Q")


def quarter_of_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 1988 quarter", against a quarter of another year read before: the same of 1988."""
    last = next((r for r in reversed(anchor.recent) if "-Q" in r.value), None)
    return _date(f"{parts['year']}{last.value[4:]}" if last else parts["year"])


def half_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the first half of 2023"."""
    year = _year_of(parts, anchor) or anchor.published.year
    return _date(f"{year}-H{1 if parts['halfnth'] == '1' else 2}")


def season(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last summer", "the winter of 1994", "spring"."""
    name = parts["season"]
    year, now = _get(parts, "year"), anchor.published
    if year is None:
        year = now.year
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
        which = _get(parts, "which")
        if which is None:
            if anchor.direction <= 0 and begins > now.month:
                year -= 1
            if anchor.direction > 0 and begins + 2 < now.month:
                year += 1
        elif which < 0:
            year -= begins + 2 >= now.month
        elif which > 0:
            year += begins <= now.month
        elif name == "WI" and now.month <= 4:
            year -= 1
    found = _date(f"{year}-{name}")
    return found if "year" in parts or "which" in parts else _inferred(found)


def back_season(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "that summer", "the following spring": seen from the date read last."""
    last, name, step = anchor.last_day(), parts["season"], int(parts["back"])
    year = last.year
    whole = anchor.last and anchor.last.days and anchor.last.days.granularity == "year"
    if step > 0:
        year += whole or last.month >= SEASONS[name]
    elif step < 0:
        year -= last.month < SEASONS[name] + 3
    return _date(f"{year}-{name}")


def weekend(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the weekend": the last one, or the coming one where the verb looks ahead."""
    start, now = monday(anchor.published), anchor.published
    if "back" in parts:
        week = monday(anchor.last_day("W")) + 7 * int(parts["back"]) * DAY
        return _date(week_value(week) + "-WE")
    which = _get(parts, "which")
    if which is None:
        which = 0 if anchor.direction > 0 or now.weekday() >= 5 else -1
    elif which > 0:
        which = 0 if now.weekday() < 5 else 1
    return _date(week_value(start + 7 * which * DAY) + "-WE")


def decade(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 1980s", "the nineties"."""
    if parts.get("decade"):
        return _date(parts["decade"])
    digits = parts["tens"].lstrip("'’")
    if len(digits) == 4:
        return _date(digits[:3])
    century = anchor.published.year // 100
    full = century * 10 + int(digits[0])
    return _date(str(full if full * 10 <= anchor.published.year else full - 10))


def century(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 20th century"."""
    return _date(parts["century"])


# --- durations and sets -------------------------------------------------------------------------


def _amount(parts: Parts) -> float | None:
    """The amount: a number, or ``None`` for a vague one."""
    if "count" in parts or "range" in parts:
        return float(parts.get("count") or parts["range"])
    if "couple" in parts:
        return 2.0
    return 1.0 if "one" in parts else None


_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}
"""What half of a unit is in the next smaller one."""


_HALF = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M", "10Y": "P5Y", "100Y": "P50Y"}
"""The value of half of a unit."""


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of a unit: ``P3Y``, ``PT24H``, ``PXD``."""
    factor = {"10Y": 10, "100Y": 100, "2W": 2}.get(unit, 1)
    name = {"TH": "H", "TM": "M", "TS": "S", "10Y": "Y", "100Y": "Y", "2W": "W"}.get(unit, unit)
    if amount is not None and amount % 1 == 0.5 and unit in _HALVES and amount > 1:
        return f"P{'T' if unit[0] == 'T' else ''}{amount - 0.5:g}{name}{_HALVES[unit]}"
    number = "X" if amount is None else f"{amount * factor:g}"
    if amount is None and factor > 1:
        number, name = "X", {"10Y": "E", "100Y": "C", "2W": "W"}[unit]
    return f"P{'T' if unit[0] == 'T' else ''}{number}{name}"


def duration(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "two weeks", "a year", "several months", "yearlong", "half an hour"."""
    if "longunit" in parts:
        return Reading("DURATION", parts["longunit"])
    if "halfunit" in parts:
        return Reading("DURATION", _HALF[parts["halfunit"]])
    if "fourthunit" in parts:
        return Reading("DURATION", parts["fourthunit"])
    amount = _amount(parts)
    if amount is not None:
        amount += float(parts.get("andhalf", 0))
    return Reading("DURATION", duration_value(amount, parts["unit"]))


_SMALLER = {"Y": ("M",), "M": ("D", "W"), "W": ("D",), "D": ("TH",), "TH": ("TM",), "TM": ("TS",)}
"""The units that may follow a unit in one duration."""


def compound(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "two years and three months": a number of one unit and of the next smaller."""
    counts = [float(parts[k]) for k in ("one", "count", "count2") if k in parts]
    name, next_name = parts["unit"], parts["unit2"]
    if next_name not in _SMALLER.get(name, ()):
        return None
    first = duration_value(counts[0], name)
    second = duration_value(counts[1], next_name).removeprefix("P")
    return Reading("DURATION", first + (second[1:] if name[0] == "T" else second))


def old(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "two-week-old", "decade-old": how long something has been."""
    return Reading("DURATION", duration_value(_amount(parts), parts["dateunit"]))


def span(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the past three years", "the next few days": a duration with its days on the calendar.

    A vague amount counts as three days, weeks or months for the days; of years it has none.
    """
    name = parts.get("unit") or parts["decadeunit"]
    reading, amount = duration({**parts, "unit": name}, anchor), _amount(parts)
    if reading is None or name in ("TS", "TM"):
        return reading
    if amount is None:
        if "vague" not in parts or _months_of(name) >= 12:
            return reading
        amount = 3.0
    now = anchor.published
    if name == "TH":
        amount, name = max(amount / 24, 1), "D"
    if "coming" in parts:
        return replace(reading, days=Interval(now, _shift(now, amount, name), "range"))
    return replace(reading, days=Interval(_shift(now, -amount, name), now, "range"))


def within(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "(in) six weeks" under a verb that looks ahead: a duration whose days are those when it
    is over; ``None`` under any other, where it is how long something took."""
    reading = duration(parts, anchor)
    moved = _moved(parts, anchor.published, 1) if anchor.direction > 0 else None
    return replace(reading, days=moved.days) if reading and moved else None


def repeated(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "every day", "each Thursday", "Sundays", "daily"."""
    number = parts.get("weekday") or parts.get("weekdays")
    part = parts.get("daypart")
    if parts.get("often"):
        return Reading("SET", parts["often"])
    if number:
        return Reading("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    if part:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    if parts.get("month"):
        return Reading("SET", f"XXXX-{int(parts['month']):02}")
    if parts.get("season"):
        return Reading("SET", f"XXXX-{parts['season']}")
    amount = None if "vague" in parts else _amount(parts) or 1.0
    return Reading("SET", duration_value(amount, parts["unit"]))


def fixed(parts: Parts, anchor: Anchor) -> Reading | None:
    """The value that the rule states."""
    return Reading("DATE", parts["value"], interval(parts["value"]))


_FAMED, _NEAR_DAYS = dt.date(2001, 9, 11), 60


def known_day(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the September 11 attacks", "the July 7 bombings": days that stand for one attack.

    ``None`` before it, and where the same day of the year is so near that it may be meant itself,
    but for the first of these.
    """
    day = dt.date.fromisoformat(parts["knownday"])
    if day > anchor.published:
        return None
    again = safe_date(anchor.published.year, day.month, day.day)
    near = again is not None and 0 <= (anchor.published - again).days <= _NEAR_DAYS
    return None if near and day != _FAMED and again != day else _day(day)


# --- clock, feasts, ends ------------------------------------------------------------------------


def clock(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "10 p.m. Wednesday", "noon": on the day named, else on that of the date read last."""
    if parts.get("month"):
        day = date({k: v for k, v in parts.items() if k in ("month", "day", "year")}, anchor)
    elif parts.get("weekday"):
        day = weekday({"weekday": parts["weekday"]}, anchor)
    elif parts.get("dayword"):
        day = day_word(parts, anchor)
    else:
        last = anchor.last_of("day")
        day = _day(last.first if last else anchor.published)
    if day is None:
        return None
    if parts.get("noon"):
        return Reading("TIME", f"{day.value[:10]}T{parts['noon']}", day.days)
    hour, minute = _clock_time(parts.get("hourword") or parts["clocktime"])
    if parts.get("daypart") in ("AF", "EV", "NI") and 1 <= hour < 12:
        hour += 12
    if parts.get("half"):
        if hour > 12:
            return None
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    return Reading("TIME", f"{day.value[:10]}T{hour:02}:{minute:02}", day.days)


def _clock_time(text: str) -> tuple[int, int]:
    """Hour and minute of ``10``, ``10:35`` or ``1035``."""
    digits = text.replace(":", "").replace(".", "")
    return (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)


def holiday(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "christmas", "last Thanksgiving", "Easter 2015": the nearest in direction."""
    rule, now = parts["holiday"], anchor.published
    year, which = _get(parts, "year"), _get(parts, "which")
    if year is not None:
        found = feast(rule, year)
        return _day(found) if found else None
    around = [day for i in (-1, 0, 1) for day in feasts(rule, now.year + i)]
    past = max((d for d in around if d <= now), default=None)
    ahead = min((d for d in around if d >= now), default=None)
    if which is not None:
        chosen = past if which < 0 else ahead if which > 0 else feast(rule, now.year)
    elif past is None or ahead is None:
        return None
    elif anchor.direction > 0:
        chosen = ahead
    else:
        chosen = ahead if (ahead - now).days * 6 < (now - past).days else past
    if chosen is None:
        return None
    reading = _day_or_week(chosen, parts.get("holidayspan"))
    return reading if which is not None else _inferred(reading)


def _day_or_week(day: dt.date, span: str | None) -> Reading:
    """A feast, or the week or weekend it lies in ("Easter week")."""
    return _date(week_value(day) + ("-WE" if span == "WE" else "")) if span else _day(day)


def fasting(parts: Parts, anchor: Anchor) -> Reading | None:
    """A month of the Islamic calendar: its first and last day."""
    month, now = int(parts["fasting"]), anchor.published
    year = _get(parts, "year")
    years = (year,) if year else (now.year - 1, now.year, now.year + 1)
    spans = []
    for each in years:
        for first in islamic(each, month, 1):
            spans.append(Interval(first, first + 29 * DAY, "range"))
    if not spans:
        return None
    begun = [s for s in spans if s.first <= now]
    chosen = begun[-1] if begun and (anchor.direction <= 0 or now <= begun[-1].last) else spans[-1]
    return Reading("DATE", f"{chosen.first.isoformat()}/{chosen.last.isoformat()}", chosen)


def year_end(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "year-end": the last 31 December, or the next where the verb looks ahead."""
    which = _get(parts, "which")
    if which is None:
        which = 0 if anchor.direction > 0 else -1
    return _day(dt.date(anchor.published.year + which, 12, 31))


def end_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the end of the month"."""
    end = month_end(anchor.published)
    return Reading("DATE", end.isoformat(), Interval(end - 9 * DAY, end, "range"))


OPERATIONS: dict[str, Operation] = {
    "date": date,
    "which_month": which_month,
    "days": days,
    "isodate": iso_date,
    "usdate": slash_date,
    "shortyear": short_year,
    "second_year": second_year,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "nth_of_month": nth_of_month,
    "week_of": week_of,
    "dayword": day_word,
    "daypart": day_part,
    "unit": unit,
    "past_unit": past_unit,
    "back": back,
    "back_offset": back_offset,
    "beside": beside,
    "the_unit": the_unit,
    "offset": offset,
    "chain": chain,
    "year_ago": year_ago,
    "quarter": quarter_of,
    "same_quarter": same_quarter,
    "quarter_of_year": quarter_of_year,
    "half": half_of,
    "season": season,
    "back_season": back_season,
    "weekend": weekend,
    "decade": decade,
    "century": century,
    "duration": duration,
    "compound": compound,
    "old": old,
    "span": span,
    "within": within,
    "set": repeated,
    "value": fixed,
    "known_day": known_day,
    "clock": clock,
    "holiday": holiday,
    "fasting": fasting,
    "year_end": year_end,
    "month_end": end_of_month,
}
"""What a rule's ``do`` may name."""
