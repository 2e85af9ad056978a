"""Trains the two models of ``who/judging.py`` on the participants of labelled reports.

A labelled report has events whose actors, recipients and sources carry spans, countries and
sectors. For the country, each span's candidates are scored and the right one made most probable
(a softmax over candidates); for the sectors, a softmax over the sets that occur. Both by full
gradient descent (Adam) with a penalty on large weights; rare features and small weights are left
out.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.data import Document, Report
from dateline.evaluation.gold_files import report_in
from dateline.knowledge import Knowledge
from dateline.linear import BIAS
from dateline.who.actors import Actors, ordered
from dateline.who.countries import Candidate, country_features
from dateline.who.entity_words import read_words
from dateline.who.grouping import find_groups
from dateline.who.judging import COUNTRIES, SECTORS, Judge
from dateline.who.phrases import Phrase
from dateline.who.reading import read_actors
from dateline.who.sectors import matching, sector_features, suggested
from dateline.who.whose import Reader

Floats = NDArray[np.float64]
ROLES = ("actors", "recipients", "sources")
SMALLEST = 0.02
"""Weights nearer to 0 are not written."""


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled participant: the report, its phrase, the mentions of its entity, the labels.
    ``group`` tells apart the spans of an event: a phrase for two parties is labelled twice."""

    doc: str
    reader: Reader
    phrase: Phrase
    heads: tuple[int, ...]
    country: Candidate
    sectors: tuple[str, ...]
    text: str
    group: tuple[int, str, int, int]


def read_items(path: Path, annotate: Callable[[Report], Document]) -> list[Item]:
    """Read and parse the labelled reports of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return items_of_all((json.loads(line) for line in lines), annotate)


def items_of_all(
    reports: Iterable[dict[str, Any]], annotate: Callable[[Report], Document]
) -> list[Item]:
    """The labelled participants and sources of reports; reports without a day are left out."""
    actors, found = read_actors(Knowledge()), []
    for raw in reports:
        if not raw.get("published"):
            continue
        doc = annotate(report_in(raw))
        found += items_of(doc, raw.get("gold", raw.get("events", [])), actors)
    return found


def items_of(doc: Document, events: Iterable[dict[str, Any]], actors: Actors) -> list[Item]:
    """The labelled participants and sources of one report."""
    reader, found = Reader(doc, actors), []
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    for number, event in enumerate(events):
        for role in ROLES:
            for party in event.get(role, ()):
                first, last = reader.range_of(party["start"], party["end"])
                if first >= last:
                    continue
                phrase = reader.phrase_in(first, last)
                heads = reader.entity_heads.get(phrase.head, (phrase.head,))
                found.append(
                    Item(doc.report.id, reader, phrase, heads, party["country"],
                         ordered(party["sectors"]), doc.text[party["start"] : party["end"]],
                         (number, role, party["start"], party["end"]))
                )  # fmt: skip
    return found


# --- the models -------------------------------------------------------------------------------


def fit(items: Sequence[Item]) -> Judge:
    """Train both models."""
    countries = fit_countries(items)
    sets, rows, table, matches = fit_sectors(items)
    return Judge(countries, sets, rows, table, matches)


def fit_countries(items: Sequence[Item], penalty: float = 3.0, rarest: int = 2) -> dict[str, float]:
    """The weights under which the right countries are most probable."""
    groups = []
    for item in items:
        found = list(country_features(item.reader, item.phrase, item.heads))
        right = [n for n, (country, _) in enumerate(found) if country == item.country]
        if right:
            groups.append(([features for _, features in found], right[0]))
    counts = Counter(f for options, _ in groups for features in options for f in features)
    names = sorted(f for f, n in counts.items() if n >= rarest)
    index = {name: n for n, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    gold: list[float] = []
    for options, right_one in groups:
        starts.append(len(gold))
        for n, features in enumerate(options):
            known = [index[f] for f in features if f in index]
            rows += [len(gold)] * len(known)
            columns += known
            gold.append(float(n == right_one))
    row, column = np.array(rows), np.array(columns)
    start, target = np.array(starts), np.array(gold)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(start, len(gold))))

    def gradient(weights: Floats) -> Floats:
        scores = np.bincount(row, weights[column], minlength=len(target))
        top = np.maximum.reduceat(scores, start)
        e = np.exp(scores - top[group])
        wrong = e / np.add.reduceat(e, start)[group] - target
        return np.bincount(column, wrong[row], minlength=len(names)) + penalty * weights

    weights = _descend(gradient, np.zeros(len(names)), 250)
    return {
        n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST
    }


def fit_sectors(
    items: Sequence[Item], penalty: float = 2.0, rarest: int = 3, smallest: float = 0.06
) -> tuple[tuple[tuple[str, ...], ...], dict[str, int], Floats, dict[str, float]]:
    """The sets of sectors, the weights of features for each, and of suggestions."""
    seen = Counter(item.sectors for item in items)
    sets = tuple(s for s, n in sorted(seen.items(), key=lambda e: (-e[1], e[0])) if n >= 4)
    number = {s: n for n, s in enumerate(sets)}
    used = [item for item in items if item.sectors in number]
    features = [sector_features(i.reader, i.phrase, i.heads, i.country) for i in used]
    hints = [matching(set(suggested(i.reader, i.phrase, i.heads)), sets) for i in used]
    counts = Counter(f for row in features for f in row)
    names = sorted(f for f, n in counts.items() if n >= rarest)
    kinds = sorted({kind for row in hints for _, kind in row})
    index, kind_index = {f: n for n, f in enumerate(names)}, {k: n for n, k in enumerate(kinds)}
    target = np.zeros((len(used), len(sets)))
    target[np.arange(len(used)), [number[i.sectors] for i in used]] = 1.0
    pairs = [(n, index[f]) for n, row in enumerate(features) for f in row if f in index]
    row, column = (np.array(side) for side in zip(*pairs, strict=True))
    row_start = np.searchsorted(row, np.arange(len(used)))
    by_column = np.argsort(column, kind="stable")
    column_start = np.searchsorted(column[by_column], np.arange(len(names)))
    cells = [(n, s, kind_index[k]) for n, found in enumerate(hints) for s, k in sorted(found)]
    cell_row, cell_set, cell_kind = (np.array(side) for side in zip(*cells, strict=True))
    flat, size = cell_row * len(sets) + cell_set, len(names) * len(sets)

    def gradient(weights: Floats) -> Floats:
        table, matches = weights[:size].reshape(len(names), len(sets)), weights[size:]
        scores = np.add.reduceat(table[column], row_start, axis=0)
        extra = np.bincount(flat, matches[cell_kind], minlength=target.size)
        scores += extra.reshape(target.shape)
        scores -= scores.max(1, keepdims=True)
        wrong = np.exp(scores)
        wrong /= wrong.sum(1, keepdims=True)
        wrong -= target
        down = np.add.reduceat(wrong[row[by_column]], column_start, axis=0) + penalty * table
        side = np.bincount(cell_kind, wrong[cell_row, cell_set], minlength=len(kinds))
        return np.concatenate([down.ravel(), side + 0.1 * matches])

    weights = _descend(gradient, np.zeros(size + len(kinds)), 160)
    table = weights[:size].reshape(len(names), len(sets))
    table = np.where(np.abs(table) >= smallest, table.round(2), 0.0)
    kept = np.flatnonzero(table.any(1))
    rows = {names[n]: k for k, n in enumerate(kept)}
    matches = {k: round(float(w), 3) for k, w in zip(kinds, weights[size:], strict=True)}
    return sets, rows, table[kept], matches


def _descend(gradient: Callable[[Floats], Floats], weights: Floats, steps: int) -> Floats:
    """Adam, with a rate that falls to nothing over the last third."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for t in range(1, steps + 1):
        slope = gradient(weights)
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope * slope - square)
        rate = 0.1 * min(1.0, 3 * (1 - t / steps) + 0.05)
        step = (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.99**t)) + 1e-8)
        weights = weights - rate * step
    return weights


# --- measuring --------------------------------------------------------------------------------


def score(judge: Judge, items: Sequence[Item]) -> tuple[int, int, int]:
    """Count right countries, right sets of sectors, and items.

    Parties that share a span are compared as a whole: "the two countries" has two countries.
    """
    spans: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
    for item in items:
        spans[(item.doc, item.group)].append(item)
    countries = sectors = 0
    for group in spans.values():
        item = group[0]
        lands = judge.lands(item.reader, item.phrase, item.heads)
        given = Counter(lands) if len(lands) > 1 else Counter({lands[0]: len(group)})
        countries += sum((Counter(i.country for i in group) & given).values())
        found = judge.sectors(item.reader, item.phrase, item.heads, lands[0])
        sectors += sum(i.sectors == found for i in group)
    return countries, sectors, len(items)


def cross_validate(
    items: Sequence[Item], folds: int = 5, more: Sequence[Item] = ()
) -> tuple[float, float]:
    """Accuracy of country and of sectors, each report judged by models trained on the others, and
    on ``more``."""
    docs = sorted({item.doc for item in items})
    fold = {doc: n % folds for n, doc in enumerate(docs)}
    countries = sectors = 0
    for k in range(folds):
        judge = fit([*(i for i in items if fold[i.doc] != k), *more])
        right, rights, _ = score(judge, [i for i in items if fold[i.doc] == k])
        countries, sectors = countries + right, sectors + rights
    return countries / len(items), sectors / len(items)


# --- writing ----------------------------------------------------------------------------------


def write(judge: Judge, countries: Path = COUNTRIES, sectors: Path = SECTORS) -> None:
    """Write both models."""
    lines = ["# weights of what speaks for a country (who/judging.py)", f"{BIAS}\t0"]
    lines += [f"{name}\t{weight:g}" for name, weight in sorted(judge.countries.items())]
    countries.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# sets of sectors, weights of suggestions, and of features by set (who/judging.py)"]
    lines.append("\t".join(["(sets)", *(" ".join(s) for s in judge.sets)]))
    lines += [f"(match)\t{kind}\t{weight:g}" for kind, weight in sorted(judge.matches.items())]
    for name, row in sorted(judge.rows.items()):
        cells = [f"{n}:{w:g}" for n, w in enumerate(judge.table[row]) if w]
        lines.append(f"{name}\t{' '.join(cells)}")
    sectors.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(
    reports: Iterable[dict[str, Any]], target: Path, annotate: Callable[[Report], Document]
) -> dict[str, int]:
    """Train both models, write ``countries.tsv`` and ``sectors.tsv``; return their sizes.

    ``annotate`` gives a report its tokens, sentences, names and places.
    """
    judge = fit(items_of_all(reports, annotate))
    write(judge, target / COUNTRIES.name, target / SECTORS.name)
    return {"countries": len(judge.countries), "sectors": len(judge.rows)}
