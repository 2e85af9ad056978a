"""Matches predicted spans with gold ones, and checks that a prediction has spans."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.evaluation.items import Json


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
