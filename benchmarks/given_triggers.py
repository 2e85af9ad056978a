"""Scores counts and modes on gold events: their type, trigger and participants given.

    python benchmarks/given_triggers.py ARTICLES.jsonl [--errors counts|modes]

Sources: benchmarks/sources_given_triggers.py.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from dateline import plugins
from dateline.evaluation import gold_files
from dateline.evaluation.figures import PRF
from dateline.knowledge import Knowledge
from dateline.measures.articles import _counts
from dateline.train import sources as training
from dateline.train.modes import with_chances
from dateline.what.heads import EventHeads


def print_error(item, gold, wanted, got):
    s, e = gold["trigger"]
    around = " ".join(item.text[max(0, s - 120) : e + 160].split())
    print(f"{item.id} {gold['type']} {item.text[s:e]!r}")
    print(f"   gold {wanted}\n   ours {got}\n   … {around} …")


def score_layer(name, pairs, read, show):
    """F1 of a set of values per event."""
    annotate = plugins.find("annotators", name).load(Knowledge())
    tp, predicted, total, exact, n = 0, 0, 0, 0, 0
    by = {}
    for item, doc in pairs:
        for event, gold in zip(annotate(doc), item.gold, strict=True):
            want, got = read(gold, event)
            tp += len(want & got)
            predicted += len(got)
            total += len(want)
            exact += want == got
            n += 1
            for value in want | got:
                key = value if isinstance(value, str) else value[0]
                c = by.setdefault((gold["type"], key) if name == "modes" else key, Counter())
                c["tp"] += value in want and value in got
                c["gold"] += value in want
                c["pred"] += value in got
            if show and want != got:
                print_error(item, gold, sorted(want), sorted(got))
    f = PRF(tp, predicted, total)
    print(f"{name}  P {f.p:.1f}  R {f.r:.1f}  F1 {f.f1:.1f}  exact {100 * exact / n:.1f} ({n})")
    for key, c in sorted(by.items(), key=str):
        f = PRF(c["tp"], c["pred"], c["gold"])
        print(
            f"   {key!s:32} P {f.p:5.1f}  R {f.r:5.1f}  F1 {f.f1:5.1f}  ({c['gold']}, {c['pred']})"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", choices=("counts", "modes"))
    options = parser.parse_args()
    items = gold_files.read_gold(options.gold)
    heads = EventHeads()
    pairs = [
        (item, replace(doc, events=tuple(with_chances(doc, doc.events, heads))))
        for item, doc in zip(items, training.documents(items), strict=True)
    ]
    score_layer(
        "counts", pairs,
        lambda g, e: (_counts(g), {(c.role, c.low, c.high) for c in e.counts}),
        options.errors == "counts",
    )  # fmt: skip
    score_layer(
        "modes", pairs, lambda g, e: (set(g["modes"]), set(e.modes)), options.errors == "modes"
    )


if __name__ == "__main__":
    main()
