"""Cross-validates the network over all labelled reports, and draws its learning curve.

    for n in 0 1 2 3 4; do
        dateline train student --teachers '' --fold $n --passes 5 --seed $((11 + n)) --name cv$n
    done
    for n in 1 2 4; do
        dateline train student --teachers '' --fold 0 --eighths $n --passes 5 --seed 11 --name ev$n
    done
    python benchmarks/cross_validation.py WORK [--corpora ../shared] [--write]

WORK holds these checkpoints beside ``prepared.xz``; ``--device cuda`` makes the training a matter
of minutes. Each network reads the reports that it has not seen, end to end: what is fitted on top
of the network is what ships. --write puts the tables into docs/cross-validation.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from _report import table
from rich.progress import track

from dateline import pipeline
from dateline.embedded import reading_with
from dateline.evaluation import breakdown, gold_files
from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.measures import articles
from dateline.train import examples, preparing
from dateline.train.apart import exported
from dateline.train.curve import EIGHTHS, dealt
from dateline.train.folds import FOLDS

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "cross-validation.md"
F1 = ("found", "type", "dyad", "record")
SHARES = ("lead", "status", "when", "where", "source", "claim leakage")
Pair = tuple[Item, list[dict]]
ABOUT = """# The network, cross-validated

{count} labelled reports, dealt into {folds} parts; of each, the events that a network found which
was trained on the other parts: `python benchmarks/cross_validation.py WORK --write`. These networks
have the shape 4 layers × 1536 and learned from the gold alone, in 5 passes, without the teachers of
the one that ships, so what ships finds more (docs/scores.md). What is fitted on top of the network
(parties, days, places, sources, second look) is what shipped with it, and has seen the labels.
Since then parties, sources and second look learn from what these very networks say
(docs/training.md), so that a new run would flatter dyads, records and sources. F1 for found, type,
dyad and record; the other columns are shares, of the leads, or of the events whose type is right.
"""
CURVE = """
## Learning curve

Part 0, from so many eighths of the labels in the other four parts. The last doubling of the labels
gave {gain:.1f} points of type F1.
"""


def read(lines: Iterable[dict], checkpoint: Path) -> list[Pair]:
    """What a network finds in reports."""
    with reading_with(exported(checkpoint)):
        code = pipeline.load().code
    items = [Item.of(line) for line in lines]
    return [
        (item, articles.from_document(code(gold_files.report_of(item)), item))
        for item in track(items, checkpoint.stem)
    ]  # fmt: skip


def row(name: str, figures, count: int) -> tuple[str, ...]:
    values = [pick(figures, (field, "f1")) for field in F1]
    values += [pick(figures, (field,)) for field in SHARES]
    return (name, str(count), *("" if v is None else f"{v:.1f}" for v in values))


def grouped(title: str, groups, pairs: int) -> list[str]:
    """A table of groups, the largest first."""
    header = (title, "events", *F1, *(s for s in SHARES if s != "claim leakage"))
    ordered = sorted(groups.items(), key=lambda g: -g[1]["n"]["gold"])
    rows = [row(name, of, of["n"]["gold"])[: len(header)] for name, of in ordered]
    return ["", f"## By {title}", "", *table(header, [r for r in rows if int(r[1]) >= pairs])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    items = preparing.read_items(options.corpora, ROOT / "labels")
    lines = {item["id"]: item for item in items}
    fold_of = dealt(examples.read(options.work / "prepared.xz")[0])
    header = ("", "reports", *F1, *SHARES)
    rows, everything = [], []
    for fold in range(FOLDS):
        own = [lines[name] for name, number in fold_of.items() if number == fold]
        pairs = read(own, options.work / f"cv{fold}.pt")
        everything += pairs
        rows.append(row(f"part {fold}", articles.score(pairs), len(pairs)))
        print(*rows[-1], flush=True)
    rows.append(row("all", articles.score(everything), len(everything)))
    own = [lines[name] for name, number in fold_of.items() if number == 0]
    curve = [
        row(f"{n}/{EIGHTHS}", articles.score(read(own, options.work / f"ev{n}.pt")), len(own))
        for n in (1, 2, 4)
    ]
    curve.append((f"{EIGHTHS}/{EIGHTHS}", *rows[0][1:]))
    for each in (rows[-1], *curve):
        print(*each)
    gain = float(curve[-1][3]) - float(curve[-2][3])
    text = [
        ABOUT.format(count=len(everything), folds=FOLDS), *table(header, rows),
        *CURVE.format(gain=gain).split("\n"), *table(("labels", *header[1:]), curve),
        *grouped("type", breakdown.by_type(everything), 1),
        *grouped("region", breakdown.by_group(everything, breakdown.region_namer(Knowledge())), 30),
        *grouped("publisher", breakdown.by_group(everything, breakdown.publisher), 60),
    ]  # fmt: skip
    if options.write:
        TARGET.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
