"""What is made of claims that others make, over hand-made trees."""

import pytest
from build import document

from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.saying.disputed import disputed
from dateline.syntax import index_of
from dateline.wordlists import read_word_lists

SHARE = """It it PRON 2 nsubj
    {0} {1} VERB 0 root
    any any DET 4 det
    {2} {2} NOUN 2 obj
    in in ADP 6 case
    lost lost NOUN 4 nmod"""


@pytest.mark.parametrize(
    ("rows", "denied"),
    [
        (SHARE.format("denied", "deny", "role"), True),
        (SHARE.format("denied", "deny", "house"), None),
        (SHARE.format("took", "take", "role"), None),
    ],
)
def test_who_denies_a_share_in_a_deed_denies_the_deed(rows, denied):
    doc, knowledge = document(rows), Knowledge()
    word = next(i for i, token in enumerate(doc.tokens) if token.text == "lost")
    found = disputed(index_of(doc), read_cues(knowledge), read_word_lists(knowledge), word)
    assert (None if found is None else found.denied) == denied
