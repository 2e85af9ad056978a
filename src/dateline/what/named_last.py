"""Whom "the two" means, and "the three" and "both": so many who were named last.

"Ana Lima went to Oslo to see Bo Lund. ... The two met on Monday." People are meant, of this
sentence or also of the one before, where just so many are named; else who is joined there in a row
of that length ("Peru and Chile signed, and both have ratified").
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import Participant
from dateline.syntax import Index, first_joined, index_of
from dateline.what.frames import NOUNS
from dateline.what.party_scene import PartyScene

_NOMINAL = frozenset({"nsubj", "obj", "obl", "nmod"})
BACK = 1
"""Sentences before in which they are looked for."""


def named_last(scene: PartyScene, word: int) -> tuple[Participant, ...]:
    """Those whom a word that is a bare number means; nobody for any other word, or where it is not
    clear."""
    known, lists = index_of(scene.doc), scene.resolver.reader.lists
    many = 2 if known.lower[word] in lists.pair else 3 if known.lower[word] in lists.trio else 0
    if not many or not _stands_alone(known, word):
        return ()
    own = scene.sentence_of[word]
    words = range(scene.doc.sentences[max(own - BACK, 0)].start_token, word)
    here = [i for i in words if scene.sentence_of[i] == own]
    for some in (here, words):
        people = _people(scene, some)
        if len(people) >= many:
            return _all(scene, people) if len(people) == many else ()
    is_somebody = scene.resolver.reader.is_somebody
    rows = (r for r in _rows(known, words) if len(r) == many and all(map(is_somebody, r)))
    return _all(scene, next(rows, ()))


def _stands_alone(known: Index, word: int) -> bool:
    """Whether a number stands for those who are counted: "the two met", not "two men", "two of
    them" or "they both"."""
    if known.relations[word] not in _NOMINAL:
        return False
    below = known.below[word]
    definite = known.lower[word] == "both" or any(known.lower[i] == "the" for i in below)
    return definite and all(known.relations[i] in ("det", "case", "punct") for i in below)


def _people(scene: PartyScene, words: Sequence[int]) -> list[int]:
    """The last words for each of the people that are named among some."""
    resolver, found = scene.resolver, dict[int | str, int]()
    for i in words:
        entity, name = resolver.entity_at.get(i), resolver.reader.name_at.get(i)
        if entity is not None:
            if entity.kind == "person" and i not in resolver.reader.titled:
                found[id(entity)] = i
        elif name is not None and name.type == "PER" and scene.tokens[i].deprel != "flat":
            found[name.text] = i  # named but once
    return sorted(found.values())


def _rows(known: Index, words: Sequence[int]) -> list[list[int]]:
    """The names that "and" joins among some words, the last first."""
    found: dict[int, list[int]] = {}
    for i in words:
        if known.upos[i] in NOUNS:
            found.setdefault(first_joined(known, i), []).append(i)
    return [row for _, row in sorted(found.items(), reverse=True)]


def _all(scene: PartyScene, words: Sequence[int]) -> tuple[Participant, ...]:
    return tuple(p for word in words for p in scene.people(word))
