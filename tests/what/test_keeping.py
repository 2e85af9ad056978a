from dataclasses import replace

import numpy as np

from dateline.linear import read_linear
from dateline.what.keeping import WEIGHTS, Wording, describe

ATTACK = Wording("ASSAULT", "NOUN", 0, 0, 0.9, 0.95, 0.8, 0.9, 0.95, 1)
AGAIN = replace(ATTACK, sentence=3, paragraph=2, score=0.6, event=0.9, first=0.4)
TALKS = replace(AGAIN, kind="CONSULT", score=0.5)
LINKED = np.array(
    [[1.0, 1.0, 1.0, 1.0], [0.2, 1.0, 1.0, 1.0], [0.7, 0.4, 1.0, 1.0], [0.1, 0.3, 0.6, 1.0]]
)
"""Only what stands below the diagonal counts: the later wording's row."""
ALONE = np.ones((1, 1))


def test_a_group_is_seen_beside_the_likelier_ones():
    first, second, third = describe([ATTACK, AGAIN, TALKS], [[1], [2, 0], [3]], LINKED)
    assert (first["told already"], second["told already"]) == (0.0, 0.4)
    assert second["told already, same type"] == 0.4
    assert (third["told already"], third["told already, same type"]) == (0.6, 0.0)
    assert first["likelier ones 0"] == third["likelier ones 2"] == 1.0


def test_of_no_groups_nothing_is_said():
    assert describe([], [], np.ones((0, 0))) == []


def test_depth_and_type_are_named():
    (found,) = describe([AGAIN], [[0]], ALONE)
    assert {"is ASSAULT", "is ASSAULT, NOUN", "sentence 3-5", "paragraph 2"} <= found.keys()


def test_of_two_alike_the_one_that_was_told_already_is_the_less_likely():
    embedded = read_linear(WEIGHTS)
    groups, members = [ATTACK, AGAIN], [[0], [1]]
    apart, alike = (
        embedded.total(describe(groups, members, np.array([[1.0, 1.0], [link, 1.0]]))[1])
        for link in (0.05, 0.45)
    )
    assert alike < apart
