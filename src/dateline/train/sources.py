"""Trains the model of sources: which of the claims around an event are its sources.

A claim holds where one of its holders is in the gold chain: their spans, or those of what they
resolve to, touch. Where no claim says who the one source is, the innermost one holds. Claims in
sentences nearby are examples only where no claim around the event holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline import pipeline
from dateline.annotators.sources import WEIGHTS, Lexicon, Reader, read_lexicon
from dateline.data import Document, EventMention, Participant
from dateline.evaluate import read_gold, report_of
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.measures._common import Item, Json
from dateline.said import Said, read_heads
from dateline.train import linear
from dateline.train.labels import join

ABOUT = """
Linear model of sources: weights of features (annotators/sources.py).
origin: learned from our labelled articles by `dateline train sources`
"""

Example = tuple[list[str], bool]


def examples(
    doc: Document, gold: Sequence[Json], lexicon: Lexicon, said: Said | None
) -> Iterator[Example]:
    """Yield the claims around each event of a document, judged by the gold.

    ``doc.events`` and ``gold`` run side by side; ``said``: what the network says of the document.
    """
    reader = Reader(doc, lexicon, said)
    for event, record in zip(doc.events, gold, strict=True):
        covering = reader.covering(event)
        agreeing = [reader.agrees(claim, record["sources"]) for claim in covering]
        if record["sources"] and not any(agreeing) and covering:
            # Whoever it is, somebody said so; but a claim nearby may say who.
            near = any(reader.agrees(c, record["sources"]) for c, _ in reader.nearby(event))
            agreeing[-1] = len(record["sources"]) == 1 and not near
        for number, (claim, holds) in enumerate(zip(covering, agreeing, strict=True)):
            if claim.holders:
                yield reader.features(event, claim, number, len(covering)), holds
        if not any(agreeing):
            for claim, step in reader.nearby(event):
                features = reader.nearby_features(event, claim, step, len(covering))
                yield features, reader.agrees(claim, record["sources"])


def train(judged: Sequence[Example], path: Path = WEIGHTS) -> None:
    """Fit the model to examples and write it."""
    model = fit(judged)
    linear.write(model, path, ABOUT)


def fit(judged: Sequence[Example]) -> Linear:
    """Fit the model to examples."""
    return linear.fit(
        [features for features, _ in judged], [right for _, right in judged], rarest=3, l2=1e-3
    )


def main(corpora: Path, labels: Path, path: Path = WEIGHTS) -> None:
    """Train on the labelled articles and on our own labels."""
    lexicon, heads = read_lexicon(Knowledge()), read_heads()
    items = items_of(corpora, labels)
    judged = [
        example
        for item, doc in zip(items, documents(items), strict=True)
        for example in examples(doc, item.gold, lexicon, heads.read(doc))
    ]
    train(judged, path)


def items_of(corpora: Path, labels: Path) -> list[Item]:
    """The train articles and the reports of our own labels, each report once."""
    items = read_gold(corpora / "gold" / "articles" / "train.jsonl")
    known = {item.id for item in items}
    for raw in join(labels / "events.jsonl", corpora):
        if raw["id"] not in known:
            items.append(
                Item(raw["id"], raw["text"], raw["gold"], raw["published"], raw["title"], raw)
            )
    return items


BEFORE = ("times", "places", "entities", "attributions")
"""The annotators whose layers are read beside gold events."""


def documents(items: Iterable[Item]) -> Iterator[Document]:
    """Code articles up to their attributions, and give them their gold events; the network's
    scores are kept."""
    coder = pipeline.load(annotators=BEFORE)
    for item in items:
        doc = coder.parse(report_of(item))
        for stage in coder.stages:
            doc = replace(doc, **{stage.field: stage.annotate(doc)})
        yield replace(doc, events=gold_events(doc, item.gold))


def gold_events(doc: Document, gold: Sequence[Json]) -> tuple[EventMention, ...]:
    """Gold events with type, status, wordings and participants, without what is predicted."""
    spans = [(s.start, s.end) for s in doc.sentences]
    found = []
    for g in gold:
        start, end = g["trigger"]
        sentence = next((s for s in spans if s[0] <= start < s[1]), (start, end))
        found.append(
            EventMention(
                g["type"],
                (start, end),
                sentence,
                status=g["status"],
                also=tuple((s, e) for s, e in g["also"]),
                actors=tuple(map(_participant, g["actors"])),
                recipients=tuple(map(_participant, g["recipients"])),
            )
        )
    return tuple(found)


def _participant(p: Json) -> Participant:
    return Participant(
        p["start"], p["end"], p["text"], country=p["country"], sectors=tuple(p["sectors"])
    )
