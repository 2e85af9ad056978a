"""Rows of ``modes.tsv`` that speak for a mode of an event, and where they speak from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from dateline.data import Document, EventMention
from dateline.knowledge import Knowledge
from dateline.phrases import Phrases
from dateline.syntax import base, index_of
from dateline.what import plover

PARTS = ("trigger", "clause", "means", "sentence")
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


def read_modes(knowledge: Knowledge) -> Lexicon:
    """Read ``modes.tsv``. Raises ``KnowledgeError`` for a wrong row."""
    lexicon, modes = Lexicon(), plover.modes_by_type()
    for number, row in enumerate(knowledge.rows("en/modes.tsv")):
        event_type = row.need("type", modes)
        mode = row.need("mode", modes[event_type])
        part = row.need("part", {*PARTS})
        vote = Vote(number, mode, part, int(row.need("weight", {"1", "2"})))
        place = "clause" if part == "means" else part
        phrases = lexicon.phrases.setdefault((event_type, place), Phrases())
        for words in row.many("words"):
            phrases.add(words.split(), vote)
    return lexicon


class ModeReader:
    """Reads off the words of a document what speaks for a mode of its events."""

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
