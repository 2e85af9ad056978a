"""Leaves out the events that are likely none, or of another type, once everything is known of them:
who takes part, who tells it, how it stands in the report; and those that are never told
(``what/untold.py``).

What the network alone thinks unlikely never comes here (``what/keeping.py``); here the later stages
are asked as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.data import Document, EventMention
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.what.calibration import DOUBTS, features
from dateline.what.topics import read_topics
from dateline.what.untold import without_untold

REQUIRES, ASSIGNS = frozenset({"events", "sentences"}), "events.doubts"


def without_doubtful(
    doc: Document, model: Linear, topics: Mapping[str, str]
) -> tuple[EventMention, ...]:
    """The events of a document that a model thinks are ones and that are told; one of which nothing
    says why it is one is left to the rules."""
    likely = (
        event
        for event, values in zip(doc.events, features(doc, topics), strict=True)
        if not values or model.total(values) >= 0.0
    )
    return without_untold(doc, tuple(likely))


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read model and topics; give the function that leaves out what is doubtful."""
    model = read_linear(DOUBTS)
    topics = read_topics(knowledge)
    return lambda doc: without_doubtful(doc, model, topics)
