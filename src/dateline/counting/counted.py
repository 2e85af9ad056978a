"""The counts of people in a sentence: how many, what befell them, and which word says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import pairwise

from dateline.counting.befell import Fate, fate
from dateline.counting.numbers import Quantity
from dateline.counting.people import counts_nothing, is_one_person
from dateline.counting.words import Words
from dateline.data import Count, Document
from dateline.syntax import Index, first_joined, index_of


def find_counts(
    doc: Document, quantities: Iterable[Quantity], words: Words
) -> Iterator[tuple[Count, int]]:
    """Yield the counts of people among the numbers of a sentence, each with the token that says
    what it counts.

    Numbers joined by "and" under one word are added up ("two soldiers and a guard were killed").
    """
    known, found = index_of(doc), list(quantities)
    nodes = frozenset(quantity.node for quantity in found)
    sums: dict[Fate, Quantity] = {}
    for quantity in found:
        if quantity.money or counts_nothing(doc, quantity.span):
            continue
        if _is_whole(known, quantity.node):
            continue
        befell = fate(doc, quantity, words)
        if befell is None or _is_rate(known, {quantity.node, befell.at}, words):
            continue
        first = sums.get(befell)
        if first is None:
            others = _beside(doc, quantity.node, nodes, words)
            sums[befell] = replace(quantity, low=quantity.low + others, high=quantity.high + others)
        elif _joins(known, quantity.node, first.node) and not _is_part(
            known, first.node, quantity.node, words
        ):  # not "wounding three, among them a student"
            end = max(first.span[1], quantity.span[1])
            sums[befell] = Quantity(
                first.node,
                first.low + quantity.low,
                first.high + quantity.high,
                (first.span[0], end),
            )
    for (role, at), q in sums.items():
        yield Count(role, q.low, q.high, q.span), at


def _is_whole(known: Index, node: int) -> bool:
    """Whether another number is told of those counted here: "two of the six hostages"."""
    return known.relations[node] == "nmod" and known.upos[known.heads[node]] == "NUM"


def _is_rate(known: Index, told: Set[int], words: Words) -> bool:
    """Whether a number is reached again and again, by the words that tell it: "bombs claim 20 lives
    daily", "20 die every day". A daily, as a noun, is a newspaper: "20 died, the daily said"."""
    rate = words.lists.rate
    for j in (j for i in told for j in (*known.below[i], *known.below[known.heads[i]])):
        if known.lower[j] in rate and known.upos[j] != "NOUN":
            return True
        if any(f"{known.lower[k]} {known.lemmas[j]}" in rate for k in known.below[j]):
            return True
    return False


def _joins(known: Index, node: int, first: int) -> bool:
    """Whether "and" joins a counted noun to another one before it."""
    while known.relations[node] == "conj" and node != first:
        node = known.heads[node]
    return node == first


def _is_part(known: Index, first: int, node: int, words: Words) -> bool:
    """Whether a counted noun is part of another one before it: "12 men, including two teachers";
    not behind a comma with "and", which goes on with the others."""
    between = known.lower[first + 1 : node]
    at = next((i for i, word in enumerate(between) if word in words.lists.part_of), None)
    return at is not None and (",", "and") not in pairwise(between[at:])


def _beside(doc: Document, node: int, counted: frozenset[int], words: Words) -> int:
    """How many persons without a number "and" joins to counted ones: "a guard and his wife"."""
    known = index_of(doc)
    node = first_joined(known, node)
    if doc.tokens[node].deprel not in ("obj", "nsubj:pass"):
        return 0
    joined = [node, *(j for j in known.below[node] if doc.tokens[j].deprel == "conj")]
    if not words.lists.part_of.isdisjoint(known.lower[node : max(joined)]):
        return 0  # "nine guards, including the leader, and five drivers"
    return sum(
        j not in counted and _is_by_itself(known, j) and is_one_person(doc, j, words)
        for j in joined
    )


def _is_by_itself(known: Index, i: int) -> bool:
    """Whether a word names somebody else than what "and" joins it to, as "a guard and a driver" do
    and "a guard and driver" does not."""
    relations = {known.tokens[j].deprel for j in known.below[i]}
    return known.upos[i] == "PROPN" or not relations.isdisjoint(("det", "nmod:poss"))
