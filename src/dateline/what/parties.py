"""Chooses who acts in an event and who is acted upon: the likeliest *set* of parties.

    words → gather → Party → describe → features → PartyModel → choose → parties with their sides

The network says of each word alone what it may be (``PartyWord``). Here the words are gathered to
parties (all words of one entity, around all wordings of the event), each party is described by
features (``party_features.py``), and every way to give the likeliest parties a side is scored as a
whole (``party_model.py``): what each party is like, how many there are on each side for this type
of event, and what holds between two of them (coordinated, of one country, one inside the other).
The model (``model/parties.tsv``) is learned by ``train/parties.py`` with the countries as its aim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.data import EventMention, PartyWord
from dateline.what.bystanders import without_bystanders
from dateline.what.party_features import Party, between, describe
from dateline.what.party_model import PartyModel, keys, likeliest, ways
from dateline.what.party_scene import PartyScene
from dateline.what.roles import ACTOR, RECIPIENT
from dateline.what.turning import turned

MOST = 5
"""Parties of an event among which is chosen, the likeliest ones."""
LEAST = 0.02
"""How likely a party must take part to be among them; to leave out the others changes nothing."""
LIKELY_ELSEWHERE = 0.7
"""What a word around a further wording counts against one around the event's own trigger."""


def weigh(scene: PartyScene, event: EventMention, main: int) -> list[Party]:
    """The likeliest parties of an event, with who they are and their features."""
    words = turned(scene, event, main, without_bystanders(scene, event, main))
    parties = gather(scene, words, main)
    for party in parties:
        party.span, party.countries = scene.countries(party.best.word)
    describe(scene, event, main, parties)
    return parties


def likelihood(word: PartyWord) -> float:
    """How likely a word takes part on one side or the other."""
    return word.chances[ACTOR] + word.chances[RECIPIENT]


def gather(scene: PartyScene, words: Iterable[PartyWord], main: int) -> list[Party]:
    """The likeliest parties among the words around an event, the likeliest first. ``main``: the
    event's own trigger."""
    groups: dict[int, list[PartyWord]] = {}
    listed: dict[int, int] = {}  # first word of a list: the group that has it
    for word in words:
        key = scene.marked(word.word)
        members = scene.members(word.word)
        if members:
            key = listed.setdefault(members[0], key)
        groups.setdefault(key, []).append(word)
    ranked = []
    for group in groups.values():
        best = max(
            group,
            key=lambda w: likelihood(w) * (1.0 if w.trigger == main else LIKELY_ELSEWHERE),
        )
        ranked.append(Party(group, best, scene.resolver.entity_at.get(best.word)))
    ranked.sort(key=lambda party: (-likelihood(party.best), party.best.word))
    return [p for p in ranked[:MOST] if p is ranked[0] or likelihood(p.best) >= LEAST]


def choose(
    model: PartyModel, scene: PartyScene, event: EventMention, parties: Sequence[Party]
) -> tuple[list[tuple[int, Party]], float]:
    """The parties that take part in an event with their sides (1 actor, 2 recipient), in text
    order; and how likely their countries are."""
    local = [model.local(party) for party in parties]
    total = model.scores(event.event_type, local, between(scene, parties))
    sides = ways(len(parties)).sides
    best, chance = likeliest(
        total, lambda some: keys(event.event_type, parties, sides[some].tolist())
    )
    chosen = zip(whole(scene, parties, sides[best].tolist()), parties, strict=True)
    return sorted(
        ((side, party) for side, party in chosen if side), key=lambda pair: pair[1].best.word
    ), chance


def whole(scene: PartyScene, parties: Sequence[Party], sides: list[int]) -> list[int]:
    """Sides where who is described takes the place of what describes him: the president, not the
    "US" in "US President Ito"; only where both have the same countries."""
    for i, inner in enumerate(parties):
        for j, outer in enumerate(parties):
            if sides[i] and not sides[j] and inner.countries == outer.countries:
                first, last = scene.phrase(outer.best.word)
                if first <= scene.tokens[inner.best.word].start < last:
                    sides[j], sides[i] = sides[i], 0
    return sides
