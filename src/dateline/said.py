"""Reads the network's heads for attributions: cues, what is attributed, and who says it.

heads = read_heads()
said = heads.read(doc)
said.cue[i]                  # probability that a token is the cue of an attribution
said.content[i]              # probability that a token stands in something attributed
said.parts(cue, [i, j])      # for each token: probability of being the source, the content
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


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights that turn the scores of words into probabilities."""

    paths: Mapping[str, int]
    weight: Floats
    path: Floats
    kind: Floats
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

    def __post_init__(self) -> None:
        logits = np.asarray(self.scores.cue, dtype=np.float32)
        self.cue = (1 / (1 + np.exp(-logits[:, 0]))).tolist()
        self.content = (1 - _softmax(logits[:, 1:])[:, 0]).tolist()
        self.numbers = roles.sentence_numbers(self.doc)

    def parts(self, cue: int, words: Sequence[int]) -> list[tuple[float, float]]:
        """The probabilities that each word heads the source and the content of a cue; words far
        from the cue head neither."""
        near = [i for i in words if abs(self.numbers[i] - self.numbers[cue]) <= NEAR and i != cue]
        found = dict.fromkeys(words, (0.0, 0.0))
        if near:
            chain = roles.ancestors(self.doc.tokens, cue)
            names = [roles.path(self.doc.tokens, chain, self.numbers, i) for i in near]
            for word, row in zip(near, self._scored(cue, near, names), strict=True):
                found[word] = float(row[1]), float(row[2])
        return [found[i] for i in words]

    def _scored(self, cue: int, words: Sequence[int], names: Sequence[str]) -> Floats:
        heads = self.heads
        n = heads.weight.shape[1]
        left, right = self.scores.said_cue[cue], self.scores.said_word[words]
        bilinear = right[:, :n] @ (left[:n] @ heads.weight).T / n**0.5
        paths = heads.path[[heads.paths.get(name, 0) for name in names]]
        hidden = np.maximum(left[n:] + right[:, n:] + heads.kind[0] + paths, 0)
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
        arrays["said_path.weight"],
        arrays["said_kind.weight"],
        arrays["said.weight"].T,
        arrays["said.bias"],
    )


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out
