"""Readings of a cue that the network itself has: its source and content, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.saying.candidate import LIKELY, Candidate, Maker
from dateline.saying.said import SAID, SAYS, Said
from dateline.saying.tellers import NOMINAL, Tellers
from dateline.saying.trees import Trees

_TOPICS = frozenset({"of", "about", "on", "over", "in", "with"})
"""Prepositions of what somebody speaks of."""


class ByNetwork:
    """Reads what the network takes for said in one document."""

    def __init__(self, trees: Trees, tellers: Tellers, said: Said) -> None:
        self.trees, self.tellers, self.said = trees, tellers, said
        self.tokens = trees.tokens

    def of(self, i: int) -> Iterator[Candidate]:
        """The readings that the network itself has: its source with the words that it takes for
        heads of the content, and with the run of words that it takes for content."""
        scores = self.said.parts(i)
        heads = [
            k
            for k, p in scores.items()
            if p[SAYS] >= LIKELY and p[SAYS] > p[SAID] and self.tokens[k].upos in NOMINAL
        ]
        if self.tokens[i].upos == "VERB":
            heads = [k for k in heads if not self._is_topic(k, i)]
        best = max(heads, key=lambda k: (scores[k][SAYS], -k), default=None)
        source = self.tellers.phrase(self.trees.described(best)) if best is not None else ()
        if best is not None and i in source:
            source = (best,)
        make = Maker(self.trees, i, self.trees.cue_tokens(i), source, "network")
        kept = {k for k, p in scores.items() if p[SAID] >= LIKELY and p[SAID] >= p[SAYS]}
        yield from make("net:tree", sorted({j for k in kept for j in self.trees.subtree(k)}))
        if kept:
            top = max(kept, key=lambda k: (scores[k][SAID], -k))
            yield from make("net:run", self._run(top))

    def _run(self, top: int) -> range:
        """The words around one, in its sentence, that the network takes for attributed."""
        sent = self.trees.sentence_at(top)
        first, last = top, top + 1
        while first > sent.start_token and self.said.content[first - 1] >= 0.5:
            first -= 1
        while last < sent.end_token and self.said.content[last] >= 0.5:
            last += 1
        return range(first, last)

    def _is_topic(self, i: int, cue: int) -> bool:
        """Whether a word tells what is spoken of, not who speaks: "said of the deal"."""
        case = self.trees.case(i)
        return (
            case is not None
            and self.tokens[i].head == cue
            and self.tokens[case].lemma in _TOPICS
            and self.tellers.subject(cue) is not None
        )
