"""Chooses the thresholds of the event decoder on reports that were held out of training."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from dateline.data import Document
from dateline.evaluation.gold_files import report_in
from dateline.evaluation.items import Item
from dateline.measures import articles
from dateline.pipeline import ANNOTATORS, Coder, load
from dateline.what.coding import EventCoder
from dateline.what.thresholds import Thresholds

log = logging.getLogger(__name__)
LOOKED_AT = 0.35
"""Score from which ``keeping`` decides on a group of wordings, where the search alone would draw
the line higher: found F1 72.8 against 71.3, cross-validated over 124 reports."""
GRID: dict[str, Sequence[float]] = {
    "event": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65),
    "further": (0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
    "first_power": (0.0, 0.25, 0.5, 0.75, 1.0),
    "link": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
    "role": (0.1, 0.15, 0.2, 0.25, 0.3, 0.4),
    "role_share": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "recipient_share": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "lone_actor": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3),
    "lone_recipient": (0.05, 0.1, 0.15, 0.2, 0.3, 1.0),
    "joined": (0.02, 0.05, 0.1, 0.2, 1.0),
}


def prepare(items: Iterable[dict[str, Any]]) -> tuple[list[tuple[Item, Document]], Coder]:
    """Run the stages before the events over labelled reports; give also the one that names
    participants."""
    before = ANNOTATORS[: ANNOTATORS.index("events")]
    coder = load(annotators=before)
    naming = load(annotators=(*before, "events", "participants"))
    docs = []
    for x in items:
        doc = coder.read(report_in(x))
        docs.append((Item.of(x), doc))
    return docs, naming


def score(
    docs: Sequence[tuple[Item, Document]], naming: Coder, thresholds: Thresholds
) -> tuple[float, float]:
    """Type F1 and dyad F1 of the decoder with these thresholds, in percent."""
    decode = EventCoder(thresholds=thresholds)
    name = naming.stages[-1].annotate
    gold = predicted = types = dyads = 0
    for item, doc in docs:
        found = replace(doc, events=decode(doc))
        found = replace(found, events=name(found))
        preds = articles.from_document(found, item)
        gold += len(item.gold)
        predicted += len(preds)
        for i, j in articles.pair(item.gold, preds):
            if item.gold[i]["type"] == preds[j]["type"]:
                types += 1
                dyads += articles.dyad(item.gold[i]) == articles.dyad(preds[j])
    scale = 200 / max(1, gold + predicted)
    return types * scale, dyads * scale


def tune(items: Iterable[dict[str, Any]], rounds: int = 2) -> Thresholds:
    """Search one threshold after the other for the best sum of type and dyad F1."""
    docs, naming = prepare(items)
    best = Thresholds()
    figures = score(docs, naming, best)
    log.info("start: type %.1f, dyad %.1f", *figures)
    for _ in range(rounds):
        for field in fields(Thresholds):
            for value in GRID.get(field.name, ()):
                trial = replace(best, **{field.name: value})
                new = score(docs, naming, trial)
                if sum(new) > sum(figures) + 1e-9:
                    best, figures = trial, new
            log.info(
                "%s = %s: type %.1f, dyad %.1f", field.name, getattr(best, field.name), *figures
            )
    return replace(best, event=min(best.event, LOOKED_AT))


def write(thresholds: Thresholds, model: Path) -> None:
    """Put thresholds into a model's ``english.json``."""
    path = model / "english.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["thresholds"] = asdict(thresholds)
    path.write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
