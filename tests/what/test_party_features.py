"""What a party of an event is like, by itself and beside the others."""

import pytest
from build import document
from party import ASKED, DOC, STARVES, event, scene_of, word

from dateline.what.parties import weigh
from dateline.what.party_features import between


@pytest.fixture(scope="module")
def scene():
    return scene_of(DOC)


def test_parties_hold_together_by_what_joins_them(scene):
    parties = weigh(scene, event(word(0, 0.9), word(2, 0.8), word(4, 0, 0.7)), ASKED)
    held = between(scene, parties)
    assert (0, 1, "joined") in held
    assert (0, 2, "joined") not in held
    assert (0, 1, "one country") not in held


OFFICIALS = document("""
    Officials official NOUN 5 nsubj
    of of ADP 3 case
    Syria Syria PROPN 1 nmod
    in in ADP 6 case
    asked ask VERB 0 root
    Israel Israel PROPN 5 obj
    to to PART 8 mark
    spare spare VERB 5 xcomp
    Syria Syria PROPN 8 obj
    _. . PUNCT 5 punct
""")


def test_a_state_and_its_own_people_hold_together():
    scene = scene_of(OFFICIALS)
    asked = 4
    words = [word(0, 0.9, trigger=asked), word(5, 0, 0.8, asked), word(8, 0, 0.3, asked)]
    held = between(scene, weigh(scene, event(*words), asked))
    assert {(0, 2, "own state"), (0, 2, "one country"), (0, 1, "same head")} <= set(held)
    assert not {(0, 1, "own state"), (0, 2, "same head")} & set(held)


@pytest.mark.parametrize(
    ("words", "number", "names"),
    [
        ((word(0, 0.9), word(4, 0, 0.7)), 0, {"turn=4", "rank=0", "nearer=0,before"}),
        ((word(0, 0.9), word(2, 0.7)), 0, {"nearer=1,before", "clauses=:nsubj"}),
        ((word(0, 0.9, trigger=STARVES),), 0, {"clauses=<advcl:nsubj", "REQUEST,likely=4"}),
    ],
)
def test_a_party_is_described_by_its_place_among_the_others(scene, words, number, names):
    assert names <= set(weigh(scene, event(*words), ASKED)[number].names)
