"""Figures of an evaluation: precision, recall and F1, shares, and figures of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dateline.evaluation.items import Json


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and F1, in percent.

    ``tp`` counts hits among the predicted; ``tp_gold`` among the gold, where the two differ.

    >>> PRF(1, predicted=2, gold=3).f1
    40.0
    """

    tp: float
    predicted: float
    gold: float
    tp_gold: float | None = None

    @property
    def p(self) -> float:
        """Precision; 0 where nothing was predicted."""
        return 100.0 * self.tp / self.predicted if self.predicted else 0.0

    @property
    def r(self) -> float:
        """Recall; 0 where there is nothing to find."""
        hits = self.tp if self.tp_gold is None else self.tp_gold
        return 100.0 * hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.p, self.r
        return 2 * p * r / (p + r) if p + r else 0.0


Figure: TypeAlias = "PRF | float | int | dict[str, Figure] | None"
Figures: TypeAlias = dict[str, Figure]


def percent(part: float, whole: float) -> float:
    """A share in percent; 0 of an empty whole.

    >>> percent(1, 4)
    25.0
    """
    return 100.0 * part / whole if whole else 0.0


def pick(figures: Figure, path: Sequence[str]) -> float | None:
    """The number at a path such as ``("pair", "f1")``; ``None`` where there is none."""
    for key in path:
        if isinstance(figures, PRF):
            figures = float(getattr(figures, key))
        elif isinstance(figures, dict):
            figures = figures.get(key)
        else:
            return None
    return float(figures) if isinstance(figures, (int, float)) else None


def to_json(figures: Figure) -> Json:
    """Figures as plain JSON values."""
    if isinstance(figures, PRF):
        f = figures
        return {"p": f.p, "r": f.r, "f1": f.f1, "gold": f.gold, "pred": f.predicted}
    if isinstance(figures, dict):
        return {key: to_json(value) for key, value in figures.items()}
    return figures
