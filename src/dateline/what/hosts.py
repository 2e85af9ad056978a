"""Whose guest somebody is who is told to arrive, but not whom he sees: of the state he comes to.

"African leaders arrived in Beijing for a summit": visits are of a visitor and a host, and the
labels give one to nearly all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.data import EventMention, Participant
from dateline.syntax import Index, has_case, index_of
from dateline.what.party_scene import PartyScene

_INTO = frozenset({"in", "to", "at"})


def hosts(
    scene: PartyScene, event: EventMention, visitors: Iterable[Participant]
) -> tuple[Participant, ...]:
    """Whose country the verb of a visit, or the one over it, has for its goal; nobody where the
    visitors are of that country."""
    if event.event_type != "CONSULT":
        return ()
    known = index_of(scene.doc)
    for word in range(*known.range_of(*event.trigger)):
        for verb in (word, known.heads[word]):
            goal = _goal(scene, known, verb)
            if goal is not None:
                own = {p.country for p in visitors}
                return tuple(p for p in scene.people(goal) if p.country and p.country not in own)
    return ()


def _goal(scene: PartyScene, known: Index, verb: int) -> int | None:
    """The place of a known country that a verb of arriving has for its goal."""
    reader = scene.resolver.reader
    if known.lemmas[verb] not in reader.lists.arriving:
        return None
    goals = (i for i in known.below[verb] if known.relations[i] == "obl")
    places = ((i, reader.place_at.get(i)) for i in goals if has_case(known, i, _INTO))
    return next((i for i, place in places if place is not None and place.country), None)
