"""What the choice of an event's parties asks of a report: who a word means, and who speaks.

The answers are made once and kept, since the events of a report ask for the same words again.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from dateline.data import Document, Participant, Span
from dateline.linear import Group
from dateline.syntax import first_joined, index_of
from dateline.what.frames import FrameWords
from dateline.what.roles import head_word, is_candidate, phrase, trees_of
from dateline.who.resolving import Resolver

LIST = 3
"""Words from which on what "and" joins is a list, one party."""


class PartyScene:
    """A report seen from its events: who speaks, who acts elsewhere."""

    def __init__(self, doc: Document, resolver: Resolver, words: FrameWords) -> None:
        self.doc, self.tokens, self.resolver = doc, doc.tokens, resolver
        self.words = words
        known = index_of(doc)
        self.below, self.relations = known.below, known.relations
        self.sentence_of, self.trees = known.sentence_of, trees_of(doc)
        self.opening = {
            id(e) for e in doc.entities if doc.sentences and e.mentions[0][0] < doc.sentences[0].end
        }
        self._prepositions: dict[int, str] = {}
        self._speakers: dict[int, frozenset[int]] = {}
        self._lists: dict[int, tuple[int, ...]] = {}
        self._countries: dict[int, tuple[Span | None, frozenset[str]]] = {}
        self._phrases: dict[int, Span] = {}
        self.natures: dict[tuple[str, int], list[Group]] = {}
        # Who stands where, for all attributions, and who acts where, for all events.
        self._said = [(s, e, n) for n, a in enumerate(doc.attributions) for s, e in a.content]
        self._cues = [(s, e, n) for n, a in enumerate(doc.attributions) for s, e in a.cue]
        self._marks: dict[Span, int] = {}

    @cached_property
    def played(self) -> Counter[tuple[str, int]]:
        """How often each entity was taken for an actor or a recipient, word by word."""
        counts: Counter[tuple[str, int]] = Counter()
        for event in self.doc.events:
            for role, side in (("actor", event.actors), ("recipient", event.recipients)):
                counts.update({(role, self.who(p.start, p.end)) for p in side})
        return counts

    @cached_property
    def deeds(self) -> frozenset[int]:
        """Nouns that name events, and no people: "talks", not "attackers"."""
        triggers = {w.trigger for event in self.doc.events for w in event.party_words or ()}
        reader = self.resolver.reader
        return frozenset(
            i
            for i in triggers
            if self.tokens[i].upos == "NOUN"
            and (phrase := reader.phrase(i)).role is None
            and phrase.ref is None
        )

    def who(self, start: int, end: int) -> int:
        """A number for the entity of a stretch; of none, for its first character."""
        found = self._marks.get((start, end))
        if found is None:
            entity = self.resolver.entity_of(start, end)
            found = self._marks[start, end] = -1 - start if entity is None else id(entity)
        return found

    def marked(self, word: int) -> int:
        """A number for the entity of a word; of none, the word itself."""
        entity = self.resolver.entity_at.get(word)
        return word if entity is None else id(entity)

    def members(self, word: int) -> tuple[int, ...]:
        """The words of the list that a word stands in ("Bolivia, Peru and Chile"), which take part
        together; empty where fewer than ``LIST`` are joined."""
        first = first_joined(index_of(self.doc), word)
        found = self._lists.get(first)
        if found is None:
            rest = [i for i in self.below[first] if self.relations[i] == "conj"]
            found = (first, *rest) if len(rest) + 1 >= LIST else ()
            self._lists[first] = found
        return found if word in found else ()

    def people(self, word: int) -> tuple[Participant, ...]:
        """Who a word means; with a list, all of its members."""
        found: dict[tuple[int, int, str | None], Participant] = {}
        for member in self._together(word):
            for p in self.resolver.participants(*self.phrase(member)):
                found.setdefault((p.start, p.end, p.country), p)
        return tuple(found.values())

    def countries(self, word: int) -> tuple[Span | None, frozenset[str]]:
        """The characters of the whole phrase of a word, and its countries; with a list, those of
        its first member and of all."""
        found = self._countries.get(word)
        if found is None:
            members = [
                self.resolver.countries(*self.phrase(member)) for member in self._together(word)
            ]
            countries = frozenset(c for _, lands in members for c in lands if c)
            found = self._countries[word] = members[0][0], countries
        return found

    def _together(self, word: int) -> list[int]:
        return [
            member
            for member in self.members(word) or (word,)
            if member == word or is_candidate(self.tokens[member])
        ]

    def phrase(self, word: int) -> Span:
        """The characters of the phrase of a word; of a name with a title, or of the title, both."""
        found = self._phrases.get(word)
        if found is None:
            reader = self.resolver.reader
            person = reader.titled.get(word, word)
            titled = person in reader.titles
            found = reader.span(reader.phrase(person)) if titled else phrase(self.tokens, word)
            self._phrases[word] = found
        return found

    def sources(self, start: int) -> tuple[frozenset[int], frozenset[int]]:
        """The words and entities that say what stands at a character, and those whose saying
        stands there."""
        said = {n for s, e, n in self._said if s <= start < e}
        saying = {n for s, e, n in self._cues if s <= start < e} - said
        empty = frozenset[int]()
        return (
            empty.union(*map(self._heads, sorted(said))),
            empty.union(*map(self._heads, sorted(saying))),
        )

    def _heads(self, number: int) -> frozenset[int]:
        found = self._speakers.get(number)
        if found is None:
            words = set[int]()
            for start, end in self.doc.attributions[number].source:
                word = head_word(self.doc, start, end)
                if word is not None:
                    entity = self.resolver.entity_at.get(word)
                    words.add(word if entity is None else id(entity))
            found = self._speakers[number] = frozenset(words)
        return found

    def rank(self, countries: frozenset[str]) -> str:
        """How many countries the report names more often; ``-`` for a party without one."""
        ranked = self.resolver.reader.ranked[:3]
        places = [ranked.index(c) if c in ranked else 3 for c in countries]
        return str(min(places)) if places else "-"

    def preposition(self, word: int) -> str:
        """The preposition before a nominal; ``-`` for none."""
        found = self._prepositions.get(word)
        if found is None:
            cases = [i for i in self.below[word] if i < word and self.relations[i] == "case"]
            found = self.tokens[cases[0]].text.lower() if cases else "-"
            self._prepositions[word] = found
        return found
