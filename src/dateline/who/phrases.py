"""Noun phrases: who is named in one, what he is called, and what its words show of a country.

A phrase is read when it is first asked for, and kept. Its evidence lies in the name at its head, in
each word inside, in what is said of it outside ("X is the president of Y"), and in the title and
the description beside a person's name, which are read word by word where the tree leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.data import Document, NameMention, Span
from dateline.syntax import whole_word
from dateline.who.actors import Actors, Role
from dateline.who.extents import Extents
from dateline.who.known import Ref
from dateline.who.ways import (
    DENIED,
    Evidence,
    from_place,
    from_ref,
    from_surname,
    from_title,
    place_from,
    senders,
    way_of,
)

_OFFICE_BEFORE = frozenset({"compound", "nmod", "flat", "appos", "amod"})
"""Relations by which a title hangs on the name behind it."""
_MODIFYING = frozenset({"amod", "compound", "nmod", "flat"})


@dataclass(slots=True)
class Phrase:
    """The noun phrase of a head word: its tokens in order (clauses and appositions left out), the
    name in it, its role word, and what is known of it."""

    head: int
    tokens: list[int]
    first: int
    last: int  # behind
    person: NameMention | None = None
    ref: Ref | None = None
    role: Role | None = None
    evidence: list[Evidence] = field(default_factory=list)
    words: tuple[str, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()  # tokens of what a person is called
    said: tuple[tuple[str, tuple[str, ...]], ...] | None = None  # for sectors.py
    before: int = 0  # phrases that were asked for before it: its evidence looks at no others


class Phrases(Extents):
    """A report in which noun phrases tell who is meant and of which country."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        super().__init__(doc, actors)
        self._phrases: dict[int, Phrase] = {}
        self._order: dict[int, int] = {}  # in which order phrases were asked for, by head
        self._ranges: dict[tuple[int, int], Phrase] = {}
        self._over_persons = self._find_over_persons()

    def _find_over_persons(self) -> set[int]:
        """The words that have a person's name, or a part of one, below them."""
        tokens, over = self.tokens, set[int]()
        for name in self.doc.names:
            if name.type == "PER":
                for i in range(*self.range_of(name.start, name.end)):
                    above = tokens[i].head
                    while above not in over:
                        over.add(above)
                        above = tokens[above].head
        return over

    def phrase(self, head: int) -> Phrase:
        """The noun phrase of a head word."""
        found = self._phrases.get(head)
        if found is None:
            self.pass_by(head)
            found = self._phrases[head] = self._read(head, *self.extent(head), self._order[head])
            title = self.titles.get(head)
            if title is not None:
                found.first = min(found.first, self.phrase(title).first)
        return found

    def pass_by(self, head: int) -> None:
        """Note that a phrase is asked for, which is read only when something else needs it."""
        self._order.setdefault(head, len(self._order))

    def phrase_in(self, first: int, last: int) -> Phrase:
        """The phrase that a range of tokens is, whatever the tree says."""
        head, first, last = self.within(first, last)
        found = self._ranges.get((first, last))  # a party is looked at again and again
        if found is None:
            found = self._read(head, first, last, len(self._order))
            self._ranges[first, last] = found
        return found

    def is_plain(self, head: int) -> bool:
        """Whether the phrase of a word surely holds no role, and neither is nor ends with a
        name."""
        lower, roles = self.lower, self.actors.roles
        return not (
            self.is_name(head) or head in self._over_persons or head in self.titles
            or lower[head] in roles or self.tokens[head].lemma.lower() in roles
            or any(lower[j] in roles for j in self.below[head] if j < head)
        )  # fmt: skip

    def span(self, phrase: Phrase) -> Span:
        """The characters of a phrase; "12 people" of "at least 12 people"."""
        first = phrase.first
        if self.lower[first] in ("least", "most") and self.lower[first - 1] == "at":
            first = min(first + 1, phrase.head)
        first = whole_word(self.tokens, first, phrase.head)
        return self.tokens[first].start, self.tokens[phrase.last - 1].end

    # --- who is named, and what he is ---------------------------------------------------------

    def _read(self, head: int, first: int, last: int, before: int) -> Phrase:
        first, last = self.trimmed(head, first, last)
        phrase = Phrase(head, list(range(first, last)), first, last, before=before)
        phrase.words = tuple(self.lower[first:last])
        phrase.person = self._person(phrase)
        phrase.ref = self._ref(phrase)
        phrase.role = self._role(phrase)
        phrase.evidence = list(self._evidence(phrase))
        if phrase.person is not None:
            self._look_beside(phrase, phrase.person)
        return phrase

    def _person(self, phrase: Phrase) -> NameMention | None:
        """The person's name at the head of a phrase, or that ends it."""
        name = self.name_at.get(phrase.head)
        if name is not None and name.type == "PER":
            return name
        return self._person_behind(phrase)

    def _person_behind(self, phrase: Phrase) -> NameMention | None:
        """A person's name that ends the phrase of a title: "Secretary of State Antony Blinken"."""
        name = self.name_at.get(phrase.last - 1)
        if name is None or name.type != "PER" or self.tokens[phrase.head].upos == "PRON":
            return None
        first, _ = self.range_of(name.start, name.end)
        head = phrase.head
        if first <= head or self.lower[first - 1] in self.lists.before_others:
            return None
        if not self.lists.between_names.isdisjoint(self.lower[head + 1 : first]) and (
            not self._is_title(head) or self.office_in(head + 1, first)[1] >= 0
        ):
            return None  # "a visit by President Ana Lima", "a critic of President Ana Lima"
        return name

    def _is_title(self, i: int) -> bool:
        """Whether a word may be the head of somebody's title."""
        word = self.lower[i]
        known = word in self.actors.roles or word in self.lists.body_title
        return known or self.tokens[i].upos == "PROPN"

    def _ref(self, phrase: Phrase) -> Ref | None:
        """The known name at the head of a phrase, or the known person's in it."""
        ref = self.ref_at.get(phrase.head)
        if ref is None and phrase.person is not None:
            last = self.range_of(phrase.person.start, phrase.person.end)[1] - 1
            ref = self.ref_at.get(last)
        return ref if ref is not None and ref.last <= phrase.last else None

    def _role(self, phrase: Phrase) -> Role | None:
        """The role word of a phrase: its head, with what "of" adds to it ("chief of staff"), else a
        title before the name it holds."""
        first, at = max(phrase.first - 1, 0), phrase.head
        return (
            self._role_with_of(phrase, first)
            or self._role_to(at, first)
            or self._office_inside(phrase, first)
            or self._role_of_one(at)
        )

    def _role_to(self, end: int, first: int) -> Role | None:
        """The role whose words end at a word."""
        found = self.actors.role(self.lower, end, first)
        return None if found is None else found[0]

    def _role_with_of(self, phrase: Phrase, first: int) -> Role | None:
        """The role that the head has together with "of" behind it."""
        at = phrase.head
        if self.lower[at + 1 : at + 2] != ["of"]:
            return None
        for end in range(min(at + 4, phrase.last) - 1, at + 1, -1):
            longer = self.actors.role(self.lower, end, first)
            if longer is not None and longer[1] <= at:
                return longer[0]
        return None

    def _office_inside(self, phrase: Phrase, first: int) -> Role | None:
        """The office that stands as a title before the head; not by an adjective: "major powers",
        "general manager"."""
        at = phrase.head
        for i in range(phrase.first, at):
            token = self.tokens[i]
            if self.relations[i] in _OFFICE_BEFORE and token.head == at and token.upos != "ADJ":
                role = self._role_to(i, first)
                if role is not None and role.type == "office":
                    return role
        if at > phrase.first and self.name_at.get(at) is not None:
            role = self._role_to(at - 1, first)
            if role is not None and role.type == "office":
                return role
        return None

    def _role_of_one(self, at: int) -> Role | None:
        """The role that a word has in the singular."""
        lemma = self.tokens[at].lemma.lower()
        if lemma == self.lower[at]:
            return None
        roles = self.actors.roles.get(lemma, ())
        return next((role for words, role in roles if len(words) == 1), None)

    # --- evidence -----------------------------------------------------------------------------

    def _evidence(self, phrase: Phrase) -> Iterator[Evidence]:
        """What the name at the head, the words inside and those outside show of a country."""
        ref = phrase.ref
        if ref is not None:
            yield from from_ref(self, ref, self.joint(ref) or "is")
        elif phrase.person is None:
            yield from from_place(self.place_at.get(phrase.head), "is")
        yield from self._inside(phrase)
        if ref is None and phrase.person is not None:
            yield from from_surname(self, phrase.person)
        yield from self._around(phrase)

    def _inside(self, phrase: Phrase) -> Iterator[Evidence]:
        """Evidence in the words of a phrase beside its head."""
        head, ref = phrase.head, phrase.ref
        covered = range(ref.first, ref.last) if ref is not None else range(0)
        seen: set[Ref] = set()
        for i in phrase.tokens:
            if i > head and self.lower[i] == "including":
                break
            if i in covered or i == head:
                continue
            other = self.ref_at.get(i)
            if other is None:
                if (place := place_from(self, i)) is not None:
                    yield from from_place(place, way_of(self, i, head))
            elif other not in seen and other.last <= phrase.last + 1:
                seen.add(other)
                # Of a deed of theirs it tells who did it: "the US-backed coup".
                if not ((ref or phrase.role) and self.leans_on(other)):
                    yield from from_ref(self, other, self.joint(other) or way_of(self, i, head))

    def _around(self, phrase: Phrase) -> Iterator[Evidence]:
        """Evidence outside the phrase: appositions, "X is the president of Y"."""
        head, above = phrase.head, self.tokens[phrase.head].head
        for j in self.below[head]:
            if self.relations[j] == "appos":
                yield from self._told(j, phrase, "appos")
        if self.relations[head] == "appos":
            yield from self._told(above, phrase, "apposed")
        is_subject = self.relations[head] == "nsubj"
        if is_subject and any(self.relations[j] == "cop" for j in self.below[above]):
            yield from self._told(above, phrase, "predicate")

    def _told(self, other: int, phrase: Phrase, way: str) -> Iterator[Evidence]:
        """What another phrase, of the same one, tells of a country, in a way of its own."""
        for found in senders(self._within(other, phrase.before)):
            yield Evidence(found.country, f"{way}:{found.way.partition(':')[2]}")

    def _within(self, head: int, before: int) -> Iterator[Evidence]:
        """Evidence in the words of another phrase, without what stands around that: of one that was
        asked for ``before``, all."""
        if self._order.get(head, before) < before:
            evidence = self.phrase(head).evidence
            outside = "appos", "pred", *(f"{way}:" for way in DENIED)
            yield from (e for e in evidence if not e.way.startswith(outside))
            return
        ref = self.ref_at.get(head)
        if ref is not None:
            yield from from_ref(self, ref, "is")
        for j in self.below[head]:
            if self.relations[j] in _MODIFYING:
                inner = self.ref_at.get(j)
                if inner is not None and inner is not ref and self.joint(inner) not in DENIED:
                    yield from from_ref(self, inner, way_of(self, j, head))

    # --- titles, word by word -----------------------------------------------------------------

    def _look_beside(self, phrase: Phrase, person: NameMention) -> None:
        """Read the title before a person's name and the description behind it word by word, where
        the tree has left them out: "US Ambassador to Japan Thomas Schieffer", ", head of the
        UNHCR in Nepal,"."""
        first, last = self.range_of(person.start, person.end)
        begin, end = self.title_before(first, last)
        if begin < phrase.first:
            self._take_title(phrase, "title", begin, end, min(end, phrase.first))
        begin, end = self.description_behind(last)
        if begin < end:
            self._take_title(phrase, "behind", begin, end, end)
        begin, end = self._predicate(phrase.head)
        if begin < end:
            phrase.beside += ((begin, end),)
        body = self._led(phrase.head)
        if body is not None:
            phrase.beside += (self.extent(body),)
            phrase.evidence += self._told(body, phrase, "appos")

    def _take_title(self, phrase: Phrase, where: str, begin: int, end: int, own: int) -> None:
        """Take words for what a person is called; those from ``own`` on the phrase has itself."""
        role, at = self.office_in(begin, end)
        phrase.beside += ((begin, own),)
        if at >= 0:
            phrase.role = phrase.role or role
            phrase.evidence += from_title(self, where, begin, at, own)

    def _led(self, head: int) -> int | None:
        """What a clause says that a person leads: "Ana Lima, who heads the Danish mission"."""
        for verb in self.below[head]:
            if (
                self.tokens[verb].deprel == "acl:relcl"
                and self.tokens[verb].lemma.lower() in self.lists.leading
                and any(self.lower[i] == "who" for i in self.below[verb])
            ):
                return next((i for i in self.below[verb] if self.relations[i] == "obj"), None)
        return None

    def _predicate(self, head: int) -> tuple[int, int]:
        """The words that a clause gives as what its subject is: "a trader" in "Ana Lima is a
        trader"."""
        noun = self.tokens[head].head
        if self.relations[head] == "nsubj" and self.tokens[noun].upos == "NOUN":
            for i in self.below[noun]:
                if self.relations[i] == "cop" and i < noun:
                    return (noun, noun) if "not" in self.lower[i:noun] else (i + 1, noun + 1)
        return noun, noun
