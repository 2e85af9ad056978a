"""Events that are not told: what is only asked for, and what passes between private people."""

import pytest
from build import at, document

from dateline.data import EventMention, Participant
from dateline.what.untold import is_private, without_untold

DOC = document("""
    Lund Lund PROPN 2 nsubj
    urged urge VERB 0 root
    Peru Peru PROPN 2 obj
    to to PART 5 mark
    hold hold VERB 2 xcomp
    talks talk NOUN 5 obj
    after after ADP 8 case
    clashes clash NOUN 5 obl
""")
FOR = document("""
    Lund Lund PROPN 2 nsubj
    called call VERB 0 root
    for for ADP 4 case
    talks talk NOUN 2 obl
""")
AFTER = document("""
    Lund Lund PROPN 2 nsubj
    called call VERB 0 root
    after after ADP 4 case
    talks talk NOUN 2 obl
""")


def told(doc, *events):
    """The wordings that are left of events: type, wording, status."""
    made = tuple(
        EventMention(kind, at(doc, words), (0, len(doc.text)), status=status)
        for kind, words, status in events
    )
    return [doc.text[slice(*e.trigger)] for e in without_untold(doc, made)]


@pytest.mark.parametrize(
    ("asking", "status", "kept"),
    [
        ("REQUEST", "possible", False),
        ("REQUEST", "planned", True),
        ("THREATEN", "planned", False),
        ("AGREE", "possible", True),
    ],
)
def test_what_is_only_asked_for_is_no_event(asking, status, kept):
    found = told(DOC, (asking, "urged", "happened"), ("CONSULT", "hold talks", status))
    assert found == ["urged", *(["hold talks"] if kept else [])]


def test_of_two_events_of_one_word_each_is_judged_by_its_own_status():
    asked = ("REQUEST", "urged", "happened")
    two = [("CONSULT", "hold talks", status) for status in ("possible", "planned")]
    assert told(DOC, asked, *two) == ["urged", "hold talks"]


def test_the_nearest_event_above_decides():
    events = [("REQUEST", "urged", "happened"), ("ASSAULT", "clashes", "possible")]
    assert told(DOC, *events, ("CONSULT", "hold talks", "possible")) == ["urged", "clashes"]


@pytest.mark.parametrize(("doc", "kept"), [(FOR, False), (AFTER, True)])
def test_only_what_stands_behind_for_is_asked_for(doc, kept):
    found = told(doc, ("REQUEST", "called", "happened"), ("CONSULT", "talks", "possible"))
    assert found == ["called", *(["talks"] if kept else [])]


@pytest.mark.parametrize(
    ("kind", "actor", "recipient", "private"),
    [
        ("AID", ("BUS",), ("CVL",), True),
        ("AID", ("BUS",), ("GOV",), False),
        ("REJECT", ("MNC",), ("CVL",), True),
        ("REJECT", ("MNC",), (), False),
        ("ASSAULT", ("CVL",), ("CVL",), False),
        ("AID", (), (), False),
    ],
)
def test_what_companies_and_people_do_for_each_other_is_private(kind, actor, recipient, private):
    actors, recipients = (
        (Participant(0, 4, "Lund", None, None, sectors),) for sectors in (actor, recipient)
    )
    event = EventMention(kind, (5, 10), (0, 20), actors=actors, recipients=recipients)
    assert is_private(event) is private
