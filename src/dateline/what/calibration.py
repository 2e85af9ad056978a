"""How sure a coded event is: the probability that its type and its participants are right.

A logistic regression on what the coder's own probabilities say of an event, and on how it stands in
the report (``model/confidence.tsv``, trained by ``dateline train confidence`` on reports that the
coder was not trained on).
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.chances import logistic, logit
from dateline.data import Document, EventMention
from dateline.embedded import MODEL
from dateline.linear import Linear

WEIGHTS = MODEL / "confidence.tsv"
FAR = 10
"""Sentences from which on an event counts as equally far down the report."""


def features(doc: Document, event: EventMention) -> dict[str, float]:
    """Describe an event by numbers between about 0 and 1. Empty where nothing says why it is one.

    Unlike those of other models they have values; ``probability`` takes them so.
    """
    why = event.why
    if why is None:
        return {}
    kinds = [p for _, p in why.types]
    parties = (*event.actors, *event.recipients)
    actors = [part.actor for part in why.parts if part.role == "actor"]
    recipients = [part.recipient for part in why.parts if part.role == "recipient"]
    place = sum(sent.start < event.sentence[0] for sent in doc.sentences)
    found = {
        "event": _flat_logit(why.event),
        "first": _flat_logit(why.first),
        "type": _flat_logit(kinds[0]),
        "margin": kinds[0] - (kinds[1] if len(kinds) > 1 else 0.0),
        "status": why.statuses[0][1],
        "actor": max(actors, default=0.0),
        "recipient": max(recipients, default=0.0),
        "sides": 0.0 if why.sides is None else _flat_logit(why.sides),
        "weakest part": min((*actors, *recipients), default=0.0),
        "no actor": float(not event.actors),
        "no recipient": float(not event.recipients),
        "neither": float(not parties),
        "parties": min(len(parties), 5) / 5,
        "without country": sum(p.country is None for p in parties) / max(1, len(parties)),
        "further wordings": min(len(event.also), 4) / 4,
        "sourced": float(bool(event.sources)),
        "down the report": min(place, FAR) / FAR,
    }
    found[f"is {event.event_type}"] = 1.0
    found[f"status {event.status}"] = 1.0
    return found


def _flat_logit(p: float) -> float:
    """Log-odds over four, cut off at ±1: close to linear around one half.

    >>> _flat_logit(0.5), round(_flat_logit(0.9), 2), _flat_logit(1.0)
    (0.0, 0.55, 1.0)
    """
    return max(-1.0, min(1.0, logit(p, 1e-6) / 4))


def probability(model: Linear, values: Mapping[str, float]) -> float:
    """The probability of what features with values describe; unknown ones count nothing."""
    return logistic(model.total(values))
