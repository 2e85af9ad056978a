import pytest

from dateline.linear import read_linear
from dateline.train import doubts, keeping

EXAMPLES = [
    keeping.Example(n, {"event": 1.0 - 2 * (n % 4 == 0), "actor": 0.5}, n % 4 != 0, n % 2 == 1)
    for n in range(60)
]
TEXT = (
    "Norwegian troops attacked a rebel camp near Oslo on Monday, the army said.\n\n"
    "The attack on the camp killed five rebels."
)


def item(number, *events):
    gold = [
        {"type": kind, "trigger": [at := TEXT.index(words), at + len(words)], "also": [],
         "actors": [], "recipients": [], "status": "happened", "sources": []}
        for kind, words in events
    ]  # fmt: skip
    return {"id": str(number), "text": TEXT, "published": "2024-03-05", "title": None, "gold": gold}


def test_what_is_no_event_gets_less_than_what_is_one():
    none, one = ({"event": value, "actor": 0.5} for value in (-1.0, 1.0))
    model = doubts.fit(EXAMPLES)
    assert model.total(none) < 0 < model.total(one)


def test_each_event_is_judged_by_a_model_without_its_report():
    chances = doubts.cross_validate(EXAMPLES)
    assert sorted(e.report for e, _ in chances) == list(range(60))


@pytest.mark.model
def test_training_writes_what_the_coder_reads(tmp_path):
    items = [item(n, ("ASSAULT", "attacked")) for n in range(10)] + [
        item(n, ("AID", "attacked")) for n in range(10, 20)
    ]
    figures = doubts.train(items, tmp_path / "doubts.tsv", tmp_path)
    assert figures["found F1, before"] == 100.0
    assert figures["type F1, before"] == 50.0
    assert read_linear(tmp_path / "doubts.tsv").weights
