"""To which mention a pronoun or a description is followed."""

import dataclasses

import pytest
from build import at, claiming, document, named

from dateline.data import Entity
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
QUOTED = """
The the DET 2 det
daily daily NOUN 3 nsubj
quoted quote VERB/VBD 0 root
Ann Ann PROPN 5 compound
Lee Lee PROPN 3 obj
as as SCONJ 7 mark
saying say VERB/VBG 3 advcl
troops troop NOUN 9 nsubj
hid hide VERB/VBD 7 ccomp
_. . PUNCT 3 punct
"""
FLED, HID = "rebels fled", "troops hid"


@pytest.mark.parametrize(
    ("sentences", "claims", "names", "word", "words"),
    [
        ((SAAR, HE), [], ["Gideon Saar"], "He", "Gideon Saar"),
        ((SPOKESMAN, QUOTED), [("A spokesman", "said", FLED), ("Ann Lee", "saying", HID)],
         ["Ann Lee"], "spokesman", "Ann Lee"),
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


HE_SAID = """
{0} {0} PROPN 3 nsubj
will will AUX 3 aux
resign resign VERB 6 ccomp
_, , PUNCT 6 punct
he he PRON 6 nsubj
said say VERB 0 root
_. . PUNCT 6 punct
"""


def test_nobody_else_named_leaves_the_pronoun(lexicon):
    doc = document(SAAR.replace("spoke speak", "said say"), HE_SAID.format("Saar"))
    he, saar = doc.text.index(" he said") + 1, doc.text.rindex("Saar")
    of_saar = at(doc, "Gideon Saar"), (saar, saar + len("Saar")), (he, he + 2)
    claims = [("Gideon Saar", "said", "Saar said"), (" he", " said.", "Saar will resign")]
    doc = named(claiming(doc, claims), ("Gideon Saar", "PER"), ("Saar", "PER"))
    doc = dataclasses.replace(doc, entities=(Entity(of_saar, "Gideon Saar", "person"),))
    speakers = Speakers(doc, lexicon)
    mention = speakers.mention(he, he + 2)
    assert Fullest(Claims(speakers)).resolve(mention) == mention


@pytest.mark.parametrize(("subject", "told"), [("Saar", "Lee"), ("They", "Gideon Saar")])
def test_who_is_spoken_of_does_not_say_it(subject, told, lexicon):
    doc = document(SAAR, LEE.replace("Ann Ann PROPN", "Mr Mr NOUN"), HE_SAID.format(subject))
    he = doc.text.index(" he said") + 1
    of_saar = [at(doc, "Gideon Saar"), (he, he + 2)]
    if subject == "Saar":
        of_saar.insert(1, (start := doc.text.rindex("Saar"), start + len("Saar")))
    claims = [("Mr Lee", "said", HID), (" he", " said.", f"{subject} will resign")]
    doc = claiming(doc, claims, [("Gideon Saar", "PER"), ("Lee", "PER")])
    doc = dataclasses.replace(doc, entities=(Entity(tuple(of_saar), "Gideon Saar", "person"),))
    speakers = Speakers(doc, lexicon)
    full = Fullest(Claims(speakers)).resolve(speakers.mention(he, he + 2))
    assert told in doc.text[slice(*speakers.span(full))]
