"""Which voices there are that may tell an event."""

import dataclasses

import pytest
from build import at, document
from spoken import SAID, THEN, VARGA, event_at, voices_of

from dateline.data import Attribution, Entity, Participant
from dateline.saying.voices import Voices

TOLD = """
The the DET 2 det
ministry ministry NOUN 3 nsubj
said say VERB 0 root
rebels rebel NOUN 5 nsubj
fled flee VERB 3 ccomp
_. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("trigger", "places"), [("attacked", [("around", 0)]), ("burned", [("before", -1)])]
)
def test_voices_stand_around_an_event_or_in_sentences_nearby(trigger, places, lexicon):
    doc = document(SAID, THEN)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    found = voices.about(event_at(doc, trigger))
    assert [(v.place, v.step) for v in found] == places


def test_a_voice_in_the_same_sentence_need_not_hold_the_event(lexicon):
    doc = document(SAID)
    voices = voices_of(doc, lexicon, [("Varga", "said", "Homs")], [("Varga", "PER")])
    assert [v.place for v in voices.about(event_at(doc, "attacked"))] == ["same"]


@pytest.mark.parametrize(
    ("verb", "relation", "places"),
    [("condemned condemn", "obj", []), ("condemned condemn", "obl", ["around"]),
     ("reported report", "obj", ["around"]), ("urged urge", "obl", [])],
)  # fmt: skip
def test_who_condemns_or_demands_something_does_not_tell_of_it(verb, relation, places, lexicon):
    doc = document(f"""Varga Varga PROPN 2 nsubj
        {verb} VERB 0 root
        the the DET 4 det
        raid raid NOUN 2 {relation}
        _. . PUNCT 2 punct""")
    claim = "Varga", verb.split()[0], "the raid"
    voices = voices_of(doc, lexicon, [claim], [("Varga", "PER")])
    assert [v.place for v in voices.about(event_at(doc, "raid"))] == places


HE_SAID = """
{0} {0} PROPN 2 nsubj
left leave VERB 5 ccomp
_, , PUNCT 2 punct
he he PRON 5 nsubj
said say VERB 0 root
"""


@pytest.mark.parametrize(("word", "part"), [("Nagy", "no"), ("He", "actor")])
def test_who_is_named_in_what_he_says_before_is_not_he(word, part, lexicon):
    rows = HE_SAID.format(word).replace("He He PROPN", "He he PRON")
    doc = document(rows)
    who, he = at(doc, word), doc.text.index("he ")
    doc = dataclasses.replace(doc, entities=(Entity((who, (he, he + 2)), "Nagy", "person"),))
    voices = voices_of(doc, lexicon, [("he", "said", f"{word} left")], [])
    event = event_at(doc, "left", actors=(Participant(*who, word),))
    assert [voices.part_of(v.claim, event) for v in voices.about(event)][:1] == [part]


def test_a_short_description_is_offered_with_its_fuller_mention(lexicon):
    ministry = TOLD.replace("The the DET 2 det\nministry", "Oil oil NOUN 2 compound\nministry")
    doc = document(ministry, TOLD.replace("fled flee", "hid hide"))
    first, second = doc.text.index("said"), doc.text.rindex("said")
    rebels = [doc.text.index("rebels"), doc.text.rindex("rebels")]
    found = (
        Attribution((at(doc, "Oil ministry"),), ((first, first + 4),), ((rebels[0], first + 16),)),
        Attribution(
            (at(doc, "The ministry"),), ((second, second + 4),), ((rebels[1], second + 15),)
        ),
    )
    voices = Voices(dataclasses.replace(doc, attributions=found), lexicon)
    around = [v for v in voices.about(event_at(doc, "hid")) if v.place == "around"]
    spans = [voices.speakers.span(v.mention) for v in around]
    assert [doc.text[s:e] for s, e in spans] == ["ministry", "Oil ministry"]
    assert [v.recalled for v in around] == [None, "noun"]
