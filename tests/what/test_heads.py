"""What the event heads of the embedded network say."""

import datetime as dt

import pytest

from dateline.data import Report
from dateline.parsers.english import Parser
from dateline.what.heads import EventHeads
from dateline.what.taking_part import ACROSS


@pytest.mark.model
def test_a_trigger_alone_in_the_report_has_no_participants():
    heads = EventHeads()
    doc = Parser()(Report("r", "Resigned.", dt.date(2024, 3, 5)))
    assert list(heads.roles(doc, [(0, 0)])) == [{}]


@pytest.mark.model
def test_who_acts_in_the_main_clause_must_be_likely_to_act_in_an_adverbial_one():
    heads = EventHeads()
    text = "Israel moved troops after Assad was toppled."
    doc = Parser()(Report("r", text, dt.date(2024, 3, 5)))
    toppled = next(i for i, t in enumerate(doc.tokens) if t.text == "toppled")
    (played,) = heads.roles(doc, [(toppled, heads.types.index("ASSAULT"))])
    _, actor, recipient, *_ = played[0]
    assert max(actor, recipient) == 0.0 or max(actor, recipient) >= ACROSS


@pytest.mark.model
def test_links_of_many_triggers_are_those_of_each_with_the_one_before():
    heads = EventHeads()
    text = "Troops shelled Oslo. " * 12 + "Norway condemned the attacks. Peru sent aid."
    doc = Parser()(Report("r", text, dt.date(2024, 3, 5)))
    words = [i for i, token in enumerate(doc.tokens) if token.upos in ("VERB", "NOUN")]
    types = [i % 3 for i in range(len(words))]
    linked = heads.links(doc, words, types)
    assert len(words) > 16
    for here in range(1, len(words)):
        pair = slice(here - 1, here + 1)
        alone = heads.links(doc, words[pair], types[pair])
        assert linked[here, here - 1] == pytest.approx(alone[1, 0], abs=1e-5)
