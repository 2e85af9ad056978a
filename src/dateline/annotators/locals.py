"""Locals: whom a deed befell, or who was in the street, where it took place.

"Thousands marched in Yerevan. ... Azerbaijan condemned ..." The countries of unnamed people are
judged from all that a report names; here people, police and nurses of whom no word tells whose they
are get the country of the town that their own clause names.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.data import Document, EventMention, Participant, changed
from dateline.knowledge import Knowledge
from dateline.who.reading import read_actors
from dateline.who.whose import Reader, read

REQUIRES = frozenset({"events", "events.participants", "events.where"})
ASSIGNS = "events.locals"

_TYPES = frozenset({"ASSAULT", "PROTEST"})
"""Types of what is done on the spot; prisoners (COERCE) are often foreigners."""
_TOWN = frozenset({"site", "city", "district", "region"})
_LOCAL = frozenset({"CVL", "COP", "EDU", "MED"})
"""Sectors of people who are where they live."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base; give the function that fills in the countries of locals."""
    actors = read_actors(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        reader = read(doc, actors)
        return tuple(_with_locals(event, reader) for event in doc.events)

    return annotate


def _with_locals(event: EventMention, reader: Reader) -> EventMention:
    where = event.where
    if (
        event.event_type not in _TYPES
        or where is None
        or where.country is None
        or where.precision not in _TOWN
        or where.span is None
        or not event.sentence[0] <= where.span[0] < event.sentence[1]
    ):
        return event
    sides = [
        tuple(
            changed(p, country=where.country)
            if p.country != where.country and is_local(p, reader)
            else p
            for p in side
        )
        for side in (event.actors, event.recipients)
    ]
    if sides == [event.actors, event.recipients]:
        return event
    return changed(event, actors=sides[0], recipients=sides[1])


def is_local(party: Participant, reader: Reader) -> bool:
    """Whether a party is unnamed people of whom no word, their own or one of their other mentions,
    tells whose they are."""
    if party.entity is not None or not party.sectors or not _LOCAL.issuperset(party.sectors):
        return False
    first, last = reader.range_of(party.start, party.end)
    head = reader.head_of(first, last)
    outsiders = reader.lists.outsider
    if not outsiders.isdisjoint(reader.lower[first:last]):
        return False
    return all(
        phrase.ref is None
        and phrase.person is None
        and not phrase.evidence
        and not any(reader.tokens[i].deprel == "nmod:poss" for i in reader.below[phrase.head])
        for phrase in map(reader.phrase, (head, *reader.entity_heads.get(head, ())))
    )
