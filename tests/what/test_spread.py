import numpy as np
import pytest
from build import document

from dateline.what.spread import MOST, shared

EXPORTS = document("""Oslo Oslo PROPN 2 nsubj
    announced announce VERB 0 root
    it it PRON 5 nsubj
    would would AUX 5 aux
    begin begin VERB 2 ccomp
    exporting export VERB 5 xcomp
    gas gas NOUN 6 obj
    on on ADP 9 case
    Monday Monday PROPN 2 obl""")


def chances(**words):
    return np.array([words.get(token.text, 0.01) for token in EXPORTS.tokens], np.float32)


@pytest.mark.parametrize(
    ("words", "together"),
    [
        (
            {"announced": 0.25, "begin": 0.36, "exporting": 0.2},
            [["announced", "begin", "exporting"]],
        ),
        ({"begin": 0.45, "exporting": 0.4}, [["begin", "exporting"]]),
        ({"announced": 0.25, "begin": 0.2, "exporting": 0.1}, []),  # too little
        ({"announced": 0.45, "exporting": 0.4}, []),  # neither hangs on the other
        ({"begin": 0.6, "exporting": 0.3}, []),  # one word is enough
        ({"gas": 0.68}, []),
    ],
)
def test_shared_finds_words_that_name_an_event_together(words, together):
    found = shared(EXPORTS.tokens, chances(**words))
    assert [[EXPORTS.tokens[i].text for i in own] for own, _ in found] == together


def test_shared_adds_up_what_each_word_has():
    ((_, chance),) = shared(EXPORTS.tokens, chances(announced=0.25, begin=0.36, exporting=0.2))
    assert chance == pytest.approx(0.81)


def test_shared_is_never_sure():
    parts = chances(announced=0.4, begin=0.45, exporting=0.4)
    assert shared(EXPORTS.tokens, parts)[0][1] == MOST
