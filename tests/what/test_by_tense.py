"""Statuses that the tense of a verb settles."""

import datetime as dt
from dataclasses import replace

import pytest
from build import at, document

from dateline.data import TimeMention
from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.by_tense import by_tense
from dateline.what.status_words import read_signs

SIGNS = read_signs(Knowledge())
CLAUSE = """Lund Lund PROPN 2 nsubj
    leaves leave VERB/VBZ 0 root
    {} 5 mark
    he he PRON 5 nsubj
    {} 2 advcl"""
MONDAY = """The the DET 2 det
    {} NOUN 3 nsubj
    {} 0 root
    on on ADP 5 case
    Monday Monday PROPN 3 obl"""
PERFECT = """{} 4 mark
    Oslo Oslo PROPN 4 nsubj
    {} AUX 4 aux
    {} VERB/VBN 0 root
    troops troop NOUN 4 obj"""


def told(rows, word, event_type, day=None):
    doc = document(rows)
    if day is not None:
        span = at(doc, "Monday")
        doc = replace(
            doc, times=(TimeMention(*span, "Monday", "DATE", day.isoformat(), day, day, "day"),)
        )
    i = next(i for i, t in enumerate(doc.tokens) if t.text == word)
    return by_tense(doc, index_of(doc), SIGNS, i, event_type)


@pytest.mark.parametrize(
    ("conjunction", "verb", "event_type", "status"),
    [
        ("after after SCONJ", "meets meet VERB/VBZ", "CONSULT", "planned"),
        ("once once SCONJ", "meets meet VERB/VBZ", "CONSULT", "planned"),
        ("after after SCONJ", "met meet VERB/VBD", "CONSULT", None),
        ("as as SCONJ", "meets meet VERB/VBZ", "CONSULT", None),
        ("when when SCONJ", "meets meet VERB/VBZ", "ACCUSE", None),
    ],
)
def test_what_comes_first_of_two_acts_to_come_is_planned(conjunction, verb, event_type, status):
    assert told(CLAUSE.format(conjunction, verb), verb.split()[0], event_type) == status


@pytest.mark.parametrize(
    ("noun", "verb", "word", "event_type", "day", "status"),
    [
        ("trial trial", "resumes resume VERB/VBZ", "trial", "ACCUSE", 11, "planned"),
        ("king king", "visits visit VERB/VBZ", "visits", "CONSULT", 11, "planned"),
        ("trial trial", "resumed resume VERB/VBD", "trial", "ACCUSE", 11, None),
        ("trial trial", "resumes resume VERB/VBZ", "trial", "ACCUSE", 4, None),
        ("trial trial", "resumes resume VERB/VBZ", "trial", "REQUEST", 11, None),
        ("king king", "blames blame VERB/VBZ", "blames", "ACCUSE", 11, None),
    ],
)
def test_what_stands_in_the_present_with_a_day_to_come_is_planned(
    noun, verb, word, event_type, day, status
):
    assert told(MONDAY.format(noun, verb), word, event_type, dt.date(2024, 3, day)) == status


@pytest.mark.parametrize(
    ("mark", "auxiliary", "verb", "status"),
    [
        ("that that SCONJ", "has have", "sent send", "happened"),
        ("that that SCONJ", "has have", "deployed deploy", None),  # they may be there still
        ("that that SCONJ", "had have", "deployed deploy", "happened"),
        ("if if SCONJ", "had have", "deployed deploy", None),
        ("that that SCONJ", "may may", "deployed deploy", None),
        ("once once SCONJ", "has have", "sent send", None),
    ],
)
def test_the_past_perfect_and_a_deed_of_one_moment_in_the_perfect_are_done(
    mark, auxiliary, verb, status
):
    assert told(PERFECT.format(mark, auxiliary, verb), verb.split()[0], "MOBILIZE") == status


@pytest.mark.parametrize(
    ("row", "other"),
    [
        ("VERB/VBN", "VERB/VBD"),
        ("has have AUX", "were be AUX"),
        ("troops troop NOUN 4 obj", "never never ADV 4 advmod"),
        ("that that SCONJ 4 mark", "may may AUX 4 aux"),
    ],
    ids=["no participle", "no perfect", "denied", "a mood"],
)
def test_what_is_no_plain_perfect_is_left_open(row, other):
    rows = PERFECT.format("that that SCONJ", "has have", "sent send")
    assert told(rows, "sent", "MOBILIZE") == "happened"
    assert told(rows.replace(row, other), "sent", "MOBILIZE") is None


@pytest.mark.parametrize(
    ("row", "other"),
    [("2 advcl", "2 conj"), ("2 advcl", "2 advcl\n    will will AUX 5 aux")],
)
def test_only_a_clause_in_the_plain_present_comes_first(row, other):
    rows = CLAUSE.format("after after SCONJ", "meets meet VERB/VBZ").replace(row, other)
    assert told(rows, "meets", "CONSULT") is None


@pytest.mark.parametrize(
    ("row", "other"),
    [("VERB/VBN", "VERB/VBG"), ("1 acl", "1 ccomp"), ("fled flee VERB/VBD 0 root", "{}")],
    ids=["active", "no participle beside somebody", "denied"],
)
def test_whom_nobody_supported_beside_is_left_open(row, other):
    rows = """Rebels rebel NOUN 5 nsubj
        supported support VERB/VBN 1 acl
        by by ADP 4 case
        Oslo Oslo PROPN 2 obl
        fled flee VERB/VBD 0 root"""
    denied = "fled flee VERB/VBD 0 root\nnever never ADV 2 advmod"
    assert told(rows.replace(row, other.format(denied)), "supported", "SUPPORT") is None


def test_what_somebody_will_not_ask_for_is_not_planned():
    rows = """He he PRON 4 nsubj
        would would AUX 4 aux
        {} 4 advmod
        seek seek VERB/VB 0 root"""
    assert told(rows.format("not not PART"), "seek", "REQUEST") is None
    assert told(rows.format("soon soon ADV"), "seek", "REQUEST") == "planned"


def test_what_is_denied_to_have_been_done_is_not():
    rows = """Oslo Oslo PROPN 2 nsubj
        {} VERB 0 root
        it it PRON 5 nsubj
        had have AUX 5 aux
        sent send VERB/VBN 2 ccomp"""
    assert told(rows.format("denied deny"), "sent", "MOBILIZE") is None
    assert told(rows.format("said say"), "sent", "MOBILIZE") == "happened"


@pytest.mark.parametrize(
    ("auxiliary", "verb", "event_type", "status"),
    [
        ("would would", "seek seek", "REQUEST", "planned"),
        ("will will", "ask ask", "REQUEST", "planned"),
        ("did do", "ask ask", "REQUEST", None),
        ("would would", "need need", "REQUEST", None),  # which asks for it
        ("would would", "seek seek", "ACCUSE", None),
    ],
)
def test_what_somebody_will_ask_for_is_planned(auxiliary, verb, event_type, status):
    rows = f"""He he PRON 3 nsubj
        {auxiliary} AUX 3 aux
        {verb} VERB/VB 0 root
        aid aid NOUN 3 obj"""
    assert told(rows, verb.split()[0], event_type) == status


@pytest.mark.parametrize(
    ("preposition", "event_type", "status"),
    [("by by", "SUPPORT", "happened"), ("by by", "AID", None), ("for for", "SUPPORT", None)],
)
def test_who_is_supported_by_somebody_was_supported(preposition, event_type, status):
    rows = f"""Rebels rebel NOUN 5 nsubj
        supported support VERB/VBN 1 acl
        {preposition} ADP 4 case
        Oslo Oslo PROPN 2 obl
        fled flee VERB/VBD 0 root"""
    assert told(rows, "supported", event_type) == status


BEGINNING = """Oslo Oslo PROPN 4 nsubj
    {} 4 {}
    {} 4 {}
    {} VERB/VB 0 root
    sending send VERB/VBG 4 xcomp
    aid aid NOUN 5 obj"""


@pytest.mark.parametrize(
    ("first", "second", "verb", "status"),
    [
        (("is be AUX", "cop"), ("to to PART", "mark"), "start start", "planned"),
        (("will will AUX", "aux"), ("soon soon ADV", "advmod"), "begin begin", "planned"),
        (("will will AUX", "aux"), ("not not PART", "advmod"), "begin begin", None),
        (("was be AUX", "cop"), ("to to PART", "mark"), "start start", None),
        (("has have AUX", "aux"), ("to to PART", "mark"), "start start", None),
        (("is be AUX", "cop"), ("to to PART", "mark"), "like like", None),
    ],
)
def test_what_has_yet_to_begin_is_planned(first, second, verb, status):
    assert told(BEGINNING.format(*first, *second, verb), "sending", "AID") == status
