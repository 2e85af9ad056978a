"""Figures are shown."""

from gold_file import GOLD, write

from dateline.evaluation import gold_files, measuring, showing

RIGHT = {"id": "a", "pred": GOLD[0]["gold"]}


def test_table_shows_nested_figures(gold, tmp_path):
    pairs = gold_files.read_predictions(
        "time", gold_files.read_gold(gold), write(tmp_path / "pred.jsonl", [RIGHT])
    )
    rows = dict(showing.table(measuring.score("time", pairs)))
    assert rows["strict"] == "P 100.0  R 100.0  F1 100.0  (gold 1, predicted 1)"
    assert rows["  DATE"] == "gold 1  relaxed recall 100.0  value recall 100.0"
