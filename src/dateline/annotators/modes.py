"""Modes of events: how it was done, or what was asked or threatened (PLOVER's modes by type).

The network gives each mode of an event's type a probability for each wording, and the rows of
``modes.tsv`` speak for modes: in the wording itself, in its clause, in its sentence. Small logistic
regressions, one for each mode (``model/modes.tsv``, trained by ``dateline train modes``), weigh
both with the words and parties around. Modes that the labels hardly know are told by the rows
alone, and so are all of an event of which the network says nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.chances import logistic
from dateline.data import Document, EventMention, Participant, changed
from dateline.embedded import MODEL
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.phrases import Phrases
from dateline.syntax import base, index_of

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "events"}), "events.modes"
WEIGHTS = MODEL / "modes.tsv"

MODES: dict[str, frozenset[str]] = {
    "ASSAULT": frozenset(
        "aerial drone explosives suicide-attack firearms heavy-weapons abduct beat torture sexual"
        " targeted destroy primitive crowd-control unconventional".split()
    ),
    "PROTEST": frozenset("demo riot strike hunger boycott obstruct vandalize".split()),
    "COERCE": frozenset(
        "arrest seize restrict censor curfew martial-law deport withhold cyber"
        " misinformation".split()
    ),
    "RETREAT": frozenset("withdraw release disarm ceasefire access resign".split()),
    "THREATEN": frozenset("restrict arrest relations expel territory violence".split()),
    "REQUEST": frozenset("assist change yield meet".split()),
    "REJECT": frozenset("assist change yield meet".split()),
    "ACCUSE": frozenset("disapprove investigate allege".split()),
    "SANCTION": frozenset("convict expel withdraw discontinue".split()),
    "MOBILIZE": frozenset("troops weapons police militia".split()),
    "CONSULT": frozenset("visit multilateral third-party phone".split()),
}
"""The modes of the PLOVER manual; other types have none."""

ONE_MODE = frozenset({"REQUEST", "REJECT", "ACCUSE", "SANCTION", "MOBILIZE", "THREATEN", "RETREAT"})
"""Types whose events have one mode at most: the likeliest."""
ALONE = frozenset({"phone"})
"""Modes that no labelled event has together with others: who calls pays no visit."""
PARTS = ("trigger", "clause", "means", "sentence")
ENOUGH = 2
"""Votes of rows that tell a mode by themselves."""
LEAST = 0.35
"""Probability from which a mode is told; a higher one loses more true modes than false ones."""
BY_ROWS = 0.7
"""What counts as the probability of a mode that only rows tell, beside those that are learned."""
STEPS = (-6, -5, -4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4)
"""Log-odds of the network that tell more than those below them."""
_PASSED = tuple(map(logistic, STEPS))
MOST_COUNTRIES, MOST_PARTIES = 4, 3
"""So many countries or parties and more count as many."""
_EMPTY = frozenset({"punct", "det", "aux", "cop", "cc", "mark"})
"""Relations of words that say nothing of a mode by hanging on its wording."""
_OTHER_CLAUSE = frozenset({"advcl", "acl", "parataxis"})
"""Relations of clauses that tell of something else; what is asked or said stands in the clause."""
_DONE_TO = frozenset({"obj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Vote:
    """A row of the file that may speak: the same row counts once in each part."""

    row: int
    mode: str
    part: str
    weight: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A row that speaks of an event. ``part``: from where: ``trigger``, or ``also`` for a further
    wording; ``clause``, or ``beyond`` for another clause under it; ``sentence``. ``place``: as what
    its words stand in the clause (relation)."""

    vote: Vote
    part: str
    place: str | None = None


@dataclass(slots=True)
class Lexicon:
    """Phrases of the rows by type and place: those of ``means`` stand in the clause."""

    phrases: dict[tuple[str, str], Phrases[Vote]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to know of an event's mode. ``around``: of the words and parties around;
    ``votes``: of which mode the rows speak, and how, each once; ``likely``: what the network gives
    each mode for the event's own trigger; ``mean``: for all its wordings; ``others``: the highest
    of another mode. The last three in steps (``step``)."""

    around: tuple[str, ...]
    votes: tuple[tuple[str, str], ...]
    likely: Mapping[str, int]
    mean: Mapping[str, int]
    others: Mapping[str, int]
    first: str
    """The mode that the network finds likeliest."""

    def steps(self, mode: str) -> tuple[tuple[str, int], ...]:
        """What the network says of a mode: names and steps."""
        return (
            ("network", self.likely[mode]),
            ("network's mean", self.mean[mode]),
            ("network, other", self.others[mode]),
        )

    def spoken(self, mode: str) -> list[str]:
        """What rows say of a mode; what is said of others stands against it."""
        found = dict.fromkeys(
            f"row {how}" if of == mode else f"other row {how}" for of, how in self.votes
        )
        return [*found, "network's first"] if self.first == mode else [*found]


def step(p: float) -> int:
    """How many of ``STEPS`` a probability passes.

    >>> step(0.5), step(0.51)
    (7, 8)
    """
    return bisect_left(_PASSED, p)


def passed(name: str, steps: int) -> Iterator[str]:
    """The features of a probability: each step that it passes."""
    return (f"{name} > {STEPS[n]:g}" for n in range(steps))


def spelled(event_type: str, mode: str, seen: Evidence) -> list[str]:
    """The features of a mode of an event, one by one, as the model learns them."""
    own = seen.spoken(mode)
    for name, steps in seen.steps(mode):
        own += passed(name, steps)
    prefix = f"{event_type} {mode}"
    return [
        prefix,
        *own,
        *(f"{event_type}: {name}" for name in own),
        *(f"{prefix}: {name}" for name in own),
        *(f"{prefix}: {name}" for name in seen.around),
    ]


class ModeModel:
    """The regressions of the modes that the labels know. What rows and the network say has a
    weight for a mode, and one for all modes of a type, one for all modes at all: so it is learned
    from many events what a row is worth, and from its own what it is worth for a mode."""

    def __init__(self, table: Linear) -> None:
        self.known: dict[str, list[str]] = {}
        self._own: dict[tuple[str, str], _Own] = {}
        self._around: dict[str, dict[str, list[tuple[str, float]]]] = {}
        for event_type, modes in MODES.items():
            self.known[event_type] = [
                m for m in sorted(modes) if f"{event_type} {m}" in table.weights
            ]
            for mode in self.known[event_type]:
                self._own[event_type, mode] = _Own(table.weights, event_type, mode)
        for name, weight in table.weights.items():
            prefix, _, feature = name.partition(": ")
            event_type, _, mode = prefix.partition(" ")
            if event_type in MODES and mode and feature:
                around = self._around.setdefault(event_type, {})
                around.setdefault(feature, []).append((mode, weight))

    def chances(self, event_type: str, seen: Evidence) -> dict[str, float]:
        """The probabilities of the modes of a type that the labels know."""
        totals = {
            mode: self._own[event_type, mode].total(mode, seen)
            for mode in self.known[event_type]
        }  # fmt: skip
        around = self._around.get(event_type, {})
        for name in seen.around:
            if name in around:
                for mode, weight in around[name]:
                    totals[mode] += weight
        return {mode: logistic(total) for mode, total in totals.items()}


class _Own:
    """Weights of what rows and the network say of one mode, those for all modes added."""

    def __init__(self, weights: Mapping[str, float], event_type: str, mode: str) -> None:
        self._weights, self._type, self._mode = weights, event_type, f"{event_type} {mode}"
        self._bias = weights[self._mode]
        self._spoken: dict[str, float] = {}
        self._steps = {
            name: [sum(map(self._weight, passed(name, n))) for n in range(len(STEPS) + 1)]
            for name in ("network", "network's mean", "network, other")
        }

    def _weight(self, name: str) -> float:
        names = name, f"{self._type}: {name}", f"{self._mode}: {name}"
        return sum(self._weights.get(each, 0.0) for each in names)

    def total(self, mode: str, seen: Evidence) -> float:
        """The sum of the weights, without that of what is around."""
        total, spoken = self._bias, self._spoken
        for name, n in seen.steps(mode):
            total += self._steps[name][n]
        for name in seen.spoken(mode):
            if name not in spoken:
                spoken[name] = self._weight(name)
            total += spoken[name]
        return total


def read_modes(knowledge: Knowledge) -> Lexicon:
    """Read ``modes.tsv``."""
    lexicon = Lexicon()
    for number, row in enumerate(knowledge.rows("en/modes.tsv")):
        event_type = row.need("type", MODES)
        mode = row.need("mode", MODES[event_type])
        part = row.need("part", {*PARTS})
        vote = Vote(number, mode, part, int(row.need("weight", {"1", "2"})))
        place = "clause" if part == "means" else part
        phrases = lexicon.phrases.setdefault((event_type, place), Phrases())
        for words in row.many("words"):
            phrases.add(words.split(), vote)
    return lexicon


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read words and model; give the function that fills ``modes`` of each event."""
    return annotator(read_modes(knowledge), ModeModel(read_linear(WEIGHTS)))


def annotator(lexicon: Lexicon, model: ModeModel) -> Callable[[Document], tuple[EventMention, ...]]:
    """The function that fills ``modes`` of each event, with a model of them."""

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not any(event.event_type in MODES for event in doc.events):
            return doc.events
        reader = Reader(doc, lexicon)
        return tuple(
            changed(event, modes=_modes(event, reader, model), mode_chances=None)
            if event.event_type in MODES
            else event
            for event in doc.events
        )

    return annotate


def _modes(event: EventMention, reader: Reader, model: ModeModel) -> tuple[str, ...]:
    votes, chances = reader.votes(event), dict[str, float]()
    if event.mode_chances:
        chances = model.chances(event.event_type, reader.evidence(event, votes))
    return told(event.event_type, chances, votes)


def told(event_type: str, chances: Mapping[str, float], votes: Sequence[Spoken]) -> tuple[str, ...]:
    """The modes to be told of an event; those without a chance by the rows that speak."""
    found = {mode: chance for mode, chance in chances.items() if chance >= LEAST}
    rows = {v.vote for v in votes if v.vote.mode not in chances and v.part != "beyond"}
    for mode in {vote.mode for vote in rows}:
        if sum(vote.weight for vote in rows if vote.mode == mode) >= ENOUGH:
            found[mode] = BY_ROWS
    if found and (event_type in ONE_MODE or not ALONE.isdisjoint(found)):
        return (min(found, key=lambda mode: (-found[mode], mode)),)
    return tuple(sorted(found))


class Reader:
    """Reads what there is to know of the modes of the events of a document."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc, self.lexicon = doc, lexicon
        self.index = index_of(doc)
        self.lemmas, self.relations = self.index.lemmas, self.index.relations
        self.heads, self.upos, self.below = self.index.heads, self.index.upos, self.index.below
        self._last: tuple[tuple[int, int], tuple[list[int], set[int]]] | None = None

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The range of tokens in a stretch of text."""
        starts = self.index.starts
        return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)

    def head(self, first: int, last: int) -> int:
        """The token of a range that hangs on one outside it; the first such."""
        for i in range(first, last):
            head = self.heads[i]
            if head == i or not first <= head < last:
                return i
        return first

    def wording(self, first: int, last: int) -> list[str]:
        """The wording, with compounds and adjectives before a noun ("suicide attack")."""
        start = first
        for j in self.below[self.head(first, last)]:
            if j < start and self.relations[j] in ("compound", "amod", "nmod"):
                start = j
        return self.lemmas[start:last]

    def clause(self, first: int, last: int) -> tuple[list[int], set[int]]:
        """What stands under the wording's head, for a noun also under the verb it belongs to, in
        text order; and what of it stands in no other clause."""
        if self._last is None or self._last[0] != (first, last):  # asked for twice in a row
            self._last = (first, last), self._clause(first, last)
        return self._last[1]

    def _clause(self, first: int, last: int) -> tuple[list[int], set[int]]:
        top = head = self.head(first, last)
        if self.upos[head] in ("NOUN", "PROPN") and self.upos[self.heads[head]] in ("VERB", "AUX"):
            top = self.heads[head]
        inside, todo, beyond = {top}, [top], list[int]()
        while todo:
            for j in self.below[todo.pop()]:
                if self._is_other_clause(j) and j != head and not first <= j < last:
                    beyond.append(j)
                else:
                    inside.add(j)
                    todo.append(j)
        found = [*inside]
        while beyond:
            i = beyond.pop()
            found.append(i)
            beyond += self.below[i]
        return sorted(i for i in found if not first <= i < last), inside

    def _is_other_clause(self, i: int) -> bool:
        relation = self.relations[i]
        return relation in _OTHER_CLAUSE or (relation == "conj" and self.upos[i] == "VERB")

    def votes(self, event: EventMention) -> list[Spoken]:
        """The rows that speak, each once from each part."""
        found: dict[tuple[int, str], Spoken] = {}
        phrases, kind = self.lexicon.phrases, event.event_type
        named, inside = phrases.get((kind, "trigger")), phrases.get((kind, "clause"))
        for n, span in enumerate((event.trigger, *event.also)):
            first, last = self.tokens(*span)
            if named is not None and first < last:
                part = "also" if n else "trigger"
                for _, _, vote in named.find(self.wording(first, last)):
                    found.setdefault((vote.row, part), Spoken(vote, part))
        if inside is not None:
            words, own = self.clause(*self.tokens(*event.trigger))
            for _, end, vote in inside.find([self.lemmas[i] for i in words]):
                word = words[end - 1]
                deprel = self.doc.tokens[word].deprel
                if vote.part == "means" and deprel in _DONE_TO:
                    continue
                part = "clause" if word in own else "beyond"
                place = base(deprel) if word in own else None
                found.setdefault((vote.row, part), Spoken(vote, part, place))
        around = phrases.get((kind, "sentence"))
        if around is not None:
            n = self.index.sentence_of[self.tokens(*event.trigger)[0]]
            sent = self.doc.sentences[n]
            for _, _, vote in around.find(self.lemmas[sent.start_token : sent.end_token]):
                found.setdefault((vote.row, "sentence"), Spoken(vote, "sentence"))
        return [*found.values()]

    def evidence(self, event: EventMention, votes: Sequence[Spoken]) -> Evidence:
        """What there is to know of the modes of an event of which the network says something."""
        assert event.mode_chances
        kinds, every = MODES[event.event_type], event.mode_chances
        best = {mode: every[0].get(mode, 0.0) for mode in kinds}
        first, *rest = sorted(kinds, key=lambda mode: (-best[mode], mode))
        spoken = [(v.vote.mode, f"{v.part} {v.vote.weight}") for v in votes]
        spoken += [(v.vote.mode, f"as {v.place}") for v in votes if v.place]
        likely = {mode: step(p) for mode, p in best.items()}
        return Evidence(
            around=tuple(dict.fromkeys(self._around(event))),
            votes=tuple(dict.fromkeys(spoken)),
            likely=likely,
            mean=likely if len(every) == 1 else _mean(kinds, every),
            others={mode: likely[rest[0] if mode == first else first] for mode in kinds},
            first=first,
        )

    def _around(self, event: EventMention) -> Iterator[str]:
        """Of the words and parties around an event."""
        first, last = self.tokens(*event.trigger)
        head, lemmas = self.head(first, last), self.lemmas
        yield f"is {self.upos[head]}"
        yield f"head {lemmas[head]}"
        for word in self.wording(first, last):
            yield f"wording {word}"
        for j in self.below[head]:
            if self.relations[j] in _EMPTY:
                continue
            yield f"has {self.doc.tokens[j].deprel}"
            for k in self.below[j]:
                if self.relations[k] == "case":
                    yield f"{lemmas[k]} _"
                    yield f"{lemmas[k]} {lemmas[j]}"
        if self.heads[head] != head:
            yield f"under {lemmas[self.heads[head]]} {self.relations[head]}"
        words, own = self.clause(first, last)
        for i in words:
            yield f"clause {lemmas[i]}" if i in own else f"beyond {lemmas[i]}"
        yield f"status {event.status}"
        countries = [{p.country for p in side if p.country} for side in _sides(event)]
        yield f"countries {min(MOST_COUNTRIES, len(countries[0] | countries[1]))}"
        if countries[0] & countries[1]:
            yield "a country on both sides"
        for name, side in zip(("actor", "recipient"), _sides(event), strict=True):
            yield f"{name}s {min(MOST_PARTIES, len(side))}"
            for party in side:
                yield from (f"{name} {sector}" for sector in party.sectors)
                if party.entity is not None and party.entity == party.country:
                    yield f"{name} a state"


def _mean(kinds: Iterable[str], every: Sequence[Mapping[str, float]]) -> dict[str, int]:
    return {m: step(sum(chances.get(m, 0.0) for chances in every) / len(every)) for m in kinds}


def _sides(event: EventMention) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    return event.actors, event.recipients
