import pytest

from dateline.evaluation.items import Item

pytest.importorskip("torch")

from dateline.train import between
from dateline.what.between import read_model

ROWS = [{"top=give": 1.0}, {"top=refuse": 1.0}] * 4
GOLD = ["AID", "REJECT"] * 4


def test_fit_learns_and_written_model_is_read_again(tmp_path):
    between.write(between.fit(ROWS, GOLD), tmp_path / "between.tsv")
    model = read_model(tmp_path / "between.tsv")
    assert [between.best(model, row) for row in ROWS[:2]] == GOLD[:2]


def test_cross_validation_scores_each_sentence_once():
    items = [Item(str(n), f"text {n}", g) for n, g in enumerate(GOLD)]
    figures = between.cross_validate(items, ROWS)
    assert figures["items"] == len(GOLD)
