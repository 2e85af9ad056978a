"""Whose: reads off a report which country and which sectors the words around a noun point to.

A ``Reader`` looks at a parsed report once: what its words belong to (``text.py``), the known names
(``known.py``), every sight of a country (``sights.py``), and the noun phrase of each nominal word
(``phrases.py``). What a phrase shows of a country is its *evidence*: pairs of a country and the way
it shows (``ways.py``). Evidence is gathered over all mentions of one entity, which the reader is
told of once they are found (``take``), and two small models weigh it (``judging.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property

from dateline.data import Document
from dateline.who.actors import Actors
from dateline.who.phrases import Phrase, Phrases
from dateline.who.sights import Sight
from dateline.who.ways import Evidence, from_surname

_NEAREST = 100
"""How many mentions of a noun, on each side, are looked at for one that shows a country."""
_HIGHEST = 12
"""How many words above one are looked at for subjects."""


def read(doc: Document, actors: Actors) -> Reader:
    """The reader of a report; the last one is kept, since annotators read one report in turn."""
    last = _LAST.get(0)
    if last is not None and last.fits(doc) and last.actors is actors:
        return last
    _LAST[0] = Reader(doc, actors)
    return _LAST[0]


class Reader(Phrases):
    """What a report shows of who is who."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        super().__init__(doc, actors)
        self.entity_heads: dict[int, tuple[int, ...]] = {}  # head of a mention → all of its entity
        self._people: dict[str, list[int]] = {}  # last word of a person's name → mentions
        # What a judge found before: of an entity, then of the party of each of its events.
        self.countries: dict[Hashable, tuple[object, str | None]] = {}
        self.sectors: dict[Hashable, tuple[object, tuple[str, ...]]] = {}
        self.standings: dict[str, tuple[str, tuple[str, ...]]] = {}  # for countries.py

    def fits(self, doc: Document) -> bool:
        """Whether a document is the one that was read, layers added since aside."""
        mine = self.doc
        return (
            mine.tokens is doc.tokens and mine.names is doc.names and mine.places is doc.places
            and mine.report is doc.report
        )  # fmt: skip

    def take(self, groups: Iterable[Sequence[int]]) -> None:
        """Take the mentions (heads) of each entity. A person who shows one country only is a sight
        of it wherever he is named."""
        if self.entity_heads:
            return
        further: list[Sight] = []
        seen = {s.token for s in self.sights}
        for heads in groups:
            mentions = tuple(heads)
            self.entity_heads.update(dict.fromkeys(mentions, mentions))
            phrases = [self.phrase(i) for i in mentions if self.tokens[i].upos != "PRON"]
            for phrase in phrases:
                if phrase.person is not None:
                    last = phrase.person.text.lower().rpartition(" ")[2]
                    self._people.setdefault(last, []).append(phrase.head)
            lands = {e.country for phrase in phrases for e in phrase.evidence}
            if len(lands) == 1 and (land := next(iter(lands))) is not None:
                further += (
                    Sight(phrase.head, land, "entity")
                    for phrase in phrases
                    if phrase.person is not None and seen.isdisjoint(phrase.tokens)
                )
        if further:
            self.see([*self.sights, *further])
        for found in (self.standings, self.countries, self.sectors, self._ranges):
            found.clear()

    def others(self, head: int, heads: Iterable[int]) -> Iterator[Phrase]:
        """Yield the phrases of mentions, but of pronouns and of the mention at ``head``."""
        for other in heads:
            if other != head and self.tokens[other].upos != "PRON":
                yield self.phrase(other)

    def lands_of(self, head: int) -> set[str]:
        """The countries that a mention shows, or else the other mentions of its entity."""
        own = {e.country for e in self.phrase(head).evidence if e.country is not None}
        if own:
            return own
        others = self.others(head, self.entity_heads.get(head, ()))
        return {e.country for each in others for e in each.evidence if e.country is not None}

    def is_somebody(self, head: int) -> bool:
        """Whether a mention names or describes somebody."""
        phrase = self.phrase(head)
        return bool(phrase.ref or phrase.person or phrase.role)

    def evidence_of_name(self, i: int) -> Iterator[Evidence]:
        """Evidence for a person whose name stands inside another phrase ("the Varga government"):
        from the other mentions of that name, or else from people in office of that name."""
        name = self.name_at[i]
        if name.type != "PER" or name.end > self.tokens[i].end or i in self.ref_at:
            return
        heads = self._people.get(self.lower[i], ())
        found = [e for head in heads for e in self.phrase(head).evidence]
        yield from found or from_surname(self, name)

    def same_noun(self, i: int) -> Phrase | None:
        """The last earlier phrase with this noun for head that shows a country, else the next: "the
        ministry spokesman" after "the German foreign ministry"."""
        heads = self._mentions_by_noun.get(self.lower[i], ())
        at = bisect_left(heads, i)
        earlier = reversed(heads[max(at - _NEAREST, 0) : at])
        for head in (*earlier, *heads[at : at + _NEAREST]):
            if head != i and (phrase := self.phrase(head)).evidence:
                return phrase
        return None

    @cached_property
    def _mentions_by_noun(self) -> dict[str, list[int]]:
        """The heads of all mentions, but of pronouns, by the word that they are."""
        found: dict[str, list[int]] = {}
        for head in sorted(self.entity_heads):
            if self.tokens[head].upos in ("NOUN", "PROPN"):
                found.setdefault(self.lower[head], []).append(head)
        return found

    def subjects_of(self, i: int) -> list[int]:
        """The subjects of the clause of a word and of the clauses above, nearest first."""
        found, at = [], i
        for _ in range(_HIGHEST):
            up = self.tokens[at].head
            if up == at:
                break
            for j in self.below[up]:
                if self.relations[j] == "nsubj" and j != i and j != at:
                    found.append(j)
            at = up
        return found


_LAST: dict[int, Reader] = {}
