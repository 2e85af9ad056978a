"""Trains which events are so doubtful that they are not told (``annotators/doubts.py``).

Every event that the stages before find in reports held out of the coder's training is one of the
gold, with its type, or not; a logistic regression says how likely. Left out is what is less likely
than a floor, which is chosen on models that have not seen the report: the lowest at which found and
type F1 together are near their best, as what is left out here no reader can judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.data import Document
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.measures import articles
from dateline.train import linear
from dateline.train.confidence import coded
from dateline.train.keeping import (
    Example,
    f1,
    figures_of,
    near_best,
    try_floors,
    write_told,
)
from dateline.what.calibration import features, probability
from dateline.what.topics import read_topics

Json = dict[str, Any]
FLOORS = (0.12, 0.16, 0.2, 0.24, 0.28, 0.32, 0.36)
SLACK = 0.2
"""Points of found and type F1 together that a lower floor may cost."""
PENALTY, FOLDS = 8.0, 10


def examples(docs: Iterable[tuple[Document, list[Json]]]) -> list[Example]:
    """The events of coded reports, judged by their gold mentions."""
    found, topics = [], read_topics(Knowledge())
    for n, (doc, gold) in enumerate(docs):
        preds = articles.from_document(doc, None)
        own = {j: gold[i] for i, j in articles.pair(gold, preds)}
        found += [
            Example(n, values, j in own, j in own and own[j]["type"] == preds[j]["type"])
            for j, values in enumerate(features(doc, topics))
            if values
        ]
    return found


def fit(found: Sequence[Example]) -> Linear:
    """Fit on events and whether they are right."""
    return linear.fit_values([e.values for e in found], [e.same_type for e in found], PENALTY)


def cross_validate(found: Sequence[Example]) -> list[tuple[Example, float]]:
    """How likely each event is right by a model that has not seen its report."""
    chances = []
    for fold in range(FOLDS):
        model = fit([e for e in found if e.report % FOLDS != fold])
        chances += [(e, probability(model, e.values)) for e in found if e.report % FOLDS == fold]
    return chances


def train(items: Sequence[Json], target: Path, work: Path) -> dict[str, float]:
    """Code labelled reports, fit the model, write it, and give cross-validated figures."""
    docs = coded(items, "doubts", work)
    found, gold = examples(docs), sum(len(mentions) for _, mentions in docs)
    tried = try_floors(cross_validate(found), FLOORS, gold)
    best = min(near_best(tried, SLACK))
    write_told(
        fit(found),
        best,
        target,
        "which events are too doubtful to be told (annotators/doubts.py): weights of features\n"
        "with values; told where the sum is at least 0.\n"
        "Origin: learned by `dateline train doubts` from the reports held out of training.",
    )
    return figures_of(best, tried[best], f1(found, gold))
