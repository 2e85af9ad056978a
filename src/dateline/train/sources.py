"""Trains the two models of sources: in whose voice an event is told, and who else passes it on.

Of the voices of an event (``saying/voices.py``) those are right that touch the innermost gold
source, or else, where none does, those of the same entity; the outlet's own where the gold has
no source. Events whose gold source no voice finds teach nothing. Where a voice is right, those
who may pass its words on are examples: right where they touch an outer source.

What the event coder's network takes for sources it knows by heart in the reports that it was
trained on; so each report is read by a network that has not learned it (``apart.py``).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline import pipeline
from dateline.annotators.sources import CHAINS, WEIGHTS, Models
from dateline.data import Document, EventMention, Participant, Span
from dateline.evaluation.gold_files import read_gold, report_of
from dateline.evaluation.items import Item, Json
from dateline.evaluation.labels import events as labelled_events
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.saying.claims import Claim
from dateline.saying.describing import Describing
from dateline.saying.lexicon import Lexicon, read_lexicon
from dateline.saying.relays import Relays
from dateline.saying.said import Said, read_heads
from dateline.saying.speakers import Mention
from dateline.saying.voices import Voices
from dateline.train import linear
from dateline.train.apart import readings
from dateline.what import roles
from dateline.what.heads import EventHeads
from dateline.what.taking_part import SOURCE_GUESS, source_words

ABOUT = """
Ranking of the voices that may tell an event: weights of features (saying/describing.py).
origin: learned from our labelled articles by `dateline train sources`
"""
ABOUT_CHAINS = """
Linear model of who passes another one's words on: weights of features (saying/relays.py).
origin: learned from our labelled articles by `dateline train sources`
"""


@dataclass(frozen=True, slots=True)
class Example:
    """An event: the features of each choice and which are right; of those who may pass the words
    of a right voice on the features, and whether they do."""

    rows: list[list[str]]
    right: list[bool]
    relays: list[tuple[list[str], bool]]


def examples(
    doc: Document, gold: Sequence[Json], lexicon: Lexicon, said: Said | None
) -> Iterator[Example]:
    """Yield the events of a document, judged by the gold.

    ``doc.events`` and ``gold`` run side by side; ``said``: what the network says of the document.
    """
    voices = Voices(doc, lexicon, said)
    describing, relays = Describing(voices), Relays(voices)
    for event, record in zip(doc.events, gold, strict=True):
        sources = record["sources"]
        found = voices.about(event)
        right = [bool(sources) and _touches(voices, v.mention, sources[-1:]) for v in found]
        passing = []
        if any(right):
            voice = found[right.index(True)]
            for relay in relays.of(voice):
                passes = _touches(voices, relay.mention, sources[:-1])
                passing.append((relays.features(voice, relay), passes))
        elif sources:
            right = [_agrees(voices, v.claim, sources[-1:]) for v in found]
        yield Example(describing.features(event, found), [not sources, *right], passing)


def _touches(voices: Voices, mention: Mention, sources: Sequence[Json]) -> bool:
    return _touch([voices.speakers.span(mention)], sources)


def _agrees(voices: Voices, claim: Claim, sources: Sequence[Json]) -> bool:
    """Whether one of the holders of a claim is among the given sources, by any mention of him."""
    speakers = voices.speakers
    for holder in claim.holders:
        entity = speakers.entity_at.get(holder.head)
        spans = [speakers.span(holder), speakers.span(voices.fullest.resolve(holder))]
        spans += entity.mentions if entity is not None else ()
        if _touch(spans, sources):
            return True
    return False


def _touch(spans: Sequence[Span], sources: Sequence[Json]) -> bool:
    return any(s["start"] < end and start < s["end"] for s in sources for start, end in spans)


def fit(judged: Sequence[Example]) -> Models:
    """Fit the models to examples."""
    taught = [(e.rows, e.right) for e in judged if len(e.rows) > 1 and any(e.right)]
    relays = [relay for e in judged for relay in e.relays]
    chain = linear.fit([row for row, _ in relays], [passes for _, passes in relays], l2=1e-3)
    return Models(linear.fit_ranking(taught), chain)


def write(models: Models, folder: Path) -> None:
    """Write the models."""
    linear.write(Linear(0.0, dict(models.choice)), folder / WEIGHTS.name, ABOUT)
    linear.write(models.chain, folder / CHAINS.name, ABOUT_CHAINS)


def main(items: Iterable[Item], held_out: Container[str], work: Path, target: Path) -> None:
    """Train on labelled reports; ``held_out``: ids of those that the network has not learned,
    ``target``: the folder of the model."""
    lexicon = read_lexicon(Knowledge())
    judged: list[Example] = []
    for own in readings(items, held_out, work):
        heads = read_heads()
        for item, doc in zip(own, documents(own, hints=True), strict=True):
            judged += examples(doc, item.gold, lexicon, heads.read(doc))
    write(fit(judged), target)


def items_of(corpora: Path, labels: Path) -> list[Item]:
    """The train articles and the reports of our own labels, each report once."""
    items = read_gold(corpora / "gold" / "articles" / "train.jsonl")
    known = {item.id for item in items}
    for raw in labelled_events(labels, corpora):
        if raw["id"] not in known:
            items.append(Item.of(raw))
    return items


BEFORE = ("times", "places", "entities", "attributions")
"""The annotators whose layers are read beside gold events."""


def documents(items: Iterable[Item], *, hints: bool = False) -> Iterator[Document]:
    """Code articles up to their attributions, and give them their gold events; the network's
    scores are kept. ``hints``: with the words that the event coder takes for sources."""
    coder, heads = pipeline.load(annotators=BEFORE), EventHeads()
    for item in items:
        doc = coder.read(report_of(item))
        doc = replace(doc, events=gold_events(doc, item.gold))
        yield replace(doc, events=hinted(doc, heads)) if hints else doc


def hinted(doc: Document, heads: EventHeads) -> tuple[EventMention, ...]:
    """The events of a document with the words that the event coder takes for their sources."""
    words = [roles.head_word(doc, *event.trigger) for event in doc.events]
    asked = [
        (word, heads.types.index(event.event_type))
        for word, event in zip(words, doc.events, strict=True)
        if word is not None
    ]
    played = iter(heads.roles(doc, asked, SOURCE_GUESS))
    return tuple(
        replace(event, source_words=source_words(next(played)) if word is not None else ())
        for word, event in zip(words, doc.events, strict=True)
    )


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
