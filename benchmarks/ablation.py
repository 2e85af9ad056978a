"""What each step after the network is worth: the figures of whole records with one left out.

    python benchmarks/ablation.py GOLD.jsonl … [--write]

GOLD.jsonl: reports that the network was not trained on (``held-out.jsonl`` of its training). A step
that is left out gives way to the plain thing that it betters: the network's own opinion, or
nothing. --write puts the table into docs/scores.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

from _report import table, write_part
from rich.progress import track

from dateline import pipeline
from dateline.annotators import entities, participants, sources, when, where
from dateline.data import changed
from dateline.evaluation import gold_files
from dateline.evaluation.figures import pick
from dateline.knowledge import Knowledge
from dateline.measures import articles
from dateline.parsers import tree
from dateline.pipeline import Coder
from dateline.what.choosing import fill
from dateline.where.event_places import read_place_words
from dateline.who import judging

FIGURES = {
    "found": ("found", "f1"), "type": ("type", "f1"), "dyad": ("dyad", "f1"),
    "record": ("record", "f1"), "status": ("status",), "when": ("when",), "where": ("where",),
    "source": ("source",), "leakage": ("claim leakage",),
}  # fmt: skip
Change = Callable[[Coder], Coder]


def with_stage(coder: Coder, name: str, annotate) -> Coder:
    stages = [replace(s, annotate=annotate) if s.name == name else s for s in coder.stages]
    return replace(coder, stages=stages)


def annotate_of(coder: Coder, name: str):
    return next(s.annotate for s in coder.stages if s.name == name)


def events_of(doc):
    return doc.events


def nothing(name: str) -> Change:
    """A layer stays empty."""
    return lambda coder: with_stage(coder, name, lambda doc: ())


def untangled(coder: Coder) -> Coder:
    """Trees as their arcs score best, crossing or not."""

    def parse(report):
        with mock.patch.object(tree, "untangle", lambda block, heads: heads):
            return coder.parse(report)

    return replace(coder, parse=parse)


def names(coder: Coder) -> Coder:
    """Names as the network labels them."""
    coder.parse._namer = None
    return coder


def status(coder: Coder) -> Coder:
    """Status as the network has it, without the words around the trigger."""
    events = annotate_of(coder, "events")
    events.telling = None
    return coder


def second_look(coder: Coder) -> Coder:
    """All events that the network finds."""
    annotate_of(coder, "events").wordings.keeping = None
    return coder


def links(coder: Coder) -> Coder:
    """Every wording is an event of its own."""
    wordings = annotate_of(coder, "events").wordings
    wordings.least = replace(wordings.least, link=2.0)
    return coder


def parties(coder: Coder) -> Coder:
    """Participants by the network's thresholds, word by word."""
    fill_in = annotate_of(coder, "participants")

    def annotate(doc):
        events = tuple(changed(event, party_words=None) for event in doc.events)
        return fill_in(replace(doc, events=events))

    return with_stage(coder, "participants", annotate)


def judge(_: Coder) -> Coder:
    """Countries as a phrase shows them by itself; no sectors."""
    plain = judging.read_judge(Path("none"), Path("none"))
    with (
        mock.patch.object(entities, "read_judge", return_value=plain),
        mock.patch.object(participants, "read_judge", return_value=plain),
        mock.patch.object(sources, "read_judge", return_value=plain),
    ):
        return pipeline.load()


def days(coder: Coder) -> Coder:
    """The date that the network holds for the event's."""
    return with_stage(coder, "when", lambda doc: fill(doc, {}, when.candidates, when.put))


def places(coder: Coder) -> Coder:
    """The place that the network holds for the event's."""
    find = where.finder(read_place_words(Knowledge()))
    return with_stage(coder, "where", lambda doc: fill(doc, {}, find, where.put))


CHANGES: dict[str, Change] = {
    "nothing": lambda coder: coder,
    "trees without crossing arcs": untangled,
    "judged names": names,
    "same event": links,
    "second look at events": second_look,
    "last look at events": lambda coder: with_stage(coder, "doubts", events_of),
    "mentions that are one joined": lambda coder: with_stage(coder, "joining", events_of),
    "status by words": status,
    "parties chosen as sets": parties,
    "entities": nothing("entities"),
    "countries and sectors judged": judge,
    "attributions": nothing("attributions"),
    "days chosen": days,
    "places chosen": places,
}


def figures(coder: Coder, items) -> dict[str, float | None]:
    pairs = [
        (item, articles.from_document(coder.code(gold_files.report_of(item)), item))
        for item in track(items, "reports", transient=True)
    ]
    found = articles.score(pairs)
    return {name: pick(found, key) for name, key in FIGURES.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    items = [item for path in options.gold for item in gold_files.read_gold(path)]
    rows, whole = [], {}
    for name, change in CHANGES.items():
        found = figures(change(pipeline.load()), items)
        if found == whole:
            raise SystemExit(f"{name}: all figures stay: the step is not left out")
        whole = whole or found
        cells = [
            f"{value:.1f}" + ("" if found is whole else f" ({value - whole[key]:+.1f})")
            for key, value in found.items()
        ]
        rows.append((name, *cells))
        print(f"{name:30}", *(f"{k} {c} " for k, c in zip(found, cells, strict=True)), flush=True)
    if options.write:
        about = (
            f"{len(items)} reports that the network was not trained on, coded with one step left "
            "out (in brackets: against all steps): "
            "`python benchmarks/ablation.py WORK/held-out.jsonl --write`. "
            "Leakage counts events that are found: less is better."
        )
        write_part(
            "ablation",
            ["## What each step is worth", "", about, "", *table(("left out", *FIGURES), rows)],
        )


if __name__ == "__main__":
    main()
