"""Participants: name, country, sectors and entity of who acts and who is acted upon.

A participant's span grows to its noun phrase (title and number, no article, apposition or
relative clause); a pronoun gives way to the nearest full mention of its entity. Country and
sectors are judged from the words, from the other mentions of the entity and from the report
around (``judging.py``); a phrase for several parties ("US and Iraqi forces") becomes as many
participants. The sources that the event coder hands on stay as they are: ``sources.py`` reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.actors import read_actors
from dateline.data import Document, EventMention, Participant
from dateline.judging import read_judge
from dateline.knowledge import Knowledge
from dateline.resolving import Resolver

REQUIRES = frozenset({"tokens", "sentences", "names", "places", "entities", "events"})
ASSIGNS = "events.participants"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base and the models; give the function that fills participants."""
    actors, judge = read_actors(knowledge), read_judge()

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not doc.events:
            return doc.events
        resolver = Resolver(doc, actors, judge)
        return tuple(_filled(event, resolver) for event in doc.events)

    return annotate


def _filled(event: EventMention, resolver: Resolver) -> EventMention:
    actors = tuple(_all(event.actors, resolver))
    recipients = tuple(_all(event.recipients, resolver))
    taken = {(p.start, p.end, p.country) for p in actors}
    both = (*actors, *recipients)
    return replace(
        event,
        actors=tuple(p for p in actors if not _is_within(p, both)),
        recipients=tuple(
            p for p in recipients
            if (p.start, p.end, p.country) not in taken and not _is_within(p, both)
        ),
    )  # fmt: skip


def _is_within(party: Participant, parties: tuple[Participant, ...]) -> bool:
    """Whether a longer phrase of the same country holds a party: "Israel" beside "officials from
    Syria and Israel"."""
    return any(
        p.country == party.country and p.start <= party.start and party.end <= p.end
        and p.end - p.start > party.end - party.start
        for p in parties
    )  # fmt: skip


def _all(participants: tuple[Participant, ...], resolver: Resolver) -> Iterator[Participant]:
    """Fill participants, each entity and each span once for a country."""
    seen: set[tuple[int, int, str | None]] = set()
    for participant in participants:
        for filled in resolver.participants(participant.start, participant.end):
            entity = resolver.entity_of(filled.start, filled.end)
            place = entity.mentions[0] if entity is not None else (filled.start, filled.end)
            key = *place, filled.country
            if key not in seen:
                seen.add(key)
                yield filled
