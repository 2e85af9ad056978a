"""Choices of pronouns, read off labelled chains of hand-made trees."""

import pytest
from build import at, document

from dateline.knowledge import Knowledge
from dateline.train import pronouns
from dateline.who.entity_words import read_words
from dateline.who.pronouns import Chooser
from dateline.who.reading import read_actors
from dateline.who.whose import Reader

BEFORE = """The      the     DET  2 det
            ministry ministry NOUN 3 nsubj
            warned   warn    VERB 0 root
            the      the     DET  5 det
            company  company NOUN 3 obj
            _.       .       PUNCT 3 punct"""
AFTER = """It     it     PRON 2 nsubj
           closed close  VERB 0 root
           a      a      DET  4 det
           road   road   NOUN 2 obj
           _.     .      PUNCT 2 punct"""


@pytest.fixture(scope="module")
def doc():
    return document(BEFORE, AFTER)


def found(doc, chains):
    known = Knowledge()
    return pronouns.choices(Reader(doc, read_actors(known)), read_words(known), chains)


def test_the_right_candidate_is_the_one_of_the_pronouns_chain(doc):
    (choice,) = found(doc, [[at(doc, "The ministry"), at(doc, "It")]])
    both = zip(choice.candidates, choice.right, strict=True)
    assert {c.relation: right for c, right in both} == {"nsubj": True, "obj": False}
    assert (choice.family, choice.role) == ("it", "nsubj")


def test_a_pronoun_without_a_labelled_antecedent_teaches_nothing(doc):
    assert found(doc, [[at(doc, "The ministry")]]) == []
    assert found(doc, [[at(doc, "a road"), at(doc, "It")]]) == []


def test_what_is_learned_gets_its_own_choices_right(doc):
    learned = found(doc, [[at(doc, "the company"), at(doc, "It")]]) * pronouns.RAREST * 5
    model = pronouns.fit(learned)
    assert pronouns.accuracy({}, learned) == 0
    assert pronouns.accuracy(model.weights, learned) == len(learned)
    assert Chooser(model.weights)
