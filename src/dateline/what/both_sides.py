"""Whom "both sides" means where they are no two states: the pair that was named last.

"The army and the RSF fought in Omdurman. ... The UN urged both sides to stop": two states are read
by the countries that a report names (``who/several.py``); where one of the two is an army, rebels,
police or a party, two countries are the wrong answer, and here the nearest pair before is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.data import Participant
from dateline.syntax import Index, index_of
from dateline.what.frames import NOUNS

if TYPE_CHECKING:
    from dateline.what.parties import Scene

BACK = 3
"""Sentences before in which a pair is looked for."""
_BOTH = frozenset({"both", "two", "each", "warring", "rival", "opposing"})
_SIDES = frozenset({"side", "party", "faction", "camp"})
_AGAINST = frozenset({"with", "against"})
_NO_STATE = frozenset(
    {"REB", "UAF", "PTY", "OPP", "CRM", "PRM", "CVL", "MIL", "COP", "LAB", "SOC", "SEP"}
)
"""Sectors of which one side has one at least."""


def both(scene: Scene, word: int) -> tuple[Participant, Participant] | None:
    """The two that "both sides" means whose noun is a word; ``None`` for any other noun, or where
    no such pair is named."""
    known = index_of(scene.doc)
    if known.lemmas[word] not in _SIDES or not any(
        known.lower[i] in _BOTH for i in (*known.below[word], max(word - 1, 0))
    ):
        return None
    own = scene.sentence_of[word]
    for number in range(own, max(own - BACK, 0) - 1, -1):
        sent = scene.doc.sentences[number]
        end = word if number == own else sent.end_token
        for one, other in reversed(list(_pairs(known, range(sent.start_token, end)))):
            if not (_is_somebody(scene, one) and _is_somebody(scene, other)):
                continue
            first, second = scene.people(one), scene.people(other)
            if len(first) == len(second) == 1 and _are_sides(first[0], second[0]):
                return first[0], second[0]
    return None


def _is_somebody(scene: Scene, word: int) -> bool:
    """Whether a noun names or describes a party: no "issues and concerns"."""
    phrase = scene.resolver.reader.phrase(word)
    return bool(phrase.ref or phrase.person or phrase.role)


def _are_sides(one: Participant, other: Participant) -> bool:
    """Whether two parties are two, have sectors, and are no two states."""
    return (
        (one.name, one.country) != (other.name, other.country)
        and bool(one.sectors and other.sectors)
        and not _NO_STATE.isdisjoint((*one.sectors, *other.sectors))
    )


def _pairs(known: Index, words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Two nominals that "and" joins, and who fights with or against whom."""
    for word in words:
        first = known.heads[word]
        if known.relations[word] == "conj":
            joined = [i for i in known.below[first] if known.relations[i] == "conj"]
            if (
                joined == [word]
                and {known.upos[word], known.upos[first]} <= NOUNS
                and any(known.lower[i] == "and" for i in known.below[word])
            ):
                yield first, word
        elif (
            known.relations[word] == "obl"
            and known.upos[first] == "VERB"
            and known.upos[word] in NOUNS
            and any(known.lower[i] in _AGAINST for i in known.below[word])
        ):
            subjects = [i for i in known.below[first] if known.relations[i] == "nsubj"]
            if subjects and known.upos[subjects[0]] in NOUNS:
                yield subjects[0], word
