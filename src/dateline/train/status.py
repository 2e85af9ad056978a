"""Trains the model of statuses: what the words around a trigger say, and how far to trust it.

Two kinds of examples share one softmax over features (``what/status_model.py``): triggers of
labelled events with their status, and words with a place on the scale of factuality, whose
expected value must come near. How much the network's own opinion counts beside it, and which
statuses both together give too rarely, is then fitted on reports that were held out of the
network's training; on the others it knows the answers by heart.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from dateline import pipeline
from dateline.data import Document
from dateline.evaluation.gold_files import read_gold, report_of
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.measures.factuality import VALUES
from dateline.saying.cues import read_cues
from dateline.train.sources import gold_events, items_of
from dateline.what import roles
from dateline.what.heads import EventHeads
from dateline.what.status_model import (
    ASKED,
    LEAN,
    LEARNED,
    STATUSES,
    WEIGHTS,
    WORDS,
    StatusModel,
)
from dateline.what.status_model import SMALLEST as LEAST
from dateline.what.status_words import read_signs
from dateline.what.statuses import StatusReader

log = logging.getLogger(__name__)
ABOUT = """\
# What words around a trigger say of its status: weights of features (what/statuses.py).
# Columns: feature; one weight each for happened, ongoing, planned, possible, negated. (learned) and
# (words) weigh the logarithms of what the network gives and of what the features give, (lean) is
# added for each status.
# origin: learned from our labelled articles and the train part of UW (see NOTICE) by
#   `dateline train status`
"""
BEFORE = ("times", "attributions")
"""The annotators whose layers the features read."""
RAREST, PENALTY, VALUE_SHARE = 8, 6.0, 0.1
"""Features of fewer examples are left out; penalty on large weights; weight of a squared error on
the scale beside the log-loss of a status."""
SMALLEST = 0.05
"""Rows whose weights are all nearer to 0 are not written."""
START, LOOSE = (1.0, 0.5), 3.0
"""Weights of the network's opinion and of the words, from which those that are fitted stray little;
the penalty on that."""


@dataclass(frozen=True, slots=True)
class Example:
    """A word as features, its status (a number) or its value on the scale, and what the network
    says, if it was asked; ``further``: the features of further wordings of the event, and what it
    says of them."""

    features: list[str]
    status: int | None = None
    value: float | None = None
    learned: tuple[float, ...] | None = None
    further: tuple[tuple[list[str], tuple[float, ...]], ...] = ()

    def wordings(self) -> list[tuple[list[str], tuple[float, ...]]]:
        """The features of all wordings, and what the network says of them."""
        assert self.learned is not None
        return [(self.features, self.learned), *self.further]


class Maker:
    """Makes examples out of items."""

    def __init__(self, model: Path) -> None:
        self.coder = pipeline.load(annotators=BEFORE)
        self.heads = EventHeads(model)
        self.cues, self.signs = read_cues(Knowledge()), read_signs(Knowledge())

    def parse(self, item: Item) -> Document:
        """Code an item up to the layers that features read; keep the scores of the network."""
        return self.coder.read(report_of(item))

    def events_of(self, items: Iterable[Item], *, ask: bool = False) -> Iterator[Example]:
        """Yield the triggers of labelled articles; ``ask`` the network too."""
        for item in items:
            doc = self.parse(item)
            reader = StatusReader(doc, self.cues, self.signs)
            for event, gold in zip(gold_events(doc, item.gold), item.gold, strict=True):
                spans = (event.trigger, *event.also)[: ASKED if ask else 1]
                words = [i for span in spans if (i := roles.head_word(doc, *span)) is not None]
                if not words:
                    continue
                rows = [reader.features(word, event.event_type) for word in words]
                number = STATUSES.index(gold["status"])
                if ask:
                    first, *others = self.heads.learned_status(doc, words)
                    further = tuple(zip(rows[1:], others, strict=True))
                    yield Example(rows[0], number, learned=first, further=further)
                else:
                    yield Example(rows[0], number)

    def words_of(self, items: Iterable[Item]) -> Iterator[Example]:
        """Yield the words of sentences that have a value on the scale of factuality."""
        for item in items:
            doc = self.parse(item)
            reader = StatusReader(doc, self.cues, self.signs)
            for gold in item.gold:
                word = next((i for i, t in enumerate(doc.tokens) if t.end > gold["start"]), None)
                if word is not None:
                    yield Example(reader.features(word), value=float(gold["value"]))


def fit(examples: Sequence[Example]) -> StatusModel:
    """Fit the weights of the features by L-BFGS."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    counts = Counter(name for e in examples for name in set(e.features))
    index = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= RAREST))}
    told = [e for e in examples if e.status is not None]
    valued = [e for e in examples if e.value is not None]
    matrices = [_matrix(part, index) for part in (told, valued)]
    status = torch.tensor([e.status for e in told], dtype=torch.long)
    value = torch.tensor([e.value for e in valued], dtype=torch.float)
    scale = torch.tensor([VALUES[s] for s in STATUSES])
    weights = torch.zeros(len(index), len(STATUSES), requires_grad=True)
    optimiser = torch.optim.LBFGS(
        [weights], max_iter=150, history_size=10, line_search_fn="strong_wolfe"
    )

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = PENALTY * (weights**2).sum() / 2
        rows = [torch.sparse.mm(matrix, weights) for matrix in matrices]
        loss = loss + torch.nn.functional.cross_entropy(rows[0], status, reduction="sum")
        expected = torch.softmax(rows[1], -1) @ scale
        loss = loss + VALUE_SHARE * ((expected - value) ** 2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    found = weights.detach().tolist()
    kept = {
        name: tuple(round(w, 2) for w in found[i])
        for name, i in index.items()
        if max(map(abs, found[i])) >= SMALLEST
    }
    return StatusModel(kept)


def _matrix(examples: Sequence[Example], index: dict[str, int]) -> torch.Tensor:
    places = [
        (row, index[name]) for row, e in enumerate(examples) for name in e.features if name in index
    ]
    rows = torch.tensor(places, dtype=torch.long).reshape(-1, 2).T
    size = (len(examples), len(index))
    return torch.sparse_coo_tensor(rows, torch.ones(len(places)), size).coalesce()


def accuracy(model: StatusModel, examples: Sequence[Example], *, words: bool = False) -> float:
    """The share of examples whose likeliest status is right, in percent; ``words``: without the
    network."""
    right = 0
    for e in examples:
        chances = (
            model.told(e.features)
            if words
            else model.weighed([(model.told(row), learned) for row, learned in e.wordings()])
        )
        right += chances.index(max(chances)) == e.status
    return 100 * right / max(1, len(examples))


def weigh(model: StatusModel, held_out: Sequence[Example]) -> StatusModel:
    """Weigh the network's opinion, the words and each status on held-out triggers."""
    right = torch.tensor([e.status for e in held_out], dtype=torch.long)
    sides = []
    for words in (False, True):
        rows = [
            _middle([model.told(row) if words else learned for row, learned in e.wordings()])
            for e in held_out
        ]
        sides.append(torch.tensor(rows))
    start = torch.tensor(START)
    share = start.clone().requires_grad_()
    lean = torch.zeros(len(STATUSES), requires_grad=True)
    optimiser = torch.optim.LBFGS([share, lean], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        scores = share[0] * sides[0] + share[1] * sides[1] + lean
        loss = torch.nn.functional.cross_entropy(scores, right, reduction="sum")
        loss = loss + LOOSE * (((share - start) ** 2).sum() + (lean**2).sum()) / 2
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    learned, words_share = (round(x, 2) for x in share.tolist())
    return replace(
        model, learned=learned, words=words_share, lean=tuple(round(x, 2) for x in lean.tolist())
    )


def _middle(rows: Sequence[Sequence[float]]) -> list[float]:
    """The logarithms of probabilities: half those of the first row, half the mean of all."""
    logs = [[math.log(max(p, LEAST)) for p in row] for row in rows]
    return [(column[0] + sum(column) / len(column)) / 2 for column in zip(*logs, strict=True)]


def write(model: StatusModel, path: Path = WEIGHTS) -> None:
    """Write a model as a table."""
    lines = [f"{LEARNED}\t{model.learned:g}", f"{WORDS}\t{model.words:g}"]
    lines.append("\t".join([LEAN, *(f"{x:g}" for x in model.lean)]))
    lines += [
        "\t".join([name, *(f"{w:g}" for w in row)]) for name, row in sorted(model.weights.items())
    ]
    path.write_text(ABOUT + "\n".join(lines) + "\n", encoding="utf-8")


def train(examples: Sequence[Example], held_out: Sequence[Example], path: Path = WEIGHTS) -> None:
    """Fit the model and write it; log how it does on the held-out reports."""
    model = weigh(fit(examples), held_out)
    log.info(
        "%d features, network's opinion %.2f, words %.2f; held out: %.1f, words alone %.1f",
        len(model.weights),
        model.learned,
        model.words,
        accuracy(model, held_out),
        accuracy(model, held_out, words=True),
    )
    write(model, path)


def main(corpora: Path, labels: Path, held_out: Path, target: Path) -> None:
    """Train on articles, labels and the train part of UW; ``target``: the folder of the model."""
    maker = Maker(target)
    held = read_gold(held_out)
    names = {item.id for item in held}
    told = [item for item in items_of(corpora, labels) if item.id not in names]
    words = read_gold(corpora / "gold" / "factuality" / "uw.train.jsonl")
    examples = [*maker.events_of(told), *maker.words_of(words)]
    train(examples, list(maker.events_of(held, ask=True)), target / WEIGHTS.name)
