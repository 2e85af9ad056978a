"""Readings of "according to": the clause beside it, by the tree and by the order of words."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.saying.candidate import Candidate, Maker
from dateline.saying.trees import Trees


class According:
    """Reads "according to" in one document."""

    def __init__(self, trees: Trees) -> None:
        self.trees, self.tokens = trees, trees.tokens
        self.below, self.relations = trees.below, trees.relations

    def of(self, i: int) -> Iterator[Candidate]:
        """Read "..., according to police" and "According to police, ..."."""
        tokens, subtree = self.tokens, self.trees.subtree
        noun = self._according_to(i)
        if noun is None:
            return
        cue = {i, *(j for j in self.below[i] if tokens[j].text.lower() == "to")}
        teller = [k for k in subtree(noun) if k not in cue and k >= min(cue)]
        make = Maker(self.trees, i, sorted(cue), self.trees.trimmed(teller), "according")
        yield from self._beside_according(i, make)
        own = {*subtree(noun), *subtree(i)}
        top = tokens[noun].head if self.relations[i] in ("case", "mark") else tokens[i].head
        top = i if top == noun else top
        if not self._is_aside(top, i):
            yield from make("according", [k for k in subtree(top) if k not in own])
        above = self._verb_above(top)  # where "according to" was hung on a noun of its clause
        if above != top:
            yield from make("according^", [k for k in subtree(above) if k not in own])

    def _according_to(self, i: int) -> int | None:
        """The noun of "according to police", whichever of the two the other hangs on."""
        head = self.tokens[i].head
        if head == i:
            return None
        if self.relations[i] in ("case", "mark"):
            return self.trees.described(head)
        below = (j for j in self.below[i] if self.relations[j] in ("obl", "nmod", "obj"))
        noun = next(below, None)
        return None if noun is None else self.trees.described(noun)

    def _beside_according(self, i: int, make: Maker) -> Iterator[Candidate]:
        """The part of the sentence before "according to", or that behind its comma."""
        sent = self.trees.sentence_at(i)
        begin, end = sent.start_token, sent.end_token
        while end > begin and self.trees.is_mark(end - 1):
            end -= 1
        if i > begin + 2:
            yield from make("according<", range(begin, i))
        else:
            comma = next((k for k in range(i, end) if self.tokens[k].text == ","), end)
            yield from make("according>", range(comma + 1, end))

    def _is_aside(self, top: int, i: int) -> bool:
        """Whether "according to" hangs on a relative clause between commas, and so stands beside
        the whole sentence: "Talks failed, which had begun well, according to officials"."""
        first = self.trees.subtree(top)[0]
        relative = self.tokens[top].deprel == "acl:relcl" and self.tokens[i - 1].text == ","
        return relative and "," in (self.tokens[first].text, self.tokens[first - 1].text)

    def _verb_above(self, i: int) -> int:
        """The verb that a word stands under, or is."""
        while self.tokens[i].head != i and self.tokens[i].upos != "VERB":
            i = self.tokens[i].head
        return i
