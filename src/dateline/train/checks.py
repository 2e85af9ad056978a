"""Quick figures on held-out examples during training, read straight off the heads.

They tell one run from another; what a release reaches is measured by ``dateline eval``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from dateline.train.batches import WHOLE, Batch, collate, plan
from dateline.train.examples import UNKNOWN, Example
from dateline.train.losses import Answers, answer
from dateline.train.network import Network
from dateline.train.tasks import NAMES, ROLES, SAID_ROLES

HELD_OUT = ("ewt.dev", "gum.dev", "held-out", "polnear.dev", "uw.dev")


def figures(
    network: Network, examples: Sequence[Example], device: torch.device, translate: Tensor | None
) -> dict[str, float]:
    """Figures in percent (``r``: correlation times 100) by the names of set and head."""
    counts: Counter[str] = Counter()
    facts: list[tuple[Tensor, Tensor]] = []
    for part in HELD_OUT:
        own = [x for x in examples if x.part == part]
        for group in plan(own, 8000, random.Random(0)):
            texts = [own[i] for i in group]
            batch = collate(texts, len(network.labels.modes), WHOLE, random.Random(0)).to(device)
            blind = replace(batch, heads=torch.full_like(batch.heads, UNKNOWN))
            ids = batch.ids if translate is None else translate[batch.ids]
            with (
                torch.no_grad(),
                torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"),
            ):
                found, heads = answer(network, blind, ids)
            _count(counts, part, found, heads, batch)
            known = ~batch.factuality.isnan()
            facts.append((found.facts[known].cpu(), batch.factuality[known].cpu()))
    out = {}
    for part in ("ewt.dev", "gum.dev"):
        out[f"{part} LAS"] = 100 * counts[f"{part} right"] / max(1, counts[f"{part} words"])
    for name in sorted({k.partition("|")[0] for k in counts if "|" in k}):
        gold, told, both = (counts[f"{name}|{x}"] for x in ("gold", "told", "both"))
        out[f"{name} F1"] = 200 * both / max(1, gold + told)
    out["status"] = 100 * counts["status right"] / max(1, counts["status"])
    if facts:
        a, b = torch.cat([x for x, _ in facts]), torch.cat([y for _, y in facts])
        if len(a) > 2:
            out["factuality r"] = 100 * float(torch.corrcoef(torch.stack([a, b]))[0, 1])
    return out


def _count(counts: Counter[str], part: str, found: Answers, heads: Tensor, batch: Batch) -> None:
    known = batch.heads != UNKNOWN
    if bool(known.any()):
        right = (heads == batch.heads) & (found.relations.argmax(1) == batch.relations)
        counts[f"{part} right"] += int((right & known).sum())
        counts[f"{part} words"] += int(known.sum())
    known = batch.names != UNKNOWN
    if part in ("ewt.dev", "held-out") and bool(known.any()):
        gold = _names(batch.names[known].tolist())
        told = _names(found.names[known].argmax(1).tolist())
        _overlap(counts, f"names {part}", gold, told)
    if part == "held-out":
        known = batch.kinds != UNKNOWN
        event = torch.softmax(found.kinds, -1)[:, 0] < 0.5
        told_kinds = torch.where(event, found.kinds[:, 1:].argmax(1) + 1, 0)[known]
        gold_kinds = batch.kinds[known]
        _overlap(counts, "trigger", _where(gold_kinds > 0), _where(told_kinds > 0))
        _overlap(counts, "type", _pairs(gold_kinds), _pairs(told_kinds))
        rows = batch.triggers[:, 3] != UNKNOWN
        counts["status"] += int(rows.sum())
        status = found.status.argmax(1)
        counts["status right"] += int((status == batch.triggers[:, 3])[rows].sum())
        rows = batch.roles[:, 3] != UNKNOWN
        gold_roles, told_roles = batch.roles[rows, 3], found.roles[rows].argmax(1)
        for n, role in enumerate(ROLES[1:], 1):
            _overlap(counts, role, _where(gold_roles == n), _where(told_roles == n))
        rows = batch.links[:, 2] != UNKNOWN
        _overlap(counts, "links", _where(batch.links[rows, 2] == 1), _where(found.links[rows] > 0))
    if part == "polnear.dev":
        _overlap(counts, "cue", _where(batch.cues == 1), _where(found.cues > 0))
        for n, role in enumerate(SAID_ROLES[1:], 1):
            gold_said, told_said = batch.said[:, 3], found.said.argmax(1)
            _overlap(counts, f"said {role}", _where(gold_said == n), _where(told_said == n))


def _where(flags: Tensor) -> set[object]:
    return set(flags.nonzero().squeeze(-1).tolist())


def _pairs(values: Tensor) -> set[object]:
    return {(i, v) for i, v in enumerate(values.tolist()) if v > 0}


def _overlap(
    counts: Counter[str], name: str, gold: Iterable[object], told: Iterable[object]
) -> None:
    a, b = set(gold), set(told)
    counts[f"{name}|gold"] += len(a)
    counts[f"{name}|told"] += len(b)
    counts[f"{name}|both"] += len(a & b)


def _names(labels: Sequence[int]) -> set[object]:
    """The spans of a sequence of BIO labels: first word, end, type."""
    spans: set[object] = set()
    start, kind = 0, ""
    for i, number in enumerate([*labels, 0]):
        label = NAMES[number]
        if kind and label != f"I-{kind}":
            spans.add((start, i, kind))
            kind = ""
        if label[0] == "B":
            start, kind = i, label[2:]
    return spans
