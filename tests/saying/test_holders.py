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
LEE = [("Ann Lee", "PER")]
SAID = ("Ann Lee, a lawyer, as quoted", "said", "Rebels attacked")


@pytest.mark.parametrize(
    ("rows", "claim", "names", "holders"),
    [
        (ACCORDING, ("the daily", "According to", "rebels attacked"), [], ["daily", "officials"]),
        (AS_QUOTED.format("in", "daily"), SAID, LEE, ["daily", "Ann Lee"]),
        (AS_QUOTED.format("by", "ministry"), SAID, LEE, ["ministry", "Ann Lee"]),
        (AS_QUOTED.format("in", "ministry"), SAID, LEE, ["Ann Lee"]),
    ],
)  # fmt: skip
def test_who_passes_a_claim_on_holds_it_too(rows, claim, names, holders, lexicon):
    assert holders_of(rows, claim, names, lexicon) == holders


def holders_of(rows, claim, names, lexicon):
    doc = claiming(document(rows), [claim], names)
    speakers = Speakers(doc, lexicon)
    [found] = Claims(speakers).all
    return [doc.text[slice(*speakers.span(mention))] for mention in found.holders]
