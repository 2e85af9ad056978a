"""Numbers that count nobody of an event, persons without a number, and who is told of apart."""

import dataclasses

import pytest
from build import at, document

from dateline.annotators import counts
from dateline.data import EventMention
from dateline.knowledge import Knowledge


@pytest.fixture(scope="module")
def annotate():
    return counts.load(Knowledge())


def event(doc, trigger, event_type="ASSAULT"):
    return EventMention(event_type, at(doc, trigger), (0, len(doc.text)))


def found(annotate, doc, *events):
    doc = dataclasses.replace(doc, events=events)
    return [{c.role: (c.low, c.high) for c in e.counts} for e in annotate(doc)]


MEETING = """
{0}
40 40 NUM 3 nummod
envoys envoy NOUN/NNS 4 nsubj
{1} {2} VERB 0 root
the the DET 6 det
talks talk NOUN 4 {3}
"""
SOME, THE = "Some some ADV 2 advmod", "The the DET 3 det"


@pytest.mark.parametrize(
    ("before", "verb", "relation", "counted"),
    [
        (SOME, ("attended", "attend"), "obj", {"participants": (40, 40)}),
        (SOME, ("awaited", "await"), "obj", {}),
        (THE, ("attended", "attend"), "obj", {}),
    ],
)
def test_who_attends_a_meeting_takes_part_but_no_known_whole(
    before, verb, relation, counted, annotate
):
    doc = document(MEETING.format(before, *verb, relation))
    assert found(annotate, doc, event(doc, "talks", "CONSULT")) == [counted]


@pytest.mark.parametrize(
    ("verb", "counted"),
    [(("met", "meet"), {"participants": (40, 40)}), (("arrived", "arrive"), {})],
)
def test_who_meets_takes_part_but_who_arrives_may_be_one_of_many(verb, counted, annotate):
    doc = document(MEETING.format(SOME, *verb, "obl"))
    assert found(annotate, doc, event(doc, verb[0], "CONSULT")) == [counted]


SENT = """
Norway Norway PROPN 2 nsubj
{0} {1} VERB 0 root
{2}
900 900 NUM 5 nummod
{3} {4} NOUN/NNS 2 obj
"""
NEARLY = "nearly nearly ADV 4 advmod"


@pytest.mark.parametrize(
    ("verb", "before", "who", "event_type", "counted"),
    [
        (("deployed", "deploy"), NEARLY, ("troops", "troop"), "MOBILIZE",
         {"participants": (900, 900)}),
        (("deployed", "deploy"), "the the DET 5 det", ("troops", "troop"), "MOBILIZE", {}),
        (("sent", "send"), NEARLY, ("troops", "troop"), "AID", {"participants": (900, 900)}),
        (("rescued", "rescue"), NEARLY, ("sailors", "sailor"), "AID", {}),
        (("withdrew", "withdraw"), NEARLY, ("troops", "troop"), "RETREAT",
         {"participants": (900, 900)}),
        (("withdrew", "withdraw"), "but but ADP 5 case", ("troops", "troop"), "RETREAT", {}),
    ],
)  # fmt: skip
def test_who_is_sent_takes_part_but_none_who_is_helped_or_left_out(
    verb, before, who, event_type, counted, annotate
):
    doc = document(SENT.format(*verb, before, *who))
    assert found(annotate, doc, event(doc, verb[0], event_type)) == [counted]


@pytest.mark.parametrize(("of", "counted"), [("barrel", {}), ("year", {"amount_usd": (90, 90)})])
def test_what_one_of_something_costs_is_no_sum(of, counted, annotate):
    doc = document(f"""
        Peru Peru PROPN 2 nsubj
        pledged pledge VERB 0 root
        90 90 NUM 4 nummod
        dollars dollar NOUN 2 obj
        a a DET 6 det
        {of} {of} NOUN 4 nmod
    """)
    assert found(annotate, doc, event(doc, "pledged", "AGREE")) == [counted]


def test_who_is_punished_for_a_sum_is_not_so_with_it(annotate):
    doc = document("""
        Courts court NOUN 2 nsubj
        fined fine VERB 0 root
        him he PRON 2 obj
        500 500 NUM 5 nummod
        dollars dollar NOUN 2 obj
        for for SCONJ 7 mark
        embezzling embezzle VERB 2 advcl
        900 900 NUM 9 nummod
        dollars dollar NOUN 7 obj
    """)
    [fine] = found(annotate, doc, event(doc, "fined", "SANCTION"))
    assert fine == {"amount_usd": (500, 500)}
    doc = document("""
        Courts court NOUN 2 nsubj
        jailed jail VERB 0 root
        him he PRON 2 obj
        for for SCONJ 5 mark
        embezzling embezzle VERB 2 advcl
        900 900 NUM 7 nummod
        dollars dollar NOUN 5 obj
    """)
    assert found(annotate, doc, event(doc, "jailed", "SANCTION")) == [{}]


@pytest.mark.parametrize(
    ("other", "count"), [("his his PRON 6 nmod:poss", 2), ("young young ADJ 6 amod", 1)]
)
def test_who_is_joined_to_those_counted_counts_with_them(other, count, annotate):
    doc = document(f"""
        Rebels rebel NOUN 2 nsubj
        killed kill VERB 0 root
        one one NUM 4 nummod
        guard guard NOUN/NN 2 obj
        {other}
        driver driver NOUN/NN 4 conj
    """)
    assert found(annotate, doc, event(doc, "killed")) == [{"killed": (count, count)}]


SHOT = """
Police police NOUN 2 nsubj
shot shoot VERB 0 root
{0}
wounded wound VERB/VBD 2 conj
three three NUM 6 nummod
monks monk NOUN/NNS 2 obj
"""


@pytest.mark.parametrize(
    ("between", "role"), [("and and CCONJ 4 cc", "injured"), (", , PUNCT 4 punct", "killed")]
)
def test_who_is_shot_and_wounded_lives(between, role, annotate):
    doc = document(SHOT.format(between))
    assert found(annotate, doc, event(doc, "shot")) == [{role: (3, 3)}]


def test_another_without_a_noun_is_one(annotate):
    doc = document("""
        One one NUM 2 nummod
        monk monk NOUN/NN 4 nsubj:pass
        was be AUX 4 aux:pass
        killed kill VERB/VBN 0 root
        and and CCONJ 7 cc
        another another DET 7 det
        wounded wound VERB/VBN 4 conj
    """)
    assert found(annotate, doc, event(doc, "killed")) == [{"killed": (1, 1), "injured": (1, 1)}]


FIRED = """
Gunmen gunman NOUN/NNS 2 nsubj
fired fire VERB 0 root
"""
WOUNDED = """
Four four NUM 2 nummod
monks monk NOUN/NNS 4 nsubj:pass
were be AUX 4 aux:pass
{0} VERB/VBN 0 root
"""


@pytest.mark.parametrize(
    ("befell", "counted"), [("wounded wound", {"injured": (4, 4)}), ("killed kill", {})]
)
def test_the_wounded_of_the_next_sentence_are_those_of_the_attack(befell, counted, annotate):
    doc = document(FIRED, WOUNDED.format(befell))
    assert found(annotate, doc, event(doc, "fired")) == [counted]
    other = event(doc, befell.split()[0])
    assert found(annotate, doc, event(doc, "fired"), other)[0] == {}
    planned = dataclasses.replace(event(doc, "fired"), status="planned")
    assert found(annotate, doc, planned) == [{}]


AIM = """
Trade trade NOUN 2 nsubj
{0}
{1}
90 90 NUM 5 nummod
dollars dollar NOUN 3 {2}
"""


@pytest.mark.parametrize(
    ("verb", "counted"),
    [("grew grow VERB 0 root\nreaching reach VERB 2 advcl", {"amount_usd": (90, 90)}),
     ("will will AUX/MD 3 aux\nreach reach VERB 0 root", {})],
)  # fmt: skip
def test_what_trade_is_to_reach_is_no_sum_of_it(verb, counted, annotate):
    doc = document(AIM.format(*verb.split("\n"), "obj"))
    assert found(annotate, doc, event(doc, "Trade", "COOPERATE")) == [counted]


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        ("demanded demand VERB 0 root\n90 90 NUM 4 nummod\ndollars dollar NOUN 2 obj",
         {"amount_usd": (90, 90)}),
        ("demanded demand VERB 0 root\nrises rise NOUN 2 obj\nto to ADP 6 case\n"
         "90 90 NUM 6 nummod\ndollars dollar NOUN 3 nmod", {}),
        ("demanded demand VERB 0 root\nsale sale NOUN 2 obj\nof of ADP 5 case\n"
         "firms firm NOUN 3 nmod\nowing owe VERB 5 acl\n90 90 NUM 8 nummod\n"
         "dollars dollar NOUN 6 obj", {}),
    ],
)  # fmt: skip
def test_a_demand_is_for_the_sum_beside_it(rows, counted, annotate):
    doc = document(f"Peru Peru PROPN 2 nsubj\n{rows}")
    assert found(annotate, doc, event(doc, "demanded", "REQUEST")) == [counted]


def test_a_deed_that_shares_the_object_of_another_has_its_victim(annotate):
    doc = document("""
        Rebels rebel NOUN 2 nsubj
        ambushed ambush VERB 0 root
        and and CCONJ 4 cc
        killed kill VERB 2 conj
        the the DET 6 det
        mayor mayor NOUN/NN 2 obj
    """)
    assert found(annotate, doc, event(doc, "ambushed")) == [{"killed": (1, 1)}]


def test_who_is_hanged_is_killed(annotate):
    doc = document("""
        the the DET 2 det
        hanging hanging NOUN 0 root
        of of ADP 5 case
        three three NUM 5 nummod
        rebels rebel NOUN/NNS 2 nmod
    """)
    assert found(annotate, doc, event(doc, "hanging")) == [{"killed": (3, 3)}]


def test_who_and_joins_takes_part_together(annotate):
    doc = document("""
        900 900 NUM 2 nummod
        nurses nurse NOUN/NNS 7 nsubj
        and and CCONJ 5 cc
        50 50 NUM 5 nummod
        doctors doctor NOUN/NNS 2 conj
        will will AUX 7 aux
        return return VERB 0 root
    """)
    took_part = {"participants": (950, 950)}
    assert found(annotate, doc, event(doc, "return", "RETREAT")) == [took_part]
