"""Runs the stages in order: report → parser → annotators → document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline import plugins
from dateline.data import Document, Report, report_id
from dateline.errors import PipelineError
from dateline.knowledge import ROOT, Knowledge

PARSER = "english"
PARSED = frozenset({"tokens", "sentences", "names", "scores"})
ANNOTATORS = (
    "times", "places", "entities", "attributions", "events", "participants", "when", "offices",
    "where", "sources", "counts", "modes", "joining", "contexts", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """An annotator that is loaded: the field it fills and the function that fills it."""

    name: str
    field: str
    annotate: Callable[[Document], Any]


class Coder:
    """Codes reports: the embedded English pipeline."""

    def __init__(self, parse: Callable[[Report], Document], stages: Sequence[Stage]) -> None:
        self.parse = parse
        self.stages = tuple(stages)

    def code(self, report: Report) -> Document:
        """Code one report into a document with all its layers."""
        doc = self.parse(report)
        for stage in self.stages:
            doc = replace(doc, **{stage.field: stage.annotate(doc)})
        return replace(doc, scores=None)

    def code_many(self, reports: Sequence[Report]) -> list[Document]:
        """Code several reports, in order."""
        return [self.code(r) for r in reports]

    def __call__(self, text: str, published: str | dt.date, title: str | None = None) -> Document:
        """Code a text published on a day (``"2025-07-12"`` or a date).

        Raises ``ValueError`` for a day that is none.
        """
        day = dt.date.fromisoformat(published) if isinstance(published, str) else published
        return self.code(Report(report_id("", text), text, day, title))

    def pipe(self, reports: Iterable[Report], workers: int = 1) -> Iterator[Document]:
        """Code many reports in worker processes; documents come in input order."""
        if workers <= 1:
            yield from (self.code(r) for r in reports)
            return
        from dateline.engine.local import pipe

        yield from pipe(reports, workers)


def load(
    knowledge: Sequence[Path] = (),
    annotators: Sequence[str] = ANNOTATORS,
    parser: str = PARSER,
) -> Coder:
    """Load the pipeline. ``knowledge``: the user's own knowledge folders, which add to ours.

    Raises ``PipelineError`` where an annotator needs what none before it gives.
    """
    known = Knowledge((ROOT, *knowledge))
    parse = plugins.find("parsers", parser).load(known)
    stages, filled = [], set(PARSED)
    for name in annotators:
        module = plugins.find("annotators", name)
        missing = sorted(set(module.REQUIRES) - filled)
        if missing:
            raise PipelineError(
                f"annotator {name!r} needs {', '.join(missing)}, which nothing before it gives"
            )
        stages.append(Stage(name, module.ASSIGNS.partition(".")[0], module.load(known)))
        filled |= {module.ASSIGNS, module.ASSIGNS.partition(".")[0]}
    return Coder(parse, stages)
