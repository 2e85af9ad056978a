import datetime as dt

import pytest

from dateline.evaluation.items import Item
from dateline.linear import read_linear
from dateline.train import keeping

EXAMPLES = [
    keeping.Example(
        n, {"score": 2.0 * (n % 2), "is AID": 1.0, f"rare {n}": 1.0}, n % 2 == 1, n % 4 == 1
    )
    for n in range(40)
]  # fmt: skip
TEXT = (
    "Norwegian troops attacked a rebel camp near Oslo on Monday, the army said.\n\n"
    "The attack on the camp killed five rebels."
)


def gold(*phrases):
    spans = [(TEXT.index(p), TEXT.index(p) + len(p)) for p in phrases]
    return {"type": "ASSAULT", "trigger": list(spans[0]), "also": [list(s) for s in spans[1:]]}


def test_what_is_rare_is_not_learned():
    model = keeping.fit(EXAMPLES)
    assert set(model.weights) == {"score", "is AID"}
    assert model.weights["score"] > 0


def test_f1_counts_what_is_missed():
    right = [e for e in EXAMPLES if e.right]
    assert keeping.f1(right, len(right)) == (100.0, 50.0)
    assert keeping.f1(right, 3 * len(right))[0] == 50.0


@pytest.mark.model
def test_each_gold_event_is_found_once():
    item = Item("r", TEXT, [gold("attacked", "attack on the camp")], "2024-03-05", None, {})
    found, sizes = keeping.examples([item])
    assert sizes == {0: 1}
    assert sum(e.right for e in found) == 1
    assert all(e.right for e in found if e.same_type)


@pytest.mark.model
def test_training_writes_what_the_coder_reads(tmp_path):
    items = [
        Item(str(n), TEXT, [gold("attacked", "attack on the camp")], str(dt.date(2024, 3, 5)))
        for n in range(10)
    ]
    held_out = {"0", "3", "4"}
    figures = keeping.train(items, held_out, tmp_path, tmp_path / "keeping.tsv")
    assert figures["found F1"] == 100.0
    assert read_linear(tmp_path / "keeping.tsv").weights
