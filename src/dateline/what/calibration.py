"""How sure a coded event is, once everything is known of it.

Two logistic regressions on what the coder's own probabilities say of an event, and on how it stands
in the report: which events are so doubtful that they are not told (``model/doubts.tsv``: whether it
is an event, of its type), and the probability that type and participants of the others are right
(``model/confidence.tsv``). Both are trained on reports that the coder was not trained on, by
``dateline train doubts`` and ``confidence``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from dateline.chances import logistic, logit
from dateline.data import Document, EventMention
from dateline.embedded import MODEL
from dateline.linear import Linear
from dateline.what.topics import topics_of

CONFIDENCE, DOUBTS = MODEL / "confidence.tsv", MODEL / "doubts.tsv"
FAR = 10
"""Sentences from which on an event counts as equally far down the report."""
CROWDED = 30
"""Words an event in a report that is as full of events as can be."""


def features(doc: Document, topics: Mapping[str, str]) -> list[dict[str, float]]:
    """Describe each event of a document by numbers between about 0 and 1. Empty where nothing says
    why it is one. ``topics``: of words (``what/topics.py``).

    Unlike those of other models they have values; ``probability`` takes them so.
    """
    starts = [sent.start for sent in doc.sentences]
    beside = Counter(event.sentence for event in doc.events)
    crowd = min(1.0, len(doc.events) * CROWDED / max(CROWDED, len(doc.tokens)))
    about = {f"about {topic}": share for topic, share in topics_of(doc, topics).items()}
    found = []
    for event in doc.events:
        values = _features(event)
        if values:
            values |= about
            values["down the report"] = min(bisect_left(starts, event.sentence[0]), FAR) / FAR
            values["beside others"] = min(beside[event.sentence] - 1, 4) / 4
            values["crowded"] = crowd
        found.append(values)
    return found


def _features(event: EventMention) -> dict[str, float]:
    """What an event shows by itself."""
    why = event.why
    if why is None:
        return {}
    kinds = [p for _, p in why.types]
    parties = (*event.actors, *event.recipients)
    actors = [part.actor for part in why.parts if part.role == "actor"]
    recipients = [part.recipient for part in why.parts if part.role == "recipient"]
    return {
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
        f"is {event.event_type}": 1.0,
        f"status {event.status}": 1.0,
    }


def _flat_logit(p: float) -> float:
    """Log-odds over four, cut off at ±1: close to linear around one half.

    >>> _flat_logit(0.5), round(_flat_logit(0.9), 2), _flat_logit(1.0)
    (0.0, 0.55, 1.0)
    """
    return max(-1.0, min(1.0, logit(p, 1e-6) / 4))


def probability(model: Linear, values: Mapping[str, float]) -> float:
    """The probability of what features with values describe; unknown ones count nothing."""
    return logistic(model.total(values))
