"""Folds of the reports held out of the network's training: what is fitted on most of them is tried
on the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDS = 5


def folds(items: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The fold of each held-out report that has events, by its id."""
    ids = [item["id"] for item in items if item["gold"]]
    return {name: n % FOLDS for n, name in enumerate(ids)}


def parties_of(work: Path, fold: int) -> Path:
    """Where the model of parties is kept that has not seen the reports of a fold."""
    return work / f"parties-{fold}.tsv"
