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
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.train import choosers


def annotator() -> Callable[[Report], Document]:
    return pipeline.load(annotators=("times", "places")).code


def agreement(data, weights):
    """For each task the share of events with the right value."""
    tasks, right, n = choosers.tasks(), {"when": 0, "where": 0}, 0
    for doc, full in data:
        n += len(full)
        for name, task in tasks.items():
            for gold, event in zip(full, task.annotate(doc, weights[name]), strict=True):
                right[name] += task.right(gold, getattr(event, name))
    return right["when"], right["where"], n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    data = choosers.read_labelled(choosers.read_lines(args.gold), annotator())
    total = [0, 0, 0]
    if args.folds:
        random.Random(0).shuffle(data)
        for fold in range(args.folds):
            train = [d for i, d in enumerate(data) if i % args.folds != fold]
            test = [d for i, d in enumerate(data) if i % args.folds == fold]
            weights = {name: choosers.learn(train, t) for name, t in choosers.tasks().items()}
            total = [a + b for a, b in zip(total, agreement(test, weights), strict=True)]
    else:
        weights = {m.FILE[:-4]: read_linear(MODEL / m.FILE).weights for m in (when, where)}
        total = list(agreement(data, weights))
    n = total[2]
    print(f"events {n}  when {100 * total[0] / n:.1f}  where {100 * total[1] / n:.1f}")


if __name__ == "__main__":
    main()
