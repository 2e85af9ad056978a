"""Which event a sum of money belongs to: "200 million dollars in aid", "fined 500 dollars"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.counting.befell import case_of
from dateline.counting.numbers import Quantity
from dateline.counting.wordings import TYPES, Wording, steps_to
from dateline.data import Count, Document
from dateline.syntax import Index, ancestors, first_joined, index_of

_OVER, _BESIDE = 5, 3
"""Most edges of the tree between a sum and an event over it, or one beside it; two more edges for
the latter change nothing that is found, and find a fifth more that is wrong."""
_NEARER = {"SANCTION": 1, "AGREE": 2, "REQUEST": 2}
"""Types whose sums stand nearer by: what else is under them is told of others."""
_ACHIEVED = frozenset({"COOPERATE", "SUPPORT"})
"""Types whose sums are those that were reached: "trade that they aim to triple to 9 billion" has
not come to it."""


def sums(
    doc: Document, wordings: Sequence[Wording], quantities: Iterable[Quantity]
) -> Iterator[tuple[int, Count]]:
    """Yield the sums of a sentence with their events."""
    known = index_of(doc)
    for quantity in quantities:
        if quantity.money:
            event = _event_of(known, _node(known, quantity), wordings)
            if event is not None:
                yield event, Count("amount_usd", quantity.low, quantity.high, quantity.span)


def _node(known: Index, quantity: Quantity) -> int:
    """The word of a sum by which it hangs in its sentence."""
    node = first_joined(known, quantity.node)
    if known.lower[node] == "strong":
        node = known.heads[node]
    while known.relations[node] == "appos":  # "200 yuan (25 dollars)"
        node = known.heads[node]
    return node


def _event_of(known: Index, node: int, wordings: Sequence[Wording]) -> int | None:
    """The event that a sum belongs to: one over it in the tree, else one that stands beside it
    under the same verb ("trade reached 3 billion dollars"). Who is punished is so with a sum alone
    ("fined 500 dollars"), not for one ("jailed for embezzling 500 dollars")."""
    fit = [wording for wording in wordings if wording.event_type in TYPES["amount_usd"]]
    if is_aim(known, node):
        fit = [wording for wording in fit if wording.event_type not in _ACHIEVED]
    if case_of(known, node) == "to":  # "demanded an increase to 90 dollars"
        fit = [wording for wording in fit if wording.event_type != "REQUEST"]
    up = [node, *ancestors(known.tokens, node)]
    for edges, i in enumerate(up[: _OVER + 1]):
        for wording in fit:
            if i in wording.tokens and edges <= _NEARER.get(wording.event_type, _OVER):
                return wording.event
    beside = [
        (steps_to(known.tokens, up, wording), wording.event)
        for wording in fit
        if wording.event_type not in _NEARER
    ]
    steps, event = min(beside, default=(len(known.tokens), None))
    return event if steps <= _BESIDE else None


def is_aim(known: Index, node: int) -> bool:
    """Whether the verb of a sum says what is to come: "expected to reach 9 billion dollars",
    "could triple"; but "a deal to build a 9-billion-dollar port"."""
    verb = known.heads[node]
    return known.upos[verb] == "VERB" and any(
        known.tokens[j].xpos == "MD"
        or (known.tokens[j].deprel == "mark" and known.tokens[j].lemma == "to")
        for j in known.below[verb]
    )
