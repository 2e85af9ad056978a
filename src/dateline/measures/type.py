"""PLOVER type of one event between a marked source and target (Halterman et al. 2021, PLV)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figure, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, same_list
from dateline.what.plover import fold

if TYPE_CHECKING:
    from dateline.data import Document, EventMention, Span

LAYER = None
from_line = same_list

OLD_NAMES = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUAD = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "CONCEDE": "1",
    "COOPERATE": "2", "AID": "2", "YIELD": "2", "RETREAT": "2",
    "REQUEST": "3", "ACCUSE": "3", "REJECT": "3", "THREATEN": "3",
    "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""


def from_document(doc: Document, item: Item) -> str | None:
    """The type of the event whose parties lie nearest to the marked source and target, with its
    status folded in.

    ``None`` where the document has no event, or one that folds into nothing. ``dateline eval``
    asks the model made for this question instead (``what/between.py``).
    """
    if not doc.events:
        return None
    event = max(doc.events, key=lambda event: _closeness(event, item.line))
    return fold(event.event_type, event.status)


def spans(marked: Json) -> list[Span]:
    """The spans of a marked party of the gold; none where it is ``None``."""
    if not marked:
        return []
    return [(s, e) for s, e in marked.get("all") or [[marked["start"], marked["end"]]]]


def _closeness(event: EventMention, line: Json) -> tuple[int, float, int]:
    """How many of the two marked parties take part, then confidence, then the first."""
    parties = [(p.start, p.end) for p in (*event.actors, *event.recipients)]
    hits = 0
    for side in ("source", "target"):
        marked = spans(line.get(side))
        hits += any(s < b and a < e for s, e in marked for a, b in parties)
    return hits, event.confidence or 0.0, -event.trigger[0]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if pred is not None and not isinstance(pred, str):
        raise ValueError(f"a label or null is expected, not {pred!r}")


def _labels(pairs: list[tuple[str, str | None]]) -> Figures:
    gold = Counter(g for g, _ in pairs)
    pred = Counter(p for _, p in pairs if p is not None)
    tp = Counter(g for g, p in pairs if g == p)
    per = {k: PRF(tp[k], pred[k], gold[k]) for k in sorted(gold)}
    by_label: dict[str, Figure] = dict(per)
    return {
        "accuracy": percent(tp.total(), len(pairs)),
        "micro F1": PRF(tp.total(), pred.total(), gold.total()).f1,
        "macro F1": sum(v.f1 for v in per.values()) / len(per) if per else 0.0,
        "per label": by_label,
    }


def score(pairs: Iterable[Pair]) -> Figures:
    """Accuracy, micro and macro F1 over roots, and over quad classes where the gold has them."""
    items = list(pairs)
    labels = {item.gold for item, _ in items}
    rename = {**OLD_NAMES, **YIELD} if "YIELD" in labels else OLD_NAMES
    root: list[tuple[str, str | None]] = []
    quad: list[tuple[str, str | None]] = []
    for item, pred in items:
        label = pred.upper() if pred is not None else None
        if label is not None and label not in labels:
            label = rename.get(label, label)
        root.append((item.gold, label))
        if item.line.get("quad") is not None:
            quad.append((str(item.line["quad"]), QUAD.get(label) if label else None))
    figures: Figures = {"items": len(root), "root": _labels(root)}
    if quad:
        figures["quad"] = _labels(quad)
    return figures
