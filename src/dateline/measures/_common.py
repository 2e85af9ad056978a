"""What the measures share: gold items, precision and recall, span matching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A value read from JSON; ``check`` has seen to its form."""


@dataclass(frozen=True, slots=True)
class Item:
    """A gold item: a text (document or sentence) with what annotators found in it. ``line`` is
    the whole line as read, for the keys that only one task has."""

    id: str
    text: str
    gold: Json
    published: str | None = None
    title: str | None = None
    line: Mapping[str, Json] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Mapping[str, Json]) -> Item:
        """The item that a line of a gold file tells."""
        return cls(
            line["id"], line["text"], line["gold"], line.get("published"), line.get("title"), line
        )


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and F1, in percent.

    ``tp`` counts hits among the predicted; ``tp_gold`` among the gold, where the two differ.

    >>> PRF(1, predicted=2, gold=3).f1
    40.0
    """

    tp: float
    predicted: float
    gold: float
    tp_gold: float | None = None

    @property
    def p(self) -> float:
        """Precision; 0 where nothing was predicted."""
        return 100.0 * self.tp / self.predicted if self.predicted else 0.0

    @property
    def r(self) -> float:
        """Recall; 0 where there is nothing to find."""
        hits = self.tp if self.tp_gold is None else self.tp_gold
        return 100.0 * hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.p, self.r
        return 2 * p * r / (p + r) if p + r else 0.0


Figure: TypeAlias = "PRF | float | int | dict[str, Figure] | None"
Figures: TypeAlias = dict[str, Figure]
Pair: TypeAlias = tuple[Item, Json]


def percent(part: float, whole: float) -> float:
    """A share in percent; 0 of an empty whole.

    >>> percent(1, 4)
    25.0
    """
    return 100.0 * part / whole if whole else 0.0


def pick(figures: Figure, path: Sequence[str]) -> float | None:
    """The number at a path such as ``("pair", "f1")``; ``None`` where there is none."""
    for key in path:
        if isinstance(figures, PRF):
            figures = float(getattr(figures, key))
        elif isinstance(figures, dict):
            figures = figures.get(key)
        else:
            return None
    return float(figures) if isinstance(figures, (int, float)) else None


def to_json(figures: Figure) -> Json:
    """Figures as plain JSON values."""
    if isinstance(figures, PRF):
        f = figures
        return {"p": f.p, "r": f.r, "f1": f.f1, "gold": f.gold, "pred": f.predicted}
    if isinstance(figures, dict):
        return {key: to_json(value) for key, value in figures.items()}
    return figures


def lists(pairs: Iterable[Pair]) -> Iterator[tuple[Item, list[Json]]]:
    """The pairs with an empty list for a missing prediction."""
    for item, pred in pairs:
        yield item, pred if pred is not None else []


def match_spans(gold: Sequence[Json], pred: Sequence[Json]) -> list[tuple[int, int, bool]]:
    """Pair overlapping spans one to one: equal ones first, then those that share most.

    Returns index of gold, index of predicted, and whether the spans are equal.
    """
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                equal = g["start"] == p["start"] and g["end"] == p["end"]
                candidates.append((not equal, -shared, i, j))
    chosen: list[tuple[int, int, bool]] = []
    gold_used: set[int] = set()
    pred_used: set[int] = set()
    for unequal, _, i, j in sorted(candidates):
        if i not in gold_used and j not in pred_used:
            gold_used.add(i)
            pred_used.add(j)
            chosen.append((i, j, not unequal))
    return chosen


def check_span(start: Json, end: Json, size: int) -> None:
    """Raise ``ValueError`` where two values are no span of a text of ``size`` code points."""
    whole = type(start) is int and type(end) is int
    if not whole or not 0 <= start < end <= size:
        raise ValueError(f"span {start!r}-{end!r} is empty or outside the text (0-{size})")


def check_spans(pred: Json, size: int, needed: Sequence[str] = ()) -> None:
    """Raise ``ValueError`` where ``pred`` is no list of objects with ``start``, ``end`` and the
    ``needed`` keys."""
    if not isinstance(pred, list):
        raise ValueError(f"a list is expected, not {type(pred).__name__}")
    for p in pred:
        missing = [k for k in ("start", "end", *needed) if not isinstance(p, dict) or k not in p]
        if missing:
            raise ValueError(f"{', '.join(missing)} missing in {p!r}")
        check_span(p["start"], p["end"], size)


def check_span_list(spans: Json, size: int) -> None:
    """Raise ``ValueError`` where ``spans`` is no list of [start, end]."""
    if not isinstance(spans, (list, tuple)):
        raise ValueError(f"a list of [start, end] is expected, not {spans!r}")
    for span in spans:
        if not isinstance(span, (list, tuple)) or len(span) != 2:
            raise ValueError(f"[start, end] is expected, not {span!r}")
        check_span(span[0], span[1], size)


def same_list(layer: Json) -> Json:
    """The layer of a line, taken as it is."""
    return layer
