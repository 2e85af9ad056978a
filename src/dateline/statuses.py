"""What the words around a trigger tell of its status: features of its clause and those above.

Shared by the annotator of statuses, by the measure of factuality and by their training. The words
themselves carry most of it: auxiliaries, negation, conjunctions, and the words that govern it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline.cues import Cues
from dateline.data import Document, EventType, Status
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.linear import MODEL
from dateline.syntax import base, index_of

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "negated")
WEIGHTS = MODEL / "status.tsv"
LEARNED = "(learned)"
"""Name of the weight of the network's own log-probability."""
SMALLEST = 1e-4
_CLIMB = 4
_NEGATIONS = frozenset({"not", "never", "no", "nor", "neither", "n't", "without", "nobody"})
_NOBODY = frozenset({"nobody", "nothing", "none", "no", "no-one"})
_CONDITIONS = frozenset({"if", "unless", "whether", "until", "before", "lest", "once"})
_MODALS = {
    "will": "will", "shall": "will", "would": "would", "may": "may", "might": "may", "can": "may",
    "could": "may", "should": "must", "must": "must", "ought": "must",
}  # fmt: skip
_HELD = frozenset({"ccomp", "xcomp", "csubj", "obj", "acl", "obl", "nmod"})
"""Relations of what a word of speech or thought is about."""
_GOVERNED = frozenset({"ccomp", "xcomp", "obj"})
_PARTIES = frozenset({"nsubj", "obj", "nmod", "obl"})
_SIDES = frozenset({"advcl", "acl", "relcl", "parataxis", "appos", "nmod", "obl"})


@dataclass(frozen=True, slots=True)
class StatusModel:
    """A softmax over the statuses: a row of weights, in their order, for each feature."""

    weights: Mapping[str, tuple[float, ...]]
    learned: float

    def probabilities(
        self, features: Sequence[str], learned: Sequence[float] | None
    ) -> tuple[float, ...]:
        """The probability of each status; ``learned``: what the network gives them, if it was
        asked."""
        totals = [0.0] * len(STATUSES)
        if learned is not None:
            totals = [self.learned * math.log(max(p, SMALLEST)) for p in learned]
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for i, weight in enumerate(row):
                    totals[i] += weight
        top = max(totals)
        odds = [math.exp(t - top) for t in totals]
        whole = sum(odds)
        return tuple(o / whole for o in odds)


def read_status_model(path: Path = WEIGHTS) -> StatusModel:
    """Read a model: lines of feature and one weight a status, apart by tabs.

    Raises ``KnowledgeError`` with file and line for a line that is none.
    """
    weights: dict[str, tuple[float, ...]] = {}
    learned = 0.0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        name, *values = line.split("\t")
        try:
            row = tuple(map(float, values))
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
        if name == LEARNED:
            learned = row[0]
        elif len(row) != len(STATUSES):
            raise KnowledgeError(
                f"{len(STATUSES)} weights expected in {line!r}", path=str(path), line=number
            )
        else:
            weights[name] = row
    return StatusModel(weights, learned)


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of ``en/status.tsv``. ``of``: the lemmas that are a sign of each status; ``alone``:
    what a lemma makes of whatever it governs."""

    of: Mapping[str, frozenset[str]]
    alone: Mapping[str, Status]


@lru_cache(maxsize=2)
def read_signs(knowledge: Knowledge) -> Signs:
    """Read the words that are signs of a status other than ``happened``.

    Raises ``KnowledgeError`` for a row that is wrong.
    """
    found: dict[str, set[str]] = {}
    alone: dict[str, Status] = {}
    for row in knowledge.rows("en/status.tsv"):
        lemma, status = row.need("lemma"), row.need("status", STATUSES[1:])
        found.setdefault(status, set()).add(lemma)
        if row.get("alone") == "yes":
            alone[lemma] = next(s for s in STATUSES if s == status)
    return Signs({status: frozenset(lemmas) for status, lemmas in found.items()}, alone)


@dataclass(slots=True)
class StatusReader:
    """Reads the features of words of one document."""

    doc: Document
    cues: Cues
    below: list[list[int]] = field(init=False)
    claims: list[tuple[int, int, str]] = field(init=False)  # start and end of a content, class
    times: list[tuple[int, str]] = field(init=False)  # start of a time, where it lies

    def __post_init__(self) -> None:
        self.below = index_of(self.doc).below
        self.claims = sorted(self._claims(), key=lambda c: (c[0] - c[1], c[0]))
        published = self.doc.report.published
        self.times = [
            (t.start, "future" if t.first > published else "past" if t.last < published else "now")
            for t in self.doc.times
            if t.first is not None and t.last is not None
        ]

    def _claims(self) -> Iterator[tuple[int, int, str]]:
        if not self.doc.attributions:
            return
        at = {t.start: i for i, t in enumerate(self.doc.tokens)}
        for attribution in self.doc.attributions:
            kind = "-"
            for start, _ in attribution.cue:
                i = at.get(start)
                if i is not None:
                    token = self.doc.tokens[i]
                    pos = "VERB" if token.upos == "AUX" else token.upos
                    kind = self.cues.get((token.lemma.lower(), pos), kind)
            for start, end in attribution.content:
                yield start, end, kind

    def features(self, word: int, event_type: EventType | None = None) -> list[str]:
        """What the model sees of a word; ``event_type``: that of the event it names, if any."""
        tokens = self.doc.tokens
        token = tokens[word]
        relation = self._relation(word)
        form = token.xpos if token.upos in ("VERB", "AUX") else token.upos
        lemma = token.lemma.lower()
        found = [f"x={form}", f"xr={form}/{relation}", f"l={lemma}", f"lx={lemma}/{form}"]
        if event_type is not None:
            found += [
                "event",
                f"ex={form}",
                f"t={event_type}",
                f"tx={event_type}/{form}",
                f"txr={event_type}/{form}/{relation}",
            ]
        found += self._own(word, form)
        found += self._above(word, form)
        found += self._around(word, form)
        found += self._gathered(word, form)
        return found

    def decided(self, word: int, signs: Signs) -> Status | None:
        """The status of what a word governs that decides alone: who is considering a visit has not
        made one. ``None`` where no such word governs it, or it is passive or negated."""
        tokens = self.doc.tokens
        first = word
        while first > 0 and tokens[first - 1].head == word:
            first -= 1
        governors = [first - 1] if first > 0 else []  # whatever the tree says: "considers leaving"
        if base(tokens[word].deprel) in _GOVERNED:
            governors.append(tokens[word].head)
        for i in governors:
            status = signs.alone.get(tokens[i].lemma.lower())
            if status is not None and tokens[i].upos == "VERB" and not any(
                tokens[j].deprel in ("aux:pass", "nsubj:pass")
                or tokens[j].lemma.lower() in _NEGATIONS
                for j in self.below[i]
            ):  # fmt: skip
                return status
        return None

    def _relation(self, i: int) -> str:
        deprel = self.doc.tokens[i].deprel
        return "relcl" if deprel == "acl:relcl" else base(deprel)

    def _own(self, i: int, form: str) -> Iterator[str]:
        """Auxiliaries, negation, conjunction, preposition, determiner and adjectives."""
        tokens = self.doc.tokens
        seen = []
        for j in self.below[i]:
            other, relation = tokens[j], base(tokens[j].deprel)
            lemma = other.lemma.lower()
            if lemma in _NEGATIONS:
                yield "neg"
                yield f"neg/{form}"
            if relation == "aux":
                seen.append(other.text.lower() if lemma in ("be", "have") else lemma)
            elif relation in ("mark", "case"):
                yield f"{relation}={lemma}"
                yield f"{relation}={lemma}/{form}"
            elif relation in ("amod", "advmod", "det", "compound", "compound:prt"):
                yield f"{relation}={lemma}"
            elif relation in ("xcomp", "ccomp", "advcl", "nsubj", "obj", "csubj"):
                yield f"has={relation}/{form}"
        yield f"aux={'+'.join(seen)}/{form}"
        for aux in seen:
            yield f"a={aux}"

    def _above(self, i: int, form: str) -> Iterator[str]:
        """The words that govern the trigger, nearest first, with their auxiliaries."""
        tokens = self.doc.tokens
        way = []
        for step in range(_CLIMB):
            head = tokens[i].head
            relation = self._relation(i)
            if head == i:
                yield f"root{step}/{form}"
                return
            way.append(relation)
            above = tokens[head]
            lemma = above.lemma.lower()
            near = step if relation not in _SIDES else f"{step}s"
            yield f"g{near}={lemma}/{relation}"
            yield f"g={lemma}/{relation}"
            pos = "VERB" if above.upos == "AUX" else above.upos
            kind = self.cues.get((lemma, pos))
            if kind is not None:
                yield f"k{near}={kind}/{relation}"
                yield f"kf={kind}/{relation}/{form}"
            for j in self.below[head]:
                other = tokens[j].lemma.lower()
                if j == i:
                    continue
                if other in _NEGATIONS:
                    yield f"neg{near}/{relation}"
                elif base(tokens[j].deprel) == "aux":
                    yield f"a{near}={other}/{relation}"
                elif base(tokens[j].deprel) == "mark":
                    yield f"m{near}={other}/{relation}"
            if step < 2:
                yield f"up{step}={above.xpos}/{relation}/{form}"
            i = head
        yield f"way={'/'.join(way[:2])}"

    def _gathered(self, word: int, form: str) -> Iterator[str]:
        """Signs from the trigger and all clauses above it, wherever they stand."""
        tokens = self.doc.tokens
        signs, i, way = set(), word, ""
        for _ in range(_CLIMB):
            relation = self._relation(i)
            for j in self.below[i]:
                lemma, other = tokens[j].lemma.lower(), base(tokens[j].deprel)
                if lemma in _NEGATIONS:
                    signs.add(f"not{way}")
                elif other == "aux" and lemma in _MODALS:
                    signs.add(f"{_MODALS[lemma]}{way}")
                elif other == "mark" and lemma in _CONDITIONS:
                    signs.add(f"if{way}")
                elif not way and other in _PARTIES and self._is_nobody(j):
                    signs.add("nobody")
            head = tokens[i].head
            if head == i or (way and relation in ("acl", "relcl", "parataxis")):
                break
            above = tokens[head]
            pos = "VERB" if above.upos == "AUX" else above.upos
            kind = self.cues.get((above.lemma.lower(), pos))
            if kind is not None:
                signs.add(f"by:{kind}:{relation in _HELD}{way}")
            if relation not in ("conj", "compound"):
                way = "^" if relation in _HELD else "~"
            i = head
        for sign in sorted(signs):
            yield f"s={sign}"
            yield f"s={sign}/{form}"

    def _is_nobody(self, i: int) -> bool:
        tokens = self.doc.tokens
        return tokens[i].lemma.lower() in _NOBODY or any(
            tokens[k].lemma.lower() in _NEGATIONS for k in self.below[i]
        )

    def _around(self, word: int, form: str) -> Iterator[str]:
        """Claims that hold the word, and where the times of its sentence lie."""
        at = self.doc.tokens[word].start
        over = [kind for start, end, kind in self.claims if start <= at < end]
        if over:
            yield f"in={over[-1]}"
            yield f"in={over[-1]}/{form}"
            yield f"out={over[0]}"
        else:
            yield "in=-"
        sent = next((s for s in self.doc.sentences if s.start <= at < s.end), None)
        if sent is None:
            return
        when = {side for start, side in self.times if sent.start <= start < sent.end}
        for side in sorted(when):
            yield f"time={side}"
            yield f"time={side}/{form}"
        if self.doc.text[sent.end - 1 : sent.end] == "?":
            yield "question"
