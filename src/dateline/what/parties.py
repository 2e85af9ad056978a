"""Chooses who acts in an event and who is acted upon: the likeliest *set* of parties.

The network says of each word alone what it may be (``PartyWord``). Here the words are gathered to
parties (all words of one entity, around all wordings of the event), each party is described by
features, and every way to give the likeliest parties a side is scored as a whole: what each party
is like, how many there are on each side for this type of event, and what holds between two of them
(coordinated, of one country, one inside the other). Ways that come to the same countries share
their probability; the best way to the likeliest countries wins. The model (``model/parties.tsv``)
is learned by ``train/parties.py`` with the countries as its aim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from operator import mul
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.data import Document, Entity, EventMention, Participant, PartyWord, Span
from dateline.embedded import MODEL
from dateline.errors import KnowledgeError
from dateline.linear import Group, Remembered, spelled
from dateline.syntax import first_joined, index_of
from dateline.what.bystanders import ACTOR, PLACE, RECIPIENT, SOURCE, without_bystanders
from dateline.what.frames import FrameWords, frame
from dateline.what.plover import RECIPROCAL
from dateline.what.roles import head_word, is_candidate, phrase, trees_of
from dateline.who.resolving import Resolver

WEIGHTS = MODEL / "parties.tsv"
MOST = 5
"""Parties of an event among which is chosen, the likeliest ones."""
LEAST = 0.02
"""How likely a party must take part to be among them; to leave out the others changes nothing."""
LIST = 3
"""Words from which on what "and" joins is a list, one party."""
FULL = 3
"""Parties on a side from which on there are "many"."""
LIKELY_ELSEWHERE = 0.7
"""What a word around a further wording counts against one around the event's own trigger."""
NEGLIGIBLE = 0.005
"""How much less likely than the likeliest way another may be to be weighed."""
PAIRS = ("joined", "one country", "inside", "order", "own state", "same head")
DESCRIBES, BARRED = "describes", -20.0
"""One party stands in the words before the other's ("US President Ito"): no two parties."""
SIDES = ((1, 1), (2, 2), (1, 2), (2, 1))
"""The sides of two parties; "first" is the likelier of them."""
Floats = NDArray[np.float64]


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


def likelihood(word: PartyWord) -> float:
    """How likely a word takes part on one side or the other."""
    return word.chances[ACTOR] + word.chances[RECIPIENT]


class Scene:
    """A report seen from its events: who speaks, who acts elsewhere."""

    def __init__(self, doc: Document, resolver: Resolver, words: FrameWords) -> None:
        self.doc, self.tokens, self.resolver = doc, doc.tokens, resolver
        self.words = words
        known = index_of(doc)
        self.below, self.relations = known.below, known.relations
        self.sentence_of, self.trees = known.sentence_of, trees_of(doc)
        self.opening = {
            id(e) for e in doc.entities if doc.sentences and e.mentions[0][0] < doc.sentences[0].end
        }
        self._prepositions: dict[int, str] = {}
        self._speakers: dict[int, frozenset[int]] = {}
        self._lists: dict[int, tuple[int, ...]] = {}
        self._countries: dict[int, tuple[Span | None, frozenset[str]]] = {}
        self._phrases: dict[int, Span] = {}
        self._natures: dict[tuple[str, int], list[Group]] = {}
        # Who stands where, for all attributions, and who acts where, for all events.
        self._said = [(s, e, n) for n, a in enumerate(doc.attributions) for s, e in a.content]
        self._cues = [(s, e, n) for n, a in enumerate(doc.attributions) for s, e in a.cue]
        self._marks: dict[Span, int] = {}

    @cached_property
    def played(self) -> Counter[tuple[str, int]]:
        """How often each entity was taken for an actor or a recipient, word by word."""
        counts: Counter[tuple[str, int]] = Counter()
        for event in self.doc.events:
            for role, side in (("actor", event.actors), ("recipient", event.recipients)):
                counts.update({(role, self.who(p.start, p.end)) for p in side})
        return counts

    @cached_property
    def deeds(self) -> frozenset[int]:
        """Nouns that name events, and no people: "talks", not "attackers"."""
        triggers = {w.trigger for event in self.doc.events for w in event.party_words or ()}
        reader = self.resolver.reader
        return frozenset(
            i
            for i in triggers
            if self.tokens[i].upos == "NOUN"
            and (phrase := reader.phrase(i)).role is None
            and phrase.ref is None
        )

    def who(self, start: int, end: int) -> int:
        """A number for the entity of a stretch; of none, for its first character."""
        found = self._marks.get((start, end))
        if found is None:
            entity = self.resolver.entity_of(start, end)
            found = self._marks[start, end] = -1 - start if entity is None else id(entity)
        return found

    def marked(self, word: int) -> int:
        """A number for the entity of a word; of none, the word itself."""
        entity = self.resolver.entity_at.get(word)
        return word if entity is None else id(entity)

    def members(self, word: int) -> tuple[int, ...]:
        """The words of the list that a word stands in ("Bolivia, Peru and Chile"), which take part
        together; empty where fewer than ``LIST`` are joined."""
        first = first_joined(index_of(self.doc), word)
        found = self._lists.get(first)
        if found is None:
            rest = [i for i in self.below[first] if self.relations[i] == "conj"]
            found = (first, *rest) if len(rest) + 1 >= LIST else ()
            self._lists[first] = found
        return found if word in found else ()

    def people(self, word: int) -> tuple[Participant, ...]:
        """Who a word means; with a list, all of its members."""
        found: dict[tuple[int, int, str | None], Participant] = {}
        for member in self._together(word):
            for p in self.resolver.participants(*self.phrase(member)):
                found.setdefault((p.start, p.end, p.country), p)
        return tuple(found.values())

    def countries(self, word: int) -> tuple[Span | None, frozenset[str]]:
        """The characters of the whole phrase of a word, and its countries; with a list, those of
        its first member and of all."""
        found = self._countries.get(word)
        if found is None:
            members = [
                self.resolver.countries(*self.phrase(member)) for member in self._together(word)
            ]
            countries = frozenset(c for _, lands in members for c in lands if c)
            found = self._countries[word] = members[0][0], countries
        return found

    def nature(self, kind: str, word: int) -> list[Group]:
        """Who a party is, by its best word, in an event of a type."""
        found = self._natures.get((kind, word))
        if found is None:
            found = self._natures[kind, word] = _nature(self, kind, word)
        return found

    def _together(self, word: int) -> list[int]:
        return [
            member
            for member in self.members(word) or (word,)
            if member == word or is_candidate(self.tokens[member])
        ]

    def phrase(self, word: int) -> Span:
        """The characters of the phrase of a word; of a name with a title, or of the title, both."""
        found = self._phrases.get(word)
        if found is None:
            reader = self.resolver.reader
            person = reader.titled.get(word, word)
            titled = person in reader.titles
            found = reader.span(reader.phrase(person)) if titled else phrase(self.tokens, word)
            self._phrases[word] = found
        return found

    def sources(self, start: int) -> tuple[frozenset[int], frozenset[int]]:
        """The words and entities that say what stands at a character, and those whose saying
        stands there."""
        said = {n for s, e, n in self._said if s <= start < e}
        saying = {n for s, e, n in self._cues if s <= start < e} - said
        empty = frozenset[int]()
        return (
            empty.union(*map(self._heads, sorted(said))),
            empty.union(*map(self._heads, sorted(saying))),
        )

    def _heads(self, number: int) -> frozenset[int]:
        found = self._speakers.get(number)
        if found is None:
            words = set[int]()
            for start, end in self.doc.attributions[number].source:
                word = head_word(self.doc, start, end)
                if word is not None:
                    entity = self.resolver.entity_at.get(word)
                    words.add(word if entity is None else id(entity))
            found = self._speakers[number] = frozenset(words)
        return found

    def rank(self, countries: frozenset[str]) -> str:
        """How many countries the report names more often; ``-`` for a party without one."""
        ranked = self.resolver.reader.ranked[:3]
        places = [ranked.index(c) if c in ranked else 3 for c in countries]
        return str(min(places)) if places else "-"

    def preposition(self, word: int) -> str:
        """The preposition before a nominal; ``-`` for none."""
        found = self._prepositions.get(word)
        if found is None:
            cases = [i for i in self.below[word] if i < word and self.relations[i] == "case"]
            found = self.tokens[cases[0]].text.lower() if cases else "-"
            self._prepositions[word] = found
        return found


# --- parties and what they are like -------------------------------------------------------------


def gather(scene: Scene, words: Iterable[PartyWord], main: int) -> list[Party]:
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


def framed(scene: Scene, main: int) -> dict[int, list[str]]:
    """The places of an event's frame at which each party stands, by its number: that of the
    entity, or of the word."""
    found: dict[int, list[str]] = {}
    for place, word in frame(index_of(scene.doc), main):
        found.setdefault(scene.marked(word), []).append(place)
    return found


def logit(p: float) -> float:
    """Log-odds over three, cut off."""
    p = 1e-4 if p < 1e-4 else 0.9999 if p > 0.9999 else p
    return math.log(p / (1 - p)) / 3


def describe(scene: Scene, event: EventMention, main: int, parties: Sequence[Party]) -> None:
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
            *scene.nature(kind, party.best.word),
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


def _place_among(scene: Scene, kind: str, party: Party, parties: Sequence[Party]) -> Group:
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
        found += (logit(top), logit(here), logit(total), share)
    both = best[ACTOR] / (best[ACTOR] + best[RECIPIENT] + 1e-6)
    found += (logit(best[SOURCE]), logit(best[PLACE]), logit(both))
    return found


def _way(scene: Scene, kind: str, best: PartyWord, main: int, passive: bool) -> list[Group]:
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


def _nature(scene: Scene, kind: str, word: int) -> list[Group]:
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


def between(scene: Scene, parties: Sequence[Party]) -> list[tuple[int, int, str]]:
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
    return found


def _within(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    return other[0] <= one[0] and one[1] <= other[1]


# --- all ways to give parties a side ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways to give some parties a side, a row each: their sides (0 none, 1 actor, 2 recipient);
    ``acts``, ``receives``: party × way; ``sizes``: the number of its pair of sizes."""

    sides: NDArray[np.int8]
    acts: Floats
    receives: Floats
    sizes: NDArray[np.int64]


@cache
def ways(parties: int) -> Ways:
    """The ways for so many parties; no more than ``FULL`` on a side."""
    rows = [
        row for row in product((0, 1, 2), repeat=parties)
        if row.count(1) <= FULL and row.count(2) <= FULL
    ]  # fmt: skip
    sides = np.array(rows, np.int8).reshape(len(rows), parties)
    sizes = (sides == 1).sum(1) * (FULL + 1) + (sides == 2).sum(1)
    acts = np.equal(sides.T, ACTOR).astype(np.float64)
    receives = np.equal(sides.T, RECIPIENT).astype(np.float64)
    return Ways(sides, acts, receives, sizes)


@cache
def of_pair(parties: int, i: int, j: int) -> Floats:
    """For each of ``SIDES`` whether two parties stand on them: 4 × ways."""
    sides = ways(parties).sides
    return np.array([(sides[:, i] == a) & (sides[:, j] == b) for a, b in SIDES], np.float64)


def keys(
    kind: str, parties: Sequence[Party], some: Iterable[Sequence[int]]
) -> list[tuple[int, int]]:
    """Numbers for the countries on both sides in some ways; of a reciprocal type, on both
    together."""
    numbers: dict[str, int] = {}
    bits = []
    for party in parties:
        own = 0
        for country in sorted(party.countries):
            own |= 1 << numbers.setdefault(country, len(numbers))
        bits.append(own)
    found = []
    for sides in some:
        acting = receiving = 0
        for side, own in zip(sides, bits, strict=True):
            if side == ACTOR:
                acting |= own
            elif side == RECIPIENT:
                receiving |= own
        found.append((acting | receiving, 0) if kind in RECIPROCAL else (acting, receiving))
    return found


@dataclass(frozen=True)
class PartyModel:
    """Weights: of features for each side (the real part for the actor, the imaginary one for the
    recipient), of sizes by type (``""``: any), of what holds between two parties for each of
    ``SIDES``, for any type and (``TYPE,name``) by type."""

    features: Mapping[str, complex]
    sizes: Mapping[str, Floats]
    pairs: Mapping[str, Floats]
    _by_size: dict[tuple[str, int], Floats] = field(default_factory=dict, compare=False)
    _by_pair: dict[tuple[str, str, int, int, int], Floats] = field(
        default_factory=dict, compare=False
    )

    def scores(
        self, kind: str, local: Sequence[complex], held: Sequence[tuple[int, int, str]]
    ) -> Floats:
        """The score of each way, from the sum of the weights of each party."""
        n = len(local)
        all_ways, by_side = ways(n), np.array(local, complex)
        total: Floats = by_side.real @ all_ways.acts + by_side.imag @ all_ways.receives
        total += self._of_size(kind, n)
        for i, j, name in held:
            total += self._of_pair(kind, name, n, i, j)
        return total

    def _of_size(self, kind: str, n: int) -> Floats:
        """What the sizes of the sides add to each way."""
        found = self._by_size.get((kind, n))
        if found is None:
            own = self.sizes.get(kind)
            weights = self.sizes[""] if own is None else self.sizes[""] + own
            found = self._by_size[kind, n] = weights[ways(n).sizes]
        return found

    def _of_pair(self, kind: str, name: str, n: int, i: int, j: int) -> Floats:
        """What holds between two parties adds to each way."""
        key = kind, name, n, i, j
        found = self._by_pair.get(key)
        if found is None:
            if name == DESCRIBES:
                weights = np.full(len(SIDES), BARRED)
            else:
                weights = self.pairs[name] + self.pairs.get(f"{kind},{name}", 0.0)
            found = self._by_pair[key] = weights @ of_pair(n, i, j)
        return found

    def local(self, party: Party) -> complex:
        """The sum of the weights of a party."""
        total: complex = sum(map(mul, self._of_values, party.values), 0j)
        return self._remembered.weigh(party.groups, total)

    @cached_property
    def _remembered(self) -> Remembered[complex]:
        return Remembered(self.features)

    @cached_property
    def _of_values(self) -> list[complex]:
        return [self.features.get(name, 0j) for name in VALUES]

    def choose(
        self, scene: Scene, event: EventMention, parties: Sequence[Party]
    ) -> list[tuple[int, Party]]:
        """The parties that take part in an event with their sides (1 actor, 2 recipient), in text
        order."""
        local = [self.local(party) for party in parties]
        total = self.scores(event.event_type, local, between(scene, parties))
        sides = ways(len(parties)).sides
        best = likeliest(total, lambda some: keys(event.event_type, parties, sides[some].tolist()))
        chosen = zip(whole(scene, parties, sides[best].tolist()), parties, strict=True)
        return sorted(
            ((side, party) for side, party in chosen if side), key=lambda pair: pair[1].best.word
        )


def whole(scene: Scene, parties: Sequence[Party], sides: list[int]) -> list[int]:
    """Sides where who is described takes the place of what describes him: the president, not the
    "US" in "US President Ito"; only where both have the same countries."""
    for i, inner in enumerate(parties):
        for j, outer in enumerate(parties):
            if sides[i] and not sides[j] and inner.countries == outer.countries:
                first, last = scene.phrase(outer.best.word)
                if first <= scene.tokens[inner.best.word].start < last:
                    sides[j], sides[i] = sides[i], 0
    return sides


def likeliest(total: Floats, keys: Callable[[NDArray[np.intp]], Sequence[tuple[int, int]]]) -> int:
    """The likeliest way to the likeliest countries, from the scores of all ways. ``keys``: gives
    the countries of some ways; not called where one way is likelier than all others together."""
    best = int(total.argmax())
    chances = np.exp(total - total[best])
    if chances.sum() < 2.0:
        return best
    some = np.flatnonzero(chances >= NEGLIGIBLE)
    shares: dict[tuple[int, int], float] = {}
    first: dict[tuple[int, int], tuple[float, int]] = {}
    for way, chance, key in zip(some.tolist(), chances[some].tolist(), keys(some), strict=True):
        shares[key] = shares.get(key, 0.0) + chance
        if key not in first or chance > first[key][0]:
            first[key] = chance, way
    return first[max(shares, key=shares.__getitem__)][1]


def weigh(scene: Scene, event: EventMention, main: int) -> list[Party]:
    """The likeliest parties of an event, with who they are and their features."""
    parties = gather(scene, without_bystanders(scene, event, main), main)
    for party in parties:
        party.span, party.countries = scene.countries(party.best.word)
    describe(scene, event, main, parties)
    return parties


def read_party_model(path: Path = WEIGHTS) -> PartyModel:
    """Read a model: lines of kind, name and weights. Raises ``KnowledgeError``."""
    features: dict[str, complex] = {}
    sizes: dict[str, Floats] = {"": np.zeros((FULL + 1) ** 2)}
    pairs = {name: np.zeros(len(SIDES)) for name in PAIRS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        try:
            kind, name, *values = line.split("\t")
            weights = [float(v) for v in values]
            if kind == "party":
                acting, receiving = weights
                features[name] = complex(acting, receiving)
            elif kind == "sizes":
                sizes[name] = np.array(weights).reshape((FULL + 1) ** 2)
            elif kind == "pair":
                pairs[name] = np.array(weights).reshape(len(SIDES))
            else:
                raise ValueError(kind)
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
    return PartyModel(features, sizes, pairs)
