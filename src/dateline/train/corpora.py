"""Where everything to train on is read from: shared corpora, our labels, and a parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from dateline.data import Document, Report
from dateline.embedded import MODEL
from dateline.evaluation.labels import read_jsonl
from dateline.parsers.pieces import Pieces
from dateline.train.examples import Array
from dateline.what import roles

Json = dict[str, Any]


@dataclass(frozen=True)
class Parsed:
    """A parsed report, with the scores for event types of its words (words × none and types)."""

    doc: Document
    scores: Array
    numbers: list[int]


Parse = Callable[[Report], Parsed]


@dataclass(frozen=True)
class Corpora:
    """Where everything is read from: shared corpora, our stand-off labels, and a parser."""

    folder: Path
    labels: Path
    parse: Parse
    pieces: Pieces

    def gold(self, name: str) -> Iterator[Json]:
        """The lines of a gold file."""
        yield from read_jsonl(self.folder / "gold" / name)


def open_corpora(folder: Path, labels: Path) -> Corpora:
    """Corpora that are parsed with the embedded model."""
    from dateline.annotators import times
    from dateline.knowledge import Knowledge
    from dateline.parsers import english

    knowledge = Knowledge()
    parser, find_times = english.load(knowledge), times.load(knowledge)

    def parse(report: Report) -> Parsed:
        doc = parser(report)
        scores = np.zeros((0, 2), np.float32) if doc.scores is None else doc.scores.trigger
        doc = replace(doc, scores=None)
        return Parsed(replace(doc, times=find_times(doc)), scores, roles.sentence_numbers(doc))

    return Corpora(folder, labels, parse, Pieces(MODEL / "tokenizer.json"))
