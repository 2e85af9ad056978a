"""Fits the small linear models: logistic regression over named features (Adagrad, L2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.linear import BIAS, Linear

RATE = 0.05
SNAPSHOT = 2000
"""Examples after which the weights are added to the average."""
SMALLEST = 0.02
"""Weights nearer to 0 are not written."""
Floats = NDArray[np.float64]
STEPS, FREE = 50, 1e-3  # of Newton's method: at most so many; the penalty of the bias


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


Ranked = tuple[Sequence[Sequence[str]], Sequence[bool]]
"""The features of each choice, and which choices are right; one of them or more."""


def fit_ranking(
    groups: Sequence[Ranked],
    *,
    rarest: int = 4,
    l2: float = 10.0,
    given: Sequence[Sequence[float]] | None = None,
) -> dict[str, float]:
    """Fit weights by which a right choice of each group comes first (softmax over the choices, of
    which the right ones count together); ``given`` scores of choices are added to theirs."""
    counts = Counter(f for rows, _ in groups for row in rows for f in set(row))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= rarest))}
    rows = [[index[f] for f in row if f in index] for choices, _ in groups for row in choices]
    lengths = np.array([len(row) for row in rows])
    columns = np.array([i for row in rows for i in row], dtype=np.int64)
    owner = np.repeat(np.arange(len(rows)), lengths)
    sizes = np.array([len(choices) for choices, _ in groups])
    starts, group = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(groups)), sizes)
    right = np.array([r for _, flags in groups for r in flags], dtype=np.float64)
    base = np.zeros(len(rows)) if given is None else np.array([s for g in given for s in g])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = base + np.bincount(owner, weights[columns], len(rows))
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        whole, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        good = np.maximum(good, 1e-300)
        slope = odds / whole[group] - odds * right / good[group]
        gradient = np.bincount(columns, slope[owner], len(index)) + l2 * weights
        value = float((np.log(whole) - np.log(good)).sum() + l2 * (weights @ weights) / 2)
        return value, gradient

    weights = _minimise(loss, len(index))
    return {f: float(weights[i]) for f, i in index.items() if abs(weights[i]) >= SMALLEST}


def _minimise(
    loss: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    n: int,
    steps: int = 150,
    kept: int = 10,
) -> NDArray[np.float64]:
    """L-BFGS with backtracking (Nocedal and Wright 2006, algorithm 7.5)."""
    x = np.zeros(n)
    value, gradient = loss(x)
    pairs: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
    for _ in range(steps):
        way = gradient.copy()
        used = []
        for s, y in reversed(pairs):
            share = (s @ way) / (s @ y)
            way -= share * y
            used.append(share)
        if pairs:
            s, y = pairs[-1]
            way *= (s @ y) / (y @ y)
        else:
            way /= max(1.0, float(np.abs(gradient).sum()))
        for (s, y), share in zip(pairs, reversed(used), strict=True):
            way += (share - (y @ way) / (s @ y)) * s
        size, slope = 1.0, float(gradient @ way)
        while True:
            there = x - size * way
            new_value, new_gradient = loss(there)
            if new_value <= value - 1e-4 * size * slope or size < 1e-6:
                break
            size /= 2
        step, change = there - x, new_gradient - gradient
        if step @ change > 1e-10:
            pairs = [*pairs[1 - kept :], (step, change)]
        better = value - new_value
        x, value, gradient = there, new_value, new_gradient
        if better < 1e-6 * max(1.0, abs(value)):
            break
    return x


def newton(x: Floats, right: Sequence[bool], penalty: float) -> Floats:
    """Weights of a logistic regression with a penalty on their squares, by Newton's method.

    ``x``: examples × features, the first column ones: the bias, which is hardly held back.
    """
    y = np.array(right, float)
    weights = np.zeros(x.shape[1])
    held = np.full(x.shape[1], penalty)
    held[0] = FREE
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - y) + held * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def fit_values(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], penalty: float, rarest: int = 1
) -> Linear:
    """Logistic regression on few features with values, by Newton's method; the bias is not held
    back. What fewer than ``rarest`` rows have is left out."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= rarest)
    x = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
    weights = newton(x, right, penalty)
    return Linear(float(weights[0]), dict(zip(names, map(float, weights[1:]), strict=True)))


def write(model: Linear, path: Path, about: str) -> None:
    """Write a model as a table; ``about`` tells what it is and what it was learned from."""
    lines = [f"# {line}" for line in about.strip().split("\n")]
    lines.append(f"{BIAS}\t{model.bias:.3f}")
    lines += [f"{name}\t{weight:.2f}" for name, weight in sorted(model.weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
