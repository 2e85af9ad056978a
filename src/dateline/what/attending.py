"""Whether those whom a number counts take part in an event, and whether a sum is one of it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import Document, Token
from dateline.syntax import base, first_joined, index_of
from dateline.what.numbers import Quantity
from dateline.wordlists import WordLists

_DEFINITE = frozenset({"the", "'s", "’s", "'", "’", "its", "their", "his", "her", "our"})
_BEFORE_NOUN = frozenset({"NUM", "ADJ", "NOUN", "PROPN", "DET"})
_FAR = 12
"""Words before a counted noun among which the one that opens its phrase is looked for."""
_DONE_TO = frozenset({"obj", "nsubj:pass"})


def of_some(doc: Document, quantity: Quantity, lists: WordLists) -> bool:
    """Whether a number counts some of those told of, or those left out: "including two guards
    and ten drivers", "all but ten"."""
    known = index_of(doc)
    at = min(first_joined(known, quantity.node), _first(doc.tokens, quantity))
    before = range(at - 1, max(at - 1 - _FAR, -1), -1)
    opening = (i for i in before if known.lower[i] not in lists.hedge)
    word = next((i for i in opening if known.upos[i] not in _BEFORE_NOUN), None)
    return word is not None and known.lower[word] in lists.part_of


def is_known(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number is that of a known whole, whoever of it takes part: "OPEC's 11 members
    met", "the 138,000 troops"; a force is sent as a whole ("the 5,000-strong force")."""
    at = _first(tokens, quantity)
    return (
        at > 0
        and tokens[at - 1].text.lower() in _DEFINITE
        and tokens[quantity.node].text.lower() != "strong"
    )


def _first(tokens: Sequence[Token], quantity: Quantity) -> int:
    """The first token of a number."""
    at = quantity.node
    while at > 0 and tokens[at].start > quantity.span[0]:
        at -= 1
    while at + 1 < len(tokens) and tokens[at].start < quantity.span[0]:
        at += 1
    return at


def meets(tokens: Sequence[Token], node: int, wording: range, lists: WordLists) -> bool:
    """Whether those counted are said to be at a meeting: "100 delegates attended the talks", "a
    meeting of 130 officers"; who arrives or heads there may be one delegation of many."""
    head = tokens[node].head
    if head in wording and base(tokens[node].deprel) in ("nmod", "obl"):
        return True
    return tokens[head].lemma in lists.attending


def is_helped(tokens: Sequence[Token], node: int, lists: WordLists) -> bool:
    """Whether those counted are helped: "a mission to help 200 people"."""
    return tokens[node].deprel in _DONE_TO and tokens[tokens[node].head].lemma in lists.helping


def is_aim(tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]]) -> bool:
    """Whether the verb of a sum says what is to come: "expected to reach 9 billion dollars",
    "could triple"; but "a deal to build a 9-billion-dollar port"."""
    verb = tokens[node].head
    return tokens[verb].upos == "VERB" and any(
        tokens[j].xpos == "MD" or (tokens[j].deprel == "mark" and tokens[j].lemma == "to")
        for j in below[verb]
    )
