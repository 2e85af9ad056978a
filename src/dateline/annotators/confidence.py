"""Confidence: the probability that an event's type and participants are right (last, as it looks
at everything the other annotators found)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.what.calibration import CONFIDENCE, features, probability
from dateline.what.topics import read_topics

REQUIRES, ASSIGNS = frozenset({"events", "sentences"}), "events.confidence"


def annotate_with(
    doc: Document, model: Linear, topics: Mapping[str, str]
) -> tuple[EventMention, ...]:
    """The events of a document, each with its confidence; one of which nothing says why it is
    one keeps what it has."""
    found = []
    for event, values in zip(doc.events, features(doc, topics), strict=True):
        if values:
            event = changed(event, confidence=round(probability(model, values), 3))
        found.append(event)
    return tuple(found)


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read model and topics; give the function that fills confidence."""
    model = read_linear(CONFIDENCE)
    topics = read_topics(knowledge)
    return lambda doc: annotate_with(doc, model, topics)
