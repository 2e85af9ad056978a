"""What would raise the figures most: parts of the prediction made right by hand, one at a time.

    python benchmarks/oracle.py ARTICLES.jsonl [PREDICTIONS.jsonl]

Predicted mentions are paired with gold ones as the scorer pairs them (on the type and dyad that
were predicted), then changed:

countries       of a participant that touches a gold one: the gold country
duplicates      a spurious mention of the same type and countries as another one, or whose words
                touch those of a gold mention, is taken out
types           of every paired mention: the gold type
spurious        every mention without a gold one is taken out
participants    of every paired mention: the gold spans, our countries (those of the predicted
                participant that touches, else what our resolver says of the span)
both            gold spans and gold countries
given triggers  every missed mention is added as the gold has it but without participants, and every
                spurious one taken out: what is left are types and participants
"""

from __future__ import annotations

import argparse
import copy
from pathlib import Path

from dateline import pipeline
from dateline.evaluation import gold_files
from dateline.evaluation.figures import pick
from dateline.knowledge import Knowledge
from dateline.measures import articles
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

SIDES = ("actors", "recipients")
FIGURES = (("found", "f1"), ("type", "f1"), ("dyad", "f1"), ("record", "f1"), ("lead",))


def touching(party, others):
    return [o for o in others if o["start"] < party["end"] and party["start"] < o["end"]]


def wordings(mention):
    return [tuple(span) for span in (mention["trigger"], *mention["also"])]


class Article:
    """Gold and predicted mentions of an article, and their pairs."""

    def __init__(self, item, preds, resolver):
        self.item, self.resolver = item, resolver
        self.preds = preds
        self.partner = {j: i for i, j in articles.pair(item.gold, preds)}

    def changed(self, how):
        """Predictions after a change: a function of an article, a prediction and its gold
        mention (``None``: spurious) that gives the new prediction, or ``None`` to take it out."""
        out = []
        for j, pred in enumerate(self.preds):
            i = self.partner.get(j)
            new = how(self, copy.deepcopy(pred), None if i is None else self.item.gold[i])
            if new is not None:
                out.append(new)
        return out

    def country(self, party, pred):
        """Our country of a gold participant."""
        found = touching(party, [p for side in SIDES for p in pred[side]])
        if found:
            return found[0]["country"]
        return self.resolver.resolve(party["start"], party["end"])[1] if self.resolver else None


def as_is(article, pred, gold):
    return pred


def countries(article, pred, gold):
    if gold is not None:
        parties = [p for side in SIDES for p in gold[side]]
        for side in SIDES:
            for p in pred[side]:
                found = touching(p, gold[side]) or touching(p, parties)
                if found:
                    p["country"] = found[0]["country"]
    return pred


def duplicates(article, pred, gold):
    if gold is not None:
        return pred
    same = any(
        p["type"] == pred["type"] and articles.dyad(p) == articles.dyad(pred)
        for j, p in enumerate(article.preds)
        if j in article.partner
    )
    touch = any(
        a[0] < b[1] and b[0] < a[1]
        for g in article.item.gold
        for a in wordings(g)
        for b in wordings(pred)
    )
    return None if same or touch else pred


def types(article, pred, gold):
    return pred if gold is None else {**pred, "type": gold["type"]}


def spurious(article, pred, gold):
    return None if gold is None else pred


def participants(article, pred, gold):
    if gold is None:
        return pred
    ours = {s: [{**p, "country": article.country(p, pred)} for p in gold[s]] for s in SIDES}
    return {**pred, **ours}


def both(article, pred, gold):
    return pred if gold is None else {**pred, **{side: gold[side] for side in SIDES}}


def given_triggers(article):
    """Every gold mention found and nothing else: those we missed have no participants."""
    found = set(article.partner.values())
    missed = [
        {**copy.deepcopy(g), "actors": [], "recipients": []}
        for i, g in enumerate(article.item.gold)
        if i not in found
    ]
    return article.changed(spurious) + missed


CHANGES = {
    "nothing": as_is,
    "countries": countries,
    "duplicates": duplicates,
    "types": types,
    "spurious": spurious,
    "participants, our countries": participants,
    "participants and countries": both,
}


def row(name, pairs):
    figures = articles.score(pairs)
    return f"{name:28} " + " ".join(f"{pick(figures, path):8.1f}" for path in FIGURES)


def read(gold, predictions):
    items = gold_files.read_gold(gold)
    if predictions:
        pairs = gold_files.read_predictions("articles", items, predictions)
        return [Article(item, pred or [], None) for item, pred in pairs]
    coder, found = pipeline.load(), []
    actors, judge = read_actors(Knowledge()), read_judge()
    for item in items:
        doc = coder.code(gold_files.report_of(item))
        preds = articles.from_document(doc, item)
        found.append(Article(item, preds, Resolver(doc, actors, judge)))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path, nargs="?")
    options = parser.parse_args()
    found = read(options.gold, options.predictions)
    print(f"{'made right by hand':28} " + " ".join(f"{path[0]:>8}" for path in FIGURES))
    for name, how in CHANGES.items():
        print(row(name, [(article.item, article.changed(how)) for article in found]), flush=True)
    print(row("triggers given", [(article.item, given_triggers(article)) for article in found]))


if __name__ == "__main__":
    main()
