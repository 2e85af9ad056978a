"""What there is to know of an event's mode."""

from build import at, document

from dateline.data import EventMention, Participant
from dateline.knowledge import Knowledge
from dateline.linear import read_linear
from dateline.what.mode_features import evidence
from dateline.what.mode_model import WEIGHTS, ModeModel
from dateline.what.mode_words import ModeReader, read_modes

MET = document("""
    Leaders leader NOUN 2 nsubj
    met meet VERB 0 root
    _. . PUNCT 2 punct
""")
CHANCES = {"visit": 0.2, "multilateral": 0.2, "third-party": 0.01, "phone": 0.01}


def test_three_countries_make_a_multilateral_meeting_likelier():
    reader = ModeReader(MET, read_modes(Knowledge()))
    model = ModeModel(read_linear(WEIGHTS))
    parties = tuple(Participant(0, 7, "Leaders", country=c) for c in ("SYR", "ISR", "AZE"))

    def chance(actors):
        event = EventMention(
            "CONSULT", at(MET, "met"), (0, len(MET.text)), actors=actors, mode_chances=(CHANCES,)
        )
        seen = evidence(reader, event, reader.votes(event))
        return model.chances("CONSULT", seen)["multilateral"]

    assert chance(parties) > chance(parties[:2])
