"""Whom "both sides" means."""

import pytest
from build import document
from party import scene_of

from dateline.what.both_sides import both

FOUGHT = """
    The     the     DET   2 det
    army    army    NOUN  5 nsubj
    and     and     CCONJ 4 cc
    rebels  rebel   NOUN  2 conj
    fought  fight   VERB  0 root
    _.      .       PUNCT 5 punct

    Kenya   Kenya   PROPN 2 nsubj
    urged   urge    VERB  0 root
    both    both    DET   4 det
    sides   side    NOUN  2 obj
    to      to      PART  6 mark
    stop    stop    VERB  2 xcomp
"""


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("army", "rebels", ["army", "rebels"]),
        ("police", "protesters", ["police", "protesters"]),
        ("issues", "concerns", None),
    ],
)
def test_both_sides_are_the_pair_named_last(one, other, named):
    rows = FOUGHT.replace("army    army", f"{one} {one}").replace(
        "rebels  rebel", f"{other} {other.removesuffix('s')}"
    )
    found = both(scene_of(document(*rows.split("\n\n"))), 9)
    assert found is None if named is None else [p.text for p in found] == named


def test_both_sides_are_two_named_states_that_met():
    states = FOUGHT.replace("army    army    NOUN", "Syria Syria PROPN").replace(
        "rebels  rebel   NOUN", "Israel Israel PROPN"
    )
    found = both(scene_of(document(*states.split("\n\n"))), 9)
    assert [p.country for p in found] == ["SYR", "ISR"]
    seen = states.replace("fought  fight", "left leave")
    assert both(scene_of(document(*seen.split("\n\n"))), 9) is None


def test_other_sides_are_read_by_the_countries_of_the_report():
    own = FOUGHT.replace("both    both", "their their")
    assert both(scene_of(document(*own.split("\n\n"))), 9) is None
    told = FOUGHT + "    _: : PUNCT 4 punct\n    Kenya Kenya PROPN 4 appos"
    assert both(scene_of(document(*told.split("\n\n"))), 9) is None
