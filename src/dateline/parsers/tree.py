"""Head scores of a sentence to a tree (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Heads = NDArray[np.int64]


def best_heads(scores: NDArray[np.float32]) -> Heads:
    """Choose the head of each word so that all hang from one root.

    ``scores``: words × (1 + words), column 0 the root. Gives for each word its head: 0 the root,
    otherwise 1 + the index of a word. The greedy choice is kept where it is a tree already.
    """
    n = scores.shape[0]
    square = np.full((n + 1, n + 1), -np.inf, dtype=np.float64)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads: Heads = square.argmax(1)
    heads[0] = 0
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1 and not _find_cycle(heads):
        return heads[1:]
    # One root only: try the likeliest words as the root, the others may not hang from it.
    order = np.argsort(-(square[1:, 0] - square[1:, 1:].max(1, initial=-np.inf)), kind="stable")
    best: tuple[float, Heads] | None = None
    for root in order[: 3 if n > 3 else n] + 1:
        trial = square.copy()
        trial[:, 0] = -np.inf
        trial[root, :] = -np.inf
        trial[root, 0] = 0.0
        found = _edmonds(trial)
        total = float(square[np.arange(1, n + 1), found[1:]].sum())
        if best is None or total > best[0]:
            best = (total, found)
    assert best is not None  # a sentence has at least one word
    return best[1][1:]


def _find_cycle(heads: Heads) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def _edmonds(scores: NDArray[np.float64]) -> Heads:
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    ring = np.array(cycle)
    outside = np.flatnonzero(~inside)
    own = scores[ring, heads[ring]]
    # Contract the cycle into one node, the last of the smaller problem.
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[: size - 1, : size - 1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(ring, outside)] - own[:, None] + own.sum()
    enters = into.argmax(0)
    small[size - 1, : size - 1] = into.max(0)
    out_of = scores[np.ix_(outside, ring)]
    leaves = out_of.argmax(1)
    small[: size - 1, size - 1] = out_of.max(1)
    small[0, :] = -np.inf
    found = _edmonds(small)
    for i in range(1, size - 1):
        heads[outside[i]] = cycle[leaves[i]] if found[i] == size - 1 else outside[found[i]]
    entry = int(found[size - 1])
    heads[cycle[int(enters[entry])]] = outside[entry]
    return heads
