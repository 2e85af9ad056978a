"""What tells in whose voice an event is told."""

import dataclasses

import pytest
from build import at, document
from spoken import SAID, VARGA, event_at, voices_of

from dateline.data import Participant
from dateline.saying.describing import Describing


def test_features_tell_that_the_speaker_is_the_actor(lexicon):
    doc = document(SAID)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    event = event_at(doc, "attacked", actors=(Participant(*at(doc, "Varga"), "Varga"),))
    _, told = Describing(voices).features(event, voices.about(event))
    assert "own=actor" in told


def test_features_grade_what_the_event_coder_takes_for_sources(lexicon):
    doc = document(SAID)
    voices = voices_of(doc, lexicon, [VARGA], [("Varga", "PER")])
    event = event_at(doc, "attacked", source_words=((0, 0.6),))
    describing = Describing(voices)
    outlet, told = describing.features(event, voices.about(event))
    assert "hint0=6" in outlet
    assert {"hint=6", "hint=6/around"} <= set(told)
    unasked = event_at(doc, "attacked")
    rows = describing.features(unasked, voices.about(unasked))
    assert not [f for row in rows for f in row if f.startswith("hint")]


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
    (row,) = Describing(voices).features(event, voices.about(event))[1:]
    assert any(feature.startswith("own=actor") for feature in row) == own
