"""Whether a capital means the place or the government there: one sentence each, read whole."""

import datetime as dt
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.data import Report
from dateline.knowledge import read_rows

ROWS = list(read_rows(Path(__file__).parent / "data" / "metonyms.tsv"))
FLOOR = 0.9
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reading():
    """Read a sentence with a name in brackets: place, government or None."""
    coder = pipeline.load(annotators=("times", "places", "entities"))

    def run(marked):
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        doc = coder.code(Report("a", text, dt.date(2016, 5, 1)))
        over = [
            (last - first, entity.kind)
            for entity in doc.entities
            for first, last in entity.mentions
            if first < end and start < last
        ]
        if not over:
            return None
        return "place" if min(over)[1] == "place" else "government"

    return run


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(r, marks=pytest.mark.xfail(reason=r.need("failing"), strict=True))
        if r.get("failing")
        else r
        for r in ROWS
    ],
    ids=[r.need("sentence") for r in ROWS],
)
def test_a_capital_is_read_as_place_or_government(reading, row):
    assert reading(row.need("sentence")) == row.need("reading")


def test_no_more_than_a_tenth_fails():
    known = sum(row.get("failing") is not None for row in ROWS)
    assert len(ROWS) >= 100
    assert known <= (1 - FLOOR) * len(ROWS)
