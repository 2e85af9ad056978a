"""The network: one small transformer encoder, many heads (PyTorch; training only).

What ships, the *student*, is the bottom of MiniLM (Wang et al. 2020) as released in
``all-MiniLM-L6-v2``, with an embedding of letter case added at the input and fewer inner units.
Its *teacher* has the same heads on MPNet (Song et al. 2020), as released in ``all-mpnet-base-v2``.
The parser is biaffine (Dozat and Manning 2017), with relations scored for the chosen head only.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from dateline.parsers.pieces import CASES
from dateline.train.tasks import CONTENT, ROLES, SAID_ROLES

ARC, REL, NAME = 256, 160, 128
TRIGGER, STATUS, ROLE, LINK, CUE, SAID = 256, 128, 128, 64, 96, 96


@dataclass(frozen=True)
class Shape:
    """The size of an encoder. ``distances``: buckets of relative position (MPNet), 0 for none;
    ``pieces``: size of the vocabulary; ``offset``: of its first position; ``head``: units of an
    attention head."""

    width: int = 384
    heads: int = 12
    inner: int = 768
    layers: int = 4
    pieces: int = 30522
    positions: int = 512
    offset: int = 0
    distances: int = 0
    epsilon: float = 1e-12
    head: int = 32


MPNET = Shape(768, 12, 3072, 12, 30527, 514, 2, 32, 1e-5, 64)


class _Attention(torch.autograd.Function):
    """Attention as the one operator that ONNX Runtime has for it (a tenth of the network's time
    against products, sums and softmax by themselves)."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:  # noqa: ANN401
        q, k, v = (x.unflatten(2, (heads, -1)).transpose(1, 2) for x in (q, k, v))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v)
        return mixed.transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:  # noqa: ANN401
        found = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        return found.setType(q.type())


class Product(nn.Linear):
    """A product that can be trained as it ships: where ``mask`` (windows × pieces, true on what is
    no padding) is set, what comes in and the weights are rounded as the export rounds them, and the
    gradient passes as if they were not (Bengio et al. 2013; Jacob et al. 2018)."""

    mask: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """``x``: … × inputs."""
        if self.mask is None:
            return super().forward(x)
        return nn.functional.linear(rounded(x, self.mask), rounded_weight(self.weight), self.bias)


def round_products(module: nn.Module, mask: Tensor | None) -> None:
    """Have a module's products round where ``mask`` is true, or, without one, not at all."""
    for m in module.modules():
        if isinstance(m, Product):
            m.mask = mask


def rounded(x: Tensor, mask: Tensor) -> Tensor:
    """Round to 8 bits, with one scale a window; ``x``: windows × pieces × units."""
    plain = x.detach().float()
    low = plain.amin(2).masked_fill(~mask, 0.0).amin(1).clamp(max=0.0)
    high = plain.amax(2).masked_fill(~mask, 0.0).amax(1).clamp(min=0.0)
    scale = ((high - low) / 255).clamp(min=1e-8)[:, None, None]
    zero = torch.round(-low[:, None, None] / scale)
    steps = (torch.round(plain / scale) + zero).clamp(0, 255) - zero
    return x + (steps * scale - plain).to(x.dtype)


def rounded_weight(weight: Tensor) -> Tensor:
    """Round to 7 bits, with one scale a row."""
    plain = weight.detach()
    scale = plain.abs().amax(1, keepdim=True).clamp(min=1e-8) / 64
    return weight + (torch.round(plain / scale) * scale - plain)


class Layer(nn.Module):
    """One BERT layer, query, key and value in one matrix."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.size = shape.heads, shape.heads * shape.head
        self.qkv = Product(shape.width, 3 * self.size)
        self.out = Product(self.size, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = Product(shape.width, shape.inner)
        self.down = Product(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor, first: Tensor | None = None) -> Tensor:
        """``x``: batch × pieces × width; ``bias``: added to the attention scores, batch × heads
        or 1 × pieces or 1 × pieces; −1e4 on padding. Where a network is exported, ``first`` (batch
        × words) are the pieces that are to be read, if not all."""
        b, t, _ = x.shape
        if torch.onnx.is_in_onnx_export():  # one window a run: nothing to mask
            if first is None:
                q, k, v = self.qkv(x).split(self.size, -1)
            else:  # slices of the weights: of a part of what was split, they would keep 32 bits
                weight, bias, n = self.qkv.weight, self.qkv.bias, self.size
                k, v = nn.functional.linear(x, weight[n:], bias[n:]).split(n, -1)
                x = pick(x, first)
                q = nn.functional.linear(x, weight[:n], bias[:n])
            mixed = _Attention.apply(q, k, v, self.heads)
        else:
            q, k, v = self.qkv(x).view(b, t, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
            mixed = mixed.transpose(1, 2).reshape(b, t, -1)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


def look_up(table: nn.Embedding, numbers: Tensor) -> Tensor:
    """Rows of a table. In training as a product: where thousands of numbers share a few rows, the
    gradient of a plain look-up is added up one by one."""
    if not torch.is_grad_enabled():
        return table(numbers)
    kind = numbers.device.type
    dtype = (
        torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else table.weight.dtype
    )
    flags = torch.zeros(*numbers.shape, table.num_embeddings, dtype=dtype, device=numbers.device)
    return flags.scatter_(-1, numbers.unsqueeze(-1), 1.0) @ table.weight


class Encoder(nn.Module):
    """Pieces to vectors of words (a word's first piece), the window's [CLS] at index 0."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.case = nn.Embedding(len(CASES), shape.width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.distance = nn.Embedding(shape.distances, shape.heads) if shape.distances else None
        self.word.weight.requires_grad_(False)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Read windows: ``ids``, ``cases``, ``mask``: batch × pieces; ``first``: batch × words, the
        index of each word's first piece (0, that is [CLS], for the root).

        Gives batch × words × width.
        """
        positions = torch.arange(ids.shape[1], device=ids.device)
        bias = (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4
        if self.distance is not None:
            buckets = _buckets(positions[None, :] - positions[:, None], self.shape.distances)
            bias = bias + look_up(self.distance, buckets).permute(2, 0, 1)[None]
        x = self.word(ids) + self.position(positions + self.shape.offset) + self.kind
        x = self.dropout(self.norm(x + look_up(self.case, cases)))
        if torch.onnx.is_in_onnx_export():
            for n, layer in enumerate(self.layers, 1):
                x = layer(x, bias, first if n == len(self.layers) else None)
            return x
        for layer in self.layers:
            x = layer(x, bias)
        return pick(x, first)


def pick(x: Tensor, first: Tensor) -> Tensor:
    """The vectors of some pieces: batch × pieces × width to batch × words × width."""
    return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[-1]))


def _buckets(distance: Tensor, count: int, farthest: int = 128) -> Tensor:
    """Number the distances as T5 and MPNet do: exact when near, logarithmic when far."""
    half = count // 2
    exact = half // 2
    away = distance.abs()
    far = exact + (
        torch.log(away.clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)
    ).long().clamp(max=half - exact - 1)
    return (distance > 0).long() * half + torch.where(away < exact, away, far)


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

    def __init__(self, labels: Labels, width: int) -> None:
        super().__init__()
        self.arc_dependent = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.arc_weight = nn.Parameter(torch.zeros(ARC, ARC))
        nn.init.xavier_uniform_(self.arc_weight, 0.5)
        self.arc_bias = nn.Linear(ARC, 1)
        self.rel_dependent = nn.Linear(width, REL)
        self.rel_head = nn.Linear(width, REL)
        self.relation = nn.Linear(REL, len(labels.relations))
        self.tags = nn.Linear(width, len(labels.upos) + len(labels.xpos) + len(labels.scripts))
        self.sizes = (len(labels.upos), len(labels.xpos), len(labels.scripts))
        self.name_hidden = nn.Linear(width, NAME)
        self.name = nn.Linear(NAME, len(labels.names))

    def arcs(self, words: Tensor) -> Tensor:
        """Scores of heads: batch × words × words, root and dependents alike (row 0 unused)."""
        dependent = torch.relu(self.arc_dependent(words))
        head = torch.relu(self.arc_head(words))
        scores: Tensor = dependent @ self.arc_weight @ head.transpose(1, 2)
        return scores / math.sqrt(ARC) + self.arc_bias(head).transpose(1, 2)


class Pairs(nn.Module):
    """Scores what one word is to another, along the path between them: pairs × classes."""

    def __init__(self, width: int, size: int, classes: int, paths: int, kinds: int) -> None:
        super().__init__()
        self.size = size
        self.left = nn.Linear(width, 2 * size)
        self.right = nn.Linear(width, 2 * size)
        self.weight = nn.Parameter(torch.randn(classes, size, size) * 0.02)
        self.path = nn.Embedding(paths, size)
        self.kind = nn.Embedding(kinds, size)
        nn.init.normal_(self.path.weight, std=0.1)
        nn.init.normal_(self.kind.weight, std=0.1)
        self.out = nn.Linear(size, classes)

    def forward(
        self, words: Tensor, left: Tensor, right: Tensor, paths: Tensor, kinds: Tensor
    ) -> Tensor:
        """``words``: words × width; ``left``, ``right``: rows of it, one a pair; ``paths`` and
        ``kinds`` (of the left word, an event type): one a pair."""
        n = self.size
        rows, place = torch.unique(left, return_inverse=True)
        lefts = self.left(words.index_select(0, rows))
        # The left word's matrix is made once for all its pairs.
        turned = torch.einsum("nd,rde->nre", lefts[:, :n], self.weight.to(lefts.dtype))
        rights = self.right(words).index_select(0, right)
        bilinear = (turned.index_select(0, place) @ rights[:, :n, None]).squeeze(-1) / n**0.5
        hidden = lefts[:, n:].index_select(0, place) + rights[:, n:]
        hidden = hidden + look_up(self.kind, kinds) + look_up(self.path, paths)
        return bilinear + self.out(torch.relu(hidden))


class EventHeads(nn.Module):
    """Triggers with type, status, modes; factuality; roles of words; links between triggers; and
    who says what: cues, their sources and contents."""

    def __init__(self, labels: Labels, width: int) -> None:
        super().__init__()
        self.trigger_hidden = nn.Linear(width, TRIGGER)
        # none first, then types, then "first naming"
        self.trigger = nn.Linear(TRIGGER, len(labels.types) + 2)
        self.modes = nn.Linear(TRIGGER, len(labels.modes))
        self.status_self = nn.Linear(width, STATUS)
        self.status_head = nn.Linear(width, STATUS, bias=False)
        self.status = nn.Linear(STATUS, len(labels.statuses))
        self.fact = nn.Linear(STATUS, 1)
        self.roles = Pairs(width, ROLE, len(ROLES), len(labels.paths), len(labels.types))
        self.link_word = nn.Linear(width, LINK)
        self.link = nn.Linear(2 * LINK + 3, 1)
        self.cue_hidden = nn.Linear(width, CUE)
        self.cue = nn.Linear(CUE, 1 + len(CONTENT))  # is a cue; stands in content
        self.said = Pairs(width, SAID, len(SAID_ROLES), len(labels.paths), 1)


class Network(nn.Module):
    """The encoder and all heads."""

    def __init__(self, labels: Labels, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.labels, self.shape = labels, shape
        self.encoder = Encoder(shape, dropout)
        self.language = LanguageHeads(labels, shape.width)
        self.events = EventHeads(labels, shape.width)
        self.dropout = nn.Dropout(2 * dropout)  # before the heads


def save(network: Network, target: Path, state: dict[str, Tensor] | None = None) -> None:
    """Write weights (those given, or the network's own) in 16 bits with their label sets. Word
    embeddings, which are never trained, are left out."""
    weights = {
        k: v.detach().half().cpu()
        for k, v in (state or network.state_dict()).items()
        if k != "encoder.word.weight"
    }
    data: dict[str, Any] = {"labels": asdict(network.labels), "shape": asdict(network.shape)}
    torch.save({**data, "weights": weights}, target)


def load(source: Path, word: Tensor) -> Network:
    """Read a network written by ``save``; ``word``: the word embeddings of its encoder."""
    data = torch.load(source, weights_only=True)
    network = Network(Labels(**data["labels"]), Shape(**data["shape"]))
    weights = {k: v.float() for k, v in data["weights"].items()}
    network.load_state_dict({**weights, "encoder.word.weight": word.float()})
    return network


_ROWS = {  # tables with a row for each label of a set
    "modes": ("events.modes.weight", "events.modes.bias"),
    "paths": ("events.roles.path.weight", "events.said.path.weight"),
}


def go_on(network: Network, begun: Network) -> None:
    """Copy a network's weights into one of the same shape, that it may learn on.

    Modes and paths may be others: rows go by their labels, new ones stay as they are. Raises
    ``ValueError`` where the other label sets differ.
    """
    for name, own in asdict(network.labels).items():
        if name not in _ROWS and own != getattr(begun.labels, name):
            raise ValueError(f"{name}: the network that was begun has other labels")
    state = {k: v.clone() for k, v in begun.state_dict().items()}
    fresh = network.state_dict()
    for name, tables in _ROWS.items():
        old = {x: i for i, x in enumerate(getattr(begun.labels, name))}
        both = [(i, old[x]) for i, x in enumerate(getattr(network.labels, name)) if x in old]
        to, of = torch.tensor(both, dtype=torch.long).reshape(-1, 2).T
        for table in tables:
            rows = fresh[table].clone()
            rows[to] = state[table][of]
            state[table] = rows
    network.load_state_dict(state)


_PARTS = {  # ours: MiniLM's, MPNet's
    "out": ("attention.output.dense", "attention.attn.o"),
    "norm1": ("attention.output.LayerNorm", "attention.LayerNorm"),
    "up": ("intermediate.dense", "intermediate.dense"),
    "down": ("output.dense", "output.dense"),
    "norm2": ("output.LayerNorm", "output.LayerNorm"),
}


def fill(encoder: Encoder, w: dict[str, Tensor]) -> None:
    """Copy released weights of MiniLM or MPNet into an encoder: embeddings and bottom layers.

    Where the encoder has fewer inner units than the released one, it gets those whose weights are
    largest.
    """
    e = "embeddings."
    mpnet = encoder.shape.distances > 0
    state = {
        "word.weight": w[e + "word_embeddings.weight"],
        "position.weight": w[e + "position_embeddings.weight"],
        "kind": encoder.kind if mpnet else w[e + "token_type_embeddings.weight"][0],
        "norm.weight": w[e + "LayerNorm.weight"],
        "norm.bias": w[e + "LayerNorm.bias"],
        "case.weight": encoder.case.weight,
    }
    if mpnet:
        state["distance.weight"] = w["encoder.relative_attention_bias.weight"]
    names = [f"attention.attn.{n}" if mpnet else f"attention.self.{n}" for n in
             (("q", "k", "v") if mpnet else ("query", "key", "value"))]  # fmt: skip
    for i in range(encoder.shape.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat([w[f"{old}{n}.{part}"] for n in names])
            for here, there in _PARTS.items():
                state[f"{new}{here}.{part}"] = w[f"{old}{there[mpnet]}.{part}"]
        up, down = state[f"{new}up.weight"].float(), state[f"{new}down.weight"].float()
        best = (up.norm(dim=1) * down.norm(dim=0)).topk(encoder.shape.inner).indices.sort().values
        state[f"{new}up.weight"], state[f"{new}down.weight"] = up[best], down[:, best]
        state[f"{new}up.bias"] = state[f"{new}up.bias"][best]
    encoder.load_state_dict(state)
