"""Which words may play a part in an event, and how they hang together with its trigger.

Shared by the event annotator and by its training, so that both see the same candidates, the same
paths and the same distances.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.data import Document, Span, Token
from dateline.syntax import HYPHENS, Index, index_of, whole_word

NONE, ACTOR, RECIPIENT, SOURCE, PLACE, TIME = range(6)
"""What a word may be to an event, nothing first: numbers of its probabilities."""
BEFORE, AFTER = 4, 1  # sentences before and after the trigger's in which participants are sought
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PATH_STEPS = 4


def sentence_numbers(doc: Document) -> list[int]:
    """Give for each token the number of its sentence."""
    return index_of(doc).sentence_of


def head_word(doc: Document, start: int, end: int) -> int | None:
    """Find the token that heads a stretch of text: its own head lies outside.

    ``None`` where no token lies in the stretch.
    """
    tokens = doc.tokens
    behind = bisect_left(tokens, end, key=lambda token: token.start)
    first = bisect_right(tokens, start, hi=behind, key=lambda token: token.end)
    return head_of(tokens, range(first, behind))


def head_of(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """Find the head among tokens of one stretch; the first where there are several."""
    members = set(inside)
    tops = [i for i in inside if tokens[i].head == i or tokens[i].head not in members]
    words = [i for i in tops if tokens[i].upos not in ("PUNCT", "DET", "ADP")]
    return words[0] if words else tops[0] if tops else None


def is_candidate(token: Token) -> bool:
    """Whether a word may head a participant: a nominal, or a capitalised adjective ("a Syrian and
    an Israeli official"); of a name, its first word only."""
    if token.deprel == "flat":
        return False
    return token.upos in _NOMINAL or (token.upos == "ADJ" and token.text[:1].isupper())


def name_head(tokens: Sequence[Token], i: int) -> int:
    """Climb from a later word of a name to its first ("al-Bashir" to "Omar")."""
    while tokens[i].deprel == "flat" and tokens[i].head != i:
        i = tokens[i].head
    return i


_LEFT = frozenset({"compound", "amod", "nummod", "flat", "nmod:desc"})
_RIGHT = frozenset({"flat", "compound", "appos"})  # side by side: "Minister Gideon Saar"


def phrase(tokens: Sequence[Token], word: int) -> Span:
    """The characters of the noun phrase around a head word: modifiers before it, the rest of a
    name after it."""
    first = last = word
    while first > 0 and _belongs(tokens, first - 1, word, _LEFT):
        first -= 1
    while last + 1 < len(tokens):
        if _belongs(tokens, last + 1, word, _RIGHT):
            last += 1
        elif tokens[last + 1].text in HYPHENS and (
            last + 2 < len(tokens) and _belongs(tokens, last + 2, word, _RIGHT)
        ):
            last += 2
        else:
            break
    return tokens[whole_word(tokens, first, word)].start, tokens[last].end


def _belongs(tokens: Sequence[Token], i: int, word: int, relations: frozenset[str]) -> bool:
    """Whether a token hangs from a word by relations of one kind only."""
    for _ in range(6):
        if tokens[i].deprel not in relations and not (
            tokens[i].text in HYPHENS and tokens[tokens[i].head].deprel in relations
        ):
            return False
        i = tokens[i].head
        if i == word:
            return True
    return False


def pool(doc: Document) -> list[int]:
    """All tokens that may be participants, in text order."""
    return [i for i, token in enumerate(doc.tokens) if is_candidate(token)]


def around(
    doc: Document, sentence: int, before: int = BEFORE, after: int = AFTER
) -> tuple[int, int]:
    """The range of tokens from some sentences before a sentence (by its number) to some after."""
    first = max(0, sentence - before)
    last = min(len(doc.sentences) - 1, sentence + after)
    return doc.sentences[first].start_token, doc.sentences[last].end_token


def candidates(doc: Document, sentence: int) -> list[int]:
    """The tokens that may be participants of an event in a sentence (by its number)."""
    return [i for i in range(*around(doc, sentence)) if is_candidate(doc.tokens[i])]


def upwards(tokens: Sequence[Token], i: int) -> list[int]:
    """A token and what it hangs from, nearest first, up to its root."""
    chain = [i]
    while tokens[i].head != i and len(chain) < 100:
        i = tokens[i].head
        chain.append(i)
    return chain


_KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl"})
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "appos",
                      "conj"})  # fmt: skip
"""Relations by which one clause, or one of a list, hangs on another."""
_KINDS = ("nsubj", "nsubj:pass", "obj", "nmod:poss", "other")
_KIND_OF = {kind: n for n, kind in enumerate(_KINDS)}
"""What a word of another sentence does there, as ways name it."""
_FARTHEST = -3


@cache
def _plain(relation: str) -> str:
    return relation if relation in _KEPT else relation.partition(":")[0]


def _across(gap: int, kind: str) -> str:
    return f"S{max(gap, _FARTHEST):+d}:{kind}"


@cache
def _far(before: bool, relation: str) -> str:
    return f"far:{'before' if before else 'after'}:{relation}"


class Trees:
    """The trees of a document in plain lists, for the ways through them.

    A way leads from a trigger to a word. Within a sentence it is named by the relations climbed
    (``<``) and descended (``>``), at most four steps; else by the nearest kind of distance.
    """

    def __init__(self, known: Index) -> None:
        self.known, self.heads, self.sentences = known, known.heads, known.sentence_of
        self.relations = [_plain(token.deprel) for token in known.tokens]
        self.numbers = np.array(self.sentences)
        self.kinds = np.array([_KIND_OF.get(r, len(_KINDS) - 1) for r in self.relations])

    def way(self, trigger: int, word: int) -> str:
        """Name the way from a trigger to a word."""
        gap = self.sentences[word] - self.sentences[trigger]
        return _across(gap, _KINDS[self.kinds[word]]) if gap else self.ways(trigger, (word,))[0]

    def ways(self, trigger: int, words: Iterable[int]) -> list[str]:
        """Name the ways from a trigger to words of its sentence."""
        heads, relations = self.heads, self.relations
        known = {trigger: _HERE}
        at, way = trigger, _HERE
        while heads[at] != at and len(known) < 100:
            relation, at = relations[at], heads[at]
            way = way.above(relation) if way.steps < _PATH_STEPS else _lost(at < trigger, "up")
            known[at] = way
        return [(known.get(word) or self._below(known, trigger, word)).name for word in words]

    def clauses(self, trigger: int, word: int) -> str:
        """Name the clauses on the way from a trigger to a word of its sentence: ``<`` each that is
        left upwards, ``>`` each that is entered, and what the word does in the last; ``over``
        where the trigger itself hangs below the word."""
        heads, relations = self.heads, self.relations
        left, at = [""], trigger
        above = {trigger: 0}
        while heads[at] != at:
            if relations[at] in _CLAUSES:
                left.append(f"<{relations[at]}")
            at = heads[at]
            above[at] = len(left) - 1
        entered, at = list[str](), word
        while at not in above:
            if relations[at] in _CLAUSES and at != word:
                entered.append(f">{relations[at]}")
            at = heads[at]
        steps = [*left[1 : above[at] + 1], *reversed(entered)]
        return f"{''.join(steps[:_PATH_STEPS])}:{'over' if word in above else relations[word]}"

    def _below(self, known: dict[int, _Way], trigger: int, word: int) -> _Way:
        """The way to a word that hangs below words to which the way is known, or will be."""
        heads, relations = self.heads, self.relations
        todo, at = [word], heads[word]
        while at not in known:
            todo.append(at)
            at = heads[at]
        way = known[at]
        for at in reversed(todo):
            relation = relations[at]
            if way.steps < _PATH_STEPS:
                way = way.longer.get(relation) or way.below(relation)
            else:
                way = _lost(at < trigger, relation)
            known[at] = way
        return way


def trees_of(doc: Document) -> Trees:
    """The trees of a document; the last ones are kept, since annotators read one report in turn."""
    known = index_of(doc)
    last = _LAST.get(0)
    if last is None or last.known is not known:
        last = _LAST[0] = Trees(known)
    return last


_LAST: dict[int, Trees] = {}


@dataclass(slots=True, eq=False)
class _Way:
    """A way through a tree; the longer ones that go on downwards are kept, by their next step."""

    name: str
    steps: int
    longer: dict[str, _Way] = field(default_factory=dict)
    higher: dict[str, _Way] = field(default_factory=dict)

    def below(self, relation: str) -> _Way:
        """The way with one step more, downwards."""
        found = self.longer[relation] = _Way(f"{self.name}>{relation}", self.steps + 1)
        return found

    def above(self, relation: str) -> _Way:
        """The way with one step more, upwards."""
        found = self.higher.get(relation)
        if found is None:
            found = self.higher[relation] = _Way(f"{self.name}<{relation}", self.steps + 1)
        return found


_HERE = _Way("", 0)


@cache
def _lost(before: bool, relation: str) -> _Way:
    return _Way(_far(before, relation), _PATH_STEPS)


class Paths:
    """Numbers the ways that a model has learned, 0 those that it has not."""

    def __init__(self, names: Iterable[str]) -> None:
        self.numbers = {name: n for n, name in enumerate(names)}
        gaps = range(_FARTHEST, max(AFTER, 1) + 1)
        self._across = np.array(
            [[self.numbers.get(_across(gap, kind), 0) for kind in _KINDS] for gap in gaps]
        )

    def between(
        self,
        trees: Trees,
        triggers: Sequence[int],
        among: Sequence[int],
        ranges: Sequence[tuple[int, int]],
    ) -> NDArray[np.intp]:
        """Number the ways from each trigger to the words around it: a range of those in text
        order that may be asked for (``among``)."""
        of, at = spread(ranges)
        words, here = np.array(among, dtype=np.intp)[at], trees.numbers[list(triggers)]
        gaps = np.maximum(trees.numbers[words] - here[of] - _FARTHEST, 0)
        found: NDArray[np.intp] = self._across[gaps, trees.kinds[words]]
        get, begin = self.numbers.get, 0
        for trigger, (low, high) in zip(triggers, ranges, strict=True):
            sent = trees.known.sentences[trees.sentences[trigger]]
            first = bisect_left(among, sent.start_token, low, high)
            last = bisect_left(among, sent.end_token, first, high)
            ways = trees.ways(trigger, among[first:last])
            found[begin + first - low : begin + last - low] = [get(way, 0) for way in ways]
            begin += high - low
        return found


def spread(ranges: Sequence[tuple[int, int]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The numbers in some ranges, one range after the other: of which range each is, and itself.

    >>> [found.tolist() for found in spread([(0, 2), (5, 6)])]
    [[0, 0, 1], [0, 1, 5]]
    """
    firsts, lasts = np.array(ranges, dtype=np.intp).reshape(-1, 2).T
    sizes = lasts - firsts
    of = np.repeat(np.arange(len(sizes)), sizes)
    return of, np.arange(len(of)) + (firsts - np.cumsum(sizes) + sizes)[of]
