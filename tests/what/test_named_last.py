"""Whom "the two" means."""

import dataclasses

import pytest
from build import document, named
from party import over, scene_of

from dateline.annotators import entities
from dateline.knowledge import Knowledge
from dateline.what.named_last import named_last

MET = """
    Ana Ana PROPN 3 nsubj
    Lima Lima PROPN 1 flat
    saw see VERB 0 root
    Bo Bo PROPN 3 obj
    Lund Lund PROPN 4 flat
    at at ADP 7 case
    home home NOUN 3 obl
"""
MORE = """\
    of of ADP 9 case
    Ari Ari PROPN 7 nmod
    Ito Ito PROPN 9 flat
"""
NEXT = """
    {} {} DET 2 det
    {} {} NUM 3 nsubj
    met meet VERB 0 root
"""
THIRD = """
    Ari Ari PROPN 3 nsubj
    Ito Ito PROPN 1 flat
    left leave VERB 0 root
"""
PEOPLE = ("Ana Lima", "Bo Lund", "Ari Ito")


def people(*sentences, others=()):
    """A document seen from its events, in which people have their names, and ``others`` theirs."""
    doc = document(*sentences)
    doc = named(doc, *((name, "PER") for name in PEOPLE if name in doc.text), *others)
    return over(dataclasses.replace(doc, entities=entities.load(Knowledge())(doc)))


def meant(scene, word):
    """Those whom a word means."""
    [at] = [i for i, token in enumerate(scene.tokens) if token.text == word]
    return [p.text for p in named_last(scene, at)]


@pytest.mark.parametrize(
    ("det", "number", "sentences", "found"),
    [
        ("the", "two", [MET], ["Ana Lima", "Bo Lund"]),
        ("the", "pair", [MET], ["Ana Lima", "Bo Lund"]),
        ("the", "three", [MET], []),  # two are named
        ("the", "three", [MET + MORE], list(PEOPLE)),
        ("the", "two", [MET, THIRD], []),  # which two?
        ("the", "five", [MET], []),
        ("these", "two", [MET], []),
        ("the", "two", [MET, "It it PRON 2 nsubj\nrained rain VERB 0 root", THIRD], []),
    ],
)
def test_the_two_are_the_people_named_last(det, number, sentences, found):
    scene = people(*sentences, NEXT.format(det, det, number, number))
    assert meant(scene, number) == found


@pytest.mark.parametrize(("name", "kind"), [("Peru", "LOC"), ("Ostrel", "ORG")])
def test_only_people_are_meant_by_the_two(name, kind):
    beside = f"    in in ADP 9 case\n    {name} {name} PROPN 3 obl\n"
    scene = people(MET + beside, NEXT.format("the", "the", "two", "two"), others=[(name, kind)])
    assert meant(scene, "two") == ["Ana Lima", "Bo Lund"]


def test_a_number_that_is_no_part_of_a_clause_means_nobody_named():
    loose = NEXT.replace("nsubj", "dep").format("the", "the", "two", "two")
    assert meant(people(MET, loose), "two") == []


def test_a_number_that_counts_something_means_nobody_named():
    of_them = NEXT.format("the", "the", "two", "two") + "aides aide NOUN 2 nmod"
    assert meant(people(MET, of_them), "two") == []
    counting = "two two NUM 2 nummod\nmen man NOUN 3 nsubj\nmet meet VERB 0 root"
    assert meant(people(MET, counting), "two") == []


SIGNED = """
    Peru Peru PROPN 4 nsubj
    and and CCONJ 3 cc
    {} {} 1 conj
    signed sign VERB 0 root
    {}
    before before SCONJ {} mark
    both both {} {} nsubj
    left leave VERB 4 advcl
"""


@pytest.mark.parametrize(
    ("other", "found"),
    [("Chile Chile PROPN", ["Peru", "Chile"]), ("rain rain NOUN", [])],
)
def test_both_are_who_is_joined_in_a_row_of_two(other, found):
    word, lemma, tag = other.split()
    rows = SIGNED.format(word, f"{lemma} {tag}", "", 7, "PRON", 7)
    scene = scene_of(document("\n".join(row for row in rows.splitlines() if row.strip())))
    assert meant(scene, "both") == found
