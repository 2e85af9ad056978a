"""Speech acts without a recipient are aimed at who did what they speak of."""

import dataclasses

import pytest
from build import at, document
from party import scene_of

from dateline.data import EventMention, Participant
from dateline.what.aimed import aimed

SHELLED = """
    Rebels rebel NOUN 2 nsubj
    shelled shell VERB 0 root
    Lima Lima PROPN 2 obj
    _. . PUNCT 2 punct
"""
BLAMED = SHELLED.replace("shelled shell", "blamed blame")
QUIET = "Nothing nothing PRON 2 nsubj\nmoved move VERB 0 root\n_. . PUNCT 2 punct"


def said(verb, *noun):
    """A sentence in which Oslo says something of a noun: its words, the last of them the noun."""
    rows = [f"{w} {w} {tag} {2 + len(noun)} dep" for w, tag in noun[:-1]]
    return "\n".join(
        ["Oslo Oslo PROPN 2 nsubj", f"{verb} VERB 0 root", *rows, f"{noun[-1]} NOUN 2 obj"]
    )


def event(doc, kind, trigger, actors=(), recipients=()):
    sides = [
        tuple(Participant(*at(doc, w), w, country=c) for w, c in s) for s in (actors, recipients)
    ]
    return EventMention(kind, at(doc, trigger), (0, 0), actors=sides[0], recipients=sides[1])


def aims(doc, *events):
    """The recipients that each event has then."""
    found = aimed(doc, events, scene_of(doc).resolver.reader.lists)
    return [[p.text for p in e.recipients] for e in found]


@pytest.mark.parametrize(
    ("kind", "verb", "deed", "charges", "noun", "found"),
    [
        ("ACCUSE", "condemned condemn", "ASSAULT", False, [("the", "DET"), "raid raid"], True),
        ("SUPPORT", "hailed hail", "ASSAULT", False, [("this", "DET"), "raid raid"], True),
        (
            "ACCUSE",
            "condemned condemn",
            "ASSAULT",
            False,
            [("all", "DET"), "raids raid"],
            False,
        ),
        ("ACCUSE", "condemned condemn", "REJECT", False, [("the", "DET"), "raid raid"], False),
        ("ACCUSE", "saw see", "ASSAULT", False, [("the", "DET"), "raid raid"], False),
        ("REJECT", "denied deny", "ACCUSE", True, [("the", "DET"), "charges charge"], True),
        ("REJECT", "denied deny", "ASSAULT", False, [("the", "DET"), "charges charge"], False),
        ("REJECT", "denied deny", "ACCUSE", True, [("the", "DET"), "plan plan"], False),
    ],
)
def test_a_speech_act_is_aimed_at_who_did_what_was_told_before(
    kind, verb, deed, charges, noun, found
):
    doc = document(BLAMED if charges else SHELLED, said(verb, *noun))
    did = event(doc, deed, "blamed" if charges else "shelled", [("Rebels", "PER")])
    spoke = event(doc, kind, verb.split()[0], [("Oslo", "NOR")])
    assert aims(doc, did, spoke) == [[], ["Rebels"] if found else []]


def test_what_its_noun_names_is_meant_wherever_it_is_told():
    doc = document(SHELLED, QUIET, QUIET, QUIET, said("condemned condemn", "attacks attack"))
    deed = event(doc, "ASSAULT", "shelled", [("Rebels", "PER")])
    spoke = event(doc, "ACCUSE", "condemned", [("Oslo", "NOR")])
    assert aims(doc, deed, spoke) == [[], []]
    named = dataclasses.replace(deed, also=(at(doc, "attacks"),))
    assert aims(doc, named, spoke) == [[], ["Rebels"]]


@pytest.mark.parametrize(
    ("kind", "verb", "deed", "word", "noun", "found"),
    [
        ("ACCUSE", "condemned condemn", "ASSAULT", "the", "raid raid", []),  # another one
        ("ACCUSE", "condemned condemn", "ASSAULT", "such", "raid raid", ["Rebels"]),
        ("REJECT", "denied deny", "ACCUSE", "the", "charges charge", ["Rebels"]),
    ],
)
def test_a_raid_on_somebody_is_another_one_but_such_a_raid_is_not(
    kind, verb, deed, word, noun, found
):
    doc = document(SHELLED, said(verb, (word, "DET"), noun) + "\nTyre Tyre PROPN 4 nmod")
    did = event(doc, deed, "shelled", [("Rebels", "PER")])
    assert aims(doc, did, event(doc, kind, verb.split()[0], [("Oslo", "NOR")])) == [[], found]


def test_a_charge_is_rejected_not_the_deed_that_it_names():
    doc = document(SHELLED, said("denied deny", "charges charge"))
    deed = event(doc, "ASSAULT", "shelled", [("Rebels", "PER")])
    named = dataclasses.replace(deed, also=(at(doc, "charges"),))
    assert aims(doc, named, event(doc, "REJECT", "denied", [("Oslo", "NOR")])) == [[], []]


def test_who_condemns_nothing_that_is_told_is_aimed_at_nobody():
    doc = document(SHELLED, "Oslo Oslo PROPN 2 nsubj\ncondemned condemn VERB 0 root")
    deed = event(doc, "ASSAULT", "shelled", [("Rebels", "PER")])
    assert aims(doc, deed, event(doc, "ACCUSE", "condemned", [("Oslo", "NOR")])) == [[], []]


def test_what_was_told_long_before_is_not_meant():
    told = said("condemned condemn", ("the", "DET"), "attack attack")
    for between, found in ((1, ["Rebels"]), (2, [])):
        doc = document(SHELLED, *[QUIET] * between, told)
        deed = event(doc, "ASSAULT", "shelled", [("Rebels", "PER")])
        assert aims(doc, deed, event(doc, "ACCUSE", "condemned")) == [[], found]


def test_nobody_rejects_his_own_charge_nor_speaks_to_himself():
    doc = document(BLAMED, said("rejected reject", ("the", "DET"), "charge charge"))
    blame = event(doc, "ACCUSE", "blamed", [("Rebels", "PER")])
    assert aims(doc, blame, event(doc, "REJECT", "rejected", [("Oslo", "PER")])) == [[], []]
    assert aims(doc, blame, event(doc, "REJECT", "rejected", [("Oslo", "NOR")])) == [[], ["Rebels"]]


URGED = """
    Oslo Oslo PROPN 2 nsubj
    condemned condemn VERB 0 root
    rebels rebel NOUN 2 obj
    and and CCONJ {0} cc
    {1}
    urged urge VERB 2 conj
    calm calm NOUN {0} obj
"""


@pytest.mark.parametrize(
    ("first", "second", "subject", "found"),
    [
        (["rebels"], [], False, [["rebels"], ["rebels"]]),
        ([], ["calm"], False, [["calm"], ["calm"]]),
        (["rebels"], ["calm"], False, [["rebels"], ["calm"]]),
        (["rebels"], [], True, [["rebels"], []]),
    ],
)
def test_two_speech_acts_of_one_subject_share_a_recipient(first, second, subject, found):
    lines = URGED.format(6 if subject else 5, "Peru Peru PROPN 6 nsubj" if subject else "")
    doc = document(lines.replace("    \n", ""))
    events = [
        event(doc, kind, trigger, [("Oslo", "NOR")], [(w, None) for w in side])
        for kind, trigger, side in (("ACCUSE", "condemned", first), ("REQUEST", "urged", second))
    ]
    assert aims(doc, *events) == found


def test_a_speech_act_shares_nothing_with_a_verb_that_is_none():
    doc = document(
        URGED.replace("condemned condemn", "met meet").format(5, "").replace("    \n", "")
    )
    met = event(doc, "CONSULT", "met", [("Oslo", "NOR")], [("rebels", None)])
    assert aims(doc, met, event(doc, "REQUEST", "urged", [("Oslo", "NOR")])) == [["rebels"], []]


def test_a_denial_shares_nothing_with_what_stands_beside_it():
    doc = document(
        URGED.replace("condemned condemn", "denied deny").format(5, "").replace("    \n", "")
    )
    denied = event(doc, "REJECT", "denied", [("Oslo", "NOR")])
    urged = event(doc, "REQUEST", "urged", [("Oslo", "NOR")], [("rebels", None)])
    assert aims(doc, denied, urged) == [[], ["rebels"]]


HELD = """
    Gunmen gunman NOUN 2 nsubj
    {} VERB 0 root
    Ito Ito PROPN 2 obj
    _. . PUNCT 2 punct
"""
ASKED = """
    Oslo Oslo PROPN 2 nsubj
    demanded demand VERB 0 root
    his he PRON 4 nmod:poss
    {} NOUN 2 obj
"""


@pytest.mark.parametrize(
    ("deed", "kind", "asked", "country", "found"),
    [
        ("kidnapped kidnap", "ASSAULT", "release release", "NOR", ["Gunmen"]),
        ("jailed jail", "COERCE", "freedom freedom", "NOR", ["Gunmen"]),
        ("shot shoot", "ASSAULT", "release release", "NOR", []),
        ("jailed jail", "SANCTION", "release release", "NOR", []),
        ("kidnapped kidnap", "ASSAULT", "trial trial", "NOR", []),
        ("kidnapped kidnap", "ASSAULT", "release release", "PER", []),  # of themselves
    ],
)
def test_to_release_somebody_is_asked_of_who_holds_them(deed, kind, asked, country, found):
    doc = document(HELD.format(deed), QUIET, QUIET, QUIET, ASKED.format(asked))
    held = event(doc, kind, deed.split()[0], [("Gunmen", "PER")])
    demand = event(doc, "REQUEST", "demanded", [("Oslo", country)])
    assert aims(doc, held, demand) == [[], found]


def test_what_is_not_said_shares_no_recipient():
    doc = document("""
    Oslo Oslo PROPN 4 nsubj
    did do AUX 4 aux
    not not PART 4 advmod
    condemn condemn VERB 0 root
    rebels rebel NOUN 4 obj
    but but CCONJ 7 cc
    urged urge VERB 4 conj
    calm calm NOUN 7 obj
""")
    events = [
        event(doc, "ACCUSE", "condemn", [("Oslo", "NOR")]),
        event(doc, "REQUEST", "urged", [("Oslo", "NOR")], [("calm", None)]),
    ]
    assert aims(doc, *events) == [[], ["calm"]]
