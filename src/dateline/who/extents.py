"""Where noun phrases begin and end: by the tree, and by names, brackets and quotation marks.

The phrase of a noun is what hangs on it in one run, clauses, appositions and what stands before a
noun without being part of it (its article, a preposition) left out. No name is cut in two.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.syntax import POSSESSIVE, has_case, index_of
from dateline.who.sights import Sights

CLAUSAL = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "appos", "conj", "cc",
                     "discourse", "dep", "list", "vocative", "dislocated", "orphan",
                     "reparandum"})  # fmt: skip
"""Relations of a noun's dependents that are no part of its noun phrase."""

_OUTSIDE = frozenset({"cop", "aux", "nsubj", "case", "mark", "obl", "expl", "obj"})
_INNER = frozenset({"-", '"', "'", "“", "”", "."})
_PAIRED = (("(", ")"), ('"', '"'), ("“", "”"), ("``", "''"))
_LEFT_OUT = frozenset({"DET", "PUNCT", "CCONJ", "ADP", "ADV", "SCONJ", "PART"})
"""Tags of words that open no phrase."""


class Extents(Sights):
    """A report in which noun phrases have a first and a last word."""

    def extent(self, head: int) -> tuple[int, int]:
        """The first token of a word's phrase, and the one behind it."""
        tokens, below, relations = self.tokens, self.below, self.relations
        inside, todo = [head], []
        for i in below[head]:
            relation = relations[i]
            if relation not in CLAUSAL and not self._stands_outside(i, relation, head):
                inside.append(i)
                todo.append(i)
        while todo:
            for i in below[todo.pop()]:
                if relations[i] not in CLAUSAL or relations[i] in ("conj", "cc"):
                    inside.append(i)
                    todo.append(i)
        if len(inside) > 1:
            inside.sort()
            inside = _joined(inside, head)
        while (
            inside
            and inside[0] != head
            and (
                tokens[inside[0]].upos in _LEFT_OUT
                and self.lower[inside[0]] not in ("all", "both", "some", "no", "half")
            )
        ):
            inside.pop(0)
        while inside[-1] != head and (
            tokens[inside[-1]].upos in ("PUNCT", "CCONJ") or self.lower[inside[-1]] in POSSESSIVE
        ):
            inside.pop()
        return self._stretched(head, inside[0], inside[-1] + 1)

    def trimmed(self, head: int, first: int, last: int) -> tuple[int, int]:
        """A range without what hangs on at its end: an age, what is opened and not closed."""
        if last - 2 > head and self.lower[last - 2] == "," and self.tokens[last - 1].upos == "NUM":
            last -= 2  # an age
        if "(" in (behind := self.lower[head + 1 : last]) and ")" not in behind:
            last = head + 1 + behind.index("(")
        while last - 1 > head and self.lower[last - 1] in ("-", "–", "—", ",", ":"):
            last -= 1
        return self._balanced(head, first, last)

    def _stands_outside(self, i: int, relation: str, head: int) -> bool:
        """Whether a dependent of a noun is no part of its phrase: a copula, a preposition."""
        if relation == "punct":
            return self.lower[i] not in _INNER
        if relation == "advmod":
            return i > head
        if relation == "nmod" and self.tokens[i].lemma.lower() in self.lists.crime:
            # "accused an envoy of treason": of the verb, whatever the tree says
            return self.relations[head] in ("obj", "nsubj") and has_case(
                index_of(self.doc), i, ("of",)
            )
        return relation in _OUTSIDE

    def within(self, first: int, last: int) -> tuple[int, int, int]:
        """The head of a range of tokens, and the range without article, no name cut in two."""
        while first < last - 1 and self.tokens[first].upos in ("DET", "PUNCT", "ADP", "CCONJ"):
            first += 1
        head = self.head_of(first, last)
        return head, *self._stretched(head, first, last)

    def _stretched(self, head: int, first: int, last: int) -> tuple[int, int]:
        """A range that cuts no name in two."""
        ref = self.ref_at.get(head)
        if ref is not None:
            first, last = min(first, ref.first), max(last, ref.last)
        for i in (first, last - 1):
            name = self.name_at.get(i)
            if name is not None:
                begin, end = self.range_of(name.start, name.end)
                if (begin < first and end <= last) or (first <= begin and last < end):
                    first, last = min(first, begin), max(last, end)
        return first, last

    def _balanced(self, head: int, first: int, last: int) -> tuple[int, int]:
        """A range with both of a pair of quotation marks or brackets, or none of them."""
        words = self.lower
        for opening, closing in _PAIRED:
            inside = [i for i in range(first, last) if words[i] in (opening, closing)]
            if not inside or len(inside) % 2 == 0:
                continue
            if words[inside[-1]] == opening and last < len(words) and words[last] == closing:
                last += 1
            elif words[inside[0]] == closing and first and words[first - 1] == opening:
                first -= 1
            elif inside[0] < head:
                first = inside[0] + 1
            elif inside[-1] > head:
                last = inside[-1]
        return first, last


def _joined(indices: Sequence[int], head: int) -> list[int]:
    """The run of indices without gap that holds the head."""
    at = indices.index(head)
    first = last = at
    while first > 0 and indices[first - 1] == indices[first] - 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] == indices[last] + 1:
        last += 1
    return list(indices[first : last + 1])
