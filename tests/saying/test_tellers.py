"""Who tells what a cue tells, by the tree."""

import pytest
from build import document

from dateline.saying.tellers import Tellers
from dateline.saying.trees import Trees

ADDING = """
    Envoys envoy NOUN 2 nsubj
    said say VERB 0 root
    so so ADV 2 advmod
    adding add VERB/VBG 8 advcl
    {} SCONJ 8 mark
    talks talk NOUN 8 nsubj
    had have AUX 8 aux
    failed fail VERB 2 ccomp
"""


@pytest.mark.parametrize(("conjunction", "teller"), [("that that", "Envoys"), ("as as", "talks")])
def test_who_acts_in_what_is_told_does_not_tell_it(conjunction, teller, lexicon):
    trees = Trees(document(ADDING.format(conjunction)), lexicon.cues, lexicon.lists)
    source, _ = Tellers(trees).of_verb(3, passive=False)
    assert [trees.tokens[i].text for i in source] == [teller]
