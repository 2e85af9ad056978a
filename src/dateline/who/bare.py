"""Whose people are of whom no word tells it: what their clause tells.

    "In Oslo, police arrested ten students"       →  both of Norway
    "The president of Peru called on the people"  →  of Peru
    "Denmark has sent 200 soldiers"               →  of Denmark
    "Chile recalled its envoy, Ana Lima"          →  of Chile
    "Peru said its troops had left"               →  of Peru
    "foreign troops in Peru"                      →  of none

A report on several states names another one far more often, and all that is learned of such words
is how often and how near a state is.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.who.phrases import Phrase
from dateline.who.whose import Reader

_ELSEWHERE = frozenset({"MIL", "REB", "PRM", "IGO", "NGO"})
"""Sectors of people who are often not where they come from."""

_OF_STATE = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})
"""Sectors of what a state has."""

_ARMED = frozenset({"REB", "UAF", "PRM"})
"""Sectors of people who fight where they live."""

_FAR_MORE = 1.5
"""How many times as often as any other state a report names the one that its rebels are of."""

_BEHIND = frozenset({"in", "from", "of"})
"""Ways that tell behind a noun where somebody is or whose he is."""

_BY_NOUN = frozenset({"adjective", "people"})
"""Forms of a state's name that tell of somebody else there: "officials of a Danish bank"."""

_WHERE = ("in:", "in+:")
"""Ways that tell where somebody is."""


def is_bare(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> bool:
    """Whether no word tells whose somebody is, in no mention of him."""
    return (
        phrase.ref is None
        and not phrase.evidence
        and not any(other.evidence for other in reader.others(phrase.head, heads))
    )


def is_from_abroad(reader: Reader, phrase: Phrase) -> bool:
    """Whether all that is told of whose somebody is is that they are from abroad, wherever they
    are: "foreign troops in Peru", "two Western diplomats"; no "foreign minister"."""
    told = any(e.country and not e.way.startswith(_WHERE) for e in phrase.evidence)
    if told or phrase.person is not None:
        return False
    head, role = phrase.head, phrase.role
    own = role.phrase.split() if role is not None and "GOV" in role.sectors else ()
    # Not "the foreign ministry", nor "foreign and defence ministers".
    first = head - 1 if role is not None and role.type == "office" else phrase.first
    return any(
        reader.lower[i] in reader.lists.from_abroad
        and reader.lower[i] not in own
        and (i == head or _modifies(reader, i, head))
        for i in range(first, phrase.last)
    )


def _modifies(reader: Reader, i: int, noun: int) -> bool:
    """Whether a word is an adjective of a noun, both in one name or none."""
    own = reader.tokens[i].head == noun and reader.relations[i] == "amod"
    return own and reader.name_at.get(i) is reader.name_at.get(noun)


def is_guest(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> bool:
    """Whether all that is told of people whom the report's states do not send is where they are:
    "mediators", "a diplomat in Lima"."""
    noun, role = reader.tokens[phrase.head].lemma.lower(), phrase.role
    guests = reader.lists.guest
    if noun not in guests and (role is None or role.phrase not in guests):
        return False
    every = (phrase, *reader.others(phrase.head, heads))
    lands = [e.way for each in every for e in each.evidence if e.country]
    return phrase.person is None and all(way.startswith(_WHERE) for way in lands)


def country_of_owner(reader: Reader, heads: Sequence[int]) -> str | None:
    """The country of whose minister, envoy or husband a person is called in one of his mentions,
    or whoever stands before him in a list."""
    for head in heads:
        at = head
        if reader.relations[at] == "conj" and reader.tokens[at].head in reader.name_at:
            at = reader.tokens[at].head
        beside = [at, *(j for j in reader.below[at] if reader.relations[j] == "appos")]
        if reader.relations[at] == "appos":
            beside.append(reader.tokens[at].head)
        for noun in beside:
            for i in reader.phrase(noun).tokens:
                if reader.tokens[i].deprel == "nmod:poss":
                    lands = reader.lands_of(i)
                    if len(lands) == 1:
                        return next(iter(lands))
    return None


def country_of_possessor(reader: Reader, phrase: Phrase) -> str | None:
    """The country of whoever has a government or forces ("Peru said its troops had left"), but of
    no mission, which may be that of a body."""
    role = phrase.role
    if role is None or role.type == "other" or not _OF_STATE.issuperset(role.sectors):
        return None
    if reader.lower[phrase.head] in reader.lists.posted:
        return None
    for i in reader.below[phrase.head]:
        if reader.tokens[i].deprel == "nmod:poss":
            lands = reader.lands_of(i)
            return next(iter(lands)) if len(lands) == 1 else None
    return None


def country_of_clause(reader: Reader, phrase: Phrase) -> str | None:
    """The country of whoever calls on the people, or has soldiers or sends them, by the subject of
    their verb."""
    head, tokens = phrase.head, reader.tokens
    if _is_owned(reader, phrase):
        return None
    verb = tokens[head].head
    relation = reader.relations[head]
    if relation in ("obj", "iobj", "obl") and reader.lower[head] in reader.lists.nation:
        verbs = reader.lists.calling_on
    elif relation == "obj" and phrase.role is not None and "MIL" in phrase.role.sectors:
        verbs = reader.lists.having_troops
    else:
        return None
    if tokens[verb].lemma.lower() not in verbs:
        return None
    for j in reader.below[verb]:
        if reader.relations[j] == "nsubj" and j != head:
            lands = reader.lands_of(j)
            return next(iter(lands)) if len(lands) == 1 else None
    return None


def country_of_scene(reader: Reader, phrase: Phrase) -> str | None:
    """The country of the place that opens the sentence of civilians, police or officials, named
    or not: "In Oslo, spokesman Bo Lund denied it"."""
    here = reader.sentence_of[phrase.head]
    if (
        _is_owned(reader, phrase)
        or phrase.role is None
        or not _ELSEWHERE.isdisjoint(phrase.role.sectors)
    ):
        return None
    return reader.scenes[here]


def country_of_rebels(reader: Reader, phrase: Phrase) -> str | None:
    """The country of rebels and gunmen: the one that a report names far more often than any other,
    not one that sends troops there."""
    role = phrase.role
    if role is None or phrase.person is not None or _ARMED.isdisjoint(role.sectors):
        return None
    first, second = (*(reader.counts[country] for country in reader.ranked[:2]), 0, 0)[:2]
    return reader.ranked[0] if first and first >= second * _FAR_MORE else None


def country_behind(reader: Reader, phrase: Phrase) -> str | None:
    """The one country of which the words behind a range tell that those in it are there, or come
    from it: of "officials" in "officials in Peru"."""
    ways = ((e.country, *e.way.partition(":")) for e in reader.phrase(phrase.head).evidence)
    lands = {
        country
        for country, way, _, kind in ways
        if country and way.rstrip("+") in _BEHIND and kind not in _BY_NOUN
    }
    return next(iter(lands)) if len(lands) == 1 else None


def _is_owned(reader: Reader, phrase: Phrase) -> bool:
    """Whether words tell somebody whose a phrase is: "his soldiers"."""
    return any(reader.tokens[j].deprel == "nmod:poss" for j in reader.below[phrase.head])
