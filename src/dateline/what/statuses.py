"""What the words around a trigger tell of its status: features of its clause and those above.

Shared by the decoder of events, by the measure of factuality and by their training. The words
themselves carry most of it: auxiliaries, negation, conjunctions, and the words that govern it
(``status_words.py``). ``status_features.py`` writes the features out, ``status_model.py`` weighs
them; what some words settle alone stands in ``decided.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.data import Document, EventType, TimeMention
from dateline.linear import Group, spelled
from dateline.saying.cues import Cues
from dateline.syntax import NEGATIONS, base, index_of, is_negated
from dateline.what import status_features
from dateline.what.status_words import Signs

_CLIMB = 4
_HELD = frozenset({"ccomp", "xcomp", "csubj", "obj", "acl", "obl", "nmod"})
"""Relations of what a word of speech or thought is about."""
_PARTIES = frozenset({"nsubj", "obj", "nmod", "obl"})
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle"}
_POS = {"AUX": "VERB", "PROPN": "NOUN"}
_BESIDE = frozenset({"amod", "advmod", "case", "mark", "compound", "acl"})
_SAME = frozenset({"conj", "compound", "flat", "appos"})
"""Relations to a word that stands in the same place of its clause."""
_OPEN = frozenset({"-", "to", "gerund", "participle"})
"""Tenses of words whose time may be told above them."""
_CONTENT = frozenset({"NOUN", "VERB", "PROPN"})
_ELSEWHERE = 6
"""Further places of a trigger's word in the report whose tense is looked at."""


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
                    kind = self._cue(i) or kind
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
            (status_features.of_word, form, self._relation(word), token.lemma.lower(), event_type),
            *self._own(word, form),
            *self._above(word, form),
            *self._around(word, form),
            *self._gathered(word, form),
            *self._beside(word),
            *self._clauses(word, event_type),
            *self._dated(word, form),
            *self._elsewhere(word, form),
        ]

    def _cue(self, i: int) -> str | None:
        """The class of a word as a cue of speech or thought."""
        token = self.doc.tokens[i]
        pos = "VERB" if token.upos == "AUX" else token.upos
        return self.cues.get((token.lemma.lower(), pos))

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
            if relation in status_features.OWN or lemma in NEGATIONS:
                yield status_features.of_own, relation, lemma, form
            if relation == "nsubj" and self._is_nobody(j):
                yield status_features.of_own, "advmod", "not", form
        yield status_features.of_auxiliary, tuple(seen), form

    def _above(self, i: int, form: str) -> Iterator[Group]:
        """The words that govern the trigger, nearest first, with their auxiliaries."""
        tokens = self.doc.tokens
        way = []
        for step in range(_CLIMB):
            head = tokens[i].head
            relation = self._relation(i)
            if head == i:
                yield status_features.of_root, step, form
                return
            way.append(relation)
            above = tokens[head]
            lemma, kind = above.lemma.lower(), self._cue(head)
            yield status_features.of_governor, step, lemma, relation, kind, above.xpos, form
            for j in self.below[head]:
                if j == i:
                    continue
                other, sign = tokens[j].lemma.lower(), base(tokens[j].deprel)
                if sign in ("aux", "mark") or other in NEGATIONS:
                    yield status_features.of_beside_governor, step, sign, other, relation
            i = head
        yield status_features.of_way, way[0], way[1]

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
                    yield status_features.of_beside, kind, relation, tense

    def _clauses(self, word: int, event_type: EventType | None) -> Iterator[Group]:
        """The clause of the trigger and the one above it: tense, and classes of the words that
        govern it there."""
        tokens, own = self.doc.tokens, self.tense(word)
        yield status_features.of_tense, own, event_type
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
                yield status_features.of_class, kind, way, tense, event_type
            if tense != "-":
                yield status_features.of_clause, within, tense, way, kinds, own, event_type
                if within:
                    break
                within = True
        yield status_features.of_kinds, kinds, own

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
                    yield status_features.of_dated, side, tense, step, form, lemma
            if tokens[i].head == i or (tense not in _OPEN and self._relation(i) != "xcomp"):
                return
            i = tokens[i].head

    def _elsewhere(self, word: int, form: str) -> Iterator[Group]:
        """The tenses of the clauses in which the trigger's word stands elsewhere in the report."""
        places = self._places.get(self.doc.tokens[word].lemma.lower(), ())
        for tense in sorted({self._clause_tense(i) for i in places[:_ELSEWHERE] if i != word}):
            yield status_features.of_elsewhere, tense, form

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
            kind = self._cue(head)
            if kind is not None:
                signs.add(f"by:{kind}:{relation in _HELD}{way}")
            if relation not in ("conj", "compound"):
                way = "^" if relation in _HELD else "~"
            i = head
        yield status_features.of_sign, tuple(sorted(signs)), form

    def _is_nobody(self, i: int) -> bool:
        """Whether a participant denies the verb: "neither side", "none of them"."""
        lemma = self.doc.tokens[i].lemma.lower()
        return lemma in self.signs.lists.nobody or is_negated(index_of(self.doc), i)

    def _around(self, word: int, form: str) -> Iterator[Group]:
        """Claims that hold the word, and where the times of its sentence lie."""
        at = self.doc.tokens[word].start
        over = [kind for start, end, kind in self.claims if start <= at < end]
        yield status_features.of_claim, over[-1] if over else None, over[0] if over else None, form
        sent = next((s for s in self.doc.sentences if s.start <= at < s.end), None)
        if sent is None:
            return
        when = {side for start, side in self.times if sent.start <= start < sent.end}
        for side in sorted(when):
            yield status_features.of_time, side, form
        if self.doc.text[sent.end - 1 : sent.end] == "?":
            yield (status_features.of_question,)


def _side(time: TimeMention, published: dt.date) -> str:
    """Where a time lies against the day of publication; its type where it has no days."""
    if time.first is None or time.last is None:
        return time.value if time.value.endswith("_REF") else time.type
    if time.first > published:
        return "future"
    if time.last < published:
        return "past"
    return "today" if time.first == time.last else "now"
