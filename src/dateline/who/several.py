"""Phrases that mean several parties: "US and Iraqi forces", "the two countries"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.who.known import Ref
from dateline.who.phrases import Phrase
from dateline.who.whose import Reader

_PAIRS = frozenset({"two", "both", "each"})
_BETWEEN = frozenset({"and", ",", "-", "–", "/", "&", "the", "a", "an", "or"})
_PREPOSITIONS = frozenset({"in", "from", "of"})
ALONE = 1.5
"""How many times as often as any third country a report must name the second of two that it is
about."""

ONE = 5
"""How many times as often as any other a report names the country of both sides."""


def is_pair(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase means two parties: "the two countries", "both sides"."""
    words = {*phrase.words, *reader.lower[max(phrase.first - 1, 0) : phrase.first]}
    return bool(words & _PAIRS) and not reader.lists.pair_noun.isdisjoint(phrase.words)


def are_two(reader: Reader) -> bool:
    """Whether a report is about two countries: "the two sides" are these, whoever speaks."""
    counts = [reader.counts[country] for country in reader.ranked[:3]]
    return len(counts) > 1 and (len(counts) < 3 or counts[2] * ALONE <= counts[1])


def within_one(reader: Reader, phrase: Phrase) -> bool:
    """Whether two parties are of one country, the only one that a report is about: "both sides" of
    a civil war; "the two countries" never are."""
    if reader.lists.pair_within.isdisjoint(phrase.words):
        return False
    counts = [reader.counts[country] for country in reader.ranked[:2]]
    return len(counts) > 1 and counts[0] >= ONE * counts[1]


def listed(reader: Reader, phrase: Phrase) -> tuple[str | None, ...]:
    """Countries side by side in a phrase: "US and Iraqi forces", "Israeli-Palestinian"; or called
    by one name: "the two Koreas". Beside a state what is of none: "Peruvian and African envoys".
    """
    for i in range(phrase.first, phrase.last):
        states = reader.actors.shared.get(reader.tokens[i].text)
        if states is not None:
            return tuple(state.countries[0] for state in states)
    found: list[str] = []
    last = None
    for i in range(phrase.first, phrase.last):
        ref = reader.ref_at.get(i)
        if ref is None or ref.first != i or not _opens_with_state(reader, ref):
            continue
        if last is not None:
            between = reader.lower[last.last : ref.first]
            if not _joins(between):
                break
        if ref.countries[0] not in found:
            found.append(ref.countries[0])
        last = ref
    if len(found) == 1 and last is not None and _is_beside_others(reader, phrase, last):
        return (found[0], None)
    return tuple(found)


def _is_beside_others(reader: Reader, phrase: Phrase, state: Ref) -> bool:
    """Whether a state before a noun is joined there with a part of the world or a body of no
    state: "NATO and US troops", "Afghan and foreign forces"."""
    head, lower = phrase.head, reader.lower
    before, behind = state.first - 2, state.last + 1
    if before >= phrase.first and state.first <= head and lower[before + 1] == "and":
        return _is_of_none(reader, before, head)
    return behind < head and lower[state.last] == "and" and _is_of_none(reader, behind, head)


def _is_of_none(reader: Reader, i: int, head: int) -> bool:
    """Whether a word before a noun names no state: "African", "foreign", "NATO"."""
    if reader.lower[i] in reader.lists.of_no_state:
        return True
    ref = reader.ref_at.get(i)
    return ref is not None and ref.actor.kind == "body" and not ref.countries and ref.last <= head


def _joins(between: Sequence[str]) -> bool:
    """Whether words between two names join them: "Peru and Chile", "in Peru and in Chile"."""
    if len(between) == 2 and between[0] == "and" and between[1] in _PREPOSITIONS:
        return True
    return bool(between) and all(w in _BETWEEN for w in between)


def _opens_with_state(reader: Reader, ref: Ref) -> bool:
    """Whether a name is that of a state, or begins with its adjective: "Israeli intelligence"."""
    if ref.actor.kind == "state":
        return True
    return (
        ref.actor.kind == "group" and len(ref.countries) == 1
        and reader.actors.adjectives.get(reader.lower[ref.first]) == ref.countries[0]
    )  # fmt: skip
