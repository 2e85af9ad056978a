"""The choice among readings of an event."""

from dateline.what.choosing import Candidate, likeliest


def test_the_prior_of_a_reading_is_added_to_its_features():
    weak, strong = Candidate("weak", ("f",), "weak"), Candidate("strong", (), "strong", prior=2.0)
    assert likeliest([weak, strong], {"f": 1.0}) == 1
