"""Runs the stages in order: report → parser → annotators → document."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline import plugins
from dateline.data import Document, Report, report_id
from dateline.errors import PipelineError
from dateline.knowledge import ROOT, Knowledge
from dateline.where import masthead
from dateline.where.masthead import Head

PARSER = "english"
PARSED = frozenset({"tokens", "sentences", "names", "scores"})
ANNOTATORS = (
    "times", "places", "entities", "attributions", "events", "participants", "when", "offices",
    "where", "locals", "sources", "counts", "modes", "joining", "doubts", "contexts", "confidence",
)  # fmt: skip

ABOVE = frozenset({"times", "places"})
"""Layers that the masthead has, too, and that are found in both together."""


@dataclass(frozen=True, slots=True)
class Stage:
    """An annotator that is loaded: the field it fills and the function that fills it."""

    name: str
    field: str
    annotate: Callable[[Document], Any]


@dataclass(frozen=True)
class Coder:
    """Codes reports: the embedded English pipeline.

    The masthead above a text is read apart from it (``where/masthead.py``): the network does not
    see it beside the text, and it has no entities, claims or events. Its tokens, names, days and
    places stand in the document.
    """

    parse: Callable[[Report], Document]
    stages: Sequence[Stage]
    find_masthead: Callable[[str], Head | None] = lambda text: None

    def code(self, report: Report) -> Document:
        """Code one report into a document with all its layers."""
        whole, doc = self._read(report)
        if whole is not doc:
            own = {name: getattr(whole, name) for name in (*PARSED - {"scores"}, *ABOVE)}
            doc = replace(doc, **own)
        return replace(doc, scores=None)

    def read(self, report: Report) -> Document:
        """Code what stands below the masthead, all of it where there is none, without the tokens,
        names, days and places above; the network's scores are kept."""
        return self._read(report)[1]

    def _read(self, report: Report) -> tuple[Document, Document]:
        """The report parsed, with its days and places; and what stands below the masthead, with all
        layers. Both are one where it has no masthead."""
        head = self.find_masthead(report.text)
        if head is None:
            doc = self.parse(report)
            for stage in self.stages:
                doc = _filled(doc, stage.field, stage.annotate(doc))
            return doc, doc
        text, end = report.text, head.end
        parts = text[:end], " " * end + text[end:]  # each with its characters where they are
        above, doc = (self.parse(replace(report, text=part)) for part in parts)
        doc = replace(doc, report=report, masthead=head.read(text))
        whole = joined(above, doc)
        for stage in self.stages:
            if stage.field not in ABOVE:
                doc = _filled(doc, stage.field, stage.annotate(doc))
                continue
            found = stage.annotate(whole)
            over = bisect_left([x.start for x in found], end)
            whole, doc = (
                _filled(each, stage.field, some)
                for each, some in ((whole, found), (doc, found[over:]))
            )
            if stage.field == "places":
                doc = replace(doc, masthead=head.read(text, found[:over]))
        return whole, doc

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
    return Coder(parse, stages, masthead.load(known))


def _filled(doc: Document, layer: str, found: Any) -> Document:  # noqa: ANN401 - of any layer
    changes: dict[str, Any] = {layer: found}
    return replace(doc, **changes)


def joined(above: Document, below: Document) -> Document:
    """One parsed document of a masthead and of what stands below it."""
    if not above.tokens:
        return below
    words, paragraph = len(above.tokens), above.sentences[-1].paragraph + 1
    return replace(
        below,
        tokens=(*above.tokens, *(replace(t, head=t.head + words) for t in below.tokens)),
        sentences=(
            *above.sentences,
            *(
                replace(
                    s,
                    start_token=s.start_token + words,
                    end_token=s.end_token + words,
                    paragraph=s.paragraph + paragraph,
                )
                for s in below.sentences
            ),
        ),
        names=(*above.names, *below.names),
    )
