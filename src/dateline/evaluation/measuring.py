"""Finds the measure of a task (one file each in ``measures/``), and scores with it."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from dateline import plugins
from dateline.evaluation.figures import Figures
from dateline.evaluation.items import Pair


def measure_for(task: str) -> ModuleType:
    """Find the measure of a task. Raises ``PipelineError`` that lists the tasks there are."""
    return plugins.find("measures", task)


def score(task: str, pairs: Iterable[Pair]) -> Figures:
    """Score pairs of gold item and prediction."""
    figures: Figures = measure_for(task).score(pairs)
    return figures
