"""Matches predicted spans with gold ones, and checks that a prediction has spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.evaluation.items import Json

Rank = tuple[float, ...]


def match_spans(gold: Sequence[Json], pred: Sequence[Json]) -> list[tuple[int, int, bool]]:
    """Pair overlapping spans one to one: equal ones first, then those that share most.

    Returns index of gold, index of predicted, and whether the spans are equal.
    """
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                candidates.append(((not _equal(g, p), -shared), i, j))
    return [(i, j, _equal(gold[i], pred[j])) for i, j in one_to_one(candidates)]


def _equal(gold: Json, pred: Json) -> bool:
    return bool(gold["start"] == pred["start"] and gold["end"] == pred["end"])


def one_to_one(candidates: Iterable[tuple[Rank, int, int]]) -> list[tuple[int, int]]:
    """Pair numbers of gold and predicted things, each once: the lowest rank first, of equal ranks
    the first numbers."""
    gold, pred = set[int](), set[int]()
    chosen = []
    for _, i, j in sorted(candidates):
        if i not in gold and j not in pred:
            gold.add(i)
            pred.add(j)
            chosen.append((i, j))
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
