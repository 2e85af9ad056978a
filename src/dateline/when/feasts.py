"""Feasts and holidays with moving dates.

    feast("easter", 2025)  →  2025-04-20

Christian dates by the computus (Meeus, Astronomical Algorithms, chapter 8); Islamic dates by the
tabular calendar (civil epoch), which may differ from a sighting of the moon by a day; Jewish dates
by Gauss's formula; the Lunar New Year by the new moon between 21 January and 20 February at China's
time (Meeus, chapter 49, with the largest periodic terms: exact to some minutes).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from dateline.when.dates import DAY, safe_date

_ISLAMIC_EPOCH = dt.date(622, 7, 19)  # Gregorian (proleptic) day of 1 Muharram 1, civil


def easter(year: int) -> dt.date:
    """Western Easter Sunday."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the Eastern churches, as a Gregorian date (1900 to 2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + 13 * DAY


def islamic(year: int, month: int, day: int) -> tuple[dt.date, ...]:
    """The Gregorian dates, within ``year``, of a day of the Islamic calendar: one, seldom two
    (the feast of sacrifice in January and December 2006) or none."""
    start, found = (year - 622) * 33 // 32, []
    for hijri in range(start - 1, start + 3):
        elapsed = (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + math.ceil(29.5 * (month - 1))
        date = _ISLAMIC_EPOCH + (elapsed + day - 1) * DAY
        if date.year == year:
            found.append(date)
    return tuple(found)


def passover(year: int) -> dt.date:
    """The first day of Passover (15 Nisan), by Gauss's formula."""
    a, b = (12 * year + 12) % 19, year % 4
    mean = 20.0955877 + 1.5542418 * a + 0.25 * b - 0.003177794 * year
    m = math.floor(mean)
    c = (3 * year + 5 * b + m + 1) % 7
    if c in (2, 4, 6):
        m += 1
    elif c == 1 and a > 6 and mean - m >= 0.6328703703:
        m += 2
    elif c == 0 and a > 11 and mean - m >= 0.8977237654:
        m += 1
    return dt.date(year, 3, 1) + (m - 2 + year // 100 - year // 400 - 2 + 1) * DAY


def lunar_new_year(year: int) -> dt.date:
    """The Chinese New Year: the new moon, at UTC+8, between 21 January and 20 February."""
    k = round((year - 2000) * 12.3685)
    while True:
        date = (_new_moon(k) + dt.timedelta(hours=8)).date()
        if date < dt.date(year, 1, 21):
            k += 1
        elif date > dt.date(year, 2, 20):
            k -= 1
        else:
            return date


def _new_moon(k: int) -> dt.datetime:
    """The ``k``-th new moon after that of 6 January 2000, in universal time, within minutes."""
    t = k / 1236.85
    days = 5.09766 + 29.530588861 * k + 0.00015437 * t * t
    sun = math.radians(2.5534 + 29.1053567 * k)
    moon = math.radians(201.5643 + 385.81693528 * k)
    node = math.radians(160.7108 + 390.67050284 * k)
    days += (
        -0.4072 * math.sin(moon)
        + 0.17241 * math.sin(sun)
        + 0.01608 * math.sin(2 * moon)
        + 0.01039 * math.sin(2 * node)
        + 0.00739 * math.sin(moon - sun)
        - 0.00514 * math.sin(moon + sun)
        + 0.00208 * math.sin(2 * sun)
    )
    return dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=days)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The ``nth`` (1 to 4, or -1 for the last) such weekday (0 Monday) of a month."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    after = dt.date(year + month // 12, month % 12 + 1, 1) - DAY
    return after - ((after.weekday() - weekday) % 7) * DAY


_MOVING: dict[str, Callable[[int], dt.date | None]] = {
    "easter": easter,
    "orthodox-easter": orthodox_easter,
    "passover": passover,
    "lunar-new-year": lunar_new_year,
}


def feast(rule: str, year: int) -> dt.date | None:
    """The date of a feast in a year, by its rule: the first of two, or ``None``."""
    return next(iter(feasts(rule, year)), None)


def feasts(rule: str, year: int) -> tuple[dt.date, ...]:
    """The dates of a feast in a year, by its rule: nearly always one.

    A rule is ``12-25`` (month-day), ``easter``, ``orthodox-easter``, ``passover`` or
    ``lunar-new-year`` with an offset in days (``easter-2``), ``islamic 9-1`` (month-day of the
    Islamic year) or ``11 thu 4`` (month, weekday, which one). Raises ``ValueError`` for any other.
    """
    words = rule.split()
    if len(words) == 2 and words[0] == "islamic":
        month, day = words[1].split("-")
        return islamic(year, int(month), int(day))
    if len(words) == 3:
        weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(words[1])
        return (nth_weekday(year, int(words[0]), weekday, int(words[2])),)
    for name in sorted(_MOVING, key=len, reverse=True):
        if rule.startswith(name):
            date = _MOVING[name](year)
            offset = int(rule[len(name) :] or 0)
            return (date + offset * DAY,) if date else ()
    month, day = rule.split("-")
    found = safe_date(year, int(month), int(day))
    return (found,) if found else ()
