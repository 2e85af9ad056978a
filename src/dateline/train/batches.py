"""Turns examples into padded windows of word pieces, with their gold, for the network.

Texts are cut into windows as the parser cuts them: whole sentences, some of those before as
context, each sentence target once. All rows of words count the words of a batch's texts one after
the other (*flat* rows).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from dateline.parsers import windows
from dateline.train.examples import UNKNOWN, Array, Example

CLS, SEP, MASK = 101, 102, 103  # of BERT's vocabulary, which MiniLM has


@dataclass
class Batch:
    """What the network reads and what it should answer; ``UNKNOWN`` where nothing is known.

    ``ids``, ``cases``, ``mask``: windows × pieces. ``first``, ``sentence``: windows × words (the
    window's [CLS] is word 0; ``sentence`` −1 is padding). ``flat``: a word: its row in windows ×
    words, flattened. Gold of a word, of a trigger and of a pair follows.
    """

    ids: Tensor
    cases: Tensor
    mask: Tensor
    first: Tensor
    sentence: Tensor
    flat: Tensor
    heads: Tensor  # a word: place of its head in the window
    relations: Tensor
    upos: Tensor
    xpos: Tensor
    scripts: Tensor
    names: Tensor
    kinds: Tensor  # a word: 0 none, then the event types
    triggers: Tensor  # rows: word, head, type, status, is first
    modes: Tensor  # triggers × modes
    roles: Tensor  # rows: row of triggers, word, path, role
    links: Tensor  # rows: word, word, same event
    link_features: Tensor
    facts: Tensor  # rows: word, head; triggers too
    factuality: Tensor  # of those rows; NaN where unknown
    texts: Tensor  # a word: number of the text of one type that it stands in, −1 none
    types: Tensor  # of those texts: the types that theirs may be, a bit each
    cues: Tensor  # a word
    content: Tensor  # a word
    said: Tensor  # rows: word of a cue, word, path, role

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(**{f.name: getattr(self, f.name).to(device, non_blocking=True)
                        for f in fields(self)})  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """How texts are cut: sizes of windows and of their context to choose from."""

    sizes: tuple[int, ...] = (96, 160, 256, 256)
    contexts: tuple[int, ...] = (0, 32, 32, 64)


WHOLE = Cut((windows.PIECES,), (windows.CONTEXT,))


def collate(examples: Sequence[Example], modes: int, cut: Cut, rng: random.Random) -> Batch:
    """Make a batch of some texts."""
    size, context = rng.choice(cut.sizes), rng.choice(cut.contexts)
    rows: list[tuple[Array, Array, Array, Array]] = []
    place: list[Array] = []  # of the words of a window: (window, word)
    for x in examples:
        edges = np.append(x.starts, len(x.first))
        ends = np.append(x.first, len(x.pieces))
        bounds = ends[edges]  # pieces before each sentence
        lengths = np.diff(bounds).tolist()
        for w in windows.cut(lengths, size, context):
            p0, p1 = bounds[w.first], bounds[w.last]
            w0, w1, target = edges[w.first], edges[w.last], edges[w.target]
            counts = np.diff(edges[w.first : w.last + 1])
            numbers = np.repeat(np.arange(1, len(counts) + 1), counts)
            at = np.arange(target - w0 + 1, w1 - w0 + 1)
            place.append(np.stack([np.full(len(at), len(rows)), at]))
            rows.append((x.pieces[p0:p1], x.cases[p0:p1], x.first[w0:w1] - p0 + 1, numbers))
    length = max(len(r[0]) for r in rows) + 2
    words = max(len(r[2]) for r in rows) + 1
    length, words = -(-length // 8) * 8, -(-words // 8) * 8  # shapes repeat: faster kernels
    ids, cases, mask = (np.zeros((len(rows), length), np.int64) for _ in range(3))
    first = np.zeros((len(rows), words), np.int64)
    sentence = np.full((len(rows), words), -1, np.int64)
    ids[:, 0], sentence[:, 0] = CLS, 0
    for n, (pieces, case, starts, numbers) in enumerate(rows):
        ids[n, 1 : len(pieces) + 1], ids[n, len(pieces) + 1] = pieces, SEP
        cases[n, 1 : len(pieces) + 1] = case
        mask[n, : len(pieces) + 2] = 1
        first[n, 1 : len(starts) + 1] = starts
        sentence[n, 1 : len(starts) + 1] = numbers
    where = np.concatenate(place, 1)
    gold = _gold(examples, where[1], modes)
    tensors = {k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in gold.items()}
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(cases), torch.from_numpy(mask),
        torch.from_numpy(first), torch.from_numpy(sentence),
        torch.from_numpy(where[0] * words + where[1]), **tensors,
    )  # fmt: skip


_WORDS = ("relations", "upos", "xpos", "scripts", "names", "cues", "content")


_LISTS: dict[str, tuple[int, type]] = {
    "triggers": (5, np.int64), "roles": (4, np.int64), "links": (3, np.int64),
    "link_features": (3, np.float32), "facts": (2, np.int64), "factuality": (0, np.float32),
    "types": (0, np.int64), "said": (4, np.int64),
}  # fmt: skip
"""Gold in rows, however many: values a row (0: the row is a value), and what they are. The modes
are as many as there are."""


def _gold(examples: Sequence[Example], at: Array, modes: int) -> dict[str, Array]:
    """The gold of a batch; ``at``: the place of each word in its window."""
    size = sum(len(x.first) for x in examples)
    out = {k: np.full(size, UNKNOWN, np.int64) for k in (*_WORDS, "heads", "kinds")}
    out["texts"] = np.full(size, -1, np.int64)
    lists: dict[str, list[Array]] = {"modes": [np.zeros((0, modes), np.float32)]}
    for k, (wide, kind) in _LISTS.items():
        lists[k] = [np.zeros((0, wide) if wide else 0, kind)]
    start = rows = 0
    for x in examples:
        n, gold = len(x.first), x.gold
        own = slice(start, start + n)
        for k in _WORDS:
            if k in gold:
                out[k][own] = gold[k]
        if "heads" in gold:
            offset = gold["heads"].astype(np.int64)
            out["heads"][own] = np.where(offset == 0, 0, at[own] + offset)
        if "triggers" in gold:
            if gold["labelled"][0]:
                out["kinds"][own] = 0
                out["kinds"][start + gold["triggers"][:, 0]] = gold["triggers"][:, 2] + 1
            for k, found in _of_events(gold, start, rows, modes).items():
                lists[k].append(found)
            rows += len(gold["triggers"])
        if "facts" in gold:
            lists["facts"].append(gold["facts"][:, :2].astype(np.int64) + start)
            lists["factuality"].append((gold["facts"][:, 2] / 100).astype(np.float32))
        if "type" in gold:
            out["texts"][own] = sum(len(types) for types in lists["types"])
            lists["types"].append(gold["type"].astype(np.int64))
        if "said" in gold:
            lists["said"].append(_moved(gold["said"], (start, start, 0, 0)))
        start += n
    return out | {k: np.concatenate(found) for k, found in lists.items()}


def _of_events(gold: dict[str, Array], start: int, rows: int, modes: int) -> dict[str, Array]:
    """The gold of the events of a text whose words begin at ``start``, and whose triggers follow
    ``rows`` others."""
    t = gold["triggers"].astype(np.int64)
    told = t[:, :5] + np.array([start, start, 0, 0, 0])
    told[:, 3:][t[:, 3:5] < 0] = UNKNOWN
    flags = np.zeros((len(t), modes), np.float32)
    flags[gold["modes"][:, 0], gold["modes"][:, 1]] = 1
    links = gold["links"].astype(np.int64)
    ends = t[:, 0][links[:, :2]] + start
    same = np.where(links[:, 2] < 0, UNKNOWN, links[:, 2])
    found = {
        "triggers": told,
        "modes": flags,
        "links": np.concatenate([ends.reshape(-1, 2), same[:, None]], 1),
        "link_features": (links[:, 3:] / 64).astype(np.float32),
        "facts": told[:, :2],
        "factuality": np.full(len(t), np.nan, np.float32),
    }
    if "roles" in gold:
        found["roles"] = _moved(gold["roles"], (rows, start, 0, 0))
    return found


def _moved(rows: Array, by: tuple[int, int, int, int]) -> Array:
    """Rows of two numbers, a path and a role in the numbering of a batch; roles may be unknown."""
    found: Array = rows.astype(np.int64) + np.array(by)
    found[found[:, 3] < 0, 3] = UNKNOWN
    return found


def plan(
    examples: Sequence[Example], room: int, rng: random.Random, most: int = 10**9
) -> list[list[int]]:
    """Group texts of like length into batches of about ``room`` pieces, in random order."""
    sizes = [len(x.pieces) for x in examples]
    steps = [n // 10 if n < 250 else 25 + n // 250 for n in sizes]  # little padding, much mixture
    order = sorted(range(len(examples)), key=lambda i: (steps[i], rng.random()))
    batches: list[list[int]] = []
    used = room
    for i in order:
        if used + sizes[i] > room or len(batches[-1]) >= most:
            batches.append([])
            used = 0
        batches[-1].append(i)
        used += sizes[i]
    rng.shuffle(batches)
    return batches


class Stream(torch.utils.data.Dataset[Batch]):
    """The batches of some passes over examples, made when they are asked for (by workers)."""

    def __init__(
        self, examples: Sequence[Example], modes: int, room: int, passes: int, cut: Cut, seed: int
    ) -> None:
        self.examples, self.modes, self.cut, self.seed = examples, modes, cut, seed
        rng = random.Random(seed)
        self.batches = [b for _ in range(passes) for b in plan(examples, room, rng)]

    def __len__(self) -> int:
        return len(self.batches)

    def __getitem__(self, n: int) -> Batch:
        rng = random.Random(self.seed * 1_000_003 + n)
        return collate([self.examples[i] for i in self.batches[n]], self.modes, self.cut, rng)
