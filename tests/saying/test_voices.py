"""In whose voice an event is told: which voices there are, and which one is chosen."""

import dataclasses

import pytest
from build import at, document

from dateline.annotators.sources import Reader, read_lexicon
from dateline.data import Attribution, EventMention, NameMention, Participant
from dateline.knowledge import Knowledge
from dateline.linear import Linear, Remembered
from dateline.saying.voices import HANDICAP, Voices, rank

SAID = """
Varga Varga PROPN 2 nsubj
said say VERB 0 root
rebels rebel NOUN 4 nsubj
attacked attack VERB 2 ccomp
Homs Homs PROPN 4 obj
_. . PUNCT 2 punct
"""
THEN = """
They they PRON 2 nsubj
burned burn VERB 0 root
houses house NOUN 2 obj
_. . PUNCT 2 punct
"""
TOLD = """
The the DET 2 det
ministry ministry NOUN 3 nsubj
said say VERB 0 root
rebels rebel NOUN 5 nsubj
fled flee VERB 3 ccomp
_. . PUNCT 3 punct
"""
DENIED = """
Radio Radio PROPN 2 nsubj
said say VERB 0 root
Baku Baku PROPN 4 nsubj
denied deny VERB 2 ccomp
shelling shell VERB 4 xcomp
Homs Homs PROPN 5 obj
_. . PUNCT 2 punct
"""


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon(Knowledge())


def voices_of(doc, lexicon, claims, names=()):
    found = tuple(
        Attribution((at(doc, s),), (at(doc, cue),), (at(doc, content),), negated=cue == "denied")
        for s, cue, content in claims
    )
    mentions = tuple(NameMention(*at(doc, n), n, kind) for n, kind in names)
    return Voices(Reader(dataclasses.replace(doc, attributions=found, names=mentions), lexicon))


def event_at(doc, trigger, **fields):
    return EventMention("ASSAULT", at(doc, trigger), (0, len(doc.text)), **fields)


VARGA = ("Varga", "said", "rebels attacked Homs")


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
    voices = Voices(Reader(dataclasses.replace(doc, attributions=found), lexicon))
    around = [v for v in voices.about(event_at(doc, "hid")) if v.place == "around"]
    spans = [voices.reader.span(v.mention) for v in around]
    assert [doc.text[s:e] for s, e in spans] == ["ministry", "Oil ministry"]
    assert [v.recalled for v in around] == [None, "noun"]


@pytest.mark.parametrize(("weights", "told"), [({"c": 1.0}, True), ({"0": 1.0}, False)])
def test_the_likeliest_voice_is_chosen(weights, told, lexicon):
    doc = document(SAID)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    voice = voices.choose(event_at(doc, "attacked"), Remembered(weights))
    assert (voice is not None) == told


def test_a_voice_nearby_may_be_chosen_too(lexicon):
    doc = document(SAID, THEN)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    near, far = Remembered({"0": HANDICAP - 0.05}), Remembered({"0": HANDICAP + 0.05})
    assert voices.choose(event_at(doc, "burned"), near) is not None
    assert voices.choose(event_at(doc, "burned"), far) is None


def test_what_is_denied_has_the_one_who_denies_it(lexicon):
    doc = document(DENIED)
    claims = [("Radio", "said", "Baku denied shelling Homs"), ("Baku", "denied", "shelling Homs")]
    voices = voices_of(doc, lexicon, claims, [("Baku", "LOC"), ("Homs", "LOC")])
    voice = voices.choose(event_at(doc, "shelling", status="negated"), Remembered({"0": 9.0}))
    assert voice is not None
    assert voice.claim.key == ("deny", "VERB")
    chain = voices.chain(voice, Linear(9.0, {}))
    assert [doc.text[slice(*voices.reader.span(m))] for m in chain] == ["Radio", "Baku"]
    assert voices.chain(voice, Linear(-9.0, {})) == [voice.mention]


def test_features_grade_what_the_event_coder_takes_for_sources(lexicon):
    doc = document(SAID)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    event = event_at(doc, "attacked", source_words=((0, 0.6),))
    outlet, told = voices.features(event, voices.about(event))
    assert "hint0=6" in outlet
    assert {"hint=6", "hint=6/around"} <= set(told)
    unasked = event_at(doc, "attacked")
    rows = voices.features(unasked, voices.about(unasked))
    assert not [f for row in rows for f in row if f.startswith("hint")]


def test_rows_are_ranked_by_their_weights():
    assert rank({"a": 1.0, "b": -0.5}, [["a", "b"], ["b"], []]) == [0.5, -0.5, 0]


@pytest.mark.parametrize(("actor", "own"), [("government", False), ("government source", True)])
def test_a_government_is_not_the_source_in_it_that_speaks(actor, own, lexicon):
    doc = document(
        """A a DET 3 det
           government government NOUN 3 compound
           source source NOUN 4 nsubj
           said say VERB 0 root
           talks talk NOUN 6 nsubj
           failed fail VERB 4 ccomp
           _. . PUNCT 4 punct"""
    )
    voices = voices_of(doc, lexicon, [("A government source", "said", "talks failed")])
    event = event_at(doc, "failed")
    event = dataclasses.replace(event, actors=(Participant(*at(doc, actor), actor),))
    (row,) = voices.features(event, voices.about(event))[1:]
    assert any(feature.startswith("own=actor") for feature in row) == own
