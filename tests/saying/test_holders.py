"""Who holds a claim: its source, who quotes it and whom it quotes."""

import pytest
from build import claiming, document

from dateline.saying.claims import Claims
from dateline.saying.speakers import Speakers

ACCORDING = """
According accord VERB/VBG 4 case
to to ADP 1 fixed
the the DET 4 det
daily daily NOUN 9 obl
_, , PUNCT 5 punct
citing cite VERB/VBG 7 acl
officials official NOUN 9 obl
rebels rebel NOUN 9 nsubj
attacked attack VERB 0 root
_. . PUNCT 9 punct
"""
AS_QUOTED = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB/VBD 4 ccomp
_, , PUNCT 4 punct
said say VERB/VBD 0 root
Ann Ann PROPN 4 nsubj
Lee Lee PROPN 5 flat
_, , PUNCT 9 punct
a a DET 9 det
lawyer lawyer NOUN 5 appos
_, , PUNCT 12 punct
as as SCONJ 12 mark
quoted quote VERB/VBN 5 acl
{0} {0} ADP 15 case
the the DET 15 det
{1} {1} NOUN 12 obl
_. . PUNCT 4 punct
"""
AS_SAYING = """
The the DET 2 det
daily daily NOUN 3 nsubj
quoted quote VERB/VBD 0 root
officials official NOUN 3 obj
as as SCONJ 6 mark
saying say VERB/VBG 3 advcl
rebels rebel NOUN 8 nsubj
attacked attack VERB/VBD 6 ccomp
_. . PUNCT 3 punct
"""
ON_MONDAY = """
The the DET 2 det
daily daily NOUN 3 nsubj
reported report VERB/VBD 0 root
on on ADP 5 case
Monday Monday PROPN 3 obl
quoting quote VERB/VBG 3 advcl
officials official NOUN 6 obj
_: : PUNCT 10 punct
rebels rebel NOUN 10 nsubj
attacked attack VERB/VBD 3 ccomp
_. . PUNCT 3 punct
"""
CARRIED = """
Nagy Nagy PROPN 7 nsubj
in in ADP 3 case
remarks remark NOUN 7 obl
carried carry VERB/VBN 3 acl
by by ADP 6 case
radio radio NOUN 4 obl
said say VERB/VBD 0 root
rebels rebel NOUN 9 nsubj
fled flee VERB/VBD 7 ccomp
"""
ADDING = """
Nagy Nagy PROPN 2 nsubj
told tell VERB/VBD 0 root
{} 2 obj
rebels rebel NOUN 5 nsubj
attacked attack VERB/VBD 2 ccomp
{} 2 {}
they they PRON 8 nsubj
fled flee VERB/VBD 6 ccomp
"""
VBG, VBD = "adding add VERB/VBG", "added add VERB/VBD"
QUOTED_FURTHER_ON = AS_QUOTED.replace("a a DET 9 det", "was be AUX/VBD 9 cop")
LEE = [("Ann Lee", "PER")]
SAID = ("Ann Lee, a lawyer, as quoted", "said", "Rebels attacked")


@pytest.mark.parametrize(
    ("rows", "claim", "names", "holders"),
    [
        (ACCORDING, ("the daily", "According to", "rebels attacked"), [], ["daily", "officials"]),
        (AS_SAYING, ("rebels", "saying", "attacked"), [], ["daily", "officials"]),
        (ON_MONDAY, ("officials", "quoting", "rebels attacked"), [], ["daily", "officials"]),
        (AS_QUOTED.format("in", "daily"), SAID, LEE, ["daily", "Ann Lee"]),
        (AS_QUOTED.format("by", "ministry"), SAID, LEE, ["ministry", "Ann Lee"]),
        (AS_QUOTED.format("in", "ministry"), SAID, LEE, ["Ann Lee"]),
        (QUOTED_FURTHER_ON.format("in", "daily"), ("Ann Lee", *SAID[1:]), LEE, ["Ann Lee"]),
        (CARRIED, ("Nagy", "said", "rebels fled"), [], ["radio", "Nagy"]),
        (CARRIED.replace("carried carry", "heard hear"), ("Nagy", "said", "rebels fled"), [],
         ["Nagy"]),
        (ADDING.format("radio radio NOUN", VBG, "advcl"), ("Nagy", "adding", "they fled"), [],
         ["radio", "Nagy"]),
        (ADDING.format("radio radio NOUN", VBD, "conj"), ("Nagy", "added", "they fled"), [],
         ["radio", "Nagy"]),
        (ADDING.format("radio radio NOUN", VBD, "advcl"), ("Nagy", "added", "they fled"), [],
         ["Nagy"]),
        (ADDING.format("Sunday Sunday PROPN", VBD, "conj"), ("Nagy", "added", "they fled"), [],
         ["Nagy"]),
    ],
)  # fmt: skip
def test_who_passes_a_claim_on_holds_it_too(rows, claim, names, holders, lexicon):
    assert holders_of(rows, claim, names, lexicon) == holders


def holders_of(rows, claim, names, lexicon):
    doc = claiming(document(rows), [claim], names)
    speakers = Speakers(doc, lexicon)
    [found] = Claims(speakers).all
    return [doc.text[slice(*speakers.span(mention))] for mention in found.holders]


POLICE, WITNESSES = "police police NOUN/NNS {} nsubj", "witnesses witness NOUN/NNS 1 conj"
CAIRO, RABAT = "Cairo Cairo PROPN/NNP {} nsubj", "Rabat Rabat PROPN/NNP 1 conj"
LEE_A_LAWYER = """Ann Ann PROPN/NNP {} nsubj
Lee Lee PROPN/NNP 1 flat
_, , PUNCT 5 punct
a a DET 5 det
lawyer lawyer NOUN/NN 1 appos"""
LAWYER = "lawyer lawyer NOUN/NN {} nsubj"
LAWMAKER_LEE = """lawmaker lawmaker NOUN/NN 1 conj
Ann Ann PROPN/NNP 3 flat
Lee Lee PROPN/NNP 3 flat"""


def saying(*rows):
    """A sentence whose subject, headed by the first row, says something."""
    words = "\n".join(rows).splitlines()
    verb = len(words) + 1
    words[0] = words[0].format(verb)
    said = f"said say VERB/VBD 0 root\nrebels rebel NOUN 0 nsubj\nattacked attack VERB {verb} ccomp"
    return "\n".join([*words, said])


def joined(word, head):
    return f"{word} {word} CCONJ {head} cc"


@pytest.mark.parametrize(
    ("rows", "holders"),
    [
        ((POLICE, joined("and", 3), WITNESSES), ["police", "witnesses"]),
        ((POLICE, joined("or", 3), WITNESSES), ["police"]),
        ((CAIRO, "_, , PUNCT 3 punct", RABAT, joined("and", 5), "others other NOUN/NNS 1 conj"),
         ["Cairo", "Rabat"]),
        ((LEE_A_LAWYER, joined("and", 8), "a a DET 8 det", "lawmaker lawmaker NOUN/NN 1 conj"),
         ["Ann Lee"]),
        ((LEE_A_LAWYER, "_, , PUNCT 9 punct", joined("and", 9), "a a DET 9 det",
          "lawmaker lawmaker NOUN/NN 1 conj"), ["Ann Lee", "lawmaker"]),
        ((LAWYER, joined("and", 3), LAWMAKER_LEE), ["lawyer"]),
    ],
)  # fmt: skip
def test_who_is_joined_to_a_speaker_says_it_with_him(rows, holders, lexicon):
    sentence = saying(*rows)
    source = document(sentence).text.split(" said")[0]
    claim = (source, "said", "rebels attacked")
    names = [(name, "PER") for name in ("Ann Lee",) if name in source]
    assert holders_of(sentence, claim, names, lexicon) == holders
