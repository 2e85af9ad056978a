"""Locals: whom a deed befell, or who was in the street, where it took place; and hosts.

"Thousands marched in Yerevan. ... Azerbaijan condemned ..." The countries of unnamed people are
judged from all that a report names; here people, police and nurses of whom no word tells whose they
are get the country of the town that their own clause names. Who "arrived here" is the guest of the
state where that is, if nobody is told whom he sees.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.data import Document, EventMention, Participant, changed
from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.who.reading import read_actors
from dateline.who.whose import Reader, read

REQUIRES = frozenset({"events", "events.participants", "events.where"})
ASSIGNS = "events.locals"

_TYPES = frozenset({"ASSAULT", "PROTEST"})
"""Types of what is done on the spot; prisoners (COERCE) are often foreigners."""
_TOWN = frozenset({"site", "city", "district", "region"})
_LOCAL = frozenset({"CVL", "COP", "EDU", "MED"})
"""Sectors of people who are where they live."""
_HERE = "here"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base; give the function that fills in the countries of locals."""
    actors = read_actors(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        reader = read(doc, actors)
        return tuple(_with_host(_with_locals(event, reader), reader) for event in doc.events)

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


def _with_host(event: EventMention, reader: Reader) -> EventMention:
    where, home = event.where, reader.doc.home
    if event.event_type != "CONSULT" or event.recipients or where is None:
        return event
    span = where.span or (home and home.country == where.country and (home.start, home.end))
    state, guests = reader.actors.states.get(where.country or ""), {p.country for p in event.actors}
    if not span or state is None or len(guests) != 1 or where.country in guests:
        return event
    if not _comes_here(event, reader):
        return event
    start, end = span
    text = reader.doc.text[start:end]
    host = Participant(start, end, text, state.name, where.country, ("GOV",), state.id)
    return changed(event, recipients=(host,))


def _comes_here(event: EventMention, reader: Reader) -> bool:
    """Whether a visit is told by its verb, or the one over it, as an arrival "here"."""
    known = index_of(reader.doc)
    words = range(*known.range_of(*event.trigger))
    return any(
        known.lemmas[verb] in reader.lists.arriving
        and any(known.lower[i] == _HERE for i in known.below[verb])
        for word in words
        for verb in (word, known.heads[word])
    )


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
