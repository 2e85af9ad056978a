"""Scores the sources of events given their type, status, trigger and participants.

    python benchmarks/sources_given_triggers.py CORPORA [--labels labels] [--folds 5]
    python benchmarks/sources_given_triggers.py ARTICLES.jsonl

A folder of corpora: the train articles and our own labels, cross-validated by report, without what
the network takes for sources (it knows them by heart there). A file: its events with the models
that ship, and with that. Right is as the measure of articles has it: none for none, or the
innermost sources touch and are of one kind.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from dateline.annotators import sources
from dateline.evaluation import gold_files
from dateline.knowledge import Knowledge
from dateline.measures.articles import same_source
from dateline.saying.lexicon import read_lexicon
from dateline.saying.said import read_heads
from dateline.saying.voices import Voices
from dateline.train import sources as training


def bare(said):
    """What the network says, without the scores that it was read from: those fill the memory."""
    return said and SimpleNamespace(cue=said.cue, content=said.content)


def touch(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def as_gold(source):
    return {"start": source.start, "end": source.end, "kind": source.kind, "text": source.text}


def classify(gold, pred, covered):
    """The class of one answer: what was wanted, and what was given."""
    if not gold:
        return "none: right" if not pred else "none: given one"
    if not pred:
        return "source: missed, claim " + ("refused" if covered else "not found")
    if not touch(gold[-1], pred[-1]):
        return "source: another one"
    if gold[-1]["kind"] != pred[-1]["kind"]:
        return f"source: kind {gold[-1]['kind']} as {pred[-1]['kind']}"
    return "source: right"


def judge(item, doc, model, lexicon, said, n):
    voices = Voices(doc, lexicon, said)
    reader = sources.Sources(voices, model)
    for event, gold in zip(doc.events, item.gold, strict=True):
        pred = [as_gold(s) for s in reader.chain(event)]
        wanted = gold["sources"]
        covered = any(claim.holders for claim in voices.claims.covering(event))
        n["events"] += 1
        n["right"] += same_source(gold, {"sources": pred})
        plain = gold["status"] in ("happened", "ongoing")
        n["claims"] += bool(wanted) or not plain
        n["leaked"] += bool(wanted) and plain and not pred
        n[classify(wanted, pred, covered)] += 1
        if wanted and pred and touch(wanted[-1], pred[-1]):
            n["found"] += 1
            n["kind"] += wanted[-1]["kind"] == pred[-1]["kind"]
        if len(wanted) > 1:
            n["chains"] += 1
            n["chain right"] += len(wanted) == len(pred) and all(
                touch(g, p) and g["kind"] == p["kind"] for g, p in zip(wanted, pred, strict=True)
            )


def show(n):
    def percent(part, whole):
        return f"{100 * n[part] / max(1, n[whole]):.1f}"

    print(
        f"events {n['events']}  right {percent('right', 'events')}"
        f"  kind {percent('kind', 'found')} ({n['found']})"
        f"  chains {percent('chain right', 'chains')} ({n['chains']})"
        f"  leakage {percent('leaked', 'claims')} ({n['claims']})"
    )
    for name, count in n.most_common():
        if ":" in name:
            print(f"   {name:42} {count:5}  {100 * count / n['events']:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--labels", type=Path, default=Path("labels"))
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    lexicon, heads, n = read_lexicon(Knowledge()), read_heads(), Counter()
    if options.gold.is_file():
        items = gold_files.read_gold(options.gold)
        model = sources.read_models()
        for item, doc in zip(items, training.documents(items, hints=True), strict=True):
            judge(item, doc, model, lexicon, heads.read(doc), n)
    else:
        items = training.items_of(options.gold, options.labels)
        docs = training.documents(items)
        triples = [
            (item, replace(doc, scores=None), bare(heads.read(doc)))
            for item, doc in zip(items, docs, strict=True)
        ]
        judged = [list(training.examples(d, i.gold, lexicon, said)) for i, d, said in triples]
        for fold in range(options.folds):
            rest = [e for i, es in enumerate(judged) if i % options.folds != fold for e in es]
            model = training.fit(rest)
            for item, doc, said in triples[fold :: options.folds]:
                judge(item, doc, model, lexicon, said, n)
    show(n)


if __name__ == "__main__":
    main()
