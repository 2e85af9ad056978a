"""What 8-bit weights cost against 32-bit ones: parser, names and events, from the same checkpoints.

    python benchmarks/eight_bits.py [--corpora ../shared] [--checkpoint weights/english.pt]
    python benchmarks/eight_bits.py --work WORK

Needs the ``train`` extra. Exports the checkpoint twice and scores both on gold words. With --work,
a folder of training with the networks of the folds (``cv0.pt`` …; see cross_validation.py), events
instead: of the reports held out of the network that ships, and of all labelled reports, each read
by the network of its fold.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rich.progress import track

from dateline import pipeline
from dateline.embedded import reading_with
from dateline.evaluation import gold_files, predicting
from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item
from dateline.evaluation.labels import read_jsonl
from dateline.measures import articles, names
from dateline.parsers.english import Parser
from dateline.train import examples, preparing
from dateline.train.apart import with_settings
from dateline.train.curve import dealt
from dateline.train.folds import FOLDS
from dateline.train.shipping import export_student

ROOT = Path(__file__).parent.parent
GOAL = 0.5  # points that 8 bits may cost at most
EVENTS = ("found", "type", "dyad", "record")
Figures = dict[str, float]


def figures(model: Path, corpora: Path) -> Figures:
    """LAS on gold words and names F1 of an exported model."""
    parser = Parser(model)
    found = {}
    for bank in ("ewt", "gum"):
        treebank = corpora / f"corpus/treebank/{bank}.test.conllu.gz"
        scores = predicting.score_language(treebank, parser, parser.parse_words)
        found[f"LAS {bank}.test"] = pick(scores.gold_tokens, ("LAS", "f1"))
    for name in ("uner-pud", "uner-ewt"):
        items = gold_files.read_gold(corpora / f"gold/names/{name}.eval.jsonl")
        pairs = [
            (item, names.from_document(parser(gold_files.report_of(item)), item)) for item in items
        ]
        found[f"names {name}"] = pick(names.score(pairs), ("all", "f1"))
    return {k: v for k, v in found.items() if v is not None}


def events(parts: list[tuple[str, Path, list[Item]]], *, quantize: bool) -> Figures:
    """F1 of the events that exported networks find, by part: name, checkpoint and reports."""
    pairs: dict[str, list] = {}
    for name, checkpoint, items in parts:
        with tempfile.TemporaryDirectory() as folder:
            export_student(checkpoint, Path(folder), quantize=quantize)
            with reading_with(with_settings(Path(folder))):
                code = pipeline.load().code
            pairs.setdefault(name, []).extend(
                (item, articles.from_document(code(gold_files.report_of(item)), item))
                for item in track(items, f"{checkpoint.stem}, {8 if quantize else 32} bits")
            )
    found = {}
    for name, own in pairs.items():
        scores = articles.score(own)
        found |= {f"{field}, {name}": pick(scores, (field, "f1")) or 0.0 for field in EVENTS}
    return found


def parts_of(work: Path, checkpoint: Path, corpora: Path) -> list[tuple[str, Path, list[Item]]]:
    """What is to be read by which network."""
    items = {x["id"]: Item.of(x) for x in preparing.read_items(corpora, ROOT / "labels")}
    fold_of = dealt(examples.read(work / "prepared.xz")[0])
    held_out = [items[x["id"]] for x in read_jsonl(work / "held-out.jsonl")]
    return [("held out", checkpoint, held_out)] + [
        ("cross-validated", work / f"cv{n}.pt", [items[i] for i, k in fold_of.items() if k == n])
        for n in range(FOLDS)
    ]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--corpora", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--checkpoint", type=Path, default=ROOT / "weights/english.pt")
    options.add_argument("--work", type=Path)
    args = options.parse_args()
    both = []
    parts = args.work and parts_of(args.work, args.checkpoint, args.corpora)
    for quantize in (False, True):
        if parts:
            both.append(events(parts, quantize=quantize))
            continue
        with tempfile.TemporaryDirectory() as folder:
            export_student(args.checkpoint, Path(folder), quantize=quantize)
            both.append(figures(Path(folder), args.corpora))
    print("| figure | 32 bits | 8 bits | lost | at most 0.5 |\n| --- | --- | --- | --- | --- |")
    for name, wide in both[0].items():
        lost = wide - both[1][name]
        met = "yes" if lost <= GOAL else "**no**"
        print(f"| {name} | {wide:.1f} | {both[1][name]:.1f} | {lost:.1f} | {met} |")


if __name__ == "__main__":
    main()
