"""What 8-bit weights cost against 32-bit ones: parser and names, from the same checkpoint.

    python benchmarks/eight_bits.py [--corpora ../shared] [--checkpoint weights/english.pt]

Needs the ``train`` extra. Exports the checkpoint twice and scores both on gold words.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from dateline import evaluate
from dateline.measures import names
from dateline.measures._common import pick
from dateline.parsers.english import Parser
from dateline.train.shipping import export_student

GOAL = 0.5  # points that 8 bits may cost at most


def figures(model: Path, corpora: Path) -> dict[str, float]:
    """LAS on gold words and names F1 of an exported model."""
    parser = Parser(model)
    found = {}
    for bank in ("ewt", "gum"):
        treebank = corpora / f"corpus/treebank/{bank}.test.conllu.gz"
        scores = evaluate.score_language(treebank, parser, parser.parse_words)
        found[f"LAS {bank}.test"] = pick(scores.gold_tokens, ("LAS", "f1"))
    for name in ("uner-pud", "uner-ewt"):
        items = evaluate.read_gold(corpora / f"gold/names/{name}.eval.jsonl")
        pairs = [
            (item, names.from_document(parser(evaluate.report_of(item)), item)) for item in items
        ]
        found[f"names {name}"] = pick(names.score(pairs), names.HEADLINE)
    return {k: v for k, v in found.items() if v is not None}


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, default=Path("../shared"))
    options.add_argument("--checkpoint", type=Path, default=Path("weights/english.pt"))
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        both = []
        for quantize in (False, True):
            target = Path(folder) / str(quantize)
            export_student(args.checkpoint, target, quantize=quantize)
            both.append(figures(target, args.corpora))
    print("| figure | 32 bits | 8 bits | lost | at most 0.5 |\n| --- | --- | --- | --- | --- |")
    for name, wide in both[0].items():
        lost = wide - both[1][name]
        met = "yes" if lost <= GOAL else "**no**"
        print(f"| {name} | {wide:.1f} | {both[1][name]:.1f} | {lost:.1f} | {met} |")


if __name__ == "__main__":
    main()
