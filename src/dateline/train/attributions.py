"""Trains the model of attributions: a linear model over features of candidates.

A candidate is right where its content covers a gold content by half (intersection over union of
words) and its source is the gold's, as the measure has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.annotators.attributions import WEIGHTS, Reader
from dateline.cues import Cues, read_cues
from dateline.data import Document, Report
from dateline.evaluate import read_gold, report_of
from dateline.knowledge import Knowledge
from dateline.measures._common import Item
from dateline.measures.attribution import Text, same_source
from dateline.said import Said, read_heads
from dateline.train import linear

ABOUT = """
Linear model of attributions: weights of features (annotators/attributions.py).
origin: learned from the train part of PolNeAR (see NOTICE) by `dateline train attributions`
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate as features, and whether it is right."""

    features: tuple[str, ...]
    right: bool


def examples(item: Item, doc: Document, cues: Cues, said: Said | None) -> Iterator[Example]:
    """Yield the candidates of a document, judged by the gold; ``said``: what the network says."""
    text = Text(item.text)
    gold = [(text.words(g["source"]), text.words(g["content"])) for g in item.gold]
    by_word: dict[int, set[int]] = defaultdict(set)
    for number, (_, content) in enumerate(gold):
        for word in content:
            by_word[word].add(number)
    reader = Reader(doc, cues, said)
    for candidate in reader.candidates():
        found = reader.attribution(candidate)
        source, content = text.words(found.source), text.words(found.content)
        shared = Counter(g for word in content for g in by_word.get(word, ()))
        right = any(
            n / (len(content) + len(gold[g][1]) - n) >= 0.5 and same_source(gold[g][0], source)
            for g, n in shared.items()
        )
        yield Example(tuple(reader.features(candidate)), right)


def train(judged: Iterable[Example], path: Path = WEIGHTS) -> None:
    """Fit the model to examples and write it."""
    kept = list(judged)
    model = linear.fit(
        [e.features for e in kept], [e.right for e in kept], rarest=6, epochs=6, l2=1e-4
    )
    linear.write(model, path, ABOUT)


def main(gold: Path, parse: Callable[[Report], Document], path: Path = WEIGHTS) -> None:
    """Train on a gold file of attributions."""
    cues, heads = read_cues(Knowledge()), read_heads()

    def judged() -> Iterator[Example]:
        for item in read_gold(gold):
            doc = parse(report_of(item))
            yield from examples(item, doc, cues, heads.read(doc))

    train(judged(), path)
