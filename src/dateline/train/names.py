"""Trains the model that judges what may be a name (``parsers/naming.py``).

It learns from texts that the network has read, those it was trained on among them; so the
development sets, which it was not trained on, are read too.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.data import NameType, Report, Token
from dateline.evaluation.labels import join
from dateline.knowledge import Knowledge
from dateline.linear import Linear
from dateline.parsers import naming
from dateline.parsers.english import Parser, spelled
from dateline.train import linear, treebank

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)
Names = set[tuple[int, int, NameType]]
DAY = dt.date(1970, 1, 1)  # the parser takes no account of the day
RAREST, EPOCHS = 6, 4

ABOUT = """\
What speaks for a candidate to be a name: weights of a logistic regression (parsers/naming.py).
Learned from Universal NER on English-EWT and GUM (train and dev of both) and labels/names.jsonl
by dateline train names. A feature with a type counts for candidates of that type only.
Licence: CC BY-SA 4.0"""


class Reader(Parser):
    """The parser, keeping the candidates of the report read last."""

    def __init__(self) -> None:
        super().__init__()
        self._judge = naming.Namer(self._names, naming.read_known(Knowledge()), Linear(0.0, {}))
        self.tokens: Sequence[Token] = ()
        self.candidates: list[naming.Candidate] = []

    def _find_names(
        self, tokens: Sequence[Token], bases: Sequence[int], scores: NDArray[np.float32]
    ) -> list[naming.Found]:
        plain = list(spelled(scores, bases, self._names))
        self.tokens = tokens
        groups = self._judge.candidates(tokens, bases, scores, plain)
        self.candidates = [c for _, group in groups for c in group]
        return plain


def texts(corpora: Path, labels: Path) -> Iterator[tuple[str, Names]]:
    """Yield texts with their names: sentences of EWT, documents of GUM, reports."""
    for part in ("train", "dev"):
        path = corpora / "gold" / "names" / f"uner-ewt.{part}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield item["text"], {(g["start"], g["end"], g["type"]) for g in item["gold"]}
        bank = treebank.read_conllu(corpora / "corpus" / "treebank" / f"gum.{part}.conllu.gz")
        for text in treebank.with_gum_names(bank):
            yield _joined(text)
    for item in join(labels / "names.jsonl", corpora):
        yield item["text"], {(g["start"], g["end"], g["type"]) for g in item["gold"]}


def _joined(text: treebank.Text) -> tuple[str, Names]:
    """A treebank document as raw text, with its names."""
    raw, names = "", set[tuple[int, int, NameType]]()
    for number, sentence in enumerate(text.sentences):
        if number:
            raw = raw.rstrip() + ("\n\n" if sentence.paragraph else " ")
        spans = []
        for word, spaced in zip(sentence.words, sentence.spaces, strict=True):
            spans.append((len(raw), len(raw) + len(word)))
            raw += word + (" " if spaced else "")
        names |= _spans(spans, sentence.names or [])
    return raw.rstrip(), names


def _spans(words: Sequence[tuple[int, int]], labels: Sequence[str]) -> Names:
    found: list[tuple[int, int, NameType]] = []
    for (start, end), label in zip(words, labels, strict=False):
        kind = next((t for t in naming.TYPES if label.endswith(t)), None)
        if kind and label[0] == "B":
            found.append((start, end, kind))
        elif kind and found:
            found[-1] = (found[-1][0], end, kind)
    return set(found)


def train(corpora: Path, labels: Path) -> Linear:
    """Read all texts and fit the model."""
    reader = Reader()
    rows: list[tuple[str, ...]] = []
    right: list[bool] = []
    for text, names in texts(corpora, labels):
        reader(Report("", text, DAY))
        for c in reader.candidates:
            rows.append(c.features)
            span = reader.tokens[c.first].start, reader.tokens[c.last].end, c.kind
            right.append(span in names)
    log.info("%d candidates, %d names", len(rows), sum(right))
    return linear.fit(rows, right, rarest=RAREST, epochs=EPOCHS)


def main(corpora: Path, labels: Path, path: Path) -> None:
    """Train on the public corpora and our own labels, and write the table."""
    linear.write(train(corpora, labels), path, ABOUT)
