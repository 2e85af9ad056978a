import pytest
from build import document

from dateline.what import roles

MEETING = """
The the DET 2 det
envoy envoy NOUN 4 nsubj
will will AUX 4 aux
meet meet VERB 0 root
rebels rebel NOUN 4 obj
in in ADP 7 case
Gao Gao PROPN 4 obl
_. . PUNCT 4 punct
"""
ARRIVAL = """
He he PRON 2 nsubj
arrived arrive VERB 0 root
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("trigger", "word", "way"),
    [
        (3, 1, ">nsubj"),
        (3, 4, ">obj"),
        (3, 6, ">obl"),
        (4, 1, "<obj>nsubj"),
        (3, 8, "S+1:nsubj"),
        (9, 6, "S-1:other"),
        (9, 1, "S-1:nsubj"),
    ],
)
def test_way_is_named_by_its_steps_from_trigger_to_word(trigger, word, way):
    assert roles.trees_of(document(MEETING, ARRIVAL)).way(trigger, word) == way


@pytest.mark.parametrize(
    ("trigger", "word", "way"),
    [
        (0, 4, ">nmod>nmod>nmod>nmod"),
        (0, 5, "far:after:nmod"),
        (0, 7, "far:after:nmod"),
        (4, 0, "<nmod<nmod<nmod<nmod"),
        (5, 0, "far:before:up"),
        (7, 0, "far:before:up"),
        (7, 8, "far:after:punct"),
    ],
)
def test_way_names_only_the_side_of_what_is_far(trigger, word, way):
    chain = "\n".join(f"w{i} w{i} NOUN {i} {'root' if i == 0 else 'nmod'}" for i in range(8))
    assert roles.trees_of(document(f"{chain}\n_. . PUNCT 1 punct")).way(trigger, word) == way


CLAUSES = """
Turkey Turkey PROPN 2 nsubj
said say VERB 0 root
rebels rebel NOUN 4 nsubj
fled flee VERB 2 ccomp
after after SCONJ 7 mark
troops troop NOUN 7 nsubj
attacked attack VERB 4 advcl
villages village NOUN 7 obj
near near ADP 10 case
Gao Gao PROPN 8 nmod
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("trigger", "word", "clauses"),
    [
        (6, 5, ":nsubj"),
        (6, 9, ":nmod"),
        (6, 2, "<advcl:nsubj"),
        (6, 0, "<advcl<ccomp:nsubj"),
        (1, 5, ">ccomp>advcl:nsubj"),
        (3, 1, "<ccomp:over"),
    ],
)
def test_clauses_are_those_left_and_entered_on_the_way(trigger, word, clauses):
    assert roles.trees_of(document(CLAUSES)).clauses(trigger, word) == clauses


def test_ways_are_numbered_as_the_model_has_learned_them():
    doc = document(MEETING, ARRIVAL)
    paths = roles.Paths(["", ">nsubj", "S+1:nsubj"])
    found = paths.between(roles.trees_of(doc), [3, 9], [1, 4, 8], [(0, 3), (2, 3)])
    assert found.tolist() == [1, 0, 2, 1]


def test_candidates_are_nominals_of_the_sentences_around():
    doc = document(*[MEETING, ARRIVAL] * 4)
    found = roles.candidates(doc, 1)
    assert {doc.tokens[i].text for i in found} == {"envoy", "rebels", "Gao", "He"}
    assert max(found) < doc.sentences[3].start_token


@pytest.mark.parametrize(
    ("words", "head"), [("The envoy", "envoy"), ("rebels in Gao", "rebels"), ("Gao", "Gao")]
)
def test_head_word_is_the_one_that_hangs_outside(words, head):
    doc = document(MEETING)
    start = doc.text.index(words)
    found = roles.head_word(doc, start, start + len(words))
    assert found is not None
    assert doc.tokens[found].text == head


def test_head_word_of_no_word_is_none():
    assert roles.head_word(document(MEETING), 500, 510) is None
