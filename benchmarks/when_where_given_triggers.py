"""Accuracy of the days and the place of events, given their triggers, types and parties.

    python benchmarks/when_where_given_triggers.py GOLD.jsonl            the shipped weights
    python benchmarks/when_where_given_triggers.py GOLD.jsonl --folds 5  cross-validated by report

GOLD.jsonl has whole reports with labelled events (``dateline.train.choosers.read_labelled``).
Agreement is that of the scorer for articles: days that share at least half of all their days; a
place of the same name and state or within 50 km; none and none agree.
"""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from dateline import pipeline
from dateline.annotators import when, where
from dateline.data import Document, Report
from dateline.knowledge import Knowledge
from dateline.linear import MODEL, read_linear
from dateline.train import choosers


def annotator() -> Callable[[Report], Document]:
    return pipeline.load(annotators=("times", "places")).code


def agreement(data, when_weights, where_weights, words):
    when_right = where_right = n = 0
    for doc, full in data:
        for gold, days, place in zip(
            full,
            when.annotate_with(doc, when_weights),
            where.annotate_with(doc, where_weights, words),
            strict=True,
        ):
            n += 1
            when_right += choosers.same_when(gold.when, days.when)
            where_right += choosers.same_where(gold.where, place.where)
    return when_right, where_right, n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data = choosers.read_labelled(args.gold, annotator())
    words = where.read_words(Knowledge())
    total = [0, 0, 0]
    if args.folds:
        random.Random(0).shuffle(data)
        for fold in range(args.folds):
            train = [d for i, d in enumerate(data) if i % args.folds != fold]
            test = [d for i, d in enumerate(data) if i % args.folds == fold]
            weights = (
                choosers.fit(choosers.when_groups(train)),
                choosers.fit(choosers.where_groups(train)),
            )
            total = [a + b for a, b in zip(total, agreement(test, *weights, words), strict=True)]
    else:
        weights = (read_linear(MODEL / when.FILE).weights, read_linear(MODEL / where.FILE).weights)
        total = list(agreement(data, *weights, words))
    n = total[2]
    print(f"events {n}  when {100 * total[0] / n:.1f}  where {100 * total[1] / n:.1f}")


if __name__ == "__main__":
    main()
