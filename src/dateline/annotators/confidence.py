"""Confidence: the probability that an event's type and participants are right (last, as it looks
at everything the other annotators found)."""

from __future__ import annotations

from collections.abc import Callable

from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.what.calibration import WEIGHTS, features, probability

REQUIRES, ASSIGNS = frozenset({"events", "sentences"}), "events.confidence"


def annotate_with(doc: Document, model: Linear) -> tuple[EventMention, ...]:
    """The events of a document, each with its confidence; one of which nothing says why it is
    one keeps what it has."""
    found = []
    for event in doc.events:
        values = features(doc, event)
        if values:
            event = changed(event, confidence=round(probability(model, values), 3))
        found.append(event)
    return tuple(found)


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the model; give the function that fills confidence."""
    model = read_linear(WEIGHTS)
    return lambda doc: annotate_with(doc, model)
