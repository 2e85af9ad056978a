from dataclasses import replace

import pytest
from build import at, document

from dateline.data import EventMention, Participant
from dateline.measures import event

DOC = document("""
    Mali Mali PROPN 2 nsubj
    denied deny VERB 0 root
    that that SCONJ 5 mark
    it it PRON 5 nsubj
    attacked attack VERB 2 ccomp
    Niger Niger PROPN 5 obj
    """)


def mention(kind, words, confidence, status="happened", recipients=()):
    return EventMention(
        kind, at(DOC, words), (0, len(DOC.text)), status, confidence=confidence,
        recipients=tuple(Participant(*at(DOC, w), w, country="NER") for w in recipients),
    )  # fmt: skip


DENIAL = mention("REJECT", "denied", 0.6)
ATTACK = mention("ASSAULT", "attacked", 0.7, status="negated", recipients=["Niger"])
CASES = [
    ((DENIAL, ATTACK), ["REJECT"]),  # at the root, if a little less sure
    ((replace(DENIAL, confidence=0.2), replace(ATTACK, status="happened")), ["ASSAULT"]),
    ((ATTACK,), []),  # an attack that was not made folds into nothing
    ((), []),
]


@pytest.mark.parametrize(("events", "types"), CASES)
def test_main_event_is_sure_and_near_the_root(events, types):
    doc = replace(DOC, events=events)
    assert [e["type"] for e in event.main_from_document(doc, None)] == types


def test_all_events_are_folded():
    doc = replace(DOC, events=(DENIAL, replace(ATTACK, status="planned")))
    assert [e["type"] for e in event.from_document(doc, None)] == ["REJECT", "THREATEN"]


def test_lines_with_a_status_are_folded():
    layer = [
        {"event_type": "AID", "status": "planned", "actors": [], "recipients": []},
        {"event_type": "AID", "actors": [], "recipients": []},
        {"event_type": "COERCE", "status": "negated", "actors": [], "recipients": []},
    ]
    assert [e["type"] for e in event.from_line(layer)] == ["AGREE", "AID"]
