"""The wordings of the events of a report by sentence, and which of them a count belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.data import Count, Document, Token
from dateline.syntax import ancestors, index_of

TYPES: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST"}),
    "injured": frozenset({"ASSAULT", "PROTEST"}),
    "arrested": frozenset({"COERCE", "ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "AID"}),
    "hostages": frozenset({"ASSAULT", "AID", "RETREAT"}),
    "participants": frozenset({"PROTEST", "MOBILIZE", "AID", "RETREAT", "CONSULT", "COOPERATE"}),
    "amount_usd": frozenset(
        {"AID", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "SANCTION", "MOBILIZE"}
    ),
}
"""Event types that can have a count of a role."""

DEEDS: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "hostages": frozenset({"ASSAULT"}),
}
"""Types of events that are done to a person, by the role of that person."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of an event in a sentence: its index in ``doc.events``, and its tokens."""

    event: int
    event_type: str
    tokens: range


def by_sentence(doc: Document) -> dict[int, list[Wording]]:
    """The wordings of the events, by the number of the sentence they stand in."""
    known, found = index_of(doc), dict[int, list[Wording]]()
    sentences = [sent.start for sent in doc.sentences]
    for index, event in enumerate(doc.events):
        for start, end in (event.trigger, *event.also):
            first, last = known.range_of(start, end)
            number = bisect_right(sentences, start) - 1
            if number >= 0 and start < doc.sentences[number].end and last > first:
                wording = Wording(index, event.event_type, range(first, last))
                found.setdefault(number, []).append(wording)
    return found


def nearest(doc: Document, wordings: Sequence[Wording], count: Count, at: int) -> int | None:
    """The event that a count belongs to: the nearest in the tree that can have it; none where the
    word that says what it counts (``at``) names an event that cannot ("expelled 60 diplomats")."""
    allowed = TYPES[count.role]
    if count.high == 1:
        allowed = DEEDS.get(count.role, allowed)
    here = [wording for wording in wordings if at in wording.tokens]
    if here and all(wording.event_type not in allowed for wording in here):
        return None
    up = [at, *ancestors(doc.tokens, at)]
    keys = [
        (
            steps_to(doc.tokens, up, wording),
            set(up).isdisjoint(wording.tokens),
            abs(wording.tokens.start - at),
            wording.event,
        )
        for wording in wordings
        if wording.event_type in allowed
    ]
    return min(keys)[-1] if keys else None


def steps_to(tokens: Sequence[Token], up: Sequence[int], wording: Wording) -> int:
    """Edges of the tree between the first word of ``up`` (a word and all above it) and the nearest
    one of a wording, through their common ancestor."""
    place = {word: n for n, word in enumerate(up)}
    return min(_steps(tokens, place, i) for i in wording.tokens)


def _steps(tokens: Sequence[Token], place: dict[int, int], i: int) -> int:
    for n, word in enumerate((i, *ancestors(tokens, i))):
        if word in place:
            return n + place[word]
    return len(tokens)
