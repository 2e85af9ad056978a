"""What the network is trained on: texts as word pieces, with the gold that is known of each.

An example is a whole report or treebank text. It has gold for some heads and none for others: what
is not known is left out of the loss (and is told by the teacher where a student is trained). The
corpora and where they come from are in ``docs/training.md``.
"""

from __future__ import annotations

import lzma
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.parsers.pieces import Pieces

Array = NDArray[Any]
UNKNOWN = -100
MOST = 2600  # pieces of one example; of a longer text its beginning is taken
SENTENCE = 250  # pieces of the longest sentence


@dataclass(frozen=True)
class Example:
    """A text to train on. ``part``: ``train``, ``raw`` (no gold), or the name of a held-out set.

    ``pieces``, ``cases``: one a word piece; ``first``: where each word begins in them; ``starts``:
    where each sentence begins in the words. ``gold``: arrays by name, see ``GOLD``.
    """

    id: str
    part: str
    pieces: Array
    cases: Array
    first: Array
    starts: Array
    gold: dict[str, Array] = field(default_factory=dict)


GOLD = {
    "heads": "a word: words from it to its head; 0 for a root",
    "relations": "a word",
    "upos": "a word",
    "xpos": "a word",
    "scripts": "a word",
    "names": "a word: number in NAMES",
    "triggers": "a row each: word, head, type, status, is first, event; the last three −1 unknown",
    "labelled": "one number: whether all triggers are known",
    "modes": "a row each: row of triggers, mode",
    "roles": "a row each: row of triggers, word, path, role (−1 unknown)",
    "links": "a row each: two rows of triggers, same event (−1 unknown), three features times 64",
    "facts": "a row each: word, head, factuality from −3 to 3 times 100",
    "type": "one number: the types that the text's main event may have, a bit each",
    "cues": "a word: whether it heads the cue of an attribution",
    "content": "a word: outside, begin, inside of what is attributed",
    "said": "a row each: word of a cue, word, path, role (−1 unknown)",
}


def encode(
    name: str, part: str, sentences: Sequence[Sequence[str]], pieces: Pieces
) -> tuple[Example, int]:
    """Cut sentences into pieces: the example without gold, and how many sentences it took in."""
    ids: list[int] = []
    cases: list[int] = []
    first: list[int] = []
    starts: list[int] = []
    taken = 0
    for words in sentences:
        cut = pieces.cut(words)
        size = sum(len(c) for c, _ in cut)
        if size > SENTENCE or len(ids) + size > MOST:
            break
        starts.append(len(first))
        for cut_ids, case in cut:
            first.append(len(ids))
            ids.extend(cut_ids)
            cases.extend([case] * len(cut_ids))
        taken += 1
    example = Example(
        name, part, np.array(ids, np.uint16), np.array(cases, np.uint8),
        np.array(first, np.int32), np.array(starts, np.int32),
    )  # fmt: skip
    return example, taken


def write(examples: Iterable[Example], labels: dict[str, list[str]], target: Path) -> None:
    """Write examples to one compressed file, with the label sets that their numbers count in (the
    fields of ``Labels``)."""
    plain = [asdict(x) for x in examples]
    with lzma.open(target, "wb", preset=2) as out:
        pickle.dump({"examples": plain, "labels": labels}, out, protocol=4)


def read(source: Path) -> tuple[list[Example], dict[str, list[str]]]:
    """Read what ``write`` wrote (our own file: pickle is safe for nothing else)."""
    with lzma.open(source, "rb") as lines:
        data = pickle.load(lines)
    return [Example(**x) for x in data["examples"]], data["labels"]
