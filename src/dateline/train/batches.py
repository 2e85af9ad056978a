"""Turns sentences into padded windows of word pieces for the network."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor

from dateline.parsers.pieces import Pieces


class Worded(Protocol):
    """A sentence that has words."""

    @property
    def words(self) -> list[str]:
        """The words."""
        ...


@dataclass(frozen=True)
class Batch:
    """Windows as the encoder reads them; word 0 of each window is its [CLS], the root.

    ``sentence``: batch × words, which sentence of the window a word belongs to (−1 padding, 0 for
    [CLS]; sentences count from 1). ``sources``: per window, the sentences it was made of.
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    sentence: Tensor
    sources: list[list[Any]]


def encode(windows: Sequence[Sequence[Worded]], pieces: Pieces) -> Batch:
    """Encode windows of whole sentences."""
    rows = []
    for window in windows:
        ids, cases, first, sentence = [pieces.cls], [0], [0], [0]
        for number, sent in enumerate(window, 1):
            for cut, case in pieces.cut(sent.words):
                first.append(len(ids))
                sentence.append(number)
                ids.extend(cut)
                cases.extend([case] * len(cut))
        ids.append(pieces.sep)
        cases.append(0)
        rows.append((ids, cases, first, sentence))
    length = max(len(r[0]) for r in rows)
    words = max(len(r[2]) for r in rows)
    return Batch(
        torch.tensor([_pad(r[0], length, 0) for r in rows]),
        torch.tensor([_pad(r[1], length, 0) for r in rows]),
        torch.tensor([_pad([1] * len(r[0]), length, 0) for r in rows]),
        torch.tensor([_pad(r[2], words, 0) for r in rows]),
        torch.tensor([_pad(r[3], words, -1) for r in rows]),
        [list(w) for w in windows],
    )


def _pad(values: list[int], size: int, filler: int) -> list[int]:
    return values + [filler] * (size - len(values))


def random_windows(
    texts: Sequence[Sequence[Worded]], pieces: Pieces, rng: random.Random, limits: Sequence[int]
) -> list[list[Worded]]:
    """Cut every text into windows of consecutive sentences, each of a random size limit."""
    windows: list[list[Worded]] = []
    for text in texts:
        window: list[Worded] = []
        used, limit = 0, rng.choice(limits)
        for sent in text:
            size = sum(len(cut) for cut, _ in pieces.cut(sent.words))
            if size > 250:
                continue
            if window and used + size > limit:
                windows.append(window)
                window, used, limit = [], 0, rng.choice(limits)
            window.append(sent)
            used += size
        if window:
            windows.append(window)
    return windows


def bucketed(
    windows: list[list[Worded]], pieces: Pieces, rng: random.Random, room: int
) -> Iterator[list[list[Worded]]]:
    """Group windows of like length into batches of about ``room`` pieces, in random order."""
    sized = [
        (sum(len(cut) for s in w for cut, _ in pieces.cut(s.words)) + 2, i)
        for i, w in enumerate(windows)
    ]
    sized.sort(key=lambda pair: (pair[0] // 8, rng.random()))
    batches: list[list[list[Worded]]] = [[]]
    longest = 0
    for size, i in sized:
        longest = max(longest, size)
        if batches[-1] and longest * (len(batches[-1]) + 1) > room:
            batches.append([])
            longest = size
        batches[-1].append(windows[i])
    rng.shuffle(batches)
    yield from batches
