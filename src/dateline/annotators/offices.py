"""Offices: what a known person was when an event took place that lies before the report.

"Saddam Hussein was sentenced for the killing of 148 men in 1982": the president of then, who is out
of office in the report. Participants are read as of the report's day; here those whom the knowledge
base has in another office over all the days of the event get its sectors.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from dateline.data import Document, EventMention, Participant, When, changed
from dateline.knowledge import Knowledge
from dateline.who.actors import Actors, Term
from dateline.who.reading import read_actors

REQUIRES = frozenset({"events", "events.participants", "events.when"})
ASSIGNS = "events.offices"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base; give the function that fills in who people were."""
    actors = read_actors(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        day = doc.report.published
        return tuple(
            event if event.when is None else _at_its_time(event, event.when, day, actors)
            for event in doc.events
        )

    return annotate


def _at_its_time(event: EventMention, when: When, day: dt.date, actors: Actors) -> EventMention:
    sides = [_as_of(side, when, day, actors) for side in (event.actors, event.recipients)]
    if sides == [event.actors, event.recipients]:
        return event
    return changed(event, actors=sides[0], recipients=sides[1])


def _as_of(
    side: Sequence[Participant], when: When, day: dt.date, actors: Actors
) -> tuple[Participant, ...]:
    found = []
    for party in side:
        term = _other_term(party, when, day, actors)
        # What the words of the report say goes on to hold where it is in part the same.
        if term is not None and set(term.sectors).isdisjoint(party.sectors):
            party = changed(party, sectors=term.sectors)
        found.append(party)
    return tuple(found)


def _other_term(party: Participant, when: When, day: dt.date, actors: Actors) -> Term | None:
    """The term of a person on all days of an event, where it is not that of the report's day."""
    actor = actors.by_id.get(party.entity or "")
    if actor is None or actor.kind != "person":
        return None
    term = actor.term(when.start)
    return term if term is actor.term(when.end) and term is not actor.term(day) else None
