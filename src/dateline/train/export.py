"""Exports a trained network: ONNX with 8-bit weights, and the arrays of its pair scorers.

All products have 8 bits: the student learns with its products rounded (``learn.Options.rounded``).
Weights of matrices are 7 bits wide (``reduce_range``): processors without VNNI instructions add
two products in 16 bits and would overflow with 8, and give other results than newer ones. Word
embeddings have 8 bits and a scale for each row.
"""

from __future__ import annotations

import json
import logging
import shutil
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.train.network import Encoder, Network
from dateline.train.released import minilm_folder

log = logging.getLogger(__name__)
PAIR_ARRAYS = {  # ours: the network's
    "status.weight": "status.weight", "status.bias": "status.bias",
    "fact.weight": "fact.weight", "fact.bias": "fact.bias",
    "role_weight": "roles.weight", "role_type.weight": "roles.kind.weight",
    "role_path.weight": "roles.path.weight", "role.weight": "roles.out.weight",
    "role.bias": "roles.out.bias", "link.weight": "link.weight", "link.bias": "link.bias",
    "said_weight": "said.weight", "said_path.weight": "said.path.weight",
    "said.weight": "said.out.weight", "said.bias": "said.out.bias",
    "said_kind.weight": "said.kind.weight",
}  # fmt: skip


class _RowScaled(nn.Module):
    """An embedding table with 8-bit values and one scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return nn.functional.embedding(ids, self.table).float() * nn.functional.embedding(
            ids, self.scale
        )  # type: ignore[arg-type]


class _Exported(nn.Module):
    """The part of the network that runs in ONNX: all that is per word, and the arcs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder: Encoder = network.encoder
        self.language, self.events = network.language, network.events

    def forward(self, ids: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        lang, ev = self.language, self.events
        words = self.encoder(ids, cases, torch.ones_like(ids), first)
        upos, xpos, scripts = lang.tags(words).split(lang.sizes, -1)
        hidden = torch.relu(ev.trigger_hidden(words))
        return (
            lang.arcs(words), lang.rel_dependent(words), lang.rel_head(words),
            upos.argmax(-1), xpos.argmax(-1), scripts.argmax(-1),
            lang.name(torch.relu(lang.name_hidden(words))),
            ev.trigger(hidden), ev.modes(hidden), ev.status_self(words), ev.status_head(words),
            ev.roles.left(words), ev.roles.right(words), ev.link_word(words),
            ev.cue(torch.relu(ev.cue_hidden(words))), ev.said.left(words), ev.said.right(words),
        )  # fmt: skip


OUTPUTS = (
    "arcs", "rel_dependent", "rel_head", "upos", "xpos", "scripts", "names",
    "trigger", "modes", "status_self", "status_head", "role_trigger", "role_word", "link",
    "cue", "said_cue", "said_word",
)  # fmt: skip


def export(
    network: Network, target: Path, extra: dict[str, object], *, quantize: bool = True
) -> None:
    """Write ``english.onnx``, ``english.npz``, ``english.json``, ``tokenizer.json`` to a folder.

    ``extra`` (thresholds, calibration) is added to the label sets in ``english.json``.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    if quantize:
        network.encoder.word = _RowScaled(network.encoder.word.weight.detach())  # type: ignore[assignment]
    wide = target / "english.wide.onnx"
    sample = (
        torch.randint(0, 30000, (1, 40)),
        torch.ones(1, 40, dtype=torch.long),
        torch.arange(0, 30)[None],
    )
    axes = {"ids": {1: "pieces"}, "cases": {1: "pieces"}, "first": {1: "words"}}
    axes |= {name: {1: "words"} for name in OUTPUTS}
    axes["arcs"][2] = "words"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Exported(network), sample, str(wide), input_names=["ids", "cases", "first"],
            output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    if quantize:
        quantize_dynamic(
            wide, target / "english.onnx", weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True, op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip
        wide.unlink()
    else:
        wide.rename(target / "english.onnx")
    state = {k.removeprefix("events."): v for k, v in network.state_dict().items()}
    arrays = {k: state[v].numpy().astype(np.float32) for k, v in PAIR_ARRAYS.items()}
    arrays["relation.weight"] = network.language.relation.weight.detach().numpy()
    arrays["relation.bias"] = network.language.relation.bias.detach().numpy()
    np.savez(target / "english.npz", allow_pickle=False, **arrays)
    labels = {**asdict(network.labels), **extra}
    (target / "english.json").write_text(
        json.dumps(labels, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    shutil.copyfile(minilm_folder() / "tokenizer.json", target / "tokenizer.json")
    log.info("wrote %s: %.1f MB", target, sum(f.stat().st_size for f in target.iterdir()) / 1e6)
