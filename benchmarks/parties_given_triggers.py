"""Scores actors and recipients on gold events: trigger, wordings and type given.

    python benchmarks/parties_given_triggers.py ARTICLES.jsonl [WEIGHTS.tsv]

A party is found where one of ours on its side touches it, is of its entity, or of its country. The
events whose countries are right (of reciprocal types: of both sides together) are those whose dyad
would be right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

from dateline import plugins
from dateline.annotators import participants
from dateline.evaluation import gold_files
from dateline.knowledge import Knowledge
from dateline.measures import articles
from dateline.train import parties, sources
from dateline.what.party_model import WEIGHTS, read_party_model
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

SIDES = (("actors", "recipients"), ("recipients", "actors"))


def same(resolver, one, other):
    """Do two parties (start, end, country) mean the same?"""
    touch = one[0] < other[1] and other[0] < one[1]
    entity = resolver.entity_of(*one[:2])
    known = entity is not None and entity is resolver.entity_of(*other[:2])
    return touch or known or (one[2] is not None and one[2] == other[2])


def count(counts, resolver, gold, event):
    for side, opposite in SIDES:
        wanted = [(p["start"], p["end"], p["country"]) for p in gold[side]]
        got = [(p.start, p.end, p.country) for p in getattr(event, side)]
        across = [(p.start, p.end, p.country) for p in getattr(event, opposite)]
        for w in wanted:
            counts[side, "gold"] += 1
            if any(same(resolver, w, g) for g in got):
                counts[side, "found"] += 1
            elif any(same(resolver, w, g) for g in across):
                counts[side, "on the other side"] += 1
            else:
                counts[side, "another one taken" if got else "left empty"] += 1
        for g in got:
            counts[side, "ours"] += 1
            if not any(same(resolver, w, g) for w in wanted):
                counts[side, "spurious beside others" if wanted else "spurious, gold empty"] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("model", type=Path, nargs="?", default=WEIGHTS)
    options = parser.parse_args()
    knowledge = Knowledge()
    coder = plugins.find("annotators", "events").load(knowledge)
    annotate = participants.annotator(knowledge, read_party_model(options.model))
    actors, judge = read_actors(knowledge), read_judge()
    items = [item for item in gold_files.read_gold(options.gold) if item.gold]
    counts, right, total = Counter(), 0, 0
    for item, doc in zip(items, sources.documents(items), strict=True):
        given, _ = parties.given(doc, item.gold, coder)
        given = replace(given, events=annotate(given))
        resolver = Resolver(given, actors, judge)
        told = articles.from_document(given, item)
        for gold, event, pred in zip(item.gold, given.events, told, strict=True):
            count(counts, resolver, gold, event)
            right += articles.dyad(gold) == articles.dyad(pred)
            total += 1
    print(f"countries right: {100 * right / total:.1f} % of {total} events")
    for (side, name), n in sorted(counts.items()):
        print(f"{side:12} {name:24} {n}")


if __name__ == "__main__":
    main()
