"""Reads expressions that count from a day or name a stretch of a year: "last week", "in May"."""

from __future__ import annotations

from dateline.when.calendar import weekday
from dateline.when.dates import DAY, SEASONS, Interval, add_months, monday, quarter, week_value
from dateline.when.readings import (
    Anchor,
    Parts,
    Reading,
    inferred,
    number_in,
    of_day,
    of_value,
    year_of,
)
from dateline.when.units import amount_in, duration_value, move, shifted, unit_value


def unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last week", "this year", "next month"."""
    name, which = parts.get("dateunit") or parts["unit"], int(parts["which"])
    first = monday(anchor.published) if name == "W" else anchor.published.replace(day=1)
    return unit_value(shifted(first if name != "D" else anchor.published, which, name), name)


def past_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the past year": written like the last one, but its days run up to publication.

    "The past decade" is ten years long and no decade of the calendar.
    """
    name = parts["dateunit"]
    value = unit_value(shifted(anchor.published, 0 if name == "W" else -1, name), name).value
    first = shifted(anchor.published, -1, name)
    if name == "10Y":
        days = Interval(first, anchor.published, "range")
        return Reading("DURATION", duration_value(1, name), days)
    return Reading("DATE", value, Interval(first, anchor.published, "range"))


def back(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the same day", "the following year": seen from the date read last."""
    name = parts["dateunit"]
    return unit_value(shifted(anchor.last_day(name), int(parts["back"]), name), name)


def back_offset(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the day before", "the year after"."""
    step = int(parts.get("before") or parts.get("after") or 0)
    name = parts["dateunit"]
    return unit_value(shifted(anchor.last_day(name), step, name), name)


def beside(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the day before last Tuesday"."""
    day = weekday({k: v for k, v in parts.items() if k in ("weekday", "which")}, anchor)
    if day is None or day.days is None:
        return None
    return of_day(day.days.first + int(parts.get("before") or parts["after"]) * DAY)


def the_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the month", "the year" as the present one."""
    return unit_value(anchor.published, parts["dateunit"])


def offset(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "three months ago": as precise as its unit, weeks and days to the day."""
    return move(parts, anchor.published, int(parts["sign"]))


def chain(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "three months later": a duration, as TempEval-3 writes it, whose days are those that
    lie so far from the date read last."""
    moved = move(parts, anchor.last_day(parts["unit"]), int(parts["sign"]))
    value = duration_value(amount_in(parts), parts["unit"])
    return Reading("DURATION", value, moved.days) if moved else None


def year_ago(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "A year ago": of the quarter read last, if it is the subject, else of the year.

    "The same month last year" is also that of the month read last.
    """
    last = next((r.value for r in reversed(anchor.recent) if len(r.value) == 7), "")
    if "-Q" in last:
        return of_value(f"{int(last[:4]) - 1}-Q{parts.get('nth') or last[6:]}")
    if "months" in parts and last:
        return of_value(f"{int(last[:4]) - 1}{last[4:]}")
    return of_value(f"{anchor.published.year - 1}")


def quarter_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the third quarter": of the year given, else the last that has begun.

    One that ended just now is meant even where the verb looks ahead ("expects to report a loss for
    the third quarter").
    """
    number = number_in(parts, "nth")
    if number is None or number > 4:
        return None
    year = year_of(parts, anchor)
    if year is None:
        now = quarter(anchor.published)
        year = anchor.published.year
        if anchor.direction > 0 and number < now - 1:
            year += 1
        elif anchor.direction <= 0 and number > now:
            year -= 1
    return of_value(f"{year}-Q{number}")


def same_quarter(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the quarter", "the latest period": the one read last, else the last that has ended."""
    last = next((r for r in reversed(anchor.recent) if "-Q" in r.value), None)
    return last or unit_value(add_months(anchor.published, -3), "Q")


def quarter_of_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 1988 quarter", against a quarter of another year read before: the same of 1988."""
    last = next((r for r in reversed(anchor.recent) if "-Q" in r.value), None)
    return of_value(f"{parts['year']}{last.value[4:]}" if last else parts["year"])


def half_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the first half of 2023"."""
    year = year_of(parts, anchor) or anchor.published.year
    return of_value(f"{year}-H{1 if parts['halfnth'] == '1' else 2}")


def season(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last summer", "the winter of 1994", "spring"."""
    name = parts["season"]
    year, now = number_in(parts, "year"), anchor.published
    if year is None:
        year = now.year
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
        which = number_in(parts, "which")
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
    found = of_value(f"{year}-{name}")
    return found if "year" in parts or "which" in parts else inferred(found)


def back_season(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "that summer", "the following spring": seen from the date read last."""
    last, name, step = anchor.last_day(), parts["season"], int(parts["back"])
    year = last.year
    whole = anchor.last and anchor.last.days and anchor.last.days.granularity == "year"
    if step > 0:
        year += whole or last.month >= SEASONS[name]
    elif step < 0:
        year -= last.month < SEASONS[name] + 3
    return of_value(f"{year}-{name}")


def weekend(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the weekend": the last one, or the coming one where the verb looks ahead."""
    start, now = monday(anchor.published), anchor.published
    if "back" in parts:
        week = monday(anchor.last_day("W")) + 7 * int(parts["back"]) * DAY
        return of_value(week_value(week) + "-WE")
    which = number_in(parts, "which")
    if which is None:
        which = 0 if anchor.direction > 0 or now.weekday() >= 5 else -1
        return inferred(of_value(week_value(start + 7 * which * DAY) + "-WE"))
    if which > 0:
        which = 0 if now.weekday() < 5 else 1
    return of_value(week_value(start + 7 * which * DAY) + "-WE")


def decade(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 1980s", "the nineties"."""
    if parts.get("decade"):
        return of_value(parts["decade"])
    digits = parts["tens"].lstrip("'’")
    if len(digits) == 4:
        return of_value(digits[:3])
    century = anchor.published.year // 100
    full = century * 10 + int(digits[0])
    return of_value(str(full if full * 10 <= anchor.published.year else full - 10))


def century(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the 20th century"."""
    return of_value(parts["century"])
