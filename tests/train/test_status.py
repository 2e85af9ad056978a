"""Learns statuses from examples made by hand: needs PyTorch (the ``train`` extra)."""

from dataclasses import replace

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[train]'")

from dateline.train import status
from dateline.train.status import Example
from dateline.what.status_model import STATUSES, StatusModel, read_status_model

pytestmark = pytest.mark.filterwarnings("ignore:Sparse:UserWarning")
PLANNED, HAPPENED = STATUSES.index("planned"), STATUSES.index("happened")
EXAMPLES = [
    *[Example(["a=will"], PLANNED) for _ in range(40)],
    *[Example(["x=VBD"], HAPPENED) for _ in range(40)],
    *[Example(["neg"], value=-3.0) for _ in range(200)],
    *[Example(["rare"], PLANNED)],
]


@pytest.fixture(scope="module")
def model():
    return status.fit(EXAMPLES)


@pytest.mark.parametrize(
    ("feature", "wanted"), [("a=will", "planned"), ("x=VBD", "happened"), ("neg", "negated")]
)
def test_statuses_and_values_teach_one_model(feature, wanted, model):
    chances = model.told([feature])
    assert STATUSES[chances.index(max(chances))] == wanted


def test_rare_features_are_left_out(model):
    assert "rare" not in model.weights


def test_the_network_is_trusted_where_it_is_right():
    words = StatusModel({"a=will": (0.0, 0.0, 1.0, 0.0, 0.0)}, words=1.0)
    network = tuple(0.6 if s == "happened" else 0.1 for s in STATUSES)
    held_out = [Example(["a=will"], HAPPENED, learned=network)] * 20
    assert status.accuracy(words, held_out) == 0
    weighed = status.weigh(words, held_out)
    assert weighed.learned > weighed.words
    assert status.accuracy(weighed, held_out) == 100


def test_what_both_give_too_rarely_is_leant_to():
    network = tuple(0.5 if s == "happened" else 0.125 for s in STATUSES)
    held_out = [Example([], PLANNED, learned=network)] * 20
    lean = status.weigh(StatusModel({}), held_out).lean
    assert lean[PLANNED] > lean[HAPPENED]


def test_a_model_is_read_as_it_was_written(tmp_path, model):
    path = tmp_path / "status.tsv"
    status.write(model, path)
    assert read_status_model(path) == model
    leaning = replace(model, learned=0.5, words=0.25, lean=(0.0, -0.1, 0.2, 0.0, 0.0))
    status.write(leaning, path)
    assert read_status_model(path) == leaning
