"""Reads the feasts and fasts of several calendars: "Easter", "Ramadan", "the end of the year"."""

from __future__ import annotations

import datetime as dt

from dateline.when.dates import DAY, Interval, week_value
from dateline.when.feasts import feast, feasts, islamic
from dateline.when.readings import Anchor, Parts, Reading, inferred, number_in, of_day, of_value


def holiday(parts: Parts, anchor: Anchor) -> Reading | None:
    """Reads "christmas", "last Thanksgiving", "Easter 2015": the nearest in direction."""
    rule, now = parts["holiday"], anchor.published
    year, which = number_in(parts, "year"), number_in(parts, "which")
    if year is not None:
        found = feast(rule, year)
        return of_day(found) if found else None
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
    return reading if which is not None else inferred(reading)


def _day_or_week(day: dt.date, span: str | None) -> Reading:
    """A feast, or the week or weekend it lies in ("Easter week")."""
    return of_value(week_value(day) + ("-WE" if span == "WE" else "")) if span else of_day(day)


def fasting(parts: Parts, anchor: Anchor) -> Reading | None:
    """A month of the Islamic calendar: its first and last day."""
    month, now = int(parts["fasting"]), anchor.published
    year = number_in(parts, "year")
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
    which = number_in(parts, "which")
    if which is None:
        which = 0 if anchor.direction > 0 else -1
    return of_day(dt.date(anchor.published.year + which, 12, 31))
