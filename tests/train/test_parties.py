from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch")

from dateline.data import EventMention, PartyWord
from dateline.train import folds, parties
from dateline.what import party_model
from dateline.what.party_features import Party


def example(report, *sides, kind="ACCUSE", marks=("agent", "patient", "bystander")):
    """An event of three parties of three countries, each marked by what it is."""
    found = []
    for country in ("SYR", "ISR", "TUR"):
        party = Party([], PartyWord(0, 0, (1.0,) * 6), None)
        party.countries = frozenset({country})
        found.append(party)
    ways = party_model.ways(3).sides
    keys = party_model.keys(kind, found, ways.tolist())
    right = (ways == sides).all(1)
    off = np.where(right, 0.0, parties.LARGE).astype(np.float32)
    features = [{mark: 1.0, "*A": 0.5} for mark in marks]
    return parties.Example(report, kind, features, [(0, 1, "order")], keys, right, off, False)


EXAMPLES = [
    *(example(n, 1, 2, 0) for n in range(30)),
    *(example(n, 2, 1, 0, marks=("patient", "agent", "bystander")) for n in range(30)),
]


def test_who_is_what_is_learned():
    model = parties.fit(EXAMPLES, ())
    assert all(parties.right(model, e) for e in EXAMPLES)
    assert model.features["agent"].real > 0 > model.features["bystander"].real
    assert model.features["patient"].imag > 0


def test_a_written_model_is_read_again(tmp_path):
    model = parties.fit(EXAMPLES, ())
    parties.write(model, tmp_path / "parties.tsv")
    again = party_model.read_party_model(tmp_path / "parties.tsv")
    assert again.features == pytest.approx(model.features, abs=0.001)
    assert again.sizes["ACCUSE"] == pytest.approx(model.sizes["ACCUSE"], abs=0.001)
    assert all(parties.right(again, e) for e in EXAMPLES)


def test_every_held_out_report_is_tried_by_a_model_that_has_not_seen_it(tmp_path):
    held_out = {n: n % folds.FOLDS for n in range(10)}
    as_found = [replace(e, found=True) for e in EXAMPLES]
    found = parties.cross_validate([*EXAMPLES, *as_found], held_out, tmp_path)
    assert found == (100.0, 100.0)
    assert len(list(tmp_path.iterdir())) == folds.FOLDS


def test_an_event_is_told_by_one_of_its_type_that_shares_a_wording():
    gold = {"type": "AID", "trigger": [10, 14], "also": [[40, 44]]}
    assert parties.is_told(EventMention("AID", (42, 46), (30, 60)), gold)
    assert not parties.is_told(EventMention("AID", (20, 24), (0, 60)), gold)
    assert not parties.is_told(EventMention("REJECT", (10, 14), (0, 60)), gold)


def test_only_reports_with_events_stand_in_folds():
    items = [{"id": str(n), "gold": [1] if n != 1 else []} for n in range(8)]
    assert folds.folds(items) == {"0": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 0, "7": 1}
