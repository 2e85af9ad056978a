"""Trains which mentions of a report are one event (``what/joining.py``) on labelled reports.

What the whole pipeline finds in reports that its network has not learned (``apart.py``) is compared
with the labels, in pairs: two mentions are one event where their triggers are wordings of one gold
mention, and two where they are wordings of two; what is in no gold mention teaches nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline import pipeline
from dateline.annotators.joining import pairs
from dateline.data import Span
from dateline.evaluation.gold_files import report_of
from dateline.evaluation.items import Item, Json
from dateline.linear import Linear
from dateline.measures import articles
from dateline.train import linear
from dateline.train.apart import readings
from dateline.train.folds import FOLDS
from dateline.what.calibration import probability
from dateline.what.heads import EventHeads
from dateline.what.joining import LEAST
from dateline.what.wordings import Wordings

log = logging.getLogger(__name__)
PENALTY, RAREST = 10.0, 10
BEFORE = pipeline.ANNOTATORS[: pipeline.ANNOTATORS.index("joining")]
ABOUT = """\
which mentions of a report are one event (what/joining.py): weights of features with values.
Origin: learned by `dateline train joining` from labelled reports."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two mentions of a report (by number): their values, and whether they are one event."""

    report: int
    values: dict[str, float]
    right: bool


def examples(items: Iterable[Item], first: int = 0) -> list[Example]:
    """The pairs of mentions that the pipeline finds in labelled reports, which are numbered from
    ``first``; as the network reads them that is loaded."""
    coder, wordings = pipeline.load(annotators=BEFORE), Wordings(EventHeads())
    found = []
    for n, item in enumerate(items, first):
        doc = coder.read(report_of(item))
        if doc.scores is None or len(doc.events) < 2:
            continue
        told = [_told(event.trigger, item.gold) for event in doc.events]
        for (i, j), values in pairs(doc, doc.events, wordings).items():
            if told[i] and told[j]:
                found.append(Example(n, values, not told[i].isdisjoint(told[j])))
    return found


def _told(trigger: Span, gold: Sequence[Json]) -> frozenset[int]:
    """The gold mentions of which a trigger is a wording."""
    return frozenset(
        n for n, g in enumerate(gold)
        if any(articles.overlap(trigger, span) for span in articles.wordings(g))
    )  # fmt: skip


def fit(found: Sequence[Example]) -> Linear:
    """Fit on examples; what is rare is left out."""
    return linear.fit_values([e.values for e in found], [e.right for e in found], PENALTY, RAREST)


def train(
    items: Sequence[Item], held_out: Container[str], work: Path, target: Path
) -> dict[str, float]:
    """Fit, write the model, and give figures of pairs in reports that models have not seen."""
    found: list[Example] = []
    number = 0
    for some in readings(items, held_out, work):
        found += examples(some, number)
        number += len(some)
    joined = right = 0
    for fold in range(FOLDS):
        model = fit([e for e in found if e.report % FOLDS != fold])
        told = [
            e for e in found
            if e.report % FOLDS == fold and probability(model, e.values) >= LEAST
        ]  # fmt: skip
        joined += len(told)
        right += sum(e.right for e in told)
    linear.write(fit(found), target, ABOUT)
    of = sum(e.right for e in found)
    return {
        "pairs": float(len(found)),
        "of one event": float(of),
        "joined": float(joined),
        "precision": 100 * right / max(1, joined),
        "recall": 100 * right / max(1, of),
    }
