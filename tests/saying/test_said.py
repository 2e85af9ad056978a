"""What the network's heads for attributions say, from scores made by hand."""

import dataclasses

import numpy as np
import pytest
from build import document

from dateline.parsers.scores import Scores
from dateline.saying.said import Heads, grade
from dateline.what.pairs import PairHead
from dateline.what.roles import Paths

SAID = """
Rebels rebel NOUN 2 nsubj
fled flee VERB 4 ccomp
police police NOUN 4 nsubj
said say VERB 0 root
"""
CUE, FLED, POLICE = 3, 1, 2


def heads():
    """Two numbers a word: the first tells of a source, the second of a content."""
    weight = np.zeros((3, 2, 2), dtype=np.float32)
    weight[1, 0, 0] = weight[2, 0, 1] = 6.0
    pairs = PairHead(
        Paths([]), weight, np.zeros((1, 2), np.float32), np.zeros((2, 3), np.float32),
        np.zeros(3, np.float32),
    )  # fmt: skip
    return Heads(pairs)


def scored(doc):
    n = len(doc.tokens)
    none = np.zeros((n, 4), np.float32)
    cue = np.zeros((n, 4), np.float32)
    cue[:, 0] = -9
    cue[CUE, 0] = 9
    cue[:, 1] = 9
    cue[FLED] = (-9, -9, 9, 0)
    left, right = none.copy(), none.copy()
    left[CUE, 0] = 2
    right[POLICE, 0] = right[FLED, 1] = 2
    return dataclasses.replace(
        doc, scores=Scores(none, none, none, none, none, none, none, cue, left, right)
    )


@pytest.fixture
def said():
    return heads().read(scored(document(SAID)))


def test_cues_and_content_are_probabilities(said):
    assert [round(p) for p in said.cue] == [0, 0, 0, 1]
    assert [round(p) for p in said.content] == [0, 1, 0, 0]


def test_words_play_their_part_for_a_cue(said):
    parts = {word: tuple(map(round, p[1:])) for word, p in said.parts(CUE).items()}
    assert parts[FLED] == (0, 1)
    assert parts[POLICE] == (1, 0)
    assert parts[0] == (0, 0)


def test_words_far_away_play_none():
    far = document(SAID, SAID, SAID)
    said = heads().read(scored(far))
    assert 8 not in said.parts(CUE)


def test_without_scores_nothing_is_said():
    assert heads().read(document(SAID)) is None


def test_grades_are_ranges():
    assert [grade(p) for p in (0.0, 0.05, 0.5, 1.0)] == ["0", "1", "3", "7"]
