"""Whose a report is: a body's, or the press's."""

import pytest
from build import document

from dateline.saying.issued import Issued
from dateline.saying.speakers import Speakers
from dateline.syntax import index_of

SAYS = """
A a DET 3 det
{word} {lemma} {upos} 3 {relation}
report report NOUN/NN 4 nsubj
says say VERB 0 root
"""
THE = """
The the DET 2 det
report report NOUN/NN 3 nsubj
ends end VERB 0 root
"""
REPORTS = """
Latest latest ADJ 2 amod
reports report NOUN/NNS 3 nsubj
say say VERB 0 root
"""
RELEASED = """
A a DET 2 det
report report NOUN/NN 6 nsubj
released release VERB 2 acl
by by ADP 5 case
{agent} 3 obl
says say VERB 0 root
"""
OF = """
A a DET 2 det
report report NOUN/NN 5 nsubj
{preposition} {preposition} ADP 4 case
{agent} 2 nmod
says say VERB 0 root
"""
PANEL, DAILY = "auditors auditor NOUN", "newspapers newspaper NOUN"


def beside(word, lemma, upos, relation):
    return SAYS.format(word=word, lemma=lemma, upos=upos, relation=relation)


@pytest.mark.parametrize(
    ("sentence", "of_body"),
    [
        (beside("customs", "customs", "NOUN", "compound"), True),
        (beside("radio", "radio", "NOUN", "compound"), False),
        (beside("news", "news", "NOUN", "compound"), False),
        (beside("Herald", "Herald", "PROPN", "compound"), False),
        (beside("Monday", "Monday", "PROPN", "compound"), False),
        (beside("interim", "interim", "ADJ", "amod"), True),
        (beside("local", "local", "ADJ", "amod"), False),
        (REPORTS, False),
        (RELEASED.format(agent=PANEL), True),
        (RELEASED.format(agent=DAILY), False),
        (OF.format(preposition="by", agent=PANEL), True),
        (OF.format(preposition="by", agent=DAILY), False),
        (OF.format(preposition="from", agent=PANEL), False),
        (THE, False),
    ],
)
def test_the_words_beside_a_report_tell_whose_it_is(sentence, of_body, lexicon):
    doc = document(sentence)
    head = next(i for i, token in enumerate(doc.tokens) if token.lemma == "report")
    found = Issued(index_of(doc), lexicon, ())
    assert found.is_of_body(head) == of_body


def test_the_report_is_the_one_told_of_before(lexicon):
    doc = document(THE, beside("customs", "customs", "NOUN", "compound"), THE)
    speakers = Speakers(doc, lexicon)
    heads = [i for i, token in enumerate(doc.tokens) if token.lemma == "report"]
    kinds = [speakers.kind(speakers.mention_at(head)) for head in heads]
    assert kinds == ["media", "institution", "institution"]
