"""The readings of every cue of a report: what it may attribute, and to whom.

    candidates = Candidates(trees, tellers, said)
    for candidate in candidates.all():
        candidate.frame      # how its content hangs on the cue: "ccomp" of "said that ..."

A content is read off the tree (``by_tree.py``, ``according.py``); as trees go wrong on long
sentences, off the order of the words too (``by_order.py``), and off what the network takes for one
(``by_network.py``). Which reading is right is judged later (``weighing.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.saying.according import According
from dateline.saying.by_network import ByNetwork
from dateline.saying.by_order import ByOrder
from dateline.saying.by_tree import ByTree
from dateline.saying.candidate import INNER, LIKELY, Candidate
from dateline.saying.said import Said
from dateline.saying.tellers import Tellers
from dateline.saying.trees import Trees

FAINT = 0.02
"""Probability of being a cue under which a word is not looked at."""
_OPEN = frozenset({"PUNCT", "ADP"})
"""Parts of speech of cues that are words for their form: a colon, "according"."""


class Candidates:
    """Finds the readings of the cues of one document."""

    def __init__(self, trees: Trees, tellers: Tellers, said: Said | None = None) -> None:
        self.trees, self.said = trees, said
        self.tokens, self.relations = trees.tokens, trees.relations
        self.order = ByOrder(trees, tellers)
        self.tree = ByTree(trees, tellers, self.order, said)
        self.according = According(trees)
        self.network = None if said is None else ByNetwork(trees, tellers, said)

    def all(self) -> Iterator[Candidate]:
        """Yield every reading of every cue."""
        if self.said is not None:
            self.said.ask(i for i, p in enumerate(self.said.cue) if p >= LIKELY)
        for i in self._loud():
            yield from self._of(i)

    def _of(self, i: int) -> Iterator[Candidate]:
        token = self.tokens[i]
        match token.upos:
            case "VERB":
                yield from self.tree.of_verb(i)
            case "AUX" if self.relations[i] not in ("aux", "cop"):
                yield from self.tree.of_verb(i)
            case "NOUN":
                yield from self.tree.of_noun(i)
            case "ADJ":
                yield from self.tree.of_adjective(i)
            case "ADV":
                yield from self.tree.of_adverb(i)
            case "PUNCT" if token.text == ":":
                yield from self.order.of_colon(i)
        if self.network is not None and self.network.said.cue[i] >= LIKELY:
            yield from self.network.of(i)
        if token.lemma == "accord" or token.text.lower() == "according":
            yield from self.according.of(i)

    def _loud(self) -> Iterable[int]:
        """The words in which the network sees the least of a cue; it has not learned claims inside
        claims, so words that plainly tell count all the same."""
        if self.said is None:
            return range(len(self.tokens))
        upos, kind = self.trees.upos, self.trees.kind
        return [
            i
            for i, p in enumerate(self.said.cue)
            if p >= FAINT or upos[i] in _OPEN or kind(i) in INNER
        ]
