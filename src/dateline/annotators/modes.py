"""Modes of events: how it was done, or what was asked or threatened (PLOVER's modes by type).

Words of ``modes.tsv`` vote for modes of the event's type: in the wording itself, in its clause, in
its sentence; what the event coder has found counts as a vote. Of some types an event has one mode,
of the others each mode that gets enough votes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.phrases import Phrases
from dateline.syntax import base, index_of, subtree

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "events"}), "events.modes"

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
"""Types whose events have one mode: the one with most votes."""
PARTS = ("trigger", "clause", "sentence")
ENOUGH = 2
LEARNED = 1
"""Weight of a mode that the event coder has found already."""
MULTILATERAL = 3
"""So many countries among those who meet make a meeting multilateral."""


@dataclass(frozen=True, slots=True)
class _Vote:
    """A row of the file that spoke: the same row counts once."""

    row: int
    mode: str
    weight: int


@dataclass(slots=True)
class _Lexicon:
    phrases: dict[tuple[str, str], Phrases[_Vote]] = field(default_factory=dict)  # type, part
    default: dict[str, str] = field(default_factory=dict)


def read_modes(knowledge: Knowledge) -> _Lexicon:
    """Read ``modes.tsv``."""
    lexicon = _Lexicon()
    for number, row in enumerate(knowledge.rows("en/modes.tsv")):
        event_type = row.need("type", MODES)
        mode = row.need("mode", MODES[event_type])
        part = row.need("part", {*PARTS, "default"})
        if part == "default":
            lexicon.default[event_type] = mode
            continue
        vote = _Vote(number, mode, int(row.need("weight", {"1", "2"})))
        phrases = lexicon.phrases.setdefault((event_type, part), Phrases())
        for words in row.many("words"):
            phrases.add(words.split(), vote)
    return lexicon


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the words; give the function that fills ``modes`` of each event."""
    lexicon = read_modes(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not any(event.event_type in MODES for event in doc.events):
            return doc.events
        reader = _Reader(doc)
        return tuple(
            changed(event, modes=_modes(event, reader, lexicon))
            if event.event_type in MODES
            else event
            for event in doc.events
        )

    return annotate


class _Reader:
    """Words of the parts of an event's sentence, as lemmas in lower case."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        known = index_of(doc)
        self.lemmas, self.starts, self.below = known.lemmas, known.starts, known.below

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The range of tokens in a stretch of text."""
        first = bisect_right(self.starts, start) - 1
        return max(first, 0), bisect_left(self.starts, end)

    def head(self, first: int, last: int) -> int:
        """The token of a range that hangs on one outside it; the first such."""
        for i in range(first, last):
            head = self.doc.tokens[i].head
            if head == i or not first <= head < last:
                return i
        return first

    def trigger(self, first: int, last: int) -> list[str]:
        """The wording, with compounds and adjectives before a noun ("suicide attack")."""
        head = self.head(first, last)
        before = [
            j
            for j in self.below[head]
            if j < first and base(self.doc.tokens[j].deprel) in ("compound", "amod", "nmod")
        ]
        start = min(before, default=first)
        return self.lemmas[start:last]

    def clause(self, first: int, last: int) -> list[str]:
        """What stands under the wording's head; for a noun also under the verb it belongs to."""
        tokens = self.doc.tokens
        head = self.head(first, last)
        top = head
        if tokens[head].upos in ("NOUN", "PROPN"):
            verb = tokens[head].head
            if tokens[verb].upos in ("VERB", "AUX"):
                top = verb
        inside = [i for i in subtree(self.below, top) if not first <= i < last]
        return [self.lemmas[i] for i in inside]

    def sentence(self, start: int) -> list[str]:
        """The sentence around a character."""
        for sent in self.doc.sentences:
            if sent.start <= start < sent.end:
                return self.lemmas[sent.start_token : sent.end_token]
        return []


def _modes(event: EventMention, reader: _Reader, lexicon: _Lexicon) -> tuple[str, ...]:
    votes: dict[int, _Vote] = {}
    for start, end in (event.trigger, *event.also):
        first, last = reader.tokens(start, end)
        if first >= last:
            continue
        _collect(votes, lexicon, event.event_type, "trigger", reader.trigger(first, last))
        if (start, end) == event.trigger:
            _collect(votes, lexicon, event.event_type, "clause", reader.clause(first, last))
            _collect(votes, lexicon, event.event_type, "sentence", reader.sentence(start))
    totals: dict[str, int] = dict.fromkeys(event.modes, LEARNED)
    for vote in votes.values():
        totals[vote.mode] = totals.get(vote.mode, 0) + vote.weight
    if event.event_type == "CONSULT":
        totals = _consult(event, totals)
    if event.event_type in ONE_MODE:
        if totals:
            return (min(totals, key=lambda mode: (-totals[mode], mode)),)
        default = lexicon.default.get(event.event_type)
        return (default,) if default else ()
    return tuple(sorted(mode for mode, n in totals.items() if n >= ENOUGH))


def _collect(
    votes: dict[int, _Vote], lexicon: _Lexicon, event_type: str, part: str, words: Sequence[str]
) -> None:
    phrases = lexicon.phrases.get((event_type, part))
    if phrases is not None:
        for _, _, vote in phrases.find(words):
            votes.setdefault(vote.row, vote)


def _consult(event: EventMention, totals: dict[str, int]) -> dict[str, int]:
    """Meetings of three or more countries are multilateral; a visit has somebody who hosts."""
    countries = {p.country for p in (*event.actors, *event.recipients) if p.country}
    if len(countries) >= MULTILATERAL:
        totals["multilateral"] = totals.get("multilateral", 0) + ENOUGH
    if event.actors and event.recipients:
        totals["visit"] = totals.get("visit", 0) + 1
    return totals
