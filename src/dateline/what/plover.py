"""PLOVER's types: which are alike, their modes and quad classes, and scores from -10 to +10
(cooperation); contexts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.data import EventType, Status
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
CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy"
    " pro_autocracy economic legal reparations human_rights rights_freedoms repression"
    " human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping"
    " health asylum migration disasters natural_resource environment technology terrorism cbrn"
    " cyber misinformation crime corruption illegal_drugs trafficking".split()
)
"""What a report may be about around an event."""
_COOPERATION: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_HOSTILITY: frozenset[EventType] = frozenset(
    {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
_YIELDING: frozenset[EventType] = frozenset({"AGREE", "CONCEDE", "RETREAT"})
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


@cache
def modes_by_type() -> dict[str, frozenset[str]]:
    """Give the modes of each type that has any."""
    found: dict[str, frozenset[str]] = {}
    for event_type, mode in _scores():
        if mode is not None:
            found[event_type] = found.get(event_type, frozenset()) | {mode}
    return found


def modes() -> frozenset[str]:
    """Give all modes that a type has."""
    return frozenset().union(*modes_by_type().values())


def fold(event_type: EventType, status: Status) -> EventType | None:
    """The PLOVER type of an event with a status, ``None`` where there is nothing to code.

    The record keeps type and status apart: a meeting to come is CONSULT, planned. PLOVER has no
    status: it codes what is promised, threatened or refused as a type of its own.
    Cooperation to come is AGREE, a withdrawal to come CONCEDE, hostility to come THREATEN;
    cooperation or yielding that does not come is REJECT, hostility that does not come nothing.

    >>> fold("CONSULT", "planned"), fold("ASSAULT", "planned"), fold("AID", "negated")
    ('AGREE', 'THREATEN', 'REJECT')
    """
    if status in ("happened", "ongoing"):
        return event_type
    if status == "negated":
        if event_type in _COOPERATION or event_type in _YIELDING:
            return "REJECT"
        return None if event_type in _HOSTILITY else event_type
    if event_type in _COOPERATION:
        return "AGREE"
    if event_type in _HOSTILITY:
        return "THREATEN"
    return "CONCEDE" if event_type == "RETREAT" else event_type


@cache
def _scores() -> dict[tuple[str, str | None], float]:
    rows = Knowledge().rows(_FILE)
    return {(row.need("type"), row.get("mode")): float(row.need("score")) for row in rows}


@cache
def _quads() -> dict[str, int]:
    return {row.need("type"): int(row.need("quad")) for row in Knowledge().rows(_FILE)}
