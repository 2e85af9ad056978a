"""In whose voice an event is told: which of the voices is chosen."""

import dataclasses
import datetime as dt

import pytest
from build import DAY, at, document
from spoken import SAID, THEN, VARGA, event_at, voices_of

from dateline.data import Entity, Participant, When
from dateline.linear import Remembered
from dateline.saying.choosing import HANDICAP, KNOWN, LONG_AGO, Choosing

DENIED = """
Radio Radio PROPN 2 nsubj
said say VERB 0 root
Baku Baku PROPN 4 nsubj
denied deny VERB 2 ccomp
shelling shell VERB 4 xcomp
Homs Homs PROPN 5 obj
_. . PUNCT 2 punct
"""

BESIDE = """while while SCONJ 8 mark
they they PRON 8 nsubj
burned burn VERB 2 advcl
houses house NOUN 8 obj
_. . PUNCT 2 punct"""


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


@pytest.mark.parametrize(("days", "lead"), [(LONG_AGO, HANDICAP), (LONG_AGO + 1, KNOWN)])
def test_of_what_is_long_past_the_outlet_tells_itself_sooner(days, lead, lexicon):
    doc = document(SAID)
    choosing = Choosing(voices_of(doc, lexicon, [VARGA], [("Varga", "PER")]))
    day = DAY - dt.timedelta(days)
    event = event_at(doc, "attacked", when=When(day, day, "day"))
    assert choosing.choose(event, Remembered({"0": lead - 0.05})) is not None
    assert choosing.choose(event, Remembered({"0": lead + 0.05})) is None


def test_the_outlet_needs_no_lead_over_a_claim_beside_the_event(lexicon):
    doc = document(SAID.replace("_. . PUNCT 2 punct", BESIDE))
    choosing = Choosing(voices_of(doc, lexicon, [VARGA], [("Varga", "PER")]))
    event = event_at(doc, "burned")
    assert [voice.place for voice in choosing.voices.about(event)] == ["same"]
    assert choosing.choose(event, Remembered({"0": 0.05})) is None
    assert choosing.choose(event, Remembered({"0": -0.05})) is not None


def test_the_outlet_needs_no_lead_over_who_speaks_only_after_the_event(lexicon):
    doc = document(THEN, SAID)
    choosing = Choosing(voices_of(doc, lexicon, [VARGA], [("Varga", "PER")]))
    event = event_at(doc, "burned")
    assert [voice.place for voice in choosing.voices.about(event)] == ["after"]
    assert choosing.choose(event, Remembered({"0": 0.05})) is None
    assert choosing.choose(event, Remembered({"0": -0.05})) is not None


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


WILL_ASK = """
Varga Varga PROPN 2 nsubj
said say VERB 0 root
he he PRON 5 nsubj
would would AUX 5 aux
ask ask VERB 2 ccomp
Baku Baku PROPN 5 obj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("status", "event_type", "told"),
    [
        ("planned", "REQUEST", True),
        ("happened", "REQUEST", False),
        ("possible", "REQUEST", False),
        ("planned", "CONSULT", False),
    ],
)
def test_who_says_that_he_will_ask_for_something_only_tells_of_it(
    status, event_type, told, lexicon
):
    doc = document(WILL_ASK)
    claims = [("Varga", "said", "he would ask Baku")]
    choosing = Choosing(voices_of(doc, lexicon, claims, [("Varga", "PER"), ("Baku", "LOC")]))
    event = dataclasses.replace(event_at(doc, "ask", status=status), event_type=event_type)
    assert (choosing.choose(event, Remembered({"0": 9.0})) is not None) is told


CALLS = """
“ “ PUNCT 3 punct
_Baku Baku PROPN 3 nsubj
calls call VERB 0 root
for for ADP 5 case
calm calm NOUN 3 obl
_. . PUNCT 3 punct
_” ” PUNCT 3 punct
"""
FIRED = """
“ “ PUNCT 3 punct
_Rebels rebel NOUN 3 nsubj
burned burn VERB 0 root
houses house NOUN 3 obj
_. . PUNCT 3 punct
_” ” PUNCT 3 punct
"""


def test_a_quotation_goes_on_for_the_one_who_is_quoted_not_for_whom_he_speaks_of(lexicon):
    doc = document(SAID, CALLS, FIRED)
    claims = [VARGA, ("Baku", "calls", "calm")]
    choosing = Choosing(voices_of(doc, lexicon, claims, [("Varga", "PER"), ("Baku", "LOC")]))
    event = event_at(doc, "burned", actors=(Participant(*at(doc, "Rebels"), "Rebels"),))
    voice = choosing.choose(event, Remembered({"0": 9.0}))
    assert voice is not None
    assert doc.text[slice(*choosing.voices.speakers.span(voice.mention))] == "Varga"
