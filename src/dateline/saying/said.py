"""Reads the network's heads for attributions: cues, what is attributed, and who says it.

heads = read_heads()
said = heads.read(doc)
said.cue[i]                  # probability that a token is the cue of an attribution
said.content[i]              # probability that a token stands in something attributed
said.parts(cue)              # of words around: probabilities of having no part, of being the
                             # source, the content
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.chances import sigmoid, softmax
from dateline.data import Document
from dateline.embedded import network
from dateline.parsers.scores import Scores
from dateline.syntax import index_of
from dateline.what.pairs import PairHead, Played
from dateline.what.roles import Paths

Floats = NDArray[np.float32]
STEPS = (0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)
NEAR = 1
"""Sentences before and after a cue's whose words the network has learned to place."""
LEAST = 0.02
"""Probability from which a word's part in an attribution is told."""
PLACELESS = frozenset({"PUNCT", "DET", "ADP", "CCONJ", "PART"})
"""Parts of speech that the network gives no part in an attribution."""


Parts = Played
"""Words around a cue, in text order: probabilities of having no part, of heading its source (its
``SAYS``), of heading its content (its ``SAID``)."""
SAYS, SAID = 1, 2


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the network: what it takes to read a document's scores."""

    pairs: PairHead

    def read(self, doc: Document) -> Said | None:
        """What the network says of a document; ``None`` where it was not asked."""
        if doc.scores is None or not len(doc.tokens):
            return None
        return Said(doc, doc.scores, self.pairs)


@dataclass(slots=True)
class Said:
    """What the network says of one document."""

    doc: Document
    scores: Scores
    pairs: PairHead
    cue: list[float] = field(init=False)
    content: list[float] = field(init=False)
    _parts: dict[int, Parts] = field(init=False, default_factory=dict)
    _open: list[int] = field(init=False)

    def __post_init__(self) -> None:
        logits = np.asarray(self.scores.cue, dtype=np.float32)
        self.cue = sigmoid(logits[:, 0]).tolist()
        self.content = (1 - softmax(logits[:, 1:])[:, 0]).tolist()
        upos = index_of(self.doc).upos
        self._open = [i for i, tag in enumerate(upos) if tag not in PLACELESS]

    def ask(self, cues: Iterable[int]) -> None:
        """Place the words around several cues at once, which costs far less than one by one."""
        new = [cue for cue in cues if cue not in self._parts]
        left = self.scores.said_cue[new]
        right, reach = self.scores.said_word, (NEAR, NEAR)
        found = self.pairs(self.doc, new, left, right, self._open, reach, LEAST)
        for cue, played in zip(new, found, strict=True):
            self._parts[cue] = played

    def parts(self, cue: int) -> Parts:
        """The probabilities that words of a cue's sentence, and of those beside it, head its source
        and its content; words that hardly do are left out."""
        if cue not in self._parts:
            self.ask((cue,))
        return self._parts[cue]


def grade(probability: float) -> str:
    """The name of the range that a probability falls in, for features.

    >>> grade(0.0), grade(0.6), grade(1.0)
    ('0', '4', '7')
    """
    return str(bisect_left(STEPS, probability))


def read_heads() -> Heads:
    """Read the heads of the network that is loaded."""
    model = network()
    labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
    arrays = np.load(model / "english.npz")
    pairs = PairHead(
        Paths(labels["paths"]),
        arrays["said_weight"],
        arrays["said_path.weight"] + arrays["said_kind.weight"][0],
        arrays["said.weight"].T,
        arrays["said.bias"],
    )
    return Heads(pairs)
