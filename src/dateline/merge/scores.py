"""Scores pairs of mentions with the model's weights laid out in tables, and gives up early.

``probability`` is what ``Linear.probability`` makes of ``pairs.features``, without writing the
names of the features down. ``likely`` tells only whether it reaches a bound: what is cheap to see
(types, words, days, status) mostly puts a pair so far below that the participants need not be
compared. A new mention is compared with dozens, and this decides how fast a store grows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import get_args

from dateline.chances import logistic, logit
from dateline.data import Status
from dateline.embedded import MODEL
from dateline.linear import Linear, read_linear
from dateline.merge import pairs
from dateline.merge.pairs import Told

SLACK = 1e-6
"""What bounds leave room for, as sums of floating-point numbers depend on their order."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights of features and of their combinations, and the most that those which take time
    to see may add. ``within`` and ``across`` (pairs of one report, and of two) are looked up by
    ``_place``; ``most_rest`` and ``most_parties`` by the number of how the types agree."""

    weights: dict[str, float]
    within: tuple[float, ...]
    across: tuple[float, ...]
    status: dict[tuple[str, str], float]
    published: tuple[float, ...]
    names: tuple[float, ...]
    heard: tuple[float, ...]
    most_rest: tuple[float, ...]
    most_numbers: float
    most_parties: tuple[float, ...]

    def total(self, a: Told, b: Told, least: float = -math.inf) -> float:
        """The sum of the weights of a pair's features, or some number below ``least`` where the
        sum lies below it."""
        kind = pairs.types(a, b)
        place = _place(
            kind,
            pairs.triggers(a, b),
            pairs.similarity(a.said, b.said),
            pairs.similarity(a.near, b.near),
        )
        get = self.weights.get
        one, two = a.mention.event, b.mention.event
        if a.report != b.report:
            gap = abs(a.published - b.published)
            total = self.across[place] + self.published[gap if gap < 5 else 5]
        else:
            total = self.within[place]
            if one.sentence == two.sentence:
                total += get("one sentence", 0.0)
        total += self.names[0 if a.names.isdisjoint(b.names) else min(len(a.names & b.names), 4)]
        counted = one.counts and two.counts
        if counted:
            least -= self.most_numbers
        if total + self.most_rest[kind] < least:
            return -math.inf
        total += (
            self.status[one.status, two.status]
            + get(pairs.days(a, b), 0.0)
            + get(pairs.places(a, b), 0.0)
            + self.heard[(a.stems <= b.said) + (b.stems <= a.said)]
        )
        if total + self.most_parties[kind] < least:
            return -math.inf
        actors, recipients, both = pairs.parties(a, b)
        names = (actors, recipients, both, f"{pairs.TYPES[kind]}, {both}", *pairs.modes(a, b))
        total += sum([get(name, 0.0) for name in names])
        return total + sum(get(name, 0.0) for name in pairs.numbers(a, b)) if counted else total


_SHARES = len(pairs.SHARES)


def _place(kind: int, trigger: int, similar: int, near: int) -> int:
    return ((kind * len(pairs.TRIGGERS) + trigger) * _SHARES + similar) * _SHARES + near


@lru_cache(maxsize=1)
def shipped() -> Scorer:
    """The scorer of the weights that ship with the package."""
    return scorer_of(read_linear(MODEL / "merging.tsv"))


def scorer_of(model: Linear) -> Scorer:
    """Lay out the weights of a model."""
    get, weights = model.weights.get, model.weights
    statuses, kinds = get_args(Status), range(len(pairs.TYPES))
    combined = [  # in the order of _place
        (found, model.bias + sum(get(name, 0.0) for name in pairs.wording(*found)))
        for found in product(kinds, range(len(pairs.TRIGGERS)), range(_SHARES), range(_SHARES))
    ]
    parties = tuple(_most_parties(weights, name) + SLACK for name in pairs.TYPES)
    most = sum(_most(weights, prefix) for prefix in ("status ", "days ", "place ", "heard "))
    return Scorer(
        weights,
        tuple(x + sum(get(name, 0.0) for name in pairs.in_report(*f)) for f, x in combined),
        tuple(x + sum(get(name, 0.0) for name in pairs.across(*f)) for f, x in combined),
        {(s, t): get(pairs.status(s, t), 0.0) for s in statuses for t in statuses},
        tuple(get(pairs.published(n), 0.0) for n in range(6)),
        tuple(get(f"names {n}", 0.0) for n in range(5)),
        tuple(get(f"heard {n}", 0.0) for n in range(3)),
        tuple(most + some for some in parties),
        sum(max(0.0, weight) for name, weight in weights.items() if name.startswith("count ")),
        parties,
    )


def _most(weights: dict[str, float], prefix: str) -> float:
    """The largest weight of the features that begin so, of which at most one holds; or 0."""
    return max((w for name, w in weights.items() if name.startswith(prefix) and w > 0), default=0.0)


def _most_parties(weights: dict[str, float], kind: str) -> float:
    both = {n.removeprefix(f"{kind}, ") for n in weights if n.startswith(f"{kind}, parties ")}
    both |= {name for name in weights if name.startswith("parties ")}
    sums = (weights.get(name, 0.0) + weights.get(f"{kind}, {name}", 0.0) for name in both)
    return sum(_most(weights, p) for p in ("actors ", "recipients ", "modes ")) + max((0.0, *sums))


def probability(a: Told, b: Told, scorer: Scorer | None = None) -> float:
    """The probability that two mentions tell of one event, by the shipped weights or others."""
    return logistic((scorer or shipped()).total(a, b))


def likely(a: Told, b: Told, least: float) -> bool:
    """Tell whether the probability is ``least`` or more."""
    total = shipped().total(a, b, logit(least) - SLACK)
    return logistic(total) >= least
