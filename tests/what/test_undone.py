"""What words name and nobody did."""

import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.syntax import index_of
from dateline.what.status_words import read_signs
from dateline.what.undone import is_undone

CUES, SIGNS = read_cues(Knowledge()), read_signs(Knowledge())
IN_VAIN = """Oslo Oslo PROPN 2 nsubj
    {} VERB 0 root
    in in ADP 5 case
    its its PRON 5 nmod:poss
    {} NOUN 2 obl
    to to PART 7 mark
    arrest arrest VERB 5 acl
    him he PRON 7 obj"""
NOT_GOT = """Oslo Oslo PROPN 2 nsubj
    failed fail VERB 0 root
    to to PART 4 mark
    {} VERB 2 xcomp
    {} 6 det
    support support NOUN 4 obj"""
DENIED = """Oslo Oslo PROPN 4 nsubj
    {} AUX 4 aux
    {} 4 advmod
    {} VERB 0 root"""
YET = """Oslo Oslo PROPN 2 nsubj
    has have VERB 0 root
    {} 2 advmod
    to to PART 5 mark
    sign sign VERB 2 xcomp"""


def undone(rows, word, event_type):
    doc = document(rows)
    i = next(i for i, t in enumerate(doc.tokens) if t.text == word)
    return is_undone(index_of(doc), CUES, SIGNS, i, event_type)


@pytest.mark.parametrize(
    ("verb", "noun", "expected"),
    [
        ("failed fail", "efforts effort", True),
        ("succeeded succeed", "efforts effort", False),
        ("failed fail", "duty duty", False),
    ],
)
def test_what_efforts_failed_to_do_was_not_done(verb, noun, expected):
    assert undone(IN_VAIN.format(verb, noun), "arrest", "COERCE") is expected


@pytest.mark.parametrize(
    ("row", "other"),
    [
        ("5 acl", "5 advcl"),  # what the efforts are not for
        ("2 obl", "2 obj"),
        ("him he PRON 7 obj", "never never ADV 2 advmod"),
    ],
)
def test_efforts_that_did_not_fail_are_not_in_vain(row, other):
    rows = IN_VAIN.format("failed fail", "efforts effort").replace(row, other)
    assert not undone(rows, "arrest", "COERCE")


@pytest.mark.parametrize(
    ("row", "other"),
    [("4 obj", "4 obl"), ("2 xcomp", "2 advcl"), ("failed fail", "hoped hope")],
)
def test_what_somebody_may_have_got_is_there(row, other):
    rows = NOT_GOT.format("win win", "any any DET").replace(row, other)
    assert not undone(rows, "support", "SUPPORT")


def test_what_is_denied_to_be_got_or_sought_in_vain_is_not_there():
    denied = """Oslo Oslo PROPN 4 nsubj
        did do AUX 4 aux
        {} 4 advmod
        win win VERB 0 root
        support support NOUN 4 obj"""
    assert undone(denied.format("not not PART"), "support", "SUPPORT")
    assert not undone(denied.format("soon soon ADV"), "support", "SUPPORT")
    sought = IN_VAIN.replace("arrest arrest", "win win").replace(
        "him he PRON", "support support NOUN"
    )
    assert undone(sought.format("failed fail", "efforts effort"), "support", "SUPPORT")


@pytest.mark.parametrize(
    ("verb", "determiner", "event_type", "expected"),
    [
        ("win win", "any any DET", "SUPPORT", True),
        ("win win", "the the DET", "SUPPORT", False),  # which was hoped for
        ("quell quell", "a a DET", "SUPPORT", False),
        ("win win", "any any DET", "REJECT", False),
    ],
)
def test_what_nobody_got_is_not_there(verb, determiner, event_type, expected):
    assert undone(NOT_GOT.format(verb, determiner), "support", event_type) is expected


def test_nor_is_what_there_was_none_of():
    rows = """Oslo Oslo PROPN 2 nsubj
        won win VERB 0 root
        {} 4 det
        support support NOUN 2 obj"""
    assert undone(rows.format("no no DET"), "support", "SUPPORT")
    blame = rows.format("no no DET").replace("support", "condemnation")
    assert undone(blame, "condemnation", "ACCUSE")
    assert not undone(rows.format("some some DET"), "support", "SUPPORT")


@pytest.mark.parametrize(
    ("auxiliary", "adverb", "verb", "event_type", "expected"),
    [
        ("has have", "not not PART", "threatened threaten", "THREATEN", True),
        ("did do", "never never ADV", "complain complain", "ACCUSE", True),
        ("did do", "loudly loudly ADV", "complain complain", "ACCUSE", False),
        ("should should", "not not PART", "complain complain", "ACCUSE", False),
        ("did do", "not not PART", "defend defend", "ACCUSE", False),  # he is blamed for it
        ("did do", "not not PART", "complain complain", "REJECT", False),
    ],
)
def test_a_denied_verb_of_speech_says_nothing(auxiliary, adverb, verb, event_type, expected):
    rows = DENIED.format(auxiliary, adverb, verb)
    assert undone(rows, verb.split()[0], event_type) is expected


def test_what_is_not_only_said_is_said():
    rows = """Oslo Oslo PROPN 5 nsubj
        has have AUX 5 aux
        not not PART 5 advmod
        {} ADV 5 advmod
        threatened threaten VERB 0 root"""
    assert not undone(rows.format("only only"), "threatened", "THREATEN")
    assert undone(rows.format("openly openly"), "threatened", "THREATEN")


def test_who_asked_for_nothing_made_no_request():
    rows = """Oslo Oslo PROPN 2 nsubj
        asked ask VERB 0 root
        for for ADP 4 case
        {} 2 obl"""
    assert undone(rows.format("nothing nothing PRON"), "asked", "REQUEST")
    without_case = rows.replace("2 obl", "2 obj")
    assert undone(without_case.format("nothing nothing PRON"), "asked", "REQUEST")
    assert not undone(rows.format("help help NOUN"), "asked", "REQUEST")


@pytest.mark.parametrize(
    ("adverb", "event_type", "expected"),
    [
        ("yet yet ADV", "SUPPORT", True),
        ("still still ADV", "SUPPORT", False),
        ("yet yet ADV", "ACCUSE", False),
    ],
)
def test_what_is_yet_to_be_done_is_not_done(adverb, event_type, expected):
    assert undone(YET.format(adverb), "sign", event_type) is expected


@pytest.mark.parametrize(
    ("row", "other"), [("5 mark", "5 advmod"), ("    to to PART", "    and and PART")]
)
def test_what_is_only_yet_said_is_done(row, other):
    assert not undone(YET.format("yet yet ADV").replace(row, other), "sign", "SUPPORT")


def test_who_is_acquitted_is_not_punished():
    rows = """She she PRON 3 nsubj:pass
        was be AUX 3 aux:pass
        {} VERB 0 root"""
    assert undone(rows.format("acquitted acquit"), "acquitted", "SANCTION")
    assert not undone(rows.format("convicted convict"), "convicted", "SANCTION")
    assert not undone(rows.format("cleared clear"), "cleared", "COERCE")  # a camp
