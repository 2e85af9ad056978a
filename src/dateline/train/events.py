"""Trains the event heads together with the language heads, on one encoder.

Reports are read as the parser reads them: in windows with preceding sentences, each word from the
window in which its sentence is target. Participants are learned on parties, not on single words:
other mentions of the same name are neither right nor wrong.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from dateline import roles
from dateline.annotators.events import link_features
from dateline.data import Document, Report
from dateline.parsers import windows
from dateline.parsers.pieces import Pieces
from dateline.train import parallel
from dateline.train.batches import bucketed, encode, random_windows
from dateline.train.language import (
    Average,
    GoldMaker,
    Options,
    language_loss,
    load,
    minilm_folder,
    optimizer,
    save,
    set_rate,
    texts_with_names,
)
from dateline.train.network import (
    RARE_PATH,
    ROLE,
    STATUSES,
    TYPES,
    EventHeads,
    Labels,
    Network,
)

log = logging.getLogger(__name__)
EVENT_SHARE = 0.35  # of the event loss, a sum of six, beside the language loss


@dataclass(frozen=True)
class Trigger:
    """A gold trigger: its word, and what is known of its event (``event`` numbers events of one
    report). ``roles``: word → role number, −1 where a word is neither right nor wrong."""

    word: int
    event: int
    type: str
    status: str
    modes: list[str]
    is_first: bool
    roles: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Labelled:
    """A parsed report with its gold triggers."""

    doc: Document
    triggers: list[Trigger]
    numbers: list[int]

    @property
    def sentences(self) -> list[_Words]:
        """Its sentences, as the encoder takes them."""
        return [
            _Words([self.doc.tokens[i].text for i in range(s.start_token, s.end_token)])
            for s in self.doc.sentences
        ]


@dataclass(frozen=True)
class _Words:
    words: list[str]


def label(doc: Document, gold: Sequence[dict[str, Any]]) -> Labelled:
    """Put the gold mentions of a report (gold/articles form) on its parsed words."""
    numbers = roles.sentence_numbers(doc)
    triggers: list[Trigger] = []
    taken: set[int] = set()
    for event, g in enumerate(gold):
        for n, (start, end) in enumerate([g["trigger"], *g.get("also", [])]):
            word = roles.head_word(doc, start, end)
            if word is None or word in taken:
                continue
            taken.add(word)
            plays = _roles(doc, numbers, word, g) if n == 0 else _same_names(doc, numbers, word, g)
            triggers.append(Trigger(word, event, g["type"], g["status"], g["modes"], n == 0, plays))
    return Labelled(doc, triggers, numbers)


def _roles(doc: Document, numbers: list[int], trigger: int, g: dict[str, Any]) -> dict[int, int]:
    """The role of each candidate word that has one, −1 for other mentions of the same names."""
    tokens = doc.tokens
    plays: dict[int, int] = {}
    names: set[str] = set()
    pool = roles.candidates(doc, numbers[trigger])
    for number, key in ((3, "sources"), (2, "recipients"), (1, "actors")):
        inside = False
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is None:
                continue
            word = roles.name_head(tokens, word)
            plays[word] = number
            inside |= numbers[word] == numbers[trigger]
            parts = [t for t in tokens if t.start < p["end"] and t.end > p["start"]]
            names.update(t.text for t in parts if t.upos == "PROPN")
        if g.get(key) and not inside and number != 3:
            # The clause has a pronoun where the gold names who is meant.
            wanted = ("nsubj", "nmod:poss") if number == 1 else ("obj", "nmod:poss", "nsubj:pass")
            for i in pool:
                if tokens[i].upos == "PRON" and tokens[i].head == trigger and (
                    tokens[i].deprel in wanted
                ):  # fmt: skip
                    plays.setdefault(i, number)
    for i in pool:
        if i not in plays and tokens[i].upos == "PROPN" and tokens[i].text in names:
            plays[i] = -1
    return plays


def _same_names(
    doc: Document, numbers: list[int], trigger: int, g: dict[str, Any]
) -> dict[int, int]:
    """The roles around a further wording: words of its sentence that name a gold participant.

    Nothing is known of other words that could stand for one: pronouns are left open, and an
    empty result means that this wording teaches nothing about roles.
    """
    known: dict[str, int] = {}
    for number, key in ((2, "recipients"), (1, "actors")):
        for p in g.get(key, []):
            word = roles.head_word(doc, p["start"], p["end"])
            if word is not None and doc.tokens[word].upos in ("PROPN", "NOUN"):
                known[doc.tokens[word].text] = number
    sent = doc.sentences[numbers[trigger]]
    plays = {}
    for i in range(sent.start_token, sent.end_token):
        token = doc.tokens[i]
        if token.upos == "PRON":
            plays[i] = -1
        elif token.text in known and i != trigger:
            plays[i] = known[token.text]
    return plays if any(r > 0 for r in plays.values()) else {}


def collect_paths(data: Iterable[Labelled]) -> list[str]:
    """Collect the paths seen three times or more between trigger and candidate."""
    seen: Counter[str] = Counter()
    for item in data:
        for t in item.triggers:
            if t.is_first:
                chain = roles.ancestors(item.doc.tokens, t.word)
                for i in roles.candidates(item.doc, item.numbers[t.word]):
                    seen[roles.path(item.doc.tokens, chain, item.numbers, i)] += 1
    return [RARE_PATH, *sorted(p for p, n in seen.items() if n >= 3)]


def event_labels(labels: Labels, data: Sequence[Labelled]) -> Labels:
    """Complete the label sets by the event side."""
    modes = sorted({f"{t.type}:{m}" for item in data for t in item.triggers for m in t.modes})
    return replace(labels, types=TYPES, statuses=STATUSES, modes=modes, paths=collect_paths(data))


class EventLoss:
    """The loss of the event heads on some reports."""

    def __init__(self, network: Network, pieces: Pieces) -> None:
        self.network, self.pieces = network, pieces
        labels = network.labels
        self.types = {x: i for i, x in enumerate(labels.types)}
        self.statuses = {x: i for i, x in enumerate(labels.statuses)}
        self.modes = {x: i for i, x in enumerate(labels.modes)}
        self.paths = {x: i for i, x in enumerate(labels.paths)}
        self.mode_types = torch.tensor(
            [self.types[m.partition(":")[0]] for m in labels.modes], dtype=torch.long
        )

    def read(self, items: Sequence[Labelled]) -> tuple[Tensor, list[int], int]:
        """Encode reports: a vector for each token, and where each report's tokens begin."""
        rows: list[list[_Words]] = []
        places: list[tuple[int, int, int]] = []  # window, first word, end word of the targets
        starts, count = [], 0
        for item in items:
            starts.append(count)
            sentences = item.sentences
            lengths = [sum(len(c) for c, _ in self.pieces.cut(s.words)) for s in sentences]
            for w in windows.cut(lengths):
                context = sum(len(s.words) for s in sentences[w.first : w.target])
                size = sum(len(s.words) for s in sentences[w.target : w.last])
                places.append((len(rows), 1 + context, 1 + context + size))
                rows.append(sentences[w.first : w.last])
                count += size
        batch = encode(rows, self.pieces)
        words = self.network.encoder(batch.ids, batch.cases, batch.mask, batch.first, "events")
        flat = torch.cat([words[w, a:b] for w, a, b in places])
        return flat, starts, int(batch.mask.sum())

    def __call__(self, items: Sequence[Labelled]) -> tuple[Tensor, int]:
        """Give the loss of some reports, and how many word pieces were read."""
        heads = self.network.events
        flat, starts, size = self.read(items)
        flat = heads.dropout(flat)
        where, types, statuses, first, upper = [], [], [], [], []
        modes = torch.zeros(0, len(self.modes))
        mode_rows = []
        for item, start in zip(items, starts, strict=True):
            for t in item.triggers:
                where.append(start + t.word)
                upper.append(start + item.doc.tokens[t.word].head)
                types.append(self.types[t.type])
                statuses.append(self.statuses[t.status])
                first.append(float(t.is_first))
                row = torch.zeros(len(self.modes))
                for m in t.modes:
                    row[self.modes[f"{t.type}:{m}"]] = 1.0
                mode_rows.append(row)
        target = torch.zeros(len(flat), dtype=torch.long)
        hidden = torch.relu(heads.trigger_hidden(flat))
        logits = heads.trigger(heads.dropout(hidden))
        index = torch.tensor(where, dtype=torch.long)
        kinds = torch.tensor(types, dtype=torch.long)
        target[index] = kinds + 1
        scale = max(4, len(where))
        ce = nn.functional.cross_entropy
        loss = ce(logits[:, :-1], target, reduction="sum") / scale
        if not where:
            return loss, size
        loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(
            logits[index, -1], torch.tensor(first)
        )
        hidden_status = torch.relu(
            heads.status_self(flat[index]) + heads.status_head(flat[torch.tensor(upper)])
        )
        loss = loss + ce(heads.status(heads.dropout(hidden_status)), torch.tensor(statuses))
        if self.modes:
            modes = torch.stack(mode_rows)
            own = self.mode_types[None, :] == kinds[:, None]
            if bool(own.any()):
                loss = loss + nn.functional.binary_cross_entropy_with_logits(
                    heads.modes(hidden[index])[own], modes[own]
                )
        return loss + self._role_loss(items, starts, flat) + self._link_loss(
            items, starts, flat
        ), size

    def _role_loss(self, items: Sequence[Labelled], starts: Sequence[int], flat: Tensor) -> Tensor:
        triggers, words, kinds, paths, gold = [], [], [], [], []
        for item, start in zip(items, starts, strict=True):
            for t in item.triggers:
                if not t.is_first and not t.roles:
                    continue
                chain = roles.ancestors(item.doc.tokens, t.word)
                pool = set(roles.candidates(item.doc, item.numbers[t.word])) | t.roles.keys()
                if not t.is_first:
                    here = item.numbers[t.word]
                    pool = {i for i in pool if item.numbers[i] == here}
                for i in sorted(pool - {t.word}):
                    role = t.roles.get(i, 0)
                    if role < 0:
                        continue
                    triggers.append(start + t.word)
                    words.append(start + i)
                    kinds.append(self.types[t.type])
                    name = roles.path(item.doc.tokens, chain, item.numbers, i)
                    paths.append(self.paths.get(name, 0))
                    gold.append(role)
        if not gold:
            return torch.zeros(())
        heads = self.network.events
        unique_t, place_t = torch.unique(torch.tensor(triggers), return_inverse=True)
        unique_w, place_w = torch.unique(torch.tensor(words), return_inverse=True)
        scores = pair_scores(
            heads,
            heads.role_trigger(flat[unique_t])[place_t],
            heads.role_word(flat[unique_w])[place_w],
            torch.tensor(kinds),
            torch.tensor(paths),
        )
        target = torch.tensor(gold)
        count = max(4, int((target > 0).sum()))
        return nn.functional.cross_entropy(scores, target, reduction="sum") / count

    def _link_loss(self, items: Sequence[Labelled], starts: Sequence[int], flat: Tensor) -> Tensor:
        left, right, extra, gold = [], [], [], []
        for item, start in zip(items, starts, strict=True):
            ordered = sorted(item.triggers, key=lambda t: t.word)
            for j, b in enumerate(ordered):
                for a in ordered[max(0, j - 12) : j]:
                    left.append(start + a.word)
                    right.append(start + b.word)
                    extra.append(
                        link_features(item.doc, item.numbers, a.word, b.word, a.type == b.type)
                    )
                    gold.append(float(a.event == b.event))
        if not gold:
            return torch.zeros(())
        heads = self.network.events
        a, b = heads.link_word(flat[torch.tensor(left)]), heads.link_word(flat[torch.tensor(right)])
        features = torch.cat([a * b, (a - b).abs(), torch.tensor(extra)], -1)
        return nn.functional.binary_cross_entropy_with_logits(
            heads.link(features).squeeze(-1), torch.tensor(gold)
        )


def pair_scores(
    heads: EventHeads, triggers: Tensor, words: Tensor, kinds: Tensor, paths: Tensor
) -> Tensor:
    """Score the roles of words for triggers: pairs × roles."""
    t1, t2 = triggers.split(ROLE, -1)
    w1, w2 = words.split(ROLE, -1)
    bilinear = torch.einsum("nd,rde,ne->nr", t1, heads.role_weight, w1) / ROLE**0.5
    hidden = torch.relu(t2 + w2 + heads.role_type(kinds) + heads.role_path(paths))
    scores: Tensor = bilinear + heads.role(heads.dropout(hidden))
    return scores


def train(
    network: Network,
    data: Sequence[Labelled],
    texts: Sequence[Sequence[Any]],
    target: Path,
    options: Options,
    *,
    language_room: int = 800,
    dropout: float = 0.1,
) -> Network:
    """Train all heads together: a batch of reports and one of treebank sentences a step (and for
    each process, where several train together)."""
    mine, count = parallel.rank(), parallel.processes()
    torch.manual_seed(options.seed + mine)
    rng, side_rng = random.Random(options.seed), random.Random(1000 + options.seed + mine)
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    for module in network.encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = dropout
    loss_of, make = EventLoss(network, pieces), GoldMaker(network.labels)
    optim, average = optimizer(network, options), Average(network)
    sizes = [sum(len(c) for s in x.sentences for c, _ in pieces.cut(s.words)) for x in data]

    def report_batches() -> list[list[Labelled]]:
        order = sorted(range(len(data)), key=lambda i: (sizes[i] // 60, rng.random()))
        batches: list[list[Labelled]] = [[]]
        used = 0
        for i in order:
            if batches[-1] and used + sizes[i] > options.room:
                batches.append([])
                used = 0
            batches[-1].append(data[i])
            used += sizes[i]
        rng.shuffle(batches)
        return batches[mine : len(batches) // count * count : count]

    def language_batches() -> Iterable[list[list[Any]]]:
        while True:
            yield from bucketed(
                random_windows(texts, pieces, side_rng, (40, 80, 120, 200)),
                pieces,
                side_rng,
                language_room,
            )

    stream = iter(language_batches())
    steps = int(len(report_batches()) * options.epochs)
    log.info("%d reports, %d steps", len(data), steps)
    step, seen, started = 0, 0, time.monotonic()
    running = [0.0, 0.0]
    network.train()
    while step < steps:
        for items in report_batches():
            if step >= steps:
                break
            set_rate(optim, step, steps)
            optim.zero_grad()
            loss, size = loss_of(items)
            (EVENT_SHARE * loss).backward()
            batch = encode(next(stream), pieces)
            words = network.encoder(batch.ids, batch.cases, batch.mask, batch.first, "language")
            side = language_loss(network, words, batch, make(batch))
            side.backward()
            parallel.average_gradients(network)
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optim.step()
            average.update(network)
            seen += size + int(batch.mask.sum())
            for k, value in enumerate((float(loss.detach()), float(side.detach()))):
                running[k] = 0.98 * running[k] + 0.02 * value if step else value
            step += 1
            if step % 50 == 0 and mine == 0:
                log.info(
                    "step %d of %d, loss %.3f %.3f, %.0f pieces/s",
                    step, steps, *running, seen / (time.monotonic() - started),
                )  # fmt: skip
            if step % 250 == 0 and mine == 0:
                save(network, average, target)
    if mine == 0:
        save(network, average, target)
    network.load_state_dict(average.state)
    return network


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


def read_items(corpora: Path, labels: Path) -> list[dict[str, Any]]:
    """Read all reports with gold mentions: the shared training part and our own labels."""
    from dateline.train.labels import join

    shared = read_jsonl(corpora / "gold/articles/train.jsonl")
    seen = {item["id"] for item in shared}
    return shared + [x for x in join(labels / "events.jsonl", corpora) if x["id"] not in seen]


def parse_items(items: Iterable[dict[str, Any]], model: Path) -> list[Labelled]:
    """Parse labelled reports with an exported model, and put their labels on the words."""
    from dateline.parsers.english import Parser

    parse = Parser(model)
    day = dt.date(2000, 1, 1)  # the parser does not look at it
    return [
        label(replace(parse(Report(x["id"], x["text"], day)), scores=None), x["gold"])
        for x in items
    ]


@dataclass(frozen=True)
class Run:
    """A training run: where everything is, and how long it takes.

    It starts from ``work/start`` (``language.pt``, or an event checkpoint to go on from) and trains
    on all labels but every ``held_out``-th report, which is written to ``work/held-out.jsonl``; the
    result is ``work/events.pt``.
    """

    corpora: Path
    labels: Path
    work: Path
    held_out: int
    options: Options
    start: str = "language.pt"

    def __call__(self) -> None:
        """Prepare the data and train."""
        from dateline.train.export import export

        start = load(self.work / self.start)
        items = read_items(self.corpora, self.labels)
        kept = self._held_out(items)
        model = self.work / f"language-model-{parallel.rank()}"
        export(load(self.work / self.start), model, {})
        data = parse_items([x for x in items if x["id"] not in kept], model)
        network = extend(start, event_labels(start.labels, data))
        texts = texts_with_names(self.corpora, self.labels)
        train(network, data, texts, self.work / "events.pt", self.options)

    def _held_out(self, items: Sequence[dict[str, Any]]) -> set[str]:
        """The ids of the reports not trained on: those of the run before, where there was one in
        this folder."""
        path = self.work / "held-out.jsonl"
        if path.is_file():
            return {x["id"] for x in read_jsonl(path)}
        kept = [x for n, x in enumerate(items) if n % self.held_out == self.held_out - 1]
        if parallel.rank() == 0:
            with path.open("w", encoding="utf-8") as out:
                for x in kept:
                    out.write(json.dumps(x, ensure_ascii=False) + "\n")
        return {x["id"] for x in kept}


def extend(start: Network, labels: Labels) -> Network:
    """A network with all that another has learned, for other sets of modes and paths: their rows
    are moved to their new places, and those of new labels start afresh."""
    network = Network(labels)
    state = network.state_dict()
    rows = {
        "events.modes.weight": (start.labels.modes, labels.modes),
        "events.modes.bias": (start.labels.modes, labels.modes),
        "events.role_path.weight": (start.labels.paths, labels.paths),
    }
    for name, value in start.state_dict().items():
        if name in rows:
            old, new = rows[name]
            known = {x: i for i, x in enumerate(old)}
            for i, x in enumerate(new):
                if x in known:
                    state[name][i] = value[known[x]]
        elif state[name].shape == value.shape:
            state[name] = value
    network.load_state_dict(state)
    return network
