"""What the embedded parser makes of a sentence; needs the model."""

import datetime as dt
import time

import pytest

from dateline.data import Report
from dateline.knowledge import Knowledge
from dateline.parsers import english

DAY = dt.date(2025, 7, 12)


@pytest.fixture(scope="module")
def parse():
    return english.load(Knowledge())


@pytest.mark.parametrize(
    "text",
    [
        "A minister is expected to travel to Cairo on Monday for talks with the president, "
        "a diplomat in the city said.",
        "Two envoys are expected to meet in Geneva later on Friday on the sidelines of President "
        "Ana Lima's visit to Switzerland, an official close to the talks said.",
    ],
)
def test_who_said_it_at_the_end_of_a_long_sentence_is_its_root(parse, text):
    tokens = parse(Report("a", text, DAY)).tokens
    said = next(i for i, t in enumerate(tokens) if t.text == "said")
    expected = next(i for i, t in enumerate(tokens) if t.text == "expected")
    assert (tokens[said].head, tokens[said].deprel) == (said, "root")
    assert (tokens[expected].head, tokens[expected].deprel) == (said, "ccomp")
    subjects = {t.text for t in tokens if t.deprel == "nsubj" and t.head == said}
    assert subjects in ({"diplomat"}, {"official"})


@pytest.mark.parametrize("part", ["of the ", "1,", "("])
def test_a_text_that_is_no_prose_is_read_in_time(parse, part):
    text = part * (6000 // len(part))
    before = time.process_time()
    doc = parse(Report("a", text, DAY))
    assert time.process_time() - before < 20  # as one sentence it takes minutes, or fails
    assert "".join(token.text for token in doc.tokens) == text.replace(" ", "")
