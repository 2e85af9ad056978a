"""Teaches a network the trees and tags of reports, for which there is no gold.

A student learns trees from treebanks, and in reports only what its teachers answer there, who have
seen no tree of a report either: drawn on by all that they learn of reports, both come to read
"wounded" as a preposition. What networks say together that were trained apart, and from the gold
alone, drifts less. Their mean teaches the heads here on reports; on treebanks the gold does, and
what the network itself answered before. The encoder and all other heads stay as they are, so that
what is fitted on their answers still fits. Needs no accelerator: a quarter of an hour on two cores.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.train.batches import WHOLE, Batch, collate, plan
from dateline.train.examples import UNKNOWN, Example
from dateline.train.learn import set_rate
from dateline.train.losses import WEIGHTS, trees
from dateline.train.network import LanguageHeads, Network, round_products, save

log = logging.getLogger(__name__)
ANSWERS = ("arcs", "relations", "upos", "xpos", "scripts")
SHORT = 60  # words below which a text is no report
OWN = 0.5  # share of what the network answered before, beside the gold
REPORTS = 1.5  # weight of a batch of reports, beside one of treebanks


@dataclass(frozen=True)
class Options:
    """``words`` of reports to learn from, ``passes`` over all, the highest ``rate`` of AdamW,
    ``room``: word pieces a step."""

    words: int = 300_000
    passes: int = 8
    rate: float = 2.5e-3
    room: int = 4000
    seed: int = 5


@dataclass(frozen=True)
class Lesson:
    """A batch with the vectors that the network gives its words, the place of each word's head,
    and the probabilities that are taught (of ``ANSWERS``)."""

    batch: Batch
    vectors: Tensor
    heads: Tensor
    told: tuple[Tensor, ...]
    weight: float


def run(
    network: Network,
    parsers: Sequence[Network],
    examples: Sequence[Example],
    target: Path,
    options: Options,
) -> Network:
    """Teach the heads for trees and tags of a network; write it."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    network.eval()
    reports = [x for x in examples if x.part in ("train", "raw") and "heads" not in x.gold]
    banks = [x for x in examples if x.part == "train" and "heads" in x.gold]
    some = list(_sample([x for x in reports if len(x.first) > SHORT], options.words, rng))
    held_out = _lessons(network, parsers, _of(examples, "held-out"), options, rng, REPORTS)
    taught = [
        *_lessons(network, parsers, some, options, rng, REPORTS),
        *_lessons(network, [network], banks, options, rng, 1.0),
    ]
    log.info("%d reports, %d texts of treebanks, %d batches", len(some), len(banks), len(taught))
    log.info("before: %s", agreement(network, held_out))
    live = learned(network.language)
    optim = torch.optim.AdamW(
        [{"params": live, "lr": options.rate, "peak": options.rate}],
        betas=(0.9, 0.98), weight_decay=0.0,
    )  # fmt: skip
    begun, step, steps = time.monotonic(), 0, options.passes * len(taught)
    for number in range(options.passes):
        rng.shuffle(taught)
        for lesson in taught:
            set_rate(optim, step / steps)
            optim.zero_grad()
            loss(network.language, lesson).backward()
            nn.utils.clip_grad_norm_(live, 2.0)
            optim.step()
            step += 1
        log.info("pass %d: %s, %.0f s", number + 1, agreement(network, held_out),
                 time.monotonic() - begun)  # fmt: skip
    round_products(network, None)
    save(network, target)
    return network


def learned(language: LanguageHeads) -> list[nn.Parameter]:
    """The weights that trees and tags alone are read off with."""
    parts = (
        language.arc_dependent, language.arc_head, language.arc_bias, language.rel_dependent,
        language.rel_head, language.relation, language.tags,
    )  # fmt: skip
    return [language.arc_weight, *(p for part in parts for p in part.parameters())]


def loss(language: LanguageHeads, lesson: Lesson) -> Tensor:
    """Divergence from what is taught (Hinton et al. 2015), and from the gold where there is any."""
    found, _ = trees(language, lesson.vectors.float(), lesson.batch, lesson.heads)
    total = torch.zeros(())
    for name, logits, told in zip(ANSWERS, found, lesson.told, strict=True):
        gold = getattr(lesson.batch, name if name != "arcs" else "heads")
        missed = nn.functional.cross_entropy(logits, gold.clamp(min=0), reduction="none")
        apart = _apart(logits, told.float())
        each = torch.where(gold == UNKNOWN, apart, OWN * apart + (1 - OWN) * missed)
        total = total + lesson.weight * WEIGHTS[name] * each.mean()
    return total


def agreement(network: Network, lessons: Iterable[Lesson]) -> str:
    """How many words have the head, the head and relation, and the tag that is taught, percent."""
    same = torch.zeros(3)
    words = 0
    with torch.no_grad():
        for lesson in lessons:
            found, _ = trees(network.language, lesson.vectors.float(), lesson.batch, lesson.heads)
            arcs, relations, _, tags, _ = (
                own.argmax(1) == told.argmax(1)
                for own, told in zip(found, lesson.told, strict=True)
            )
            same += torch.stack([arcs.sum(), (arcs & relations).sum(), tags.sum()])
            words += len(arcs)
    return "UAS {:.1f}, LAS {:.1f}, tags {:.1f}".format(*(100 * same / max(1, words)).tolist())


def _of(examples: Iterable[Example], part: str) -> list[Example]:
    return [x for x in examples if x.part == part]


def _sample(examples: Sequence[Example], words: int, rng: random.Random) -> Iterable[Example]:
    left = words
    for x in rng.sample(examples, len(examples)):
        if left <= 0:
            return
        left -= len(x.first)
        yield x


def _lessons(
    network: Network,
    parsers: Sequence[Network],
    examples: Sequence[Example],
    options: Options,
    rng: random.Random,
    weight: float,
) -> list[Lesson]:
    found = []
    modes = len(network.labels.modes)
    with torch.no_grad():
        for group in plan(examples, options.room, rng):
            batch = collate([examples[i] for i in group], modes, WHOLE, rng)
            round_products(network.encoder, batch.mask.bool())
            own = read(network, batch)
            words = [own if p is network else read(p, batch) for p in parsers]
            told, heads = mean(parsers, words, batch)
            found.append(Lesson(batch, own.half(), heads, tuple(x.half() for x in told), weight))
    return found


def read(network: Network, batch: Batch) -> Tensor:
    """The vectors that a network gives the words of a batch."""
    words: Tensor = network.encoder(batch.ids, batch.cases, batch.mask, batch.first)
    return words


def mean(
    parsers: Sequence[Network], words: Sequence[Tensor], batch: Batch
) -> tuple[list[Tensor], Tensor]:
    """The mean probabilities of some networks, by their vectors of words, and the likeliest head of
    each word (the gold where it is known), for which relations are scored."""
    both = list(zip(parsers, words, strict=True))
    arcs = [torch.softmax(trees(p.language, own, batch)[0][0], -1) for p, own in both]
    heads = torch.where(batch.heads == UNKNOWN, torch.stack(arcs).mean(0).argmax(1), batch.heads)
    answers = [
        [torch.softmax(x, -1) for x in trees(p.language, own, batch, heads)[0]] for p, own in both
    ]
    return [torch.stack(each).mean(0) for each in zip(*answers, strict=True)], heads


def _apart(logits: Tensor, told: Tensor) -> Tensor:
    told = told / told.sum(-1, keepdim=True).clamp(min=1e-6)
    return (told * (told.clamp(min=1e-7).log() - torch.log_softmax(logits, -1))).sum(-1)
