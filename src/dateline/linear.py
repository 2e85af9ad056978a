"""Small linear models over named features: read from a table, give probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import KnowledgeError

MODEL = Path(__file__).parent / "model"
BIAS = "(bias)"


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
        total = weigh(features, self.weights, self.bias)
        return 1 / (1 + math.exp(-total)) if total > -30 else 0.0


def weigh(features: Iterable[str], weights: Mapping[str, float], total: float = 0.0) -> float:
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
