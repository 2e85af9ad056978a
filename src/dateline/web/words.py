"""The words behind a record: texts cut into pieces, each with the layers it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.data import EventMention, Span

Layer = Literal["event", "who", "when", "where", "said", "chosen"]
LAYERS: dict[Layer, str] = {
    "event": "what", "who": "who", "when": "when", "where": "where", "said": "said by",
}  # fmt: skip
"""The layers of marks, and what a page calls them."""

CHOSEN: Layer = "chosen"
"""Words that a person has chosen, to say what they are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a layer, and the number of its event in the text; ``trigger``: its first words."""

    start: int
    end: int
    layer: Layer
    event: int
    trigger: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies wholly in, or out of, each mark. ``opens`` are the events whose
    trigger begins here, ``events`` all whose marks it lies in; ``start`` is where it stands."""

    text: str
    layers: tuple[Layer, ...] = ()
    events: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    start: int = 0


def marks(event: EventMention, number: int) -> list[Mark]:
    """Give the spans of an event."""
    spans: list[tuple[Span | None, Layer]] = [(event.trigger, "event")]
    spans += [(span, "event") for span in event.also]
    spans += [((p.start, p.end), "who") for p in (*event.actors, *event.recipients)]
    spans += [((s.start, s.end), "said") for s in event.sources]
    if event.when is not None:
        spans.append((event.when.span, "when"))
    if event.where is not None:
        spans.append((event.where.span, "where"))
    return [
        Mark(*span, layer, number, at == 0)
        for at, (span, layer) in enumerate(spans)
        if span is not None
    ]


def pieces(text: str, found: Iterable[Mark], window: Span | None = None) -> list[Piece]:
    """Cut a text, or a window of it, at the ends of marks.

    >>> [p.text for p in pieces("He left Rome.", [Mark(8, 12, "where", 1)])]
    ['He left ', 'Rome', '.']
    """
    first, last = window or (0, len(text))
    inside = [
        Mark(max(m.start, first), min(m.end, last), m.layer, m.event, m.trigger)
        for m in found
        if m.start < last and m.end > first and m.end > m.start
    ]
    starts: dict[int, list[Mark]] = {}
    for mark in inside:
        starts.setdefault(mark.start, []).append(mark)
    edges = sorted({first, last, *(m.start for m in inside), *(m.end for m in inside)})
    out: list[Piece] = []
    open_marks: list[Mark] = []
    for start, end in pairwise(edges):
        begun = starts.get(start, [])
        open_marks = [m for m in open_marks if m.end > start] + begun
        out.append(
            Piece(
                text[start:end],
                tuple(
                    layer
                    for layer in (*LAYERS, CHOSEN)
                    if any(m.layer == layer for m in open_marks)
                ),
                tuple(sorted({m.event for m in open_marks if m.layer != CHOSEN})),
                tuple(sorted({m.event for m in begun if m.trigger})),
                start,
            )
        )
    return out


def paragraphs(found: Sequence[Piece]) -> list[list[Piece]]:
    """Part pieces at empty lines; single line ends stay."""
    out: list[list[Piece]] = [[]]
    for piece in found:
        at = piece.start
        for number, part in enumerate(piece.text.split("\n\n")):
            if number:
                out.append([])
            if part:
                opens = piece.opens if not number else ()
                out[-1].append(Piece(part, piece.layers, piece.events, opens, at))
            at += len(part) + 2
    return [paragraph for paragraph in out if any(p.text.strip() for p in paragraph)]
