"""Trains what tells the modes of events (``annotators/modes.py``) on labelled reports.

Learned from are the events of the labels, and once more those that the whole pipeline finds with
the same type, as networks read them that have not learned the report (``apart.py``). Each mode that
the labels have often enough is an example of each event of its type: right or not. The figures are
those of what the pipeline finds, by models that have not seen the report.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline import pipeline
from dateline.annotators.modes import told
from dateline.data import Document, EventMention, changed
from dateline.evaluation.figures import PRF
from dateline.evaluation.gold_files import report_of
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.measures import articles
from dateline.train import linear
from dateline.train.apart import readings
from dateline.train.folds import FOLDS
from dateline.train.sources import gold_events
from dateline.what import plover, roles
from dateline.what.heads import EventHeads
from dateline.what.mode_features import evidence
from dateline.what.mode_model import Evidence, ModeModel, spelled
from dateline.what.mode_words import Lexicon, ModeReader, Spoken, read_modes

log = logging.getLogger(__name__)
PENALTY, RAREST = 10.0, 6
RARE = 20
"""Labelled events of a mode under which it is not learned: its rows alone tell it."""
SMALLEST = 0.05
"""Weights nearer to 0 are left out: a third of the table, which changes nothing."""
BEFORE = pipeline.ANNOTATORS[: pipeline.ANNOTATORS.index("modes")]
ABOUT = """\
modes of events (annotators/modes.py): weights of features for a mode, a type, or all of them.
Origin: learned by `dateline train modes` from labelled reports."""


@dataclass(frozen=True, slots=True)
class Example:
    """An event of a report (by number): what there is to know of its modes, and which are right.
    ``found``: whether the pipeline found it, else it is the label's own."""

    report: int
    event_type: str
    told: Evidence
    votes: tuple[Spoken, ...]
    right: frozenset[str]
    found: bool


def examples(items: Iterable[Item], lexicon: Lexicon, first: int = 0) -> Iterator[Example]:
    """Yield the events of labelled reports, which are numbered from ``first``, as the network reads
    them that is loaded."""
    coder, heads = pipeline.load(annotators=BEFORE), EventHeads()
    for n, item in enumerate(items, first):
        doc = coder.read(report_of(item))
        if doc.scores is None or not doc.tokens:
            continue
        reader = ModeReader(doc, lexicon)
        preds = articles.from_document(doc, None)
        pairs = [
            (doc.events[j], item.gold[i], True)
            for i, j in articles.pair(item.gold, preds)
            if item.gold[i]["type"] == preds[j]["type"]
        ]
        own = with_chances(doc, gold_events(doc, item.gold), heads)
        pairs += [(event, g, False) for event, g in zip(own, item.gold, strict=True)]
        for event, g, found in pairs:
            if event.mode_chances:
                votes = reader.votes(event)
                known, right = evidence(reader, event, votes), frozenset(g["modes"] or ())
                yield Example(n, event.event_type, known, tuple(votes), right, found)


def with_chances(
    doc: Document, events: Iterable[EventMention], heads: EventHeads
) -> Iterator[EventMention]:
    """Events with what the network gives their modes."""
    for event in events:
        spoken = [roles.head_word(doc, *span) for span in (event.trigger, *event.also)]
        words = [word for word in spoken if word is not None]
        kind = heads.types.index(event.event_type)
        chances = heads.mode_chances(doc, kind, words) if words else None
        yield changed(event, mode_chances=chances)


def learned(found: Iterable[Example]) -> set[tuple[str, str]]:
    """The types and modes that labels have often enough."""
    counts = Counter((e.event_type, m) for e in found if not e.found for m in e.right)
    return {mode for mode, n in counts.items() if n >= RARE}


def fit(found: Sequence[Example]) -> Linear:
    """Fit all regressions at once."""
    known = sorted(learned(found))
    of = {kind: [m for k, m in known if k == kind] for kind in plover.modes_by_type()}
    groups = [
        ([spelled(e.event_type, mode, e.told), []], [mode in e.right, mode not in e.right])
        for e in found
        for mode in of[e.event_type]
    ]
    weights = linear.fit_ranking(groups, rarest=RAREST, l2=PENALTY)
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    return Linear(0.0, {**dict.fromkeys((f"{k} {m}" for k, m in known), 0.0), **kept})


def score(found: Iterable[Example], model: ModeModel) -> Counter[tuple[str, str]]:
    """By type, and of ``all``: how many modes a model tells, how many of them are right, how many
    the labels have."""
    n: Counter[tuple[str, str]] = Counter()
    for e in found:
        own = set(told(e.event_type, model.chances(e.event_type, e.told), e.votes))
        for kind in ("all", e.event_type):
            n[kind, "right"] += len(own & e.right)
            n[kind, "told"] += len(own)
            n[kind, "gold"] += len(e.right)
    return n


def train(
    items: Sequence[Item], held_out: Container[str], work: Path, target: Path
) -> dict[str, float]:
    """Fit, write the model, and give figures of reports that models have not seen."""
    lexicon = read_modes(Knowledge())
    found: list[Example] = []
    number = 0
    for some in readings(items, held_out, work):
        found += examples(some, lexicon, number)
        number += len(some)
    n: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        model = ModeModel(fit([e for e in found if e.report % FOLDS != fold]))
        n += score((e for e in found if e.found and e.report % FOLDS == fold), model)
    linear.write(fit(found), target, ABOUT)
    scored = {
        kind: PRF(n[kind, "right"], n[kind, "told"], n[kind, "gold"])
        for kind in ("all", *sorted(plover.modes_by_type()))
    }
    return {
        "precision": scored["all"].p,
        "recall": scored["all"].r,
        **{f"F1, {kind}": figures.f1 for kind, figures in scored.items()},
    }
