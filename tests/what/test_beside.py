"""Who takes part beside a state that takes part."""

import pytest
from build import document
from party import event, scene_of, word

from dateline.what.beside import beside
from dateline.what.parties import weigh
from dateline.what.roles import ACTOR, RECIPIENT

TRUCE = """
    Oslo Oslo PROPN 2 nsubj
    brokered broker VERB 0 root
    truce truce NOUN 2 obj
    between between ADP 5 case
    {0} {0} PROPN 3 nmod
    {1} {1} CCONJ 7 cc
    {2} {2} PROPN 5 conj
"""


def found_beside(rows, *chosen):
    """The side and the country of those who take part beside some, words with their side."""
    scene = scene_of(document(rows))
    told = event(*(word(i, 0.5, trigger=1) for i, _ in chosen), kind="RETREAT")
    parties = {p.best.word: p for p in weigh(scene, told, 1)}
    found = beside(scene, [(side, parties[i]) for i, side in chosen])
    return [(side, p.country) for side, people in found for p in people]


@pytest.mark.parametrize(
    ("first", "joined", "second", "chosen", "found"),
    [
        ("Peru", "and", "Chile", [(4, RECIPIENT)], [(RECIPIENT, "CHL")]),
        ("Peru", "and", "Chile", [(6, ACTOR)], [(ACTOR, "PER")]),
        ("Berlin", "and", "Rome", [(4, RECIPIENT)], [(RECIPIENT, "ITA")]),
        ("Peru", "and", "Chile", [(4, RECIPIENT), (6, RECIPIENT)], []),
        ("Peru", "and", "Chile", [(4, RECIPIENT), (6, ACTOR)], []),
        ("Peru", "and", "Oslo", [(4, RECIPIENT), (0, ACTOR)], []),  # acts already
        ("Peru", "or", "Chile", [(4, RECIPIENT)], []),
        ("Peru", "and", "Ostrel", [(4, RECIPIENT)], []),
        ("Ostrel", "and", "Peru", [(4, RECIPIENT)], []),
        ("Peru", "and", "Chile", [(0, ACTOR)], []),
    ],
)
def test_two_states_that_and_joins_take_part_together(first, joined, second, chosen, found):
    assert found_beside(TRUCE.format(first, joined, second), *chosen) == found


def test_of_three_and_more_nobody_is_added():
    rows = TRUCE.format("Peru", "and", "Chile") + "    Bolivia Bolivia PROPN 5 conj\n"
    assert found_beside(rows, (4, RECIPIENT)) == []
