"""Reads expressions that name a day, a month or a year of the calendar: "3 May", "Friday"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from dateline.when.dates import DAY, Interval, interval, monday, month_end, safe_date, week_value
from dateline.when.readings import (
    Anchor,
    Parts,
    Reading,
    inferred,
    number_in,
    of_day,
    of_value,
    with_part,
    year_of,
)


def date(parts: Parts, anchor: Anchor) -> Reading | None:
    """A date of year, month and day, of which the first may have to be guessed."""
    month, day = number_in(parts, "month"), number_in(parts, "day", "nth", "nthday")
    if month is None:
        year = year_of(parts, anchor)
        if day is not None:
            return _nearest_day_of_month(day, anchor)
        return of_value(f"{year:04}") if year is not None else None
    year = year_of(parts, anchor)
    if day is not None:
        if year is None:
            return inferred(_nearest_day(month, day, anchor))
        found = safe_date(year, month, day)
        return of_day(found) if found else None
    return of_value(f"{year:04}-{month:02}") if year else inferred(_nearest_month(month, anchor))


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
        return of_day(past if behind_days * 6 < ahead_days else ahead)
    if anchor.direction == 0:
        return of_day(ahead if ahead_days * 2 < behind_days else past)
    return of_day(ahead if ahead_days * 6 < behind_days else past)


def _nearest_day_of_month(day: int, anchor: Anchor) -> Reading | None:
    found = safe_date(anchor.published.year, anchor.published.month, day)
    return of_day(found) if found else None


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
    return of_value(f"{year:04}-{month:02}")


def which_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "last October", "this March", "next June": relative to the month of publication."""
    month, now = number_in(parts, "month"), anchor.published
    which, day = number_in(parts, "which"), number_in(parts, "day")
    if month is None:
        return None
    if day is not None:
        return _nearest_day(month, day, replace(anchor, direction=which or -1))
    if which is None or which < 0:
        return of_value(f"{now.year - (month >= now.month):04}-{month:02}")
    if which > 0:
        return of_value(f"{now.year + (month <= now.month):04}-{month:02}")
    return of_value(f"{now.year:04}-{month:02}")


def days(parts: Parts, anchor: Anchor) -> Reading | None:
    """From one day of a month to another: the value is the first, the days are all."""
    first = date({**parts, "day": parts["day"]}, anchor)
    last = number_in(parts, "day2")
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
    return of_day(found) if found else None


def slash_date(parts: Parts, anchor: Anchor) -> Reading | None:
    """``3/22/2013`` in the American order; day first with dots, or where there is no such month."""
    text = parts["usdate"]
    first, second, year = (int(x) for x in text.replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year <= anchor.published.year % 100 + 10 else 1900
    month, day = (second, first) if "." in text or first > 12 else (first, second)
    found = safe_date(year, month, day)
    return of_day(found) if found else None


def short_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "'98": the latest such year that is not more than ten years ahead."""
    year = int(parts["shortyear"][-2:])
    century = anchor.published.year // 100 * 100
    return of_value(
        str(century + year - (100 if century + year > anchor.published.year + 10 else 0))
    )


def second_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads the "18" of "1914-18": a later year of the century of the year just read."""
    if anchor.last is None or not re.fullmatch(r"\d{4}", anchor.last.value):
        return None
    first, last = int(anchor.last.value), int(anchor.last.value[:2] + parts["shortyear"])
    return of_value(f"{last}") if last > first else None


def weekday(parts: Parts, anchor: Anchor) -> Reading | None:
    """A weekday: the nearest in the direction of its verb; the day of publication counts."""
    number, now = number_in(parts, "weekday"), anchor.published
    which = number_in(parts, "which", "back")
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
    found = with_part(of_day(day), parts.get("daypart"))
    return inferred(found) if which is None else found


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
    return with_part(of_day(week + (int(parts["weekday"]) - 1) * DAY), parts.get("daypart"))


def nth_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the first Sunday of March", "the last day of May", "the second week of June".

    The first week of a month is the one that its first day lies in.
    """
    month = date({k: v for k, v in parts.items() if k in ("month", "year")}, anchor)
    if month is None or month.days is None:
        return None
    first, last, number = month.days.first, month.days.last, number_in(parts, "nth", "final") or 0
    if "week" in parts:
        day = last if number < 0 else first + 7 * (number - 1) * DAY
        return of_value(week_value(day)) if day <= last else None
    name = number_in(parts, "weekday")
    if name is None:
        day = last if number < 0 else first + (number - 1) * DAY
    elif number < 0:
        day = last - (last.isoweekday() - name) % 7 * DAY
    else:
        day = first + ((name - first.isoweekday()) % 7 + 7 * (number - 1)) * DAY
    return of_day(day) if first <= day <= last else None


def week_of(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the week of March 11": the week that the day lies in."""
    day = date(parts, anchor)
    return of_value(week_value(day.days.first)) if day and day.days else None


def day_word(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "today", "yesterday", "the day after tomorrow"; some hours ago is today."""
    offset = int(parts.get("dayword", "0"))
    day = of_day(anchor.published + offset * DAY)
    return with_part(day, parts.get("daypart") or parts.get("part"))


def day_part(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "this morning", "last night", and "that night" as that of the last day."""
    if parts.get("lastpart"):
        return with_part(of_day(anchor.published - DAY), parts["lastpart"])
    part = parts.get("daypart")
    if parts.get("back") is None:
        return with_part(of_day(anchor.published), part)
    last = anchor.last_of("day")
    day = last.first if last else anchor.published
    return with_part(of_day(day + int(parts["back"]) * DAY), part)


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
    return None if near and day != _FAMED and again != day else of_day(day)


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
        day = of_day(last.first if last else anchor.published)
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


def end_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "the end of the month"."""
    end = month_end(anchor.published)
    return Reading("DATE", end.isoformat(), Interval(end - 9 * DAY, end, "range"))
