"""Reads the network's heads for attributions: cues, what is attributed, and who says it.

heads = read_heads()
said = heads.read(doc)
said.cue[i]                  # probability that a token is the cue of an attribution
said.content[i]              # probability that a token stands in something attributed
said.parts(cue)              # of words around: probability of being the source, the content
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline import roles
from dateline.data import Document
from dateline.linear import MODEL
from dateline.parsers.scores import Scores

Floats = NDArray[np.float32]
STEPS = (0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)
NEAR = 1
"""Sentences before and after a cue's whose words the network has learned to place."""
LEAST = 0.02
"""Probability from which a word's part in an attribution is told."""
PLACELESS = frozenset({"PUNCT", "DET", "ADP", "CCONJ", "PART"})
"""Parts of speech that the network gives no part in an attribution."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights that turn the scores of words into probabilities."""

    paths: Mapping[str, int]
    weight: Floats
    path: Floats
    out: Floats
    bias: Floats

    def read(self, doc: Document) -> Said | None:
        """What the network says of a document; ``None`` where it was not asked."""
        if doc.scores is None or not len(doc.tokens):
            return None
        return Said(doc, doc.scores, self)


@dataclass(slots=True)
class Said:
    """What the network says of one document."""

    doc: Document
    scores: Scores
    heads: Heads
    cue: list[float] = field(init=False)
    content: list[float] = field(init=False)
    numbers: list[int] = field(init=False)
    open_words: list[list[int]] | None = field(init=False, default=None)  # by sentence

    def __post_init__(self) -> None:
        logits = np.asarray(self.scores.cue, dtype=np.float32)
        self.cue = (1 / (1 + np.exp(-logits[:, 0]))).tolist()
        self.content = (1 - _softmax(logits[:, 1:])[:, 0]).tolist()
        self.numbers = roles.sentence_numbers(self.doc)

    def parts(self, cue: int) -> dict[int, tuple[float, float]]:
        """The probabilities that words of a cue's sentence, and of those beside it, head its source
        and its content; words that hardly do are left out."""
        if self.open_words is None:
            self.open_words = [
                [
                    i
                    for i in range(s.start_token, s.end_token)
                    if self.doc.tokens[i].upos not in PLACELESS
                ]
                for s in self.doc.sentences
            ]
        number = self.numbers[cue]
        near = self.open_words[max(0, number - NEAR) : number + NEAR + 1]
        words = [i for sentence in near for i in sentence if i != cue]
        if not words:
            return {}
        rows = self._scored(cue, words)
        kept = np.flatnonzero(rows[:, 1:].max(1) > LEAST)
        return {words[k]: (float(rows[k, 1]), float(rows[k, 2])) for k in kept.tolist()}

    def _scored(self, cue: int, words: Sequence[int]) -> Floats:
        heads, tokens = self.heads, self.doc.tokens
        n = heads.weight.shape[1]
        names = roles.paths(tokens, roles.ancestors(tokens, cue), self.numbers, words)
        left, right = self.scores.said_cue[cue], self.scores.said_word[words]
        bilinear = right[:, :n] @ (left[:n] @ heads.weight).T / n**0.5
        paths = heads.path[[heads.paths.get(name, 0) for name in names]]
        hidden = np.maximum(left[n:] + right[:, n:] + paths, 0)
        return _softmax(bilinear + hidden @ heads.out + heads.bias)


def grade(probability: float) -> str:
    """The name of the range that a probability falls in, for features.

    >>> grade(0.0), grade(0.6), grade(1.0)
    ('0', '4', '7')
    """
    return str(bisect_left(STEPS, probability))


def read_heads(model: Path = MODEL) -> Heads:
    """Read the heads of the embedded network."""
    labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
    arrays = np.load(model / "english.npz")
    return Heads(
        {path: i for i, path in enumerate(labels["paths"])},
        arrays["said_weight"],
        arrays["said_path.weight"] + arrays["said_kind.weight"][0],
        arrays["said.weight"].T,
        arrays["said.bias"],
    )


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out
