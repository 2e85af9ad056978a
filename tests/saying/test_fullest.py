"""To which mention a pronoun or a description is followed."""

import pytest
from build import claiming, document

from dateline.saying.claims import Claims
from dateline.saying.fullest import Fullest
from dateline.saying.speakers import Speakers

SAAR = """
Gideon Gideon PROPN 3 nsubj
Saar Saar PROPN 1 flat
spoke speak VERB 0 root
_. . PUNCT 3 punct
"""
SPOKESMAN = """
A a DET 2 det
spokesman spokesman NOUN/NN 3 nsubj
said say VERB 0 root
rebels rebel NOUN 5 nsubj
fled flee VERB 3 ccomp
_. . PUNCT 3 punct
"""
RADIO = SPOKESMAN.replace("A a", "The the").replace("spokesman spokesman", "radio radio")
STATE_RADIO = RADIO.replace("The the DET 2 det", "State state NOUN 2 compound")
LEE = """
Ann Ann PROPN 2 compound
Lee Lee PROPN 3 nsubj
said say VERB 0 root
troops troop NOUN 5 nsubj
hid hide VERB 3 ccomp
_. . PUNCT 3 punct
"""
HE = """
He he PRON 2 nsubj
left leave VERB 0 root
_. . PUNCT 2 punct
"""
IT = HE.replace("He he", "It it")
ADVISER = """
An a DET 2 det
adviser adviser NOUN/NN 7 nsubj
_, , PUNCT 5 punct
John John PROPN 5 compound
Nagenda Nagenda PROPN 2 appos
_, , PUNCT 5 punct
left leave VERB 0 root
_. . PUNCT 7 punct
"""
FLED, HID = "rebels fled", "troops hid"


@pytest.mark.parametrize(
    ("sentences", "claims", "names", "word", "words"),
    [
        ((SAAR, HE), [], ["Gideon Saar"], "He", "Gideon Saar"),
        ((RADIO, IT), [("The radio", "said", FLED)], [], "It", "It"),
        ((STATE_RADIO, IT), [("State radio", "said", FLED)], [], "It",
         "State radio"),
        ((ADVISER,), [], ["John Nagenda"], "adviser", "John Nagenda"),
        ((SPOKESMAN, LEE), [("A spokesman", "said", FLED), ("Ann Lee", "said", HID)], ["Ann Lee"],
         "spokesman", "Ann Lee"),
        ((SPOKESMAN.replace("A a", "The the"), LEE),
         [("The spokesman", "said", FLED), ("Ann Lee", "said", HID)], ["Ann Lee"],
         "spokesman", "spokesman"),
    ],
)  # fmt: skip
def test_a_mention_is_followed_to_the_fullest_one(sentences, claims, names, word, words, lexicon):
    doc = claiming(document(*sentences), claims, [(name, "PER") for name in names])
    speakers = Speakers(doc, lexicon)
    head = next(i for i, token in enumerate(doc.tokens) if token.text == word)
    full = Fullest(Claims(speakers)).resolve(speakers.mention_at(head))
    assert doc.text[slice(*speakers.span(full))] == words
