"""Country and sectors of participants and sources, given their spans; coreference by heads.

    python benchmarks/actors_given_spans.py articles GOLD.jsonl             the shipped models
    python benchmarks/actors_given_spans.py articles GOLD.jsonl --folds 5   cross-validated
    python benchmarks/actors_given_spans.py event GOLD.jsonl                coded sentences
    python benchmarks/actors_given_spans.py coref GOLD.jsonl                chains of parties

articles: two labels on one span ("the two countries") are compared as a whole; none must be none.
event: countries of actors and recipients, sentence by sentence; texts without a date are read as of
2010-01-01, and the bodies' codes IGO and NGO count as no country. coref: a mention is its head
word, in gold and prediction, so that the extent of noun phrases plays no part; of the gold only
chains count that hold a name of a person, organisation or place (as the parser finds names) or he
or she; of the prediction only entities that have a mention in one of these.
"""

import argparse
import datetime as dt
import json
from pathlib import Path

from dateline import pipeline
from dateline.actors import read_actors
from dateline.annotators.entities import find_groups
from dateline.data import Report
from dateline.judging import read_judge
from dateline.knowledge import Knowledge
from dateline.measures import coref
from dateline.resolving import Resolver
from dateline.roles import head_word
from dateline.train import whose
from dateline.whose import Reader

UNDATED = "2010-01-01"
BODIES = ("IGO", "NGO")  # codes that the coded sentences give bodies without a country


def articles(path, folds):
    items = whose.read_items(path, pipeline.load(annotators=("times", "places")).code)
    if folds:
        country, sectors = whose.cross_validate(items, folds)
    else:
        right, rights, n = whose.score(read_judge(), items)
        country, sectors = right / n, rights / n
    print(f"spans {len(items)}  country {100 * country:.1f}  sectors {100 * sectors:.1f}")


def read(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        day = dt.date.fromisoformat(raw.get("published") or UNDATED)
        yield raw, Report(raw["id"], raw["text"], day, raw.get("title"))


def event(path):
    coder = pipeline.load(annotators=("times", "places", "entities"))
    actors, judge = read_actors(Knowledge()), read_judge()
    right = n = 0
    for raw, report in read(path):
        resolver = Resolver(coder.code(report), actors, judge)
        for gold in raw["gold"]:
            for party in gold["actors"] + gold["recipients"]:
                if party.get("start") is None:
                    continue
                country = resolver.resolve(party["start"], party["end"])[1]
                n += 1
                right += country == (None if party["country"] in BODIES else party["country"])
    print(f"spans {n}  country {100 * right / n:.1f}")


def chains_of_parties(doc, gold):
    """Gold chains as heads: those that hold a name, or he or she."""
    names = {i for i, t in enumerate(doc.tokens) for m in doc.names if m.start <= t.start < m.end}
    kept = []
    for chain in gold:
        heads = {h for s, e in chain if (h := head_word(doc, s, e)) is not None}
        words = {doc.tokens[h].text.lower() for h in heads}
        if heads & names or words & {"he", "she", "his", "her", "him"}:
            kept.append(heads)
    return kept


def coreference(path):
    coder = pipeline.load(annotators=("times", "places"))
    actors = read_actors(Knowledge())
    total = []
    for raw, report in read(path):
        doc = coder.code(report)
        gold = [frozenset((h, h) for h in c) for c in chains_of_parties(doc, raw["gold"])]
        known = set().union(*gold) if gold else set()
        groups = [frozenset((h, h) for h in g.heads) for g in find_groups(Reader(doc, actors))]
        pred = [g for g in groups if g & known and len(g) > 1]
        total.append((gold, pred))
    figures = {
        name: f1([measure(g, p) for g, p in total], [measure(p, g) for g, p in total])
        for name, measure in (("MUC", coref.muc), ("B3", coref.b_cubed))
    }
    shared = sum(coref.ceaf_e(g, p) for g, p in total)
    sizes = [sum(len(side[k]) for side in total) for k in (0, 1)]
    figures["CEAFe"] = 2 * shared / sum(sizes)
    mean = sum(figures.values()) / 3
    text = "  ".join(f"{k} {100 * v:.1f}" for k, v in figures.items())
    print(f"chains {sizes[0]}  {text}  CoNLL F1 {100 * mean:.1f}")


def f1(recall, precision):
    r, p = (
        sum(x for x, _ in side) / max(1, sum(n for _, n in side)) for side in (recall, precision)
    )
    return 2 * p * r / (p + r) if p + r else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("task", choices=["articles", "event", "coref"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    if args.task == "articles":
        articles(args.gold, args.folds)
    elif args.task == "event":
        event(args.gold)
    else:
        coreference(args.gold)


if __name__ == "__main__":
    main()
