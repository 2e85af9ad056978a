"""Charts and maps: what they show, in numbers."""

import datetime as dt

import pytest

from dateline.data import Where
from dateline.store.looking import Spot
from dateline.store.series import Point, start_of
from dateline.web import drawing


def month(number, events, quads=None):
    return Point(dt.date(2000 + number // 12, number % 12 + 1, 1), events, 0.0, {}, quads or {})


@pytest.mark.parametrize(
    ("events", "first", "last"),
    [
        ([1, 0, 0, 50, 50, 0, 1], 3, 4),
        ([50, 0, 50], 0, 2),
        ([1], 0, 0),
        ([1, 1], 0, 1),
    ],
)
def test_bulk_leaves_out_the_far_ends(events, first, last):
    months = [month(number, count) for number, count in enumerate(events)]
    assert list(drawing.bulk(months)) == months[first : last + 1]


def test_chart_puts_cooperation_above_the_line():
    made = drawing.chart([month(0, 4, {1: 3, 4: 1}), month(1, 0)], "month")
    first = made.bars[0]
    assert (first.cooperation, first.conflict) == (3, 1)
    assert made.middle == pytest.approx(2 + 3 * 29)
    assert first.end == dt.date(2000, 1, 31)


def test_chart_ends_with_the_calendar():
    last = Point(dt.date(9999, 12, 1), 1, 1.0, {}, {1: 1})
    assert drawing.chart([last], "month").bars[0].end == dt.date(9999, 12, 31)


@pytest.mark.parametrize(
    "places",
    [[], [(33.5, 36.3)], [(33.5, 36.3), (-33.9, 151.2)], [(89.0, 179.0)], [(-89.0, -179.0)]],
)
def test_map_shows_all_places_and_no_more_than_the_world(places):
    made = drawing.world_map([Spot(Where("X", lat, lon), 1) for lat, lon in places])
    x, y, width, height = made.box
    assert 0 <= x <= x + width <= 360
    assert 0 <= y <= y + height <= 180
    for dot in made.dots:
        assert x <= dot.x <= x + width
        assert y <= dot.y <= y + height


def test_words_overlap():
    from dateline.web.words import Mark, pieces

    found = pieces("abcdef", [Mark(0, 4, "who", 1), Mark(2, 6, "event", 2), Mark(3, 3, "when", 1)])
    assert [(p.text, p.layers, p.events) for p in found] == [
        ("ab", ("who",), (1,)),
        ("cd", ("event", "who"), (1, 2)),
        ("ef", ("event",), (2,)),
    ]


def test_words_open_at_the_trigger_alone():
    from dateline.web.words import Mark, pieces

    found = pieces("abcd", [Mark(0, 1, "event", 1, True), Mark(2, 3, "event", 1)])
    assert [p.opens for p in found] == [(1,), (), (), ()]


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("day", [dt.date(2025, 7, 12), dt.date.max, dt.date.min])
def test_short_series_is_padded(period, day):
    start = start_of(day, period)
    found = drawing.padded([Point(start, 1, 0.0)], period)
    starts = [point.start for point in found]
    assert start in starts
    assert starts == sorted(set(starts))
    assert all(start_of(one, period) == one for one in starts)
    if day.year == 2025:
        assert len(found) == drawing.FEW
    assert drawing.padded([], period) == []
