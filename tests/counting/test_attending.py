"""Whether those counted take part in an event, over hand-made trees."""

import dataclasses

import pytest
from build import at, document
from counted import event, found, tagged

from dateline.counting.attending import is_helped, is_known, meets
from dateline.counting.numbers import Quantity
from dateline.data import Participant
from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.wordlists import read_word_lists

LISTS = read_word_lists(Knowledge())
FORCE = """the the DET 4 det
    {} {} NUM {} nummod
    strong strong ADJ 4 amod
    force force NOUN 5 nsubj
    left leave VERB 0 root"""


@pytest.mark.parametrize(("head", "node", "known"), [(4, 3, True), (3, 2, False)])
def test_a_force_is_sent_as_a_whole_though_it_is_known(head, node, known):
    doc = document(FORCE.format("5,000", "5,000", head))
    counted = Quantity(node, 5000, 5000, at(doc, "5,000"))
    assert is_known(doc.tokens, counted) is known


@pytest.mark.parametrize(("relation", "helped"), [("obj", True), ("nsubj", False)])
def test_who_helps_is_not_helped(relation, helped):
    doc = document(f"nurses nurse NOUN 2 {relation}\nhelp help VERB 0 root")
    assert is_helped(doc.tokens, 0, LISTS) is helped


@pytest.mark.parametrize(("wording", "meeting"), [(range(1), True), (range(2, 3), False)])
def test_a_meeting_of_some_is_one_that_they_are_at(wording, meeting):
    doc = document("""summit summit NOUN 0 root
        of of ADP 3 case
        officers officer NOUN 1 nmod""")
    assert meets(index_of(doc), 2, wording, LISTS) is meeting


def test_hostages_who_are_freed_are_no_participants():
    doc = document("""
        At at ADP 2 case
        least least ADV 3 advmod
        15 15 NUM 4 nummod
        hostages hostage NOUN 8 nsubj
        of of ADP 6 case
        kidnappings kidnapping NOUN 4 nmod
        were be AUX 8 aux
        freed free VERB 0 root
    """)
    taken, freed = event(doc, "kidnappings"), event(doc, "freed", "RETREAT")
    assert found(doc, taken, freed) == [{}, {"hostages": (15, 15)}]


@pytest.mark.parametrize(
    ("rows", "trigger", "event_type", "counted"),
    [
        (  # who is swapped takes no part
            """
            Ukraine Ukraine PROPN 2 nsubj
            swapped swap VERB 0 root
            95 95 NUM 4 nummod
            prisoners prisoner NOUN/NNS 2 obj
            """,
            "swapped", "RETREAT", {},
        ),
        (
            """
            Italy Italy PROPN 2 nsubj
            sent send VERB 0 root
            a a DET 7 det
            6,000 6,000 NUM 6 nummod
            _- - PUNCT 4 punct
            _strong strong ADJ 7 amod
            team team NOUN 2 obj
            """,
            "sent", "AID", {"participants": (6000, 6000)},
        ),
        (
            """
            A a DET 2 det
            contingent contingent NOUN 7 nsubj
            of of ADP 5 case
            800 800 NUM 5 nummod
            troops troop NOUN 2 nmod
            will will AUX 7 aux
            arrive arrive VERB 0 root
            """,
            "arrive", "AID", {"participants": (800, 800)},
        ),
        (
            """
            Bilateral bilateral ADJ 2 amod
            trade trade NOUN 3 nsubj
            reached reach VERB 0 root
            9 9 NUM 5 compound
            billion billion NUM 6 nummod
            dollars dollar NOUN 3 obj
            """,
            "trade", "COOPERATE", {"amount_usd": (9_000_000_000, 9_000_000_000)},
        ),
    ],
)  # fmt: skip
def test_who_takes_part_and_what_it_costs_is_read_off_the_tree(rows, trigger, event_type, counted):
    doc = document(rows)
    assert found(doc, event(doc, trigger, event_type)) == [counted]


@pytest.mark.parametrize(
    ("sector", "counted"), [("CVL", {}), ("MIL", {"participants": (200, 200)})]
)
def test_those_who_are_helped_take_no_part_but_forces_who_are_sent_do(sector, counted):
    doc = document("""
        Oslo Oslo PROPN 2 nsubj
        evacuated evacuate VERB 0 root
        200 200 NUM 4 nummod
        people person NOUN 2 obj
    """)
    helped = Participant(*at(doc, "200 people"), "200 people", sectors=(sector,))
    told = dataclasses.replace(event(doc, "evacuated", "RETREAT"), recipients=(helped,))
    assert found(doc, told) == [counted]


@pytest.mark.parametrize(
    ("of", "counted"),
    [("women", {"participants": (200_000, 999_999)}), ("leaflets", {})],
)
def test_what_of_adds_to_a_number_of_two_words_tells_whom_it_counts(of, counted):
    doc = tagged(
        document(f"""
        Hundreds hundred NOUN 6 nsubj
        of of ADP 3 case
        thousands thousand NOUN 1 nmod
        of of ADP 5 case
        {of} {of.removesuffix("s").replace("women", "woman")} NOUN 1 nmod
        gathered gather VERB 0 root
    """),
        Hundreds="NNS",
    )
    assert found(doc, event(doc, "gathered", "PROTEST")) == [counted]


def test_people_without_a_noun_take_part():
    doc = document("""
        Tens ten NOUN/NNS 4 nsubj
        of of ADP 3 case
        thousands thousand NOUN 1 nmod
        marched march VERB 0 root
    """)
    took_part = {"participants": (20_000, 99_999)}
    assert found(doc, event(doc, "marched", "PROTEST")) == [took_part]


def test_how_many_live_in_a_town_take_no_part():
    doc = document("""
        Rebels rebel NOUN 2 nsubj
        marched march VERB 0 root
        into into ADP 5 case
        the the DET 5 det
        city city NOUN 2 obl
        of of ADP 8 case
        2 2 NUM 8 compound
        million million NUM 5 nmod
    """)
    assert found(doc, event(doc, "marched", "PROTEST")) == [{}]


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
def test_who_attends_a_meeting_takes_part_but_no_known_whole(before, verb, relation, counted):
    doc = document(MEETING.format(before, *verb, relation))
    assert found(doc, event(doc, "talks", "CONSULT")) == [counted]


@pytest.mark.parametrize(
    ("verb", "counted"),
    [(("met", "meet"), {"participants": (40, 40)}), (("arrived", "arrive"), {})],
)
def test_who_meets_takes_part_but_who_arrives_may_be_one_of_many(verb, counted):
    doc = document(MEETING.format(SOME, *verb, "obl"))
    assert found(doc, event(doc, verb[0], "CONSULT")) == [counted]


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
    verb, before, who, event_type, counted
):
    doc = document(SENT.format(*verb, before, *who))
    assert found(doc, event(doc, verb[0], event_type)) == [counted]


def test_who_and_joins_takes_part_together():
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
    assert found(doc, event(doc, "return", "RETREAT")) == [took_part]
