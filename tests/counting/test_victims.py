"""Those to whom deeds are done one by one, and the hurt of the next sentence, over hand-made
trees."""

import dataclasses

import pytest
from build import document
from counted import EDITOR, event, found, tagged


@pytest.mark.parametrize(
    ("status", "count"), [("happened", {"arrested": (1, 1)}), ("planned", {}), ("negated", {})]
)
def test_one_person_counts_where_the_deed_was_done(status, count):
    doc = tagged(document(EDITOR), editor="NN")
    told = dataclasses.replace(event(doc, "arrested", "COERCE"), status=status)
    assert found(doc, told) == [count]


AMBUSHED = """
Rebels rebel NOUN 2 nsubj
ambushed ambush VERB 0 root
and and CCONJ 4 cc
shot shoot VERB 2 conj
dead dead ADJ 4 xcomp
a a DET 7 det
mayor mayor NOUN 2 obj
_. . PUNCT 2 punct
"""


CAUGHT = """
The the DET 2 det
driver driver NOUN 4 nsubj:pass
was be AUX 4 aux:pass
caught catch VERB 0 root
and and CCONJ 6 cc
killed kill VERB 4 conj
_. . PUNCT 4 punct
"""


EXPLODED = """
A a DET 2 det
bomb bomb NOUN 3 nsubj
exploded explode VERB 0 root
_, , PUNCT 5 punct
killing kill VERB 3 advcl
the the DET 7 det
driver driver NOUN 5 obj
_. . PUNCT 3 punct
"""


BROTHERS = """
Gunmen gunman NOUN 2 nsubj
killed kill VERB 0 root
the the DET 4 det
mayor mayor NOUN 2 obj
and and CCONJ 7 cc
his his PRON 7 nmod:poss
driver driver NOUN 4 conj
_. . PUNCT 2 punct
"""


GUNNED = """
The the DET 2 det
principal principal NOUN 4 nsubj:pass
was be AUX 4 aux:pass
gunned gun VERB 0 root
down down ADP 4 compound:prt
_. . PUNCT 4 punct
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "killed"),
    [(AMBUSHED, "shot", 1), (CAUGHT, "killed", 1), (EXPLODED, "exploded", 1),
     (BROTHERS, "killed", 2), (GUNNED, "gunned", 1)],
)  # fmt: skip
def test_those_to_whom_a_deed_is_done_one_by_one_are_counted(rows, trigger, killed):
    doc = tagged(document(rows), mayor="NN", driver="NN", principal="NN", killing="VBG")
    assert found(doc, event(doc, trigger)) == [{"killed": (killed, killed)}]


FREED = """
Rebels rebel NOUN 2 nsubj
freed free VERB 0 root
the the DET 4 det
mayor mayor NOUN 2 obj
and and CCONJ 6 cc
killed kill VERB 2 conj
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    "rows",
    [
        FREED,
        BROTHERS.replace("his his PRON 7 nmod:poss\ndriver driver", "all all DET 7 det\nmen man"),
    ],
    ids=["done to him before", "with several"],
)
def test_others_do_not_make_one_person_a_count(rows):
    doc = tagged(document(rows), mayor="NN", men="NNS")
    assert found(doc, event(doc, "killed")) == [{}]


GUARDS = """
Guards guard NOUN 2 nsubj
shot shoot VERB 0 root
and and CCONJ 5 cc
rebels rebel NOUN 5 nsubj
wounded wound VERB 2 conj
a a DET 7 det
mayor mayor NOUN 5 obj
_. . PUNCT 2 punct
"""


def test_verbs_with_subjects_of_their_own_share_nobody():
    doc = tagged(document(GUARDS), mayor="NN")
    assert found(doc, event(doc, "shot"), event(doc, "wounded")) == [
        {},
        {"injured": (1, 1)},
    ]


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
def test_the_wounded_of_the_next_sentence_are_those_of_the_attack(befell, counted):
    doc = document(FIRED, WOUNDED.format(befell))
    assert found(doc, event(doc, "fired")) == [counted]
    other = event(doc, befell.split()[0])
    assert found(doc, event(doc, "fired"), other)[0] == {}
    planned = dataclasses.replace(event(doc, "fired"), status="planned")
    assert found(doc, planned) == [{}]


def test_a_deed_that_shares_the_object_of_another_has_its_victim():
    doc = document("""
        Rebels rebel NOUN 2 nsubj
        ambushed ambush VERB 0 root
        and and CCONJ 4 cc
        killed kill VERB 2 conj
        the the DET 6 det
        mayor mayor NOUN/NN 2 obj
    """)
    assert found(doc, event(doc, "ambushed")) == [{"killed": (1, 1)}]


def test_who_is_jailed_alone_was_not_arrested_by_that():
    doc = tagged(document(EDITOR.replace("arrested arrest", "jailed jail")), editor="NN")
    assert found(doc, event(doc, "jailed", "COERCE")) == [{}]
