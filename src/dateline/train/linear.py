"""Fits the small linear models: logistic regression over named features (Adagrad, L2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.linear import BIAS, Linear

RATE = 0.05
SNAPSHOT = 2000
"""Examples after which the weights are added to the average."""
SMALLEST = 0.02
"""Weights nearer to 0 are not written."""


def fit(
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    *,
    rarest: int = 4,
    epochs: int = 8,
    l2: float = 1e-6,
) -> Linear:
    """Fit a model to examples; features seen fewer than ``rarest`` times are left out."""
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(f for f, n in counts.items() if n >= rarest)
    index = {name: i for i, name in enumerate(names)}
    arrays = [np.array([index[f] for f in row if f in index], dtype=np.int64) for row in rows]
    weights, bias = _descend(arrays, np.array(right, dtype=np.float64), len(names), epochs, l2)
    kept = {n: float(w) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}
    return Linear(bias, kept)


def _descend(
    rows: Sequence[NDArray[np.int64]],
    targets: NDArray[np.float64],
    n: int,
    epochs: int,
    l2: float,
) -> tuple[NDArray[np.float64], float]:
    rng = np.random.default_rng(0)
    weights, squares = np.zeros(n), np.full(n, 1e-6)
    bias, bias_square = 0.0, 1e-6
    summed, summed_bias, taken = np.zeros(n), 0.0, 0
    every = max(1, min(SNAPSHOT, len(rows)))
    for epoch in range(epochs):
        for at, i in enumerate(rng.permutation(len(rows))):
            row = rows[i]
            z = float(bias + weights[row].sum())
            gradient = 1 / (1 + np.exp(-min(30.0, max(-30.0, z)))) - targets[i]
            step = gradient + l2 * weights[row]
            squares[row] += step**2
            weights[row] -= RATE * step / np.sqrt(squares[row])
            bias_square += gradient**2
            bias -= RATE * gradient / np.sqrt(bias_square)
            if (epoch or epochs == 1) and at % every == every - 1:
                summed += weights
                summed_bias += bias
                taken += 1
    return summed / taken, float(summed_bias / taken)


def write(model: Linear, path: Path, about: str) -> None:
    """Write a model as a table; ``about`` tells what it is and what it was learned from."""
    lines = [f"# {line}" for line in about.strip().split("\n")]
    lines.append(f"{BIAS}\t{model.bias:.3f}")
    lines += [f"{name}\t{weight:.2f}" for name, weight in sorted(model.weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
