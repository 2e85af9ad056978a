"""Resolves a stretch of a report to who it means: name, country, sectors, entity.

resolver = Resolver(doc, actors, judge)
resolver.resolve(start, end)      # ("Ahmed al-Sharaa", "SYR", ("GOV",), "ahmed-al-sharaa")
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.data import Document, Entity, Participant, Span
from dateline.who.actors import Actors
from dateline.who.judging import Judge
from dateline.who.phrases import Phrase
from dateline.who.whose import read

Resolved = tuple[str | None, str | None, tuple[str, ...], str | None]
"""Canonical name, country, sectors, id in the knowledge base."""


class Resolver:
    """Answers who a stretch of one report means; the report's entities are known."""

    def __init__(self, doc: Document, actors: Actors, judge: Judge) -> None:
        self.reader = read(doc, actors)
        self.judge = judge
        self.entity_at: dict[int, Entity] = {}
        self._participants: dict[tuple[int, int, int], tuple[Participant, ...]] = {}
        self._known_lands: dict[tuple[int, int, int], tuple[str | None, ...]] = {}
        groups = []
        for entity in doc.entities:
            heads = []
            for start, end in entity.mentions:
                first, last = self.reader.range_of(start, end)
                if first < last:
                    head = self.reader.head_of(first, last)
                    person = self.reader.titled.get(head, head)
                    head = person if person < last else head
                    heads.append(head)
                    self.entity_at.setdefault(head, entity)
            groups.append(heads)
        for title, person in self.reader.titled.items():
            if person in self.entity_at:
                self.entity_at[title] = self.entity_at[person]
        self.reader.take(groups)

    def resolve(self, start: int, end: int) -> Resolved:
        """Whom the characters from ``start`` to ``end`` mean."""
        first, last = self.reader.range_of(start, end)
        if first >= last:
            return None, None, (), None
        phrase = self._full(self.reader.phrase_in(first, last))
        land = self.judge.lands(self.reader, phrase, self._heads(phrase))[0]
        return self._resolved(phrase, land)

    def participants(self, start: int, end: int) -> tuple[Participant, ...]:
        """Whom a stretch means, with the span of its noun phrase; several where it names several
        countries."""
        first, last = self.reader.range_of(start, end)
        if first >= last:
            return ()
        phrase = self._full(self._grown(first, last))
        key = phrase.head, phrase.first, phrase.last
        found = self._participants.get(key)  # a party takes part in event after event
        if found is None:
            found = self._participants[key] = tuple(self._filled(phrase))
        return found

    def countries(self, start: int, end: int) -> tuple[Span | None, tuple[str | None, ...]]:
        """The noun phrase of a stretch, and the countries of ``participants``, found more
        quickly."""
        first, last = self.reader.range_of(start, end)
        if first >= last:
            return None, ()
        phrase = self._full(self._grown(first, last))
        own = self._country(phrase)
        lands = self._lands(phrase) if own is None else (own,)
        return self.reader.span(phrase), lands

    def _lands(self, phrase: Phrase) -> tuple[str | None, ...]:
        key = phrase.head, phrase.first, phrase.last
        found = self._known_lands.get(key)
        if found is None:
            lands = self.judge.lands(self.reader, phrase, self._heads(phrase))
            found = self._known_lands[key] = tuple(lands)
        return found

    def _country(self, phrase: Phrase) -> str | None:
        """The country of a known person, and of who is named by pronouns alone."""
        entity = self.entity_at.get(phrase.head)
        if entity is None:
            return None
        if entity.entity is not None and entity.kind == "person":
            return entity.country
        return entity.country if self._is_pronoun(phrase) else None

    def _is_pronoun(self, phrase: Phrase) -> bool:
        """Whether a phrase is a pronoun of an entity without a full mention: "we"."""
        return self.reader.tokens[phrase.head].upos == "PRON"

    def _is_of_another(self, phrase: Phrase, land: str | None) -> bool:
        """Whether whom a phrase names is known, and of another country."""
        entity, ref = self.entity_at.get(phrase.head), phrase.ref
        known = self.reader.actors.by_id.get(entity.entity or "") if entity is not None else None
        actor = known or (ref.actor if ref is not None else None)
        return actor is not None and land not in self.reader.countries_of(actor)

    def _is_bare(self, phrase: Phrase) -> bool:
        """Whether a phrase tells nothing of whom it means: "the group" of a known one."""
        return phrase.role is None and phrase.ref is None and phrase.person is None and not (
            phrase.evidence
        )  # fmt: skip

    def _filled(self, phrase: Phrase) -> Iterator[Participant]:
        begin, stop = self.reader.span(phrase)
        text = self.reader.doc.text[begin:stop]
        lands = self._lands(phrase)
        word = self.reader.lower[phrase.head]
        both = len(lands) > 1 and word in self.reader.lists.pair_state
        for land in lands:
            name, country, sectors, entity = self._resolved(phrase, land)
            state = self.reader.actors.states.get(land or "") if both else None
            if state is not None:  # "the two neighbours" are Peru and Bolivia
                name, entity = state.name, state.id
            elif len(lands) > 1 and self._is_of_another(phrase, land):
                name, entity = text, None  # "Filipino and US troops" are not the US military
            yield Participant(begin, stop, text, name, country, sectors, entity)

    def entity_of(self, start: int, end: int) -> Entity | None:
        """The entity that a stretch is a mention of."""
        first, last = self.reader.range_of(start, end)
        return self.entity_at.get(self.reader.head_of(first, last)) if first < last else None

    def _resolved(self, phrase: Phrase, land: str | None) -> Resolved:
        entity = self.entity_at.get(phrase.head)
        # Whose man a known person is, is known: "his counterpart" does not make him another's.
        land = self._country(phrase) or land
        if entity is not None and self._is_pronoun(phrase):
            return entity.name, land, entity.sectors, entity.entity
        if entity is not None and entity.entity is not None and self._is_bare(phrase):
            return entity.name, land or entity.country, entity.sectors, entity.entity
        sectors = self.judge.sectors(self.reader, phrase, self._heads(phrase), land)
        if entity is not None and entity.entity is not None:
            return entity.name, land, sectors, entity.entity
        if phrase.ref is not None and phrase.ref.first <= phrase.head < phrase.ref.last:
            actor = phrase.ref.actor
            # The people of a region have names of their own: "Yoruba" of Oyo; and people who do
            # not act for their state are not the state: "12 Palestinians".
            people = phrase.ref.form == "people" and "GOV" not in sectors
            named = phrase.ref.form == "name" if actor.type == "region" else not people
            if named and (land is None or land in self.reader.countries_of(actor)):
                return actor.name, land, sectors, actor.id
        if entity is not None:
            return entity.name, land, sectors, None
        start, end = self.reader.span(phrase)
        return self.reader.doc.text[start:end], land, sectors, None

    def _heads(self, phrase: Phrase) -> tuple[int, ...]:
        return self.reader.entity_heads.get(phrase.head, (phrase.head,))

    def _grown(self, first: int, last: int) -> Phrase:
        """The noun phrase of a stretch, at least as long as the stretch without its article."""
        reader = self.reader
        head, begin, end = reader.within(first, last)
        ref = reader.ref_at.get(head)
        if ref is not None:
            top = reader.head_of(ref.first, ref.last)
            if top != head and reader.tokens[head].deprel == "nmod:poss":
                return reader.phrase(top)  # "Kabila's rebels" is a name of its own
        whole = reader.phrase(head)
        if whole.first <= begin and end <= whole.last:
            return whole
        given = reader.phrase_in(first, last)
        return whole if whole.first <= given.first and given.last <= whole.last else given

    def _full(self, phrase: Phrase) -> Phrase:
        """The nearest full mention where a phrase is a pronoun, the person where it is a title,
        else the phrase itself."""
        tokens = self.reader.tokens
        person = self.reader.titled.get(phrase.head)
        if person is not None:
            return self.reader.phrase(person)
        if tokens[phrase.head].upos != "PRON":
            return phrase
        named = [h for h in self._heads(phrase) if tokens[h].upos != "PRON"]
        if not named:
            return phrase
        before = [h for h in named if h < phrase.head]
        return self.reader.phrase(before[-1] if before else named[0])
