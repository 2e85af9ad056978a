"""Country and sectors of participants and sources, given their spans.

    python benchmarks/actors_given_spans.py articles GOLD.jsonl             the shipped models
    python benchmarks/actors_given_spans.py articles GOLD.jsonl --folds 5   cross-validated
    python benchmarks/actors_given_spans.py event GOLD.jsonl                coded sentences
    python benchmarks/actors_given_spans.py all GOLD-FOLDER                 into docs/scores.md

Two labels on one span ("the two countries") are compared as a whole; none must be none.
Cross-validated models also learn from our own labels (--labels), which are of other reports.
event: countries of actors and recipients, sentence by sentence; texts without a date are read as of
2010-01-01, and the bodies' codes IGO and NGO count as no country.
"""

import argparse
import datetime as dt
import json
from pathlib import Path

from _report import met, table, write_part

from dateline import pipeline
from dateline.data import Report
from dateline.evaluation.labels import join
from dateline.knowledge import Knowledge
from dateline.train import whose
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

UNDATED = "2010-01-01"
BODIES = ("IGO", "NGO")  # codes that the coded sentences give bodies without a country


def articles(path, folds=0, labels=None):
    annotate = pipeline.load(annotators=("times", "places")).code
    items = whose.read_items(path, annotate)
    if folds:
        corpora = path.parent.parent.parent
        more = whose.items_of_all(join(labels, corpora), annotate)
        country, sectors = whose.cross_validate(items, folds, more)
    else:
        right, rights, n = whose.score(read_judge(), items)
        country, sectors = right / n, rights / n
    print(f"spans {len(items)}  country {100 * country:.1f}  sectors {100 * sectors:.1f}")
    return 100 * country, 100 * sectors


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
    return 100 * right / n


def write(gold):
    country, sectors = articles(gold / "articles" / "dev.jsonl")
    plover = event(gold / "event" / "plover-gsr.eval.jsonl")
    rows = [
        ("dev", "country, given the span", f"{country:.1f}", "≥ 95", met(country, 95.0)),
        ("dev", "sectors, given the span", f"{sectors:.1f}", "≥ 85", met(sectors, 85.0)),
        ("event plover-gsr", "country of actor and recipient, given the span", f"{plover:.1f}", "",
         ""),
    ]  # fmt: skip
    head = ["## Who, given the span", "", "`python benchmarks/actors_given_spans.py all $GOLD`", ""]
    write_part("who", [*head, *table(("set", "figure", "value", "goal", "met"), rows)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("task", choices=["articles", "event", "all"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--labels", type=Path, default=Path("labels/events.jsonl"))
    args = parser.parse_args()
    if args.task == "articles":
        articles(args.gold, args.folds, args.labels)
    elif args.task == "event":
        event(args.gold)
    else:
        write(args.gold)


if __name__ == "__main__":
    main()
