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
     ("described describe", "obj", []), ("described describe", "obl", ["around"]),
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


CALLED = """
Varga Varga PROPN 2 nsubj
called call VERB 0 root
{0}
Monday Monday PROPN 2 obl
{1}
raids raid NOUN {2}
"""


@pytest.mark.parametrize(
    ("behind", "before", "relation", "places"),
    [
        ("on on ADP 4 case", "for for ADP 6 case", "2 obl", []),
        ("late late ADV 2 advmod", "for for ADP 6 case", "2 obl", []),
        ("late late ADV 2 advmod", "all all DET 6 det", "2 obj", ["around"]),
    ],
)
def test_who_calls_for_something_does_not_tell_of_it(behind, before, relation, places, lexicon):
    doc = document(CALLED.format(behind, before, relation))
    voices = voices_of(doc, lexicon, [("Varga", "called", "raids")], [("Varga", "PER")])
    assert [v.place for v in voices.about(event_at(doc, "raids"))] == places


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


WE_URGE = """
“ “ PUNCT 4 punct
_We we PRON 4 nsubj
{0}
_. . PUNCT 4 punct
_” ” PUNCT 4 punct
Varga Varga PROPN 8 nsubj
said say VERB 4 parataxis
"""


@pytest.mark.parametrize(
    ("clause", "part"),
    [
        ("now now ADV 4 advmod\nurge urge VERB/VBP 0 root", "actor"),
        ("will will AUX/MD 4 aux\nurge urge VERB/VB 0 root", "actor"),
        ("are be AUX/VBP 4 cop\nhappy happy ADJ/JJ 0 root", "actor"),
        ("had have AUX/VBD 4 aux\nurged urge VERB/VBN 0 root", "no"),
        ("have have AUX/VBP 4 aux\nurged urge VERB/VBN 0 root", "no"),
        ("can can AUX/MD 4 aux\nurge urge VERB/VB 0 root", "no"),
    ],
)
def test_a_speaker_does_what_we_do_as_he_speaks(clause, part, lexicon):
    doc = document(WE_URGE.format(clause))
    word = clause.splitlines()[1].split()[0]
    voices = voices_of(doc, lexicon, [("Varga", "said", f"“We {clause.split()[0]} {word}.”")])
    event = event_at(doc, word)
    assert [voices.part_of(v.claim, event) for v in voices.about(event)] == [part]


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
