"""Which way a day lies, behind or ahead of publication: what the verb that governs it says.

    "They met Friday."  →  behind        "They will meet Friday."  →  ahead

Where a document has no tags, the last telling word of the clause before decides.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dateline.data import Document, Token
from dateline.syntax import index_of
from dateline.when.patterns import any_of, plain

_BEFORE_NOUN = frozenset({"compound", "nmod", "nmod:unmarked", "nummod", "amod", "flat"})
"""How a day depends on a noun that it stands before ("the Feb. 14 attack")."""

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
"""What may stand between the two, and what the noun is."""


@dataclass(frozen=True, slots=True)
class Tense:
    """Tags and words that tell past from future."""

    modal_tags: frozenset[str]
    to_tags: frozenset[str]
    past_tags: frozenset[str]
    present_tags: frozenset[str]
    progressive_tags: frozenset[str]
    past_modals: frozenset[str]
    ahead: frozenset[str]
    arranged: frozenset[str]
    arranged_for: frozenset[tuple[str, str]]
    ahead_nouns: frozenset[str]
    coming: frozenset[str]
    put_off: frozenset[str]
    moved: frozenset[str]
    moved_to: re.Pattern[str]
    fixed: frozenset[str]
    future_before: re.Pattern[str]
    surely_before: re.Pattern[str]
    meant: re.Pattern[str]
    begun: frozenset[str]
    yet: frozenset[str]
    asking: frozenset[str]
    joined: re.Pattern[str]
    joined_to: frozenset[str]
    of_event: re.Pattern[str]
    of_fixed: re.Pattern[str]
    words: re.Pattern[str]
    future_words: frozenset[str]


class View:
    """A document seen from its time expressions: which way does the verb point?"""

    def __init__(self, doc: Document, tense: Tense) -> None:
        self.published: dt.date = doc.report.published
        self.doc, self.tense = doc, tense
        index = index_of(doc)
        self.starts, self.below = index.starts, index.below
        self.sentence_starts = [sent.start for sent in doc.sentences]

    def sentence_at(self, start: int) -> int:
        """The number of the sentence that a character lies in; -1 where there is none."""
        return bisect_right(self.sentence_starts, start) - 1

    def direction(self, start: int, end: int) -> int:
        """-1 where the expression lies behind, 1 where it lies ahead of the day of publication."""
        text, tense = self.doc.text, self.tense
        before = text[max(0, start - 12) : start]
        if tense.surely_before.search(before):
            return 1
        at = bisect_right(self.starts, start) - 1
        found = self._direction(before, start, at)
        if found >= 0 and self._of_event(end, at):
            return -1  # they will answer Friday's attack
        return found

    def _of_event(self, end: int, at: int) -> bool:
        """Whether the day is that of an event that was not fixed beforehand, as what stands behind
        it says: "Friday's attack", "the Feb. 14 attack", but not "Friday's summit"."""
        text, tense, tokens = self.doc.text, self.tense, self.doc.tokens
        if tense.of_event.match(text, end):
            return not tense.of_fixed.match(text, end)
        first = at
        while at >= 0 and at < tokens[at].head and tokens[at].deprel in _BEFORE_NOUN:
            at = tokens[at].head
        noun = tokens[at] if at >= 0 else None
        if noun is None or noun.start < end or noun.upos not in _NAMING:
            return False
        if any(t.upos not in _NAMING for t in tokens[first + 1 : at] if t.start >= end):
            return False
        return noun.text.lower() not in tense.fixed and not self._coming(at)

    def _direction(self, before: str, start: int, at: int) -> int:
        ahead = self.tense.future_before.search(before) is not None
        meant = self.tense.meant.search(before) is not None  # "called a strike for Monday"
        if at >= 0 and self.doc.tokens[at].xpos:
            moved = self.tense.moved_to.search(before) is not None
            found = self._by_verb(at, until=ahead, moved=moved)
            if found is not None:
                return 1 if ahead and found >= 0 else max(found, 0) if meant else found
        return 1 if ahead else self._by_words(start)

    def _by_verb(self, at: int, *, until: bool, moved: bool) -> int | None:
        """Climb to the governing verb and look at its tag and auxiliaries. ``until``: the
        expression says when something ends, which lies ahead where that was put off; ``moved``: it
        may be where something was moved to."""
        tokens, day = self.doc.tokens, at
        for _ in range(12):
            token = tokens[at]
            if (side := self._beside(at)) is not None:
                return side
            if (until and token.lemma in self.tense.put_off) or (
                moved and token.lemma in self.tense.moved
            ):
                return 1
            found = self._verb(at, token, day)
            if found is not None:
                return found
            if token.upos == "NOUN" and self._coming(at):
                return 1
            if token.head == at:
                return None
            at = token.head
        return None

    def _beside(self, at: int) -> int | None:
        """Where the preposition of a word puts it: behind us "a rise since the bombing in
        February", ahead of us "spoke ahead of the vote on Sunday"; ``None`` for any other."""
        tokens, tense = self.doc.tokens, self.tense
        for i in self.below[at]:
            if tokens[i].deprel == "case":
                word = tokens[i].text.lower()
                if word in tense.begun or word in tense.yet:
                    return -1 if word in tense.begun else 1
        return None

    def _coming(self, noun: int) -> bool:
        """Whether an adjective or a participle says that a noun's event lies ahead: "the planned
        summit", "a rally planned by", "a visit that had been scheduled for"."""
        tense, tokens = self.tense, self.doc.tokens
        for i in self.below[noun]:
            word = tokens[i].text.lower()
            if tokens[i].deprel == "amod" and word in tense.coming:
                return True
            if tokens[i].deprel.startswith("acl") and word in tense.arranged:
                return True
        return False

    def _arranged(self, at: int, word: str, tag: str, day: int) -> bool:
        """Whether a participle arranges a day ("a summit planned for April"), or a verb does so
        before it names the day ("they planned a rally on Saturday")."""
        tense, after = self.tense, self.doc.tokens[at + 1 : at + 2]
        if word in tense.arranged:
            return tag != "VBD" or at < day
        return bool(after) and (word, after[0].text) in tense.arranged_for

    def _verb(self, at: int, verb: Token, day: int) -> int | None:
        """Where a verb, or another predicate with its auxiliaries, lies; ``None`` if no such."""
        tense, tokens = self.tense, self.doc.tokens
        has = had = was = now = to = bound = False
        tag = verb.xpos if verb.upos in ("VERB", "AUX") else ""
        for i in self.below[at]:
            token = tokens[i]
            if i > at + 3:
                break
            bound = bound or (i < at and token.text.lower() in tense.ahead)
            if token.deprel.startswith(("aux", "cop")):
                if token.xpos in tense.modal_tags:
                    return -1 if token.text.lower() in tense.past_modals else 1
                has, had = True, had or token.text == "had"
                now = now or (token.lemma == "be" and token.xpos in tense.present_tags)
                was = was or (token.lemma == "be" and token.xpos in tense.past_tags)
                if not tag or token.xpos in tense.past_tags:
                    tag = token.xpos
            elif token.deprel == "mark" and token.xpos in tense.to_tags:
                to = True
        word = verb.text.lower()
        ahead = self._arranged(at, word, verb.xpos, day) or (has and word in tense.ahead)
        if to:
            head = tokens[verb.head].text.lower()
            if head in tense.ahead:
                return 0 if self._had(verb.head) else 1
            if (bound and had) or (was and not bound) or head in tense.asking:
                return 0  # "had been due to meet", "were to meet on Friday": whichever is nearer
            # "talks to be held on Friday"
            return 1 if has or bound or head in tense.ahead_nouns else None
        if tag in tense.past_tags:
            if had:
                return 0 if ahead else -1  # "had been due Friday": whichever is nearer
            return 1 if ahead else 0 if now else -1
        if tag in tense.progressive_tags and now:
            return 1 if tokens[day].head == at or ahead else 0  # "is travelling on Friday"
        if tag in tense.present_tags:
            return 1 if ahead or word in tense.ahead else 0
        return 1 if ahead else None

    def _had(self, at: int) -> bool:
        """Whether a predicate stands in the past perfect ("had been due")."""
        tokens = self.doc.tokens
        return any(tokens[i].text == "had" and tokens[i].deprel == "aux" for i in self.below[at])

    def _by_words(self, start: int) -> int:
        """Without tags: the last telling word in the clause before the expression."""
        text = self.doc.text
        at = self.sentence_at(start)
        begin = max(self.sentence_starts[at] if at >= 0 else 0, start - 120)
        found = list(self.tense.words.finditer(text, begin, start))
        if not found:
            return -1
        return 1 if plain(found[-1][0]) in self.tense.future_words else -1


def read_tense(raw: Mapping[str, Any]) -> Tense:
    """Read the table ``[tense]``."""
    future = raw["future_words"]
    return Tense(
        frozenset(raw["modal_tags"]),
        frozenset(raw["to_tags"]),
        frozenset(raw["past_tags"]),
        frozenset(raw["present_tags"]),
        frozenset(raw["progressive_tags"]),
        frozenset(raw["past_modals"]),
        frozenset(raw["ahead"]),
        frozenset(raw["arranged"]),
        frozenset(
            (word, after)
            for word in raw["arranged_for"]["words"]
            for after in raw["arranged_for"]["with"]
        ),
        frozenset(raw["ahead_nouns"]),
        frozenset(raw["coming"]),
        frozenset(raw["put_off"]),
        frozenset(raw["moved"]),
        re.compile(rf"\b{re.escape(raw['moved_to'])}\s+$", re.IGNORECASE),
        frozenset(raw["fixed"]),
        re.compile(rf"\b(?:{any_of(raw['future_before'])})\s+$", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(raw['surely_before'])})\s+$", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of(raw['meant'])})\s+$", re.IGNORECASE),
        frozenset(raw["begun"]),
        frozenset(raw["yet"]),
        frozenset(raw["asking"]),
        re.compile(rf"\s*({any_of(raw['joined'])})\s*", re.IGNORECASE),
        frozenset(raw["joined_to"]),
        re.compile(r"['’]s\s+\w"),
        re.compile(rf"['’]s\s+(?:[\w-]+\s+){{0,3}}(?:{any_of(raw['fixed'])})\b"),
        re.compile(rf"(?<!\w)(?:{any_of([*future, *raw['past_words']])})(?!\w)", re.IGNORECASE),
        frozenset(w.lower() for w in future),
    )
