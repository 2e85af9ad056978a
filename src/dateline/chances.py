"""Probabilities from scores: of one thing, by the logistic function; of several, by the softmax."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


def logistic(total: float) -> float:
    """The probability that a sum of weights stands for.

    >>> logistic(0.0), logistic(-100.0)
    (0.5, 0.0)
    """
    return 1 / (1 + math.exp(-total)) if total > -30 else 0.0


def logit(p: float, least: float = 1e-4) -> float:
    """The sum of weights that a probability stands for, its log-odds; one nearer to 0 or 1 than
    ``least`` is taken for that.

    >>> logit(0.5), round(logit(0.9), 2), logit(0.0) == logit(1e-4)
    (0.0, 2.2, True)
    """
    p = least if p < least else 1 - least if p > 1 - least else p
    return math.log(p / (1 - p))


def sigmoid(x: Any) -> Any:  # noqa: ANN401 - floats and arrays alike
    """The logistic function, of every number of an array."""
    return 1.0 / (1.0 + np.exp(-x))


def softmax(x: Floats) -> Any:  # noqa: ANN401 - an array of the same kind
    """The probabilities of what the scores along the last axis stand for."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def shares(scores: Sequence[float]) -> tuple[float, ...]:
    """The same of a few numbers.

    >>> shares([1.0, 1.0])
    (0.5, 0.5)
    """
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    whole = sum(odds)
    return tuple(o / whole for o in odds)
