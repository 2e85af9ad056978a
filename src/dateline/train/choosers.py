"""Trains the choosers of an event's days and place on labelled reports.

For every labelled event the candidates of ``annotators/when.py`` or ``where.py`` are scored; the
weights are those under which the right candidates are most probable (a softmax over the candidates
of an event, with a penalty on large weights), found by L-BFGS. Weights near zero are left out.

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

import numpy as np

from dateline.annotators import when, where
from dateline.data import Document, EventMention, Participant, Report, When, Where
from dateline.evaluation.gold_files import report_in
from dateline.knowledge import Knowledge
from dateline.linear import BIAS
from dateline.what.choosing import Candidates, fill, in_order
from dateline.what.scene import Scene
from dateline.where.distance import distance_km
from dateline.where.event_places import read_place_words

Labelled = tuple[Document, tuple[EventMention, ...]]
"""A document whose events have triggers only, and the same events with days and places."""

Group = tuple[Sequence[Sequence[str]], Sequence[int]]
"""The features of the candidates of one event, and which of them are right."""


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
    """What is chosen: how candidates are made, put into the event and judged; ``penalty``: how much
    large weights cost, where each event counts twice."""

    candidates: Candidates[Any]
    put: Callable[[EventMention, Any], EventMention]
    right: Callable[[EventMention, Any], bool]
    penalty: float

    def annotate(self, doc: Document, weights: Mapping[str, float]) -> tuple[EventMention, ...]:
        """The events of a document with what these weights choose."""
        return fill(doc, weights, self.candidates, self.put)


def tasks() -> dict[str, Task]:
    """The two tasks, by the name of their annotator."""
    words = read_place_words(Knowledge())
    return {
        "when": Task(
            when.candidates, when.put, lambda gold, value: same_when(gold.when, value), 9.0
        ),
        "where": Task(
            where.finder(words), where.put, lambda gold, value: same_where(gold.where, value), 14.0
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
            options = task.candidates(scene, event, before[:i])
            right = [j for j, c in enumerate(options) if task.right(event, c.value)]
            if right:
                found.append(([c.features for c in options], right))
    return found


def learn(labelled: Sequence[Labelled], task: Task, folds: int = 3) -> dict[str, float]:
    """The weights of a task.

    In use an event sees what was chosen for the events before it, mistakes included. So the
    weights are learned on both: the labels, and what models of the other folds choose.
    """
    told: list[tuple[EventMention, ...]] = [()] * len(labelled)
    for fold in range(folds):
        others = [pair for i, pair in enumerate(labelled) if i % folds != fold]
        weights = fit(groups(others, task))
        for i in range(fold, len(labelled), folds):
            told[i] = task.annotate(labelled[i][0], weights)
    return fit(groups(labelled, task) + groups(labelled, task, told), penalty=task.penalty)


def fit(groups: Sequence[Group], penalty: float = 5.0, least: int = 3) -> dict[str, float]:
    """The weights under which the right candidates are most probable.

    Features that fewer than ``least`` events have are left out.
    """
    names = _frequent(groups, least)
    index = {name: i for i, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    starts, right = [], []
    n = 0
    for features, correct in groups:
        starts.append(n)
        for i, each in enumerate(features):
            for name in each:
                if name in index:
                    rows.append(n)
                    columns.append(index[name])
            right.append(i in correct)
            n += 1
    weights = _minimise(
        np.array(rows), np.array(columns), np.array(starts), np.array(right), len(names), penalty
    )
    return {
        name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) > 0.02
    }


def _frequent(groups: Sequence[Group], least: int) -> list[str]:
    counts: dict[str, int] = {}
    for features, _ in groups:
        for name in {f for each in features for f in each}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= least)


def _minimise(
    rows: np.ndarray[Any, Any],
    columns: np.ndarray[Any, Any],
    starts: np.ndarray[Any, Any],
    right: np.ndarray[Any, Any],
    size: int,
    penalty: float,
) -> np.ndarray[Any, Any]:
    """L-BFGS (torch) on the negative log-probability of the right candidates."""
    import torch

    torch.manual_seed(0)
    torch.set_num_threads(1)
    n = len(right)
    matrix = torch.sparse_coo_tensor(
        torch.tensor(np.stack([rows, columns])), torch.ones(len(rows)), (n, size)
    ).coalesce()
    lengths = np.diff(np.append(starts, n))
    group = torch.tensor(np.repeat(np.arange(len(starts)), lengths))
    good = torch.tensor(right)
    weights = torch.zeros(size, requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [weights], max_iter=120, history_size=10, line_search_fn="strong_wolfe"
    )

    def logsum(values: torch.Tensor) -> torch.Tensor:
        top = torch.full((len(starts),), -1e9).scatter_reduce(0, group, values, "amax")
        total = torch.zeros(len(starts)).index_add(0, group, torch.exp(values - top[group]))
        return torch.log(total) + top

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.sparse.mm(matrix, weights[:, None])[:, 0]
        masked = torch.where(good, scores, torch.tensor(-1e9))
        loss = (logsum(scores) - logsum(masked)).sum() + penalty * (weights**2).sum() / 2
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy()


def train(
    items: Iterable[Mapping[str, Any]], target: Path, annotate: Callable[[Report], Document]
) -> dict[str, int]:
    """Train both choosers and write ``when.tsv`` and ``where.tsv``; return their sizes.

    ``annotate`` gives a report its tokens, sentences, names, times and places. A report that comes
    twice counts once.
    """
    unique = {item["id"]: item for item in items}
    data = read_labelled(unique.values(), annotate)
    sizes = {}
    for name, task in tasks().items():
        weights = learn(data, task)
        write(weights, target / f"{name}.tsv", f"weights of the features of annotators/{name}.py")
        sizes[name] = len(weights)
    return sizes


def write(weights: Mapping[str, float], path: Path, note: str) -> None:
    """Write weights in the form that ``linear.read_linear`` reads."""
    lines = [f"# {note}", f"{BIAS}\t0"]
    lines += [f"{name}\t{value:g}" for name, value in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
