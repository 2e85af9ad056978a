"""What a party of an event is like: the features that the choice among parties weighs.

Each party is described by itself (``describe``) and beside the others (``between``). Features that
are there or not are made in groups (``linear.Remembered``); those with values are ``VALUES``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.chances import logit
from dateline.data import Entity, EventMention, PartyWord, Span
from dateline.linear import Group, spelled
from dateline.syntax import index_of
from dateline.what.frames import frame
from dateline.what.party_scene import PartyScene
from dateline.what.roles import ACTOR, PLACE, RECIPIENT, SOURCE

PAIRS = ("joined", "one country", "inside", "order", "own state", "same head")
"""What may hold between two parties."""
DESCRIBES = "describes"
"""One party stands in the words before the other's ("US President Ito"): no two parties."""
OWNS = "owns"
"""One party is told only as whose the other is ("Ito's regime"): neither acts upon the other."""
VALUES = (
    "*A", "*A here", "*A all", "*A share", "*R", "*R here", "*R all", "*R share", "*S", "*P",
    "*A of both",
)  # fmt: skip
"""Features with values: how likely a party is actor, recipient, source, place; by its best word,
near the event's own trigger, by all its words, and against the likeliest party."""


@dataclass(slots=True)
class Party:
    """One who may take part: the words that may mean them, the best of these; the characters of
    its whole phrase, and the countries of who that is; its features, those that are there (as
    ``groups``) and those with values (of ``VALUES``)."""

    words: list[PartyWord]
    best: PartyWord
    entity: Entity | None
    span: Span | None = None
    countries: frozenset[str] = frozenset()
    groups: list[Group] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The features that are there."""
        return spelled(self.groups)

    @property
    def features(self) -> dict[str, float]:
        """All features with their values."""
        return dict.fromkeys(self.names, 1.0) | dict(zip(VALUES, self.values, strict=True))


def framed(scene: PartyScene, main: int) -> dict[int, list[str]]:
    """The places of an event's frame at which each party stands, by its number: that of the
    entity, or of the word."""
    found: dict[int, list[str]] = {}
    for place, word in frame(index_of(scene.doc), main):
        found.setdefault(scene.marked(word), []).append(place)
    return found


def describe(scene: PartyScene, event: EventMention, main: int, parties: Sequence[Party]) -> None:
    """Give each party its features."""
    highest = [
        max((w.chances[role] for p in parties for w in p.words), default=0.0)
        for role in (ACTOR, RECIPIENT)
    ]
    kind, tokens = event.event_type, scene.tokens
    said, saying = scene.sources(event.trigger[0])
    passive = any(tokens[i].deprel in ("aux:pass", "nsubj:pass") for i in scene.below[main])
    acting = [(p.start, p.end) for p in event.actors]
    receiving = [(p.start, p.end) for p in event.recipients]
    own = {("actor", scene.who(*span)) for span in acting}
    own |= {("recipient", scene.who(*span)) for span in receiving}
    places = framed(scene, main)
    for party in parties:
        party.values = _chances(party, main, highest)
        alike = sum(1 for p in parties if p is not party and party.countries & p.countries)
        words = {w.word for w in party.words}
        marks = words if party.entity is None else {id(party.entity)}
        starts = [tokens[word].start for word in words]
        first = tokens[party.words[0].word].start
        who = -1 - first if party.entity is None else id(party.entity)
        alone, elsewhere = list[bool](), list[int]()
        for role, spans in (("actor", acting), ("recipient", receiving)):
            alone.append(any(s <= start < e for start in starts for s, e in spans))
            key = role, who
            elsewhere.append(min(scene.played[key] - (key in own), 2))
        party.groups = [
            *_way(scene, kind, party.best, main, passive),
            *nature(scene, kind, party.best.word),
            (
                _names_of_part, kind, min(alike, 2), not marks.isdisjoint(said),
                not marks.isdisjoint(saying), min(len(words), 3), *alone, *elsewhere,
            ),
            _place_among(scene, kind, party, parties),
            (
                _names_of_frame, kind, tokens[main].upos,
                *sorted({place for mark in marks for place in places.get(mark, ())}),
            ),
        ]  # fmt: skip


def _names_of_part(
    kind: str, alike: int, says: bool, saying: bool, words: int, acts: bool, receives: bool,
    acted: int, received: int,
) -> list[str]:  # fmt: skip
    """What a party does in and around the event: whether it says what happened, whether the coder
    took one of its words alone for one side, how often it stands on each side elsewhere."""
    names = [
        f"alike={alike}", f"words={words}",
        f"elsewhere actor={acted}", f"elsewhere recipient={received}",
    ]  # fmt: skip
    for name, holds in (
        ("says it", says), ("its saying", saying), ("alone actor", acts),
        ("alone recipient", receives),
    ):  # fmt: skip
        if holds:
            names += [name, f"{kind},{name}"]
    return names


def _names_of_frame(kind: str, tag: str, *places: str) -> list[str]:
    """Where a party stands in the event's frame, by any mention of theirs."""
    found = [f"frame={place}" for place in places or ("none",)]
    return [*found, *(f"{kind},{name}" for name in found), *(f"{tag},{name}" for name in found)]


def _place_among(scene: PartyScene, kind: str, party: Party, parties: Sequence[Party]) -> Group:
    """How a party stands among the others and in the report: how likely each side is, how much the
    report tells of its country, how many parties are nearer, which clauses lie between."""
    best = party.best
    trigger, word = best.trigger, best.word
    acting, both = best.chances[ACTOR], best.chances[ACTOR] + best.chances[RECIPIENT]
    away = word - trigger
    nearer = sum(
        1 for p in parties
        if 0 < (p.best.word - p.best.trigger) / away < 1
    )  # fmt: skip
    here = scene.sentence_of[word] == scene.sentence_of[trigger]
    return (
        _names_of_place, kind, int(5 * acting / (both + 1e-6)), int(5 * min(both, 0.99)),
        scene.rank(party.countries), min(nearer, 2), "before" if away < 0 else "after",
        scene.trees.clauses(trigger, word) if here else None,
    )  # fmt: skip


def _names_of_place(
    kind: str, turn: int, likely: int, rank: str, nearer: int, side: str, clauses: str | None
) -> list[str]:
    names = [f"turn={turn}", f"likely={likely}", f"rank={rank}", f"nearer={nearer},{side}"]
    if clauses is not None:
        names.append(f"clauses={clauses}")
    return names + [f"{kind},{name}" for name in names]


def _chances(party: Party, main: int, highest: Sequence[float]) -> list[float]:
    """The values of ``VALUES``."""
    best, found = party.best.chances, list[float]()
    for number in (ACTOR, RECIPIENT):
        top = here = total = 0.0
        for word in party.words:
            chance = word.chances[number]
            total += chance
            if chance > top:
                top = chance
            if chance > here and word.trigger == main:
                here = chance
        share = top / max(highest[number - 1], 1e-4)
        found += (logit(top) / 3, logit(here) / 3, logit(total) / 3, share)
    both = best[ACTOR] / (best[ACTOR] + best[RECIPIENT] + 1e-6)
    found += (logit(best[SOURCE]) / 3, logit(best[PLACE]) / 3, logit(both) / 3)
    return found


def _way(scene: PartyScene, kind: str, best: PartyWord, main: int, passive: bool) -> list[Group]:
    """Where the best word of a party stands, seen from the trigger."""
    token, trigger = scene.tokens[best.word], scene.tokens[best.trigger]
    way = scene.trees.way(best.trigger, best.word)
    gap = scene.sentence_of[best.word] - scene.sentence_of[best.trigger]
    side = "before" if best.word < best.trigger else "after"
    lemma, preposition = trigger.lemma.lower(), scene.preposition(best.word)
    near = 0
    if gap == 0:
        distance = abs(best.word - best.trigger)
        near = 1 if distance <= 3 else 2 if distance <= 8 else 3 if distance <= 15 else 4
    direct = token.head == best.trigger
    return [
        (_names_of_way, kind, trigger.upos, way, passive and gap == 0),
        (
            _names_of_spot, kind, min(max(gap, -2), 1), best.trigger == main,
            scene.relations[best.word], preposition, trigger.upos, side, near,
        ),
        (_names_of_hanging, kind, lemma, token.deprel, preposition)
        if direct
        else (_names_of_lemma, lemma, way),
    ]  # fmt: skip


def _names_of_way(kind: str, tag: str, way: str, passive: bool) -> list[str]:
    names = [f"path={way}", f"{kind},path={way}", f"{tag},path={way}"]
    return [*names, f"passive,path={way}"] if passive else names


def _names_of_spot(
    kind: str, gap: int, own: bool, relation: str, preposition: str, tag: str, side: str, near: int
) -> list[str]:
    names = [
        f"gap={gap}", "own wording" if own else "further wording", f"relation={relation}",
        f"preposition={preposition}", f"{kind},preposition={preposition}", f"trigger={tag}", side,
    ]  # fmt: skip
    return [*names, f"near={near},{side}"] if near else names


def _names_of_hanging(kind: str, lemma: str, relation: str, preposition: str) -> list[str]:
    direct = f"hangs={relation},{preposition}"
    return [direct, f"{kind},{direct}", f"{lemma},{direct}"]


def _names_of_lemma(lemma: str, way: str) -> list[str]:
    return [f"{lemma},path={way}"]


def nature(scene: PartyScene, kind: str, word: int) -> list[Group]:
    """Who a party is, by its best word, in an event of a type."""
    found = scene.natures.get((kind, word))
    if found is None:
        found = scene.natures[kind, word] = _nature(scene, kind, word)
    return found


def _nature(scene: PartyScene, kind: str, word: int) -> list[Group]:
    token, entity = scene.tokens[word], scene.resolver.entity_at.get(word)
    sort = "none" if entity is None else entity.kind or "unknown"
    mentions = 1 if entity is None else len(entity.mentions)
    groups: list[Group] = [(
        _names_of_sort, kind, token.upos, sort, min(len(scene.countries(word)[1]), 2),
        mentions if mentions < 3 else 3 if mentions <= 5 else 4,
        entity is not None and bool(entity.entity), id(entity) in scene.opening,
        entity.sectors[0] if entity is not None and entity.sectors else None,
    )]  # fmt: skip
    if token.upos == "PROPN" and sort not in ("person", "state"):
        name = scene.doc.text[slice(*scene.phrase(word))]
        groups.append((_names_of_end, name.rpartition(" ")[2].lower()))  # agreement, party, court
    if token.upos == "NOUN":
        groups.append((_names_of_noun, kind, token.lemma.lower()))
    elif token.upos == "PRON":
        groups.append((_names_of_pronoun, token.text.lower()))
    return groups


def _names_of_sort(
    kind: str, tag: str, sort: str, countries: int, mentions: int, known: bool, opens: bool,
    sector: str | None,
) -> list[str]:  # fmt: skip
    names = [
        kind, f"is={tag}", f"kind={sort}", f"{kind},kind={sort}", f"countries={countries}",
        f"mentions={mentions}",
    ]  # fmt: skip
    if known:
        names.append("known")
    if opens:
        names.append("in the opening")
    if sector is not None:
        names += [f"sector={sector}", f"{kind},sector={sector}"]
    return names


def _names_of_end(word: str) -> list[str]:
    return [f"ends={word}"]


def _names_of_noun(kind: str, lemma: str) -> list[str]:
    return [f"noun={lemma}", f"{kind},noun={lemma}"]


def _names_of_pronoun(word: str) -> list[str]:
    return [f"pronoun={word}"]


def between(scene: PartyScene, parties: Sequence[Party]) -> list[tuple[int, int, str]]:
    """What holds between two parties: numbers of the likelier and the other, and its name."""
    found = []
    tokens, relations = scene.tokens, scene.relations
    own = [{w.word for w in party.words} for party in parties]
    above = [{tokens[i].head for i in words if relations[i] == "conj"} for words in own]
    phrases = [scene.phrase(party.best.word) for party in parties]
    starts = [tokens[party.best.word].start for party in parties]
    states = [p.entity is not None and p.entity.kind == "state" for p in parties]
    for i, one in enumerate(parties):
        for j in range(i + 1, len(parties)):
            other = parties[j]
            if (above[i] and above[i] & own[j]) or (above[j] and above[j] & own[i]):
                found.append((i, j, "joined"))
            if one.countries & other.countries:
                found.append((i, j, "one country"))
                if states[i] != states[j]:
                    found.append((i, j, "own state"))
            if tokens[one.best.word].head == tokens[other.best.word].head:
                found.append((i, j, "same head"))
            first, second = phrases[i], phrases[j]
            if first[0] <= starts[j] < first[1] or second[0] <= starts[i] < second[1]:
                found.append((i, j, DESCRIBES))
            elif _within(one.span, other.span) or _within(other.span, one.span):
                found.append((i, j, "inside"))
            if starts[i] < starts[j]:
                found.append((i, j, "order"))
            if _owns(scene, one, other) or _owns(scene, other, one):
                found.append((i, j, OWNS))
    return found


def _owns(scene: PartyScene, one: Party, other: Party) -> bool:
    """Whether one party is told only as whose the other is: "Ito's regime tortured Lima"."""
    token = scene.tokens[one.best.word]
    return token.deprel == "nmod:poss" and token.head == other.best.word


def _within(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    return other[0] <= one[0] and one[1] <= other[1]
