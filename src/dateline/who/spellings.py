"""Names under other spellings: what the transcriptions of a name have in common.

Newspapers write the same foreign name in several ways ("Sharaa", "Chareh"). Two spellings are
taken for one name where they have the same consonants, as English, French or German papers write
them, and no vowels that tell two names apart ("Bashar" and "Bashir", "Hamid" and "Hamida").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

ARTICLES = frozenset({"al", "el", "ul"})
LEAST = 5
"""Consonants that a name has at least to be known by them."""

Reading = tuple[tuple[str | re.Pattern[str], str], ...]
"""What letters, or what matches a pattern, stand for, in the order in which they are replaced."""


def _reading(*pairs: tuple[str, str]) -> Reading:
    return tuple(
        (letters if letters.isalnum() else re.compile(letters, re.MULTILINE), sound)
        for letters, sound in pairs
    )


ENGLISH: Reading = ()
FRENCH = _reading(("(?<!d)j", "zh"), ("(?<=[oe])ff?$", "v"))  # Jirinovski, Lavrof
GERMAN = _reading(  # Ahmadinedschad, Chodorkowski, Jelzin
    ("dsch", "#"), ("(?<!s)ch", "kh"), ("j", "y"), ("z", "ts"), ("#", "dj")
)
LATIN = _reading(("dz", "dj"), ("c", "ch"), ("(?<!d)j", "y"))  # Karadžić, Kılıçdaroğlu
READINGS = (ENGLISH, FRENCH, GERMAN)
"""How a name in a report may be meant."""
LATIN_LANDS = frozenset({"SRB", "HRV", "BIH", "MNE", "MKD", "SVN", "XKX", "TUR"})
"""Countries whose names are in their own Latin letters, the accents lost."""

_SOUNDS = _reading(
    ("[aeiou]ll[ae]h$", "lah"),  # Abdullah, Abdallah
    ("tsch", "S"),
    ("tch", "S"),
    ("dj", "j"),
    ("sch", "S"),
    ("ch", "S"),
    ("sh", "S"),
    ("kh", "k"),
    ("q", "k"),
    ("ck", "k"),
    ("c", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("x", "ks"),
    ("v", "w"),
    ("z", "s"),
    ("^ou(?=[aei])", "w"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    (r"([^aeiouyhw])\1+", r"\1"),
)
_UNIT = re.compile("(^[hw]|^[aeiouy]+|[^aeiouyhw])([aeiouyhw]*)")
_OPENING_VOWELS = re.compile("^[aeiouy]+", re.MULTILINE)
_UNHEARD = re.compile("(?<=.)[aeiouyhw]+")
"""What a skeleton leaves out: vowels, "h" and "w" behind the first sound."""
_ABD = re.compile("^(abd)[aeiou](?:l(?=..)|(r)(?=r))?(.{3,})$")
_JOINED_ARTICLE = re.compile("^[ae]l(?=[^aeiouyhl]...)")
_ASSIMILATED = re.compile("^[ae](sh|[sndrtz])$")  # as-Sisi, ash-Shara
_CLASSES = {"a": "A", "e": "AI", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"}


class Sound(NamedTuple):
    """A consonant (``a`` for vowels that begin a word), the vowels told with or after it, and
    whether they end a word."""

    consonant: str
    vowels: str
    last: bool


def skeleton(words: Iterable[str], reading: Reading = ENGLISH) -> str:
    """The consonants of a name, of folded words, as different transcriptions share them.

    >>> skeleton(["ahmed", "sharaa"]) == skeleton(["ahmad", "al", "chareh"])
    True
    """
    return "".join([_consonants(word, reading) for word in _parts(tuple(words))])


def skeletons(names: Iterable[Sequence[str]], reading: Reading = ENGLISH) -> list[str]:
    """The skeletons of many names, in half of the time: all their words are read at once.

    >>> skeletons([["ahmed", "sharaa"]]) == [skeleton(["ahmed", "sharaa"])]
    True
    """
    parts = [tuple(_parts(tuple(words))) for words in names]
    words = list(dict.fromkeys(chain.from_iterable(parts)))
    consonants = dict(zip(words, _heard("\n".join(words), reading).split("\n"), strict=True))
    return ["".join([consonants[word] for word in own]) for own in parts]


def sounds(words: Iterable[str], reading: Reading = ENGLISH) -> list[Sound]:
    """The sounds of a name, articles left out."""
    return [sound for word in _parts(tuple(words)) for sound in _sounds_of(word, reading)]


def are_alike(one: Sequence[Sound], other: Sequence[Sound]) -> bool:
    """Whether no vowel tells two names of the same consonants apart."""
    return len(one) == len(other) and all(map(_agree, one, other))


def _agree(one: Sound, other: Sound) -> bool:
    if one.consonant != other.consonant:
        return False
    a, b = one.vowels, other.vowels
    if one.last and other.last:
        return bool(_ending(a) & _ending(b))
    return not a or not b or bool(_classes(a) & _classes(b))


@lru_cache(maxsize=5000)
def _classes(vowels: str) -> frozenset[str]:
    return frozenset("".join(_CLASSES.get(letter, "") for letter in vowels))


def _ending(vowels: str) -> frozenset[str]:
    """The classes of the last vowel of a word; a last ``e`` may be silent."""
    letter = vowels.rstrip("h")[-1:]
    silent = frozenset("-") if letter in ("", "e") else frozenset[str]()
    return _classes(letter) | silent


def _parts(words: tuple[str, ...]) -> Iterable[str]:
    for i, word in enumerate(words):
        article = _ASSIMILATED.match(word)
        behind = words[i + 1] if i + 1 < len(words) else ""
        if word in ARTICLES or (article and behind.startswith(article[1])):
            continue
        if word == "ibn":
            yield "bin"
        elif abd := _ABD.match(word):
            yield abd[1]
            yield abd[3]
        elif word in ("abdul", "abdel", "abdal"):
            yield "abd"
        else:
            yield _JOINED_ARTICLE.sub("", word)


@lru_cache(maxsize=20000)
def _sounds_of(word: str, reading: Reading) -> tuple[Sound, ...]:
    found = _UNIT.findall(_sounded(word, reading))
    last = len(found) - 1
    return tuple(
        Sound("a", first + vowels, i == last)
        if first[0] in "aeiouy"
        else Sound(first, vowels, i == last)
        for i, (first, vowels) in enumerate(found)
    )


@lru_cache(maxsize=20000)
def _consonants(word: str, reading: Reading) -> str:
    """Those of `_sounds_of`, which are all that most of what is known is compared by."""
    return _heard(word, reading)


def _heard(words: str, reading: Reading) -> str:
    """The consonants of words, one a line."""
    return _UNHEARD.sub("", _OPENING_VOWELS.sub("a", _sounded(words, reading)))


def _sounded(words: str, reading: Reading) -> str:
    """Words, one a line, as they sound."""
    for letters, sound in (*reading, *_SOUNDS):
        if isinstance(letters, str):  # several times as fast as a pattern
            words = words.replace(letters, sound)
        else:
            words = letters.sub(sound, words)
    return words
