"""What the network's event heads say of the words of a document.

The numbers behind it stand in ``Document.scores``, as the parser left them; here they become
probabilities: of the types, statuses and modes of a word, of the parts that words around it play,
and of two words naming one event.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.chances import sigmoid, softmax
from dateline.data import Document, EventType
from dateline.embedded import network
from dateline.what import roles
from dateline.what.pairs import PairHead, Played
from dateline.what.status_model import STATUSES
from dateline.what.taking_part import stay_below
from dateline.what.thresholds import Thresholds

Floats = NDArray[np.float32]
_AT_ONCE = 16
"""Triggers that are held against those before them in one step."""
WORDINGS = 4
"""Wordings of an event around which its parties are sought, and its modes asked for: the best
ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a trigger by itself: probabilities of the event types, of being the
    first wording of its event, of the statuses (in their order)."""

    types: list[float]
    first: float
    statuses: tuple[float, ...]


class EventHeads:
    """The event heads of a network, and the names of what they give numbers for."""

    def __init__(self, model: Path | None = None) -> None:
        model = model or network()
        labels = json.loads((model / "english.json").read_text(encoding="utf-8"))
        self.types: list[EventType] = labels["types"]
        self.statuses: list[str] = labels["statuses"]
        self.thresholds = Thresholds(**labels.get("thresholds", {}))
        self._modes_of = [
            [
                (n, mode.removeprefix(f"{kind}:"))
                for n, mode in enumerate(labels["modes"])
                if mode.startswith(f"{kind}:")
            ]
            for kind in self.types
        ]
        a = np.load(model / "english.npz")
        self._status_weight, self._status_bias = a["status.weight"].T, a["status.bias"]
        self._role_type = a["role_type.weight"]
        self._pairs = PairHead(
            roles.Paths(labels["paths"]), a["role_weight"], a["role_path.weight"],
            a["role.weight"].T, a["role.bias"],
        )  # fmt: skip
        self._link_weight, self._link_bias = a["link.weight"][0], float(a["link.bias"][0])

    def read(self, doc: Document, words: Sequence[int]) -> list[Reading]:
        """What the network says of triggers, each by itself."""
        assert doc.scores is not None
        logits = doc.scores.trigger[words]
        return [
            Reading(*each)
            for each in zip(
                softmax(logits[:, :-1])[:, 1:].tolist(),
                sigmoid(logits[:, -1]).tolist(),
                self.learned_status(doc, words),
                strict=True,
            )
        ]

    def status(self, doc: Document, words: Sequence[int]) -> Floats:
        """The probabilities of the statuses of triggers, a row for each."""
        assert doc.scores is not None
        heads = [doc.tokens[word].head for word in words]
        hidden = np.maximum(doc.scores.status_self[words] + doc.scores.status_head[heads], 0)
        found: Floats = softmax(hidden @ self._status_weight + self._status_bias)
        return found

    def learned_status(self, doc: Document, words: Sequence[int]) -> list[tuple[float, ...]]:
        """The probabilities of the statuses of triggers, in the order of ``STATUSES``."""
        order = [self.statuses.index(status) for status in STATUSES]
        return [tuple(row) for row in self.status(doc, words)[:, order].tolist()]

    def mode_chances(
        self, doc: Document, kind: int, words: Sequence[int]
    ) -> tuple[dict[str, float], ...]:
        """What the network gives the modes of a type for each of some wordings; for a type that has
        no modes nothing at all."""
        assert doc.scores is not None
        if not self._modes_of[kind]:
            return ()
        rows = sigmoid(doc.scores.modes[words[:WORDINGS]]).tolist()
        return tuple({mode: row[n] for n, mode in self._modes_of[kind]} for row in rows)

    def roles(
        self, doc: Document, triggers: Sequence[tuple[int, int]], least: float = 0.0
    ) -> list[Played]:
        """For each trigger with its type: the words around it and the roles they play.

        ``least``: the probability of a role under which a word is left out.
        """
        assert doc.scores is not None
        words = [word for word, _ in triggers]
        left = doc.scores.role_trigger[words]
        left[:, self._role_type.shape[1] :] += self._role_type[[kind for _, kind in triggers]]
        reach = (roles.BEFORE, roles.AFTER)
        found = self._pairs(doc, words, left, doc.scores.role_word, roles.pool(doc), reach, least)
        for word, played in zip(words, found, strict=True):
            stay_below(doc, word, played)
        return found

    def links(self, doc: Document, words: Sequence[int], types: Sequence[int]) -> Floats:
        """For each trigger with its type the probabilities that those before it name the same event
        (what stands behind them in a row means nothing)."""
        assert doc.scores is not None
        vectors = doc.scores.link[words]
        width = vectors.shape[1]
        product, difference, plain = np.split(self._link_weight, [width, 2 * width])
        scores = (vectors * product) @ vectors.T
        columns = link_columns(doc, roles.sentence_numbers(doc), words, types)
        for first in range(0, len(words), _AT_ONCE):
            here, before = slice(first, first + _AT_ONCE), slice(first + _AT_ONCE)
            scores[here, before] += np.abs(vectors[here, None] - vectors[before]) @ difference
            scores[here, before] += link_features(columns, here) @ plain
        linked: Floats = sigmoid(scores + self._link_bias)
        return linked


def link_columns(
    doc: Document, numbers: Sequence[int], words: Sequence[int], types: Sequence[int]
) -> tuple[NDArray[np.int64], ...]:
    """The type, the lemma as a number, and the sentence of each trigger."""
    lemmas: dict[str, int] = {}
    codes = [lemmas.setdefault(doc.tokens[word].lemma.lower(), word) for word in words]
    sentences = [numbers[word] for word in words]
    return tuple(np.array(values) for values in (types, codes, sentences))


def link_features(columns: tuple[NDArray[np.int64], ...], here: slice) -> Floats:
    """Features of some triggers with each up to the last of them, beside their vectors: the same
    type, the same lemma, how many sentences it stands behind the other. For all pairs at once a
    hostile report would fill the memory."""
    kind, lemma, sentence = (values[here, None] - values[: here.stop] for values in columns)
    found = np.stack([kind == 0, lemma == 0, np.minimum(sentence, 8) / 8], -1)
    return found.astype(np.float32)
