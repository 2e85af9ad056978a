"""Names of persons: when two of them may be one person's."""

from __future__ import annotations

from collections.abc import Collection

from dateline.data import NameMention
from dateline.who.folding import name_words
from dateline.who.spellings import ARTICLES


def person_words(name: NameMention) -> tuple[str, ...]:
    """The words of a person's name, folded."""
    return tuple(w for w, _ in name_words(name.text) if w not in ARTICLES)


def goes_by(known: Collection[tuple[str, ...]], words: tuple[str, ...]) -> bool:
    """Whether a person of known names may go by another; "Eva Lima" is not Ana Lima, who is "Lima"
    too."""
    found = [same_name(key, words) for key in known]
    full = [same for key, same in zip(known, found, strict=True) if len(key) > 1 < len(words)]
    return any(full or found)


def same_name(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two forms of a name may be one: equal, or one the short form of the other.

    >>> same_name(("bashar", "assad"), ("assad",))
    True
    >>> same_name(("raul", "castro"), ("fidel", "castro"))
    False
    """
    if known == words:
        return True
    short, full = (known, words) if len(known) < len(words) else (words, known)
    if len(short) == len(full):
        return short[-1] == full[-1] and _same_first(short[0], full[0])
    if len(short) == 1:
        return short[0] in (full[-1], full[0]) or (len(full) > 2 and short[0] in full)
    if short[-1] == full[-1]:
        return _same_first(short[0], full[0]) or set(short) <= set(full)
    return set(short) <= set(full)


def _same_first(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a[:3] == b[:3]))
