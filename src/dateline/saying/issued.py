"""Whose a report is: that of a body ("a police report") or of the press ("reports said").

"The report" is the one that was told of before. Where nothing tells, it is the press's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property

from dateline.saying.lexicon import Lexicon
from dateline.syntax import PLURALS, Index, has_case

REPORT = "report"
_THE = frozenset({"the", "this"})


class Issued:
    """The reports of one document; ``outlets``: the tokens of names of known outlets."""

    def __init__(self, known: Index, lexicon: Lexicon, outlets: Collection[int]) -> None:
        self.known, self.lexicon, self.outlets = known, lexicon, outlets
        self.tokens, self.below = known.tokens, known.below

    def is_of_body(self, head: int) -> bool:
        """Whether the report that a token names is a body's."""
        own = self._is_of_body(head)
        if own is None and self._is_single(head) and self._is_definite(head):
            before = bisect_left(self._told, (head,))
            return before > 0 and self._told[before - 1][1]
        return bool(own)

    @cached_property
    def _told(self) -> list[tuple[int, bool]]:
        """The reports of which the words beside them tell whose they are, and whether a body's."""
        return [
            (i, own)
            for i, token in enumerate(self.tokens)
            if token.upos in ("NOUN", "PROPN")
            and self.known.lemmas[i] == REPORT
            and self._is_single(i)
            and (own := self._is_of_body(i)) is not None
        ]

    def _is_of_body(self, head: int) -> bool | None:
        """Whether a report is a body's, by the words beside it; ``None`` where they do not tell."""
        found = None
        for j in self.below[head]:
            own = self._tells(head, j)
            if own is False:
                return False
            found = found or own
        return found

    def _tells(self, head: int, word: int) -> bool | None:
        """What one of the words beside a report tells of whose it is."""
        token, lemma = self.tokens[word], self.known.lemmas[word]
        relation, lists = self.known.relations[word], self.lexicon.lists
        if relation == "compound" or token.deprel == "nmod:poss":
            if self._is_press(word):
                return False
            return token.upos == "PRON" or token.text not in self.lexicon.days or None
        if relation == "nmod" and has_case(self.known, word, ("by", "of", "from")):
            return False if self._is_press(word) else has_case(self.known, word, ("by",)) or None
        if not self._is_single(head):
            return None  # "the latest reports" are the press's
        if relation == "acl" and lemma in lists.issued:
            return not any(map(self._is_press, self.below[word]))
        return True if relation == "amod" and lemma in lists.edition else None

    def _is_press(self, i: int) -> bool:
        """Whether a word names the press, or an outlet."""
        by_noun = self.lexicon.kind_of(self.tokens[i])
        return i in self.outlets or by_noun == "media" or self.known.lemmas[i] == "news"

    def _is_single(self, i: int) -> bool:
        return self.tokens[i].xpos not in PLURALS

    def _is_definite(self, i: int) -> bool:
        return any(self.known.lemmas[j] in _THE for j in self.below[i])
