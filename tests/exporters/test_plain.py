"""Numbers and cells as plain text."""

import pytest

from dateline.exporters._plain import bounds, bounds_in_words
from dateline.merge.types import Tally


@pytest.mark.parametrize(
    ("low", "high", "short", "words"),
    [
        (5, 5, "5", "5"),
        (24, 99, "24-99", "24–99"),
        (1000, 2500, "1000-2500", "1,000–2,500"),
        (1000, None, "1000+", "1,000 or more"),
    ],
)
def test_bounds_are_written_for_programs_and_for_people(low, high, short, words):
    tally = Tally("killed", low, high)
    assert (bounds(tally), bounds_in_words(tally)) == (short, words)
