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
from functools import lru_cache

import numpy as np

RUN = 5
"""Words of a run. Shorter runs are shared by chance, longer ones do not outlive small edits."""
WINDOW = 12
"""Successive runs of which one is a mark: any shared passage of 16 words is found."""
DAYS = 7
"""Texts published further apart are no copies: agencies repeat background for years."""
SHARE = 0.55
"""Least share of the shorter text's words that stand in passages shared with the longer."""
SHORT = 100
"""Words under which a text is short, a flash: it must be repeated nearly whole, as agencies write
such texts after a pattern."""
SHORT_SHARE = 0.7
FEWEST = 8
"""Words under which a text is too short to be told from its like."""

Fingerprint = tuple[int, ...]
"""The hashes of a text's runs of words, in order: whole numbers below 2**63."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_SIGN = np.uint64(1)


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
    raw = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw) << 32 | zlib.crc32(raw, 0x5EED)


def fingerprint(text: str) -> Fingerprint:
    """Sketch a text: the hashes of its runs; empty where it has fewer than ``RUN`` words."""
    hashes = np.array([_hash_word(w) for w in words(text)], dtype=np.uint64)
    n = len(hashes) - RUN + 1
    if n <= 0:
        return ()
    runs = hashes[:n].copy()
    for offset in range(1, RUN):
        runs *= _MULTIPLIER
        runs += hashes[offset : offset + n]
    # The lowest hash of a window must not depend on the last word alone: mix all bits.
    runs ^= runs >> _SHIFT
    runs *= _MIXER
    runs ^= runs >> _SHIFT
    return tuple((runs >> _SIGN).tolist())


def copy_keys(sketch: Fingerprint) -> tuple[int, ...]:
    """The marks of a text, sorted: texts that are copies of each other share at least one.

    (That holds but for texts changed in one word of every sixteen, throughout.)
    """
    if len(sketch) <= WINDOW:
        return (min(sketch),) if sketch else ()
    runs = np.array(sketch, dtype=np.int64)
    lowest = np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1)
    return tuple(np.unique(lowest).tolist())


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether one text largely repeats the other.

    Whether they were published within ``DAYS`` of each other is for the caller to see to.
    """
    shorter, longer = sorted((one, other), key=len)
    size = len(shorter) + RUN - 1
    if size < FEWEST:
        return False
    return _shared(shorter, longer) >= (SHORT_SHARE if size < SHORT else SHARE)


def _shared(shorter: Fingerprint, longer: Fingerprint) -> float:
    """The share of a text's words that stand in runs which the other one has, too."""
    have = set(longer)
    covered = end = 0
    for start, run in enumerate(shorter):
        if run in have:
            covered += start + RUN - max(start, end)
            end = start + RUN
    return covered / (len(shorter) + RUN - 1)


class CopyFinder:
    """Finds the copies of each report among those that came before it, in memory.

    >>> finder = CopyFinder()
    >>> day, text = dt.date(2024, 3, 5), "The ministers of both states met in Oslo on Tuesday."
    >>> finder.add("a", day, text), finder.add("b", day, "OSLO: " + text)
    ((), ('a',))
    """

    def __init__(self) -> None:
        self._reports: dict[str, tuple[dt.date, Fingerprint]] = {}
        self._by_key: dict[int, list[str]] = defaultdict(list)

    def add(self, report: str, published: dt.date, text: str) -> tuple[str, ...]:
        """Take in a report; give the ids of those already there that are copies of it, sorted."""
        sketch = fingerprint(text)
        found: Counter[str] = Counter()
        for key in copy_keys(sketch):
            found.update(self._by_key[key])
            self._by_key[key].append(report)
        self._reports[report] = published, sketch
        return tuple(i for i in sorted(found) if i != report and self._copies(i, report))

    def _copies(self, one: str, other: str) -> bool:
        (day, sketch), (other_day, other_sketch) = self._reports[one], self._reports[other]
        return abs((day - other_day).days) <= DAYS and is_copy(sketch, other_sketch)


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
