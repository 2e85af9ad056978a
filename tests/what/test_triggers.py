import dataclasses

import pytest
from build import at, document

from dateline.data import NameMention, Participant
from dateline.knowledge import Knowledge
from dateline.what.triggers import read_light, trigger_span

LIGHT = read_light(Knowledge())


def verb(row, *objects):
    """A sentence of a verb and what follows it, the last word its object."""
    *before, noun = objects
    last = len(before) + 3
    rows = ["Oslo Oslo PROPN 2 nsubj", f"{row} 0 root"]
    rows += [f"{word} {word} {tag} {head or last} {way}" for word, tag, head, way in before]
    return document("\n".join([*rows, f"{noun} 2 obj"]))


THE, GRAVE = ("the", "DET", 0, "det"), ("grave", "ADJ", 0, "amod")


@pytest.mark.parametrize(
    ("doc", "phrase"),
    [
        (verb("voiced voice VERB", "concern concern NOUN"), "voiced concern"),
        (verb("voiced voice VERB", GRAVE, "concern concern NOUN"), "voiced grave concern"),
        (verb("expressed express VERB", THE, "hope hope NOUN"), "expressed the hope"),
        (verb("held hold VERB", "talks talk NOUN"), "held talks"),
        (verb("held hold VERB", THE, "man man NOUN"), "held"),  # a person is held
        (verb("paid pay VERB", THE, "bill bill NOUN"), "paid"),
        (verb("paid pay VERB", "tribute tribute NOUN"), "paid tribute"),
        (verb("rejected reject VERB", THE, "plan plan NOUN"), "rejected"),
        (
            verb("carried carry VERB", ("out", "ADP", 2, "compound:prt"), "attacks attack NOUN"),
            "carried out attacks",
        ),
        (verb("gave give VERB", ("5", "NUM", 0, "nummod"), "pounds pound NOUN"), "gave"),
        (
            verb("gave give VERB", ("today", "NOUN", 2, "obl"), "support support NOUN"),
            "gave",
        ),
    ],
)
def test_a_light_verb_names_an_event_with_its_object(doc, phrase):
    start, end = trigger_span(doc, 1, LIGHT)
    assert doc.text[start:end] == phrase


IBERO = """
16th 16th ADJ 5 amod
Ibero Ibero ADJ 5 amod
_- - PUNCT 2 punct
_American American ADJ 5 amod
Summit summit NOUN 0 root
"""
APEC = """
Asia Asia PROPN 4 compound
_- - PUNCT 1 punct
_Pacific Pacific PROPN 4 compound
Cooperation Cooperation PROPN 5 compound
summit summit NOUN 0 root
"""
US = """
Tuesday Tuesday PROPN 3 nmod:unmarked
US US PROPN 3 compound
summit summit NOUN 0 root
"""
PAIR = """
EU EU PROPN 4 compound
_- - PUNCT 1 punct
_Russia Russia PROPN 4 compound
summit summit NOUN 0 root
"""


@pytest.mark.parametrize(
    ("rows", "names", "phrase"),
    [
        (IBERO, [], "Ibero-American Summit"),
        (APEC, ["Asia-Pacific Cooperation"], "Asia-Pacific Cooperation summit"),
        (US, ["US"], "US summit"),
        (PAIR, ["EU", "Russia"], "summit"),  # either is one that takes part
    ],
)
def test_a_noun_begins_with_the_whole_of_its_first_word(rows, names, phrase):
    doc = document(rows)
    found = tuple(NameMention(*at(doc, name), name, "ORG") for name in names)
    doc = dataclasses.replace(doc, names=found)
    start, end = trigger_span(doc, len(doc.tokens) - 1, LIGHT)
    assert doc.text[start:end] == phrase


def test_a_noun_leaves_out_a_pair_of_parties():
    doc = document(PAIR.replace("EU EU PROPN", "Turkish turkish ADJ"))
    turkey = Participant(*at(doc, "Turkish"), "Turkish")
    start, end = trigger_span(doc, 3, LIGHT, [turkey])
    assert doc.text[start:end] == "summit"
    start, end = trigger_span(doc, 3, LIGHT)
    assert doc.text[start:end] == "Turkish-Russia summit"


def test_a_trigger_ends_with_the_last_word_that_is_known():
    doc = document("""Oslo Oslo PROPN 2 nsubj
        began begin VERB 0 root
        exporting export VERB 2 xcomp
        gas gas NOUN 3 obj""")
    start, end = trigger_span(doc, 1, LIGHT, last=2)
    assert doc.text[start:end] == "began exporting"
