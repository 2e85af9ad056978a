"""Who reads what off a sentence: its tree, the order of its words, or "according to"."""

import pytest
from build import document

from dateline.saying.according import According
from dateline.saying.by_order import ByOrder
from dateline.saying.by_tree import ByTree
from dateline.saying.candidates import Candidates
from dateline.saying.tellers import Tellers
from dateline.saying.trees import Trees

FLAT = """
    Envoys envoy NOUN 2 nsubj
    said say VERB 0 root
    that that SCONJ 6 mark
    talks talk NOUN 6 nsubj
    had have AUX 6 aux
    failed fail VERB 2 {relation}
"""
TOLD = FLAT.format(relation="ccomp")
MISREAD = FLAT.format(relation="advcl:relcl")
CLAIM = """
    They they PRON 2 nsubj
    reject reject VERB 0 root
    claims claim NOUN 2 obj
    that that SCONJ 6 mark
    talks talk NOUN 6 nsubj
    failed fail VERB 3 acl
"""
TRANSCRIPT = """
    SMITH Smith PROPN 4 nsubj
    _: : PUNCT 1 punct
    We we PRON 4 nsubj
    left leave VERB 0 root
"""
ACCORDING = """
    Talks talk NOUN 2 nsubj
    failed fail VERB 0 root
    _, , PUNCT 6 punct
    according accord VERB 6 case
    to to ADP 4 fixed
    officials official NOUN 2 obl
"""
ASIDE = """
    Talks talk NOUN 2 nsubj
    failed fail VERB 0 root
    _, , PUNCT 6 punct
    which which PRON/WDT 6 nsubj
    had have AUX 6 aux
    begun begin VERB 1 acl:relcl
    _, , PUNCT 10 punct
    according accord VERB 10 case
    to to ADP 8 fixed
    officials official NOUN 6 obl
"""
DAILY = """
    Talks talk NOUN 2 nsubj
    failed fail VERB 0 root
    _, , PUNCT 11 punct
    the the DET 5 det
    people people NOUN 7 nmod:poss
    _'s 's PART 5 case
    daily daily NOUN 11 nsubj
    ( ( PUNCT 9 punct
    _PD PD PROPN 7 appos
    _) ) PUNCT 9 punct
    reported report VERB 2 parataxis
    _. . PUNCT 2 punct
"""


@pytest.fixture
def trees(lexicon):
    return lambda rows: Trees(document(rows), lexicon.cues, lexicon.lists)


def tree_of(trees):
    tellers = Tellers(trees)
    return ByTree(trees, tellers, ByOrder(trees, tellers))


def words(trees, found):
    return [(c.frame, " ".join(trees.tokens[i].text for i in c.content)) for c in found]


def test_a_clause_that_hangs_on_a_verb_is_its_content(trees):
    seen = trees(TOLD)
    assert words(seen, tree_of(seen).of_verb(1))[0] == ("ccomp", "that talks had failed")


def test_where_the_tree_goes_wrong_the_order_of_words_tells_it(trees):
    seen = trees(MISREAD)
    found = words(seen, tree_of(seen).of_verb(1))
    assert ("rest:that", "that talks had failed") in found
    assert "ccomp" not in {frame for frame, _ in found}


def test_a_clause_that_hangs_on_a_noun_is_its_content(trees):
    seen = trees(CLAIM)
    found = words(seen, tree_of(seen).of_noun(2))
    assert found == [("acl:that", "that talks failed")]


def test_a_name_and_a_colon_open_the_words_of_a_speaker(trees):
    seen = trees(TRANSCRIPT)
    found = list(ByOrder(seen, Tellers(seen)).of_colon(1))
    assert words(seen, found) == [("speaker", "We left")]
    assert found[0].source == (0,)


def test_according_to_stands_beside_what_is_said(trees):
    seen = trees(ACCORDING)
    found = list(According(seen).of(3))
    assert ("according", "Talks failed") in words(seen, found)
    assert {c.source for c in found} == {(5,)}


def test_according_to_behind_an_aside_stands_beside_the_whole_sentence(trees):
    seen = trees(ASIDE)
    found = [content for _, content in words(seen, According(seen).of(7))]
    assert found == ["Talks failed , which had begun"]


def test_the_name_of_who_tells_may_have_an_owner_and_brackets_in_it(trees):
    seen = trees(DAILY)
    found = tree_of(seen).of_verb(10)
    tail = next(c for c in found if c.frame == "tail")
    assert words(seen, [tail]) == [("tail", "Talks failed")]
    assert [seen.tokens[i].text for i in tail.source] == ["the", "people", "'s", "daily"]


def test_each_cue_is_read_by_what_it_is(trees):
    seen = trees(TOLD)
    found = list(Candidates(seen, Tellers(seen)).all())
    assert {c.cue for c in found} == {1}
