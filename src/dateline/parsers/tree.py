"""Head scores of a sentence to a tree (Chu and Liu 1965, Edmonds 1967) whose arcs do not cross."""

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
    inner = square[:, 1:].argmax(1) + 1
    inner[0] = 0
    order = np.argsort(-(square[1:, 0] - square[1:, 1:].max(1, initial=-np.inf)), kind="stable")
    rows = np.arange(1, n + 1)
    best: Heads | None = None
    most = -np.inf
    for root in order[: 3 if n > 3 else n] + 1:
        found = inner.copy()
        found[root] = 0
        total = square[rows, found[1:]].sum()  # no tree of this root has more
        if best is not None and total <= most:
            continue
        if _find_cycle(found):
            trial = square.copy()
            trial[:, 0] = -np.inf
            trial[root, :] = -np.inf
            trial[root, 0] = 0.0
            found = _edmonds(trial)
            total = square[rows, found[1:]].sum()
        if best is None or total > most:
            best, most = found, total
    assert best is not None  # a sentence has at least one word
    return best[1:]


TRIED = 6
"""Likeliest heads of a word that are tried in place of one whose arc crosses another."""


def untangle(scores: NDArray[np.float32], heads: Heads) -> Heads:
    """Hang words elsewhere until no arc crosses another; ``scores`` and ``heads`` as above.

    The word that loses least by it goes first. English has few trees with crossing arcs, a small
    parser many: on the treebanks' development sets nine changes in ten are of a wrong tree, and
    0.3 to 0.4 more words in a hundred have the right head. The exact best tree without crossings
    (Eisner 1996) is no better there, and takes many times as long.
    """
    words = np.arange(1, len(heads) + 1)
    low, high = np.minimum(words, heads), np.maximum(words, heads)
    if not (counts := _crossings(low, high, low, high)).any():
        return heads
    changed = heads.copy()
    above: list[int] = [0, *heads.tolist()]
    tangled = np.flatnonzero(counts)
    # What is tried in place of each arc: rows of words, heads and what the head scores.
    likely = np.argsort(-scores[tangled], axis=1, kind="stable")[:, :TRIED]
    heads_tried = likely.ravel()
    tried = np.repeat(tangled, likely.shape[1])
    fit = (heads_tried != 0) & (heads_tried != tried + 1)
    tried, heads_tried = tried[fit], heads_tried[fit]
    value = scores[tried, heads_tried]
    tried_low = np.minimum(tried + 1, heads_tried)
    tried_high = np.maximum(tried + 1, heads_tried)
    while (move := _best_move(
        counts[tried] - _crossings(tried_low, tried_high, low, high),
        value - scores[tried, changed[tried]], tried, heads_tried, above,
    )):  # fmt: skip
        word, head = move
        above[word + 1] = changed[word] = head
        low[word], high[word] = min(word + 1, head), max(word + 1, head)
        if not (counts := _crossings(low, high, low, high)).any():
            break
    return changed


def _best_move(
    fewer: Heads, gain: NDArray[np.float32], words: Heads, heads: Heads, above: list[int]
) -> tuple[int, int] | None:
    """The word and the head that cost least for each crossing less, if any; of equals the first
    word, and its last head."""
    better = [i for i in np.flatnonzero(fewer > 0).tolist() if above[words[i] + 1]]
    ranked = sorted(
        better, key=lambda i: (-float(gain[i]) / int(fewer[i]), int(words[i]), -int(heads[i]))
    )
    for i in ranked:
        word, head = int(words[i]), int(heads[i])
        if not _hangs_from(above, head, word + 1):
            return word, head
    return None


def _crossings(low: Heads, high: Heads, lows: Heads, highs: Heads) -> Heads:
    """How many arcs from ``lows`` to ``highs`` each arc from ``low`` to ``high`` crosses."""
    a, b = low[:, None], high[:, None]
    starts_inside, ends_inside = (a < lows) & (lows < b), (a < highs) & (highs < b)
    over = starts_inside & (b < highs) | ends_inside & (lows < a)
    found: Heads = over.sum(1)
    return found


def _hangs_from(above: list[int], word: int, other: int) -> bool:
    while word:
        if word == other:
            return True
        word = above[word]
    return False


def _find_cycle(heads: Heads) -> list[int]:
    above: list[int] = heads.tolist()
    visit = [0] * len(above)  # which walk up came by first; -1: the root's
    visit[0] = -1
    for start in range(1, len(above)):
        node = start
        while not visit[node]:
            visit[node] = start
            node = above[node]
        if visit[node] == start:
            cycle = [node]
            while (following := above[cycle[-1]]) != node:
                cycle.append(following)
            return cycle
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
