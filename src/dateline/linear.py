"""Small linear models over named features: read from a table, give probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from dateline.chances import logistic
from dateline.errors import KnowledgeError

BIAS = "(bias)"
KNOWN = 60_000
"""Groups of features whose weight a model remembers: about 16 MB."""
Group = tuple[Any, ...]
"""Features that are made together: the function that makes them, and the few words it takes."""
Number = TypeVar("Number", float, complex)


@dataclass(frozen=True, slots=True)
class Linear:
    """Logistic regression: a weight per feature that holds, and a bias."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Probability of what these features describe; unknown features count nothing.

        >>> round(Linear(0.0, {"quoted": 2.0}).probability(["quoted", "long"]), 2)
        0.88
        """
        return logistic(weigh(features, self.weights, self.bias))

    def total(self, values: Mapping[str, float]) -> float:
        """The sum of the bias and of what features with values weigh; unknown ones count nothing.

        >>> Linear(-1.0, {"length": 2.0}).total({"length": 0.75, "height": 9.0})
        0.5
        """
        get = self.weights.get
        return self.bias + sum(get(name, 0.0) * value for name, value in values.items())


class Remembered(Generic[Number]):
    """A model's weights for groups of features. The words that make a group come again and again,
    in one report as in the next: its features are then neither written out nor looked up.

    >>> def pair(one, two):
    ...     return f"one={one}", f"{one}/{two}"
    >>> Remembered({"one=a": 1.0, "a/b": 0.5}).weigh([(pair, "a", "b"), (pair, "a", "c")], 0.0)
    2.5
    """

    def __init__(self, weights: Mapping[str, Number]) -> None:
        self._weights: Mapping[str, Number] = weights
        self._known: dict[Group, Number] = {}

    def weigh(self, groups: Iterable[Group], total: Number) -> Number:
        """Add to a total the weights of the features of some groups."""
        get = self._known.get
        for group in groups:
            weight = get(group)
            total += self._learn(group, total * 0) if weight is None else weight
        return total

    def _learn(self, group: Group, none: Number) -> Number:
        if len(self._known) >= KNOWN:
            self._known.clear()
        found: Number = weigh(spelled((group,)), self._weights, none)
        self._known[group] = found
        return found


def spelled(groups: Iterable[Group]) -> list[str]:
    """The features of groups, one by one, as a model learns them."""
    return [feature for make, *words in groups for feature in make(*words)]


def weigh(features: Iterable[str], weights: Mapping[str, Number], total: Number) -> Number:
    """Add to a total the weights of the features that a model knows."""
    get = weights.get
    for feature in features:
        total += get(feature, 0.0)
    return total


def read_linear(path: Path) -> Linear:
    """Read a model: lines of feature and weight, apart by a tab; ``#`` opens a comment.

    Raises ``KnowledgeError`` with file and line for a line that is none, or no bias.
    """
    weights: dict[str, float] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        name, _, weight = line.rpartition("\t")
        try:
            weights[name] = float(weight)
        except ValueError as error:
            raise KnowledgeError(f"no weight in {line!r}", path=str(path), line=number) from error
    if BIAS not in weights:
        raise KnowledgeError(f"no {BIAS}", path=str(path))
    return Linear(weights.pop(BIAS), weights)
