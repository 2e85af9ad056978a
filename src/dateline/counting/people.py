"""Whether a number counts people, and whether a word is one person."""

from __future__ import annotations

from dateline.counting.numbers import Quantity
from dateline.counting.words import Words
from dateline.data import Document, Span
from dateline.syntax import HYPHENS, Index, index_of

_ONE = frozenset({"he", "him", "she", "her"})
_FAR = 8
"""Words behind a number in which "of" may add what it counts."""


def is_one_person(doc: Document, i: int, words: Words) -> bool:
    """Whether a word names or describes one person."""
    known, token = index_of(doc), doc.tokens[i]
    if token.xpos not in ("NN", "NNP", "PRP") or not token.text:
        return False
    if token.upos == "PRON":
        return known.lower[i] in _ONE
    if any(known.relations[j] == "nummod" for j in known.below[i]):
        return False
    if known.lemmas[i] in words.people - words.lists.collective:
        return True
    # "Hutus" are several, whatever the tagger says.
    return token.upos == "PROPN" and any(
        name.type == "PER" and name.start <= token.start < name.end for name in doc.names
    )


def counts_people(known: Index, quantity: Quantity, words: Words) -> bool:
    """Whether a number counts persons: its noun, or what "of" adds to it ("dozens of women")."""
    tokens, node = known.tokens, quantity.node
    if known.lower[node] == "strong":  # "a 6,000-strong force"
        return node > 0 and tokens[node - 1].text in HYPHENS
    if known.lower[node] == "another":
        return True
    if tokens[node].upos != "NUM" and known.lemmas[node] not in words.lists.number_noun:
        return words.is_person(tokens[node])
    for j in range(node + 1, min(node + _FAR, len(tokens))):
        if known.lemmas[j] in words.lists.number_noun:  # "hundreds of thousands of people"
            continue
        if tokens[j].head == node and known.relations[j] == "nmod":
            return words.is_person(tokens[j])
    return True


def counts_nothing(doc: Document, span: Span) -> bool:
    """Whether a number is part of a time, or of the name of a body: "the Group of Eight"."""
    return in_time(doc, span) or any(
        name.type == "ORG" and name.start < span[0] < name.end for name in doc.names
    )


def in_time(doc: Document, span: Span) -> bool:
    """Whether characters are part of a day or time."""
    return any(t.start < span[1] and span[0] < t.end for t in doc.times)
