import numpy as np
import pytest

from dateline.data import Token
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.parsers.naming import Namer, read_known

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def scores(*rows):
    """Logits from the share of each label that is not none: {"B-PER": 0.5}."""
    share = np.full((len(rows), len(LABELS)), 1e-4, dtype=np.float32)
    for at, row in enumerate(rows):
        for label, value in row.items():
            share[at, LABELS.index(label)] = value
        share[at, 0] = max(1e-4, 1 - sum(row.values()))
    return np.log(share)


def tokens(text):
    words = text.split()
    return [Token(0, 0, w, w.lower(), "PROPN", "NNP", i, "dep") for i, w in enumerate(words)]


def find(text, model, plain, *rows):
    namer = Namer(LABELS, {"Alpha Front": "group armed"}, model)
    words = tokens(text)
    return namer(words, [0, len(words)], scores(*rows), plain)


FRONT = [{"B-LOC": 0.6, "B-ORG": 0.3}, {"B-ORG": 0.3, "I-ORG": 0.4, "I-LOC": 0.1}, {}]


@pytest.mark.parametrize(
    ("weights", "names"),
    [
        ({}, []),
        ({"ORG list group armed": 9.0}, [(0, 1, "ORG")]),
        ({"LOC plain same": 9.0, "ORG list group armed": 8.0}, [(0, 0, "LOC")]),
        ({"words 2": 9.0, "PER words 2": -20.0, "LOC words 2": 1.0}, [(0, 1, "LOC")]),
        ({"PER words 2": 30.0}, []),  # no word of it looks like a person
    ],
)
def test_namer_keeps_the_most_probable(weights, names):
    plain = [(0, 0, "LOC"), (1, 1, "ORG")]
    assert find("Alpha Front fired", Linear(-5.0, weights), plain, *FRONT) == names


def test_namer_leaves_what_the_network_is_sure_of():
    rows = [{"B-PER": 0.99}, {"I-PER": 0.99}, {}]
    plain = [(0, 1, "PER")]
    assert find("Ann Poe left", Linear(-50.0, {}), plain, *rows) == plain


def test_namer_looks_into_one_sentence_at_a_time():
    namer = Namer(LABELS, {}, Linear(0.0, {}))
    share = scores({"B-ORG": 0.5}, {"B-ORG": 0.5, "I-ORG": 0.3})
    groups = list(namer.candidates(tokens("Alpha Beta"), [0, 1, 2], share, []))
    assert [(s.start, s.end, s.sentence) for s, _ in groups] == [(0, 1, (0, 1)), (1, 2, (1, 2))]


def test_known_names_come_from_the_knowledge_files():
    known = read_known(Knowledge())
    assert known["Afghanistan"] == "country"
    assert known["Hamas"] == "group armed"


@pytest.mark.parametrize(
    ("text", "names", "joined"),
    [
        (
            'Ana " La Jefa " Ruiz left',
            [(0, 0, "PER"), (2, 3, "PER"), (5, 5, "PER")],
            [(0, 5, "PER")],
        ),
        ("Ana “ Jefa ” Ruiz", [(0, 0, "PER"), (4, 4, "PER")], [(0, 4, "PER")]),
        ('Fund " Jefa " Ruiz', [(0, 0, "ORG"), (4, 4, "PER")], None),
        ('Ana said " Go " Ruiz', [(0, 0, "PER"), (5, 5, "PER")], None),
        ('" Ruiz left', [(1, 1, "PER")], None),
    ],
)
def test_namer_joins_what_a_nickname_cuts(text, names, joined):
    rows = [{}] * len(text.split())
    for first, last, kind in names:
        rows[first] = {f"B-{kind}": 0.995}
        for i in range(first + 1, last + 1):
            rows[i] = {f"I-{kind}": 0.995}
    assert find(text, Linear(-50.0, {}), names, *rows) == (joined or names)
