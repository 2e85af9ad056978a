"""What rows, network and words around an event are worth for its modes."""

import pytest

from dateline.linear import read_linear
from dateline.what.mode_model import WEIGHTS, Evidence, ModeModel, spelled
from dateline.what.plover import modes_by_type


def test_the_table_weighs_as_the_features_do():
    model = ModeModel(read_linear(WEIGHTS))
    kinds = modes_by_type()["ASSAULT"]
    seen = Evidence(
        around=("head attack", "countries 2"),
        votes=(("explosives", "trigger 2"), ("aerial", "clause 2")),
        likely=dict.fromkeys(kinds, 4) | {"explosives": 9},
        mean=dict.fromkeys(kinds, 3),
        others=dict.fromkeys(kinds, 9) | {"explosives": 4},
        first="explosives",
    )
    chances = model.chances("ASSAULT", seen)
    assert chances["explosives"] > chances["aerial"]
    table = read_linear(WEIGHTS)
    for mode, chance in chances.items():
        assert chance == pytest.approx(table.probability(spelled("ASSAULT", mode, seen)), abs=1e-9)
