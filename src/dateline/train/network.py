"""The network: one small transformer encoder, many heads (PyTorch; training only).

The encoder is the bottom of MiniLM (Wang et al. 2020) as released in ``all-MiniLM-L6-v2``, with an
embedding of letter case added at the input. The parser is biaffine (Dozat and Manning 2017), with
relations scored for the chosen head only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.parsers.pieces import CASES

WIDTH, HEADS, INNER = 384, 12, 1536
SHARED, OWN = 3, 1  # layers that all heads share, and further ones of each side
ARC, REL, NAME = 256, 192, 128
TRIGGER, STATUS, ROLE, LINK = 256, 128, 128, 64
STATUSES = ["happened", "ongoing", "planned", "possible", "negated"]
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " SANCTION MOBILIZE COERCE ASSAULT"
).split()
RARE_PATH, NO_MODE = "rare", "none"


class Layer(nn.Module):
    """One BERT layer, query, key and value in one matrix."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: batch × pieces × width; ``bias``: batch × 1 × 1 × pieces, −1e4 on padding."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces to vectors of words (a word's first piece), the window's [CLS] at index 0.

    The last layers fork: one branch for the language heads, one for the event heads.
    """

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(len(CASES), WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(SHARED))
        self.language = nn.ModuleList(Layer(dropout) for _ in range(OWN))
        self.events = nn.ModuleList(Layer(dropout) for _ in range(OWN))
        self.dropout = nn.Dropout(dropout)
        self.word.weight.requires_grad_(False)

    def shared(self, ids: Tensor, cases: Tensor, bias: Tensor) -> Tensor:
        """The part that both branches stand on: batch × pieces × width."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.kind + self.case(cases)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def branch(self, layers: nn.ModuleList, x: Tensor, bias: Tensor, first: Tensor) -> Tensor:
        """Run one branch and take the words' vectors: batch × words × width."""
        for layer in layers:
            x = layer(x, bias)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor, side: str) -> Tensor:
        """Read windows for one side, ``"language"`` or ``"events"``.

        ``ids``, ``cases``, ``mask``: batch × pieces; ``first``: batch × words, the index of each
        word's first piece (0, that is [CLS], for the root). Gives batch × words × width.
        """
        bias = attention_bias(mask)
        layers = self.language if side == "language" else self.events
        return self.branch(layers, self.shared(ids, cases, bias), bias, first)


def attention_bias(mask: Tensor) -> Tensor:
    """−1e4 on padding: batch × 1 × 1 × pieces."""
    return (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4


@dataclass(frozen=True)
class Labels:
    """What the heads choose from; the order is the order of the outputs."""

    upos: list[str]
    xpos: list[str]
    scripts: list[str]
    relations: list[str]
    names: list[str]
    types: list[str]
    statuses: list[str]
    modes: list[str]
    paths: list[str]


class LanguageHeads(nn.Module):
    """Arcs, relations, tags and lemma scripts, names."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc_weight = nn.Parameter(torch.zeros(ARC, ARC))
        nn.init.xavier_uniform_(self.arc_weight, 0.5)
        self.arc_bias = nn.Linear(ARC, 1)
        self.rel_dependent = nn.Linear(WIDTH, REL)
        self.rel_head = nn.Linear(WIDTH, REL)
        self.relation = nn.Linear(REL, len(labels.relations))
        self.tags = nn.Linear(WIDTH, len(labels.upos) + len(labels.xpos) + len(labels.scripts))
        self.sizes = (len(labels.upos), len(labels.xpos), len(labels.scripts))
        self.name_hidden = nn.Linear(WIDTH, NAME)
        self.name = nn.Linear(NAME, len(labels.names))
        self.dropout = nn.Dropout(0.2)

    def arcs(self, words: Tensor) -> Tensor:
        """Scores of heads: batch × words × words, root and dependents alike (row 0 unused)."""
        dependent = torch.relu(self.arc_dependent(words))
        head = torch.relu(self.arc_head(words))
        scores: Tensor = dependent @ self.arc_weight @ head.transpose(1, 2)
        return scores / math.sqrt(ARC) + self.arc_bias(head).transpose(1, 2)


class EventHeads(nn.Module):
    """Triggers with type, status, modes; roles of words; links between triggers."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.trigger_hidden = nn.Linear(WIDTH, TRIGGER)
        self.trigger = nn.Linear(
            TRIGGER, len(labels.types) + 2
        )  # none first, then types, "first naming"
        self.modes = nn.Linear(TRIGGER, len(labels.modes))
        self.status_self = nn.Linear(WIDTH, STATUS)
        self.status_head = nn.Linear(WIDTH, STATUS, bias=False)
        self.status = nn.Linear(STATUS, len(labels.statuses))
        self.role_trigger = nn.Linear(WIDTH, 2 * ROLE)
        self.role_word = nn.Linear(WIDTH, 2 * ROLE)
        self.role_weight = nn.Parameter(torch.randn(4, ROLE, ROLE) * 0.02)
        self.role_type = nn.Embedding(len(labels.types), ROLE)
        self.role_path = nn.Embedding(len(labels.paths), ROLE)
        nn.init.normal_(self.role_type.weight, std=0.1)
        nn.init.normal_(self.role_path.weight, std=0.1)
        self.role = nn.Linear(ROLE, 4)
        self.link_word = nn.Linear(WIDTH, LINK)
        self.link = nn.Linear(2 * LINK + 3, 1)
        self.dropout = nn.Dropout(0.2)


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, labels: Labels, dropout: float = 0.0) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(dropout=dropout)
        self.language = LanguageHeads(labels)
        self.events = EventHeads(labels)


def load_minilm(encoder: Encoder, file: Path) -> None:
    """Copy the released weights of MiniLM into an encoder: embeddings and bottom layers."""
    from safetensors.torch import load_file

    w = load_file(str(file))
    e = "embeddings."
    state = {
        "word.weight": w[e + "word_embeddings.weight"],
        "position.weight": w[e + "position_embeddings.weight"],
        "kind": w[e + "token_type_embeddings.weight"][0],
        "norm.weight": w[e + "LayerNorm.weight"],
        "norm.bias": w[e + "LayerNorm.bias"],
        "case.weight": encoder.case.weight,
    }
    copies = [(i, f"layers.{i}.") for i in range(SHARED)]
    copies += [(SHARED + i, f"{side}.{i}.") for side in ("language", "events") for i in range(OWN)]
    for i, new in copies:
        old = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat(
                [w[f"{old}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            )
            for here, there in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"{new}{here}.{part}"] = w[f"{old}{there}.{part}"]
    encoder.load_state_dict(state)
