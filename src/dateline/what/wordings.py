"""Finds the words that name an event, and which of them name the same one.

    scores → Candidate … → linked → groups of wordings, the best of each first → kept or left out

A word is a candidate where the network gives it an event type. Candidates that the network links
are one event, unless days, places or parties tell them apart, as is what one speaker blames
somebody for at once (``distinct.py``); which groups are told at all a second look decides
(``keeping.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dateline.chances import sigmoid, softmax
from dateline.data import Document
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.syntax import Index, index_of
from dateline.what import distinct, keeping, roles
from dateline.what.heads import EventHeads
from dateline.what.spread import shared, shown_to
from dateline.what.thresholds import Thresholds
from dateline.what.typed import (
    LASTING,
    Typed,
    fills_office,
    is_acted,
    is_lasting,
    is_mishap,
    is_no_threat,
    is_remembered,
    keeps_silent,
    type_among,
)
from dateline.wordlists import read_word_lists

Floats = NDArray[np.float32]
APART = 0.0
"""The probability of a link between two wordings that are told apart; no other is as low."""
LOOSE = 0.15
"""The probability of a link from which on what a speaker blames somebody for may be one event."""
ONE = 0.95
"""The probability of a link where it is."""
TOGETHER = 500
"""Candidates that are held against each other; those behind them in a report are grouped by
themselves. Of 1,545 labelled reports none has more than 82; without an end, a text of one sentence
written a thousand times takes minutes and fills the memory."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be a trigger: its event type and probabilities; ``link``: that it names the
    same event as the wordings before it, where there are any; ``last``: where it takes
    several words to name the event (``what/spread.py``), the last one to show."""

    word: int
    type: int
    event: float
    score: float
    link: float | None = None
    last: int | None = None


class Wordings:
    """Finds the wordings of the events of a document."""

    def __init__(
        self,
        heads: EventHeads,
        thresholds: Thresholds | None = None,
        keeping: Linear | None = None,
        typed: Typed | None = None,
    ) -> None:
        self.heads, self.least = heads, thresholds or heads.thresholds
        self.keeping = keeping  # takes a second look at what is an event
        self.typed = typed  # verbs that name an event of one type, whatever the context
        self.lists = typed.lists if typed else read_word_lists(Knowledge())

    def groups(self, doc: Document) -> list[list[Candidate]]:
        """The events of a document, each by its wordings, the best of each first."""
        return [
            group
            for group, values in self.described(doc)
            if self.keeping is None or self.keeping.total(values) >= 0.0
        ]

    def candidates(self, doc: Document) -> list[Candidate]:
        """The words whose score for "names an event" is high enough, in text order."""
        assert doc.scores is not None
        least = self.least
        logits = doc.scores.trigger
        probability = softmax(logits[:, :-1])
        event = 1.0 - probability[:, 0]
        kinds = probability[:, 1:].argmax(1)
        last: dict[int, int] = {}
        for words, together in shared(doc.tokens, event):
            best = words[int(event[words].argmax())]
            event[words] = 0.0
            event[best], last[best] = together, shown_to(words, best)
            kinds[best] = probability[words, 1:].sum(0).argmax()
        score = event * sigmoid(logits[:, -1]) ** least.first_power
        kept, known = list[Candidate](), index_of(doc)
        for i in np.flatnonzero(event >= least.further):
            word = int(i)
            if doc.tokens[word].upos == "PUNCT":
                continue
            kind = self.heads.types[kinds[word]]
            if self.typed:
                if _is_none(known, word, kind, self.typed):
                    continue
                kind = type_among(known, word, kind, self.typed)
            chances = float(event[word]), float(score[word])
            here = Candidate(word, self.heads.types.index(kind), *chances, last=last.get(word))
            # "air strikes": the parts of one name name one event.
            if kept and doc.tokens[kept[-1].word].head == word and (
                doc.tokens[kept[-1].word].deprel in ("compound", "amod", "flat")
            ):  # fmt: skip
                if kept[-1].score > here.score:
                    continue
                kept.pop()
            kept.append(here)
        return kept

    def described(self, doc: Document) -> list[tuple[list[Candidate], dict[str, float]]]:
        """Groups of triggers that may name one event, the likeliest group first and the best of
        each first, with what ``keeping`` asks of them."""
        found, groups = self.candidates(doc), []
        for start in range(0, len(found), TOGETHER):
            groups += self._described(doc, found[start : start + TOGETHER])
        if len(found) > TOGETHER:
            groups.sort(key=lambda each: (-each[0][0].score, each[0][0].word))
        return groups

    def _described(
        self, doc: Document, found: list[Candidate]
    ) -> list[tuple[list[Candidate], dict[str, float]]]:
        """The same of some candidates."""
        assert doc.scores is not None
        numbers = roles.sentence_numbers(doc)
        grouped, linked = self.grouped(doc, found)
        members = [group for group in grouped if found[group[0]].score >= self.least.event]
        members.sort(key=lambda group: (-found[group[0]].score, found[group[0]].word))
        if not members:
            return []
        groups = [[found[i] for i in group] for group in members]
        logits = doc.scores.trigger[[group[0].word for group in groups]]
        kinds, first = softmax(logits[:, :-1])[:, 1:], sigmoid(logits[:, -1])
        shares = kinds.max(1) / kinds.sum(1)
        wordings = []
        for group, likely, share in zip(groups, first.tolist(), shares.tolist(), strict=True):
            best = group[0]
            number = numbers[best.word]
            wordings.append(
                keeping.Wording(
                    kind=self.heads.types[best.type],
                    upos=doc.tokens[best.word].upos,
                    sentence=number,
                    paragraph=doc.sentences[number].paragraph,
                    score=best.score,
                    event=best.event,
                    first=likely,
                    share=share,
                    highest=max(c.event for c in group),
                    size=len(group),
                    together=best.last is not None,
                )
            )
        return list(zip(groups, keeping.describe(wordings, members, linked), strict=True))

    def grouped(self, doc: Document, found: list[Candidate]) -> tuple[list[list[int]], Floats]:
        """Group triggers that name one event, by their numbers, the best of each first; and the
        probabilities of ``links``. Those that join others get their link."""
        groups: list[list[int]] = []
        linked = self.links(doc, found)
        nearest = np.tril(linked, -1).max(1, initial=0.0) if len(found) else linked
        for here, (row, near) in enumerate(zip(linked.tolist(), nearest.tolist(), strict=True)):
            if near < self.least.link:
                groups.append([here])
                continue
            best, best_link = None, self.least.link
            for group in groups:
                links = [row[other] for other in group]
                if APART in links:
                    continue
                # The nearest wording decides with the others: no chains of likeness.
                link = (max(links) + sum(links) / len(links)) / 2
                if link >= best_link:
                    best, best_link = group, link
            if best is None:
                groups.append([here])
            else:
                best.append(here)
                found[here] = replace(found[here], link=best_link)
        for group in groups:
            group.sort(key=lambda i: (-found[i].score, found[i].word))
        return groups, linked

    def links(self, doc: Document, found: Sequence[Candidate]) -> Floats:
        """For each trigger the probabilities that those before it name the same event (what stands
        behind them in a row means nothing); ``APART`` where days or parties tell them apart,
        ``ONE`` where a speaker blames somebody twice."""
        linked = self.heads.links(doc, [c.word for c in found], [c.type for c in found])
        kinds = [self.heads.types[c.type] for c in found]
        pairs = [
            (i, j)
            for i, j in np.argwhere(np.tril(linked, -1) >= min(LOOSE, self.least.link)).tolist()
            if linked[i, j] >= self.least.link or kinds[i] == kinds[j] == "ACCUSE"
        ]
        if pairs:
            asked = sorted({i for pair in pairs for i in pair})
            words = [found[i].word for i in asked]
            told = distinct.own(doc, words, [kinds[i] for i in asked], self.lists)
            own = dict(zip(asked, told, strict=True))
            for i, j in pairs:
                if linked[i, j] < self.least.link:
                    if distinct.may_be_one(own[j], own[i]):
                        linked[i, j] = ONE
                elif distinct.are_two(own[j], own[i]):
                    linked[i, j] = APART
        return linked


def _is_none(known: Index, word: int, kind: str, typed: Typed) -> bool:
    """Whether a word only seems to name an event of a type."""
    if is_remembered(known, word, typed) or (kind in LASTING and is_lasting(known, word)):
        return True
    if kind == "SUPPORT":
        return fills_office(known, word, typed)
    if kind == "ASSAULT":
        return is_acted(known, word, typed) or is_mishap(known, word, typed)
    if kind == "REJECT":
        return keeps_silent(known, word, typed)
    return kind == "THREATEN" and is_no_threat(known, word, typed)
