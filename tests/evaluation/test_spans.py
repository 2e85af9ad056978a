"""Predicted spans are matched with gold ones."""

from dateline.evaluation.spans import match_spans


def test_match_spans_prefers_equal_spans():
    gold = [{"start": 0, "end": 4}, {"start": 5, "end": 9}]
    pred = [{"start": 0, "end": 9}, {"start": 0, "end": 4}]
    assert match_spans(gold, pred) == [(0, 1, True), (1, 0, False)]
