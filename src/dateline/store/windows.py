"""Numbers that mentions and texts are filed under, to find what they may belong with.

Each begins with its window of days, so that what is close in time is close in an index, and adding
a day touches few of its pages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from dateline import merge

COPY_WINDOW = merge.COPY_DAYS + 1
"""Days of a window that marks of copies are kept by: those of a copy lie in it or beside it."""
WINDOW_BITS = 45
"""Bits of a key that tell keys of one window apart; what is above is the number of the window."""
_WINDOWS = 1 << (63 - WINDOW_BITS)
"""Windows that have numbers of their own in a whole number of a database. Those of days some
thousand years apart share one: it only costs a look."""


def block_numbers(keys: Iterable[tuple[int, str]]) -> set[int]:
    """Make numbers of the keys of blocks: two of a window may share one, and only cost a look."""
    return {window_key(window, _word_number(word)) for window, word in keys}


def copy_numbers(published: dt.date, marks: Iterable[int]) -> set[int]:
    """Make numbers of the marks of a text."""
    window = published.toordinal() // COPY_WINDOW
    return {window_key(window, mark) for mark in marks}


def beside(key: int) -> tuple[int, int, int]:
    """Give a key, with those of the windows before and after it."""
    window = key >> WINDOW_BITS
    return window_key(window - 1, key), key, window_key(window + 1, key)


def window_key(window: int, number: int) -> int:
    """Put a window above the lower bits of a number."""
    return (window % _WINDOWS << WINDOW_BITS) + number % (1 << WINDOW_BITS)


@lru_cache(maxsize=100_000)
def _word_number(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
