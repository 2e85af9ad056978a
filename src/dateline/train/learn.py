"""Trains a network on prepared examples, from their gold and, where given, from its teachers.

Runs on any device; with a GPU in 16 bits (bfloat16). Every run is seeded; weights are averaged over
the steps (exponentially), and the average is what is kept.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.train.batches import CLS, MASK, SEP, Batch, Cut, Stream
from dateline.train.checks import figures
from dateline.train.examples import Example
from dateline.train.losses import Answers, answer, gold_losses, taught_losses, total
from dateline.train.network import Network, round_products, save

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """How long and how fast to train. Rates are of AdamW; ``room`` is word pieces a batch.

    ``rounded``: share of the run after which the encoder's products are rounded to 8 bits, as they
    ship.

    ``passes`` over all examples, cut into windows in ``distinct`` ways; where ``seconds`` are
    given, training ends by then, and the rates fall accordingly.
    """

    passes: float = 8.0
    distinct: int = 4
    encoder_rate: float = 8e-5
    head_rate: float = 1e-3
    room: int = 6000
    hidden: float = 0.03  # share of the pieces that are masked in each step
    gold: float = 1.0  # share of the gold's loss beside the teachers'
    decay: float = 0.998
    rounded: float = 1.0
    seed: int = 1
    seconds: float = 0.0
    workers: int = 0
    checks: int = 3


class Average:
    """An exponential moving average of the weights, for evaluation and for shipping."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.live = [p for p in network.parameters() if p.requires_grad]
        self.kept = [p.detach().clone() for p in self.live]

    def update(self) -> None:
        """Take in the weights after a step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        torch._foreach_lerp_(self.kept, [p.detach() for p in self.live], 1 - decay)

    def swap(self) -> None:
        """Exchange the network's weights and the average."""
        for kept, live in zip(self.kept, self.live, strict=True):
            held = live.detach().clone()
            live.data.copy_(kept)
            kept.copy_(held)


def optimizer(network: Network, options: Options, *, fused: bool) -> torch.optim.AdamW:
    """AdamW with a slower rate for the encoder."""
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    rest = [
        p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("encoder.")
    ]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": options.encoder_rate, "peak": options.encoder_rate},
            {"params": rest, "lr": options.head_rate, "peak": options.head_rate},
        ],
        betas=(0.9, 0.98), weight_decay=0.01, fused=fused,
    )  # fmt: skip


def set_rate(optim: torch.optim.Optimizer, done: float, warm: float = 0.05) -> None:
    """Warm up, then fall linearly to 1 % of the peak rate; ``done`` is the share of the run."""
    share = min(1.0, done / warm + 1e-3) * max(0.01, 1 - max(0.0, done - warm) / (1 - warm))
    for group in optim.param_groups:
        group["lr"] = group["peak"] * share


@dataclass(frozen=True)
class Teacher:
    """A trained network; ``translate``: our word pieces to its own."""

    network: Network
    translate: Tensor


@dataclass(frozen=True)
class Lesson:
    """A batch on the device, and what the teachers answer on it, if there are any: their answers,
    and the place of each word's head for which they scored relations."""

    batch: Batch
    told: Answers | None = None
    heads: Tensor | None = None


def lessons(
    examples: Sequence[Example],
    modes: int,
    teachers: Sequence[Teacher],
    options: Options,
    device: torch.device,
) -> list[Lesson]:
    """All batches of some passes, kept on the device."""
    stream = Stream(examples, modes, options.room, options.distinct, Cut(), options.seed)
    loader = torch.utils.data.DataLoader(
        stream, batch_size=None, num_workers=options.workers,
        prefetch_factor=4 if options.workers else None,
    )  # fmt: skip
    found = []
    for on_cpu in loader:
        batch = on_cpu.to(device)
        found.append(Lesson(batch, *teach(teachers, batch)) if teachers else Lesson(batch))
    return found


def teach(teachers: Sequence[Teacher], batch: Batch) -> tuple[Answers, Tensor]:
    """The mean of what the teachers answer, in 16 bits."""
    found, heads = [], None
    with torch.no_grad(), mixed(batch.ids.device):
        for t in teachers:
            told, heads = answer(t.network, batch, t.translate[batch.ids], heads)
            found.append(told)
    mean = {
        k: torch.stack([getattr(a, k) for a in found]).mean(0).to(torch.bfloat16)
        for k in vars(found[0])
    }
    assert heads is not None
    return Answers(**mean), heads


def mixed(device: torch.device) -> torch.autocast:
    """Arithmetic in bfloat16 where the device is good at it."""
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda")


def hide(ids: Tensor, share: float) -> Tensor:
    """Mask a share of the pieces: what is read must be understood from what stands around it."""
    drawn = torch.rand(ids.shape, device=ids.device) < share
    return torch.where(drawn & (ids != CLS) & (ids != SEP) & (ids != 0), MASK, ids)


def run(
    network: Network,
    examples: Sequence[Example],
    target: Path,
    options: Options,
    device: torch.device,
    translate: Tensor | None = None,
    teachers: Sequence[Teacher] = (),
) -> Network:
    """Train, and write the averaged weights to ``target``. Examples of the parts ``train`` and
    (with teachers) ``raw`` are learned from, the other parts are for looking how it goes.

    ``translate``: our word pieces to those of the network, where it has others.
    """
    started = time.monotonic()
    torch.manual_seed(options.seed)
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every shape of a batch
    torch.backends.cuda.matmul.allow_tf32 = True
    learned = [x for x in examples if x.part == "train" or (teachers and x.part == "raw")]
    all_lessons = lessons(learned, len(network.labels.modes), teachers, options, device)
    steps = round(options.passes / options.distinct * len(all_lessons))
    begun = time.monotonic()
    log.info("%d examples, %d batches made in %.0f s", len(learned), len(all_lessons),
             begun - started)  # fmt: skip
    network.to(device).train()
    types = mode_types(network).to(device)
    translate = translate.to(device) if translate is not None else None
    optim = optimizer(network, options, fused=device.type == "cuda")
    average = Average(network, options.decay)
    rng = random.Random(options.seed)
    order: list[int] = []
    running, step, done, checked = torch.zeros((), device=device), 0, 0.0, 0
    while True:
        spent = time.monotonic() - begun
        left = options.seconds - (begun - started)
        done = max(step / steps, spent / left if options.seconds else 0.0)
        if done >= 1.0:
            break
        set_rate(optim, done)
        if not order:
            order = list(range(len(all_lessons)))
            rng.shuffle(order)
        lesson = all_lessons[order.pop()]
        batch = lesson.batch
        ids = hide(batch.ids, options.hidden)
        if done >= options.rounded:
            round_products(network.encoder, batch.mask.bool())
        with mixed(device):
            found, _ = answer(
                network, batch, ids if translate is None else translate[ids], lesson.heads
            )
        loss = options.gold * total(gold_losses(found, batch, types))
        if lesson.told is not None:
            loss = loss + total(taught_losses(found, lesson.told, batch, types))
        optim.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(average.live, 2.0)
        optim.step()
        average.update()
        running = running.lerp(loss.detach(), 0.02 if step else 1.0)
        step += 1
        if step % 100 == 0:
            log.info("step %d of %d (%.0f %%), loss %.3f, %.0f s",
                     step, steps, 100 * done, float(running), time.monotonic() - begun)  # fmt: skip
        if done * (options.checks + 1) >= checked + 1:
            checked += 1
            average.swap()
            log.info("%s", report(network, examples, device, translate))
            average.swap()
            network.train()
    average.swap()
    save(network, target)
    log.info("end, step %d: %s", step, report(network, examples, device, translate))
    return network


def mode_types(network: Network) -> Tensor:
    """The event type of each mode."""
    types = {x: i for i, x in enumerate(network.labels.types)}
    return torch.tensor([types[m.partition(":")[0]] for m in network.labels.modes])


def report(
    network: Network, examples: Sequence[Example], device: torch.device, translate: Tensor | None
) -> str:
    """Figures on the held-out parts, in one line."""
    network.eval()
    round_products(network, None)
    found = figures(network, examples, device, translate)
    return ", ".join(f"{k} {v:.1f}" for k, v in found.items())
