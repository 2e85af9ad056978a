"""Which words may play a part in an event, and how they hang together with its trigger.

Shared by the event annotator and by its training, so that both see the same candidates, the same
paths and the same distances.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from dateline.data import Document, Sentence, Token
from dateline.syntax import index_of

ROLES = ("none", "actor", "recipient", "source")
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
    inside = [i for i, t in enumerate(doc.tokens) if t.start < end and t.end > start]
    return head_of(doc.tokens, inside)


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


def pool(doc: Document) -> list[int]:
    """All tokens that may be participants, in text order."""
    return [i for i, token in enumerate(doc.tokens) if is_candidate(token)]


def candidates(doc: Document, sentence: int, among: Sequence[int] | None = None) -> list[int]:
    """The tokens that may be participants of an event in a sentence (by its number).

    ``among``: the document's ``pool``, where it is known.
    """
    first = max(0, sentence - BEFORE)
    last = min(len(doc.sentences) - 1, sentence + AFTER)
    start, end = doc.sentences[first].start_token, doc.sentences[last].end_token
    if among is None:
        return [i for i in range(start, end) if is_candidate(doc.tokens[i])]
    return list(among[bisect_left(among, start) : bisect_left(among, end)])


def ancestors(tokens: Sequence[Token], i: int) -> list[int]:
    """A token and what it hangs from, up to its root."""
    chain = [i]
    while tokens[i].head != i and len(chain) < 100:
        i = tokens[i].head
        chain.append(i)
    return chain


def path(tokens: Sequence[Token], chain: Sequence[int], numbers: Sequence[int], word: int) -> str:
    """Name the way through the tree from a trigger to a word.

    ``chain``: the trigger and its ancestors. Within a sentence, the relations climbed (``<``) and
    descended (``>``), at most four steps; the nearest kind of distance otherwise.
    """
    return paths(tokens, chain, numbers, (word,))[0]


def paths(
    tokens: Sequence[Token], chain: Sequence[int], numbers: Sequence[int], words: Sequence[int]
) -> list[str]:
    """Name the ways from a trigger to several words, as ``path`` does."""
    here, places = numbers[chain[0]], {node: n for n, node in enumerate(chain)}
    return [
        _within(tokens, chain, places, word)
        if numbers[word] == here
        else _across(numbers[word] - here, tokens[word].deprel)
        for word in words
    ]


def _within(
    tokens: Sequence[Token], chain: Sequence[int], places: Mapping[int, int], word: int
) -> str:
    down: list[str] = []
    node = word
    while node not in places:
        down.append(_plain(tokens[node].deprel))
        node = tokens[node].head
    up = [_plain(tokens[chain[n]].deprel) for n in range(places[node])]
    if len(up) + len(down) > _PATH_STEPS:
        side = "before" if word < chain[0] else "after"
        return f"far:{side}:{down[0] if down else 'up'}"
    return "".join(f"<{r}" for r in up) + "".join(f">{r}" for r in reversed(down))


_KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl"})


@cache
def _across(gap: int, relation: str) -> str:
    role = _plain(relation)
    kind = role if role in ("nsubj", "nsubj:pass", "obj", "nmod:poss") else "other"
    return f"S{max(gap, -3):+d}:{kind}"


@cache
def _plain(relation: str) -> str:
    return relation if relation in _KEPT else relation.partition(":")[0]


def sentence_of(doc: Document, numbers: Sequence[int], token: int) -> Sentence:
    """The sentence of a token."""
    return doc.sentences[numbers[token]]
