"""Counts and the events they belong to, over hand-made trees."""

import dataclasses

import pytest
from build import document
from counted import EDITOR, annotate, event, found, tagged

PART = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root
12 12 NUM 4 nummod
men man NOUN 2 obj
_, , PUNCT 8 punct
including include VERB 8 case
two two NUM 8 nummod
teachers teacher NOUN 4 conj
{0}five five NUM {1} nummod
women woman NOUN 4 conj
"""


@pytest.mark.parametrize(
    ("joins", "women", "number"),
    [("and and CCONJ 11 cc\n", 11, 12), ("_, , PUNCT 12 punct\nand and CCONJ 12 cc\n", 12, 17)],
)
def test_who_is_told_to_be_among_others_is_not_added(joins, women, number):
    doc = document(PART.format(joins, women))
    assert found(doc, event(doc, "arrested", "COERCE")) == [{"arrested": (number, number)}]


LEFT_DEAD = """
The the DET 2 det
raid raid NOUN 3 nsubj
left leave VERB 0 root
130 130 NUM 5 nummod
people person NOUN 3 obj
dead dead ADJ 3 xcomp
_. . PUNCT 3 punct
"""
ARRESTED = """
Police police NOUN 2 nsubj
arrested arrest VERB 0 root
19 19 NUM 4 nummod
members member NOUN 2 obj
_, , PUNCT 8 punct
including include VERB 8 case
one one NUM 8 nummod
woman woman NOUN 4 nmod
_, , PUNCT 8 punct
in in ADP 12 case
four four NUM 12 nummod
raids raid NOUN 2 obl
_. . PUNCT 2 punct
"""
NO_ONE = """
No no DET 2 det
one one PRON 4 nsubj:pass
was be AUX 4 aux:pass
hurt hurt VERB 0 root
in in ADP 7 case
the the DET 7 det
clash clash NOUN 4 obl
_. . PUNCT 4 punct
"""
PROTEST = """
Thousands thousand NOUN 4 nsubj
of of ADP 3 case
mourners mourner NOUN 1 nmod
staged stage VERB 0 root
a a DET 6 det
protest protest NOUN 4 obj
_. . PUNCT 4 punct
"""
DEPLOYED = """
The the DET 2 det
army army NOUN 3 nsubj
sent send VERB 0 root
5,556 5,556 NUM 5 nummod
troops troop NOUN 3 obj
_. . PUNCT 3 punct
"""
PLEDGED = """
Iran Iran PROPN 2 nsubj
pledged pledge VERB 0 root
250 250 NUM 4 compound
million million NUM 5 nummod
dollars dollar NOUN 2 obj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "count"),
    [
        (LEFT_DEAD, "raid", "ASSAULT", {"killed": (130, 130)}),
        (ARRESTED, "arrested", "COERCE", {"arrested": (19, 19)}),
        (NO_ONE, "clash", "ASSAULT", {"injured": (0, 0)}),
        (PROTEST, "protest", "PROTEST", {"participants": (2000, 9999)}),
        (DEPLOYED, "sent", "MOBILIZE", {"participants": (5556, 5556)}),
        (PLEDGED, "pledged", "AGREE", {"amount_usd": (250_000_000, 250_000_000)}),
        (EDITOR, "arrested", "COERCE", {"arrested": (1, 1)}),
        (LEFT_DEAD, "raid", "CONSULT", {}),  # a meeting has no dead
        (DEPLOYED, "sent", "ACCUSE", {}),
    ],
)
def test_a_count_has_its_role(rows, trigger, event_type, count):
    doc = tagged(document(rows), editor="NN", soldiers="NNS", Thousands="NNS")
    assert found(doc, event(doc, trigger, event_type)) == [count]


TWO_EVENTS = """
Rebels rebel NOUN 2 nsubj
killed kill VERB 0 root
two two NUM 4 nummod
guards guard NOUN 2 obj
and and CCONJ 6 cc
bombed bomb VERB 2 conj
a a DET 8 det
bridge bridge NOUN 6 obj
_. . PUNCT 2 punct
"""


def test_the_nearest_event_gets_the_count():
    doc = document(TWO_EVENTS)
    assert found(doc, event(doc, "bombed"), event(doc, "killed")) == [
        {},
        {"killed": (2, 2)},
    ]


def test_the_span_of_a_count_covers_number_and_noun():
    doc = document(LEFT_DEAD)
    [coded] = annotate()(dataclasses.replace(doc, events=(event(doc, "raid"),)))
    assert doc.text[slice(*coded.counts[0].span)] == "130 people"


def test_what_names_another_kind_of_event_gives_its_count_to_no_other():
    doc = document("""
        They they PRON 2 nsubj
        expelled expel VERB 0 root
        60 60 NUM 4 nummod
        diplomats diplomat NOUN/NNS 2 obj
        over over ADP 6 case
        attacks attack NOUN 2 obl
    """)
    attacks = event(doc, "attacks")
    assert found(doc, attacks) == [{"displaced": (60, 60)}]
    expelled = event(doc, "expelled", "SANCTION")
    assert found(doc, expelled, attacks) == [{}, {}]


CLAIM = """
Raids raid NOUN 2 nsubj
claim claim VERB 0 root
twenty twenty NUM 4 nummod
lives life NOUN 2 obj
{0}
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("when", "count"),
    [
        ("daily daily ADV 2 advmod", {}),
        ("every every DET 6 det\nday day NOUN 2 obl:tmod", {}),
        ("that that DET 6 det\nday day NOUN 2 obl:tmod", {"killed": (20, 20)}),
        ("daily daily NOUN 2 parataxis", {"killed": (20, 20)}),
    ],
)
def test_what_comes_again_and_again_is_no_count(when, count):
    doc = document(CLAIM.format(when))
    assert found(doc, event(doc, "Raids")) == [count]


@pytest.mark.parametrize(("when", "count"), [("daily", {}), ("twice", {"killed": (20, 20)})])
def test_what_kills_again_and_again_kills_no_number(when, count):
    doc = document(f"""
        Bombs bomb NOUN 2 nsubj
        explode explode VERB 0 root
        {when} {when} ADV 2 advmod
        killing kill VERB/VBG 2 advcl
        twenty twenty NUM 6 nummod
        people person NOUN/NNS 4 obj
    """)
    assert found(doc, event(doc, "explode")) == [count]
