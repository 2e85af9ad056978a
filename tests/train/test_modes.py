import pytest

from dateline.evaluation.items import Item
from dateline.linear import read_linear
from dateline.train import modes as train_modes
from dateline.what.mode_model import Evidence, ModeModel
from dateline.what.plover import modes_by_type

TEXT = "A car bomb exploded near Oslo on Monday, killing five soldiers, which Peru supported."


def example(report, mode, *, found=False):
    kinds = modes_by_type()["ASSAULT"]
    steps = dict.fromkeys(kinds, 3)
    seen = Evidence((f"head {mode}",), ((mode, "trigger 2"),), steps, steps, steps, mode)
    return train_modes.Example(report, "ASSAULT", seen, (), frozenset({mode}), found)


def gold(event_type="ASSAULT", word="exploded", told=("explosives",)):
    start = TEXT.index(word)
    return {
        "type": event_type, "modes": [*told], "status": "happened", "also": [],
        "trigger": [start, start + len(word)], "actors": [], "recipients": [], "sources": [],
    }  # fmt: skip


def test_what_is_rare_is_not_learned():
    many = [example(n, "beat" if n % 2 else "firearms") for n in range(2 * train_modes.RARE)]
    few = [example(n, "drone") for n in range(train_modes.RARE - 1)]
    found = [example(n, "drone", found=True) for n in range(9)]
    assert train_modes.learned([*many, *few, *found]) == {
        ("ASSAULT", "beat"), ("ASSAULT", "firearms"),
    }  # fmt: skip


def test_a_fit_tells_modes_apart():
    many = [example(n, "beat" if n % 2 else "firearms") for n in range(100)]
    model = ModeModel(train_modes.fit(many))
    assert model.known["ASSAULT"] == ["beat", "firearms"]
    assert train_modes.score(many, model) == {
        (kind, what): 100 for kind in ("all", "ASSAULT") for what in ("right", "told", "gold")
    }


@pytest.mark.model
def test_training_writes_what_the_annotator_reads(tmp_path):
    events = [gold(), gold("SUPPORT", "supported", ())]  # SUPPORT has no modes
    items = [
        Item(str(n), TEXT, events, "2024-03-05", None, {}) for n in range(train_modes.RARE + 5)
    ]
    figures = train_modes.train(items, {"0"}, tmp_path, tmp_path / "modes.tsv")
    assert figures["recall"] > 0
    assert "ASSAULT explosives" in read_linear(tmp_path / "modes.tsv").weights
