"""Finds wire copies: texts that largely repeat each other's words, whatever their headline.

An agency's text appears in many outlets cut, with a new opening, or updated by the agency itself
("1st Ld-Writethru", "ATTENTION - ADDS"). Such texts are one source, however often they are printed.
Two reports are copies where they were published within a few days and enough of the shorter one
stands word for word in the other.

Candidates come from *marks*: of each stretch of ``WINDOW`` successive runs of ``RUN`` words, the
run with the lowest hash (winnowing, Schleimer, Wilkerson and Aiken 2003). Two texts that share a
passage of ``RUN + WINDOW - 1`` words share a mark, wherever it stands. Candidates are then compared
in full. Whether two texts are copies depends on these two texts alone, so groups of copies do not
depend on the order in which reports come.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RUN = 5
"""Words of a run. Shorter runs are shared by chance, longer ones do not outlive small edits."""
WINDOW = 12
"""Successive runs of which one is a mark: any shared passage of 16 words is found."""
DAYS = 7
"""Texts published further apart are no copies: agencies repeat background for years."""
SHARE = 0.5
"""Least share of the shorter text's words that stand in passages shared with the longer."""
SHORT = 64
"""Words under which a text is short: a flash. It must be repeated nearly whole."""
SHORT_SHARE = 0.7
FEWEST = 8
"""Words under which a text is too short to be told from its like."""
COMMON_MARKS = 0.12
"""Least share of the marks of the shorter text for a full comparison."""

Hashes = NDArray[np.uint64]
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_SIGN = np.uint64(1)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a text is compared: how many words it has, its runs in order, and its marks.

    Marks fit in a signed 64-bit integer, as databases have it.
    """

    words: int
    runs: Hashes
    marks: tuple[int, ...]


def words(text: str) -> list[str]:
    """The words of a text as copies are compared: without case, accents and punctuation.

    >>> words("Some 5,000 Élysée-goers")
    ['some', '5,000', 'elysee', 'goers']
    """
    if not text.isascii():
        kept = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in kept if not unicodedata.combining(c))
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=200_000)
def _hash_word(word: str) -> int:
    raw = word.encode()
    return zlib.crc32(raw) << 32 | zlib.crc32(raw, 0x5EED)


def shape(text: str) -> Shape:
    """Make the shape of a text."""
    found = words(text)
    runs = _runs(found)
    return Shape(len(found), runs, _marks(runs))


def _runs(found: list[str]) -> Hashes:
    hashes = np.array([_hash_word(w) for w in found], dtype=np.uint64)
    n = len(hashes) - RUN + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    runs = hashes[:n].copy()
    for offset in range(1, RUN):
        runs *= _MULTIPLIER
        runs += hashes[offset : offset + n]
    # The lowest hash of a window must not depend on the last word alone: mix all bits.
    runs ^= runs >> _SHIFT
    runs *= _MIXER
    runs ^= runs >> _SHIFT
    return runs >> _SIGN


def _marks(runs: Hashes) -> tuple[int, ...]:
    if not len(runs):
        return ()
    if len(runs) <= WINDOW:
        return (int(runs.min()),)
    lowest = np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1)
    return tuple(int(m) for m in np.unique(lowest))


def shared(shorter: Shape, longer: Shape) -> float:
    """The share of a text's words that stand in runs of words which the other one has, too."""
    if not len(shorter.runs):
        return 0.0
    covered = np.zeros(shorter.words, dtype=bool)
    for start in np.flatnonzero(np.isin(shorter.runs, longer.runs)):
        covered[start : start + RUN] = True
    return float(covered.mean())


def are_copies(a: Shape, b: Shape) -> bool:
    """Whether one text largely repeats the other."""
    shorter, longer = (a, b) if a.words <= b.words else (b, a)
    if shorter.words < FEWEST:
        return False
    least = SHORT_SHARE if shorter.words < SHORT else SHARE
    return shared(shorter, longer) >= least


def worth_comparing(a: Shape, b: Shape, marks_in_common: int) -> bool:
    """Whether two texts share enough marks to be compared in full."""
    return marks_in_common >= max(1.0, COMMON_MARKS * min(len(a.marks), len(b.marks)))


@dataclass(frozen=True, slots=True)
class Dated:
    """A report among those that copies are looked for: its id, day and text's shape."""

    id: str
    published: dt.date
    shape: Shape


class CopyFinder:
    """Finds the copies of each report among those that came before it.

    >>> finder = CopyFinder()
    >>> day, text = dt.date(2024, 3, 5), "The ministers of both states met in Oslo on Tuesday."
    >>> finder.add("a", day, text), finder.add("b", day, "OSLO: " + text)
    ((), ('a',))
    """

    def __init__(self) -> None:
        self._reports: dict[str, Dated] = {}
        self._by_mark: dict[int, list[str]] = defaultdict(list)

    def add(self, report_id: str, published: dt.date, text: str) -> tuple[str, ...]:
        """Take in a report; give the ids of those already there that are copies of it, sorted."""
        new = Dated(report_id, published, shape(text))
        common: Counter[str] = Counter()
        for mark in new.shape.marks:
            common.update(self._by_mark[mark])
            self._by_mark[mark].append(report_id)
        found = copies_among(new, ((self._reports[i], n) for i, n in common.items()))
        self._reports[report_id] = new
        return found


def copies_among(new: Dated, candidates: Iterable[tuple[Dated, int]]) -> tuple[str, ...]:
    """The ids of the candidates that are copies of a report, sorted.

    A candidate comes with the number of marks that it shares with the report.
    """
    return tuple(
        sorted(
            old.id
            for old, n in candidates
            if old.id != new.id
            and abs((new.published - old.published).days) <= DAYS
            and worth_comparing(new.shape, old.shape, n)
            and are_copies(new.shape, old.shape)
        )
    )


def group(copies: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The group of every report that has a copy: the least id of all that hang together.

    ``copies`` gives for some reports the ids of their copies; the relation is taken both ways.

    >>> group({"b": ["a"], "d": ["c"], "c": ["b"]})
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'a'}
    """
    least: dict[str, str] = {}

    def top(x: str) -> str:
        while least.setdefault(x, x) != x:
            least[x] = least[least[x]]
            x = least[x]
        return x

    for one, others in copies.items():
        for other in others:
            low, high = sorted((top(one), top(other)))
            least[high] = low
    return {x: top(x) for x in sorted(least)}
