"""How far the confidence of events can be believed: against the share of them that are right.

An event is right where its type and the countries of both sides are (``articles.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dateline.evaluation.figures import Figure, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists
from dateline.measures import articles

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = "events"
BINS = 10


class Judged(NamedTuple):
    """The confidence of an event, and whether it is right."""

    confidence: float
    right: bool


def from_document(doc: Document, item: Item) -> list[Json]:
    """The events of a document in the form of ``articles``, with their confidence."""
    forms = articles.from_document(doc, item)
    return [
        {**form, "confidence": event.confidence}
        for form, event in zip(forms, doc.events, strict=True)
    ]


from_line, check = articles.from_line, articles.check


def score(pairs: Iterable[Pair]) -> Figures:
    """Reliability of all events that have a confidence."""
    judged = []
    for item, preds in lists(pairs):
        right = articles.right_dyads(item.gold, preds)
        judged += [
            Judged(p["confidence"], j in right)
            for j, p in enumerate(preds)
            if p.get("confidence") is not None
        ]
    return reliability(judged)


def reliability(judged: Sequence[Judged]) -> Figures:
    """Expected calibration error in points, Brier score, how well the right ones are ranked, and a
    table: by tenths of confidence, how many, what was said and what was right, in percent.

    The expected calibration error is the mean distance between the two, each tenth counted by its
    events. ``ranking``: how often, in percent, a right event has more confidence than a wrong one.
    """
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for j in judged:
        bins[min(int(j.confidence * BINS), BINS - 1)].append(j)
    table: dict[str, Figure] = {}
    error = 0.0
    for n, inside in enumerate(bins):
        if inside:
            said = percent(sum(j.confidence for j in inside), len(inside))
            right = percent(sum(j.right for j in inside), len(inside))
            error += abs(said - right) * len(inside) / len(judged)
            table[f"{n / BINS:.1f}–{(n + 1) / BINS:.1f}"] = {
                "events": len(inside), "said": said, "right": right,
            }  # fmt: skip
    brier = sum((j.confidence - j.right) ** 2 for j in judged) / len(judged) if judged else 0.0
    return {
        "events": len(judged),
        "right": percent(sum(j.right for j in judged), len(judged)),
        "expected calibration error": error,
        "Brier score": brier,
        "ranking": _ranking(judged),
        "by confidence": table,
    }


def _ranking(judged: Sequence[Judged]) -> float:
    """The area under the ROC curve, in percent; 50 where there is nothing to rank."""
    ordered = sorted(judged, key=lambda j: j.confidence)
    right = sum(j.right for j in judged)
    wrong = len(judged) - right
    if not right or not wrong:
        return 50.0
    below, won, at = 0, 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end].confidence == ordered[at].confidence:
            end += 1
        hits = sum(j.right for j in ordered[at:end])
        misses = end - at - hits
        won += hits * (below + misses / 2)
        below += misses
        at = end
    return percent(won, right * wrong)
