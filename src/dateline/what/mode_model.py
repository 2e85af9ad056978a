"""The model of modes: what rows, network and words around an event are worth for each mode.

The regressions are one for each mode that the labels know (``model/modes.tsv``, trained by
``dateline train modes``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.chances import logistic
from dateline.embedded import MODEL
from dateline.linear import Linear
from dateline.what import plover

WEIGHTS = MODEL / "modes.tsv"
STEPS = (-6, -5, -4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4)
"""Log-odds of the network that tell more than those below them."""
_PASSED = tuple(map(logistic, STEPS))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to know of an event's mode. ``around``: of the words and parties around;
    ``votes``: of which mode the rows speak, and how, each once; ``likely``: what the network gives
    each mode for the event's own trigger; ``mean``: for all its wordings; ``others``: the highest
    of another mode. The last three in steps (``step``)."""

    around: tuple[str, ...]
    votes: tuple[tuple[str, str], ...]
    likely: Mapping[str, int]
    mean: Mapping[str, int]
    others: Mapping[str, int]
    first: str
    """The mode that the network finds likeliest."""

    def steps(self, mode: str) -> tuple[tuple[str, int], ...]:
        """What the network says of a mode: names and steps."""
        return (
            ("network", self.likely[mode]),
            ("network's mean", self.mean[mode]),
            ("network, other", self.others[mode]),
        )

    def spoken(self, mode: str) -> list[str]:
        """What rows say of a mode; what is said of others stands against it."""
        found = dict.fromkeys(
            f"row {how}" if of == mode else f"other row {how}" for of, how in self.votes
        )
        return [*found, "network's first"] if self.first == mode else [*found]


def step(p: float) -> int:
    """How many of ``STEPS`` a probability passes.

    >>> step(0.5), step(0.51)
    (7, 8)
    """
    return bisect_left(_PASSED, p)


def passed(name: str, steps: int) -> Iterator[str]:
    """The features of a probability: each step that it passes."""
    return (f"{name} > {STEPS[n]:g}" for n in range(steps))


def spelled(event_type: str, mode: str, seen: Evidence) -> list[str]:
    """The features of a mode of an event, one by one, as the model learns them."""
    own = seen.spoken(mode)
    for name, steps in seen.steps(mode):
        own += passed(name, steps)
    prefix = f"{event_type} {mode}"
    return [
        prefix,
        *own,
        *(f"{event_type}: {name}" for name in own),
        *(f"{prefix}: {name}" for name in own),
        *(f"{prefix}: {name}" for name in seen.around),
    ]


class ModeModel:
    """The regressions of the modes that the labels know. What rows and the network say has a
    weight for a mode, and one for all modes of a type, one for all modes at all: so it is learned
    from many events what a row is worth, and from its own what it is worth for a mode."""

    def __init__(self, table: Linear) -> None:
        self.known: dict[str, list[str]] = {}
        self._own: dict[tuple[str, str], _Own] = {}
        self._around: dict[str, dict[str, list[tuple[str, float]]]] = {}
        for event_type, modes in plover.modes_by_type().items():
            self.known[event_type] = [
                m for m in sorted(modes) if f"{event_type} {m}" in table.weights
            ]
            for mode in self.known[event_type]:
                self._own[event_type, mode] = _Own(table.weights, event_type, mode)
        for name, weight in table.weights.items():
            prefix, _, feature = name.partition(": ")
            event_type, _, mode = prefix.partition(" ")
            if event_type in self.known and mode and feature:
                around = self._around.setdefault(event_type, {})
                around.setdefault(feature, []).append((mode, weight))

    def chances(self, event_type: str, seen: Evidence) -> dict[str, float]:
        """The probabilities of the modes of a type that the labels know."""
        totals = {
            mode: self._own[event_type, mode].total(mode, seen)
            for mode in self.known[event_type]
        }  # fmt: skip
        around = self._around.get(event_type, {})
        for name in seen.around:
            if name in around:
                for mode, weight in around[name]:
                    totals[mode] += weight
        return {mode: logistic(total) for mode, total in totals.items()}


class _Own:
    """Weights of what rows and the network say of one mode, those for all modes added."""

    def __init__(self, weights: Mapping[str, float], event_type: str, mode: str) -> None:
        self._weights, self._type, self._mode = weights, event_type, f"{event_type} {mode}"
        self._bias = weights[self._mode]
        self._spoken: dict[str, float] = {}
        self._steps = {
            name: [sum(map(self._weight, passed(name, n))) for n in range(len(STEPS) + 1)]
            for name in ("network", "network's mean", "network, other")
        }

    def _weight(self, name: str) -> float:
        names = name, f"{self._type}: {name}", f"{self._mode}: {name}"
        return sum(self._weights.get(each, 0.0) for each in names)

    def total(self, mode: str, seen: Evidence) -> float:
        """The sum of the weights, without that of what is around."""
        total, spoken = self._bias, self._spoken
        for name, n in seen.steps(mode):
            total += self._steps[name][n]
        for name in seen.spoken(mode):
            if name not in spoken:
                spoken[name] = self._weight(name)
            total += spoken[name]
        return total
