"""What one marked party does to another in a sentence: the PLOVER type between the two.

The event coder decides which words name events and who takes part. Here the parties are given, and
the one question is what passes between them: every word that may name an event speaks for its type,
by how likely the one party is its actor and the other its recipient; the words on the way from the
one to the other through the syntax tree speak too. A softmax over these features decides
(``model/between.tsv``, trained by ``dateline train between``).

The classes are those of the set it is trained on (PLV), where a future meeting or promised aid is
AGREE, and where CONCEDE and RETREAT are one class, YIELD.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.chances import softmax
from dateline.data import Document, Span
from dateline.embedded import MODEL
from dateline.errors import KnowledgeError
from dateline.syntax import base
from dateline.what import roles
from dateline.what.heads import EventHeads
from dateline.what.taking_part import Scored

WEIGHTS = MODEL / "between.tsv"
BIAS = "(bias)"
EVENT = 0.02
"""Probability of naming an event from which a word has a say."""
TRUST = 0.6
"""Share of the network's scores that counts: it knows the sentences it was trained on too well."""
STEPS = 6
"""Words on the way between the parties that are looked at."""
_DENIALS = frozenset({"not", "n't", "no", "never"})
_CONTENT = frozenset({"VERB", "NOUN"})

Features = dict[str, float]
Vector = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Model:
    """A softmax: a row of weights, one for each class, for every feature and the bias."""

    classes: tuple[str, ...]
    rows: dict[str, Vector]

    def probabilities(self, features: Features) -> dict[str, float]:
        """The probability of each class; unknown features count nothing."""
        total = self.rows[BIAS].copy()
        for name, value in features.items():
            row = self.rows.get(name)
            if row is not None:
                total += value * row
        return dict(zip(self.classes, map(float, softmax(total)), strict=True))


def read_model(path: Path = WEIGHTS) -> Model:
    """Read a model: a line of class names, then lines of a feature and its weights, tab-separated;
    ``#`` opens a comment.

    Raises ``KnowledgeError`` with file and line for a line that is none, or no bias.
    """
    classes: tuple[str, ...] = ()
    rows: dict[str, Vector] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        name, *values = line.split("\t")
        if not classes:
            classes = tuple(values)
            continue
        try:
            rows[name] = np.array([float(value) for value in values])
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
        if len(values) != len(classes):
            fault = f"{len(values)} weights for {len(classes)} classes"
            raise KnowledgeError(fault, path=str(path), line=number)
    if BIAS not in rows:
        raise KnowledgeError(f"no {BIAS}", path=str(path))
    return Model(classes, rows)


class Between:
    """Gives the types that may pass between two parties."""

    def __init__(self, heads: EventHeads | None = None, model: Model | None = None) -> None:
        self.heads = heads or EventHeads()
        self.model = model or read_model()

    def __call__(
        self, doc: Document, source: Sequence[Span], target: Sequence[Span]
    ) -> dict[str, float]:
        """The probability of each class, given the spans of both parties (none: no such party).

        The document must have the parser's scores.
        """
        return self.model.probabilities(features(self.heads, doc, source, target))


def features(
    heads: EventHeads, doc: Document, source: Sequence[Span], target: Sequence[Span]
) -> Features:
    """Describe what stands between two parties.

    Raises ``ValueError`` for a document without words or scores.
    """
    if doc.scores is None or not doc.tokens:
        raise ValueError("a parsed document with its scores is expected")
    ours, theirs = _words(doc, source), _words(doc, target)
    way, top = _way(doc, ours, theirs)
    found = _wording(doc, ours, theirs, way, top)
    return found | _scored(heads, doc, ours, theirs, top)


def _words(doc: Document, spans: Sequence[Span]) -> list[int]:
    return [i for i, t in enumerate(doc.tokens) if any(t.start < e and t.end > s for s, e in spans)]


def _way(doc: Document, ours: list[int], theirs: list[int]) -> tuple[list[int], int]:
    """The words on the way from one party to the other through the tree, and the highest."""
    tokens = doc.tokens
    mine, other = (roles.head_of(tokens, words) for words in (ours, theirs))
    up = [] if mine is None else roles.upwards(tokens, mine)
    down = [] if other is None else roles.upwards(tokens, other)
    meeting = next((i for i in up if i in down), None)
    if meeting is not None:
        return [
            *up[1 : up.index(meeting) + 1],
            *down[1 : down.index(meeting)],
        ], meeting
    if other is None and len(up) > 1:
        return up[1:], up[1]
    root = up[-1] if up else down[-1] if down else 0
    return up[1:], root


def _wording(
    doc: Document, ours: list[int], theirs: list[int], way: list[int], top: int
) -> Features:
    tokens = doc.tokens
    found: Features = {f"top={tokens[top].lemma.lower()}": 1.0}
    for i in way[:STEPS]:
        found[f"way={tokens[i].lemma.lower()}"] = 1.0
        found[f"step={base(tokens[i].deprel)}"] = 1.0
    parties, near = {*ours, *theirs}, {*way, top}
    recipient = roles.head_of(tokens, theirs)
    if recipient is None:
        found["no target"] = 1.0
    for i, token in enumerate(tokens):
        lemma = token.lemma.lower()
        if token.upos in _CONTENT and i not in parties:
            found[f"word={lemma}"] = 1.0
            if i in near or token.head in near:
                found[f"near={lemma}"] = 1.0
        if lemma in _DENIALS and token.head in near:
            found["denied"] = 1.0
        if base(token.deprel) == "aux" and token.head == top:
            found[f"aux={lemma}"] = 1.0
        if token.deprel == "case" and token.head == recipient:
            found[f"case={lemma}"] = 1.0
    return found


def _scored(
    heads: EventHeads, doc: Document, ours: list[int], theirs: list[int], top: int
) -> Features:
    """What the heads of the network say of the words that may name an event, and of the top."""
    assert doc.scores is not None
    kinds = softmax(doc.scores.trigger[:, :-1])
    names = [f"{t}/{s}" for t in heads.types for s in heads.statuses]
    pooled, highest = np.zeros(len(heads.types)), np.zeros(len(heads.types))
    status, weight, best = np.zeros(len(heads.statuses)), 0.0, (-1.0, top)
    pair, link = np.zeros(doc.scores.role_trigger.shape[1]), np.zeros(doc.scores.link.shape[1])
    triggers = np.flatnonzero(1 - kinds[:, 0] >= EVENT).tolist()
    played = heads.roles(doc, [(i, int(kinds[i, 1:].argmax())) for i in triggers])
    for i, scores in zip(triggers, played, strict=True):
        part = _part(scores, ours, theirs)
        pooled += kinds[i, 1:] * part
        highest = np.maximum(highest, kinds[i, 1:])
        part *= float(1 - kinds[i, 0])
        status += heads.status(doc, [i])[0] * part
        pair += doc.scores.role_trigger[i] * part
        link += doc.scores.link[i] * part
        weight += part
        best = max(best, (part, i))
    share, weight = pooled / max(float(pooled.sum()), 1e-9), max(weight, 1e-6)
    found: Features = {f"trigger={doc.tokens[best[1]].lemma.lower()}": 1.0}
    found |= _named("type", heads.types, np.log(share + 0.02) + 2)
    found |= _named("highest", heads.types, highest * 3)
    found |= _named("both", names, np.outer(share, status / weight).ravel() * 3)
    found |= _named("top", ["none", *heads.types], np.log(kinds[top] + 0.01) + 2)
    found |= _named("top status", heads.statuses, heads.status(doc, [top])[0] * 2)
    found |= _named("pair", map(str, range(len(pair))), pair / weight)
    found |= _named("link", map(str, range(len(link))), link / weight)
    return found


def _part(scores: Scored, ours: list[int], theirs: list[int]) -> float:
    """How far a trigger speaks for what passes between the parties: the probability that they play
    their parts in it, none being quite impossible."""

    def likely(party: list[int], role: int) -> float:
        return max((scores[w][role] for w in party if w in scores), default=0.0)

    return (likely(ours, 1) + 0.05) * (likely(theirs, 2) + 0.3 * likely(theirs, 1) + 0.05)


def _named(prefix: str, names: Iterable[str], values: Vector) -> Features:
    return {f"{prefix}:{n}": TRUST * float(v) for n, v in zip(names, values, strict=True)}
