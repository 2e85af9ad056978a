"""Trains the model that says how likely two mentions tell of one event.

The gold, ``labels/merging.jsonl``, says of mentions in groups of reports (same-day versions of a
story, its updates and the reports of the days after) which tell of one event. It names mentions by
their triggers, so that it holds for whatever the coder makes of them. ``docs/merging.md`` says how
it was made.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from dateline.data import Document, Report, Span
from dateline.evaluation.labels import checksum
from dateline.linear import BIAS, Linear
from dateline.merge.blocks import Block, blocks
from dateline.merge.pairs import features, prepared
from dateline.merge.types import StoredMention
from dateline.train import linear

log = logging.getLogger(__name__)

WIRE = Path("corpus/wire-1997-2006.jsonl.gz")
PENALTY = 3.0
RAREST = 4
SMALLEST = 0.02
ABOUT = """\
How likely two mentions tell of one event: weights of the features of merge/pairs.py.
feature<TAB>weight
origin: `dateline train merging`, from the training groups of labels/merging.jsonl
licence: Apache-2.0
known gaps: news-agency English of 1997, 2005 and 2006; few triples of reports, no other languages
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report of the gold: its group and split, and the event that each trigger names.

    ``None``: the words there name no event. ``second`` are the labels of a second reading, for
    the groups that were read twice.
    """

    group: str
    split: str
    report: Report
    until: int
    events: dict[Span, str | None]
    second: dict[Span, str | None]


def read_gold(labels: Path, corpora: Path) -> list[Labelled]:
    """Read the gold and its reports; those whose text is another one are left out and logged."""
    lines = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    wanted = {line["id"] for line in lines}
    texts = {r.id: r for r in read_wire(corpora) if r.id in wanted}
    found = []
    for line in lines:
        report = texts.get(line["id"])
        if report is None or checksum(report.text) != line["sha256"]:
            log.warning("the text of %s was not found", line["id"])
            continue
        spans = {(m["trigger"][0], m["trigger"][1]): m for m in line["mentions"]}
        found.append(
            Labelled(
                line["group"], line["split"], report, line["until"],
                {span: m["event"] for span, m in spans.items()},
                {span: m["second"] for span, m in spans.items() if "second" in m},
            )
        )  # fmt: skip
    return found


def read_wire(corpora: Path) -> list[Report]:
    """Read the reports of the two news agencies."""
    with gzip.open(corpora / WIRE, "rt", encoding="utf-8") as lines:
        return [
            Report(
                r["id"], r["text"], dt.date.fromisoformat(r["published"][:10]), r["title"],
                publisher=r["publisher"], dateline=r["dateline"],
            )
            for r in map(json.loads, lines)
        ]  # fmt: skip


def stored(doc: Document) -> list[StoredMention]:
    """The mentions of a report as merging takes them; the report is its own copy group."""
    report = doc.report
    return [
        StoredMention(
            f"{report.id}:{event.trigger[0]}-{event.trigger[1]}", event, report.id,
            report.published, doc.text[slice(*event.trigger)], report.url or report.id, report.id,
            report.url, report.publisher, report.title,
            sentence=doc.text[slice(*event.sentence)],
        )
        for event in doc.events
    ]  # fmt: skip


def labelled(mentions: Sequence[StoredMention], one: Labelled) -> dict[str, str | None]:
    """The event of each mention of a report that the gold labels, by the mention's id.

    A label goes to the mention that has its trigger, or else overlaps it most.
    """
    found: dict[str, str | None] = {}
    for span, event in sorted(one.events.items(), key=lambda item: item[0]):
        best = max(mentions, key=lambda m: _overlap(m.event.trigger, span), default=None)
        if best is not None and _overlap(best.event.trigger, span)[0] > 0:
            found.setdefault(best.id, event)
    return found


def _overlap(a: Span, b: Span) -> tuple[int, int]:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared, -abs(a[0] - b[0]) - abs(a[1] - b[1])


# --- fitting ----------------------------------------------------------------------------------


def train(labels: Path, corpora: Path, code: Callable[[Report], Document], target: Path) -> None:
    """Train on the training groups of the gold and write the table of weights."""
    gold = [one for one in read_gold(labels, corpora) if one.split == "train"]
    mentions: list[StoredMention] = []
    events: dict[str, str | None] = {}
    for one in gold:
        found = stored(code(one.report))
        events |= labelled(found, one)
        mentions += found
    model = fit(mentions, events)
    write(model, target)


def fit(mentions: Sequence[StoredMention], events: dict[str, str | None]) -> Linear:
    """Fit the model to the pairs of labelled mentions that share a block."""
    pairs = compared([m for m in mentions if events.get(m.id) is not None])
    rows = [features(prepared(a), prepared(b)) for a, b in pairs]
    return fit_rows(rows, [events[a.id] == events[b.id] for a, b in pairs])


def compared(mentions: Sequence[StoredMention]) -> list[tuple[StoredMention, StoredMention]]:
    """The pairs of mentions that share a block."""
    members: dict[Block, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        for key in blocks(prepared(mention)):
            members[key].append(n)
    pairs = sorted({pair for some in members.values() for pair in combinations(some, 2)})
    return [(mentions[i], mentions[j]) for i, j in pairs]


def fit_rows(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Linear:
    """Fit logistic regression with a penalty on squared weights, by Newton's method."""
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(f for f, n in counts.items() if n >= RAREST)
    index = {name: n for n, name in enumerate(names, 1)}
    table = np.zeros((len(rows), 1 + len(names)))
    table[:, 0] = 1.0  # the bias
    for n, row in enumerate(rows):
        table[n, [index[f] for f in row if f in index]] = 1.0
    bias, *weights = linear.newton(table, right, PENALTY).tolist()
    kept = {name: round(w, 3) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}
    return Linear(round(bias, 3), kept)


def write(model: Linear, target: Path) -> None:
    """Write the table of weights."""
    lines = [f"# {line}" for line in ABOUT.strip().split("\n")]
    lines.append(f"{BIAS}\t{model.bias:.3f}")
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(model.weights.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
