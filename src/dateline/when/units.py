"""Counts in units of time: days, weeks, months, years, half ones too."""

from __future__ import annotations

import datetime as dt

from dateline.when.dates import DAY, Interval, add_months, quarter, shift, week_value
from dateline.when.readings import Parts, Reading, of_day, of_value, with_part


def unit_value(day: dt.date, unit: str) -> Reading:
    """The day, week, month, quarter, year, decade or century that a day lies in."""
    if unit == "D":
        return of_day(day)
    if unit == "W":
        return of_value(week_value(day))
    if unit == "M":
        return of_value(f"{day.year:04}-{day.month:02}")
    if unit == "Q":
        return of_value(f"{day.year:04}-Q{quarter(day)}")
    if unit == "10Y":
        return of_value(f"{day.year // 10:03}")
    if unit == "100Y":
        return of_value(f"{day.year // 100:02}")
    return of_value(f"{day.year:04}")


def months_of(unit: str) -> int:
    """The months of a unit; 0 for one that is shorter."""
    return {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(unit, 0)


def shifted(day: dt.date, amount: float, unit: str) -> dt.date:
    """A day, so many units later."""
    months = months_of(unit)
    if months:
        return add_months(day, round(amount * months))
    if unit in ("D", "W", "2W"):
        return shift(day, round(amount * {"D": 1, "W": 7, "2W": 14}[unit]), "D")
    return day


def move(parts: Parts, start: dt.date, sign: int) -> Reading | None:
    """What lies an amount of time before (-1) or after (1) a day."""
    amount, name = amount_in(parts), parts.get("halfunit") or parts["unit"]
    if amount is None or name in ("TH", "TM", "TS"):
        return of_day(start)
    if start.year + sign * amount * months_of(name) / 12 < 1:
        return Reading("DATE", "PAST_REF")
    day = shifted(start, sign * amount, name)
    if name in ("W", "2W"):
        days = Interval(day - 3 * DAY, day + 3 * DAY, "week") if amount > 1 else None
        return Reading("DATE", day.isoformat(), days or Interval(day, day, "day"))
    if "daypart" in parts:
        return with_part(of_day(day), parts["daypart"])
    if amount == 0.5:
        return unit_value(day, _OF_HALF.get(name, name))
    return unit_value(day, "Y" if name == "10Y" else name)


_OF_HALF = {"Y": "M", "10Y": "Y", "100Y": "Y"}
"""How precise half of a unit ago is."""


def amount_in(parts: Parts) -> float | None:
    """The amount: a number, or ``None`` for a vague one."""
    if "count" in parts or "range" in parts:
        return float(parts.get("count") or parts["range"])
    if "couple" in parts:
        return 2.0
    return 1.0 if "one" in parts else None


_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}
"""What half of a unit is in the next smaller one."""

HALF = {"TH": "PT30M", "TM": "PT30S", "D": "PT12H", "Y": "P6M", "10Y": "P5Y", "100Y": "P50Y"}
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
