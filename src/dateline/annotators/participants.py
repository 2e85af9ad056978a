"""Participants: who acts and who is acted upon, with name, country, sectors and entity.

The event coder hands on the words that may mean a party; ``what/parties.py`` chooses among sets
of them (where it hands on none, as in documents built by hand, its own choice stands). A
participant's span grows to its noun phrase (title and number, no article, apposition or relative
clause); a pronoun gives way to the nearest full mention of its entity. Country and sectors are
judged from the words, from the other mentions of the entity and from the report around
(``who/judging.py``); a phrase for several parties ("US and Iraqi forces") becomes as many
participants. The sources that the event coder hands on stay as they are: ``sources.py`` reads
them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Literal

from dateline.data import Document, EventMention, EventType, Part, Participant, changed
from dateline.knowledge import Knowledge
from dateline.what.aimed import aimed
from dateline.what.beside import beside
from dateline.what.frames import read_frame_words
from dateline.what.hosts import hosts
from dateline.what.named_last import named_last
from dateline.what.parties import choose, weigh
from dateline.what.party_features import Party
from dateline.what.party_model import PartyModel, read_party_model
from dateline.what.party_scene import PartyScene
from dateline.what.roles import ACTOR, RECIPIENT, SOURCE
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

REQUIRES = frozenset(
    {"tokens", "sentences", "names", "places", "entities", "attributions", "events"}
)
ASSIGNS = "events.participants"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the knowledge base and the models; give the function that fills participants."""
    return annotator(knowledge, read_party_model())


def annotator(
    knowledge: Knowledge, model: PartyModel
) -> Callable[[Document], tuple[EventMention, ...]]:
    """The function that fills participants, with a model of sets of parties."""
    actors, judge, words = read_actors(knowledge), read_judge(), read_frame_words(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not doc.events:
            return doc.events
        resolver = Resolver(doc, actors, judge)
        scene = PartyScene(doc, resolver, words)
        events = [
            chosen(event, scene, model) if event.party_words else _filled(event, resolver)
            for event in doc.events
        ]
        return aimed(doc, events, resolver.reader.lists)

    return annotate


def chosen(event: EventMention, scene: PartyScene, model: PartyModel) -> EventMention:
    """An event with the likeliest set of parties, each by its best word; as it is, where nothing
    may mean one."""
    if not event.party_words:
        return event
    parties = weigh(scene, event, event.party_words[0].trigger)
    found, chance = choose(model, scene, event, parties)
    sides: dict[int, dict[tuple[int, int, str | None], Participant]] = {ACTOR: {}, RECIPIENT: {}}
    acting: set[tuple[int, int, str | None]] = set()
    for side, party in found:
        word = party.best.word
        for p in named_last(scene, word) or scene.people(word):
            words = p.start, p.end, p.country
            if words not in acting:
                sides[side].setdefault(_key(p, scene.resolver), p)
            if side == ACTOR:
                acting.add(words)
    for side, people in beside(scene, found):
        for p in people:
            sides[side].setdefault(_key(p, scene.resolver), p)
    actors, recipients = (
        tuple(p for p in people.values() if not _is_told(p, tuple(people.values())))
        for people in sides.values()
    )
    if event.event_type == "REQUEST":
        recipients = _but_oneself(actors, recipients)
    recipients = but_own_state(event.event_type, actors, recipients, _states(scene, recipients))
    recipients = recipients or hosts(scene, event, actors)
    why = event.why and changed(
        event.why,
        parts=tuple(_part(scene, side, party) for side, party in found),
        sides=round(chance, 3) if parties else None,
    )
    return changed(event, actors=actors, recipients=recipients, party_words=None, why=why)


def _but_oneself(
    actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Whom somebody asks who asks "the two countries" of which his is one: the other."""
    own = {p.country for p in actors if p.country}
    others = {(p.start, p.end) for p in recipients if p.country not in own}
    return tuple(p for p in recipients if p.country not in own or (p.start, p.end) not in others)


def but_own_state(
    kind: EventType,
    actors: tuple[Participant, ...],
    recipients: tuple[Participant, ...],
    states: Container[Participant],
) -> tuple[Participant, ...]:
    """Whom somebody in a government criticises or supports: not his own state ("Minister Lund said
    that Norway had not been told"). He may ask something of it, but not of it and others ("proposed
    that Norway and Peru meet"). ``states``: the recipients that are states under their names."""
    own = {p.country for p in actors if _RULES.intersection(p.sectors)} - {None}
    others = tuple(p for p in recipients if p.country not in own or p not in states)
    if kind == "REQUEST":
        return others if any(p.country not in own for p in others) else recipients
    return recipients if kind in _FOR_ONESELF else others


def _states(scene: PartyScene, parties: Sequence[Participant]) -> list[Participant]:
    """The states among some parties, but those that their people stand for: "the French"."""
    reader = scene.resolver.reader
    heads = ((p, reader.range_of(p.start, p.end)[0]) for p in parties if p.entity == p.country)
    refs = ((p, reader.ref_at.get(head)) for p, head in heads)
    return [p for p, ref in refs if ref is None or ref.form not in ("adjective", "people")]


def _part(scene: PartyScene, side: int, party: Party) -> Part:
    """Why a party takes part: its best word."""
    token = scene.tokens[party.best.word]
    actor, recipient, source = (round(p, 3) for p in party.best.chances[ACTOR : SOURCE + 1])
    role: Literal["actor", "recipient"] = "actor" if side == ACTOR else "recipient"
    way = scene.trees.way(party.best.trigger, party.best.word)
    return Part((token.start, token.end), role, actor, recipient, source, way)


def _filled(event: EventMention, resolver: Resolver) -> EventMention:
    actors = tuple(_all(event.actors, resolver))
    recipients = tuple(_all(event.recipients, resolver))
    taken = {(p.start, p.end, p.country) for p in actors}
    both = (*actors, *recipients)
    return changed(
        event,
        actors=tuple(p for p in actors if not _is_within(p, both)),
        recipients=tuple(
            p for p in recipients
            if (p.start, p.end, p.country) not in taken and not _is_within(p, both)
        ),
    )  # fmt: skip


def _is_told(party: Participant, side: tuple[Participant, ...]) -> bool:
    """Whether others of a side tell already who a party is: a longer phrase holds it, or it is a
    bare state beside one who acts for it ("China" beside its president)."""
    if party.entity is not None and party.entity == party.country:  # a state
        for p in side:
            if p.country == party.country and p.entity != party.entity and _ACTS & {*p.sectors}:
                return True
    return _is_within(party, side)


_RULES = frozenset({"GOV", "MIL", "COP", "SPY"})
"""Sectors of who carries out what a state does."""
_FOR_ONESELF = frozenset({"AID", "SANCTION"})
"""What a state does to its own: "the bank lent China the money", "defected from Korea"."""
_ACTS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors of who acts for a state."""


def _is_within(party: Participant, parties: tuple[Participant, ...]) -> bool:
    """Whether a longer phrase of the same country holds a party: "Israel" beside "officials from
    Syria and Israel"."""
    return any(
        p.country == party.country and p.start <= party.start and party.end <= p.end
        and p.end - p.start > party.end - party.start
        for p in parties
    )  # fmt: skip


def _key(party: Participant, resolver: Resolver) -> tuple[int, int, str | None]:
    """Who a party is: the first mention of its entity, or its own words, and its country."""
    entity = resolver.entity_of(party.start, party.end)
    start, end = entity.mentions[0] if entity is not None else (party.start, party.end)
    return start, end, party.country


def _all(participants: tuple[Participant, ...], resolver: Resolver) -> Iterator[Participant]:
    """Fill participants, each entity and each span once for a country."""
    seen: set[tuple[int, int, str | None]] = set()
    for participant in participants:
        for filled in resolver.participants(participant.start, participant.end):
            key = _key(filled, resolver)
            if key not in seen:
                seen.add(key)
                yield filled
