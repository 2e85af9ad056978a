"""Whose a report is: that of a body ("a police report") or of the press ("reports said").

"The report" is the one that was told of before. Where nothing tells, it is the press's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

from dateline.data import Token
from dateline.saying.lexicon import Lexicon
from dateline.syntax import base

REPORT = "report"
_THE = frozenset({"the", "this"})


class Issued:
    """The reports of one document; ``outlets``: the tokens of names of known outlets."""

    def __init__(
        self,
        tokens: Sequence[Token],
        below: Sequence[Sequence[int]],
        lexicon: Lexicon,
        outlets: Collection[int],
    ) -> None:
        self.tokens, self.below, self.outlets = tokens, below, outlets
        self.kinds, self.lists, self.days = lexicon.kinds, lexicon.lists, lexicon.days

    def is_of_body(self, head: int) -> bool:
        """Whether the report that a token names is a body's."""
        own = self._is_of_body(head)
        if own is None and self._is_single(head) and self._is_definite(head):
            before = bisect_left(self._known, (head,))
            return before > 0 and self._known[before - 1][1]
        return bool(own)

    @cached_property
    def _known(self) -> list[tuple[int, bool]]:
        """The reports of which the words beside them tell whose they are, and whether a body's."""
        return [
            (i, own)
            for i, token in enumerate(self.tokens)
            if token.upos in ("NOUN", "PROPN")
            and token.lemma.lower() == REPORT
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
        token, lemma = self.tokens[word], self.tokens[word].lemma.lower()
        relation = base(token.deprel)
        if relation == "compound" or token.deprel == "nmod:poss":
            if self._is_press(word):
                return False
            return token.upos == "PRON" or token.text not in self.days or None
        if relation == "nmod" and self._has_case(word, ("by", "of", "from")):
            return False if self._is_press(word) else self._has_case(word, ("by",)) or None
        if not self._is_single(head):
            return None  # "the latest reports" are the press's
        if relation == "acl" and lemma in self.lists.issued:
            return not any(map(self._is_press, self.below[word]))
        return True if relation == "amod" and lemma in self.lists.edition else None

    def _is_press(self, i: int) -> bool:
        """Whether a word names the press, or an outlet."""
        lemma = self.tokens[i].lemma.lower()
        return i in self.outlets or self.kinds.get(lemma) == "media" or lemma == "news"

    def _has_case(self, i: int, words: Collection[str]) -> bool:
        """Whether a noun stands behind one of some prepositions."""
        tokens = self.tokens
        return any(tokens[j].deprel == "case" and tokens[j].lemma in words for j in self.below[i])

    def _is_single(self, i: int) -> bool:
        return not self.tokens[i].xpos.endswith("S")

    def _is_definite(self, i: int) -> bool:
        return any(self.tokens[j].lemma.lower() in _THE for j in self.below[i])
