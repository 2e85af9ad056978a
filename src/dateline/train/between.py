"""Trains the model of what passes between two marked parties (``what/between.py``) on PLV's
sentences.

A softmax with a penalty on large weights, by L-BFGS. Features of words that fewer than three
sentences have are left out. ``folds`` figures come from models that did not see the sentence:
sentences with the same text stand in the same fold. They flatter where the network itself was
trained on these sentences: only the evaluation part tells then.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.data import Document, Report
from dateline.evaluation.figures import Figures
from dateline.evaluation.items import Item
from dateline.measures.type import score, spans
from dateline.what.between import BIAS, Features, Model, features
from dateline.what.heads import EventHeads

log = logging.getLogger(__name__)
PENALTY = 1.0
"""On large weights."""
BALANCE = 0.25
"""Sentences count by how rare their class is, to this power: the figure is a mean over classes."""
RAREST = 3
SMALLEST = 0.02
"""Weights nearer to 0 are written as 0."""
DAY = dt.date(2000, 1, 1)  # the parser does not look at it


def read(items: Iterable[Item], parse: Callable[[Report], Document]) -> list[Features]:
    """Parse the sentences, and describe what stands between their parties."""
    heads = EventHeads()
    return [
        features(
            heads,
            parse(Report(item.id, item.text, DAY)),
            spans(item.line.get("source")),
            spans(item.line.get("target")),
        )
        for item in items
    ]


def fit(rows: Sequence[Features], gold: Sequence[str], penalty: float = PENALTY) -> Model:
    """Fit a softmax to described sentences and their classes."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in counts.items() if n >= RAREST)
    index = {name: i for i, name in enumerate(names)}
    classes = sorted(set(gold))
    matrix = np.zeros((len(rows), len(names)), dtype=np.float32)
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                matrix[n, index[name]] = value
    weights, bias = _minimise(matrix, [classes.index(g) for g in gold], len(classes), penalty)
    found = {name: weights[i] for name, i in index.items() if np.abs(weights[i]).max() >= SMALLEST}
    return Model(tuple(classes), {BIAS: bias, **found})


def _minimise(
    matrix: NDArray[np.float32], gold: list[int], classes: int, penalty: float
) -> tuple[Any, Any]:
    import torch

    torch.set_num_threads(1)
    x, y = torch.tensor(matrix), torch.tensor(gold)
    counts = torch.bincount(y, minlength=classes).float()
    rarity = (counts.mean() / counts) ** BALANCE
    weights = torch.zeros(x.shape[1], classes, requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=80, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(
            x @ weights + bias, y, weight=rarity, reduction="sum"
        )
        loss = loss + penalty * (weights**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().double().numpy(), bias.detach().double().numpy()


def best(model: Model, row: Features) -> str:
    """The likeliest class; the first in the alphabet of equals."""
    found = model.probabilities(row)
    return max(found, key=found.__getitem__)


def cross_validate(items: Sequence[Item], rows: Sequence[Features], folds: int = 5) -> Figures:
    """Score each sentence by a model that has not seen it."""
    fold = [int(hashlib.sha256(i.text.encode()).hexdigest(), 16) % folds for i in items]
    pairs: list[tuple[Item, str]] = []
    for k in range(folds):
        rest = [n for n, f in enumerate(fold) if f != k]
        model = fit([rows[n] for n in rest], [items[n].gold for n in rest])
        pairs += [(items[n], best(model, rows[n])) for n, f in enumerate(fold) if f == k]
    return score(pairs)


def write(model: Model, path: Path) -> None:
    """Write a model as a table."""
    lines = [
        "# What one marked party does to another: weights of a softmax (what/between.py).",
        "# Columns: feature, then one weight for each class.",
        "# Origin: learned by `dateline train between` from the PLV sentences; no text of theirs.",
        "# Known gaps: the classes are those of that set, YIELD for CONCEDE and RETREAT.",
        "\t".join(["feature", *model.classes]),
    ]
    for name in sorted(model.rows):
        values = (f"{v:.2f}" if abs(v) >= SMALLEST else "0" for v in model.rows[name])
        lines.append("\t".join([name, *values]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(items: Sequence[Item], parse: Callable[[Report], Document], target: Path) -> Figures:
    """Train on all sentences, write the model, and give the cross-validated figures."""
    rows = read(items, parse)
    figures = cross_validate(items, rows)
    write(fit(rows, [item.gold for item in items]), target)
    return figures
