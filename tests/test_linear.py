import pytest

from dateline.errors import KnowledgeError
from dateline.linear import Linear, read_linear
from dateline.train import linear


def test_probability_adds_the_weights_of_known_features():
    model = Linear(-1.0, {"a": 1.0, "b": 2.0})
    assert model.probability(["a", "unknown"]) == 0.5
    assert model.probability(["a", "b"]) > 0.85


def test_a_model_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "model.tsv"
    model = Linear(-0.5, {"a=x": 1.25, "b=\" '": -2.0})
    linear.write(model, path, "what it is\nwhere from")
    assert path.read_text(encoding="utf-8").startswith("# what it is\n# where from\n")
    assert read_linear(path) == model


@pytest.mark.parametrize(
    ("text", "message"),
    [("(bias)\t0\na b\n", r"model\.tsv:2: no weight"), ("a\t1\n", r"no \(bias\)")],
)
def test_a_broken_model_is_refused(tmp_path, text, message):
    path = tmp_path / "model.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        read_linear(path)


def test_fit_learns_what_tells_right_from_wrong():
    rows = [["good", "any"], ["bad", "any"]] * 300
    model = linear.fit(rows, [True, False] * 300)
    assert model.probability(["good", "any"]) > 0.8
    assert model.probability(["bad", "any"]) < 0.2


def test_fit_gives_the_same_model_each_time():
    rows = [["a"], ["b"], ["a", "b"]] * 10
    assert linear.fit(rows, [True, False, True] * 10) == linear.fit(rows, [True, False, True] * 10)
