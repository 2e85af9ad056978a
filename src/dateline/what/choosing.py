"""Chooses for an event one of several readings (a time, a place) or none, by a linear model.

Each candidate is described by named features; the model is a weight for each (``model/when.tsv``,
``model/where.tsv``), learned by ``train/choosers.py``. Candidates with the same value (a day that
is named twice) share their probability; the value with the highest wins.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from dateline.data import Document, EventMention, Sentence
from dateline.syntax import base
from dateline.what.plover import SPEECH
from dateline.what.scene import Scene

ValueT = TypeVar("ValueT")


class Candidate(NamedTuple, Generic[ValueT]):
    """A reading for an event; ``value`` is ``None`` for "the text does not say". Candidates that
    mean the same have the same ``key``. ``prior`` is added to what the features say."""

    value: ValueT | None
    features: tuple[str, ...]
    key: Hashable = None
    prior: float = 0.0


Candidates = Callable[[Scene, EventMention, Sequence[EventMention]], Sequence[Candidate[ValueT]]]
"""Finds the readings for an event, the empty one first; the events before it are given with
theirs."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An event whose days or place are sought: its token and sentence (by number), the sentences
    that name it again, and the events told before it, with theirs."""

    scene: Scene
    event: EventMention
    head: int
    sentence: int
    also: frozenset[int]
    told: Sequence[EventMention]


def seek(scene: Scene, event: EventMention, told: Sequence[EventMention]) -> Sought:
    """An event whose days or place are sought, and where it stands."""
    also = frozenset(scene.sentence_at(span[0]) for span in event.also)
    start = event.trigger[0]
    return Sought(scene, event, scene.head(event.trigger), scene.sentence_at(start), also, told)


def event_features(sought: Sought) -> list[str]:
    """What an event is by itself: its type, status, tense and place in the report."""
    scene, event, head, sent = sought.scene, sought.event, sought.head, sought.sentence
    sentence = scene.doc.sentences[sent]
    text = scene.doc.text[sentence.start : sentence.end]
    kind = "speech" if event.event_type in SPEECH else "deed"
    tense = scene.tense(head)
    deprel = base(scene.tokens[head].deprel)
    features = [
        f"type={event.event_type}",
        f"status={event.status}",
        f"type={event.event_type},status={event.status}",
        f"tense={tense}",
        f"tense={tense},status={event.status}",
        f"rel={deprel}",
        f"sentence={min(sent, 3)}",
        f"{kind},sentence={min(sent, 3)}",
        f"verb={scene.tense(scene.verb(head))}",
        f"article={scene.article(head)}",
        f"article={scene.article(head)},{event.event_type}",
    ]
    if any(q in text for q in '"“”'):
        features.append("quoted")
    features += [f"mode={mode}" for mode in event.modes]
    return features


def place_features(sought: Sought, at: int, other: int) -> tuple[str, list[str]]:
    """Where a mention stands relative to an event: a short name of it, and features.

    ``at`` is the mention's token and ``other`` its sentence.
    """
    if sought.sentence == other:
        return "same", _near(sought, at)
    scene, event, head, own = sought.scene, sought.event, sought.head, sought.sentence
    gap = other - own
    where = f"prev{min(-gap, 4)}" if gap < 0 else f"next{min(gap, 3)}"
    features = [f"at={where}"]
    if other == 0:
        features.append("at=lead")
    if other in sought.also:
        where = "also"
        span = next(a for a in event.also if scene.sentence_at(a[0]) == other)
        again = scene.head(span)
        features += [
            "at=also",
            f"also path={scene.path(at, again)}",
            f"also clause={scene.clause(at, again)}",
        ]
    if scene.echoes(head, other):
        features += ["echo", f"echo,{where}"]
    sentences = scene.doc.sentences
    if sentences[own].paragraph == sentences[other].paragraph:
        features.append("same paragraph")
    features += _shared(scene, event, sentences[other], where)
    return where, features


def _near(sought: Sought, at: int) -> list[str]:
    """How a mention stands to an event of the same sentence."""
    scene, head = sought.scene, sought.head
    punctuation, verb = scene.between(head, at)
    path, clause = scene.path(at, head), scene.clause(at, head)
    side = "after" if at > head else "before"
    distance = abs(at - head)
    near = 1 if distance <= 2 else 2 if distance <= 5 else 3 if distance <= 10 else 4
    return [
        f"path={path}",
        f"clause={clause}",
        f"clause={clause},{side}",
        f"joint={scene.joint(at, head)}",
        f"near={near},{side}",
        f"between={punctuation:d}{verb:d},{side}",
    ]


def _shared(scene: Scene, event: EventMention, sent: Sentence, where: str) -> list[str]:
    """Does the other sentence name the same parties?"""
    text = scene.doc.text[sent.start : sent.end]
    features = []
    for role, words in scene.parties(event):
        if any(word in text for word in words):
            features += [f"names {role}", f"names {role},{where}"]
    return features


def after_last(sought: Sought, state: str, own: str) -> list[str]:
    """What the event told just before has to do with this one. ``state``: what is known of it
    ("dated"); ``own``: what of the two goes with that."""
    event, last = sought.event, sought.told[-1]
    gap = sought.sentence - sought.scene.sentence_at(last.trigger[0])
    features = [f"last {state},gap={min(gap, 2)}"]
    features.append(f"{features[0]},{own}")
    if last.event_type == event.event_type:
        features.append(f"{features[0]},same type")
    if {p.start for p in last.actors} & {p.start for p in event.actors}:
        features.append(f"{features[0]},same actor")
    return features


def fill(
    doc: Document,
    weights: Mapping[str, float],
    candidates: Candidates[ValueT],
    put: Callable[[EventMention, ValueT | None], EventMention],
) -> tuple[EventMention, ...]:
    """The events of a document, each with the likeliest of its readings."""
    scene, told = Scene(doc), list[EventMention]()
    order = in_order(doc.events)
    for event in order:
        found = candidates(scene, event, told)
        told.append(put(event, found[likeliest(found, weights)].value))
    by_event = {id(old): new for old, new in zip(order, told, strict=True)}
    return tuple(by_event[id(event)] for event in doc.events)


def in_order(events: Sequence[EventMention]) -> list[EventMention]:
    """The events as the text tells them."""
    return sorted(events, key=lambda event: event.trigger)


def likeliest(found: Sequence[Candidate[ValueT]], weights: Mapping[str, float]) -> int:
    """The index of the best candidate with the likeliest value, the first of equals."""
    scores = [score(candidate.features, weights) + candidate.prior for candidate in found]
    top = max(scores)
    shares: dict[Hashable, float] = {}
    for candidate, value in zip(found, scores, strict=True):
        shares[candidate.key] = shares.get(candidate.key, 0.0) + math.exp(value - top)
    return max(range(len(found)), key=lambda i: (shares[found[i].key], scores[i]))


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the features that the model knows."""
    get = weights.get
    total = 0.0
    for feature in features:
        total += get(feature, 0.0)
    return total
