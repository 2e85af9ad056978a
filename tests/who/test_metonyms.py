"""Whether a capital means the place or the government there: one sentence each, read whole."""

import pytest
from marked import cases, reader, split, table

ROWS = table("metonyms.tsv")
FLOOR = 0.9
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reading():
    """Read a sentence with a name in brackets: place, government or None."""
    code = reader()

    def run(marked):
        text, start, end = split(marked)
        over = [
            (last - first, entity.kind)
            for entity in code(text, "2016-05-01").entities
            for first, last in entity.mentions
            if first < end and start < last
        ]
        if not over:
            return None
        return "place" if min(over)[1] == "place" else "government"

    return run


@pytest.mark.parametrize("row", cases(ROWS, "sentence"))
def test_a_capital_is_read_as_place_or_government(reading, row):
    assert reading(row.need("sentence")) == row.need("reading")


def test_no_more_than_a_tenth_fails():
    known = sum(row.get("failing") is not None for row in ROWS)
    assert len(ROWS) >= 100
    assert known <= (1 - FLOOR) * len(ROWS)
