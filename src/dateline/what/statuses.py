"""What the words around a trigger tell of its status: features of its clause and those above.

Shared by the annotator of statuses, by the measure of factuality and by their training. The words
themselves carry most of it: auxiliaries, negation, conjunctions, and the words that govern it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline.data import Document, EventType, Status, TimeMention
from dateline.embedded import MODEL
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.linear import KNOWN, Group, spelled
from dateline.saying.cues import POS, Cues
from dateline.saying.disputed import disputed
from dateline.syntax import NEGATIONS, base, index_of, is_negated, with_particle
from dateline.wordlists import WordLists, read_word_lists

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "negated")
WEIGHTS = MODEL / "status.tsv"
LEARNED = "(learned)"
"""Name of the weight of the network's own log-probability."""
WORDS, LEAN = "(words)", "(lean)"
"""Names of the weight of what the features give beside it, and of what is added for each status."""
SMALLEST = 1e-4
CLASSES = frozenset(
    "avert fail deny cancel intend schedule desire attempt consider fear ask allow begin continue"
    " end hold occur cause manage factive claim seem pretend negotiate ready".split()
)
"""What a word makes of an event that it governs."""
ASKED = 3
"""Wordings of an event that are asked, the best first."""
DEEDS: frozenset[EventType] = frozenset(
    {"ASSAULT", "AID", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SUPPORT"}
)
"""Types that are deeds: who "has not met" somebody has done nothing. Of the others many are told by
what is not done ("did not respond" rejects, "is not allowed" restrains)."""
GIVEN: frozenset[EventType] = DEEDS | {"AGREE", "CONCEDE"}
"""Types of what is not there where somebody fails to do it; to fail to cooperate is a REJECT."""
_NOT = frozenset({"not", "never", "n't"})
_NOT_ONLY = frozenset({"only", "just", "merely", "simply"})
_PLANNED = frozenset({"xcomp", "obj", "ccomp", "acl", "obl", "nmod"})
"""Relations of what is planned to the word that says so."""
_UNTIL = frozenset({"until", "till"})
_CLIMB = 4
_HELD = frozenset({"ccomp", "xcomp", "csubj", "obj", "acl", "obl", "nmod"})
"""Relations of what a word of speech or thought is about."""
_GOVERNED = frozenset({"ccomp", "xcomp", "obj"})
_PARTIES = frozenset({"nsubj", "obj", "nmod", "obl"})
_SIDES = frozenset({"advcl", "acl", "relcl", "parataxis", "appos", "nmod", "obl"})
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle"}
_POS = {"AUX": "VERB", "PROPN": "NOUN"}
_OWN = frozenset("aux mark case amod advmod det compound xcomp ccomp advcl nsubj obj csubj".split())
"""Relations to the trigger that tell of its status."""
_BESIDE = frozenset({"amod", "advmod", "case", "mark", "compound", "acl"})
_SAME = frozenset({"conj", "compound", "flat", "appos"})
"""Relations to a word that stands in the same place of its clause."""
_OPEN = frozenset({"-", "to", "gerund", "participle"})
"""Tenses of words whose time may be told above them."""
_CONTENT = frozenset({"NOUN", "VERB", "PROPN"})
_ELSEWHERE = 6
"""Further places of a trigger's word in the report whose tense is looked at."""


@dataclass(frozen=True, slots=True)
class StatusModel:
    """A softmax over the statuses: a row of weights, in their order, for each feature.

    Beside the network's opinion: ``learned`` is the weight of its log-probabilities, ``words`` that
    of the logarithms of what the features give, and ``lean`` is added for each status.
    """

    weights: Mapping[str, tuple[float, ...]]
    learned: float = 0.0
    words: float = 1.0
    lean: tuple[float, ...] = (0.0,) * len(STATUSES)
    _known: dict[Group, tuple[float, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What groups of features add, of words that came before."""

    def told(self, features: Iterable[str]) -> tuple[float, ...]:
        """The probability of each status by the features of a word alone."""
        return _softmax(self._sum(features))

    def told_by(self, groups: Iterable[Group]) -> tuple[float, ...]:
        """The same by groups of features."""
        known = self._known
        return _softmax(_summed([known.get(group) or self._learn(group) for group in groups]))

    def _learn(self, group: Group) -> tuple[float, ...]:
        if len(self._known) >= KNOWN:
            self._known.clear()
        found = self._known[group] = self._sum(spelled((group,)))
        return found

    def _sum(self, features: Iterable[str]) -> tuple[float, ...]:
        rows = (self.weights.get(feature) for feature in features)
        return _summed([row for row in rows if row is not None])

    def weighed(
        self, wordings: Sequence[tuple[Sequence[float], Sequence[float]]]
    ) -> tuple[float, ...]:
        """The probability of each status of an event, by what is told of its wordings and what the
        network gives them. The first, its best, counts as much as all of them together."""
        scores = []
        for told, learned in wordings:
            scores.append(
                [
                    self.learned * math.log(max(p, SMALLEST))
                    + self.words * math.log(max(q, SMALLEST))
                    for p, q in zip(learned, told, strict=True)
                ]
            )
        means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
        return _softmax(
            [(f + m) / 2 + b for f, m, b in zip(scores[0], means, self.lean, strict=True)]
        )


def _summed(rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The sums of columns, a number for each status."""
    return tuple(map(sum, zip(*rows, strict=True))) or (0.0,) * len(STATUSES)


def _softmax(totals: Sequence[float]) -> tuple[float, ...]:
    top = max(totals)
    odds = [math.exp(t - top) for t in totals]
    whole = sum(odds)
    return tuple(o / whole for o in odds)


def read_status_model(path: Path = WEIGHTS) -> StatusModel:
    """Read a model: lines of feature and one weight a status, apart by tabs.

    Raises ``KnowledgeError`` with file and line for a line that is none.
    """
    weights: dict[str, tuple[float, ...]] = {}
    single = {LEARNED: 0.0, WORDS: 1.0}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        name, *values = line.split("\t")
        try:
            row = tuple(map(float, values))
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
        expected = 1 if name in single else len(STATUSES)
        if len(row) != expected:
            raise KnowledgeError(
                f"{expected} weights expected in {line!r}", path=str(path), line=number
            )
        if name in single:
            single[name] = row[0]
        else:
            weights[name] = row
    lean = weights.pop(LEAN, (0.0,) * len(STATUSES))
    return StatusModel(weights, single[LEARNED], single[WORDS], lean)


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of ``en/status.tsv``. ``of``: the lemmas that are a sign of each status; ``alone``:
    what a lemma makes of whatever it governs. ``classes``: that of a word by lemma and part of
    speech (``en/governors.tsv``). ``moods``: what a modal verb says; ``lists``: of further words
    (``en/words.tsv``)."""

    of: Mapping[str, frozenset[str]]
    alone: Mapping[str, Status]
    classes: Mapping[tuple[str, str], str]
    moods: Mapping[str, str]
    lists: WordLists


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
    classes = {
        (row.need("cue"), row.need("pos", POS)): row.need("class", CLASSES)
        for row in knowledge.rows("en/governors.tsv")
    }
    lists = read_word_lists(knowledge)
    moods = {
        **dict.fromkeys(lists.modal_will, "will"),
        **dict.fromkeys(lists.modal_would, "would"),
        **dict.fromkeys(lists.modal_may, "may"),
        **dict.fromkeys(lists.modal_must, "must"),
    }
    of = {status: frozenset(lemmas) for status, lemmas in found.items()}
    return Signs(of, alone, classes, moods, lists)


@dataclass(slots=True)
class StatusReader:
    """Reads the features of words of one document."""

    doc: Document
    cues: Cues
    signs: Signs
    below: list[list[int]] = field(init=False)
    claims: list[tuple[int, int, str]] = field(init=False)  # start and end of a content, class
    times: list[tuple[int, str]] = field(init=False)  # start of a time, where it lies
    _tenses: dict[int, str] = field(init=False, default_factory=dict)
    _time_at: dict[int, str] = field(init=False, default_factory=dict)
    _places: dict[str, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.below = index_of(self.doc).below
        self.claims = sorted(self._claims(), key=lambda c: (c[0] - c[1], c[0]))
        published = self.doc.report.published
        self.times = [
            (t.start, "future" if t.first > published else "past" if t.last < published else "now")
            for t in self.doc.times
            if t.first is not None and t.last is not None
        ]
        tokens = self.doc.tokens
        at = {token.start: i for i, token in enumerate(tokens)}
        for time in self.doc.times:
            i = at.get(time.start)
            if i is not None:  # its head: the last word that all others hang on
                while tokens[i].head != i and (
                    time.start <= tokens[tokens[i].head].start < time.end
                ):  # fmt: skip
                    i = tokens[i].head
                self._time_at[i] = _side(time, published)
        known = index_of(self.doc)
        for i, (lemma, upos) in enumerate(zip(known.lemmas, known.upos, strict=True)):
            if upos in _CONTENT:
                self._places.setdefault(lemma, []).append(i)

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
        return spelled(self.groups(word, event_type))

    def groups(self, word: int, event_type: EventType | None = None) -> list[Group]:
        """The features of a word, by the words that they are made of."""
        token = self.doc.tokens[word]
        form = token.xpos if token.upos in ("VERB", "AUX") else token.upos
        return [
            (_word_features, form, self._relation(word), token.lemma.lower(), event_type),
            *self._own(word, form),
            *self._above(word, form),
            *self._around(word, form),
            *self._gathered(word, form),
            *self._beside(word),
            *self._clauses(word, event_type),
            *self._dated(word, form),
            *self._elsewhere(word, form),
        ]

    def decided(self, word: int, event_type: EventType) -> Status | None:
        """The status of what a word governs that decides alone: who is considering a visit has not
        made one, nor has an upcoming visit been made, nor what would have been done or was called
        off, nor is what is denied, nor a deed that "not" stands with or that somebody failed to do.
        ``None`` where no such word governs, describes or helps it, or is negated without a row for
        that ("not confirm")."""
        tokens = self.doc.tokens
        if self._is_by_neither(word):
            return "negated"
        since_then = self._not_until(word)
        if since_then is not None:
            return since_then
        helping = [tokens[j] for j in self.below[word] if j < word]
        auxiliaries = [token.text.lower() for token in helping if base(token.deprel) == "aux"]
        status = self.signs.alone.get(" ".join(auxiliaries[:2]))
        if status is not None and not any(t.lemma.lower() in NEGATIONS for t in helping):
            return status
        if status is None and event_type in DEEDS and self._is_not_done(word):
            return "negated"
        if event_type in GIVEN and (self._is_failed(word) or self._is_called_off(word)):
            return "negated"
        first = word
        while first > 0 and tokens[first - 1].head == word:
            first -= 1
        for i in range(first, word):
            if tokens[i].deprel == "amod":
                status = self.signs.alone.get(tokens[i].text.lower())
                if status is not None:
                    return status
        governors = [first - 1] if first > 0 else []  # whatever the tree says: "considers leaving"
        subject = tokens[word].deprel == "nsubj:pass"  # "talks were called off"
        if subject or base(tokens[word].deprel) in _GOVERNED:
            governors.append(tokens[word].head)
        known = index_of(self.doc)
        claim = disputed(known, self.cues, self.signs.lists, word)
        if claim is not None:
            if claim.denied:
                return "negated"
            governors.append(claim.verb)
        for i in governors:
            lemma = with_particle(known, i)
            status = self.signs.alone.get(f"not {lemma}" if is_negated(known, i) else lemma)
            passive = any(tokens[j].deprel in ("aux:pass", "nsubj:pass") for j in self.below[i])
            if status is not None and tokens[i].upos == "VERB" and passive == subject:
                return status
        return None

    def _is_not_done(self, word: int) -> bool:
        """Whether a verb is denied itself ("has not met", not "not only met"), or has none of what
        it acts on: "signed no agreement"."""
        tokens = self.doc.tokens
        if tokens[word].upos not in ("VERB", "AUX"):
            return False
        if any(self._is_no(j) for j in self.below[word] if base(tokens[j].deprel) == "obj"):
            return True
        denying = [j for j in self.below[word] if tokens[j].lemma.lower() in _NOT]
        return any(tokens[j + 1].text.lower() not in _NOT_ONLY for j in denying if j < word)

    def _not_until(self, word: int) -> Status | None:
        """The status of what is not done until a day: "are not expected until Sunday" is planned,
        "did not arrive until Sunday" happened; ``None`` where no such day hangs on a word."""
        known = index_of(self.doc)
        if not is_negated(known, word):
            return None
        for j in known.below[word]:
            if not any(known.lower[k] in _UNTIL for k in known.below[j]):
                continue
            start = known.starts[j]
            day = next((t.first for t in self.doc.times if t.start <= start < t.end), None)
            if day is not None:
                return "planned" if day > self.doc.report.published else "happened"
        return None

    def _is_no(self, noun: int) -> bool:
        """Whether there is none of what a noun names: "no missiles"; the tree may hang "no" beside
        it."""
        known = index_of(self.doc)
        return known.lower[noun] == "no" or any(
            known.lower[j] == "no" and known.relations[j] == "det" for j in known.below[noun]
        )

    def _is_called_off(self, word: int) -> bool:
        """Whether who planned something called it off: "planned to visit but cancelled it"."""
        known, at = index_of(self.doc), word
        if known.relations[word] not in _PLANNED:
            return False  # "visited Oslo but cancelled the trip to Rome"
        same = {known.lemmas[word], *self.signs.lists.outing}
        for _ in range(_CLIMB):
            if any(self._calls_off(j, same) for j in known.below[at] if j > word):
                return True
            if known.relations[at] not in _PLANNED:
                return False
            at = known.heads[at]
        return False

    def _calls_off(self, verb: int, same: Collection[str]) -> bool:
        """Whether a verb that "but" joins, with the same subject, calls off something that words of
        these lemmas name."""
        known = index_of(self.doc)
        if known.relations[verb] != "conj" or known.upos[verb] != "VERB":
            return False
        if self.signs.alone.get(with_particle(known, verb)) != "negated":
            return False
        others = [
            k
            for k in known.below[verb]
            if known.upos[k] != "PRON"
            and (
                known.relations[k] == "nsubj"
                or (known.relations[k] == "obj" and known.lemmas[k] not in same)
            )
        ]
        return not others and not is_negated(known, verb)

    def _is_failed(self, word: int) -> bool:
        """Whether somebody fails to do it: "failed to agree", "the failure of the two to agree"."""
        token, known = self.doc.tokens[word], index_of(self.doc)
        if base(token.deprel) not in ("xcomp", "acl") or is_negated(known, token.head):
            return False
        above = token.head
        marked = any(
            known.relations[j] == "mark" and known.lower[j] == "to" for j in known.below[word]
        )
        return marked and self.signs.classes.get((known.lemmas[above], known.upos[above])) == "fail"

    def _is_by_neither(self, word: int) -> bool:
        """Whether no one of two does it: "neither side left", "neither Iran nor Iraq attacked"."""
        tokens = self.doc.tokens
        subject = next((j for j in self.below[word] if base(tokens[j].deprel) == "nsubj"), None)
        if subject is None or subject > word:
            return False
        beside = [j for j in self.below[word] if j < subject]
        return any(
            tokens[k].lemma.lower() == "neither" for k in (*beside, subject, *self.below[subject])
        )

    def _relation(self, i: int) -> str:
        deprel = self.doc.tokens[i].deprel
        return "relcl" if deprel == "acl:relcl" else base(deprel)

    def _own(self, i: int, form: str) -> Iterator[Group]:
        """Auxiliaries, negation, conjunction, preposition, determiner and adjectives."""
        tokens = self.doc.tokens
        seen = []
        for j in self.below[i]:
            other, relation = tokens[j], base(tokens[j].deprel)
            lemma = other.lemma.lower()
            if relation == "aux":
                seen.append(other.text.lower() if lemma in ("be", "have") else lemma)
            if relation in _OWN or lemma in NEGATIONS:
                yield _own_features, relation, lemma, form
            if relation == "nsubj" and self._is_nobody(j):
                yield _own_features, "advmod", "not", form
        yield _auxiliary_features, tuple(seen), form

    def _above(self, i: int, form: str) -> Iterator[Group]:
        """The words that govern the trigger, nearest first, with their auxiliaries."""
        tokens = self.doc.tokens
        way = []
        for step in range(_CLIMB):
            head = tokens[i].head
            relation = self._relation(i)
            if head == i:
                yield _root_features, step, form
                return
            way.append(relation)
            above = tokens[head]
            lemma = above.lemma.lower()
            pos = "VERB" if above.upos == "AUX" else above.upos
            kind = self.cues.get((lemma, pos))
            yield _governor_features, step, lemma, relation, kind, above.xpos, form
            for j in self.below[head]:
                if j == i:
                    continue
                other, sign = tokens[j].lemma.lower(), base(tokens[j].deprel)
                if sign in ("aux", "mark") or other in NEGATIONS:
                    yield _beside_governor_features, step, sign, other, relation
            i = head
        yield _way_features, way[0], way[1]

    # --- clauses --------------------------------------------------------------------------------

    def tense(self, i: int) -> str:
        """The tense of a word as the head of a clause, with mood, aspect and negation: "past",
        "not will", "present ing"; "-" where it heads none."""
        known = self._tenses.get(i)
        if known is None:
            known = self._tenses[i] = self._read_tense(i)
        return known

    def _read_tense(self, i: int) -> str:
        tokens, token = self.doc.tokens, self.doc.tokens[i]
        verb = token.upos in ("VERB", "AUX")
        tag = token.xpos
        if tag == "VBG" and not token.text.lower().endswith("ing"):
            tag = "VBN"  # "are scheduled", which the tagger may take for "are scheduling"
        finite = _TENSES.get(tag, "bare") if verb else ""
        mood = perfect = being = ""
        negated = False
        for j in self.below[i]:
            other, relation = tokens[j], base(tokens[j].deprel)
            lemma = other.lemma.lower()
            if lemma in NEGATIONS or (relation == "nsubj" and self._is_nobody(j)):
                negated = True
            elif relation == "mark" and lemma == "to":
                mood = "to"
            elif relation not in ("aux", "cop"):
                continue
            elif lemma in self.signs.moods:
                mood = mood or self.signs.moods[lemma]
            elif lemma == "have" and relation == "aux":
                perfect = "had" if other.xpos == "VBD" else "has"
            elif lemma == "do":
                finite = _TENSES.get(other.xpos, finite)
            else:
                being = _TENSES.get(other.xpos, "bare")
        if not (verb or mood or perfect or being):
            return "-"
        first = perfect or mood or being or finite
        if mood and perfect:
            first = f"{mood} {perfect}"
        going_on = " ing" if tag == "VBG" and (perfect or being) else ""
        return f"{'not ' if negated else ''}{first}{going_on}"

    def _class(self, i: int) -> str | None:
        """What a word makes of the event that it governs, if it is known for that."""
        tokens, classes = self.doc.tokens, self.signs.classes
        pos = _POS.get(tokens[i].upos, tokens[i].upos)
        lemma = tokens[i].lemma.lower()
        for j in self.below[i]:
            if tokens[j].deprel == "compound:prt":
                found = classes.get((f"{lemma} {tokens[j].lemma.lower()}", pos))
                if found is not None:
                    return found
        return classes.get((lemma, pos))

    def _beside(self, word: int) -> Iterator[Group]:
        """Classes of the words that hang on the trigger: "a planned visit", "ahead of talks"."""
        tense = self.tense(word)
        for j in self.below[word]:
            token = self.doc.tokens[j]
            relation = base(token.deprel)
            if relation in _BESIDE:
                pos = "ADP" if relation in ("case", "mark") else token.upos
                kind = self.signs.classes.get((token.lemma.lower(), pos))
                if kind is not None:
                    yield _beside_features, kind, relation, tense

    def _clauses(self, word: int, event_type: EventType | None) -> Iterator[Group]:
        """The clause of the trigger and the one above it: tense, and classes of the words that
        govern it there."""
        tokens, own = self.doc.tokens, self.tense(word)
        yield _tense_features, own, event_type
        within = own != "-"  # whether its clause is known
        way: tuple[str, ...] = ()
        kinds: tuple[str, ...] = ()
        i = word
        for _ in range(_CLIMB):
            if tokens[i].head == i:
                break
            relation, i = self._relation(i), tokens[i].head
            tense = self.tense(i)
            if tense == "-" and not within and relation in _SAME:
                continue
            way = (*way, relation)
            kind = self._class(i)
            if kind is not None:
                kinds = (*kinds, kind)
                yield _class_features, kind, way, tense, event_type
            if tense != "-":
                yield _clause_features, within, tense, way, kinds, own, event_type
                if within:
                    break
                within = True
        yield _kinds_features, kinds, own

    def _dated(self, word: int, form: str) -> Iterator[Group]:
        """Where the times lie that hang on the trigger or on the words above it in its clause."""
        tokens, i = self.doc.tokens, word
        for step in range(_CLIMB - 1):
            tense = self.tense(i)
            for j in self.below[i]:
                side = self._time_at.get(j)
                if side is not None:
                    cases = [k for k in self.below[j] if base(tokens[k].deprel) == "case"]
                    lemma = tokens[cases[0]].lemma.lower() if cases else "-"
                    yield _dated_features, side, tense, step, form, lemma
            if tokens[i].head == i or (tense not in _OPEN and self._relation(i) != "xcomp"):
                return
            i = tokens[i].head

    def _elsewhere(self, word: int, form: str) -> Iterator[Group]:
        """The tenses of the clauses in which the trigger's word stands elsewhere in the report."""
        places = self._places.get(self.doc.tokens[word].lemma.lower(), ())
        for tense in sorted({self._clause_tense(i) for i in places[:_ELSEWHERE] if i != word}):
            yield _elsewhere_features, tense, form

    def _clause_tense(self, i: int) -> str:
        """The tense of the clause that a word stands in."""
        for _ in range(_CLIMB):
            tense, head = self.tense(i), self.doc.tokens[i].head
            if tense != "-" or head == i:
                return tense
            i = head
        return "-"

    def _gathered(self, word: int, form: str) -> Iterator[Group]:
        """Signs from the trigger and all clauses above it, wherever they stand."""
        tokens, moods, conditions = self.doc.tokens, self.signs.moods, self.signs.lists.condition
        signs, i, way = set(), word, ""
        for _ in range(_CLIMB):
            relation = self._relation(i)
            for j in self.below[i]:
                lemma, other = tokens[j].lemma.lower(), base(tokens[j].deprel)
                if lemma in NEGATIONS:
                    signs.add(f"not{way}")
                elif other == "aux" and lemma in moods:
                    signs.add(f"{moods[lemma]}{way}")
                elif other == "mark" and lemma in conditions:
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
        yield _sign_features, tuple(sorted(signs)), form

    def _is_nobody(self, i: int) -> bool:
        """Whether a participant denies the verb: "neither side", "none of them"."""
        lemma = self.doc.tokens[i].lemma.lower()
        return lemma in self.signs.lists.nobody or is_negated(index_of(self.doc), i)

    def _around(self, word: int, form: str) -> Iterator[Group]:
        """Claims that hold the word, and where the times of its sentence lie."""
        at = self.doc.tokens[word].start
        over = [kind for start, end, kind in self.claims if start <= at < end]
        yield _claim_features, over[-1] if over else None, over[0] if over else None, form
        sent = next((s for s in self.doc.sentences if s.start <= at < s.end), None)
        if sent is None:
            return
        when = {side for start, side in self.times if sent.start <= start < sent.end}
        for side in sorted(when):
            yield _time_features, side, form
        if self.doc.text[sent.end - 1 : sent.end] == "?":
            yield (_question_features,)


# --- groups of features -----------------------------------------------------------------------


def _word_features(
    form: str, relation: str, lemma: str, event_type: EventType | None
) -> Iterator[str]:
    yield from (f"x={form}", f"xr={form}/{relation}", f"l={lemma}", f"lx={lemma}/{form}")
    if event_type is not None:
        yield from ("event", f"ex={form}", f"t={event_type}", f"tx={event_type}/{form}")
        yield f"txr={event_type}/{form}/{relation}"


def _own_features(relation: str, lemma: str, form: str) -> Iterator[str]:
    if lemma in NEGATIONS:
        yield from ("neg", f"neg/{form}")
    if relation in ("mark", "case"):
        yield from (f"{relation}={lemma}", f"{relation}={lemma}/{form}")
    elif relation in ("amod", "advmod", "det", "compound"):
        yield f"{relation}={lemma}"
    elif relation != "aux" and relation in _OWN:
        yield f"has={relation}/{form}"


def _auxiliary_features(seen: tuple[str, ...], form: str) -> Iterator[str]:
    yield f"aux={'+'.join(seen)}/{form}"
    for aux in seen:
        yield f"a={aux}"


def _root_features(step: int, form: str) -> Iterator[str]:
    yield f"root{step}/{form}"


def _near(step: int, relation: str) -> str:
    """How near a governor is: steps up, marked where it is another part of the sentence."""
    return f"{step}s" if relation in _SIDES else f"{step}"


def _governor_features(
    step: int, lemma: str, relation: str, kind: str | None, xpos: str, form: str
) -> Iterator[str]:
    near = _near(step, relation)
    yield from (f"g{near}={lemma}/{relation}", f"g={lemma}/{relation}")
    if kind is not None:
        yield from (f"k{near}={kind}/{relation}", f"kf={kind}/{relation}/{form}")
    if step < 2:
        yield f"up{step}={xpos}/{relation}/{form}"


def _beside_governor_features(step: int, sign: str, lemma: str, relation: str) -> Iterator[str]:
    near = _near(step, relation)
    if lemma in NEGATIONS:
        yield f"neg{near}/{relation}"
    else:
        yield f"{sign[0]}{near}={lemma}/{relation}"


def _way_features(first: str, second: str) -> Iterator[str]:
    yield f"way={first}/{second}"


def _beside_features(kind: str, relation: str, tense: str) -> Iterator[str]:
    yield from (f"b={kind}/{relation}", f"b={kind}/{relation}/{tense}")


def _tense_features(own: str, event_type: EventType | None) -> Iterator[str]:
    yield from (f"own={own}", f"ownt={own}/{event_type}")


def _class_features(
    kind: str, way: tuple[str, ...], tense: str, event_type: EventType | None
) -> Iterator[str]:
    relation, steps = way[-1], len(way)
    yield from (f"c={kind}/{relation}", f"ct={kind}/{relation}/{event_type}")
    yield from (f"c{steps}={kind}/{'/'.join(way)}", f"c{steps}={kind}/{relation}/{tense}")


def _clause_features(
    within: bool,
    tense: str,
    way: tuple[str, ...],
    kinds: tuple[str, ...],
    own: str,
    event_type: EventType | None,
) -> Iterator[str]:
    place, relation = "up" if within else "cl", way[-1]
    yield from (f"{place}={tense}", f"{place}={tense}/{relation}")
    if len(way) > 1:
        yield f"{place}={tense}/{'/'.join(way)}"
    yield f"cs={'>'.join(kinds)}/{tense}/{own}"
    if not within:
        yield from (f"clt={tense}/{event_type}", f"clt={tense}/{relation}/{event_type}")


def _kinds_features(kinds: tuple[str, ...], own: str) -> Iterator[str]:
    yield f"ks={'>'.join(kinds)}/{own}"


def _dated_features(side: str, tense: str, step: int, form: str, lemma: str) -> Iterator[str]:
    yield from (f"on={side}", f"on={side}/{tense}", f"on{step}={side}/{form}")
    yield f"onc={side}/{lemma}/{tense}"


def _elsewhere_features(tense: str, form: str) -> Iterator[str]:
    yield from (f"el={tense}", f"el={tense}/{form}")


def _sign_features(signs: tuple[str, ...], form: str) -> Iterator[str]:
    for sign in signs:
        yield from (f"s={sign}", f"s={sign}/{form}")


def _claim_features(innermost: str | None, outermost: str | None, form: str) -> Iterator[str]:
    if innermost is None:
        yield "in=-"
    else:
        yield from (f"in={innermost}", f"in={innermost}/{form}", f"out={outermost}")


def _time_features(side: str, form: str) -> Iterator[str]:
    yield from (f"time={side}", f"time={side}/{form}")


def _question_features() -> Iterator[str]:
    yield "question"


def _side(time: TimeMention, published: dt.date) -> str:
    """Where a time lies against the day of publication; its type where it has no days."""
    if time.first is None or time.last is None:
        return time.value if time.value.endswith("_REF") else time.type
    if time.first > published:
        return "future"
    if time.last < published:
        return "past"
    return "today" if time.first == time.last else "now"
