"""Scores pairs of words: what a word near a trigger does for it (acts in it, says it).

One head of the network tells who takes part in an event, another who says what is said; both look
at the vectors of the two words, and at the way from the one to the other through the tree. All
triggers of a document are scored together, which costs a fraction of scoring one after another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.data import Document
from dateline.what import roles

Floats = NDArray[np.float32]
Played = dict[int, list[float]]
"""Words around a trigger, in text order, with the probability of each part they may play."""
_AT_ONCE = 256
"""Pairs in one step: what is at hand stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class PairHead:
    """The weights of a head. Vectors of words have two halves: one is multiplied with the other
    word's, part by part, the other is added to it and to that of the way."""

    paths: roles.Paths
    weight: Floats
    """Parts × width × width."""
    path: Floats
    """Ways × width."""
    out: Floats
    """Width × parts."""
    bias: Floats

    def __call__(
        self,
        doc: Document,
        triggers: Sequence[int],
        left: Floats,
        right: Floats,
        among: Sequence[int],
        reach: tuple[int, int],
        least: float,
    ) -> list[Played]:
        """For each trigger the words around it that have a part with a probability of ``least``.

        ``left``: a row for each trigger; ``right``: one for each token. ``among``: the tokens
        that may have a part, in text order; ``reach``: how many sentences before and after.
        """
        ranges = [_range(doc, trigger, among, reach) for trigger in triggers]
        of, at = roles.spread(ranges)
        if not len(of):
            return [{} for _ in triggers]
        words = np.array(among)
        ways = self.paths.between(roles.trees_of(doc), triggers, among, ranges)
        scores = _softmax(self._logits(left, right[words], of, at, ways).T)
        found: list[Played] = [{} for _ in triggers]
        kept = np.flatnonzero(scores[1:].max(0) >= least)
        rows = scores[:, kept].T.tolist()
        for n, word, row in zip(of[kept].tolist(), words[at[kept]].tolist(), rows, strict=True):
            if word != triggers[n]:
                found[n][word] = row
        return found

    def _logits(
        self,
        left: Floats,
        right: Floats,
        of: NDArray[np.intp],
        at: NDArray[np.intp],
        ways: NDArray[np.intp],
    ) -> Floats:
        """Score pairs of a row on the left (``of``) and one on the right (``at``)."""
        parts, width, _ = self.weight.shape
        sides = left[:, :width] @ self.weight / width**0.5
        every = right[:, :width] @ sides.reshape(-1, width).T
        found: Floats = every.reshape(len(right), parts, len(left))[at, :, of]
        ours, theirs = left[:, width:], right[:, width:]
        for first in range(0, len(of), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            hidden = self.path[ways[some]]
            hidden += theirs[at[some]]
            hidden += ours[of[some]]
            np.maximum(hidden, 0, out=hidden)
            found[some] += hidden @ self.out
        found += self.bias
        return found


def _range(
    doc: Document, trigger: int, among: Sequence[int], reach: tuple[int, int]
) -> tuple[int, int]:
    """The range of the entries of ``among`` that are near a trigger."""
    first, last = roles.around(doc, roles.sentence_numbers(doc)[trigger], *reach)
    return bisect_left(among, first), bisect_left(among, last)


def _softmax(x: Floats) -> Floats:
    """Softmax over the first axis, laid out along the last, which numpy runs through faster."""
    x = np.ascontiguousarray(x)
    e = np.exp(x - x.max(0))
    out: Floats = e / e.sum(0)
    return out
