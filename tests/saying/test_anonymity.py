"""Why a source stays unnamed, from raw text."""

import datetime as dt

import pytest

from dateline.data import Report
from dateline.knowledge import Knowledge
from dateline.parsers import english
from dateline.saying.anonymity import find_reason, read_signs
from dateline.syntax import children

CASES = [
    ("The army has fled, said an official, who requested anonymity due to the sensitivity of"
     " the talks.", "due to the sensitivity of the talks"),
    ("The army has fled, an officer said on condition of anonymity because he was not allowed to"
     " speak to reporters.", "because he was not allowed to speak to reporters"),
    ("A diplomat, who asked not to be named because the talks are secret, said the plan was dead.",
     "because the talks are secret"),
    ("An aide, speaking on condition of anonymity for fear of reprisals, said the king was ill.",
     "for fear of reprisals"),
    ("“They shot at us,” said a villager who declined to be named, citing fears for his family.",
     "citing fears for his family"),
    ("Two officials spoke on condition of anonymity to discuss the raid.", "to discuss the raid"),
    ("A diplomat, who asked not to be named, said the plan was dead.", None),
    ("The minister said the plan was dead because nobody had wanted it.", None),
    ("A lawyer was named as minister because the king trusted him.", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def parse():
    return english.load(Knowledge())


@pytest.mark.model
@pytest.mark.parametrize(("text", "reason"), CASES, ids=[c[0][:40] for c in CASES])
def test_the_reason_is_found_where_one_is_given(text, reason, parse):
    doc = parse(Report("r", text, dt.date(2024, 3, 5)))
    found = [
        find_reason(doc, sent, read_signs(Knowledge()), children(doc.tokens))
        for sent in doc.sentences
    ]
    told = [text[s:e] for s, e in filter(None, found)]
    assert told == ([] if reason is None else [reason])
