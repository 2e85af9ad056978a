"""Which sums belong to an event, over hand-made trees."""

import pytest
from build import document
from counted import event, found

from dateline.counting.sums import is_aim
from dateline.syntax import index_of


@pytest.mark.parametrize(
    ("opening", "relation", "verb", "aim"),
    [
        ("to to PART", "mark", "reach reach VERB/VB", True),
        ("could could AUX/MD", "aux", "reach reach VERB/VB", True),
        ("to to PART", "mark", "port port NOUN/NN", False),
        ("to to PART", "advmod", "reach reach VERB/VB", False),
        ("that that SCONJ", "mark", "reached reach VERB/VBD", False),
    ],
)
def test_a_sum_is_an_aim_behind_to_or_a_mood(opening, relation, verb, aim):
    doc = document(f"""{opening} 2 {relation}
        {verb} 0 root
        billions billion NOUN 2 obj""")
    assert is_aim(index_of(doc), 2) is aim


def test_who_is_punished_for_a_sum_is_not_so_with_it():
    doc = document("""
        Courts court NOUN 2 nsubj
        fined fine VERB 0 root
        him he PRON 2 obj
        500 500 NUM 5 nummod
        dollars dollar NOUN 2 obj
        for for SCONJ 7 mark
        embezzling embezzle VERB 2 advcl
        900 900 NUM 9 nummod
        dollars dollar NOUN 7 obj
    """)
    [fine] = found(doc, event(doc, "fined", "SANCTION"))
    assert fine == {"amount_usd": (500, 500)}
    doc = document("""
        Courts court NOUN 2 nsubj
        jailed jail VERB 0 root
        him he PRON 2 obj
        for for SCONJ 5 mark
        embezzling embezzle VERB 2 advcl
        900 900 NUM 7 nummod
        dollars dollar NOUN 5 obj
    """)
    assert found(doc, event(doc, "jailed", "SANCTION")) == [{}]


AIM = """
Trade trade NOUN 2 nsubj
{0}
{1}
90 90 NUM 5 nummod
dollars dollar NOUN 3 {2}
"""


@pytest.mark.parametrize(
    ("verb", "counted"),
    [("grew grow VERB 0 root\nreaching reach VERB 2 advcl", {"amount_usd": (90, 90)}),
     ("will will AUX/MD 3 aux\nreach reach VERB 0 root", {})],
)  # fmt: skip
def test_what_trade_is_to_reach_is_no_sum_of_it(verb, counted):
    doc = document(AIM.format(*verb.split("\n"), "obj"))
    assert found(doc, event(doc, "Trade", "COOPERATE")) == [counted]


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        ("demanded demand VERB 0 root\n90 90 NUM 4 nummod\ndollars dollar NOUN 2 obj",
         {"amount_usd": (90, 90)}),
        ("demanded demand VERB 0 root\nrises rise NOUN 2 obj\nto to ADP 6 case\n"
         "90 90 NUM 6 nummod\ndollars dollar NOUN 3 nmod", {}),
        ("demanded demand VERB 0 root\nsale sale NOUN 2 obj\nof of ADP 5 case\n"
         "firms firm NOUN 3 nmod\nowing owe VERB 5 acl\n90 90 NUM 8 nummod\n"
         "dollars dollar NOUN 6 obj", {}),
    ],
)  # fmt: skip
def test_a_demand_is_for_the_sum_beside_it(rows, counted):
    doc = document(f"Peru Peru PROPN 2 nsubj\n{rows}")
    assert found(doc, event(doc, "demanded", "REQUEST")) == [counted]
