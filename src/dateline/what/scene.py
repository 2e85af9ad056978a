"""A document seen from its events: where words stand, and how they hang together.

The annotators of days and places ask the same of a document for each of its events; what is asked
for again and again is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from dateline.data import Document, EventMention, Participant, Span, TimeMention
from dateline.syntax import base, index_of

_BEGIN = frozenset({"since", "after"})
_COMPARING = frozenset({"after", "before", "following"})
_LONG = frozenset({"month", "year"})
"""How exact a date is that leaves room behind what it tells of."""


class Scene:
    """A document seen from its events."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self._starts = index_of(doc).starts
        self._sentences = [sent.start for sent in doc.sentences]
        self._up: dict[int, list[int]] = {}
        self._heads: dict[Span, int] = {}
        self._verbs: dict[int, int] = {}
        self._last: tuple[EventMention, tuple[tuple[str, list[str]], ...]] | None = None
        self._words: dict[tuple[Span, str], tuple[frozenset[str], frozenset[str]]] = {}
        self._upos = index_of(doc).upos
        self._tenses: dict[int, str] = {}
        self._prepositions: dict[int, str] = {}
        self._lemmas: dict[int, frozenset[str]] = {}
        self.times = [(t, self.sentence_at(t.start)) for t in doc.times if t.first is not None]
        self.lengths = self._lengths()
        self.since = [self._since(t, sent) for t, sent in self.times]
        self.lasting = self._lasting()
        self.places = [(p, self.sentence_at(p.start)) for p in doc.named_places]
        self.adjectives = [
            (p, self.sentence_at(p.start))
            for p in doc.places
            if p.use == "adjective" and p.precision == "country"
        ]

    def _since(self, time: TimeMention, sent: int) -> int | None:
        """The head of the phrase or clause with "since" that a date stands in, not right before
        it: "since it opened in March", "since the massacre in 1989". What is done "after the coup
        in March" is done from then on too; after Monday's it may be done on Monday."""
        begin = self.doc.sentences[sent].start
        for word in ("ince ", "fter ") if time.granularity in _LONG else ("ince ",):
            at = self.doc.text.rfind(word, begin, time.start)
            if at < 1:
                continue
            token = self.tokens[self.token_at(at)]
            begins = token.text.lower() in _BEGIN and base(token.deprel) in ("mark", "case")
            if begins and token.head in self.up(self.head((time.start, time.end))):
                return token.head
        return None

    def _lengths(self) -> list[tuple[TimeMention, int, dt.date | None]]:
        """The lengths of time that have no days of their own, with their sentence and the day, not
        after publication, that was named last."""
        found: list[tuple[TimeMention, int, dt.date | None]] = []
        day: dt.date | None = None
        for time in self.doc.times:
            if time.first is None and time.type == "DURATION":
                found.append((time, self.sentence_at(time.start), day))
            elif time.granularity == "day" and time.first is not None:
                day = time.first if time.first <= self.doc.report.published else day
        return found

    @cached_property
    def compared(self) -> list[int | None]:
        """For each time expression the "after" or "before" in whose phrase it stands."""
        return [self._compared(time) for time, _ in self.times]

    def _compared(self, time: TimeMention) -> int | None:
        """The "after" or "before" of the phrase or clause that a date stands in, not right behind
        it: "after a raid on Monday"."""
        index = index_of(self.doc)
        for i in self.up(self.head((time.start, time.end)))[1:]:
            for j in index.below[i]:
                begins = index.lower[j] in _COMPARING and index.relations[j] in ("mark", "case")
                if begins and j < i and self.tokens[j].end + 1 < time.start:
                    return j
        return None

    def _lasting(self) -> dict[int, list[tuple[int, int]]]:
        """By sentence: the words that say of how many days something is, with the number."""
        found: dict[int, list[tuple[int, int]]] = {}
        for time in self.doc.times:
            if time.first is None and (days := _DAYS.fullmatch(time.value)):
                entry = self.token_at(time.end - 1), int(days[1])
                found.setdefault(self.sentence_at(time.start), []).append(entry)
        return found

    def days_of(self, i: int) -> int | None:
        """Of how many days a noun's event is, by the words before it: "a three-day visit"."""
        if not self.lasting or self._upos[i] not in ("NOUN", "PROPN"):
            return None
        sent = self.sentence_at(self.tokens[i].start)
        for at, days in self.lasting.get(sent, ()):
            if at < i and i in self.up(at)[1:3]:
                return days
        return None

    def echoes(self, i: int, sent: int) -> bool:
        """Does a sentence hold the lemma of a word again?"""
        lemmas = self._lemmas.get(sent)
        if lemmas is None:
            there = self.doc.sentences[sent]
            lemmas = frozenset(t.lemma for t in self.tokens[there.start_token : there.end_token])
            self._lemmas[sent] = lemmas
        return self.tokens[i].lemma in lemmas

    def parties(self, event: EventMention) -> tuple[tuple[str, list[str]], ...]:
        """The last words of the names of an event's parties, by role; those of the event that was
        asked for last are kept, since all places and days in sight are held against it."""
        if self._last is None or self._last[0] is not event:
            sides = (("actor", event.actors), ("recipient", event.recipients))
            words = tuple((role, _last_words(people)) for role, people in sides)
            self._last = event, words
        return self._last[1]

    def words_of(self, event: EventMention) -> tuple[frozenset[str], frozenset[str]]:
        """The last words of an event's actors and of its recipients, in lower case."""
        key = event.trigger, event.event_type
        found = self._words.get(key)
        if found is None:
            found = _words(event.actors), _words(event.recipients)
            self._words[key] = found
        return found

    def token_at(self, offset: int) -> int:
        """The token that stands at a character, or the last before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that a character lies in."""
        return max(bisect_right(self._sentences, offset) - 1, 0)

    def head(self, span: Span) -> int:
        """The token of a span on which the others hang."""
        found = self._heads.get(span)
        if found is None:
            found = self._heads[span] = self._head(span)
        return found

    def _head(self, span: Span) -> int:
        first, last = self.token_at(span[0]), self.token_at(max(span[1] - 1, span[0]))
        for i in range(first, last + 1):
            head = self.tokens[i].head
            if head == i or not first <= head <= last:
                return i
        return last

    def up(self, i: int) -> list[int]:
        """A token and everything it hangs on, nearest first."""
        found = self._up.get(i)
        if found is None:
            found, at = [i], i
            while self.tokens[at].head != at and len(found) < 40:
                at = self.tokens[at].head
                found.append(at)
            self._up[i] = found
        return found

    def path(self, of: int, to: int) -> str:
        """The relations from one token up to the common ancestor and down to another.

        ``"obl^"`` hangs on it as oblique; ``"obl^>ccomp"``: on the verb whose complement it is.
        ``"far"`` for more than five steps.
        """
        ups, downs = self.up(of), self.up(to)
        common = next((i for i in ups if i in downs), None)
        if common is None:
            return "apart"
        rise = [base(self.tokens[i].deprel) for i in ups[: ups.index(common)]]
        fall = [base(self.tokens[i].deprel) for i in downs[: downs.index(common)]][::-1]
        if len(rise) + len(fall) > 5:
            return f"far{len(rise) > len(fall)}"
        return "".join(f"{r}^" for r in rise) + "".join(f">{r}" for r in fall)

    def verb(self, i: int) -> int:
        """The verb that a token belongs to: itself or the nearest it hangs on, else the root."""
        found = self._verbs.get(i)
        if found is None:
            up, upos = self.up(i), self._upos
            found = self._verbs[i] = next((at for at in up if upos[at] == "VERB"), up[-1])
        return found

    def clause(self, of: int, to: int) -> str:
        """How the clause of one token stands to that of another."""
        one, other = self.verb(of), self.verb(to)
        if one == other:
            return "same"
        if one in self.up(other):
            return "above"
        return "below" if other in self.up(one) else "beside"

    def preposition(self, i: int) -> str:
        """The preposition of a nominal, ``-`` without one."""
        found = self._prepositions.get(i)
        if found is None:
            found = self._prepositions[i] = self._preposition(i)
        return found

    def _preposition(self, i: int) -> str:
        tokens = self.tokens
        for at in range(i - 1, max(i - 5, -1), -1):
            token = tokens[at]
            if token.head == i and base(token.deprel) in ("case", "mark"):
                return token.text.lower()
            if token.head != i and token.upos in ("VERB", "PUNCT"):
                break
        return "-"

    def article(self, i: int) -> str:
        """The article or possessive of a noun: ``the``, ``their``, ``none``, ``whose`` for
        somebody's; ``-`` for a verb."""
        tokens = self.tokens
        if tokens[i].upos not in ("NOUN", "PROPN"):
            return "-"
        for at in range(i - 1, max(i - 6, -1), -1):
            token = tokens[at]
            if token.head == i and token.deprel in ("det", "nmod:poss"):
                return "whose" if token.upos in ("NOUN", "PROPN") else token.text.lower()
            if token.upos in ("VERB", "PUNCT"):
                break
        return "none"

    def joint(self, of: int, to: int) -> str:
        """Where the ways up from two tokens meet: the relations of the two branches there."""
        ups, downs = self.up(of), self.up(to)
        below = set(downs)
        n = next((n for n, i in enumerate(ups) if i in below), None)
        if n is None:
            return "apart"
        m = downs.index(ups[n])
        left = base(self.tokens[ups[n - 1]].deprel) if n else "self"
        right = base(self.tokens[downs[m - 1]].deprel) if m else "self"
        return f"{left}|{right}"

    def between(self, a: int, b: int) -> tuple[bool, bool]:
        """Does punctuation, does a verb stand between two tokens?"""
        low, high = min(a, b) + 1, max(a, b)
        tags = self._upos[low:high]
        return "PUNCT" in tags, "VERB" in tags

    def tense(self, i: int) -> str:
        """The tag of a word with those of its auxiliaries: ``VBN+has``, ``VB+MD``, ``NN``."""
        found = self._tenses.get(i)
        if found is None:
            found = self._tenses[i] = self._tense(i)
        return found

    def _tense(self, i: int) -> str:
        token = self.tokens[i]
        aux = ""
        for at in range(max(i - 6, 0), i):
            other = self.tokens[at]
            if other.head == i and other.deprel.startswith("aux"):
                aux = other.text.lower() if other.xpos != "MD" else "MD"
                if other.xpos == "MD" or aux in _HAVE:
                    break
            if other.head == i and other.xpos == "TO":
                aux = "to"
        aux = "have" if aux in _HAVE else "be" if aux in _BE else aux if aux in ("MD", "to") else ""
        return f"{token.xpos}+{aux}" if aux else token.xpos


_DAYS = re.compile(r"P(\d\d?)D")

_HAVE = frozenset({"has", "have", "had", "'s", "'ve", "’ve", "having"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def _words(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.text.split()[-1].lower() for p in people if p.text.strip())


def _last_words(people: Sequence[Participant]) -> list[str]:
    """The last words of parties, as far as they are names."""
    words = [p.text.split()[-1] for p in people if p.text]
    return [word for word in words if word[0].isupper()]
