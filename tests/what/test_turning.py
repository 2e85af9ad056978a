"""Whom the grammar puts on one side of an event."""

import pytest
from build import document
from party import event, scene_of, word

from dateline.syntax import index_of
from dateline.what.parties import weigh
from dateline.what.roles import ACTOR, RECIPIENT
from dateline.what.turning import suffering

FOUGHT = """
    Peru Peru PROPN 2 nsubj
    {0} VERB 0 root
    {1} NOUN 2 obj
    {3} ADP 5 case
    rebels rebel NOUN {2}
    and and CCONJ 7 cc
    gangs gang NOUN 5 conj
"""
ATTACKED = """
    Jordan Jordan PROPN 4 nsubj
    and and CCONJ 3 cc
    Turkey Turkey PROPN 1 conj
    {} VERB 0 root
    missions mission NOUN {}
    attacked attack VERB/{} 4 {}
"""
DIED = """
    Soldiers soldier NOUN 2 {}
    {} VERB 0 root
    attack attack NOUN 2 obl
"""
RELEASED = """
    The the DET 2 det
    {} NOUN/NN 0 root
    of of ADP 4 case
    Ito Ito PROPN 2 nmod
"""


def sides(doc, kind, trigger, *words):
    """How likely each word acts and is acted upon, where each is likelier on the other side."""
    acting = [word(i, 0.4, 0.1, trigger=trigger) for i in words]
    parties = weigh(scene_of(document(doc)), event(*acting, kind=kind), trigger)
    chances = {p.best.word: p.best.chances for p in parties}
    found = [chances.get(i, (1.0, 0.0, 0.0)) for i in words]  # a word that is nothing is left out
    return [(round(of[ACTOR], 1), round(of[RECIPIENT], 1)) for of in found]


@pytest.mark.parametrize(
    ("verb", "noun", "above", "case", "kind", "fight"),
    [
        ("traded trade", "fire fire", "2 obl", "with with", "ASSAULT", True),
        ("exchanged exchange", "fire fire", "3 nmod", "with with", "ASSAULT", True),
        ("clashed clash", "fire fire", "2 obl", "with with", "ASSAULT", True),
        ("exchanged exchange", "fire fire", "3 nmod", "at at", "ASSAULT", False),
        ("hit hit", "towns town", "2 obl", "with with", "ASSAULT", False),
        ("traded trade", "fire fire", "2 obl", "with with", "ACCUSE", False),
    ],
)
def test_with_whom_blows_are_exchanged_fights_as_well(verb, noun, above, case, kind, fight):
    found = sides(FOUGHT.format(verb, noun, above, case), kind, 1, 4, 6)
    assert found == [(0.5, 0.0) if fight else (0.4, 0.1)] * 2


@pytest.mark.parametrize(
    ("verb", "mission", "tag", "attacked", "acts"),
    [
        ("had have", "4 obj", "VBN", "xcomp", False),
        ("had have", "6 nsubj:pass", "VBN", "obj", False),
        ("had have", "6 nsubj:pass", "VBN", "advcl", True),
        ("had have", "4 obj", "VB", "xcomp", True),  # "had its men attack"
        ("saw see", "4 obj", "VBN", "xcomp", True),
    ],
)
def test_who_has_something_done_to_what_is_theirs_is_acted_upon(verb, mission, tag, attacked, acts):
    attack = ATTACKED.format(verb, mission, tag, attacked)
    assert suffering(index_of(document(attack)), 5) == (None if acts else 0)
    assert sides(attack, "ASSAULT", 5, 0, 2) == [(0.4, 0.1) if acts else (0.0, 0.5)] * 2


@pytest.mark.parametrize(
    ("verb", "relation", "trigger", "dies"),
    [
        ("died die", "nsubj", 1, True),
        ("fired fire", "nsubj", 1, False),
        ("died die", "obl", 1, False),  # "died at their hands"
        ("died die", "nsubj", 2, False),  # "died in an attack": the attack's event
    ],
)
def test_who_dies_does_not_act(verb, relation, trigger, dies):
    found = sides(DIED.format(relation, verb), "ASSAULT", trigger, 0)
    assert found == [(0.0, 0.5) if dies else (0.4, 0.1)]


@pytest.mark.parametrize(
    ("noun", "kind", "acts"),
    [
        ("release release", "RETREAT", False),
        ("threat threat", "RETREAT", True),
        ("release release", "SUPPORT", True),
    ],
)
def test_whose_release_it_is_does_not_grant_it(noun, kind, acts):
    assert sides(RELEASED.format(noun), kind, 1, 3) == [(0.4, 0.1) if acts else (0.0, 0.5)]


@pytest.mark.parametrize("kind", ["ACCUSE", "REQUEST"])
def test_whose_release_is_asked_for_is_not_asked_for_it(kind):
    assert sides(RELEASED.format("release release"), kind, 1, 3) == [(0.0, 0.0)]


def test_neither_act_the_people_of_a_state_whose_release_it_is():
    doc = """
    The the DET 2 det
    release release NOUN/NN 0 root
    of of ADP 5 case
    Norwegian Norwegian ADJ 5 amod
    soldiers soldier NOUN 2 nmod
    by by ADP 8 case
    Peruvian Peruvian ADJ 8 amod
    rebels rebel NOUN 2 nmod
"""
    assert sides(doc, "RETREAT", 1, 3, 6) == [(0.0, 0.5), (0.4, 0.1)]


@pytest.mark.parametrize(("noun", "acts"), [("release release", False), ("offer offer", True)])
def test_whose_release_it_is_does_not_grant_it_wherever_else_he_is_named(noun, acts):
    doc = f"""
    Ito Ito PROPN 2 nsubj
    left leave VERB 0 root
    since since ADP 5 case
    the the DET 5 det
    {noun} NOUN/NN 2 obl
    of of ADP 7 case
    Ito Ito PROPN 5 nmod
"""
    told = event(*(word(i, 0.4, 0.1, trigger=4) for i in (0, 6)), kind="RETREAT")
    (party,) = weigh(scene_of(document(doc)), told, 4)
    assert [w.chances[ACTOR] for w in party.words] == [0.4 if acts else 0.0] * 2
