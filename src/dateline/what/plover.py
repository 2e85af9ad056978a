"""PLOVER's types: which are alike, their quad classes, and scores from -10 to +10 (cooperation)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.knowledge import Knowledge

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
RECIPROCAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types of which the two sides are told apart less than the parties."""
SPEECH = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
"""Types that are mostly things said."""
_FILE = "plover.tsv"


def quad(event_type: str) -> int:
    """Give the quad class of an event type, 1 to 4."""
    return _quads()[event_type]


def score(event_type: str, modes: Iterable[str]) -> float:
    """Give the score of an event: the mean of its modes' scores, or that of its type without any.

    >>> score("CONSULT", ["visit", "phone"])
    2.75
    """
    scores = _scores()
    own = [scores[event_type, mode] for mode in modes if (event_type, mode) in scores]
    return sum(own) / len(own) if own else scores[event_type, None]


def modes() -> frozenset[str]:
    """Give all modes that a type has."""
    return frozenset(mode for _, mode in _scores() if mode is not None)


@cache
def _scores() -> dict[tuple[str, str | None], float]:
    rows = Knowledge().rows(_FILE)
    return {(row.need("type"), row.get("mode")): float(row.need("score")) for row in rows}


@cache
def _quads() -> dict[str, int]:
    return {row.need("type"): int(row.need("quad")) for row in Knowledge().rows(_FILE)}
