"""Which claims a report makes, and which of them hold an event."""

import pytest
from build import at, claiming, document

from dateline.data import EventMention
from dateline.saying.claims import Claims
from dateline.saying.speakers import Speakers


def speakers_over(doc, trigger, lexicon):
    """The heads of those who hold the claims around a word, outermost first."""
    claims = Claims(Speakers(doc, lexicon))
    event = EventMention("ASSAULT", at(doc, trigger), (0, len(doc.text)))
    held = [holder for claim in claims.covering(event) for holder in claim.holders]
    return [doc.tokens[holder.head].text for holder in held]


OPENED = """
The the DET 2 det
envoy envoy NOUN 3 nsubj
said say VERB 0 root
_: : PUNCT 3 punct
"""
ISSUED = """
The the DET 2 det
envoy envoy NOUN 3 nsubj
issued issue VERB 0 root
a a DET 5 det
statement statement NOUN 3 obj
_: : PUNCT 3 punct
"""
WELCOMED = """
¶We we PRON 2 nsubj
welcome welcome VERB 0 root
peace peace NOUN 2 obj
_. . PUNCT 2 punct
"""
SHELLED = """
¶Rebels rebel NOUN 2 nsubj
shelled shell VERB 0 root
Homs Homs PROPN 2 obj
_. . PUNCT 2 punct
"""
ENDED = OPENED.replace("envoy envoy", "embassy embassy").replace("The the", "¶The the")


QUOTED = """
¶“ “ PUNCT 3 punct
_We we PRON 3 nsubj
welcome welcome VERB 0 root
peace peace NOUN 3 obj
_” ” PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("sentences", "speakers"),
    [
        ((OPENED, WELCOMED, SHELLED), ["envoy"]),
        ((ISSUED, WELCOMED, SHELLED), ["envoy"]),
        ((OPENED, WELCOMED, ENDED, SHELLED), ["embassy"]),
        ((OPENED.replace("said say", "left leave"), WELCOMED, SHELLED), []),
        ((OPENED.replace("_: :", "_. ."), WELCOMED, SHELLED), []),
        ((SHELLED, OPENED, WELCOMED), []),
        ((OPENED, QUOTED, SHELLED), []),
        ((OPENED, QUOTED.replace("welcome welcome", "shelled shell"), WELCOMED), ["envoy"]),
    ],
)
def test_a_statement_runs_on_from_the_sentence_that_opens_it(sentences, speakers, lexicon):
    doc = document(*sentences)
    assert speakers_over(doc, "shelled", lexicon) == speakers


DISMISSED = """
Iran Iran PROPN 2 nsubj
dismissed dismiss VERB 0 root
reports report NOUN 2 obj
that that SCONJ 6 mark
rebels rebel NOUN 6 nsubj
fled flee VERB 3 acl
_. . PUNCT 2 punct
"""


def test_who_dismisses_a_report_denies_what_it_says(lexicon):
    doc = document(DISMISSED)
    found = Claims(Speakers(doc, lexicon)).all
    assert [claim.attribution.negated for claim in found] == [True, True]
    assert speakers_over(doc, "fled", lexicon) == ["Iran"]


PASSED_ON = """
Rebels rebel NOUN 2 nsubj
fled flee VERB 4 ccomp
Abbas Abbas PROPN 4 nsubj
said say VERB 0 root
_, , PUNCT 7 punct
Petra Petra PROPN 7 nsubj
reported report VERB 4 parataxis
_. . PUNCT 4 punct
"""


INVOLVED = """
Iran Iran PROPN 2 nsubj
denied deny VERB 0 root
any any DET 4 det
involvement involvement NOUN 2 obj
in in ADP 6 case
raids raid NOUN 4 nmod
_. . PUNCT 2 punct
"""


@pytest.mark.parametrize("trigger", ["involvement", "raids"])
def test_who_denies_a_share_in_a_deed_denies_the_share_too(trigger, lexicon):
    assert speakers_over(document(INVOLVED), trigger, lexicon) == ["Iran"]


def test_of_claims_that_hold_each_other_the_one_that_follows_its_content_is_outside(lexicon):
    claims = [("Abbas", "said", "Rebels fled"), ("Petra", "reported", "Rebels fled Abbas said")]
    doc = claiming(document(PASSED_ON), claims, [("Abbas", "PER"), ("Petra", "ORG")])
    assert speakers_over(doc, "fled", lexicon) == ["Petra", "Abbas"]
