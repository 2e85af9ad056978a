"""In whose voice an event is told: which of the voices is chosen."""

import dataclasses

import pytest
from build import at, document
from spoken import SAID, THEN, VARGA, event_at, voices_of

from dateline.data import Entity
from dateline.linear import Remembered
from dateline.saying.choosing import HANDICAP, Choosing

DENIED = """
Radio Radio PROPN 2 nsubj
said say VERB 0 root
Baku Baku PROPN 4 nsubj
denied deny VERB 2 ccomp
shelling shell VERB 4 xcomp
Homs Homs PROPN 5 obj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(("weights", "told"), [({"c": 1.0}, True), ({"0": 1.0}, False)])
def test_the_likeliest_voice_is_chosen(weights, told, lexicon):
    doc = document(SAID)
    choosing = Choosing(voices_of(doc, lexicon, [VARGA], [("Varga", "PER")]))
    voice = choosing.choose(event_at(doc, "attacked"), Remembered(weights))
    assert (voice is not None) == told


def test_a_voice_nearby_may_be_chosen_too(lexicon):
    doc = document(SAID, THEN)
    choosing = Choosing(voices_of(doc, lexicon, [VARGA], [("Varga", "PER")]))
    near, far = Remembered({"0": HANDICAP - 0.05}), Remembered({"0": HANDICAP + 0.05})
    assert choosing.choose(event_at(doc, "burned"), near) is not None
    assert choosing.choose(event_at(doc, "burned"), far) is None


def test_what_is_denied_has_the_one_who_denies_it(lexicon):
    doc = document(DENIED)
    claims = [("Radio", "said", "Baku denied shelling Homs"), ("Baku", "denied", "shelling Homs")]
    choosing = Choosing(voices_of(doc, lexicon, claims, [("Baku", "LOC"), ("Homs", "LOC")]))
    voice = choosing.choose(event_at(doc, "shelling", status="negated"), Remembered({"0": 9.0}))
    assert voice is not None
    assert voice.claim.key == ("deny", "VERB")


def test_who_denies_it_is_named_as_it_is_there(lexicon):
    doc = document(THEN.replace("They they PRON", "Azerbaijan Azerbaijan PROPN"), DENIED)
    spans = tuple(at(doc, name) for name in ("Azerbaijan", "Baku"))
    doc = dataclasses.replace(doc, entities=(Entity(spans, "Azerbaijan", "state"),))
    claims = [("Baku", "denied", "shelling Homs")]
    names = [("Azerbaijan", "LOC"), ("Baku", "LOC"), ("Homs", "LOC")]
    choosing = Choosing(voices_of(doc, lexicon, claims, names))
    voice = choosing.choose(event_at(doc, "shelling", status="negated"), Remembered({"0": 9.0}))
    assert voice is not None
    assert doc.text[slice(*choosing.voices.speakers.span(voice.mention))] == "Baku"
