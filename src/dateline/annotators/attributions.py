"""Attributions: who is said to say, think, hope, deny what.

Every word that can tell of speech or thought is a *cue*; the tree around it offers *candidates*,
each a frame (how the content hangs on the cue), a source and a content. A small linear model over
features of a candidate (``model/attributions.tsv``, learned by ``dateline train attributions``)
gives each a probability; of each cue the best candidate is kept where it is likely enough.
Quotations carry a content on over sentences and paragraphs.

    doc → Trees → Tellers → Candidates → Weighing → the best of each cue → Attribution
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.chances import logistic
from dateline.data import Attribution, Document, Span
from dateline.embedded import MODEL
from dateline.knowledge import Knowledge
from dateline.linear import Remembered, read_linear
from dateline.saying.candidate import INNER_FRAME, Candidate
from dateline.saying.candidates import Candidates
from dateline.saying.cues import Cues, read_cues
from dateline.saying.disputed import DENIALS
from dateline.saying.said import Said, read_heads
from dateline.saying.tellers import Tellers
from dateline.saying.trees import Trees
from dateline.saying.weighing import Weighing
from dateline.syntax import index_of, is_negated, runs
from dateline.wordlists import WordLists, read_word_lists

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "names"}), "attributions"

WEIGHTS = MODEL / "attributions.tsv"
THRESHOLD = 0.4
SURE_THRESHOLD = 0.04
"""Of readings that grammar alone makes likely: a verb of telling with a clause and a teller."""
INNER_THRESHOLD = 0.05
"""Of sure readings inside the content of another, which count even if unlikely: what was learned
from has no claims inside claims."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[Attribution, ...]]:
    """Read cues and weights; give the function that finds attributions."""
    cues, lists = read_cues(knowledge), read_word_lists(knowledge)
    model, heads = read_linear(WEIGHTS), read_heads()
    weights = Remembered(model.weights)

    def annotate(doc: Document) -> tuple[Attribution, ...]:
        said = heads.read(doc)
        reader = Reader(doc, cues, lists, said)
        candidates = list(reader.candidates.all())
        if said is not None:
            said.ask(dict.fromkeys(candidate.cue for candidate in candidates))
        ranked = (
            Ranked(c, round(logistic(weights.weigh(reader.weighing.groups(c), model.bias)), 9))
            for c in candidates
        )
        return tuple(map(reader.attribution, best(ranked, reader.weighing)))

    return annotate


class Ranked(NamedTuple):
    """A candidate with its probability."""

    candidate: Candidate
    p: float

    @property
    def rank(self) -> tuple[float, int]:
        """Its probability and words of content: of two that are equally likely, as sums of rounded
        weights can be, the one that holds more is taken."""
        return self.p, len(self.candidate.content)


def best(ranked: Iterable[Ranked], weighing: Weighing) -> Iterator[Candidate]:
    """Yield the best candidate of each cue that has a likely one, in text order."""
    likely: dict[int, Ranked] = {}
    inner: dict[int, Ranked] = {}
    for one in ranked:
        sure = weighing.is_sure(one.candidate)
        if one.p >= (SURE_THRESHOLD if sure else THRESHOLD):
            _keep(one, likely)
        elif sure and _may_be_inner(one) and weighing.tells(one.candidate):
            _keep(one, inner)
    inside = {k for one in likely.values() for k in one.candidate.content}
    for cue, one in inner.items():
        if cue in inside:
            likely.setdefault(cue, one)
    for cue in sorted(likely):
        yield likely[cue].candidate


def _may_be_inner(one: Ranked) -> bool:
    return one.p >= INNER_THRESHOLD or one.candidate.frame == INNER_FRAME


def _keep(one: Ranked, kept: dict[int, Ranked]) -> None:
    """Keep a candidate if it is the best so far of its cue."""
    before = kept.get(one.candidate.cue)
    if before is None or one.rank > before.rank:
        kept[one.candidate.cue] = one


class Reader:
    """Reads attributions off one document: what may be one, what tells for it, and its spans."""

    def __init__(
        self, doc: Document, cues: Cues, lists: WordLists, said: Said | None = None
    ) -> None:
        self.doc, self.trees = doc, Trees(doc, cues, lists)
        self.candidates = Candidates(self.trees, Tellers(self.trees), said)
        self.weighing = Weighing(self.trees, said)

    def attribution(self, candidate: Candidate) -> Attribution:
        """Turn a candidate into spans of text; quotations carry the content on."""
        content = [self._span(first, last) for first, last in runs(candidate.content)]
        if self.trees.quote_of[candidate.cue] < 0:
            content = self._carried_on(candidate, content)
        return Attribution(
            source=tuple(self._span(a, b) for a, b in runs(candidate.source)),
            cue=tuple(self._span(a, b) for a, b in runs(candidate.cue_tokens)),
            content=tuple(content),
            negated=self._denied(candidate.cue),
        )

    def _span(self, first: int, last: int) -> Span:
        return self.doc.tokens[first].start, self.doc.tokens[last - 1].end

    def _denied(self, cue: int) -> bool:
        """Whether a cue denies its content; "did not deny" does not."""
        return self.trees.kind(cue) in DENIALS and not is_negated(index_of(self.doc), cue)

    def _carried_on(self, candidate: Candidate, content: list[Span]) -> list[Span]:
        """Add the rest of the quotations that a content is part of, and those that go on."""
        quotations = self.trees.quotations
        quoted = [n for k in candidate.content if (n := self.trees.quote_of[k]) >= 0]
        if not quoted or len(quoted) < 0.5 * len(candidate.content):
            return content
        paragraph = self.trees.sentence_at(candidate.cue).paragraph
        following = max(quoted) + 1
        while following < len(quotations) and self._goes_on(following, paragraph):
            quoted.append(following)
            following += 1
        whole = [(quotations[n].start, quotations[n].end) for n in dict.fromkeys(quoted)]
        return _merged([*content, *whole])

    def _goes_on(self, number: int, paragraph: int) -> bool:
        """Whether a quotation has no words of its sentences outside it, in the same paragraph or
        taken up from the one before."""
        quotation = self.trees.quotations[number]
        first, last = self.trees.range_of(quotation.start, quotation.end)
        if first >= last:
            return False
        opening, ending = self.trees.sentence_at(first), self.trees.sentence_at(last - 1)
        if opening.paragraph != paragraph and not quotation.continued:
            return False
        outside = (*range(opening.start_token, first), *range(last, ending.end_token))
        return all(self.doc.tokens[k].upos == "PUNCT" for k in outside)


def _merged(spans: list[Span]) -> list[Span]:
    """Join spans that overlap."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
