"""Who the sources of events are: name, country, sectors and entity, as for participants.

"a diplomatic source in Damascus" is of no entity, and yet Syrian: the words around tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dateline.actors import read_actors
from dateline.data import Document, EventMention, Source
from dateline.judging import read_judge
from dateline.knowledge import Knowledge
from dateline.resolving import Resolver

REQUIRES = frozenset({"tokens", "sentences", "names", "places", "entities", "events.sources"})
ASSIGNS = "events.source_actors"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base and the models; give the function that fills the sources."""
    actors, judge = read_actors(knowledge), read_judge()

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not any(event.sources for event in doc.events):
            return doc.events
        resolver = Resolver(doc, actors, judge)
        return tuple(
            replace(event, sources=tuple(_resolved(source, resolver) for source in event.sources))
            for event in doc.events
        )

    return annotate


def _resolved(source: Source, resolver: Resolver) -> Source:
    name, country, sectors, entity = resolver.resolve(source.start, source.end)
    return replace(source, name=name, country=country, sectors=sectors, entity=entity)
