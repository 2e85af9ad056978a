"""Deals out examples that are made by hand: no model, no PyTorch."""

import numpy as np

from dateline.train.curve import Part, dealt
from dateline.train.examples import Example

EMPTY = np.zeros(0, np.int32)


def example(name, part, **gold):
    return Example(name, part, EMPTY, EMPTY, EMPTY, EMPTY, gold)


def report(name, part="train"):
    gold = {"labelled": np.array([True]), "triggers": EMPTY, "roles": EMPTY, "names": EMPTY}
    return example(name, part, **gold)


def texts():
    tree = example("tree", "train", heads=EMPTY)
    likely = example("raw", "raw", labelled=np.array([False]), triggers=EMPTY)
    reports = [report(str(n), "held-out" if n == 3 else "train") for n in range(50)]
    return [tree, *reports, likely]


def test_each_report_with_events_is_held_out_once():
    found = [{x.id for x in Part(fold).of(texts()) if x.part == "held-out"} for fold in range(5)]
    assert [len(names) for names in found] == [10] * 5
    assert set().union(*found) == {str(n) for n in range(50)}


def test_what_another_split_held_out_is_learned_from():
    parts = {x.id: x.part for x in Part(0).of(texts())}
    assert (parts["3"], parts["0"], parts["tree"], parts["raw"]) == (
        "train", "held-out", "train", "raw",
    )  # fmt: skip


def test_eighths_of_the_labels_leave_the_other_gold():
    made = [x for x in Part(0, 2).of(texts()) if x.part == "train" and x.id != "tree"]
    assert len(made) == 40
    assert sum("triggers" in x.gold for x in made) == 10
    assert all("names" in x.gold for x in made)


def test_fewer_eighths_are_a_part_of_more():
    few, many = ({x.id for x in Part(1, n).of(texts()) if "triggers" in x.gold} for n in (1, 4))
    assert few < many


def test_only_reports_whose_events_are_all_known_are_dealt():
    assert "raw" not in dealt(texts())
