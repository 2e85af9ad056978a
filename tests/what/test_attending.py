"""Whether those counted take part, and whether a sum is reached."""

import pytest
from build import at, document

from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.attending import is_aim, is_helped, is_known, meets
from dateline.what.numbers import Quantity
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


@pytest.mark.parametrize(
    ("opening", "relation", "verb", "aim"),
    [
        ("to to PART", "mark", "reach reach VERB/VB", True),
        ("could could AUX/MD", "aux", "reach reach VERB/VB", True),
        ("to to PART", "mark", "port port NOUN/NN", False),
        ("to to PART", "advmod", "reach reach VERB/VB", False),
        ("that that SCONJ", "mark", "reached reach VERB/VBD", False),
    ],
)
def test_a_sum_is_an_aim_behind_to_or_a_mood(opening, relation, verb, aim):
    doc = document(f"""{opening} 2 {relation}
        {verb} 0 root
        billions billion NOUN 2 obj""")
    assert is_aim(doc.tokens, 2, index_of(doc).below) is aim


@pytest.mark.parametrize(("relation", "helped"), [("obj", True), ("nsubj", False)])
def test_who_helps_is_not_helped(relation, helped):
    doc = document(f"nurses nurse NOUN 2 {relation}\nhelp help VERB 0 root")
    assert is_helped(doc.tokens, 0, LISTS) is helped


@pytest.mark.parametrize(("wording", "meeting"), [(range(1), True), (range(2, 3), False)])
def test_a_meeting_of_some_is_one_that_they_are_at(wording, meeting):
    doc = document("""summit summit NOUN 0 root
        of of ADP 3 case
        officers officer NOUN 1 nmod""")
    assert meets(doc.tokens, 2, wording, LISTS) is meeting
