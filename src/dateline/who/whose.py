"""Whose: reads off a report which country and which sectors the words around a noun point to.

A ``Reader`` looks at a parsed report once: what its words belong to (``text.py``), the known names
(``known.py``), every sight of a country (``sights.py``), and the noun phrase of each nominal word.
For a noun phrase it then lists *evidence*: pairs of a country and the way it shows ("adjective":
"the Syrian president"; "owner": "Israel's army"; "of", "in", a known person, a place inside the
phrase). Evidence is gathered over all mentions of one entity, and two small models weigh it
(``model/countries.tsv``, ``model/sectors.tsv``, trained by ``train/whose.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.data import Document, NameMention, PlaceMention, Span
from dateline.syntax import base, whole_word
from dateline.who.actors import Actors, Role
from dateline.who.extents import Extents
from dateline.who.folding import fold, pieces
from dateline.who.known import Ref
from dateline.who.sights import Sight
from dateline.who.spellings import ARTICLES
from dateline.who.text import TITLE_CASES

_INSIDE = {"of": "of", "in": "in", "at": "in", "from": "from", "for": "for", "to": "to",
           "on": "in", "with": "with", "by": "by", "within": "in", "inside": "in",
           "near": "in", "throughout": "in", "across": "in"}  # fmt: skip
_DENIED = ("joint:ethnic", "joint:anti", "joint:pro")
"""Ways to name a state whose own those told of are not: "of Danish descent"."""
_NEAREST = 100
"""How many mentions of a noun, on each side, are looked at for one that shows a country."""
_SENT = frozenset({"to", "for", "in"})
"""Cases of TITLE_CASES of where somebody is sent."""


class Evidence(NamedTuple):
    """A country that words point to (``None``: to none), and the way."""

    country: str | None
    way: str


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
    said: tuple[tuple[str, tuple[str, ...]], ...] | None = None  # for judging.py
    before: int = 0  # phrases that were asked for before it: its evidence looks at no others


def read(doc: Document, actors: Actors) -> Reader:
    """The reader of a report; the last one is kept, since annotators read one report in turn."""
    last = _LAST.get(0)
    if last is not None and last.fits(doc) and last.actors is actors:
        return last
    _LAST[0] = Reader(doc, actors)
    return _LAST[0]


class Reader(Extents):
    """What a report shows of who is who."""

    def __init__(self, doc: Document, actors: Actors) -> None:
        super().__init__(doc, actors)
        self.standings: dict[str, tuple[str, tuple[str, ...]]] = {}  # for judging.py
        # What a judge found before: of an entity, then of the party of each of its events.
        self.countries: dict[Hashable, tuple[object, str | None]] = {}
        self.sectors: dict[Hashable, tuple[object, tuple[str, ...]]] = {}
        self._over_persons = self._find_over_persons()
        self._phrases: dict[int, Phrase] = {}
        self._order: dict[int, int] = {}  # in which order phrases were asked for, by head
        self._ranges: dict[tuple[int, int], Phrase] = {}
        self.entity_heads: dict[int, tuple[int, ...]] = {}  # head of a mention → all of its entity
        self._by_noun: dict[str, list[int]] | None = None
        self._people: dict[str, list[int]] = {}  # last word of a person's name → mentions

    def fits(self, doc: Document) -> bool:
        """Whether a document is the one that was read, layers added since aside."""
        mine = self.doc
        return (
            mine.tokens is doc.tokens and mine.names is doc.names and mine.places is doc.places
            and mine.report is doc.report
        )  # fmt: skip

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

    # --- sights of countries ------------------------------------------------------------------

    def take(self, groups: Iterable[Sequence[int]]) -> None:
        """Take the mentions (heads) of each entity. A person who shows one country only is a sight
        of it wherever he is named."""
        if self.entity_heads:
            return
        further: list[Sight] = []
        seen = {s.token for s in self.sights}
        for heads in groups:
            mentions = tuple(heads)
            lands: set[str | None] = set()
            for head in mentions:
                self.entity_heads[head] = mentions
                if self.tokens[head].upos == "PRON":
                    continue
                phrase = self.phrase(head)
                lands.update(e.country for e in phrase.evidence)
                if phrase.person is not None:
                    last = phrase.person.text.lower().rpartition(" ")[2]
                    self._people.setdefault(last, []).append(head)
            if len(lands) == 1 and (land := next(iter(lands))) is not None:
                for head in mentions:
                    if self.tokens[head].upos == "PRON" or self.phrase(head).person is None:
                        continue
                    if not any(i in seen for i in self.phrase(head).tokens):
                        further.append(Sight(head, land, "entity"))
        if further:
            self.see([*self.sights, *further])
        self.standings.clear()
        self.countries.clear()
        self._ranges.clear()
        self.sectors.clear()

    def lands_of(self, head: int) -> set[str]:
        """The countries that a mention shows, or else the other mentions of its entity."""
        own = {e.country for e in self.phrase(head).evidence if e.country is not None}
        if own:
            return own
        return {
            e.country
            for other in self.entity_heads.get(head, ())
            if self.tokens[other].upos != "PRON"
            for e in self.phrase(other).evidence
            if e.country is not None
        }

    def is_somebody(self, head: int) -> bool:
        """Whether a mention names or describes somebody."""
        phrase = self.phrase(head)
        return bool(phrase.ref or phrase.person or phrase.role)

    def leans(self, phrase: Phrase, heads: Sequence[int]) -> bool:
        """Whether all that is told of whose somebody is is whom they lean on: "Iran-backed men"."""
        if not any(self.leans_on(self.ref_at[i]) for i in phrase.tokens if i in self.ref_at):
            return False
        every = (phrase, *self.others(phrase.head, heads))
        return phrase.ref is None and not any(each.evidence for each in every)

    def is_from_abroad(self, phrase: Phrase) -> bool:
        """Whether all that is told of whose somebody is is that they are from abroad, wherever they
        are: "foreign troops in Peru", "two Western diplomats"; no "foreign minister"."""
        told = any(e.country and not e.way.startswith(("in:", "in+:")) for e in phrase.evidence)
        if told or phrase.person is not None:
            return False
        role = phrase.role
        own = role.phrase.split() if role is not None and "GOV" in role.sectors else ()
        # Not "the foreign ministry", nor "foreign and defence ministers".
        first = phrase.head - 1 if role is not None and role.type == "office" else phrase.first
        return any(
            self.lower[i] in self.lists.from_abroad
            and self.lower[i] not in own
            and (
                i == phrase.head
                or (
                    self.tokens[i].head == phrase.head
                    and self.relations[i] == "amod"
                    and self.name_at.get(i) is self.name_at.get(phrase.head)
                )
            )
            for i in range(first, phrase.last)
        )

    def scene_country(self, head: int) -> str | None:
        """The country of the town or region in which a sentence says something is done, or which
        somebody there takes or shells; ``None`` where it tells of none, or of several."""
        sent = self.doc.sentences[self.sentence_of[head]]
        found = set[str]()
        for place in self.doc.named_places:
            if place.country and sent.start <= place.start < sent.end:
                first, last = self.range_of(place.start, place.end)
                at = self.head_of(first, last)
                cases = {self.lower[i] for i in self.below[at] if self.relations[i] == "case"}
                inside = not (self.lists.scene - {"at"}).isdisjoint(cases)  # "fired at Oslo"
                taken = self.relations[at] == "obj" and place.precision not in ("country", None)
                if inside or taken:
                    found.add(place.country)
        return next(iter(found)) if len(found) == 1 else None

    # --- noun phrases -------------------------------------------------------------------------

    def phrase(self, head: int) -> Phrase:
        """The noun phrase of a head word."""
        found = self._phrases.get(head)
        if found is None:
            self.pass_by(head)
            found = self._phrases[head] = self._read_phrase(head)
        return found

    def pass_by(self, head: int) -> None:
        """Note that a phrase is asked for, which is read only when something else needs it."""
        self._order.setdefault(head, len(self._order))

    def is_plain(self, head: int) -> bool:
        """Whether the phrase of a word surely holds no role, and neither is nor ends with a
        name."""
        lower, roles = self.lower, self.actors.roles
        return not (
            self.is_name(head) or head in self._over_persons or head in self.titles
            or lower[head] in roles or self.tokens[head].lemma.lower() in roles
            or any(lower[j] in roles for j in self.below[head] if j < head)
        )  # fmt: skip

    def _read_phrase(self, head: int) -> Phrase:
        phrase = self._filled(head, *self.extent(head), self._order[head])
        title = self.titles.get(head)
        if title is not None:
            phrase.first = min(phrase.first, self.phrase(title).first)
        return phrase

    def phrase_in(self, first: int, last: int) -> Phrase:
        """The phrase that a range of tokens is, whatever the tree says."""
        head, first, last = self.within(first, last)
        found = self._ranges.get((first, last))  # a party is looked at again and again
        if found is None:
            found = self._filled(head, first, last, len(self._order))
            self._ranges[first, last] = found
        return found

    def _filled(self, head: int, first: int, last: int, before: int) -> Phrase:
        first, last = self.trimmed(head, first, last)
        phrase = Phrase(head, list(range(first, last)), first, last, before=before)
        self._look_inside(phrase)
        return phrase

    def _look_inside(self, phrase: Phrase) -> None:
        head = phrase.head
        phrase.words = tuple(self.lower[phrase.first : phrase.last])
        name = self.name_at.get(head)
        if name is None or name.type != "PER":
            name = self._person_behind(phrase) or name
        if name is not None and name.type == "PER":
            phrase.person = name
        ref = self.ref_at.get(head)
        if ref is None and phrase.person is not None:
            last = self.range_of(phrase.person.start, phrase.person.end)[1] - 1
            ref = self.ref_at.get(last)
        if ref is not None and ref.last <= phrase.last:
            phrase.ref = ref
        phrase.role = self._role(phrase)
        phrase.evidence = list(self._evidence(phrase))
        if phrase.person is not None:
            self._look_beside(phrase, phrase.person)

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

    def _role(self, phrase: Phrase) -> Role | None:
        """The role word of a phrase: its head, with what "of" adds to it ("chief of staff"), else a
        title before the name it holds."""
        first = max(phrase.first - 1, 0)
        at = phrase.head
        for end in range(min(at + 4, phrase.last) - 1, at + 1, -1):
            longer = self.actors.role(self.lower, end, first)
            if longer is not None and longer[1] <= at and self.lower[at + 1] == "of":
                return longer[0]
        found = self.actors.role(self.lower, at, first)
        if found is not None:
            return found[0]
        for i in range(phrase.first, phrase.head):
            relation = self.relations[i]
            if (
                relation in ("compound", "nmod", "flat", "appos", "amod")
                and self.tokens[i].head == at
                and self.tokens[i].upos != "ADJ"  # "major powers", "general manager"
            ):
                found = self.actors.role(self.lower, i, first)
                if found is not None and found[0].type == "office":
                    return found[0]
        if at > phrase.first and self.name_at.get(at) is not None:
            found = self.actors.role(self.lower, at - 1, first)
            if found is not None and found[0].type == "office":
                return found[0]
        lemma = self.tokens[at].lemma.lower()
        if lemma != self.lower[at]:
            for phrase_words, role in self.actors.roles.get(lemma, ()):
                if len(phrase_words) == 1:
                    return role
        return None

    # --- evidence -----------------------------------------------------------------------------

    def _evidence(self, phrase: Phrase) -> Iterator[Evidence]:
        head, tokens = phrase.head, self.tokens
        ref = phrase.ref
        if ref is not None:
            yield from self.from_ref(ref, self.joint(ref) or "is")
        elif (
            (place := self.place_at.get(head)) is not None
            and phrase.person is None
            and _is_placed(place)
        ):
            yield Evidence(place.country, "is:place" if place.country else "is:region")
        covered = range(ref.first, ref.last) if ref is not None else range(0)
        seen: set[Ref] = set()
        for i in phrase.tokens:
            if i > head and self.lower[i] == "including":
                break
            if i in covered or i == head:
                continue
            other = self.ref_at.get(i)
            if other is not None:
                if other not in seen and other.last <= phrase.last + 1:
                    seen.add(other)
                    # Of a deed of theirs it tells who did it: "the US-backed coup".
                    if (ref or phrase.role) and self.leans_on(other):
                        continue
                    yield from self.from_ref(other, self.joint(other) or self._way(i, head))
                continue
            place = self.place_at.get(i)
            if place is not None and place.start == tokens[i].start and _is_placed(place):
                way = self._way(i, head)
                yield Evidence(place.country, f"{way}:place" if place.country else f"{way}:region")
        if ref is None and phrase.person is not None:
            yield from self._by_surname(phrase.person)
        yield from self._around(phrase)

    def evidence_of_name(self, i: int) -> Iterator[Evidence]:
        """Evidence for a person whose name stands inside another phrase ("the Varga government"):
        from the other mentions of that name, or else from people in office of that name."""
        name = self.name_at[i]
        if name.type != "PER" or name.end > self.tokens[i].end or i in self.ref_at:
            return
        heads = self._people.get(self.lower[i], ())
        found = [e for head in heads for e in self.phrase(head).evidence]
        yield from found or self._by_surname(name)

    def _by_surname(self, name: NameMention) -> Iterator[Evidence]:
        """People in office whose surname this is, where the report names their country."""
        words = [p.text for p in pieces(name.text) if p.text not in ARTICLES]
        if not words:
            return
        ranks: dict[str | None, str] = {}
        for actor in self.actors.surnames.get(words[-1], ()):
            term = actor.near_term(self.day)
            if term is None or self.years_from(term.first, term.last) > 1.5:
                continue
            if len(words) > 1 and not _alike(words, actor.name):
                continue
            countries = self.countries_of(actor)
            if countries and not self.sure[countries[0]]:
                continue
            title = (term.title or "").partition(" of ")[0]
            rank = "high" if title in self.lists.high_office else "low"
            country = countries[0] if countries else None
            if ranks.get(country) != "high":
                ranks[country] = rank
        for country, rank in ranks.items():
            yield Evidence(country, f"surname:{rank}" if len(ranks) == 1 else f"surnames:{rank}")

    # --- titles, word by word ---------------------------------------------------------------

    def _look_beside(self, phrase: Phrase, person: NameMention) -> None:
        """Read the title before a person's name and the description behind it word by word, where
        the tree has left them out: "US Ambassador to Japan Thomas Schieffer", ", head of the
        UNHCR in Nepal,"."""
        first, last = self.range_of(person.start, person.end)
        begin, end = self.title_before(first, last)
        role, at = self.office_in(begin, end)
        if begin < phrase.first:
            phrase.beside = ((begin, min(end, phrase.first)),)
        if at >= 0 and begin < phrase.first:
            phrase.role = phrase.role or role
            phrase.evidence += self._read_title("title", begin, at, min(end, phrase.first))
        begin, end = self.description_behind(last)
        role, at = self.office_in(begin, end)
        if begin < end:
            phrase.beside += ((begin, end),)
        if at >= 0:
            phrase.role = phrase.role or role
            phrase.evidence += self._read_title("behind", begin, at, end)
        begin, end = self._predicate(phrase.head)
        if begin < end:
            phrase.beside += ((begin, end),)

    def _predicate(self, head: int) -> tuple[int, int]:
        """The words that a clause gives as what its subject is: "a trader" in "Ana Lima is a
        trader"."""
        noun = self.tokens[head].head
        if self.relations[head] == "nsubj" and self.tokens[noun].upos == "NOUN":
            for i in self.below[noun]:
                if self.relations[i] == "cop" and i < noun:
                    return (noun, noun) if "not" in self.lower[i:noun] else (i + 1, noun + 1)
        return noun, noun

    def _read_title(self, where: str, begin: int, office: int, end: int) -> Iterator[Evidence]:
        """Evidence in a title: names in front of the office, and behind it by preposition, those to
        whom somebody is sent only where it is not told who sends him: "US envoy for Sudan"."""
        start = begin
        for i in range(office, begin - 1, -1):
            if self.lower[i] in TITLE_CASES:
                start = i
                break
        case, seen = "", None
        sent = False
        for i in range(start, end):
            if i > office:
                case = TITLE_CASES.get(self.lower[i], case)
            if sent and case in _SENT:
                continue
            way = f"{where} {case}" if case else where
            ref = self.ref_at.get(i)
            if ref is not None:
                if ref is not seen and ref.actor.kind != "person":
                    sent = sent or not case
                    yield from self.from_ref(ref, way)
                seen = ref
                continue
            place = self.place_at.get(i)
            if place is not None and _is_placed(place) and (place.start == self.tokens[i].start):
                yield Evidence(place.country, f"{way}:{'place' if place.country else 'region'}")

    def from_ref(self, ref: Ref, way: str) -> Iterator[Evidence]:
        """The countries that a known name points to, by the way it stands."""
        actor = ref.actor
        if actor.kind == "state":
            kind = "region" if actor.type == "region" else ref.form
        elif actor.kind == "group":
            kind = "media" if actor.type == "media" else "group"
        else:
            kind = actor.kind
        if ref.form == "context":
            kind += "?"
        if actor.kind == "group" and not any(self.sure[c] for c in ref.countries):
            kind += "!"
        if not ref.countries:
            yield Evidence(None, f"{way}:{kind}")
        elif len(ref.countries) == 1:
            yield Evidence(ref.countries[0], f"{way}:{kind}")
        else:
            for country in ref.countries:
                if self.sure[country]:
                    yield Evidence(country, f"{way}:several")

    def _way(self, i: int, head: int) -> str:
        """How a word inside a phrase hangs on its head."""
        tokens = self.tokens
        steps, at = 0, i
        while tokens[at].head != head and tokens[at].head != at and steps < 8:
            if self.relations[at] not in ("flat", "compound", "conj", "amod", "goeswith", "fixed"):
                steps += 1
            at = tokens[at].head
        if tokens[at].head != head:
            return "near"
        relation = tokens[at].deprel
        if relation == "nmod:desc" and at != i:
            return self._way(i, at)  # "Peru's envoy Ana Lima" is of Peru as its envoy is
        if relation == "nmod:poss":
            way = "owner"
        elif base(relation) in ("nmod", "obl"):
            way = "mod" if relation in ("nmod:desc", "nmod:unmarked") else self._case(at)
        elif base(relation) in ("amod", "compound", "flat", "appos", "det", "nummod"):
            way = "mod"
        else:
            way = "near"
        return way if steps == 0 else f"{way}+"

    def _case(self, i: int) -> str:
        for j in self.below[i]:
            if self.relations[j] == "case":
                return _INSIDE.get(self.lower[j], "prep")
        return "mod"

    def _around(self, phrase: Phrase) -> Iterator[Evidence]:
        """Evidence outside the phrase: appositions, "X is the president of Y", a title before."""
        head, tokens = phrase.head, self.tokens
        for j in self.below[head]:
            if self.relations[j] == "appos":
                for found in _senders(self._within(j, phrase.before)):
                    yield Evidence(found.country, "appos:" + found.way.partition(":")[2])
        if self.relations[head] == "appos":
            for found in _senders(self._within(tokens[head].head, phrase.before)):
                yield Evidence(found.country, "apposed:" + found.way.partition(":")[2])
        if self.relations[head] == "nsubj":
            predicate = tokens[head].head
            if any(self.relations[j] == "cop" for j in self.below[predicate]):
                for found in _senders(self._within(predicate, phrase.before)):
                    yield Evidence(found.country, "predicate:" + found.way.partition(":")[2])

    def _within(self, head: int, before: int) -> Iterator[Evidence]:
        """Evidence in the words of another phrase, without what stands around that: of one that was
        asked for ``before``, all."""
        if self._order.get(head, before) < before:
            evidence = self.phrase(head).evidence
            outside = "appos", "pred", *(f"{way}:" for way in _DENIED)
            yield from (e for e in evidence if not e.way.startswith(outside))
            return
        ref = self.ref_at.get(head)
        if ref is not None:
            yield from self.from_ref(ref, "is")
        for j in self.below[head]:
            if self.relations[j] in ("amod", "compound", "nmod", "flat"):
                inner = self.ref_at.get(j)
                if inner is not None and inner is not ref and self.joint(inner) not in _DENIED:
                    yield from self.from_ref(inner, self._way(j, head))

    # --- discourse ----------------------------------------------------------------------------

    def same_noun(self, i: int) -> Phrase | None:
        """The last earlier phrase with this noun for head that shows a country, else the next: "the
        ministry spokesman" after "the German foreign ministry"."""
        noun = self.lower[i]
        if self._by_noun is None:
            self._by_noun = {}
            for head in sorted(self.entity_heads):
                if self.tokens[head].upos in ("NOUN", "PROPN"):
                    self._by_noun.setdefault(self.lower[head], []).append(head)
        heads = self._by_noun.get(noun, ())
        at = bisect_left(heads, i)
        earlier = range(at - 1, max(at - _NEAREST, 0) - 1, -1)
        for n in [*earlier, *range(at, min(at + _NEAREST, len(heads)))]:
            if heads[n] != i:
                phrase = self.phrase(heads[n])
                if phrase.evidence:
                    return phrase
        return None

    def subjects_of(self, i: int) -> list[int]:
        """The subjects of the clause of a word and of the clauses above, nearest first."""
        found, at = [], i
        for _ in range(12):
            up = self.tokens[at].head
            if up == at:
                break
            for j in self.below[up]:
                if self.relations[j] == "nsubj" and j != i and j != at:
                    found.append(j)
            at = up
        return found

    def others(self, head: int, heads: Iterable[int]) -> Iterator[Phrase]:
        """Yield the phrases of mentions, but of pronouns and of the mention at ``head``."""
        for other in heads:
            if other != head and self.tokens[other].upos != "PRON":
                yield self.phrase(other)

    def span(self, phrase: Phrase) -> Span:
        """The characters of a phrase; "12 people" of "at least 12 people"."""
        first = phrase.first
        if self.lower[first] in ("least", "most") and self.lower[first - 1] == "at":
            first = min(first + 1, phrase.head)
        first = whole_word(self.tokens, first, phrase.head)
        return self.tokens[first].start, self.tokens[phrase.last - 1].end


def _is_placed(place: PlaceMention) -> bool:
    """Whether it is known where a place is, if only by what the report says: "the Ostrel region of
    Peru"."""
    return place.lat is not None or place.country is not None


def _senders(found: Iterable[Evidence]) -> list[Evidence]:
    """Evidence without those to whom somebody is sent, where it is told who sends him: "the US
    envoy for Sudan"."""
    ways = [(evidence, evidence.way.partition(":")[0].rstrip("+")) for evidence in found]
    told = any(way in ("mod", "is", "owner") for _, way in ways)
    return [evidence for evidence, way in ways if not told or way not in _SENT]


_LAST: dict[int, Reader] = {}


def _alike(words: Sequence[str], name: str) -> bool:
    """Whether names that share the last word could be spellings of one: their first words begin
    alike."""
    first = fold(name.split()[0])
    return len(words[0]) > 2 and words[0][:3] == first[:3] and words[0] != first
