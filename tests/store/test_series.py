import datetime as dt
import io
import json

import pytest
from stories import DAY, Told, document

from dateline.knowledge import Knowledge
from dateline.store.output import series as output
from dateline.store.series import Point, points, start_of
from dateline.what import plover

TALKS = Told("CONSULT", "SYR", "ISR", DAY)
RAID = Told("ASSAULT", "ISR", "SYR", DAY + dt.timedelta(40))
BLAME = Told("ACCUSE", "ISR", "SYR", None)
PLAN = Told("CONSULT", "SYR", "ISR", DAY + dt.timedelta(3), "planned")


@pytest.mark.parametrize(
    ("day", "period", "start"),
    [
        ((2025, 7, 12), "day", (2025, 7, 12)),
        ((2025, 7, 12), "week", (2025, 7, 7)),
        ((2025, 7, 7), "week", (2025, 7, 7)),
        ((2025, 7, 12), "month", (2025, 7, 1)),
        ((2025, 12, 31), "quarter", (2025, 10, 1)),
        ((2024, 2, 29), "year", (2024, 1, 1)),
        ((1, 1, 1), "week", (1, 1, 1)),
    ],
)
def test_start_of_gives_the_first_day(day, period, start):
    assert start_of(dt.date(*day), period) == dt.date(*start)


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
def test_points_have_no_holes(period):
    days = [(dt.date(2023, 12, 30), "AID", 1, 10.0), (dt.date(2026, 3, 1), "AID", 1, 10.0)]
    starts = [point.start for point in points(days, period)]
    between = range(dt.date(2023, 12, 30).toordinal(), dt.date(2026, 3, 2).toordinal())
    assert starts == sorted({start_of(dt.date.fromordinal(day), period) for day in between})


def test_series_counts_by_type_and_quad_class_with_the_mean_score(store):
    store.add([document([TALKS, RAID, BLAME, PLAN])])
    assert store.series(dyad=("ISR:SYR",)) == [
        Point(dt.date(2025, 7, 1), 1, 2.5, {"CONSULT": 1}, {1: 1}),
        Point(dt.date(2025, 8, 1), 1, -9.0, {"ASSAULT": 1}, {4: 1}),
    ]
    assert [p.events for p in store.series(statuses=("planned",), period="week")] == [1]
    assert store.series(dyad=("AZE>TUR",)) == []


@pytest.mark.parametrize(
    ("event_type", "modes", "score"),
    [("CONSULT", (), 2.5), ("CONSULT", ("visit",), 4.0), ("ASSAULT", ("aerial", "beat"), -8.5),
     ("ACCUSE", (), -3.0), ("AID", ("strange",), 10.0)],
)  # fmt: skip
def test_score_is_that_of_the_modes(event_type, modes, score):
    assert plover.score(event_type, modes) == score


def test_plover_has_a_score_for_each_type_and_mode():
    rows = [(row.need("type"), row.get("mode")) for row in Knowledge().rows("plover.tsv")]
    assert len(set(rows)) == len(rows)
    modes = {(row.need("type"), row.need("mode")) for row in Knowledge().rows("en/modes.tsv")}
    assert modes <= set(rows)
    assert {plover.quad(name) for name, _ in rows} == {1, 2, 3, 4}


SOME = points([(DAY, "AID", 2, 20.0), (DAY + dt.timedelta(99), "ASSAULT", 1, -9.0)], "week")


def test_series_as_a_plot_leaves_out_long_gaps():
    out = io.BytesIO()
    output.write(SOME, out, "table", "a title")
    lines = out.getvalue().decode().splitlines()
    assert lines[0] == "a title"
    assert [line[:10].strip() for line in lines[3:]] == [
        "2025-06-30", "2025-07-07", "2025-07-14", "⋮", "2025-10-06",
    ]  # fmt: skip


def test_series_as_jsonl_and_csv_have_the_same_columns():
    out = io.BytesIO()
    output.write(SOME, out, "jsonl", "")
    first = json.loads(out.getvalue().splitlines()[0])
    assert (first["start"], first["AID"], first["quad_2"], first["score"]) == (
        "2025-06-30", 2, 2, 10.0,
    )  # fmt: skip
    table = io.BytesIO()
    output.write(SOME, table, "csv", "")
    assert table.getvalue().decode().splitlines()[0] == ",".join(first)


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_series_as_a_picture_is_the_same_each_time(form, magic):
    pytest.importorskip("matplotlib")
    made = []
    for _ in range(2):
        out = io.BytesIO()
        output.write(SOME, out, form, "ISR:SYR $")
        made.append(out.getvalue())
    assert made[0].startswith(magic)
    assert made[0] == made[1]
