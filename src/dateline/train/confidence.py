"""Trains the confidence of events (``what/calibration.py``) on reports held out of the coder's
training.

Every event that the pipeline finds in them is right, with its type and its countries, or not; a
logistic regression with a penalty on large weights says how likely. Its figures come from models
that did not see the report.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.annotators import participants
from dateline.data import Document
from dateline.evaluation.gold_files import report_in
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.measures import articles
from dateline.measures.confidence import Judged, reliability
from dateline.pipeline import ANNOTATORS, Coder, load
from dateline.train import linear
from dateline.train.folds import FOLDS as PARTY_FOLDS
from dateline.train.folds import folds as party_folds
from dateline.train.folds import parties_of
from dateline.what.calibration import features, probability
from dateline.what.party_model import read_party_model
from dateline.what.topics import read_topics

log = logging.getLogger(__name__)
PENALTY = 3.0
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """An event of a report (by number): its features, and whether it is right."""

    report: int
    values: dict[str, float]
    right: bool


def examples(docs: Iterable[tuple[Document, list[dict[str, Any]]]]) -> list[Example]:
    """The events of coded reports, judged by their gold mentions."""
    found, topics = [], read_topics(Knowledge())
    for n, (doc, gold) in enumerate(docs):
        right = articles.right_dyads(gold, articles.from_document(doc, None))
        found += [
            Example(n, values, j in right)
            for j, values in enumerate(features(doc, topics))
            if values
        ]
    return found


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> Linear:
    """Fit on events and whether they are right."""
    return linear.fit_values([e.values for e in examples], [e.right for e in examples], penalty)


def cross_validate(found: Sequence[Example], folds: int = FOLDS) -> list[Judged]:
    """The confidence of each event by a model that has not seen its report, and whether right."""
    judged = []
    for fold in range(folds):
        model = fit([e for e in found if e.report % folds != fold])
        judged += [
            Judged(probability(model, e.values), e.right) for e in found if e.report % folds == fold
        ]
    return judged


def _choosing(coder: Coder, model: Path) -> Coder:
    """A coder that chooses the parties of events by another model."""
    annotate = participants.annotator(Knowledge(), read_party_model(model))
    stages = [
        replace(stage, annotate=annotate) if stage.name == "participants" else stage
        for stage in coder.stages
    ]
    return replace(coder, stages=stages)


def coded(
    items: Sequence[dict[str, Any]], before: str, work: Path
) -> list[tuple[Document, list[dict[str, Any]]]]:
    """Labelled reports, coded by all stages ``before`` one, with their gold.

    The parties of a report are chosen by the model of ``train parties`` that has not seen it, where
    the folder ``work`` has one.
    """
    coder = load(annotators=ANNOTATORS[: ANNOTATORS.index(before)])
    fold = party_folds(items)
    coders = {
        n: _choosing(coder, parties_of(work, n))
        for n in range(PARTY_FOLDS)
        if parties_of(work, n).is_file()
    }
    return [(coders.get(fold.get(x["id"], 0), coder).code(report_in(x)), x["gold"]) for x in items]


def train(items: Sequence[dict[str, Any]], target: Path, work: Path) -> dict[str, Any]:
    """Code labelled reports, fit the model, write it, and give the cross-validated figures."""
    found = examples(coded(items, "confidence", work))
    linear.write(
        fit(found),
        target,
        "confidence of events: weights of features with values (what/calibration.py)\n"
        "Origin: learned by `dateline train confidence` from the reports held out of training.",
    )
    return reliability(cross_validate(found))
