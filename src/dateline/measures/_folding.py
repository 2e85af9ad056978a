"""Folds status into type, as PLOVER has it.

The record keeps type and status apart: a meeting to come is CONSULT, planned. PLOVER has no status:
it codes what is promised, threatened or refused as a type of its own. Sets and exports in PLOVER's
terms need that form.
"""

from __future__ import annotations

from dateline.data import EventType, Status

_COOPERATION: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_HOSTILITY: frozenset[EventType] = frozenset(
    {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
_YIELDING: frozenset[EventType] = frozenset({"AGREE", "CONCEDE", "RETREAT"})


def fold(event_type: EventType, status: Status) -> EventType | None:
    """The PLOVER type of an event with a status, ``None`` where there is nothing to code.

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
