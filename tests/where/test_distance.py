"""How far two places lie apart."""

import pytest

from dateline.where.distance import distance_km


def test_distance_km_follows_the_great_circle():
    assert distance_km(0.0, 0.0, 0.0, 1.0) == pytest.approx(111.2, abs=0.1)
    assert distance_km(0.0, 0.0, 0.0, 180.0) == pytest.approx(20015, abs=1)


def test_distance_km_of_a_place_unknown_is_none():
    assert distance_km(None, 0.0, 0.0, 1.0) is None
