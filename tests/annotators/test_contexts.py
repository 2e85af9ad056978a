import dataclasses

import pytest
from build import at, document

from dateline.annotators import contexts
from dateline.data import EventMention
from dateline.knowledge import Knowledge


@pytest.fixture(scope="module")
def annotate():
    return contexts.load(Knowledge())


def sentence(*words):
    rows = [f"{w} {w.lower().lstrip('¶')} NOUN 1 dep" for w in words[1:]]
    return "\n".join([f"{words[0]} {words[0].lstrip('¶').lower()} NOUN 0 root", *rows])


def coded(annotate, doc, trigger):
    event = EventMention("CONSULT", at(doc, trigger), (0, len(doc.text)))
    [found] = annotate(dataclasses.replace(doc, events=(event,)))
    return found.contexts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Envoys", "met", "ambassador"), ("diplomatic",)),
        (("Envoys", "met", "investor"), ()),  # one weak word is not enough
        (("Envoys", "met", "investor", "currency"), ("economic",)),
        (("Envoys", "met", "peace", "talk"), ("diplomatic",)),
        (("Envoys", "met", "earthquake", "refugee"), ("disasters", "migration")),
        (("Envoys", "met"), ()),
    ],
)
def test_contexts_gather_words(words, expected, annotate):
    assert coded(annotate, document(sentence(*words)), "met") == expected


def test_a_word_counts_once(annotate):
    doc = document(sentence("Envoys", "met", "investor", "investor"))
    assert coded(annotate, doc, "met") == ()


def test_contexts_are_those_of_the_paragraph(annotate):
    doc = document(
        sentence("Earthquake", "struck"), sentence("¶Envoys", "met"), sentence("Ambassador", "left")
    )
    assert coded(annotate, doc, "met") == ("diplomatic",)
