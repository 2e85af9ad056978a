"""Words as names are compared by: without accents, apostrophes, hyphens and capitals.

Spellings vary ("Al-Qaeda", "al Qaida's"), so a text and the names of the knowledge base are cut
into the same folded words; how each was capitalised is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Piece(NamedTuple):
    """A word as names are compared by: folded text, its place, how it is capitalised (``a`` lower
    case, ``A`` first letter, ``AA`` all of several letters)."""

    text: str
    start: int
    end: int
    case: str


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_INNER = re.compile(r"[^0-9a-z]+")
_GENITIVE = ("'s", "’s", "'S", "’S")


def fold(word: str) -> str:
    """Fold a word for comparison: no accents, no apostrophes, lower case.

    >>> fold("Sha'ath"), fold("Öcalan"), fold("U.S.")
    ('shaath', 'ocalan', 'us')
    """
    if word.isascii():
        if word.isalnum():  # most are, and a pattern takes longer
            return word.lower()
    else:
        word = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = word.encode("ascii", "ignore").decode()
    return _INNER.sub("", word.lower())


_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
                          "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "’": "'"})  # fmt: skip


def pieces(text: str) -> list[Piece]:
    """Cut a text into the words that names are compared by; a genitive ``'s`` is left out.

    >>> [p.text for p in pieces("Al-Qaeda's Abu Mus'ab in the U.S.")]
    ['al', 'qaeda', 'abu', 'musab', 'in', 'the', 'us']
    """
    found = []
    make = tuple.__new__  # what Piece() calls, twice as fast
    for match in _WORD.finditer(text):
        folded, case, cut = _piece(match[0])
        if folded:
            start, end = match.span()
            found.append(make(Piece, (folded, start, end - cut, case)))
    return found


@lru_cache(maxsize=50000)
def _piece(word: str) -> tuple[str, str, int]:
    """A word folded, how it is capitalised, and how many letters its genitive takes."""
    cut = 2 if word.endswith(_GENITIVE) else 0
    return *_word(word[: len(word) - cut]), cut


def name_words(name: str) -> list[tuple[str, str]]:
    """The folded words of a name and how each is capitalised."""
    found = []
    for word in _WORD.findall(name):
        entry = _word(word[:-2] if word.endswith(_GENITIVE) else word)
        if entry[0]:
            found.append(entry)
    return found


@lru_cache(maxsize=50000)
def _word(word: str) -> tuple[str, str]:
    return fold(word), _case(word)


def _case(word: str) -> str:
    if word.islower() or not word[0].isalpha():
        return "a"
    if word.isupper() and len(word) > 1:
        return "AA"
    return "A" if word[0].isupper() else "a"
