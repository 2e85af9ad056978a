"""What is made of claims that others make, over hand-made trees."""

import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.saying.disputed import disputed
from dateline.syntax import index_of
from dateline.wordlists import read_word_lists

CLAIM = """The the DET 2 det
    {0} {0} NOUN 7 nsubj
    that that SCONJ 5 mark
    it it PRON 5 nsubj
    lost lose VERB 2 acl
    was be AUX 7 cop
    {1} {1} ADJ 0 root"""
SHARE = """It it PRON 2 nsubj
    {0} {1} VERB 0 root
    any any DET 4 det
    {2} {2} NOUN 2 obj
    in in ADP 6 case
    lost lost NOUN 4 nmod"""


@pytest.mark.parametrize(
    ("rows", "denied"),
    [
        (CLAIM.format("claim", "false"), True),
        (CLAIM.format("claim", "true"), None),
        (CLAIM.format("town", "false"), None),
        (SHARE.format("denied", "deny", "role"), True),
        (SHARE.format("denied", "deny", "house"), None),
        (SHARE.format("took", "take", "role"), None),
    ],
)
def test_a_claim_is_denied_by_what_says_that_it_is_false_or_that_nobody_had_a_share(rows, denied):
    doc, knowledge = document(rows), Knowledge()
    word = next(i for i, token in enumerate(doc.tokens) if token.text == "lost")
    found = disputed(index_of(doc), read_cues(knowledge), read_word_lists(knowledge), word)
    assert (None if found is None else found.denied) == denied
