"""Makes a trained network narrower: fewer attention heads and inner units, taught by itself.

What goes is chosen layer by layer, as the optimal brain surgeon does (Hassibi and Stork 1993; for
whole units and heads: Kwon et al. 2022): the unit, or head, whose loss changes least what the layer
puts out, the weights of those that stay being mended for it, until so many are left. The narrow
network then learns to give the vectors of the wide one, layer by layer, and what the heads make of
the last ones (Jiao et al. 2020). The heads stay as they are: whatever is fitted on the network's
answers still fits. Needs no gold, and no accelerator: an hour on two cores.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.parsers import windows
from dateline.train.batches import WHOLE, Batch, collate, plan
from dateline.train.examples import Example
from dateline.train.learn import Average, report, set_rate
from dateline.train.losses import massed
from dateline.train.network import (
    Encoder,
    Network,
    round_products,
    rounded,
    rounded_weight,
    save,
)

log = logging.getLogger(__name__)
DAMPING = 1e-4  # of the mean second moment: units that always go together stay tellable apart
BETWEEN = 0.3  # weight of the layers below the last, beside that of the last
EVENTS = 8.0  # weight of a word that surely names an event, beside one that does not: they are few
KINDS = 0.1  # weight of the divergence of event types


@dataclass(frozen=True)
class Options:
    """How narrow, and how long to learn. ``sample``: texts on which it is seen what may go;
    ``passes`` over all texts; ``rate``: the highest of AdamW; ``room``: word pieces a step;
    ``decay``: of the average of the weights; ``checks``: how often it is measured on the way;
    ``wide``: share of the steps before products are rounded."""

    heads: int = 10
    inner: int = 1280
    sample: int = 1600
    passes: float = 1.5
    rate: float = 2e-4
    room: int = 4000
    decay: float = 0.995
    seed: int = 1
    checks: int = 1
    wide: float = 0.1


def single_windows(examples: Sequence[Example]) -> list[Example]:
    """Cut texts into windows as the parser does, each a text without gold by itself."""
    found = []
    for x in examples:
        edges = np.append(x.starts, len(x.first))
        bounds = np.append(x.first, len(x.pieces))[edges]
        for n, w in enumerate(windows.cut(np.diff(bounds).tolist())):
            p0, p1 = bounds[w.first], bounds[w.last]
            w0, w1 = edges[w.first], edges[w.last]
            found.append(
                Example(
                    f"{x.id}/{n}", x.part, x.pieces[p0:p1], x.cases[p0:p1], x.first[w0:w1] - p0,
                    x.starts[w.first : w.last] - w0,
                )
            )  # fmt: skip
    return found


def batches(examples: Sequence[Example], modes: int, room: int, seed: int) -> Iterator[Batch]:
    """Batches of one pass, in random order."""
    rng = random.Random(seed)
    for group in plan(examples, room, rng):
        yield collate([examples[i] for i in group], modes, WHOLE, rng)


def moments(network: Network, some: Sequence[Batch]) -> dict[str, Tensor]:
    """Second moments (uncentred) of what enters the products ``out`` and ``down`` of each layer:
    units × units, by the product's name."""
    sums: dict[str, Tensor] = {}
    mask = torch.zeros(0)

    def watch(name: str, given: Tensor) -> None:
        x = given[mask]
        sums[name] = sums.get(name, torch.zeros((), dtype=torch.double)) + (x.T @ x).double()

    hooks = [
        getattr(layer, part).register_forward_pre_hook(
            lambda _, given, name=f"layers.{i}.{part}": watch(name, given[0])
        )
        for i, layer in enumerate(network.encoder.layers)
        for part in ("out", "down")
    ]
    with torch.no_grad():
        for batch in some:
            mask = batch.mask.bool()
            network.encoder(batch.ids, batch.cases, batch.mask, batch.first)
    for hook in hooks:
        hook.remove()
    return sums


def lighten(weight: Tensor, moment: Tensor, size: int, keep: int) -> tuple[Tensor, Tensor]:
    """Leave ``keep`` groups of ``size`` inputs each (neighbours) of a product.

    ``weight``: outputs × inputs; ``moment``: second moments of the inputs. Gives the numbers of the
    inputs that stay, in order, and the weights for them. What goes next is the group *g* with the
    least loss, tr(Wg (H⁻¹gg)⁻¹ Wgᵀ).
    """
    w = weight.double().clone()
    n = len(moment)
    inverse = torch.linalg.inv(
        moment + DAMPING * moment.diag().mean() * torch.eye(n, dtype=torch.double)
    )
    alive = list(range(0, n, size))
    while len(alive) > keep:
        members = torch.tensor(alive)[:, None] + torch.arange(size)
        blocks = torch.linalg.inv(inverse[members[:, :, None], members[:, None, :]])
        parts = w[:, members].permute(1, 0, 2)
        lost = ((parts @ blocks) * parts).sum((1, 2))
        worst = int(lost.argmin())
        gone, block = members[worst], blocks[worst]
        w -= w[:, gone] @ block @ inverse[gone]
        inverse -= inverse[:, gone] @ block @ inverse[gone]
        del alive[worst]
    stay = (torch.tensor(alive)[:, None] + torch.arange(size)).flatten()
    return stay, w[:, stay].float()


def narrow(network: Network, heads: int, inner: int, sums: dict[str, Tensor]) -> Network:
    """A copy of a network with fewer attention heads and inner units in each layer."""
    shape = network.shape
    made = Network(network.labels, replace(shape, heads=heads, inner=inner))
    state = {k: v.clone() for k, v in network.state_dict().items()}
    for i in range(shape.layers):
        name = f"layers.{i}."
        at = f"encoder.{name}"
        stay, state[f"{at}down.weight"] = lighten(
            state[f"{at}down.weight"], sums[f"{name}down"], 1, inner
        )
        for part in ("weight", "bias"):
            state[f"{at}up.{part}"] = state[f"{at}up.{part}"][stay]
        stay, state[f"{at}out.weight"] = lighten(
            state[f"{at}out.weight"], sums[f"{name}out"], shape.head, heads
        )
        for part in ("weight", "bias"):
            three = state[f"{at}qkv.{part}"].unflatten(0, (3, -1))
            state[f"{at}qkv.{part}"] = three[:, stay].flatten(0, 1)
    made.load_state_dict(state)
    return made


def _readers(network: Network) -> tuple[Tensor, Tensor]:
    """The products that read the vectors of words, one upon the other, and the number of the head
    that each row belongs to."""
    width = network.shape.width
    own = [
        m.weight.detach()
        for part in (network.language, network.events)
        for m in part.modules()
        if isinstance(m, nn.Linear) and m.in_features == width
    ]
    return torch.cat(own), torch.cat([torch.full((len(w),), n) for n, w in enumerate(own)])


def _layers(encoder: Encoder, batch: Batch, *, rounds: bool) -> tuple[list[Tensor], Tensor, Tensor]:
    """What each layer below the last gives for the pieces, and the last for the words; the latter
    also rounded, as the heads read them, where ``rounds``."""
    below: list[Tensor] = []
    hooks = [
        layer.register_forward_hook(lambda _, __, out: below.append(out))
        for layer in list(encoder.layers)[:-1]
    ]
    mask = batch.mask.bool()
    round_products(encoder, mask if rounds else None)
    words = encoder(batch.ids, batch.cases, batch.mask, batch.first)
    for hook in hooks:
        hook.remove()
    read = rounded(words, batch.sentence >= 0) if rounds else words
    rows = [
        torch.cat([x.flatten(0, 1).index_select(0, batch.flat), x[:, 0]]) for x in (words, read)
    ]
    return [x[mask] for x in below], *rows


def _apart(found: Tensor, wanted: Tensor, weight: Tensor | float = 1.0) -> Tensor:
    """Share of the variance of what is wanted that is missed; ``weight``: of the rows."""
    missed = (weight * (found - wanted).square()).sum()
    return missed / (weight * (wanted - wanted.mean(0)).square()).sum()


class Distance:
    """How far a narrow network is from the wide one on a batch."""

    def __init__(self, wide: Network) -> None:
        self.wide = wide.eval()
        self.readers, numbers = _readers(wide)
        self.rounded_readers = rounded_weight(self.readers)
        self.heads = torch.zeros(len(numbers), int(numbers.max()) + 1)
        self.heads[torch.arange(len(numbers)), numbers] = 1.0

    def kinds(self, words: Tensor) -> Tensor:
        """Logits of "no event" and the event types."""
        events = self.wide.events
        kinds: Tensor = events.trigger(torch.relu(events.trigger_hidden(words)))[:, :-1]
        return kinds

    def __call__(
        self, made: Network, batch: Batch, *, rounds: bool
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Shares of variance missed: by the vectors of words, by what the heads read off them
        (the mean of the heads), by the layers below (their mean); and the divergence of the event
        types, for each event."""
        with torch.no_grad():
            below, wanted, _ = _layers(self.wide.encoder, batch, rounds=False)
            told = wanted @ self.readers.T
            kinds = self.kinds(wanted)
            event = 1 - torch.softmax(kinds, -1)[:, :1]
            weight = 1 + EVENTS * event
            spread = (weight * (told - told.mean(0)).square()).sum(0) @ self.heads
        own_below, found, read = _layers(made.encoder, batch, rounds=rounds)
        readers = self.rounded_readers if rounds else self.readers
        missed = (weight * (read @ readers.T - told).square()).sum(0) @ self.heads
        between = [_apart(a, b) for a, b in zip(own_below, below, strict=True)]
        return (
            _apart(found, wanted, weight), (missed / spread).mean(), torch.stack(between).mean(),
            massed(self.kinds(read), kinds),
        )  # fmt: skip


def begin(wide: Network, learned: Sequence[Example], options: Options) -> Network:
    """Narrow a network by what it makes of a sample of texts."""
    modes = len(wide.labels.modes)
    rng = random.Random(options.seed)
    sample = single_windows(rng.sample(learned, min(options.sample, len(learned))))
    sums = moments(wide.eval(), list(batches(sample, modes, options.room, options.seed)))
    return narrow(wide, options.heads, options.inner, sums)


def run(
    wide: Network,
    examples: Sequence[Example],
    target: Path,
    options: Options,
    made: Network | None = None,
) -> Network:
    """Narrow a network, teach the narrow one (or go on with ``made``), and write it."""
    torch.manual_seed(options.seed)
    modes = len(wide.labels.modes)
    learned = [x for x in examples if x.part in ("train", "raw")]
    made = made or begin(wide, learned, options)
    log.info("before it learns:")
    _write(made, target, examples)
    for p in (*made.language.parameters(), *made.events.parameters()):
        p.requires_grad_(False)
    live = [p for p in made.encoder.parameters() if p.requires_grad]
    optim = torch.optim.AdamW(
        [{"params": live, "lr": options.rate, "peak": options.rate}],
        betas=(0.9, 0.98), weight_decay=0.0,
    )  # fmt: skip
    average = Average(made, options.decay)
    distance = Distance(wide)
    own = single_windows(learned)
    per_pass = len(plan(own, options.room, random.Random(0)))
    steps = round(options.passes * per_pass)
    log.info("%d windows, %d steps", len(own), steps)
    begun, step, number = time.monotonic(), 0, 0
    running = torch.zeros(4)
    made.train()
    while step < steps:
        number += 1
        for batch in batches(own, modes, options.room, options.seed * 1000 + number):
            if step >= steps:
                break
            set_rate(optim, step / steps)
            apart = distance(made, batch, rounds=step >= options.wide * steps)
            words, heads, between, kinds = apart
            optim.zero_grad()
            (words + heads + BETWEEN * between + KINDS * kinds).backward()
            nn.utils.clip_grad_norm_(live, 1.0)
            optim.step()
            average.update()
            parts = torch.stack(apart).detach()
            running = running.lerp(parts, 0.05 if step else 1.0)
            step += 1
            if step % 20 == 0:
                log.info("step %d of %d, missed of words %.4f, heads %.4f, layers %.4f, "
                         "types %.4f, %.0f s",
                         step, steps, *running.tolist(), time.monotonic() - begun)  # fmt: skip
            if step < steps and step * (options.checks + 1) % steps < options.checks + 1:
                average.swap()
                _write(made, target, examples)
                average.swap()
                made.train()
    average.swap()
    _write(made, target, examples)
    return made


def _write(made: Network, target: Path, examples: Sequence[Example]) -> None:
    """Save a network, and log how good it is without rounding."""
    round_products(made, None)
    save(made, target)
    log.info("%s", report(made, examples, torch.device("cpu"), None))
