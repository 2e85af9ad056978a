"""The softmax that weighs what words tell of a status beside the network's own opinion."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.chances import shares
from dateline.data import Status
from dateline.embedded import MODEL
from dateline.errors import KnowledgeError
from dateline.linear import KNOWN, Group, spelled

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "negated")
WEIGHTS = MODEL / "status.tsv"
LEARNED = "(learned)"
"""Name of the weight of the network's own log-probability."""

WORDS, LEAN = "(words)", "(lean)"
"""Names of the weight of what the features give beside it, and of what is added for each status."""

SMALLEST = 1e-4
"""Least probability that is told apart from none."""
ASKED = 3
"""Wordings of an event that are asked, the best first."""


@dataclass(frozen=True, slots=True)
class StatusModel:
    """A softmax over the statuses: a row of weights, in their order, for each feature.

    Beside the network's opinion: ``learned`` is the weight of its log-probabilities, ``words`` that
    of the logarithms of what the features give, and ``lean`` is added for each status.
    """

    weights: Mapping[str, tuple[float, ...]]
    learned: float = 0.0
    words: float = 1.0
    lean: tuple[float, ...] = (0.0,) * len(STATUSES)
    _known: dict[Group, tuple[float, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What groups of features add, of words that came before."""

    def told(self, features: Iterable[str]) -> tuple[float, ...]:
        """The probability of each status by the features of a word alone."""
        return shares(self._sum(features))

    def told_by(self, groups: Iterable[Group]) -> tuple[float, ...]:
        """The same by groups of features."""
        known = self._known
        return shares(_summed([known.get(group) or self._learn(group) for group in groups]))

    def _learn(self, group: Group) -> tuple[float, ...]:
        if len(self._known) >= KNOWN:
            self._known.clear()
        found = self._known[group] = self._sum(spelled((group,)))
        return found

    def _sum(self, features: Iterable[str]) -> tuple[float, ...]:
        rows = (self.weights.get(feature) for feature in features)
        return _summed([row for row in rows if row is not None])

    def weighed(
        self, wordings: Sequence[tuple[Sequence[float], Sequence[float]]]
    ) -> tuple[float, ...]:
        """The probability of each status of an event, by what is told of its wordings and what the
        network gives them. The first, its best, counts as much as all of them together."""
        scores = []
        for told, learned in wordings:
            scores.append(
                [
                    self.learned * math.log(max(p, SMALLEST))
                    + self.words * math.log(max(q, SMALLEST))
                    for p, q in zip(learned, told, strict=True)
                ]
            )
        means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
        return shares(
            [(f + m) / 2 + b for f, m, b in zip(scores[0], means, self.lean, strict=True)]
        )


def _summed(rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The sums of columns, a number for each status."""
    return tuple(map(sum, zip(*rows, strict=True))) or (0.0,) * len(STATUSES)


def read_status_model(path: Path = WEIGHTS) -> StatusModel:
    """Read a model: lines of feature and one weight a status, apart by tabs.

    Raises ``KnowledgeError`` with file and line for a line that is none.
    """
    weights: dict[str, tuple[float, ...]] = {}
    single = {LEARNED: 0.0, WORDS: 1.0}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        name, *values = line.split("\t")
        try:
            row = tuple(map(float, values))
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
        expected = 1 if name in single else len(STATUSES)
        if len(row) != expected:
            raise KnowledgeError(
                f"{expected} weights expected in {line!r}", path=str(path), line=number
            )
        if name in single:
            single[name] = row[0]
        else:
            weights[name] = row
    lean = weights.pop(LEAN, (0.0,) * len(STATUSES))
    return StatusModel(weights, single[LEARNED], single[WORDS], lean)
