"""What the heads answer on a batch, and how far that is from the gold or from a teacher.

A student learns from both: cross-entropy to the gold where there is any, and everywhere the
divergence from its teacher's probabilities (Hinton et al. 2015).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from dateline.train.batches import Batch
from dateline.train.examples import UNKNOWN
from dateline.train.network import LanguageHeads, Network

ce = nn.functional.cross_entropy
bce = nn.functional.binary_cross_entropy_with_logits
BARRED = -1e4


@dataclass(frozen=True)
class Answers:
    """Logits. A row a word: ``arcs`` (words of its window), ``upos`` … ``cue``; a row a trigger:
    ``first``, ``status``, ``modes``; a row a pair: ``roles``, ``links``, ``said``."""

    arcs: Tensor
    relations: Tensor
    upos: Tensor
    xpos: Tensor
    scripts: Tensor
    names: Tensor
    kinds: Tensor
    first: Tensor
    status: Tensor
    modes: Tensor
    roles: Tensor
    links: Tensor
    facts: Tensor
    cues: Tensor
    content: Tensor
    said: Tensor


def trees(
    language: LanguageHeads, words: Tensor, batch: Batch, heads: Tensor | None = None
) -> tuple[tuple[Tensor, Tensor, Tensor, Tensor, Tensor], Tensor]:
    """Logits of arcs, relations, tags of both sets and scripts, and the place of each word's head;
    ``words``: their vectors; ``heads`` as below."""
    w = words.shape[1]
    s = batch.sentence
    same = (s[:, :, None] == s[:, None, :]) & (s[:, :, None] > 0)
    same[:, :, 0] = True
    arcs = language.arcs(words).float().masked_fill(~same, BARRED).flatten(0, 1)
    arcs = arcs.index_select(0, batch.flat)
    flat_all = words.flatten(0, 1)
    flat = flat_all.index_select(0, batch.flat)
    if heads is None:
        heads = torch.where(batch.heads == UNKNOWN, arcs.detach().argmax(1), batch.heads)
    head_rows = flat_all.index_select(0, batch.flat // w * w + heads)
    relations = language.relation(
        torch.relu(language.rel_dependent(flat) + language.rel_head(head_rows))
    )
    upos, xpos, scripts = language.tags(flat).split(language.sizes, -1)
    return (arcs, relations, upos, xpos, scripts), heads


def answer(
    network: Network, batch: Batch, ids: Tensor, heads: Tensor | None = None
) -> tuple[Answers, Tensor]:
    """Run the network: what it answers, and the place of each word's head for which relations
    were scored (``heads`` where given, the gold where known, its own choice elsewhere)."""
    words = network.encoder(ids, batch.cases, batch.mask, batch.first)
    words = network.dropout(words)
    language, events = network.language, network.events
    (arcs, relations, upos, xpos, scripts), heads = trees(language, words, batch, heads)
    flat = words.flatten(0, 1).index_select(0, batch.flat)
    hidden = torch.relu(events.trigger_hidden(flat))
    trigger = events.trigger(network.dropout(hidden))
    rows, kinds = batch.triggers[:, 0], batch.triggers[:, 2]
    zero = torch.zeros(1, dtype=torch.long, device=ids.device)
    pairs = batch.roles
    roles = events.roles(flat, rows[pairs[:, 0]], pairs[:, 1], pairs[:, 2], kinds[pairs[:, 0]])
    linked = events.link_word(flat)
    left = linked.index_select(0, batch.links[:, 0])
    right = linked.index_select(0, batch.links[:, 1])
    links = events.link(
        torch.cat([left * right, (left - right).abs(), batch.link_features.to(left.dtype)], -1)
    )
    cue = events.cue(torch.relu(events.cue_hidden(flat)))
    said = batch.said

    def told(at: Tensor) -> Tensor:
        own, above = flat.index_select(0, at[:, 0]), flat.index_select(0, at[:, 1])
        return torch.relu(events.status_self(own) + events.status_head(above))

    told_modes = events.modes(hidden.index_select(0, rows))
    found = (
        arcs, relations, upos, xpos, scripts,
        language.name(torch.relu(language.name_hidden(flat))),
        trigger[:, :-1], trigger[rows, -1],
        events.status(told(batch.triggers)), told_modes,
        roles, links.squeeze(-1), events.fact(told(batch.facts)).squeeze(-1),
        cue[:, 0], cue[:, 1:],
        events.said(flat, said[:, 0], said[:, 1], said[:, 2], zero.expand(len(said))),
    )  # fmt: skip
    return Answers(*(x.float() for x in found)), heads


def _known(logits: Tensor, gold: Tensor, least: int = 1) -> Tensor:
    """Cross-entropy, averaged over what has gold."""
    total = ce(logits, gold, ignore_index=UNKNOWN, reduction="sum")
    return total / (gold != UNKNOWN).sum().clamp(min=least)


def _positive(logits: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy, added up and divided by the number of rows that are not the first class: the
    few words that matter are not lost among the many that do not."""
    total = ce(logits, gold, ignore_index=UNKNOWN, reduction="sum")
    return total / (gold > 0).sum().clamp(min=4)


def _binary(logits: Tensor, gold: Tensor, *, positive: bool = False) -> Tensor:
    known = gold != UNKNOWN
    total = (bce(logits, gold.float(), reduction="none") * known).sum()
    return total / (gold > 0).sum().clamp(min=4) if positive else total / known.sum().clamp(min=1)


def _factuality(found: Tensor, gold: Tensor) -> Tensor:
    known = ~gold.isnan()
    apart = nn.functional.smooth_l1_loss(found, gold.nan_to_num(), reduction="none")
    return (apart * known).sum() / known.sum().clamp(min=1)


def _of_texts(kinds: Tensor, batch: Batch) -> Tensor:
    """The type of a text is that of some of its words (of which, is not known): cross-entropy of
    the types' scores, pooled over the words."""
    if not len(batch.types):
        return torch.zeros((), device=kinds.device)
    rows = (batch.texts >= 0).nonzero().squeeze(-1)
    scores = kinds[rows, 1:]
    most = scores.detach().max()
    pooled = torch.zeros(len(batch.types), scores.shape[1], device=kinds.device)
    pooled = pooled.index_add(0, batch.texts[rows], torch.exp(scores - most))
    bits = 1 << torch.arange(scores.shape[1], device=kinds.device)
    allowed = (batch.types[:, None] & bits) > 0
    share = (pooled * allowed).sum(1) / pooled.sum(1).clamp(min=1e-30)
    return -torch.log(share.clamp(min=1e-6)).mean()


def gold_losses(answers: Answers, batch: Batch, mode_types: Tensor) -> dict[str, Tensor]:
    """The loss of each head against the gold."""
    kinds = batch.triggers[:, 2]
    own = (mode_types[None, :] == kinds[:, None]) & (batch.triggers[:, 3:4] != UNKNOWN)
    modes = bce(answers.modes, batch.modes, reduction="none")
    return {
        "arcs": _known(answers.arcs, batch.heads),
        "relations": _known(answers.relations, batch.relations),
        "upos": _known(answers.upos, batch.upos),
        "xpos": _known(answers.xpos, batch.xpos),
        "scripts": _known(answers.scripts, batch.scripts),
        "names": _known(answers.names, batch.names),
        "kinds": _positive(answers.kinds, batch.kinds),
        "first": _binary(answers.first, batch.triggers[:, 4]),
        "status": _known(answers.status, batch.triggers[:, 3]),
        "modes": (modes * own).sum() / own.sum().clamp(min=1),
        "roles": _positive(answers.roles, batch.roles[:, 3]),
        "links": _binary(answers.links, batch.links[:, 2]),
        "facts": _factuality(answers.facts, batch.factuality),
        "texts": _of_texts(answers.kinds, batch),
        "cues": _binary(answers.cues, batch.cues, positive=True),
        "content": _known(answers.content, batch.content),
        "said": _positive(answers.said, batch.said[:, 3]),
    }


def _apart(student: Tensor, teacher: Tensor) -> Tensor:
    """Divergence of the student's probabilities from the teacher's, a row each."""
    teacher = teacher.float()
    p = torch.softmax(teacher, -1)
    return (p * (torch.log_softmax(teacher, -1) - torch.log_softmax(student, -1))).sum(-1)


def _mean(student: Tensor, teacher: Tensor) -> Tensor:
    return _apart(student, teacher).sum() / max(1, len(student))


def massed(student: Tensor, teacher: Tensor) -> Tensor:
    """The same, added up and divided by how many rows the teacher holds for another class than the
    first."""
    mass = (1 - torch.softmax(teacher.float(), -1)[:, 0]).sum()
    return _apart(student, teacher).sum() / mass.clamp(min=4)


def taught_losses(
    student: Answers, teacher: Answers, batch: Batch, mode_types: Tensor
) -> dict[str, Tensor]:
    """The loss of each head against the teacher."""
    own = mode_types[None, :] == batch.triggers[:, 2:3]
    modes = bce(student.modes, torch.sigmoid(teacher.modes.float()), reduction="none")
    cues = torch.sigmoid(teacher.cues.float())
    return {
        "arcs": _mean(student.arcs, teacher.arcs),
        "relations": _mean(student.relations, teacher.relations),
        "upos": _mean(student.upos, teacher.upos),
        "xpos": _mean(student.xpos, teacher.xpos),
        "scripts": _mean(student.scripts, teacher.scripts),
        "names": _mean(student.names, teacher.names),
        "kinds": massed(student.kinds, teacher.kinds),
        "first": bce(student.first, torch.sigmoid(teacher.first.float()), reduction="sum")
        / max(1, len(student.first)),
        "status": _mean(student.status, teacher.status),
        "modes": (modes * own).sum() / own.sum().clamp(min=1),
        "roles": massed(student.roles, teacher.roles),
        "links": bce(student.links, torch.sigmoid(teacher.links.float()), reduction="sum")
        / max(1, len(student.links)),
        "facts": nn.functional.smooth_l1_loss(student.facts, teacher.facts.float(), reduction="sum")
        / max(1, len(student.facts)),
        "cues": bce(student.cues, cues, reduction="sum") / cues.sum().clamp(min=4),
        "content": _mean(student.content, teacher.content),
        "said": massed(student.said, teacher.said),
    }


WEIGHTS = {
    "arcs": 1.0, "relations": 1.0, "upos": 0.5, "xpos": 0.3, "scripts": 0.3, "names": 1.0,
    "kinds": 0.5, "first": 0.25, "status": 0.5, "modes": 0.3, "roles": 0.5, "links": 0.7,
    "facts": 0.2, "texts": 0.2, "cues": 0.2, "content": 0.3, "said": 0.2,
}  # fmt: skip


def total(losses: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[k] * v for k, v in losses.items()]).sum()
