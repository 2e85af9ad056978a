"""What a pronoun means, by candidates made by hand and the embedded weights."""

from dataclasses import replace

from dateline.linear import spelled
from dateline.who.pronouns import Candidate, Chooser, groups, read_chooser

SUBJECT = Candidate(
    "state", ("named", "marked"), 2, 1, "nsubj", 1, 1, "PROPN", same=False, governs=False,
    subject=("main",),
)  # fmt: skip
NEARER = replace(SUBJECT, told=(), mentions=1, relation="nmod", depth=4, rank=0, form="NOUN",
                 subject=())  # fmt: skip


def test_it_at_the_head_of_a_sentence_means_the_subject_before_rather_than_what_is_nearer():
    assert read_chooser().best("it", "nsubj", [NEARER, SUBJECT]) == 1


def test_who_was_called_she_before_is_called_so_again():
    person = replace(NEARER, kind="person")
    again = replace(person, form="PRON", same=True, relation="nsubj", subject=("main",), rank=1)
    assert read_chooser().best("he", "nsubj", [person, again]) == 1


def test_of_equals_the_first_is_taken():
    assert Chooser({}).best("it", "nsubj", [SUBJECT, NEARER]) == 0


def test_far_counts_and_depths_are_one():
    deep, deeper = replace(NEARER, depth=7, mentions=9), replace(NEARER, depth=9, mentions=12)
    assert spelled(groups("it", "obj", deep)) == spelled(groups("it", "obj", deeper))
