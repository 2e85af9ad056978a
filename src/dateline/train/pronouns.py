"""Trains which entity a pronoun means (``who/pronouns.py``) on texts with their parties' mentions.

The grouping of ``who/grouping.py`` reads each text from left to right, and at each pronoun
whose antecedent is labelled notes the candidates and joins the right one, so that each choice is
learned from what stands before it as it should be.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.data import Document, Report
from dateline.evaluation import gold_files
from dateline.evaluation.labels import join
from dateline.knowledge import Knowledge
from dateline.linear import Linear, spelled
from dateline.train import linear
from dateline.train.folds import FOLDS
from dateline.who.actors import Actors
from dateline.who.entity_words import Words, read_words
from dateline.who.grouping import Grouper
from dateline.who.groups import Group, Groups
from dateline.who.pronouns import Candidate, Chooser, groups
from dateline.who.reading import read_actors
from dateline.who.third_person import Pronouns
from dateline.who.whose import Reader, read

log = logging.getLogger(__name__)
PENALTY, RAREST = 10.0, 3
DAY = dt.date(2000, 1, 1)  # where a text tells no day
Chains = Sequence[Sequence[Sequence[int]]]

ABOUT = """\
What speaks for an entity to be meant by a pronoun: weights of a softmax over the entities of the
three sentences before (who/pronouns.py). Learned from OntoGUM's news and interviews (train) and
labels/entities.jsonl by dateline train pronouns.
Licence: CC BY-SA 4.0"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A pronoun, its candidates, and which of them are right."""

    family: str
    role: str
    candidates: list[Candidate]
    right: list[bool]


class Guided(Pronouns):
    """Joins the pronouns of a text to what the labels say, and notes each choice."""

    def __init__(self, groups: Groups, chains: Chains) -> None:
        super().__init__(groups, Chooser({}))
        self.choices: list[Choice] = []
        self._chain: dict[int, int] = {}
        for number, chain in enumerate(chains):
            for start, end in chain:
                first, last = self.reader.range_of(start, end)
                if first < last:
                    head = self.reader.head_of(first, last)
                    for i in (self.reader.titled.get(head, head), head):
                        self._chain.setdefault(i, number)

    def meant(self, i: int, family: str) -> Group | None:
        """The entity that a pronoun means by the labels; ``None`` where they do not tell."""
        found, chain = self.candidates(i, family), self._chain.get(i)
        if chain is None:
            return None
        right = [any(h < i and self._chain.get(h) == chain for h in g.heads) for g, _ in found]
        if not any(right):
            return None
        self.choices.append(Choice(family, self.role(i), [c for _, c in found], right))
        return found[right.index(True)][0]


def choices(reader: Reader, words: Words, chains: Chains) -> list[Choice]:
    """The pronouns of a text whose antecedent is labelled and found."""
    found = Groups(reader, words)
    guided = Guided(found, chains)
    Grouper(found, guided).run()
    return guided.choices


def texts(corpora: Path, labels: Path) -> Iterator[tuple[Report, Chains]]:
    """Texts with the mentions of each of their entities."""
    for item in gold_files.read_gold(corpora / "gold" / "coref" / "ontogum.train.jsonl"):
        yield _text(item.id, item.text, item.published, item.gold)
    for line in join(labels / "entities.jsonl", corpora):
        yield _text(line["id"], line["text"], line.get("published"), line["gold"])


def _text(name: str, text: str, published: str | None, gold: Any) -> tuple[Report, Chains]:  # noqa: ANN401
    return Report(name, text, dt.date.fromisoformat(published) if published else DAY), gold


def fit(found: Iterable[Choice]) -> Linear:
    """Fit weights to choices with more than one candidate."""
    ranked = [
        ([spelled(groups(c.family, c.role, x)) for x in c.candidates], c.right)
        for c in found
        if len(c.candidates) > 1
    ]
    return Linear(0.0, linear.fit_ranking(ranked, rarest=RAREST, l2=PENALTY))


def accuracy(weights: Mapping[str, float], found: Sequence[Choice]) -> int:
    """How many choices go right."""
    chooser = Chooser(weights)
    return sum(c.right[chooser.best(c.family, c.role, c.candidates)] for c in found)


def main(
    corpora: Path, labels: Path, target: Path, code: Callable[[Report], Document]
) -> tuple[int, int]:
    """Train, write the table, and give how many pronouns models that have not seen their text get
    right, of how many."""
    knowledge = Knowledge()
    actors: Actors = read_actors(knowledge)
    words = read_words(knowledge)
    found = [
        choices(read(code(report), actors), words, chains)
        for report, chains in texts(corpora, labels)
    ]
    right = 0
    for k in range(FOLDS):
        model = fit(c for n, own in enumerate(found) if n % FOLDS != k for c in own)
        right += sum(accuracy(model.weights, own) for own in found[k::FOLDS])
    linear.write(fit(c for own in found for c in own), target, ABOUT)
    return right, sum(map(len, found))
