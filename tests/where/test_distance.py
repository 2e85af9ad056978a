"""How far two places lie apart."""

import pytest

from dateline.where.distance import distance_km


def test_distance_in_kilometres():
    assert distance_km(0.0, 0.0, 0.0, 1.0) == pytest.approx(111.2, abs=0.1)
    assert distance_km(None, 0.0, 0.0, 1.0) is None
