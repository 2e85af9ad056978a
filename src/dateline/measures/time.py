"""Time expressions: span, type and value; the measures of TempEval-3 (UzZaman et al. 2013)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists, same_list
from dateline.evaluation.spans import check_spans, match_spans

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = "times"
from_line = same_list


def from_document(doc: Document, item: Item) -> list[Json]:
    """The times of a document."""
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in doc.times]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    check_spans(pred, size, ("type", "value"))


def score(pairs: Iterable[Pair]) -> Figures:
    """Strict and relaxed spans; value and type over the relaxed matches."""
    n: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = {}
    for item, pred in lists(pairs):
        gold = item.gold
        n["gold"] += len(gold)
        n["pred"] += len(pred)
        for g in gold:
            by_type.setdefault(g["type"], Counter())["gold"] += 1
        for i, j, equal in match_spans(gold, pred):
            g, p = gold[i], pred[j]
            value = str(g["value"]).strip() == str(p["value"]).strip()
            kind = g["type"] == p["type"]
            n["relaxed"] += 1
            n["strict"] += equal
            n["value"] += value
            n["type"] += kind
            n["both"] += value and kind
            by_type[g["type"]]["relaxed"] += 1
            by_type[g["type"]]["value"] += value
    figures: Figures = {
        name: PRF(n[key], n["pred"], n["gold"])
        for name, key in (
            ("strict", "strict"), ("relaxed", "relaxed"), ("value", "value"),
            ("type", "type"), ("type and value", "both"),
        )
    }  # fmt: skip
    figures["value accuracy on relaxed matches"] = percent(n["value"], n["relaxed"])
    figures["type accuracy on relaxed matches"] = percent(n["type"], n["relaxed"])
    figures["by gold type"] = {
        key: {
            "gold": c["gold"],
            "relaxed recall": percent(c["relaxed"], c["gold"]),
            "value recall": percent(c["value"], c["gold"]),
        }
        for key, c in sorted(by_type.items())
    }
    return figures
