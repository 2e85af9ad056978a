"""Trains the model of attributions: a linear model over features of candidates.

A candidate is right where its content covers a gold content by half (intersection over union of
words) and its source is the gold's, as the measure has it. PolNeAR labels no claims inside claims:
of a cue inside a content it says nothing, unless a reading of it is right. Our own labels do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.annotators.attributions import WEIGHTS, Reader
from dateline.data import Document, Report
from dateline.evaluation.gold_files import read_gold, read_labels, report_of
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.measures.attribution import Text, same_source
from dateline.saying.cues import read_cues
from dateline.saying.said import read_heads
from dateline.train import linear
from dateline.wordlists import read_word_lists

ABOUT = """
Linear model of attributions: weights of features (saying/weighing.py).
origin: learned from the train part of PolNeAR (see NOTICE) by `dateline train attributions`
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate as features, and whether it is right."""

    features: tuple[str, ...]
    right: bool


def examples(item: Item, reader: Reader, *, nested: bool) -> Iterator[Example]:
    """Yield the candidates that a reader finds in a document, judged by the gold.

    ``nested``: whether the gold has claims inside claims;
    else a cue inside a content is told of only where it is right.
    """
    text = Text(item.text)
    gold = [(text.words(g["source"]), text.words(g["content"])) for g in item.gold]
    by_word: dict[int, set[int]] = defaultdict(set)
    for number, (_, content) in enumerate(gold):
        for word in content:
            by_word[word].add(number)
    for candidate in reader.candidates.all():
        found = reader.attribution(candidate)
        source, content = text.words(found.source), text.words(found.content)
        shared = Counter(g for word in content for g in by_word.get(word, ()))
        right = any(
            n / (len(content) + len(gold[g][1]) - n) >= 0.5 and same_source(gold[g][0], source)
            for g, n in shared.items()
        )
        cue = text.words(found.cue)
        if right or nested or not any(cue <= content for _, content in gold):
            yield Example(tuple(reader.weighing.features(candidate)), right)


def train(judged: Iterable[Example], path: Path = WEIGHTS) -> None:
    """Fit the model to examples and write it."""
    kept = list(judged)
    model = linear.fit(
        [e.features for e in kept], [e.right for e in kept], rarest=6, epochs=6, l2=1e-4
    )
    linear.write(model, path, ABOUT)


def read(corpora: Path, labels: Path | None) -> Iterator[tuple[Item, bool]]:
    """Read the train part of PolNeAR, and our labels where their file is given; with each item
    whether claims inside claims are labelled. A report that we labelled too is ours."""
    ours = read_labels(labels, corpora) if labels is not None else []
    taken = {item.id for item in ours}
    for item in read_gold(corpora / "gold" / "attribution" / "polnear.train.jsonl"):
        if item.id not in taken:
            yield item, False
    for item in ours:
        yield item, True


def main(
    items: Iterable[tuple[Item, bool]],
    parse: Callable[[Report], Document],
    path: Path = WEIGHTS,
) -> None:
    """Train on what ``read`` gives."""
    knowledge, heads = Knowledge(), read_heads()
    cues, lists = read_cues(knowledge), read_word_lists(knowledge)

    def judged() -> Iterator[Example]:
        for item, nested in items:
            doc = parse(report_of(item))
            yield from examples(item, Reader(doc, cues, lists, heads.read(doc)), nested=nested)

    train(judged(), path)
