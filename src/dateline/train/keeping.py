"""Trains the second look at the events that the network finds (``what/keeping.py``) on labelled
reports.

Each report is read by a network that has not learned it (``apart.py``), and by the one that ships:
the former errs as on new reports, the latter is as sure as the reader will see it. Which floor, and
the figures, come from reports that the network that ships was not trained on.

A group of wordings is right where one of them is a wording of a gold mention that no likelier group
has. A logistic regression with a penalty on large weights gives the probability; told is what is
likelier than ``least``, chosen on models that have not seen the report.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dateline.chances import logit
from dateline.evaluation.gold_files import report_of
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.measures import articles
from dateline.parsers import english
from dateline.train import linear
from dateline.train.apart import readings
from dateline.train.folds import FOLDS
from dateline.what.calibration import probability
from dateline.what.heads import EventHeads
from dateline.what.wordings import Wordings

log = logging.getLogger(__name__)
PENALTY = 4.0
LEASTS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
SLACK = 0.6
"""Points of found and type F1 together that a higher floor may cost: what is told wrongly costs a
reader more than what is not told."""
RAREST = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A group of wordings of a report (by number): its values; whether it is an event of the gold,
    and of the same type."""

    report: int
    values: dict[str, float]
    right: bool
    same_type: bool


def examples(items: Iterable[Item], first: int = 0) -> tuple[list[Example], dict[int, int]]:
    """The groups of wordings in labelled reports, which are numbered from ``first``, and how many
    events the gold of each has; as the network reads them that is loaded."""
    wordings, parse = Wordings(EventHeads()), english.load(Knowledge())
    found, sizes = list[Example](), dict[int, int]()
    for n, item in enumerate(items, first):
        doc = parse(report_of(item))
        sizes[n] = len(item.gold)
        if doc.scores is None or not doc.tokens:
            continue
        taken = set[int]()
        for group, values in wordings.described(doc):
            tokens = [doc.tokens[c.word] for c in group]
            mine = next(
                (
                    m
                    for t in tokens
                    for m, g in enumerate(item.gold)
                    if m not in taken
                    and any(articles.overlap((t.start, t.end), w) for w in articles.wordings(g))
                ),
                None,
            )
            same = False
            if mine is not None:
                taken.add(mine)
                same = item.gold[mine]["type"] == wordings.heads.types[group[0].type]
            found.append(Example(n, values, mine is not None, same))
    return found, sizes


def fit(found: Sequence[Example]) -> Linear:
    """Fit on examples; what is rare is left out."""
    return linear.fit_values([e.values for e in found], [e.right for e in found], PENALTY, RAREST)


def f1(told: Sequence[Example], gold: int) -> tuple[float, float]:
    """F1 of what is told, in percent: found, and of the same type."""
    scale = 200 / max(1, len(told) + gold)
    return scale * sum(e.right for e in told), scale * sum(e.same_type for e in told)


def try_floors(
    chances: Sequence[tuple[Example, float]], floors: Sequence[float], gold: int
) -> dict[float, tuple[float, float]]:
    """F1 of what is told from each floor on, in percent; ``chances``: how likely each example is;
    ``gold``: how many events there are."""
    tried = {floor: f1([e for e, p in chances if p >= floor], gold) for floor in floors}
    for floor, figures in tried.items():
        log.info("told from %.2f: found F1 %.1f, type F1 %.1f", floor, *figures)
    return tried


def near_best(tried: dict[float, tuple[float, float]], slack: float) -> list[float]:
    """The floors whose found and type F1 together are within ``slack`` of the best."""
    most = max(map(sum, tried.values()))
    return [floor for floor, figures in tried.items() if sum(figures) >= most - slack]


def write_told(model: Linear, floor: float, target: Path, about: str) -> None:
    """Write a model so that what is at least as likely as a floor has a sum of at least 0."""
    linear.write(Linear(model.bias - logit(floor), model.weights), target, about)


def figures_of(
    least: float, told: tuple[float, float], before: tuple[float, float]
) -> dict[str, float]:
    """The figures of a training by their names: the floor, F1 of what is told, and of all."""
    names = "found F1", "type F1"
    return {
        "least": least,
        **dict(zip(names, told, strict=True)),
        **{f"{name}, before": value for name, value in zip(names, before, strict=True)},
    }


def train(
    items: Sequence[Item],
    held_out: Container[str],
    work: Path,
    target: Path,
) -> dict[str, float]:
    """Fit, write the model, and give figures of the reports ``held_out`` (by id) of the network's
    training, cross-validated over them."""
    found, sizes, read = list[Example](), dict[int, int](), list[str]()
    learned = [item for item in items if item.id not in held_out]
    for some in chain(readings(items, held_out, work), [learned]):
        more, counts = examples(some, len(sizes))
        found += more
        sizes |= counts
        read += [item.id for item in some]
    own = {n: k for k, n in enumerate(n for n in sizes if read[n] in held_out)}
    gold = sum(sizes[n] for n in own)
    tested = [e for e in found if e.report in own]
    chances: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        apart = {n for n, number in own.items() if number % FOLDS == fold}
        model = fit([e for e in found if e.report not in apart])
        chances += [(e, probability(model, e.values)) for e in tested if e.report in apart]
    tried = try_floors(chances, LEASTS, gold)
    best = max(near_best(tried, SLACK))
    write_told(
        fit(found),
        best,
        target,
        "which events that the network finds are told (what/keeping.py): weights of features\n"
        "with values; told where the sum is at least 0.\n"
        "Origin: learned by `dateline train keeping` from labelled reports.",
    )
    return figures_of(best, tried[best], f1(tested, gold))
