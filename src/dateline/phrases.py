"""Finds words and phrases of a list in a sequence of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


class Phrases(Generic[ValueT]):
    """Phrases with values; a phrase may have several.

    >>> phrases = Phrases()
    >>> phrases.add(["peace", "talk"], "diplomatic")
    >>> list(phrases.find(["new", "peace", "talk"]))
    [(1, 3, 'diplomatic')]
    """

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], ValueT]]] = {}

    def add(self, phrase: Sequence[str], value: ValueT) -> None:
        """Add a phrase of at least one word."""
        self._by_first.setdefault(phrase[0], []).append((tuple(phrase), value))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, ValueT]]:
        """Yield each phrase that stands in the words: first word, behind the last, value."""
        by_first = self._by_first
        for i, word in enumerate(words):
            for phrase, value in by_first.get(word, ()):
                n = len(phrase)
                if n == 1 or tuple(words[i : i + n]) == phrase:
                    yield i, i + n, value
