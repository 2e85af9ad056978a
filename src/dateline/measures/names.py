"""Names: exact spans with type (PER, ORG, LOC)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures
from dateline.evaluation.items import Item, Json, Pair, lists, same_list
from dateline.evaluation.spans import check_spans

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = None
from_line = same_list

TYPES = ("PER", "ORG", "LOC")


def from_document(doc: Document, item: Item) -> list[Json]:
    """The names of a document."""
    return [{"start": n.start, "end": n.end, "type": n.type} for n in doc.names]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    check_spans(pred, size, ("type",))


def score(pairs: Iterable[Pair]) -> Figures:
    """F1 by type, and over the three types together; other types are left out."""
    n: Counter[tuple[str, str]] = Counter()
    for item, pred in lists(pairs):
        gold = {(g["start"], g["end"], g["type"]) for g in item.gold}
        found = {(p["start"], p["end"], p["type"]) for p in pred}
        for key, spans in (("gold", gold), ("pred", found), ("tp", gold & found)):
            for _, _, kind in spans:
                n[key, kind] += 1
    figures: Figures = {t: PRF(n["tp", t], n["pred", t], n["gold", t]) for t in TYPES}
    tp, predicted, total = (sum(n[key, t] for t in TYPES) for key in ("tp", "pred", "gold"))
    figures["all"] = PRF(tp, predicted, total)
    return figures
