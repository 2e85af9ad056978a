"""Trains the choice of an event's parties (``what/parties.py``) on labelled reports.

Trigger, wordings and type of each event come from the labels, what the words may be from the
network; the events that the coder finds itself, with the right type, are examples too. A way to
give the parties a side is right where its countries are those of the gold; among right ways one is
the better, the fewer parties stand on another side than in the gold (where no way has the right
countries, only that counts). Learned is a log-linear model over all ways (a conditional random
field, Lafferty et al. 2001), by L-BFGS, with a penalty on large weights. Each report is read by a
network that has not learned it (``apart.py``); those that the one that ships has not learned count
``WEIGHT`` times.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dateline.annotators.events import load as load_events
from dateline.data import Document, EventMention
from dateline.evaluation.labels import corrected, read_jsonl
from dateline.knowledge import Knowledge
from dateline.measures import articles
from dateline.train import sources
from dateline.train.apart import readings
from dateline.train.folds import FOLDS, folds, parties_of
from dateline.train.tasks import TYPES
from dateline.what import party_model, roles
from dateline.what.coding import EventCoder
from dateline.what.frames import FrameWords, read_frame_words
from dateline.what.parties import MOST, weigh
from dateline.what.party_features import DESCRIBES, OWNS, PAIRS, Party, between
from dateline.what.party_scene import PartyScene
from dateline.what.wordings import Candidate
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver

log = logging.getLogger(__name__)
Json = dict[str, Any]
PENALTY, OF_VALUES, OF_SIZES, OF_PAIRS = 10.0, 3.0, 0.3, 1.0
"""On large weights: of features, of features with values, of sizes for all types, of pairs."""
RAREST = 4
WEIGHT, LABELLED = 3.0, 0.5
"""How often a report counts that the network has not seen, and an event as it is labelled, beside
one as the coder found it."""
STEPS = 70
SMALLEST = 0.015
"""Weights nearer to 0 are left out."""
LARGE = 1e9
_HELD = [*PAIRS, *(f"{kind},{name}" for kind in TYPES for name in PAIRS)]
"""What may hold between two parties, for any type and by type."""
_PAIRS = [(i, j) for i in range(MOST) for j in range(i + 1, MOST)]


@dataclass(frozen=True)
class Example:
    """An event: number of its report, type, the features of its parties, what holds between two of
    them; for each way the key of its countries, whether it is right, and what is taken off its
    score in the target. ``alone``: whether the words chosen one by one were right; ``found``: the
    coder found the event, else trigger, wordings and type are those of the labels."""

    report: int
    kind: str
    features: list[dict[str, float]]
    held: list[tuple[int, int, str]]
    keys: list[tuple[int, int]]
    right: NDArray[np.bool_]
    off: NDArray[np.float32]
    alone: bool
    found: bool = False


def given(doc: Document, gold: Sequence[Json], coder: EventCoder) -> tuple[Document, list[int]]:
    """A document whose events have trigger, wordings and type of gold mentions, and the word of
    each trigger."""
    groups, words = list[list[Candidate]](), list[int]()
    for g in gold:
        word = roles.head_word(doc, *g["trigger"])
        assert word is not None
        others = {roles.head_word(doc, *span) for span in g.get("also", ())} - {word}
        kind = coder.heads.types.index(g["type"])
        wordings = [word, *sorted(w for w in others if w is not None)]
        groups.append([Candidate(w, kind, 1.0, 1.0) for w in wordings])
        words.append(word)
    return replace(doc, events=tuple(coder.events(doc, groups, None))), words


def examples(
    report: int,
    doc: Document,
    gold: Sequence[Json],
    coder: EventCoder,
    resolver: Resolver,
    frame_words: FrameWords,
) -> list[Example]:
    """The events of a labelled report: as they are labelled, and those that the coder finds with
    the right type, whose wordings may be others. ``doc`` has all layers before the events."""
    gold = [g for g in gold if roles.head_word(doc, *g["trigger"]) is not None]
    labelled, words = given(doc, gold, coder)
    scene = PartyScene(labelled, resolver, frame_words)
    found = [
        _example(report, scene, event, word, g, found=False)
        for event, word, g in zip(labelled.events, words, gold, strict=True)
    ]
    doc = replace(doc, events=coder(doc))
    scene, left = PartyScene(doc, resolver, frame_words), list(gold)
    for event in doc.events:
        g = next((g for g in left if is_told(event, g)), None)
        if g is not None and event.party_words:
            left.remove(g)
            word = event.party_words[0].trigger
            found.append(_example(report, scene, event, word, g, found=True))
    return found


def is_told(event: EventMention, gold: Json) -> bool:
    """Whether an event that the coder found is a gold one, of its type."""
    return event.event_type == gold["type"] and any(
        articles.overlap(event.trigger, span) for span in articles.wordings(gold)
    )


def _example(
    report: int, scene: PartyScene, event: EventMention, word: int, gold: Json, *, found: bool
) -> Example:
    parties = weigh(scene, event, word)
    sides_of = party_model.ways(len(parties)).sides.tolist()
    keys = party_model.keys(event.event_type, parties, sides_of)
    right = _right(gold, parties, keys)
    sides = np.array([_side(scene, party, gold) for party in parties], np.int8)
    apart = (party_model.ways(len(parties)).sides != sides).sum(1).astype(np.float32)
    if not right.any():
        off = np.where(apart == apart.min(), 0.0, LARGE)
    else:
        off = np.where(right, apart, LARGE)
    alone = {
        "type": gold["type"],
        "actors": _people(scene.resolver, event.actors),
        "recipients": _people(scene.resolver, event.recipients),
    }
    return Example(
        report,
        event.event_type,
        [p.features for p in parties],
        between(scene, parties),
        keys,
        right,
        off.astype(np.float32),
        articles.dyad(gold) == articles.dyad(alone),
        found,
    )


def _people(resolver: Resolver, side: Sequence[Any]) -> list[Json]:
    return [
        {"country": p.country} for q in side for p in resolver.participants(q.start, q.end)
    ]  # fmt: skip


def _right(
    gold: Json, parties: Sequence[Party], keys: Sequence[tuple[int, int]]
) -> NDArray[np.bool_]:
    """For each way whether it comes to the countries of the gold."""
    verdicts: dict[tuple[int, int], bool] = {}
    for key, row in zip(keys, party_model.ways(len(parties)).sides.tolist(), strict=True):
        if key not in verdicts:
            told: Json = {"type": gold["type"], "actors": [], "recipients": []}
            for side, party in zip(row, parties, strict=True):
                if side:
                    told["actors" if side == 1 else "recipients"] += [
                        {"country": country} for country in party.countries
                    ]
            verdicts[key] = articles.dyad(told) == articles.dyad(gold)
    return np.array([verdicts[key] for key in keys])


def _side(scene: PartyScene, party: Party, gold: Json) -> int:
    """The side on which the gold has a party; one of its words counts more than its entity."""
    best, found = 0, 0
    for side, key in ((1, "actors"), (2, "recipients")):
        for p in gold[key]:
            level = 0
            if any(
                scene.tokens[w.word].start < p["end"] and p["start"] < scene.tokens[w.word].end
                for w in party.words
            ):
                level = 2
            elif party.entity is not None:
                level = scene.resolver.entity_of(p["start"], p["end"]) is party.entity
            if level > best:
                best, found = level, side
    return found


# --- fitting ------------------------------------------------------------------------------------


class Fit:
    """The weights while they are fitted, and the examples as tensors (all with ``MOST`` parties;
    where there are fewer, ways that give a missing one a side are barred)."""

    def __init__(self, found: Sequence[Example], weights: Sequence[float]) -> None:
        counts = Counter(name for e in found for f in e.features for name in f)
        self.names = sorted(name for name, n in counts.items() if n >= RAREST)
        numbers = {name: i for i, name in enumerate(self.names)}
        full = party_model.ways(MOST)
        torch.set_num_threads(1)
        self.matrix = _matrix(found, numbers)
        held, apart = _held_between(found, full.sides)
        off, barred = _targets(found, full.sides)
        self.held, self.apart = torch.tensor(held), torch.tensor(apart)
        self.off, self.barred = torch.tensor(off), torch.tensor(barred)
        self.kinds = torch.tensor([TYPES.index(e.kind) for e in found])
        self.share = torch.tensor(weights)
        cells = (party_model.FULL + 1) ** 2
        self.local = torch.zeros(len(self.names), 2, requires_grad=True)
        self.any_size = torch.zeros(cells, requires_grad=True)
        self.sizes = torch.zeros(len(TYPES), cells, requires_grad=True)
        self.pairs = torch.zeros(len(_HELD), len(party_model.SIDES), requires_grad=True)
        self.held_back = torch.tensor(
            [[OF_VALUES if name.startswith("*") else PENALTY] for name in self.names]
        )
        sides = np.stack([full.acts, full.receives], 1).reshape(2 * MOST, -1)
        self.sides = torch.tensor(sides, dtype=torch.float32)
        self.of_size = torch.nn.functional.one_hot(torch.tensor(full.sizes), cells).T.float()
        self.of_pair = torch.tensor(
            np.concatenate([party_model.of_pair(MOST, i, j) for i, j in _PAIRS]),
            dtype=torch.float32,
        )

    def scores(self) -> Tensor:
        """The scores of all ways: examples × ways."""
        n = len(self.kinds)
        local = torch.sparse.mm(self.matrix, self.local).view(n, -1)
        sizes = self.any_size + self.sizes[self.kinds]
        pairs = (self.held @ self.pairs).view(n, -1)
        total = local @ self.sides + sizes @ self.of_size + pairs @ self.of_pair + self.apart
        return total.masked_fill(self.barred, -LARGE)

    def loss(self) -> Tensor:
        """Minus the log-probability of the right ways, and the penalty."""
        scores = self.scores()
        missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores - self.off, 1)
        penalty = (
            (self.held_back * self.local**2).sum()
            + PENALTY * (self.sizes**2).sum()
            + OF_SIZES * (self.any_size**2).sum()
            + OF_PAIRS * (self.pairs**2).sum()
        )
        return (missed * self.share).sum() + penalty / 2

    def run(self) -> party_model.PartyModel:
        """Fit, and give the model."""
        found = [self.local, self.any_size, self.sizes, self.pairs]
        optimiser = torch.optim.LBFGS(
            found, max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe"
        )

        def closure() -> Tensor:
            optimiser.zero_grad()
            loss = self.loss()
            loss.backward()
            return loss

        optimiser.step(closure)
        local, any_size, sizes, pairs = (w.detach().double().numpy() for w in found)
        return party_model.PartyModel(
            {
                name: complex(a, r)
                for name, (a, r) in zip(self.names, local, strict=True)
                if max(abs(a), abs(r)) >= SMALLEST
            },
            {"": any_size, **dict(zip(TYPES, sizes, strict=True))},
            dict(zip(_HELD, pairs, strict=True)),
        )


def _matrix(found: Sequence[Example], numbers: Mapping[str, int]) -> Tensor:
    """The features of all parties: parties (``MOST`` an example) × features, by their numbers."""
    places: list[tuple[int, int]] = []
    values: list[float] = []
    for n, e in enumerate(found):
        for k, features in enumerate(e.features):
            for name, value in features.items():
                if name in numbers:
                    places.append((n * MOST + k, numbers[name]))
                    values.append(value)
    return torch.sparse_coo_tensor(
        torch.tensor(places).T, torch.tensor(values), (len(found) * MOST, len(numbers)),
        check_invariants=False,
    ).coalesce()  # fmt: skip


def _held_between(
    found: Sequence[Example], sides: NDArray[np.int8]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What holds between two parties: examples × pairs × ``_HELD``; and what is taken off the ways
    that it rules out: examples × ways."""
    held = np.zeros((len(found), len(_PAIRS), len(_HELD)), np.float32)
    apart = np.zeros((len(found), len(sides)), np.float32)
    for n, e in enumerate(found):
        for i, j, name in e.held:
            if name == DESCRIBES:
                both = (sides[:, i] > 0) & (sides[:, j] > 0)
                apart[n] += np.where(both, party_model.BARRED, 0.0)
            elif name == OWNS:
                opposite = sides[:, i] * sides[:, j] == roles.ACTOR * roles.RECIPIENT
                apart[n] += np.where(opposite, party_model.BARRED, 0.0)
            else:
                for each in (name, f"{e.kind},{name}"):
                    held[n, _PAIRS.index((i, j)), _HELD.index(each)] = 1.0
    return held, apart


def _targets(
    found: Sequence[Example], sides: NDArray[np.int8]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """What is taken off each way in the target, and which ways give a missing party a side:
    examples × ways."""
    off = np.full((len(found), len(sides)), LARGE, np.float32)
    barred = np.ones((len(found), len(sides)), bool)
    for n, e in enumerate(found):
        mine = (sides[:, len(e.features) :] == 0).all(1)  # in the order of fewer parties
        barred[n, mine], off[n, mine] = False, e.off
    return off, barred


def fit(found: Sequence[Example], held_out: Container[int]) -> party_model.PartyModel:
    """Fit a model; ``held_out``: the reports that the network has not seen."""
    return Fit(
        found,
        [(WEIGHT if e.report in held_out else 1.0) * (1.0 if e.found else LABELLED) for e in found],
    ).run()


def right(model: party_model.PartyModel, e: Example) -> bool:
    """Whether a model chooses the right countries."""
    local = [
        sum((model.features.get(name, 0j) * value for name, value in f.items()), 0j)
        for f in e.features
    ]
    total = model.scores(e.kind, local, e.held)
    return bool(e.right[party_model.likeliest(total, lambda some: [e.keys[i] for i in some])[0]])


def write(model: party_model.PartyModel, path: Path) -> None:
    """Write a model as a table."""
    lines = [
        "# Who takes part in an event: weights of the choice among sets (what/parties.py).",
        "# Columns: kind, name, weights: of a feature of a party, for actor and recipient; of the",
        "# sizes of both sides, by event type; of what holds between two parties, by their sides.",
        "# Origin: learned by `dateline train parties` from our labels.",
        "# Known gaps: nothing is known of parties that no event of the labels has.",
    ]
    for name, weight in sorted(model.features.items()):
        lines.append(f"party\t{name}\t{weight.real:.3f}\t{weight.imag:.3f}")
    for kind, rows in (("sizes", model.sizes), ("pair", model.pairs)):
        for name, values in sorted(rows.items()):
            lines.append("\t".join([kind, name, *(f"{w:.3f}" for w in values)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- all together -------------------------------------------------------------------------------


def read(
    corpora: Path, labels: Path, held_out: Sequence[Json], work: Path
) -> tuple[list[Example], dict[int, int]]:
    """The events of all labelled reports that are not for development; and the folds of those
    reports that were held out of the network's training."""
    kept = folds(held_out)
    apart = {item["id"] for item in read_jsonl(corpora / "gold/articles/dev.jsonl")}
    items = [i for i in sources.items_of(corpora, labels) if i.gold and i.id not in apart]
    lines = {
        x["id"]: x for x in corrected([dict(i.line) for i in items], labels / "corrections.jsonl")
    }
    known = Knowledge()
    actors, judge, words = read_actors(known), read_judge(), read_frame_words(known)
    number = {item.id: n for n, item in enumerate(items)}
    found: list[Example] = []
    for own in readings(items, kept, work):
        coder = load_events(Knowledge())
        for item, doc in zip(own, sources.documents(own), strict=True):
            gold, resolver = lines[item.id]["gold"], Resolver(doc, actors, judge)
            found += examples(number[item.id], doc, gold, coder, resolver, words)
    return found, {number[name]: fold for name, fold in kept.items() if name in number}


def cross_validate(
    found: Sequence[Example], held_out: Mapping[int, int], work: Path
) -> tuple[float, float]:
    """How many events of the held-out reports get the right countries, in percent, from models
    that have not seen their report: as they are labelled, and as the coder found them. The models
    are kept: the confidence of events is fitted on what they say."""
    verdicts = []
    for fold in range(FOLDS):
        tested = {report for report, own in held_out.items() if own == fold}
        model = fit([e for e in found if e.report not in tested], held_out)
        write(model, parties_of(work, fold))
        verdicts += [(e.found, right(model, e)) for e in found if e.report in tested]
    shares = []
    for kind in (False, True):
        own = [good for told, good in verdicts if told == kind]
        shares.append(100 * sum(own) / max(1, len(own)))
    return shares[0], shares[1]


def train(
    found: Sequence[Example], held_out: Mapping[int, int], target: Path, work: Path
) -> dict[str, float]:
    """Fit on all events, write the model, and give figures of the held-out reports (percent of
    events with the right countries, trigger and type given)."""
    own = [e for e in found if e.report in held_out and not e.found]
    labelled, as_found = cross_validate(found, held_out, work)
    figures = {
        "events": float(len(own)),
        "words one by one": 100 * sum(e.alone for e in own) / max(1, len(own)),
        "best among the parties": 100 * sum(bool(e.right.any()) for e in own) / max(1, len(own)),
        "sets, cross-validated": labelled,
        "the same, of events as found": as_found,
    }
    write(fit(found, held_out), target)
    return figures
