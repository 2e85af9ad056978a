"""Verbs whose type no context changes (``en/types.tsv``): "imposed sanctions", "kidnapped"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from dateline.data import EventType
from dateline.knowledge import Knowledge
from dateline.syntax import Index, with_particle

FILE = "en/types.tsv"
Typed = Mapping[str, tuple[tuple[frozenset[str], EventType], ...]]
"""By lemma, with its particle: the objects with which it names an event of a type; of none,
alone."""
TYPES: dict[str, EventType] = {kind: kind for kind in get_args(EventType)}


def read_typed(knowledge: Knowledge) -> Typed:
    """Read ``en/types.tsv``. Raises ``KnowledgeError`` for a wrong row."""
    found: dict[str, tuple[tuple[frozenset[str], EventType], ...]] = {}
    for row in knowledge.rows(FILE):
        word, kind = row.need("word"), TYPES[row.need("type", TYPES)]
        found[word] = (*found.get(word, ()), (frozenset(row.many("nouns")), kind))
    return found


def type_of(known: Index, word: int, typed: Typed) -> EventType | None:
    """The type that a verb names by itself or with its object; ``None`` where no row says so."""
    if known.upos[word] != "VERB":
        return None
    rows = typed.get(with_particle(known, word))
    if rows is None:
        return None
    objects = {
        form
        for i in known.below[word]
        if known.relations[i] == "obj" or known.tokens[i].deprel == "nsubj:pass"
        for form in (known.lemmas[i], known.lemmas[i].removesuffix("s"))  # taken for singular
    }
    return next((kind for nouns, kind in rows if not nouns or nouns & objects), None)
