"""Which words name an event, and which of them the same one."""

import dataclasses
import datetime as dt

import pytest

from dateline.annotators import times
from dateline.data import Report
from dateline.knowledge import Knowledge
from dateline.parsers.english import Parser
from dateline.what.heads import EventHeads
from dateline.what.thresholds import Thresholds
from dateline.what.wordings import Candidate, Wordings


@pytest.mark.model
def test_wordings_with_days_apart_are_not_linked():
    text = "Talks were held in Lima in August 2003. The talks ended on September 19, 2005."
    wordings = Wordings(EventHeads(), Thresholds(link=0.0))
    doc = Parser()(Report("r", text, dt.date(2006, 1, 5)))
    kind = wordings.heads.types.index("CONSULT")
    words = [n for n, t in enumerate(doc.tokens) if t.text in ("held", "ended")]
    found = [Candidate(word, kind, 1.0, 1.0) for word in words]
    assert wordings.links(doc, found)[1, 0] > 0.0
    dated = dataclasses.replace(doc, times=times.load(Knowledge())(doc))
    assert wordings.links(dated, found)[1, 0] == 0.0
