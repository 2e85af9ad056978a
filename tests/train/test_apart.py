"""Which network reads a labelled report."""

import json
import logging

import pytest

pytest.importorskip("torch")

from dateline.embedded import MODEL, network, reading_with
from dateline.evaluation.items import Item
from dateline.parsers import naming
from dateline.train import apart, curve, examples
from dateline.train.folds import FOLDS

ITEMS = [Item(name, "A text.", []) for name in ("held", "a", "b", "c")]


def test_without_networks_of_folds_the_one_that_ships_reads_all_and_says_so(tmp_path, caplog):
    with caplog.at_level(logging.WARNING):
        assert [network() for _ in apart.readings(ITEMS, {"held"}, tmp_path)] == [MODEL]
    assert "no networks of folds" in caplog.text


def test_each_report_is_read_by_the_network_that_was_trained_without_it(tmp_path, monkeypatch):
    for fold in range(FOLDS):
        (tmp_path / f"cv{fold}.pt").touch()
        folder = tmp_path / f"cv{fold}"
        folder.mkdir()
        (folder / "english.onnx").touch()
        (folder / "english.json").write_text('{"thresholds": {}}')
    monkeypatch.setattr(examples, "read", lambda _: ([], {}))
    monkeypatch.setattr(curve, "dealt", lambda _: {"held": 0, "a": 0, "b": 3, "c": 3})
    groups = apart.readings(ITEMS, {"held"}, tmp_path)
    found = {network(): [i.id for i in own] for own in groups}
    assert found == {MODEL: ["held"], tmp_path / "cv0": ["a"], tmp_path / "cv3": ["b", "c"]}
    made = json.loads((tmp_path / "cv3" / "english.json").read_text())
    assert made["thresholds"] == json.loads((MODEL / "english.json").read_text())["thresholds"]
    assert (tmp_path / "cv3" / naming.TABLE).is_file()
    assert network() == MODEL


def test_another_network_is_loaded_for_a_while(tmp_path):
    with reading_with(tmp_path):
        assert network() == tmp_path
    assert network() == MODEL
