"""From the probabilities of roles to participants, over a hand-made tree."""

import pytest
from build import document
from party import DOC

from dateline.what.roles import PLACE
from dateline.what.taking_part import participants, told
from dateline.what.thresholds import Thresholds

WORDS = [0, 2, 4, 6]
THRESHOLDS = Thresholds(
    role=0.2, role_share=0.6, recipient_share=0.7, lone_actor=0.1, lone_recipient=0.15, joined=0.05
)


def scores(**rows):
    """Probabilities of none, actor, recipient, source of each word; the rest is none."""
    out = {}
    for word in WORDS:
        actor, recipient = rows.get(DOC.tokens[word].text, (0.0, 0.0))
        out[word] = (1 - actor - recipient, actor, recipient, 0.0)
    return out


@pytest.mark.parametrize(
    ("rows", "actors", "recipients"),
    [
        ({"Syria": (0.9, 0), "Turkey": (0, 0.8)}, ["Syria"], ["Turkey"]),
        # What is joined to an actor needs little more to be one.
        ({"Syria": (0.9, 0), "Israel": (0.1, 0)}, ["Syria", "Israel"], []),
        ({"Syria": (0.9, 0), "Israel": (0.01, 0)}, ["Syria"], []),
        ({"Israel": (0.9, 0), "Syria": (0.06, 0)}, ["Syria", "Israel"], []),
        # Nobody is sure: the likeliest, if likely enough.
        ({"Turkey": (0.12, 0)}, ["Turkey"], []),
        ({"Turkey": (0.08, 0)}, [], []),
        ({"Syria": (0.9, 0), "Turkey": (0, 0.16)}, ["Syria"], ["Turkey"]),
        ({"Syria": (0.9, 0), "Turkey": (0, 0.1)}, ["Syria"], []),
        # Much less likely than the likeliest, each side by its own measure.
        ({"Syria": (0.9, 0), "Turkey": (0.5, 0)}, ["Syria"], []),
        ({"Syria": (0.9, 0), "Turkey": (0, 0.8), "help": (0, 0.5)}, ["Syria"], ["Turkey"]),
        ({"Syria": (0.9, 0), "Turkey": (0, 0.8), "help": (0, 0.6)}, ["Syria"], ["Turkey", "help"]),
        # One word does not stand on both sides.
        ({"Syria": (0.4, 0.5)}, [], ["Syria"]),
    ],
)
def test_participants_follow_from_the_probabilities(rows, actors, recipients):
    found = participants(DOC, scores(**rows), THRESHOLDS)
    assert ([p.text for p in found[0]], [p.text for p in found[1]]) == (actors, recipients)


def test_nobody_likely_is_taken_where_the_likeliest_is_not_asked_for():
    rows = scores(Turkey=(0.12, 0))
    assert participants(DOC, rows, THRESHOLDS, lone=False) == ((), ())


def test_nobody_is_taken_out_of_the_phrase_of_another():
    doc = document("""
        A a DET 3 det
        Kosovo Kosovo PROPN 3 compound
        official official NOUN 4 nsubj
        resigned resign VERB 0 root
    """)
    for likely in (0.16, 0.6):  # the likeliest recipient; surely one
        rows = {1: (1 - likely, 0.0, likely, 0.0), 2: (0.1, 0.9, 0.0, 0.0)}
        found = participants(doc, rows, THRESHOLDS)
        assert [[p.text for p in side] for side in found] == [["Kosovo official"], []]


def test_a_place_is_as_likely_as_the_wording_for_which_it_is_the_likeliest():
    rows = [[0.0] * (PLACE + 1) for _ in range(3)]
    for row, chance in zip(rows, (0.3, 0.8, 0.0001), strict=True):
        row[PLACE] = chance
    assert told([{7: rows[0], 2: rows[1]}, {7: rows[1], 9: rows[2]}], PLACE) == ((2, 0.8), (7, 0.8))
