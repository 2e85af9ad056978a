"""Whom the grammar keeps from a side of an event."""

import dataclasses

import pytest
from build import document, named
from party import event, over, scene_of, texts, word

from dateline.syntax import index_of
from dateline.what.bystanders import (
    acts_beside,
    bearer,
    is_ally,
    is_finder,
    is_fired,
    is_in_clause,
    is_left_out,
    is_unmanned,
    is_where_somebody_is,
    only_leans,
    stays_away,
    suffers,
)
from dateline.what.parties import weigh
from dateline.what.roles import ACTOR, RECIPIENT

MEETING = document("""
    Aden Aden PROPN 4 nsubj
    will will AUX 4 aux
    not not PART 4 advmod
    take take VERB 0 root
    part part NOUN 4 obj
    in in ADP 7 case
    talks talk NOUN 4 obl
""")


@pytest.mark.parametrize(
    ("trigger", "first", "status", "found"),
    [
        (6, 3, "planned", []),  # a further wording: who is not there does not take part
        (6, 6, "planned", ["Aden"]),  # the event's own wording: it is the event that is denied
        (3, 6, "planned", ["Aden"]),  # who does not take part refuses
        (6, 3, "negated", ["Aden"]),
    ],
)
def test_who_is_not_there_takes_no_part(trigger, first, status, found):
    meeting = scene_of(MEETING)
    assert stays_away(meeting, 6, 0)
    assert not stays_away(meeting, 3, 0)
    told = dataclasses.replace(event(word(0, 0.5, trigger=trigger), kind="CONSULT"), status=status)
    assert texts(meeting, weigh(meeting, told, first)) == found


def test_who_rejects_an_offer_did_not_make_it():
    scene = scene_of(
        document("""
    Aden Aden PROPN 2 nsubj
    rejected reject VERB 0 root
    offers offer NOUN 2 obj
""")
    )
    offer = event(word(0, 0.5, trigger=2), kind="REQUEST")
    [party] = weigh(scene, offer, 2)
    assert party.best.chances[ACTOR] == 0.0
    [party] = weigh(scene, dataclasses.replace(offer, event_type="CONSULT"), 2)
    assert party.best.chances[ACTOR] == 0.5


def test_who_is_told_of_in_a_denial_is_not_whom_it_is_said_to():
    doc = document("""
    Oslo Oslo PROPN 2 nsubj
    denied deny VERB 0 root
    that that SCONJ 5 mark
    it it PRON 5 nsubj
    armed arm VERB 2 ccomp
    rebels rebel NOUN 5 obj
    in in ADP 8 case
    Lima Lima PROPN 2 obl
""")
    assert [is_in_clause(index_of(doc), 1, i) for i in (0, 1, 5, 7)] == [False, False, True, False]
    scene = scene_of(doc)
    denied = event(*(word(i, 0.1, 0.4, trigger=1) for i in (5, 7)), kind="REJECT")
    found = {p.best.word: p.best.chances[RECIPIENT] for p in weigh(scene, denied, 1)}
    assert found == {5: 0.0, 7: 0.4}


def test_who_is_told_of_beside_a_denial_is_not_whom_it_is_said_to():
    doc = document("""
    Oslo Oslo PROPN 2 nsubj
    denied deny VERB 0 root
    arming arm VERB 2 obj
    rebels rebel NOUN 3 obj
    _, , PUNCT 6 punct
    accusing accuse VERB 2 advcl
    Lima Lima PROPN 6 obj
    and and CCONJ 9 cc
    blamed blame VERB 2 conj
    Quito Quito PROPN 9 obj
""")
    denied = event(*(word(i, 0.1, 0.4, trigger=1) for i in (3, 6, 9)), kind="REJECT")
    parties = weigh(scene_of(doc), denied, 1)
    assert [p.best.chances[RECIPIENT] for p in parties] == [0.0, 0.0, 0.0]


def test_whom_a_denied_report_tells_of_is_not_whom_it_is_said_to():
    doc = document("""
    Oslo Oslo PROPN 2 nsubj
    denied deny VERB 0 root
    reports report NOUN 2 obj
    by by ADP 5 case
    Lima Lima PROPN 3 nmod
    that that SCONJ 8 mark
    it it PRON 8 nsubj
    armed arm VERB 3 acl
    rebels rebel NOUN 8 obj
    against against ADP 11 case
    Quito Quito PROPN 8 obl:agent
    and and CCONJ 13 cc
    helping help NOUN 2 obj
    troops troop NOUN 13 obj
""")
    told = [is_in_clause(index_of(doc), 1, i) for i in (4, 8, 10, 13)]
    assert told == [False, True, False, True]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("Whoever whoever PRON 2 nsubj\n attacks attack VERB 0 root", []),
        ("Rebels rebel NOUN 2 nsubj\n attack attack VERB 0 root", ["Rebels"]),
    ],
)
def test_whoever_it_may_be_is_no_party(rows, found):
    scene = scene_of(document(rows))
    assert texts(scene, weigh(scene, event(word(0, 0.5, trigger=1)), 1)) == found


@pytest.mark.parametrize(
    ("adjective", "preposition", "kind", "found"),
    [
        ("international", "against", "REQUEST", 0.0),
        ("international", "from", "REQUEST", 0.5),
        ("international", "against", "ASSAULT", 0.5),
        ("strong", "against", "REQUEST", 0.5),
    ],
)
def test_what_all_the_world_demands_no_state_does(adjective, preposition, kind, found):
    scene = scene_of(
        document(f"""
    Under under ADP 3 case
    {adjective} {adjective} ADJ 3 amod
    pressure pressure NOUN 6 obl
    {preposition} {preposition} ADP 5 case
    Oslo Oslo PROPN 3 nmod
    Peru Peru PROPN 0 root
""")
    )
    [party] = weigh(scene, event(word(4, 0.5, trigger=2), kind=kind), 2)
    assert party.best.chances[ACTOR] == found


def test_what_tells_the_kind_of_an_event_is_no_party():
    scene = scene_of(document("""
    Street street NOUN 4 compound
    Peru Peru PROPN 4 compound
    student student NOUN 4 compound
    protests protest NOUN 0 root
    village village NOUN 6 compound
    people person NOUN 4 nmod
"""))  # fmt: skip
    protests = event(*(word(i, 0.5, trigger=3) for i in (0, 1, 2, 4)), kind="PROTEST")
    found = sorted(p.best.word for p in weigh(scene, protests, 3))
    assert found == [1, 2, 4]


def test_heads_of_state_and_government_are_one_party():
    scene = scene_of(document("""
    Heads head NOUN 6 nsubj
    of of ADP 3 case
    state state NOUN 1 nmod
    and and CCONJ 5 cc
    government government NOUN 1 conj
    met meet VERB 0 root
    the the DET 8 det
    government government NOUN 6 obj
"""))  # fmt: skip
    met = event(*(word(i, 0.5, trigger=5) for i in (0, 4, 7)), kind="CONSULT")
    assert sorted(p.best.word for p in weigh(scene, met, 5)) == [0, 7]


def test_nobody_but_a_court_is_pleaded_guilty_to():
    doc = document("""
    Ito Ito PROPN 2 nsubj
    pleaded plead VERB 0 root
    guilty guilty ADJ 2 xcomp
    before before ADP 6 case
    the the DET 6 det
    court court NOUN 2 obl
    beside beside ADP 8 case
    guards guard NOUN 2 obl
""")
    words = [word(i, 0.1, 0.4, trigger=1) for i in (5, 7)]
    for kind, kept in (("CONCEDE", {5: 0.4, 7: 0.0}), ("REQUEST", {5: 0.4, 7: 0.4})):
        parties = weigh(scene_of(doc), event(*words, kind=kind), 1)
        assert {p.best.word: p.best.chances[RECIPIENT] for p in parties} == kept


def test_where_the_event_itself_is_may_be_a_party():
    doc = document("""
    Norwegian Norwegian ADJ 2 amod
    mission mission NOUN 5 nsubj
    in in ADP 4 case
    Peru Peru PROPN 2 nmod
    patrols patrol VERB 0 root
""")
    mission, peru = word(1, 0.4, trigger=4), word(3, 0.1, 0.4, trigger=1)
    there = (mission, peru._replace(trigger=4))
    for words, found in (((mission, peru), {1, 3}), (there, {1})):
        parties = weigh(scene_of(doc), event(*words, kind="AID"), words[-1].trigger)
        assert {p.best.word for p in parties} == found


def test_a_missile_of_nobodys_does_not_act():
    scene = scene_of(
        document(
            """missiles missile NOUN 2 nsubj
               hit      hit     VERB 0 root
               Russian  Russian ADJ  4 amod
               missiles missile NOUN 2 obj
               and      and     CCONJ 6 cc
               jets     jet     NOUN 4 conj"""
        )
    )
    assert [is_unmanned(scene, i) for i in (0, 3, 5)] == [True, False, False]


def test_beside_whom_others_fight_is_not_attacked():
    doc = document(
        """They    they   PRON  2 nsubj
           fought  fight  VERB  0 root
           beside  beside ADP   5 case
           Hezbollah Hezbollah PROPN 5 compound
           rebels  rebel  NOUN  2 obl
           against against ADP 7 case
           Israel  Israel PROPN 2 obl"""
    )
    known = index_of(doc)
    assert [is_ally(known, i) for i in (3, 4, 6)] == [True, True, False]


@pytest.mark.parametrize(("joins", "beside"), [("and", True), ("but", False)])
def test_who_acts_in_a_clause_beside_is_not_spoken_of(joins, beside):
    doc = document(f"""Oslo Oslo PROPN 2 nsubj
                       condemned condemn VERB 0 root
                       rebels rebel NOUN 2 obj
                       {joins} {joins} CCONJ 6 cc
                       Lima Lima PROPN 6 nsubj
                       waited wait VERB 2 conj
                       Lund Lund PROPN 5 appos""")
    assert [acts_beside(index_of(doc), 1, i) for i in (0, 2, 4, 6)] == [False, False, *[beside] * 2]
    [party] = weigh(scene_of(doc), event(word(4, 0.1, 0.4, trigger=1), kind="ACCUSE"), 1)
    assert bool(party.best.chances[RECIPIENT]) is not beside
    [party] = weigh(scene_of(doc), event(word(4, 0.1, 0.4, trigger=1), kind="CONSULT"), 1)
    assert party.best.chances[RECIPIENT]  # who "met Lund, and Lima waited" may have met both


def test_who_acts_beside_a_noun_or_a_clause_without_subject_may_be_spoken_of():
    rows = """Oslo Oslo PROPN 3 {}
              the the DET 3 det
              {} 0 root
              and and CCONJ 6 cc
              Lima Lima PROPN 6 nsubj
              waited wait VERB 3 conj"""
    beside = rows.format("nsubj", "condemned condemn VERB")
    assert acts_beside(index_of(document(beside)), 2, 4)
    for other in (("nsubj", "raid raid NOUN"), ("vocative", "condemned condemn VERB")):
        assert not acts_beside(index_of(document(rows.format(*other))), 2, 4)


def test_what_is_fired_is_not_attacked():
    scene = scene_of(
        document(
            """Rebels rebel  NOUN 2 nsubj
               fired  fire   VERB 0 root
               drones drone  NOUN 2 obj
               at     at     ADP  5 case
               trucks truck  NOUN 2 obl"""
        )
    )
    known, lists = index_of(scene.doc), scene.resolver.reader.lists
    assert [is_fired(known, i, lists) for i in (0, 2, 4)] == [False, True, False]
    seized = index_of(document("Rebels rebel NOUN 2 nsubj\nseized seize VERB 0 root\n"
                               "drones drone NOUN 2 obj"))  # fmt: skip
    assert not is_fired(seized, 2, lists)


def test_who_finds_the_dead_has_not_killed_them():
    doc = document(
        """Police  police  NOUN 2 nsubj
           found   find    VERB 0 root
           farmers farmer  NOUN 2 obj
           shot    shoot   VERB 3 acl
           and     and     CCONJ 6 cc
           fired   fire    VERB 2 conj
           rebels  rebel   NOUN 6 nsubj"""
    )
    known, lists = index_of(doc), scene_of(doc).resolver.reader.lists
    assert is_finder(known, 3, 0, lists)
    assert not is_finder(known, 5, 0, lists)
    assert not is_finder(known, 3, 6, lists)


def test_who_is_leant_on_takes_no_part_but_in_what_is_called_so():
    doc = document(
        """Iran   Iran   PROPN 3 compound
           _-     -      PUNCT 3 punct
           backed back   VERB  4 amod
           rebels rebel  NOUN  5 nsubj
           left   leave  VERB  0 root"""
    )
    assert only_leans(scene_of(doc), 0, {4})
    assert not only_leans(scene_of(doc), 0, {3})
    assert not only_leans(scene_of(doc), 3, {4})


def test_what_is_a_states_may_be_done_by_it():
    doc = document(
        """Syria Syria PROPN 3 nmod:poss
           's    's    PART  1 case
           arrest arrest NOUN/NN 0 root
           of    of    ADP 5 case
           Ito   Ito   PROPN 3 nmod"""
    )
    scene = scene_of(doc)
    assert [suffers(scene, i) for i in (0, 4)] == [False, True]


def test_with_whom_nothing_is_done():
    doc = document(
        """They     they     PRON  2 nsubj
           banned   ban      VERB  0 root
           visits   visit    NOUN  2 obj
           except   except   ADP   6 case
           his      he       PRON  6 nmod:poss
           wife     wife     NOUN  2 obl
           and      and      CCONJ 8 cc
           aide     aide     NOUN  6 conj"""
    )
    known = index_of(doc)
    assert [is_left_out(known, i) for i in (2, 5, 7)] == [False, True, True]


ALLIED = """Norway Norway PROPN 4 compound
            _- - PUNCT 3 punct
            Peru Peru PROPN 4 compound
            {0} 5 nsubj
            left leave VERB 0 root"""


@pytest.mark.parametrize(
    ("head", "kind", "is_part"),
    [
        ("Association association PROPN", "LOC", True),  # a body, of no government
        ("NATO NATO PROPN", "LOC", True),
        ("Varga Varga PROPN", "PER", True),
        ("Ostrel Ostrel PROPN", "LOC", False),  # nobody
        ("Commission commission PROPN", "LOC", False),  # of both governments
        ("committee committee NOUN", None, False),  # no name
        ("Chile Chile PROPN", "LOC", False),
    ],
)
def test_a_part_of_the_name_of_somebody_means_its_head(head, kind, is_part):
    names = [("Norway", "LOC"), ("Peru", "LOC"), *[(head.split()[0], kind)] * (kind is not None)]
    scene = over(named(document(ALLIED.format(head)), *names))
    for part in (0, 2):
        assert bearer(scene, part, {0, 2, 3}) == (3 if is_part else part)
        assert bearer(scene, part, {0, 2}) == part  # the head is no candidate
    assert bearer(scene, 3, {0, 2, 3}) == 3


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Peru Ostrel", "ORG", 3),
        ("Peru Ostrel", "LOC", 2),
        ("Peru", "ORG", 2),
        ("Ostrel", "ORG", 2),
    ],
)
def test_a_part_of_an_organisations_name_means_the_organisation(name, kind, found):
    doc = document(ALLIED.format("Ostrel Ostrel PROPN"))
    assert bearer(over(named(doc, (name, kind))), 2, {2, 3}) == found


@pytest.mark.parametrize(
    ("relation", "found"), [("compound", ["Association"]), ("nmod", ["Norway", "Association"])]
)
def test_a_part_of_a_name_is_no_party_beside_its_bearer(relation, found):
    scene = scene_of(
        document(
            f"""Norway      Norway      PROPN 2 {relation}
                Association Association PROPN 3 nsubj
                left        leave       VERB  0 root"""
        )
    )
    words = [word(0, 0.6, trigger=2), word(1, 0.5, trigger=2)]
    assert texts(scene, weigh(scene, event(*words), 2)) == found


PLACED = """{0} {0} NOUN 4 nsubj
            {1} {1} ADP 3 case
            Peru Peru PROPN 1 nmod
            left leave VERB 0 root"""


@pytest.mark.parametrize(
    ("noun", "preposition", "candidates", "only_where"),
    [
        ("embassy", "in", {0, 2}, True),
        ("embassy", "at", {0, 2}, True),
        ("ambassador", "to", {0, 2}, True),
        ("embassy", "to", {0, 2}, False),
        ("embassy", "of", {0, 2}, False),
        ("embassy", "in", {2}, False),  # the embassy is no candidate
        ("flood", "in", {0, 2}, False),  # nobody
    ],
)
def test_where_another_party_is_is_no_party(noun, preposition, candidates, only_where):
    scene = scene_of(document(PLACED.format(noun, preposition)))
    assert is_where_somebody_is(scene, 2, candidates) is only_where
    words = [word(i, 0.6, trigger=3) for i in sorted(candidates)]
    found = texts(scene, weigh(scene, event(*words), 3))
    assert ("Peru" in found) is not only_where


def test_where_something_is_done_may_be_a_party():
    scene = scene_of(
        document(PLACED.format("embassy", "in").replace("PROPN 1 nmod", "PROPN 4 obl"))
    )
    assert not is_where_somebody_is(scene, 2, {0, 2})


SENT = """
    Norway Norway PROPN 2 nsubj
    sent send VERB 0 root
    army army NOUN 4 compound
    troops troop NOUN 2 obj
    to to ADP 6 case
    Peru Peru PROPN 2 obl
"""


@pytest.mark.parametrize(
    ("kind", "verb", "found"),
    [
        ("AID", "sent send", ["Norway", "Peru"]),
        ("SANCTION", "recalled recall", ["Norway", "Peru"]),
        ("AID", "armed arm", ["Norway", "troops", "Peru"]),
        ("REQUEST", "sent send", ["Norway", "troops", "Peru"]),
    ],
)
def test_troops_that_are_sent_are_not_acted_upon(kind, verb, found):
    scene = scene_of(document(SENT.replace("sent send", verb)))
    words = (word(0, 0.9, 0.0, 1), word(3, 0.0, 0.9, 1), word(5, 0.0, 0.8, 1))
    assert sorted(texts(scene, weigh(scene, event(*words, kind=kind), 1))) == sorted(found)


PATROLLED = """
    Norway Norway PROPN 2 nsubj
    entered enter VERB 0 root
    Peru Peru PROPN 2 obj
    that that PRON 6 obj
    guards guard NOUN 6 nsubj
    patrol patrol VERB 3 acl:relcl
"""


@pytest.mark.parametrize(
    ("kind", "tree", "found"),
    [
        ("AID", PATROLLED, ["Peru", "guards"]),
        ("ACCUSE", PATROLLED, ["Norway", "Peru", "guards"]),
        ("AID", PATROLLED.replace("acl:relcl", "advcl"), ["Norway", "Peru", "guards"]),
    ],
)
def test_who_acts_above_a_relative_clause_is_not_acted_upon_in_it(kind, tree, found):
    scene = scene_of(document(tree))
    words = (word(0, 0.0, 0.6, 5), word(2, 0.0, 0.6, 5), word(4, 0.9, 0.0, 5))
    assert sorted(texts(scene, weigh(scene, event(*words, kind=kind), 5))) == sorted(found)
