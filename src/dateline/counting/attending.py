"""Those who take part in an event: "thousands staged a protest", "a force of 5,000 was sent"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.counting.befell import case_of
from dateline.counting.numbers import Quantity
from dateline.counting.people import counts_nothing, counts_people
from dateline.counting.wordings import TYPES, Wording
from dateline.counting.words import Words
from dateline.data import Count, Document, EventMention, Span, Token
from dateline.syntax import Index, ancestors, first_joined, index_of
from dateline.wordlists import WordLists

_HELD = frozenset({"arrested", "hostages", "displaced"})
"""Roles of those who are moved about; they take no part in what is done with them."""
_FEWEST = 3
"""Fewer participants are the parties themselves ("the two leaders")."""
_FEWEST_MEETING = 10
_MEETINGS = frozenset({"CONSULT", "PROTEST"})
_OF_FORCES = frozenset({"CONSULT", "MOBILIZE", "RETREAT"})
"""Types in which a known whole takes no part as such: "the 138,000 troops"."""
_FORCES = frozenset({"MIL", "COP", "UAF"})
_DEFINITE = frozenset({"the", "'s", "’s", "'", "’", "its", "their", "his", "her", "our"})
_BEFORE_NOUN = frozenset({"NUM", "ADJ", "NOUN", "PROPN", "DET"})
_FAR = 12
"""Words before a counted noun among which the one that opens its phrase is looked for."""
_DONE_TO = frozenset({"obj", "nsubj:pass"})


def participants(
    doc: Document, wordings: Sequence[Wording], quantities: Iterable[Quantity], words: Words
) -> Iterator[tuple[int, Count]]:
    """Yield who takes part, with the event; those whom "and" joins take part together: "900
    soldiers and 50 doctors will return"."""
    known = index_of(doc)
    joined: dict[tuple[int, int], Quantity] = {}
    for quantity in quantities:
        event = _event_of(doc, wordings, quantity, words)
        if event is None:
            continue
        key = event, first_joined(known, quantity.node)
        first = joined.get(key)
        if first is not None:
            quantity = replace(
                first,
                low=first.low + quantity.low,
                high=first.high + quantity.high,
                span=(first.span[0], quantity.span[1]),
            )
        joined[key] = quantity
    for (event, _), quantity in joined.items():
        yield event, Count("participants", quantity.low, quantity.high, quantity.span)


def _event_of(
    doc: Document, wordings: Sequence[Wording], quantity: Quantity, words: Words
) -> int | None:
    """The event that those counted take part in: they hang on its wording, or that on them."""
    if quantity.money or not _may_take_part(doc, quantity, words):
        return None
    known = index_of(doc)
    node = first_joined(known, quantity.node)
    if known.lower[node] == "strong":
        node = known.heads[node]
    whole = _whole(known, node)
    for wording in wordings:
        if wording.event_type not in TYPES["participants"]:
            continue
        if wording.event_type in _MEETINGS and quantity.low < _FEWEST_MEETING:
            continue
        if _is_recipient(doc.events[wording.event], quantity.span):
            continue
        if _is_out_of_it(known, node, quantity, wording, words.lists):
            continue
        if any(_takes_part(known, n, i) for i in wording.tokens for n in whole):
            return wording.event
    return None


def _may_take_part(doc: Document, quantity: Quantity, words: Words) -> bool:
    """Whether a number counts people who may take part in something."""
    known, node = index_of(doc), quantity.node
    return not (
        quantity.low < _FEWEST
        or counts_nothing(doc, quantity.span)
        or not counts_people(known, quantity, words)
        or words.role_of_noun(doc.tokens[node]) in _HELD  # "swapped 95 prisoners"
        or _lives_in(known, node, words)  # "a city of 2 million"
        or _is_of_some(known, quantity, words.lists)
    )


def _lives_in(known: Index, node: int, words: Words) -> bool:
    """Whether a number tells how many live in a place."""
    above = known.lemmas[known.heads[node]]
    return known.relations[node] == "nmod" and above in words.lists.populated


def _is_of_some(known: Index, quantity: Quantity, lists: WordLists) -> bool:
    """Whether a number counts some of those told of, or those left out: "including two guards
    and ten drivers", "all but ten"."""
    at = min(first_joined(known, quantity.node), _first(known.tokens, quantity))
    before = range(at - 1, max(at - 1 - _FAR, -1), -1)
    opening = (i for i in before if known.lower[i] not in lists.hedge)
    word = next((i for i in opening if known.upos[i] not in _BEFORE_NOUN), None)
    return word is not None and known.lower[word] in lists.part_of


def _is_recipient(event: EventMention, counted: Span) -> bool:
    """Whether those counted are acted upon: they take no part in it ("rescued 200 people"), unless
    they are the forces that are sent ("mobilized 10,000 soldiers")."""
    return any(
        party.start < counted[1] and counted[0] < party.end and not _FORCES & {*party.sectors}
        for party in event.recipients
    )


def _is_out_of_it(
    known: Index, node: int, quantity: Quantity, wording: Wording, lists: WordLists
) -> bool:
    """Whether those counted take no part in an event of its type, by the words around them."""
    if wording.event_type in _OF_FORCES and is_known(known.tokens, quantity):
        return True
    if wording.event_type == "CONSULT":
        return not meets(known, node, wording.tokens, lists)
    return wording.event_type == "AID" and is_helped(known.tokens, node, lists)


def _whole(known: Index, node: int) -> list[int]:
    """A counted noun, and what it is all of: "a force of 6,000 soldiers"."""
    found = [node]
    for above in ancestors(known.tokens, node):
        if known.relations[found[-1]] != "nmod" or case_of(known, found[-1]) != "of":
            break
        found.append(above)
    return found


def _takes_part(known: Index, node: int, trigger: int) -> bool:
    """Whether a counted noun stands under a trigger, over it, or is the subject of its verb."""
    relation, head = known.relations[node], known.heads[node]
    if head == trigger:
        return relation in ("nsubj", "obj", "nmod", "obl")
    if known.heads[trigger] == node:
        return known.relations[trigger] == "acl"
    if relation == "nmod" and known.heads[head] == trigger:  # "sent a team of 300 soldiers"
        return known.relations[head] in ("obj", "nsubj")
    verb = known.heads[trigger]
    if head == verb and relation == "nsubj":  # "thousands staged a protest"
        return known.relations[trigger] in ("obj", "obl", "xcomp", "conj")
    return False


def is_known(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number is that of a known whole, whoever of it takes part: "OPEC's 11 members
    met", "the 138,000 troops"; a force is sent as a whole ("the 5,000-strong force")."""
    at = _first(tokens, quantity)
    return (
        at > 0
        and tokens[at - 1].text.lower() in _DEFINITE
        and tokens[quantity.node].text.lower() != "strong"
    )


def _first(tokens: Sequence[Token], quantity: Quantity) -> int:
    """The first token of a number."""
    at = quantity.node
    while at > 0 and tokens[at].start > quantity.span[0]:
        at -= 1
    while at + 1 < len(tokens) and tokens[at].start < quantity.span[0]:
        at += 1
    return at


def meets(known: Index, node: int, wording: range, lists: WordLists) -> bool:
    """Whether those counted are said to be at a meeting: "100 delegates attended the talks", "a
    meeting of 130 officers"; who arrives or heads there may be one delegation of many."""
    head = known.heads[node]
    if head in wording and known.relations[node] in ("nmod", "obl"):
        return True
    return known.tokens[head].lemma in lists.attending


def is_helped(tokens: Sequence[Token], node: int, lists: WordLists) -> bool:
    """Whether those counted are helped: "a mission to help 200 people"."""
    return tokens[node].deprel in _DONE_TO and tokens[tokens[node].head].lemma in lists.helping
