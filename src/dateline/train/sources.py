"""Trains the model of sources: which of the claims around an event are its sources.

A claim holds where one of its holders is in the gold chain: their spans, or those of what they
resolve to, touch; or, for the innermost claim, where the gold has any source at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.annotators.sources import WEIGHTS, Claim, Lexicon, Reader
from dateline.data import Document, EventMention
from dateline.linear import Linear
from dateline.measures._common import Json
from dateline.train import linear

ABOUT = """
Linear model of sources: weights of features (annotators/sources.py).
origin: learned from our labelled articles by `dateline train sources`
"""

Example = tuple[list[str], bool]


def examples(doc: Document, gold: Sequence[Json], lexicon: Lexicon) -> Iterator[Example]:
    """Yield the claims around each event of a document, judged by the gold.

    ``doc.events`` and ``gold`` run side by side.
    """
    reader = Reader(doc, lexicon)
    for event, record in zip(doc.events, gold, strict=True):
        covering = reader.covering(event)
        for number, claim in enumerate(covering):
            if not claim.holders:
                continue
            features = reader.features(event, claim, number, len(covering))
            yield features, _holds(reader, claim, record, number == len(covering) - 1)


def _holds(reader: Reader, claim: Claim, record: Json, innermost: bool) -> bool:
    sources = record["sources"]
    if not sources:
        return False
    if len(sources) == 1 and innermost:
        return True
    for holder in claim.holders:
        source = reader.source(holder, claim)
        if any(s["start"] < source.end and source.start < s["end"] for s in sources):
            return True
    return False


def train(judged: Sequence[Example], path: Path = WEIGHTS) -> None:
    """Fit the model to examples and write it."""
    model = fit(judged)
    linear.write(model, path, ABOUT)


def fit(judged: Sequence[Example]) -> Linear:
    """Fit the model to examples."""
    return linear.fit(
        [features for features, _ in judged], [right for _, right in judged], rarest=3, l2=1e-3
    )


def with_events(doc: Document, events: Sequence[EventMention]) -> Document:
    """A document with other events."""
    return replace(doc, events=tuple(events))
