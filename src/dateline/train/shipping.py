"""From prepared examples to what ships: teachers, the student, and its export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from dateline.train import curve, examples, export, learn, pruning, released, trees
from dateline.train.network import MPNET, Labels, Network, Shape, fill, go_on, load, save

EMBEDDINGS = "embeddings.word_embeddings.weight"


def teacher(work: Path, name: str, options: learn.Options, device: str) -> Network:
    """Train a teacher on ``work/prepared.xz``; write ``work/NAME.pt``."""
    found, labels = examples.read(work / "prepared.xz")
    weights, translate = released.mpnet()
    torch.manual_seed(options.seed)
    network = Network(Labels(**labels), MPNET, dropout=0.1)
    fill(network.encoder, weights)
    return learn.run(network, found, work / f"{name}.pt", options, torch.device(device), translate)


def student(
    work: Path,
    name: str,
    teachers: Sequence[str],
    shape: Shape,
    options: learn.Options,
    device: str,
    *,
    begin: Path | None = None,
    part: curve.Part | None = None,
) -> Network:
    """Train a student; write ``work/NAME.pt``.

    ``begin``: a checkpoint of that shape to go on from (else MiniLM); ``part``: of the labels, to
    learn from.
    """
    found, labels = examples.read(work / "prepared.xz")
    found = part.of(found) if part else found
    taught = [] if not teachers else _teachers(work, teachers, torch.device(device))
    torch.manual_seed(options.seed)
    network = Network(Labels(**labels), shape)
    if begin is None:
        fill(network.encoder, released.minilm())
    else:
        go_on(network, load(begin, released.minilm()[EMBEDDINGS]))
    return learn.run(
        network, found, work / f"{name}.pt", options, torch.device(device), teachers=taught
    )


def mean(work: Path, names: Sequence[str], name: str) -> Network:
    """Average the weights of students that began at one point (Wortsman et al. 2022); write
    ``work/NAME.pt``."""
    word = released.minilm()[EMBEDDINGS]
    networks = [load(work / f"{each}.pt", word) for each in names]
    states = [network.state_dict() for network in networks]
    state = {k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}
    networks[0].load_state_dict(state)
    save(networks[0], work / f"{name}.pt")
    return networks[0]


def narrow(
    work: Path, source: Path, name: str, options: pruning.Options, begun: Path | None = None
) -> Network:
    """Make a student narrower, or go on with what was ``begun``; write ``work/NAME.pt``."""
    found, _ = examples.read(work / "prepared.xz")
    word = released.minilm()[EMBEDDINGS]
    made = load(begun, word) if begun else None
    return pruning.run(load(source, word), found, work / f"{name}.pt", options, made)


def teach_trees(
    work: Path, source: Path, parsers: Sequence[str], name: str, options: trees.Options
) -> Network:
    """Teach a student the trees of reports by the mean of others; write ``work/NAME.pt``."""
    found, _ = examples.read(work / "prepared.xz")
    word = released.minilm()[EMBEDDINGS]
    others = [load(work / f"{each}.pt", word).eval() for each in parsers]
    return trees.run(load(source, word), others, found, work / f"{name}.pt", options)


def _teachers(work: Path, names: Sequence[str], device: torch.device) -> list[learn.Teacher]:
    weights, translate = released.mpnet()
    found = []
    for name in names:
        network = load(work / f"{name}.pt", weights[EMBEDDINGS]).to(device).eval()
        if device.type == "cuda":
            network = network.to(torch.bfloat16)
        found.append(learn.Teacher(network, translate.to(device)))
    return found


def export_student(source: Path, target: Path, *, quantize: bool = True) -> None:
    """Export a student's checkpoint."""
    export.export(load(source, released.minilm()[EMBEDDINGS]), target, {}, quantize=quantize)
