"""Readings of cues over hand-made trees; which reading wins is the model's part."""

import pytest
from build import at, document

from dateline.annotators.attributions import Reader
from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.wordlists import read_word_lists

LISTS = read_word_lists(Knowledge())

SAID_THAT = """
The the DET 2 det
envoy envoy NOUN 3 nsubj
said say VERB 0 root
that that SCONJ 7 mark
talks talk NOUN 7 nsubj
had have AUX 7 aux
failed fail VERB 3 ccomp
_. . PUNCT 3 punct
"""
INVERTED = """
Talks talk NOUN 3 nsubj
had have AUX 3 aux
failed fail VERB 0 root
_, , PUNCT 5 punct
said say VERB 3 parataxis
the the DET 7 det
ministry ministry NOUN 5 nsubj
_. . PUNCT 3 punct
"""
ACCORDING = """
Talks talk NOUN 2 nsubj
failed fail VERB 0 root
_, , PUNCT 6 punct
according accord VERB 6 case
to to ADP 4 fixed
officials official NOUN 2 obl
_. . PUNCT 2 punct
"""
ACCORDING_TO_AIDE = """
According accord VERB 3 case
to to ADP 1 fixed
aide aide NOUN 4 nmod:desc
Sergei Sergei PROPN 8 obl
Prikhodko Prikhodko PROPN 4 flat
_, , PUNCT 4 punct
talks talk NOUN 8 nsubj
failed fail VERB 0 root
_. . PUNCT 8 punct
"""
QUOTED_AS_SAYING = """
Abbas Abbas PROPN 3 nsubj:pass
was be AUX 3 aux:pass
quoted quote VERB 0 root
by by ADP 6 case
state state NOUN 6 compound
media media NOUN 3 obl:agent
as as SCONJ 8 mark
saying say VERB 3 advcl
talks talk NOUN 10 nsubj
failed fail VERB 8 ccomp
_. . PUNCT 3 punct
"""
CLAIM_THAT = """
They they PRON 2 nsubj
reject reject VERB 0 root
Iran Iran PROPN 5 nmod:poss
_'s 's PART 3 case
claim claim NOUN 2 obj
that that SCONJ 8 mark
talks talk NOUN 8 nsubj
failed fail VERB 5 acl
_. . PUNCT 2 punct
"""
ADDING = """
He he PRON 2 nsubj
left leave VERB 0 root
_, , PUNCT 4 punct
adding add VERB 2 advcl
that that SCONJ 7 mark
talks talk NOUN 7 nsubj
failed fail VERB 4 ccomp
_. . PUNCT 2 punct
"""
EXPECTED = """
Talks talk NOUN 3 nsubj:pass
are be AUX 3 aux:pass
expected expect VERB 0 root
to to PART 5 mark
fail fail VERB 3 xcomp
_. . PUNCT 3 punct
"""
REPORTEDLY = """
Talks talk NOUN 3 nsubj
reportedly reportedly ADV 3 advmod
failed fail VERB 0 root
_. . PUNCT 3 punct
"""
WRONG_TREE = """
Talks talk NOUN 2 nsubj
failed fail VERB 0 root
in in ADP 4 case
Oslo Oslo PROPN 2 obl
_, , PUNCT 7 punct
officials official NOUN 7 nsubj
said say VERB 4 acl:relcl
Monday Monday PROPN 7 obl:unmarked
_. . PUNCT 2 punct
"""


@pytest.fixture(scope="module")
def cues():
    return read_cues(Knowledge())


def readings(doc, cues):
    reader = Reader(doc, cues, LISTS)
    for candidate in reader.candidates.all():
        found = reader.attribution(candidate)
        text = [
            " … ".join(doc.text[s:e] for s, e in spans) for spans in (found.source, found.content)
        ]
        yield (*text, candidate.frame)


@pytest.mark.parametrize(
    ("rows", "source", "content"),
    [
        (SAID_THAT, "The envoy", "that talks had failed"),
        (INVERTED, "the ministry", "Talks had failed"),
        (ACCORDING, "officials", "Talks failed"),
        (ACCORDING_TO_AIDE, "aide Sergei Prikhodko", "talks failed"),
        (QUOTED_AS_SAYING, "Abbas", "talks failed"),
        (CLAIM_THAT, "Iran", "that talks failed"),
        (ADDING, "He", "that talks failed"),
        (EXPECTED, "", "Talks … to fail"),
        (REPORTEDLY, "", "Talks … failed"),
        (WRONG_TREE, "officials", "Talks failed in Oslo"),
    ],
)
def test_candidates_hold_the_reading(rows, source, content, cues):
    found = {(s, c) for s, c, _ in readings(document(rows), cues)}
    assert (source, content) in found


QUOTE = """
“ “ PUNCT 2 punct
_Talks talk NOUN 3 nsubj
failed fail VERB 7 ccomp
_, , PUNCT 3 punct
_” ” PUNCT 3 punct
he he PRON 7 nsubj
said say VERB 0 root
_. . PUNCT 7 punct
"""
GOES_ON = """
“ “ PUNCT 3 punct
_We we PRON 3 nsubj
left leave VERB 0 root
_. . PUNCT 3 punct
_” ” PUNCT 3 punct
"""
NEXT_PARAGRAPH = GOES_ON.replace("“ “", "¶“ “")


def text_of(doc, tokens):
    return " ".join(doc.tokens[i].text for i in tokens)


def test_a_quotation_is_carried_on_within_its_paragraph(cues):
    doc = document(QUOTE, GOES_ON)
    assert any(c == "“Talks failed,” … “We left.”" for _, c, _ in readings(doc, cues))


def test_a_quotation_of_the_next_paragraph_is_another(cues):
    doc = document(QUOTE, NEXT_PARAGRAPH)
    assert all("We left" not in c for _, c, _ in readings(doc, cues))


LENT = """
Nasser Nasser PROPN 2 nsubj
said say VERB 0 root
the the DET 4 det
canal canal NOUN 2 nsubj
was be AUX 6 cop
open open ADJ 2 ccomp
_. . PUNCT 2 punct
"""
LENT_ABOVE = """
Nasser Nasser PROPN 9 nsubj
said say VERB 9 ccomp
the the DET 4 det
canal canal NOUN 6 nsubj
was be AUX 6 cop
open open ADJ 2 ccomp
_, , PUNCT 9 punct
radio radio NOUN 9 nsubj
reported report VERB 0 root
_. . PUNCT 9 punct
"""


@pytest.mark.parametrize("rows", [LENT, LENT_ABOVE])
def test_subjects_that_the_tree_gives_to_another_verb_are_given_back(rows, cues):
    doc = document(rows)
    reader = Reader(doc, cues, LISTS)
    found = [
        c
        for c in reader.candidates.all()
        if c.frame == "ccomp" and doc.tokens[c.cue].text == "said"
    ]
    words = {(text_of(doc, c.source), text_of(doc, c.content)) for c in found}
    assert words == {("Nasser", "the canal was open")}


def test_a_denial_is_negated(cues):
    doc = document(SAID_THAT.replace("said say", "denied deny"))
    reader = Reader(doc, cues, LISTS)
    found = [reader.attribution(c) for c in reader.candidates.all()]
    assert any(a.negated and a.cue == (at(doc, "denied"),) for a in found)


def test_every_span_stands_in_the_text(cues):
    doc = document(SAID_THAT, INVERTED, ACCORDING, QUOTED_AS_SAYING, CLAIM_THAT, QUOTE, GOES_ON)
    reader = Reader(doc, cues, LISTS)
    for candidate in reader.candidates.all():
        found = reader.attribution(candidate)
        for start, end in (*found.source, *found.cue, *found.content):
            assert 0 <= start < end <= len(doc.text)
            assert doc.text[start:end] == doc.text[start:end].strip()
