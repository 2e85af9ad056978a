"""Factuality: did it happen, from 3 (certainly) over 0 (open) to -3 (certainly not).

The figures are those of Stanovsky et al. (2017), with a three-way reading of the scale beside them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figure, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists, same_list
from dateline.evaluation.spans import check_spans

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = None
from_line = same_list

VALUES = {"happened": 3.0, "ongoing": 3.0, "planned": 1.0, "possible": 0.5, "negated": -2.5}
"""Status of an event mention on the scale; about the mean gold value of each."""
UNSAID = 3.0
"""A word that no event mention covers: nothing speaks against it."""
CLASSES = (("did not happen (<=-1)", -1), ("open (-1..1)", 0), ("happened (>=1)", 1))


def from_document(doc: Document, item: Item) -> list[Json]:
    """The status of the event mention that each gold word stands in, as a value."""
    spans = [
        (start, end, VALUES[event.status])
        for event in doc.events
        for start, end in (event.trigger, *event.also)
    ]
    found = []
    for g in item.gold:
        value = next((v for s, e, v in spans if s < g["end"] and g["start"] < e), UNSAID)
        found.append({"start": g["start"], "end": g["end"], "value": value})
    return found


def expected(probabilities: dict[str, float]) -> float:
    """The value to expect of a word whose statuses have these probabilities.

    >>> expected({"happened": 0.5, "negated": 0.5})
    0.25
    """
    return sum(p * VALUES[status] for status, p in probabilities.items())


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    check_spans(pred, size, ("value",))
    for p in pred:
        value = p["value"]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > 3.0001:
            raise ValueError(f"value {value!r} is not a number from -3 to 3")


def pearson(xs: list[float], ys: list[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    n = len(xs)
    if n < 2:
        return 0.0
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    xy = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    xx = sum((x - mean_x) ** 2 for x in xs)
    yy = sum((y - mean_y) ** 2 for y in ys)
    return xy / math.sqrt(xx * yy) if xx > 1e-12 and yy > 1e-12 else 0.0


def _third(value: float) -> int:
    return -1 if value <= -1 else 1 if value >= 1 else 0


def score(pairs: Iterable[Pair]) -> Figures:
    """Mean absolute error, correlation and three classes; a missing value is the worst error."""
    told: list[tuple[float, float | None]] = []
    extra = 0
    for item, pred in lists(pairs):
        have = {(p["start"], p["end"]): float(p["value"]) for p in pred}
        extra += len(have.keys() - {(g["start"], g["end"]) for g in item.gold})
        told += [(float(g["value"]), have.get((g["start"], g["end"]))) for g in item.gold]
    count, values = len(told), [value for value, _ in told]
    answered = [(value, guess) for value, guess in told if guess is not None]
    errors = [abs(guess - value) for value, guess in answered]
    worst = [3 + abs(v) if guess is None else abs(guess - v) for v, guess in told]
    classes = {name: _class_figure(told, k) for name, k in CLASSES}
    live = [c.f1 for c in classes.values() if c.gold]
    by_class: dict[str, Figure] = dict(classes)
    return {
        "events": count,
        "answered": percent(len(answered), count),
        "MAE (missing = worst error)": sum(worst) / count if count else None,
        "MAE of the answered": sum(errors) / len(errors) if errors else None,
        "MAE if all were 3.0": sum(abs(3.0 - v) for v in values) / count if count else None,
        "pearson r": pearson([guess or 0.0 for _, guess in told], values),
        "within 0.5": percent(sum(e <= 0.5 for e in errors), count),
        "three-way accuracy": percent(sum(_third(v) == _third(g) for v, g in answered), count),
        "three-way macro F1": sum(live) / len(live) if live else 0.0,
        "three-way": by_class,
        "predicted spans that are not gold events (ignored)": extra,
    }


def _class_figure(told: Sequence[tuple[float, float | None]], k: int) -> PRF:
    """Precision and recall of one of three classes; a missing value is in none."""
    pairs = [(_third(v), None if guess is None else _third(guess)) for v, guess in told]
    return PRF(
        pairs.count((k, k)),
        sum(guess == k for _, guess in pairs),
        sum(value == k for value, _ in pairs),
    )
