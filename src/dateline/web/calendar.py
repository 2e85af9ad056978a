"""What is planned: months of a calendar, and the feed for calendar programs (RFC 5545)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.exporters._safe import safe_line
from dateline.merge.types import EventRecord
from dateline.web.names import phrase

LONGEST = 7
"""Events of more days stand below a calendar, not in each of its days."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: ``None`` where it belongs to the month before or after."""

    day: dt.date | None
    events: tuple[EventRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks, Monday to Sunday."""

    first: dt.date
    weeks: tuple[tuple[Day, ...], ...]


def months(found: Sequence[EventRecord], since: dt.date, most: int = 3) -> list[Month]:
    """Lay out the months in which something is planned for a day, from a day on."""
    by_day: dict[dt.date, list[EventRecord]] = {}
    for record in found:
        when = record.when
        if when is None or (when.end - when.start).days >= LONGEST:
            continue
        for number in range((when.end - when.start).days + 1):
            day = when.start + dt.timedelta(days=number)
            if day >= since:
                by_day.setdefault(day, []).append(record)
    firsts = sorted({day.replace(day=1) for day in by_day})[:most]
    return [_month(first, by_day) for first in firsts]


def _month(first: dt.date, by_day: dict[dt.date, list[EventRecord]]) -> Month:
    weeks = []
    for week in calendar.Calendar().monthdayscalendar(first.year, first.month):
        row = []
        for number in week:
            day = first.replace(day=number) if number else None
            row.append(Day(day, tuple(by_day.get(day, ())) if day else ()))
        weeks.append(tuple(row))
    return Month(first, tuple(weeks))


def feed(found: Sequence[EventRecord], base: str, stamp: dt.date) -> bytes:
    """Write the feed. ``base`` is the address of the page; ``stamp`` the day it is of, so that the
    same record gives the same bytes."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dateline//planned events//EN"]
    for record in found:
        if record.when is None:
            continue
        title = f"{record.event_type}: {phrase(record)}"
        out += [
            "BEGIN:VEVENT",
            f"UID:{record.id}@dateline",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{record.when.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{_after(record.when.end):%Y%m%d}",
            f"SUMMARY:{_literal(title)}",  # phrase() has made it safe
            f"URL:{base}/event/{record.id}",
            "STATUS:TENTATIVE",
            "TRANSP:TRANSPARENT",
        ]
        if record.where is not None:
            out.append(f"LOCATION:{_escaped(record.where.name)}")
        told = f"According to {', '.join(record.publishers)}" if record.publishers else ""
        if told:
            out.append(f"DESCRIPTION:{_escaped(told)}")
        out.append("END:VEVENT")
    out.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in out)


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day < dt.date.max else day


def _escaped(text: str) -> str:
    r"""Escape what has a meaning in the format.

    >>> _escaped("Syria; Israel, Baku")
    'Syria\\; Israel\\, Baku'
    """
    return _literal(safe_line(text))


def _literal(text: str) -> str:
    text = text.replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> bytes:
    """Break a line into ones of 75 bytes at most, between characters."""
    out, now = [], b""
    for char in line:
        more = char.encode("utf-8")
        if len(now) + len(more) > 74:
            out.append(now)
            now = b" "
        now += more
    return b"\r\n".join((*out, now)) + b"\r\n"
