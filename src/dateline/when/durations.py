"""Reads lengths of time and what recurs: "three days", "for the past year", "every Friday"."""

from __future__ import annotations

from dataclasses import replace

from dateline.when.dates import Interval
from dateline.when.readings import Anchor, Parts, Reading
from dateline.when.units import HALF, amount_in, duration_value, months_of, move, shifted


def duration(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "two weeks", "a year", "several months", "yearlong", "half an hour"."""
    if "longunit" in parts:
        return Reading("DURATION", parts["longunit"])
    if "halfunit" in parts:
        return Reading("DURATION", HALF[parts["halfunit"]])
    if "fourthunit" in parts:
        return Reading("DURATION", parts["fourthunit"])
    amount = amount_in(parts)
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
    return Reading("DURATION", duration_value(amount_in(parts), parts["dateunit"]))


def span(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the past three years", "the next few days": a duration with its days on the calendar.

    A vague amount counts as three days, weeks or months for the days; of years it has none.
    """
    name = parts.get("unit") or parts["decadeunit"]
    reading, amount = duration({**parts, "unit": name}, anchor), amount_in(parts)
    if reading is None or name in ("TS", "TM"):
        return reading
    if amount is None:
        if "vague" not in parts or months_of(name) >= 12:
            return reading
        amount = 3.0
    now = anchor.published
    if name == "TH":
        amount, name = max(amount / 24, 1), "D"
    if "coming" in parts:
        return replace(reading, days=Interval(now, shifted(now, amount, name), "range"))
    return replace(reading, days=Interval(shifted(now, -amount, name), now, "range"))


def within(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "(in) six weeks" under a verb that looks ahead: a duration whose days are those when it
    is over; ``None`` under any other, where it is how long something took."""
    reading = duration(parts, anchor)
    moved = move(parts, anchor.published, 1) if anchor.direction > 0 else None
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
    amount = None if "vague" in parts else amount_in(parts) or 1.0
    return Reading("SET", duration_value(amount, parts["unit"]))
