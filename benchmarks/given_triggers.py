"""Scores sources, counts and modes on gold events: their type, trigger and participants given.

    python benchmarks/given_triggers.py ARTICLES.jsonl [--folds 5] [--errors sources|counts|modes]

With --folds, the model of sources is trained on the other folds; without, the one that ships.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from dateline import evaluate, plugins
from dateline.annotators import sources
from dateline.knowledge import Knowledge
from dateline.linear import read_linear
from dateline.measures._common import PRF
from dateline.measures.articles import _counts, same_source
from dateline.train import sources as training


def as_gold(source):
    return {"start": source.start, "end": source.end, "kind": source.kind, "text": source.text}


def score_sources(pairs, folds, show):
    lexicon = sources.read_lexicon(Knowledge())
    judged = [list(training.examples(doc, item.gold, lexicon)) for item, doc in pairs]
    n = Counter()
    for fold in range(folds or 1):
        if folds:
            rest = [e for i, es in enumerate(judged) if i % folds != fold for e in es]
            model = training.fit(rest)
        else:
            model = read_linear(sources.WEIGHTS)
        for i, (item, doc) in enumerate(pairs):
            if folds and i % folds != fold:
                continue
            reader = sources.Reader(doc, lexicon)
            for event, gold in zip(doc.events, item.gold, strict=True):
                pred = {"sources": [as_gold(s) for s in reader.chain(event, model)]}
                count_sources(n, gold, pred, item, show)
    percent = {k: 100 * n[k] / max(1, n[of]) for k, of in (
        ("right", "all"), ("unsourced kept so", "unsourced"), ("sourced found", "sourced"),
        ("kind", "touching"), ("depth 2", "deep"),
    )}  # fmt: skip
    print("sources  " + "  ".join(f"{k} {v:.1f}" for k, v in percent.items()), f"({n['all']})")


def count_sources(n, gold, pred, item, show):
    g, p = gold["sources"], pred["sources"]
    right = same_source(gold, pred)
    n["all"] += 1
    n["right"] += right
    n["sourced" if g else "unsourced"] += 1
    n["unsourced kept so"] += not g and not p
    n["sourced found"] += bool(g and p)
    n["deep"] += len(g) > 1
    n["depth 2"] += len(g) > 1 and len(p) == len(g)
    if g and p and g[-1]["start"] < p[-1]["end"] and p[-1]["start"] < g[-1]["end"]:
        n["touching"] += 1
        n["kind"] += g[-1]["kind"] == p[-1]["kind"]
    if show and not right:
        print_error(
            item, gold, [(s["text"], s["kind"]) for s in g], [(s["text"], s["kind"]) for s in p]
        )


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
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", choices=("sources", "counts", "modes"))
    parser.add_argument("--write", action="store_true", help="train the model of sources on all")
    options = parser.parse_args()
    items = evaluate.read_gold(options.gold)
    pairs = list(zip(items, training.documents(items), strict=True))
    if options.write:
        lexicon = sources.read_lexicon(Knowledge())
        training.train([e for i, d in pairs for e in training.examples(d, i.gold, lexicon)])
    score_sources(pairs, options.folds, options.errors == "sources")
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
