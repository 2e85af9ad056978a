"""Acronyms: what a name's letters spell, and which of them a report explains itself.

"The Darfur Peace Agreement (DPA)" is no news agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.who.folding import name_words

_SMALL = frozenset("a an the of for and on in to against & de du des la le y e".split())
_WORD = r"[A-Z][\w'’.-]*"
_LINKS = rf"(?:(?:{'|'.join(sorted(_SMALL))})[ ]+)*"
_DEFINED = re.compile(rf"((?:{_WORD},?[ ]+{_LINKS}){{2,9}})\(([A-Z]{{2,7}})\)")
_PARTS = re.compile(r"[^\s,-]+")
_STEM = 5  # letters by which words are taken for the same: Defence, Defense; Afghan, Afghanistan
SHARED = 0.5
"""A name is the long form of an acronym where more than this share of its words are the same."""


def defined(text: str) -> dict[str, str]:
    """The acronyms that a text explains in brackets, each with its long form.

    >>> defined("in the Darfur Peace Agreement (DPA), said the Army (SAF)")
    {'DPA': 'Darfur Peace Agreement'}
    """
    found: dict[str, str] = {}
    if "(" not in text:
        return found
    for match in _DEFINED.finditer(text):
        words, acronym = match[1].split(), match[2]
        for first in range(len(words) - 2, -1, -1):
            long = " ".join(words[first:]).replace(",", "")
            if words[first] not in _SMALL and acronym in spelled(long):
                found.setdefault(acronym, long)
                break
    return found


def spelled(long: str) -> set[str]:
    """The acronyms that a name may have: with and without its small words."""
    parts = _PARTS.findall(long)
    every = "".join(p[0] for p in parts)
    return {every.upper(), "".join(p[0] for p in parts if p not in _SMALL).upper()}


def initials(name: str, small: frozenset[str]) -> str:
    """The acronym a long name would have, without its small words: "National Union of Teachers" →
    "nut"."""
    return "".join(w[0] for w, _ in name_words(name) if w not in small)


def is_one_of(long: str, names: Iterable[str]) -> bool:
    """Whether a long form is one of some names, spelled a little otherwise or not.

    >>> is_one_of("Afghanistan National Army", ["ANA", "Afghan National Army"])
    True
    >>> is_one_of("Election Commission", ["EC", "European Commission"])
    False
    """
    own = _stems(long)
    return any(len(own & _stems(name)) > SHARED * len(own) for name in names)


def _stems(name: str) -> set[str]:
    return {word[:_STEM] for word, _ in name_words(name) if word not in _SMALL}
