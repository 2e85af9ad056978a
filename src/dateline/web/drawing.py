"""What charts and maps show, in plain numbers: the templates draw them, so that all text that
comes from reports is escaped in one place."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.data import Where
from dateline.store.looking import Spot
from dateline.store.series import LONGEST, Period, Point, start_of

WIDTH, HEIGHT = 1000.0, 120.0
"""The size of a chart, in its own units: it stretches to the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of a chart: its first and last day, its place, and the heights above the middle
    line (cooperation) and below it (conflict), verbal and material."""

    start: dt.date
    end: dt.date
    x: float
    width: float
    up: tuple[float, float]
    down: tuple[float, float]
    events: int
    cooperation: int
    conflict: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A time series. ``middle`` is the y of the line between cooperation and conflict; ``earlier``
    and ``later`` are the events that lie beyond its ends."""

    period: Period
    bars: tuple[Bar, ...]
    middle: float
    line: str
    earlier: int = 0
    later: int = 0

    @property
    def ticks(self) -> list[dt.date]:
        """The days that stand below it: the first, the middle one and the last."""
        if not self.bars:
            return []
        found = [self.bars[0], self.bars[len(self.bars) // 2], self.bars[-1]]
        return list(dict.fromkeys(bar.start for bar in found))


def period_for(months: Sequence[Point]) -> Period:
    """Choose periods, by how many months have to be shown: about a hundred bars at most."""
    count = len(months)
    if count <= 3:
        return "day"
    if count <= 24:
        return "week"
    if count <= 120:
        return "month"
    return "quarter" if count <= 400 else "year"


APART = 0.03
"""The share of events that may lie beyond each end of a chart, lest few of long ago, or of a far
day to come, squeeze all others."""


def bulk(months: Sequence[Point]) -> Sequence[Point]:
    """Give the months in which nearly all events lie."""
    total = sum(point.events for point in months)
    first, last = 0, len(months)
    for low in (True, False):
        left = int(total * APART)
        while last - first > 1:
            events = months[first if low else last - 1].events
            if events > left:
                break
            left -= events
            first, last = (first + 1, last) if low else (first, last - 1)
    return months[first:last]


FEW = 15
"""Periods that a chart shows at least, so that a single week is no wall."""


def padded(points: Sequence[Point], period: Period) -> list[Point]:
    """Put empty periods around a short series."""
    out = list(points)
    while 0 < len(out) < FEW:
        before = out[0].start.toordinal() - 1
        if len(out) % 2 and before > 0:
            out.insert(0, Point(start_of(dt.date.fromordinal(before), period)))
        else:
            end = _end(out[-1].start, period)
            if end == dt.date.max:
                break
            out.append(Point(end + dt.timedelta(days=1)))
    return out


def chart(points: Sequence[Point], period: Period, beyond: tuple[int, int] = (0, 0)) -> Chart:
    """Place the bars of a series. ``beyond``: the events before and after it."""
    ups = [_pair(point, 1) for point in points]
    downs = [_pair(point, 3) for point in points]
    most_up, most_down = (max((sum(pair) for pair in pairs), default=0) for pairs in (ups, downs))
    unit = (HEIGHT - 4) / max(1, most_up + most_down)
    middle = 2 + most_up * unit
    step = WIDTH / max(1, len(points))
    bars = []
    for number, (point, up, down) in enumerate(zip(points, ups, downs, strict=True)):
        bars.append(
            Bar(
                point.start, _end(point.start, period), round(number * step, 2),
                round(max(step * 0.86, step - 3), 2),
                (round(up[0] * unit, 2), round(up[1] * unit, 2)),
                (round(down[0] * unit, 2), round(down[1] * unit, 2)),
                point.events, sum(up), sum(down), point.score,
            )
        )  # fmt: skip
    return Chart(period, tuple(bars), round(middle, 2), _line(points, step), *beyond)


def _pair(point: Point, quad: int) -> tuple[int, int]:
    return point.quads.get(quad, 0), point.quads.get(quad + 1, 0)


def _end(start: dt.date, period: Period) -> dt.date:
    left = (dt.date.max - start).days
    after = start_of(start + dt.timedelta(days=min(LONGEST[period], left)), period)
    return after - dt.timedelta(days=1) if after > start else dt.date.max


def _line(points: Sequence[Point], step: float) -> str:
    """Draw the mean score, +10 above and -10 below; a gap where there are no events."""
    out, pen = [], "M"
    for number, point in enumerate(points):
        if point.score is None:
            continue
        y = HEIGHT * (0.5 - point.score / 20)
        out.append(f"{pen}{(number + 0.5) * step:.1f} {y:.1f}")
        pen = "L"
    return "".join(out)


# --- maps -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map, in degrees to the right of 180° W and down from the north pole."""

    where: Where
    count: int
    x: float
    y: float
    radius: float

    @property
    def exact(self) -> bool:
        """Whether it stands for a town or a site, and not for the middle of a state or region."""
        return self.where.precision in ("site", "city", "district")


@dataclass(frozen=True, slots=True)
class Map:
    """Dots, and the part of the world that is shown: x, y, width, height."""

    dots: tuple[Dot, ...]
    box: tuple[float, float, float, float]

    @property
    def unit(self) -> float:
        """A thousandth of the width, for lines."""
        return self.box[2] / 1000


LEAST_WIDTH = 24.0


def world_map(spots: Sequence[Spot], least: float = LEAST_WIDTH) -> Map:
    """Place dots, and choose the part of the world that shows them all."""
    places = [
        (spot, spot.where.lon + 180, 90 - spot.where.lat)
        for spot in spots
        if spot.where.lat is not None and spot.where.lon is not None
    ]
    box = _box([(x, y) for _, x, y in places], least)
    most = max((spot.count for spot, _, _ in places), default=1)
    dots = [
        Dot(spot.where, spot.count, round(x, 3), round(y, 3), _radius(spot.count, most, box[2]))
        for spot, x, y in places
    ]
    return Map(tuple(dots), box)


def _radius(count: int, most: int, width: float) -> float:
    return round(width * (0.007 + 0.019 * math.sqrt(count / most)), 3)


def _box(points: Sequence[tuple[float, float]], least: float) -> tuple[float, float, float, float]:
    if not points:
        return 0.0, 5.0, 360.0, 140.0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(least, (max(xs) - min(xs)) * 1.15, (max(ys) - min(ys)) * 1.15 * 2)
    width = min(width, 360.0)
    height = width / 2
    left = min(max((min(xs) + max(xs)) / 2 - width / 2, 0.0), 360.0 - width)
    top = min(max((min(ys) + max(ys)) / 2 - height / 2, 0.0), 180.0 - height)
    return round(left, 2), round(top, 2), round(width, 2), round(height, 2)


# --- networks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counterpart:
    """With whom an actor has to do, in how many records, and how they are scored on the mean."""

    key: str
    name: str
    count: int
    score: float
    x: float = 0.0
    y: float = 0.0
    width: float = 1.0


def network(found: Sequence[Counterpart]) -> list[Counterpart]:
    """Place counterparts on an ellipse around the middle of a drawing of 600 by 340."""
    most = max((one.count for one in found), default=1)
    out = []
    for number, one in enumerate(found):
        angle = 2 * math.pi * number / len(found) - math.pi / 2
        out.append(
            Counterpart(
                one.key, one.name, one.count, one.score,
                round(300 + 205 * math.cos(angle), 1), round(170 + 130 * math.sin(angle), 1),
                round(1 + 7 * math.sqrt(one.count / most), 1),
            )
        )  # fmt: skip
    return out
