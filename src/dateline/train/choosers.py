"""Trains the choosers of an event's days and place on labelled reports.

For every labelled event the candidates of ``annotators/when.py`` or ``where.py`` are scored; the
weights are those under which the right candidates are most probable (a softmax over the candidates
of an event, with a penalty on large weights), found by L-BFGS. Weights near zero are left out.

The chooser of days learns on the events that the coder finds in the reports that its network has
not learned: there it hears the coder's opinion of each date, as it will in use.

A line of the labelled file is as ``dateline read --format jsonl`` gives it, or with ``gold`` in the
form of ``EventMention``; only reports with events count.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.annotators import when, where
from dateline.data import Document, EventMention, Participant, Report, When, Where
from dateline.evaluation.gold_files import report_in
from dateline.knowledge import Knowledge
from dateline.linear import BIAS
from dateline.measures import articles
from dateline.train.linear import fit_ranking
from dateline.what.choosing import Candidate, Candidates, fill, in_order
from dateline.what.scene import Scene
from dateline.where.distance import distance_km
from dateline.where.event_places import read_place_words

Labelled = tuple[Document, tuple[EventMention, ...]]
"""A document whose events have triggers only, and the same events with days and places."""

Found = tuple[Document, Mapping[EventMention, EventMention]]
"""A document with the events that the coder finds, without days and places, and of those that are
labelled, with the right type, the labels."""

Group = tuple[Sequence[Sequence[str]], Sequence[int], Sequence[float]]
"""The features of the candidates of one event, which of them are right, and what is added to the
score of each."""


def read_labelled(
    items: Iterable[Mapping[str, Any]], annotate: Callable[[Report], Document]
) -> list[Labelled]:
    """Parse and annotate labelled reports; triggers, types and parties come from the labels."""
    found = []
    for raw in items:
        doc = annotate(report_in(raw))
        full = tuple(_event(doc, entry) for entry in raw.get("gold", raw.get("events", [])))
        bare = tuple(replace(event, when=None, where=None) for event in full)
        found.append((replace(doc, events=bare), full))
    return found


def read_found(
    items: Iterable[Mapping[str, Any]], code: Callable[[Report], Document]
) -> list[Found]:
    """Code labelled reports as far as the participants, and pair events with labels as the scorer
    does."""
    found: list[Found] = []
    for raw in items:
        doc = code(report_in(raw))
        pairs = articles.pair(raw["gold"], articles.from_document(doc, None))
        labels = {doc.events[j]: _event(doc, raw["gold"][i]) for i, j in pairs}
        same = {e: gold for e, gold in labels.items() if e.event_type == gold.event_type}
        found.append((doc, same))
    return found


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The labelled reports of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _event(doc: Document, raw: Mapping[str, Any]) -> EventMention:
    start = raw["trigger"][0]
    sent = next((s for s in doc.sentences if s.start <= start < s.end), doc.sentences[-1])
    return EventMention(
        raw.get("type") or raw["event_type"],
        tuple(raw["trigger"]),
        (sent.start, sent.end),
        raw["status"],
        modes=tuple(raw["modes"]),
        also=tuple((a[0], a[1]) for a in raw["also"]),
        actors=_people(raw["actors"]),
        recipients=_people(raw["recipients"]),
        when=_when(raw.get("when")),
        where=_where(raw.get("where")),
    )


def _people(raw: Iterable[Mapping[str, Any]]) -> tuple[Participant, ...]:
    return tuple(
        Participant(
            p["start"], p["end"], p["text"], country=p["country"], sectors=tuple(p["sectors"])
        )
        for p in raw
    )


def _when(raw: Mapping[str, str] | None) -> When | None:
    if raw is None:
        return None
    first, last = (dt.date.fromisoformat(raw[k]) for k in ("start", "end"))
    return When(first, last, "day" if first == last else "range")


def _where(raw: Mapping[str, Any] | None) -> Where | None:
    if raw is None:
        return None
    return Where(raw["name"], raw.get("lat"), raw.get("lon"), raw.get("country"))


# --- agreement ----------------------------------------------------------------------------------


def same_when(gold: When | None, other: When | None) -> bool:
    """Do two readings of an event's days agree: by at least half of all their days?"""
    if gold is None or other is None:
        return gold is other
    shared = (min(gold.end, other.end) - max(gold.start, other.start)).days + 1
    joint = (max(gold.end, other.end) - min(gold.start, other.start)).days + 1
    return shared > 0 and shared / joint >= 0.5


def same_where(gold: Where | None, other: Where | None) -> bool:
    """Do two places agree: the same name and state, or within 50 km?"""
    if gold is None or other is None:
        return gold is other
    if gold.name.casefold() == other.name.casefold() and gold.country == other.country:
        return True
    km = distance_km(gold.lat, gold.lon, other.lat, other.lon)
    return km is not None and km <= 50


# --- training -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Task:
    """What is chosen: the field, how candidates are made, put into the event and judged;
    ``penalty``: how much large weights cost, where each event counts twice; ``as_found``: whether
    it is learned on the events that the coder finds, too."""

    field: str
    candidates: Candidates[Any]
    put: Callable[[EventMention, Any], EventMention]
    right: Callable[[EventMention, Any], bool]
    penalty: float
    as_found: bool = False

    def annotate(self, doc: Document, weights: Mapping[str, float]) -> tuple[EventMention, ...]:
        """The events of a document with what these weights choose."""
        return fill(doc, weights, self.candidates, self.put)


def tasks() -> dict[str, Task]:
    """The two tasks, by the name of their annotator."""
    words = read_place_words(Knowledge())
    return {
        "when": Task(
            "when",
            when.candidates,
            when.put,
            lambda gold, value: same_when(gold.when, value),
            penalty=20.0,
            as_found=True,
        ),
        "where": Task(
            "where",
            where.finder(words),
            where.put,
            lambda gold, value: same_where(gold.where, value),
            penalty=14.0,
        ),
    }


def groups(
    labelled: Sequence[Labelled],
    task: Task,
    told: Sequence[tuple[EventMention, ...]] | None = None,
) -> list[Group]:
    """The candidates of every event that one of them fits.

    Each event sees the events before it as they are labelled, or as ``told`` has them.
    """
    found: list[Group] = []
    for k, (doc, full) in enumerate(labelled):
        scene, gold = Scene(doc), in_order(full)
        before = gold if told is None else in_order(told[k])
        for i, event in enumerate(gold):
            found += _group(task, task.candidates(scene, event, before[:i]), event)
    return found


def groups_found(found: Sequence[Found], task: Task, weights: Mapping[str, float]) -> list[Group]:
    """The candidates of every event that the coder finds and a label has, if one of them fits.

    Each event is given twice: it sees the events before it as these weights have them, and with
    what is labelled put right.
    """
    made: list[Group] = []
    for doc, labels in found:
        scene, events = Scene(doc), in_order(doc.events)
        chosen = in_order(task.annotate(doc, weights))
        right = [
            task.put(event, getattr(labels[event], task.field)) if event in labels else other
            for event, other in zip(events, chosen, strict=True)
        ]
        for i, event in enumerate(events):
            if event in labels:
                for told in (right, chosen):
                    options = task.candidates(scene, event, told[:i])
                    made += _group(task, options, labels[event])
    return made


def _group(task: Task, options: Sequence[Candidate[Any]], gold: EventMention) -> list[Group]:
    """The candidates of one event; none where none of them fits."""
    right = [j for j, c in enumerate(options) if task.right(gold, c.value)]
    return [([c.features for c in options], right, [c.prior for c in options])] if right else []


def learn(
    labelled: Sequence[Labelled], task: Task, found: Sequence[Found] = (), folds: int = 3
) -> dict[str, float]:
    """The weights of a task. ``found``: reports with the events that the coder finds.

    In use an event sees what was chosen for the events before it, mistakes included. So the
    weights are learned on both: the labels, and what models of the other folds choose.
    """
    told: list[tuple[EventMention, ...]] = [()] * len(labelled)
    for fold in range(folds):
        others = [pair for i, pair in enumerate(labelled) if i % folds != fold]
        weights = fit(groups(others, task))
        for i in range(fold, len(labelled), folds):
            told[i] = task.annotate(labelled[i][0], weights)
    learned = groups(labelled, task) + groups(labelled, task, told)
    if found:
        learned += groups_found(found, task, fit(learned, penalty=task.penalty))
    return fit(learned, penalty=task.penalty)


def fit(groups: Sequence[Group], penalty: float = 5.0, least: int = 3) -> dict[str, float]:
    """The weights under which the right candidates are most probable.

    Features that fewer than ``least`` candidates have are left out.
    """
    ranked = [(rows, [i in right for i in range(len(rows))]) for rows, right, _ in groups]
    given = [priors for _, _, priors in groups]
    weights = fit_ranking(ranked, rarest=least, l2=penalty, given=given)
    return {name: round(weight, 3) for name, weight in weights.items()}


def train(
    seen: Iterable[Mapping[str, Any]],
    unseen: Iterable[Mapping[str, Any]],
    target: Path,
    annotate: Callable[[Report], Document],
    code: Callable[[Report], Document],
) -> dict[str, int]:
    """Train both choosers and write ``when.tsv`` and ``where.tsv``; return their sizes.

    ``unseen`` are the reports that the network has not learned. ``annotate`` gives a report its
    tokens, sentences, names, times and places, ``code`` its events with their participants, too. A
    report that comes twice counts once.
    """
    apart = {item["id"]: item for item in unseen}
    others = {item["id"]: item for item in seen if item["id"] not in apart}
    learned, new = read_labelled(others.values(), annotate), read_labelled(apart.values(), annotate)
    found = read_found(apart.values(), code)
    sizes = {}
    for name, task in tasks().items():
        weights = learn(learned, task, found) if task.as_found else learn([*learned, *new], task)
        write(weights, target / f"{name}.tsv", f"weights of the features of annotators/{name}.py")
        sizes[name] = len(weights)
    return sizes


def write(weights: Mapping[str, float], path: Path, note: str) -> None:
    """Write weights in the form that ``linear.read_linear`` reads."""
    lines = [f"# {note}", f"{BIAS}\t0"]
    lines += [f"{name}\t{value:g}" for name, value in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
