import pytest

from dateline.linear import read_linear
from dateline.train import confidence, linear
from dateline.what.calibration import probability

EXAMPLES = [
    confidence.Example(n, {"actor": float(n % 2), "event": 0.5}, n % 2 == 1 or n % 10 == 0)
    for n in range(40)
]


def test_fit_gives_the_share_of_right_ones():
    model = confidence.fit(EXAMPLES, penalty=0.001)
    assert probability(model, {"actor": 1.0, "event": 0.5}) == pytest.approx(1, abs=0.02)
    assert probability(model, {"actor": 0.0, "event": 0.5}) == pytest.approx(0.2, abs=0.02)


def test_written_model_is_read_again(tmp_path):
    model = confidence.fit(EXAMPLES)
    linear.write(model, tmp_path / "confidence.tsv", "weights")
    again = read_linear(tmp_path / "confidence.tsv")
    assert again.weights == pytest.approx(model.weights, abs=0.01)


def test_cross_validation_judges_each_event_once():
    judged = confidence.cross_validate(EXAMPLES, folds=4)
    assert len(judged) == len(EXAMPLES)
    assert sum(j.right for j in judged) == sum(e.right for e in EXAMPLES)
