"""Whose guest somebody is who is told to arrive, but not whom he sees: of the state he comes to.

"African leaders arrived in Beijing for a summit": visits are of a visitor and a host, and the
labels give one to nearly all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.data import EventMention, Participant
from dateline.syntax import has_case, index_of
from dateline.what.party_scene import PartyScene

_INTO = frozenset({"in", "to", "at"})


def hosts(
    scene: PartyScene, event: EventMention, visitors: Iterable[Participant]
) -> tuple[Participant, ...]:
    """Whose country the verb of a visit, or the one over it, has for its goal; nobody where the
    visitors are of that country."""
    if event.event_type != "CONSULT":
        return ()
    known, arriving = index_of(scene.doc), scene.resolver.reader.lists.arriving
    own = {p.country for p in visitors}
    for word in range(*known.range_of(*event.trigger)):
        for verb in (word, known.heads[word]):
            if known.lemmas[verb] not in arriving:
                continue
            for goal in known.below[verb]:
                if known.relations[goal] == "obl" and has_case(known, goal, _INTO):
                    at = scene.tokens[goal].start
                    if any(p.start <= at < p.end and p.country for p in scene.doc.places):
                        found = scene.people(goal)
                        return tuple(p for p in found if p.country and p.country not in own)
    return ()
