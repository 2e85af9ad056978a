"""What befell the people whom a number counts, over hand-made trees."""

import dataclasses

import pytest
from build import at, document
from counted import event, found, tagged

from dateline.data import NameMention, TimeMention

KILLED = """
{0}
soldiers soldier NOUN 4 nsubj:pass
were be AUX 4 aux:pass
killed kill VERB 0 root
in in ADP 7 case
the the DET 7 det
attack attack NOUN 4 obl
_. . PUNCT 4 punct
"""


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("Two two NUM 2 nummod", (2, 2)),
        ("Dozens dozen NOUN 4 nsubj:pass", (24, 99)),
        ("Several several ADJ 2 amod", (3, 9)),
    ],
)
def test_victims_are_counted_with_the_attack(number, count):
    rows = KILLED.format(number)
    if number.startswith("Dozens"):
        rows = rows.replace("soldiers soldier NOUN 4 nsubj:pass", "soldiers soldier NOUN 1 nmod")
    doc = document(rows)
    assert found(doc, event(doc, "attack")) == [{"killed": count}]


AND = """
Two two NUM 2 nummod
soldiers soldier NOUN 7 nsubj:pass
and and CCONJ 5 cc
a a DET 5 det
guard guard NOUN 2 conj
were be AUX 7 aux:pass
killed kill VERB 0 root
and and CCONJ 10 cc
nine nine NUM 10 nsubj:pass
wounded wound VERB 7 conj
_. . PUNCT 7 punct
"""


def test_numbers_joined_by_and_are_added():
    doc = document(AND)
    assert found(doc, event(doc, "killed")) == [{"killed": (3, 3), "injured": (9, 9)}]


TORN = """
Gunmen gunman NOUN 2 nsubj
attacked attack VERB 0 root
guards guard NOUN 2 obj
_, , PUNCT 2 punct
killing killing NOUN 2 dep
at at ADP 7 case
least least ADV 8 advmod
two two NUM 9 nummod
policemen policeman NOUN 2 obj
"""


FOLLOWED = """
Three three NUM 2 nummod
people person NOUN 5 dep
were be AUX 5 aux
wounded wounded ADJ 5 dep
clashes clash NOUN 0 root
"""


PRISONERS = """
Guards guard NOUN 2 nsubj
wounded wound VERB 0 root
20 20 NUM 4 nummod
prisoners prisoner NOUN 2 obj
"""


AMONG = """
Troops troop NOUN 2 nsubj
fired fire VERB 0 root
_, , PUNCT 4 punct
wounding wound VERB 2 advcl
three three NUM 4 obj
_, , PUNCT 9 punct
among among ADP 8 case
them they PRON 9 nmod
one one NUM 10 nummod
student student NOUN 4 obj
"""


JOINED = """
Missiles missile NOUN 2 nsubj
struck strike VERB 0 root
_, , PUNCT 4 punct
killing kill VERB 2 advcl
seven seven NUM 6 nummod
people person NOUN 4 obj
and and CCONJ 8 cc
injuring injure VERB 6 conj
31 31 NUM 6 conj
"""


WHO_HAD_FLED = """
Fighters fighter NOUN 2 nsubj
shelled shell VERB 0 root
it it PRON 2 obj
_, , PUNCT 5 punct
killing kill VERB 2 advcl
15 15 NUM 8 nummod
displaced displaced ADJ/JJ 8 amod
people person NOUN 5 obj
"""


DOZENS = """
Shells shell NOUN 2 nsubj
wounded wound VERB 0 root
dozens dozen NOUN/NNS 2 obj
of of ADP 5 case
others other NOUN/NNS 3 nmod
"""


LOST = """
Over over ADV 2 advmod
3,100 3,100 NUM 3 nummod
policemen policeman NOUN 5 nsubj
have have AUX 5 aux
lost lose VERB 0 root
their they PRON 7 nmod:poss
lives life NOUN 5 obj
in in ADP 9 case
clashes clash NOUN 5 obl
"""


SHOT_DEAD = """
Police police NOUN 2 nsubj
shot shoot VERB 0 root
{0}
five five NUM 5 nummod
people person NOUN {1} obj
"""


HELD_HOSTAGE = """
71 71 NUM 2 nummod
others other NOUN/NNS 4 nsubj:pass
were be AUX 4 aux:pass
held hold VERB/VBN 0 root
hostage hostage NOUN 4 advmod
"""


THIRTY_TO_FORTY = """
30 30 NUM 4 nummod
to to ADP 3 case
40 40 NUM 1 nmod
people person NOUN/NNS 6 nsubj:pass
were be AUX 6 aux:pass
killed kill VERB/VBN 0 root
"""


OF_THE_SIX = """
They they PRON 2 nsubj
filmed film VERB 0 root
two two NUM 2 obj
of of ADP 7 case
the the DET 7 det
six six NUM 7 nummod
hostages hostage NOUN/NNS 3 nmod
"""


TUTSIS = """
They they PRON 2 nsubj
killed kill VERB 0 root
Tutsis Tutsis PROPN/NNP 2 obj
"""


STABBED = """
Two two NUM 2 nummod
women woman NOUN 4 nsubj:pass
were be AUX 4 aux:pass
stabbed stab VERB/VBN 0 root
to to ADP 6 case
death death NOUN 4 obl
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "counted"),
    [
        (JOINED, "struck", {"killed": (7, 7), "injured": (31, 31)}),
        (WHO_HAD_FLED, "shelled", {"killed": (15, 15)}),  # and not displaced
        (DOZENS, "wounded", {"injured": (24, 99)}),
        (LOST, "clashes", {"killed": (3100, 3100)}),
        (STABBED, "stabbed", {"killed": (2, 2)}),
        (TORN, "attacked", {"killed": (2, 2)}),  # whatever the tree
        (FOLLOWED, "clashes", {"injured": (3, 3)}),
        (PRISONERS, "wounded", {"injured": (20, 20)}),  # and not arrested
        (SHOT_DEAD.format("dead dead ADP 2 compound:prt", 2), "shot", {"killed": (5, 5)}),
        (SHOT_DEAD.format("dead dead ADJ 2 xcomp", 3), "shot", {"killed": (5, 5)}),
        (HELD_HOSTAGE, "held", {"hostages": (71, 71)}),  # and not arrested
        (THIRTY_TO_FORTY, "killed", {"killed": (30, 40)}),
        (OF_THE_SIX, "filmed", {"hostages": (2, 2)}),
        (TUTSIS, "killed", {}),  # several, if tagged as one
        (AMONG, "fired", {"injured": (3, 3)}),  # who is among them is not added
    ],
)
def test_what_is_done_to_people_is_read_off_the_words_beside_their_number(rows, trigger, counted):
    doc = document(rows)
    assert found(doc, event(doc, trigger)) == [counted]


def test_a_number_in_the_name_of_a_body_counts_nobody():
    doc = document("""
        The the DET 2 det
        Group Group PROPN 5 nsubj
        of of ADP 4 case
        Eight Eight NUM 2 nmod
        met meet VERB 0 root
    """)
    doc = dataclasses.replace(doc, names=(NameMention(4, 18, "Group of Eight", "ORG"),))
    assert found(doc, event(doc, "met", "CONSULT")) == [{}]


def test_a_day_may_stand_between_a_deed_and_those_it_was_done_to():
    doc = document("""
        Crimes crime NOUN 0 root
        in in ADP 4 case
        the the DET 4 det
        execution execution NOUN 1 nmod
        Tuesday Tuesday PROPN 4 nmod
        of of ADP 8 case
        148 148 NUM 8 nummod
        men man NOUN 1 nmod
    """)
    assert found(doc, event(doc, "execution")) == [{}]
    tuesday = TimeMention(*at(doc, "Tuesday"), "Tuesday", "DATE", "2024-03-05")
    doc = dataclasses.replace(doc, times=(tuesday,))
    assert found(doc, event(doc, "execution")) == [{"killed": (148, 148)}]


def test_a_number_without_a_noun_stands_for_the_last_persons():
    doc = document("""
        They they PRON 2 nsubj
        released release VERB 0 root
        hostages hostage NOUN/NNS 2 obj
        until until SCONJ 9 mark
        the the DET 7 det
        remaining remaining ADJ 7 amod
        nine nine NUM 9 obl
        were be AUX 9 aux:pass
        freed free VERB 2 advcl
    """)
    freed = event(doc, "freed", "RETREAT")
    assert found(doc, freed) == [{"hostages": (9, 9)}]


def test_who_is_reported_killed_is_counted():
    doc = tagged(
        document("""
        Two two NUM 2 nummod
        monks monk NOUN/NNS 4 nsubj:pass
        were be AUX 4 aux:pass
        reported report VERB 0 root
        killed kill VERB 4 xcomp
        in in ADP 7 case
        clashes clash NOUN 5 obl
    """),
        reported="VBN",
        killed="VBN",
    )
    assert found(doc, event(doc, "clashes")) == [{"killed": (2, 2)}]


@pytest.mark.parametrize(
    ("other", "count"), [("his his PRON 6 nmod:poss", 2), ("young young ADJ 6 amod", 1)]
)
def test_who_is_joined_to_those_counted_counts_with_them(other, count):
    doc = document(f"""
        Rebels rebel NOUN 2 nsubj
        killed kill VERB 0 root
        one one NUM 4 nummod
        guard guard NOUN/NN 2 obj
        {other}
        driver driver NOUN/NN 4 conj
    """)
    assert found(doc, event(doc, "killed")) == [{"killed": (count, count)}]


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
def test_who_is_shot_and_wounded_lives(between, role):
    doc = document(SHOT.format(between))
    assert found(doc, event(doc, "shot")) == [{role: (3, 3)}]


def test_who_is_hanged_is_killed():
    doc = document("""
        the the DET 2 det
        hanging hanging NOUN 0 root
        of of ADP 5 case
        three three NUM 5 nummod
        rebels rebel NOUN/NNS 2 nmod
    """)
    assert found(doc, event(doc, "hanging")) == [{"killed": (3, 3)}]
