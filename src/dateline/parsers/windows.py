"""Cuts a report into the windows that the encoder reads.

A window holds whole sentences: as many target sentences as fit, and before them, as context, the
sentences that precede. Each sentence is target once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PIECES = 256  # word pieces of one window, [CLS] and [SEP] included
CONTEXT = 0  # of these, at most so many for sentences before the target: none are needed, measured


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences ``first`` to ``last`` (end exclusive); those before ``target`` are context."""

    first: int
    target: int
    last: int


def cut(lengths: Sequence[int], pieces: int = PIECES, context: int = CONTEXT) -> Iterator[Window]:
    """Cut sentences of so many pieces each into windows.

    A sentence longer than a window is a window by itself; the parser cuts off what is too long.

    >>> list(cut([100, 100, 100]))
    [Window(first=0, target=0, last=2), Window(first=2, target=2, last=3)]
    """
    room = pieces - 2
    target = 0
    while target < len(lengths):
        first, used = target, 0
        while first > 0 and used + lengths[first - 1] <= context:
            first -= 1
            used += lengths[first]
        if used + lengths[target] > room:
            first, used = target, 0
        last = target
        while last < len(lengths) and (last == target or used + lengths[last] <= room):
            used += lengths[last]
            last += 1
        yield Window(first, target, last)
        target = last
