"""Examples of treebanks: words, tags, trees and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.parsers.lemmas import script
from dateline.parsers.pieces import Pieces
from dateline.train import treebank
from dateline.train.examples import UNKNOWN, Array, Example, encode
from dateline.train.tasks import NAMES


class Tags:
    """The tag sets of the treebanks, collected and numbered (lemma scripts seen three times)."""

    def __init__(self, texts: Iterable[treebank.Text]) -> None:
        counts = {k: Counter[str]() for k in ("upos", "xpos", "relations", "scripts")}
        for text in texts:
            for s in text.sentences:
                counts["upos"].update(s.upos)
                counts["xpos"].update(s.xpos)
                counts["relations"].update(s.relations)
                counts["scripts"].update(map(script, s.words, s.lemmas))
        frequent = sorted(k for k, n in counts["scripts"].items() if n >= 3 and k != "=")
        self.sets = {k: sorted(c) for k, c in counts.items()} | {"scripts": ["=", *frequent]}
        self.numbers = {k: {x: i for i, x in enumerate(v)} for k, v in self.sets.items()}

    def gold(self, sentences: Sequence[treebank.Sentence]) -> dict[str, Array]:
        """The gold of some sentences."""
        out: dict[str, list[int]] = {k: [] for k in ("heads", *self.sets)}
        for s in sentences:
            out["heads"] += [h - 1 - i if h else 0 for i, h in enumerate(s.heads)]
            lists = {
                "upos": s.upos, "xpos": s.xpos, "relations": s.relations,
                "scripts": map(script, s.words, s.lemmas),
            }  # fmt: skip
            for k, values in lists.items():
                out[k] += [self.numbers[k].get(x, UNKNOWN) for x in values]
        found = {k: np.array(v, np.int16) for k, v in out.items()}
        if any(s.names is not None for s in sentences):
            found["names"] = np.array(
                [x for s in sentences
                 for x in ([NAMES.index(n) for n in s.names] if s.names is not None
                           else [UNKNOWN] * len(s.words))], np.int16,
            )  # fmt: skip
        return found


def treebank_texts(folder: Path, part: str) -> list[treebank.Text]:
    """EWT with Universal NER, and GUM with derived names."""
    bank, uner = folder / "corpus/treebank", folder / f"gold/names/uner-ewt.{part}.jsonl"
    ewt = treebank.with_uner(treebank.read_conllu(bank / f"ewt.{part}.conllu.gz"), uner)
    gum = treebank.with_gum_names(treebank.read_conllu(bank / f"gum.{part}.conllu.gz"))
    return [*ewt, *gum]


def of_treebank(
    texts: Iterable[treebank.Text], part: str, tags: Tags, pieces: Pieces
) -> Iterator[Example]:
    """Texts in parts of some hundred pieces, so that batches are of one size."""
    for text in texts:
        rest = [s for s in text.sentences if sum(len(c) for c, _ in pieces.cut(s.words)) <= 250]
        for at in range(0, len(rest), 24):
            part_of = rest[at : at + 24]
            example, n = encode(f"{text.id}/{at}", part, [s.words for s in part_of], pieces)
            yield replace(example, gold=tags.gold(part_of[:n]))
