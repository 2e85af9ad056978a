"""Small helpers over tokens and their dependency trees (Universal Dependencies).

All indices are indices into ``Document.tokens``; a range of tokens is (first, behind the last).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache, cached_property

from dateline.data import Document, Sentence, Span, Token

Tokens = Sequence[Token]
Range = tuple[int, int]

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
HYPHENS = frozenset({"-", "‑"})

PLURALS = frozenset({"NNS", "NNPS"})
"""Tags of nouns and names in the plural."""

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
"""Determiners of what is known, or was told before."""

NEGATIONS = frozenset({"not", "never", "no", "nor", "neither", "n't", "without", "nobody"})
"""Lemmas of the words that deny what they hang on."""


@cache
def base(deprel: str) -> str:
    """The relation without its subtype.

    >>> base("nsubj:pass")
    'nsubj'
    """
    return deprel.partition(":")[0]


class Index:
    """What annotators ask of a document again and again, each made when first asked for.

    All lists have an entry for each token; they are not to be changed.
    """

    def __init__(self, tokens: Tokens, sentences: Sequence[Sentence]) -> None:
        self.tokens, self.sentences = tokens, sentences

    @cached_property
    def below(self) -> list[list[int]]:
        """The dependents of each token, in text order."""
        return children(self.tokens)

    @cached_property
    def heads(self) -> list[int]:
        """What each token hangs on; a root on itself."""
        return [token.head for token in self.tokens]

    @cached_property
    def upos(self) -> list[str]:
        """The part of speech of each token."""
        return [token.upos for token in self.tokens]

    @cached_property
    def starts(self) -> list[int]:
        """The character at which each token starts."""
        return [token.start for token in self.tokens]

    @cached_property
    def lower(self) -> list[str]:
        """The text of each token in lower case."""
        return [token.text.lower() for token in self.tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemma of each token in lower case."""
        return [token.lemma.lower() for token in self.tokens]

    @cached_property
    def relations(self) -> list[str]:
        """The relation of each token, without its subtype."""
        return [base(token.deprel) for token in self.tokens]

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each token's sentence."""
        numbers = [0] * len(self.tokens)
        for number, sent in enumerate(self.sentences):
            size = sent.end_token - sent.start_token
            numbers[sent.start_token : sent.end_token] = [number] * size
        return numbers

    def range_of(self, start: int, end: int) -> Range:
        """Tokens from character ``start`` to ``end``."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return first, bisect_left(self.starts, end)


def with_particle(known: Index, verb: int) -> str:
    """The lemma of a verb with its particle: "call off"."""
    parts = (j for j in known.below[verb] if known.tokens[j].deprel == "compound:prt")
    return " ".join(known.lemmas[i] for i in (verb, *parts))


def is_negated(known: Index, i: int) -> bool:
    """Whether a word is denied by one that hangs on it: "did not confirm"."""
    return any(known.lemmas[j] in NEGATIONS for j in known.below[i])


def has_case(known: Index, word: int, prepositions: Collection[str]) -> bool:
    """Whether one of these prepositions stands before a nominal: "against Oslo"."""
    return any(
        known.lower[i] in prepositions and known.relations[i] == "case" for i in known.below[word]
    )


def has_mark(known: Index, verb: int, mark: str) -> bool:
    """Whether this conjunction, or "to", opens the clause of a verb: "if it leaves"."""
    return any(known.relations[i] == "mark" and known.lower[i] == mark for i in known.below[verb])


def first_joined(known: Index, word: int) -> int:
    """The first of the words that "and" joins to a word; it itself where there is none before."""
    while known.relations[word] == "conj" and known.heads[word] != word:
        word = known.heads[word]
    return word


def index_of(doc: Document) -> Index:
    """The index of a document; the last one is kept, since annotators read one report in turn."""
    last = _LAST.get(0)
    if last is None or last.tokens is not doc.tokens or last.sentences is not doc.sentences:
        last = _LAST[0] = Index(doc.tokens, doc.sentences)
    return last


_LAST: dict[int, Index] = {}


def children(tokens: Tokens) -> list[list[int]]:
    """List the dependents of each token, in text order."""
    below: list[list[int]] = [[] for _ in tokens]
    for i, token in enumerate(tokens):
        if token.head != i:
            below[token.head].append(i)
    return below


def subtree(below: Sequence[Sequence[int]], i: int) -> list[int]:
    """List a token and everything under it, in text order."""
    found, todo = [i], [i]
    while todo:
        for j in below[todo.pop()]:
            found.append(j)
            todo.append(j)
    found.sort()
    return found


def ancestors(tokens: Tokens, i: int) -> list[int]:
    """List the words a token hangs on, nearest first; empty for a root."""
    found = []
    while tokens[i].head != i:
        i = tokens[i].head
        found.append(i)
    return found


def whole_word(tokens: Tokens, first: int, head: int) -> int:
    """Where a phrase begins whose first word is the end of a longer one that hyphens join: at "15"
    of "15-year-old boy". A name that is a phrase by itself stands alone: "Israel" in "pro-Israel".
    """
    if first == head and tokens[first].upos == "PROPN":
        return first
    while is_hyphenated(tokens, first) and (  # not "Baku-Yerevan talks"
        tokens[first].text.islower() or tokens[first - 2].text.islower()
    ):
        first -= 2
    return first


def is_hyphenated(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen joins a token to the word before: "Tass" in "Itar-Tass"."""
    if i < 2 or tokens[i - 1].text not in HYPHENS:
        return False
    return tokens[i - 2].end == tokens[i - 1].start and tokens[i - 1].end == tokens[i].start


def span(tokens: Tokens, first: int, last: int) -> Span:
    """The characters from one token to another, both included."""
    return tokens[first].start, tokens[last].end


def runs(indices: Sequence[int]) -> list[Range]:
    """Cut sorted token indices into ranges without gaps.

    >>> runs([3, 4, 5, 9])
    [(3, 6), (9, 10)]
    """
    found: list[Range] = []
    for i in indices:
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
