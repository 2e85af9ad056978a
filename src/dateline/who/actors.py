"""Who is who: states, bodies, groups, people and role words, found by name and read at a day.

The knowledge base (read by ``reading.py`` from its files) is indexed by name and asked: what stands
for whom in a text, and with which country and sectors on the day of the report. Names are compared
word by word as ``folding.py`` folds them, and without the Arabic article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from dateline.who.folding import Piece, name_words
from dateline.who.spellings import ARTICLES, ENGLISH, LATIN, LATIN_LANDS, LEAST, skeletons
from dateline.wordlists import WordLists

Kind = Literal["state", "body", "group", "person"]
Form = Literal["name", "adjective", "people", "seat", "context"]

SECTORS = frozenset(
    "GOV MIL COP SPY LEG JUD PTY OPP REB UAF PRM CVL REF JRN IGO NGO BUS MNC LAB AGR REL EDU MED "
    "SOC CRM ELI PRE UNK".split()
)
"""PLOVER's sector codes (with ``PRE`` for a government that claims a state)."""

ORDER = (
    "IGO GOV MIL COP SPY LEG JUD PTY OPP REB PRM UAF ELI REL CRM NGO SOC BUS MNC LAB AGR EDU MED "
    "JRN CVL REF PRE UNK"
).split()


def ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Sector codes in the order in which we write them."""
    return _ordered(tuple(codes))


@lru_cache(maxsize=1000)
def _ordered(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=ORDER.index))


_GOVERNING = frozenset({"GOV", "LEG", "JUD"})
FIRST_NAMED = frozenset(
    {"CHN", "TWN", "HKG", "KOR", "PRK", "THA", "MYS", "IDN", "ETH", "MMR", "KHM"}
)
"""Countries whose people go by the first word of their name, the family's or their own."""


@dataclass(frozen=True, slots=True)
class Term:
    """Sectors held from a first to a last day, with the title of an office. ``international``:
    held for a body of several states, so without a country."""

    sectors: tuple[str, ...]
    first: dt.date
    last: dt.date
    title: str | None = None
    international: bool = False

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in the term."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """A state, body, group or person of the knowledge base."""

    id: str
    name: str
    kind: Kind
    type: str  # of a state: state territory historic region; of a group: armed party force ...
    countries: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    earlier: tuple[tuple[str, dt.date], ...] = ()  # of a state: earlier codes, with the last day

    def term(self, day: dt.date) -> Term | None:
        """The term that holds on a day; of several the last to begin."""
        holding = [t for t in self.terms if t.holds(day)]
        return max(holding, key=lambda t: t.first) if holding else None

    def near_term(self, day: dt.date) -> Term | None:
        """The term that holds, else the last one before, else the first one after the day."""
        held = self.term(day)
        if held is not None or not self.terms:
            return held
        before = [t for t in self.terms if t.last < day]
        if before:
            return max(before, key=lambda t: t.last)
        return min(self.terms, key=lambda t: t.first)

    def sectors_at(self, day: dt.date) -> tuple[str, ...]:
        """The sectors on a day; who has left an office of government, and holds no
        other, is ELI."""
        if self.kind == "state":
            return ("GOV",)
        held = self.term(day)
        if held is not None:
            return held.sectors
        if not self.terms:
            return ()
        if self.kind == "person":
            past = [t for t in self.terms if t.last < day]
            if past:
                last = max(past, key=lambda t: t.last)
                governed = any(_GOVERNING & set(t.sectors) for t in past)
                return ("ELI",) if governed else last.sectors
            return ()
        near = self.near_term(day)
        return near.sectors if near is not None else ()

    def international_at(self, day: dt.date) -> bool:
        """Whether a person acts for an international body on a day."""
        if self.kind == "body":
            return True
        near = self.near_term(day) if self.kind == "person" else None
        return near is not None and near.international and near.last >= day


class Alias(NamedTuple):
    """One name of an actor, with the capitals it needs and how it stands for the actor."""

    actor: Actor
    form: Form
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Pieces ``first`` to ``last`` (behind) that may name one of several actors."""

    first: int
    last: int
    start: int
    end: int
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role word: its class (office, person, body, other) and sectors."""

    phrase: str
    type: str
    sectors: tuple[str, ...]


END = ""  # key under which a node of the tree of names keeps its aliases
Node = dict[str, Any]


@dataclass(slots=True)
class Actors:
    """The knowledge base, indexed by name; the words that the rules ask for."""

    lists: WordLists
    states: dict[str, Actor] = field(default_factory=dict)
    by_id: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[Actor]] = field(default_factory=dict)
    roles: dict[str, list[tuple[tuple[str, ...], Role]]] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)  # by id: all names
    adjectives: dict[str, str] = field(default_factory=dict)  # of states, lower case → code
    short: dict[str, list[Actor]] = field(default_factory=dict)  # "North": states it may mean
    shared: dict[str, list[Actor]] = field(default_factory=dict)  # "Koreas": the states it means
    names: Node = field(default_factory=dict)
    holders: dict[str, list[Actor]] = field(default_factory=dict)  # by title: who has held it
    _skeletons: dict[str, list[Actor]] = field(default_factory=dict)
    unheard: list[tuple[Actor, list[list[str]]]] = field(default_factory=list)
    """People with the words of their names, as long as nobody has asked for a skeleton."""

    # --- asking -------------------------------------------------------------------------------

    def code(self, state: str, day: dt.date) -> str:
        """The code of a state on a day: Zaire's before Congo's, Yugoslavia's before Serbia's.

        An unknown code is given back.
        """
        actor = self.states.get(state)
        if actor is None:
            return state
        found = actor.countries[0]
        for earlier, last in actor.earlier:
            if day <= last:
                found = earlier
        return found

    def in_office(self, title: str, country: str | None, day: dt.date) -> Actor | None:
        """Who holds an office of a country, or of the world, on a day; ``None`` where nobody is
        known, or several are."""
        found = [
            actor
            for actor in self.holders.get(title, ())
            if any(term.holds(day) and term.title == title for term in actor.terms)
            and (country is None or country in (self.code(c, day) for c in actor.countries))
        ]
        return found[0] if len(found) == 1 else None

    def of_skeleton(self, frame: str) -> Sequence[Actor]:
        """The people who have a name of these consonants. The index of all is made when the first
        one is asked for, as not every text names somebody unknown."""
        if self.unheard:
            found: dict[str, list[Actor]] = {}
            for actor, each in _frames(self.unheard):
                found.setdefault(each, []).append(actor)
            self._skeletons, self.unheard = found, []
        return self._skeletons.get(frame, ())

    def find(self, words: Sequence[Piece]) -> list[Match]:
        """Find the names in a sequence of pieces, longest first from the left, without overlap."""
        found: list[Match] = []
        root, behind = self.names, 0
        for i in [i for i, word in enumerate(words) if word.text in root]:
            best = self._longest(words, i, root[words[i].text]) if i >= behind else None
            if best is not None:
                found.append(best)
                behind = best.last
        return found

    def _longest(self, words: Sequence[Piece], first: int, node: Node) -> Match | None:
        best, i, n = None, first + 1, len(words)
        while True:
            ending = node.get(END)
            if ending is not None:
                fitting = _fitting(ending, words[first:i])
                if fitting:
                    start, begin = words[first].start, first
                    if first and words[first - 1].text in ARTICLES:
                        previous = words[first - 1]
                        if previous.end + 1 == start:
                            start, begin = previous.start, first - 1
                    best = Match(begin, i, start, words[i - 1].end, fitting)
            if i >= n or words[i].start - words[i - 1].end > 3:
                return best
            step = node.get(words[i].text)
            while step is None and words[i].text in ARTICLES and i + 1 < n:
                i += 1
                step = node.get(words[i].text)
            if step is None:
                return best
            node, i = step, i + 1

    def role(self, lower: Sequence[str], last: int, first: int = 0) -> tuple[Role, int] | None:
        """Find the longest role phrase that ends with the word ``last``, not before ``first``.

        ``lower``: the words in lower case. Gives the role and where its phrase begins.
        """
        for phrase, role in self.roles.get(lower[last], ()):
            begin = last - len(phrase) + 1
            if begin >= first and tuple(lower[begin : last + 1]) == phrase:
                return role, begin
        return None

    # --- reading ------------------------------------------------------------------------------

    def add(self, actor: Actor, names: Iterable[tuple[str, Form]]) -> list[list[str]]:
        """Add an actor under its names; give the folded words of each, articles left out."""
        names = list(names)
        self.by_id.setdefault(actor.id, actor)
        self.spellings.setdefault(actor.id, []).extend(name for name, _ in names)
        return [self._add_name(actor, name, form) for name, form in names]

    def _add_name(self, actor: Actor, name: str, form: Form) -> list[str]:
        words = name_words(name)
        if len(words) > 1 and words[0] == ("the", "A"):
            words = words[1:]
        plain = [w for w in words if w[0] not in ARTICLES]
        if len(plain) >= 2:
            words = plain
        texts = [text for text, _ in words]
        if not words:
            return texts
        node = self.names
        for text in texts:
            node = node.setdefault(text, {})
        alias = Alias(actor, form, tuple(case for _, case in words))
        known = node.setdefault(END, [])
        if alias not in known:
            known.append(alias)
        return texts


def _fitting(aliases: Sequence[Alias], words: Sequence[Piece]) -> tuple[Alias, ...]:
    """The aliases whose capitals a stretch of text has."""
    cases = [w.case for w in words if w.text not in ARTICLES] if len(words) > 1 else [words[0].case]
    found = []
    for alias in aliases:
        wanted = alias.cases
        if len(wanted) != len(cases):
            cases_here = [w.case for w in words]
            if len(wanted) != len(cases_here):
                continue
        else:
            cases_here = cases
        if all(_fits(w, c) for w, c in zip(wanted, cases_here, strict=True)):
            found.append(alias)
    return tuple(found)


def _fits(wanted: str, case: str) -> bool:
    return wanted == "a" or case == "AA" or (wanted == "A" and case == "A")


def _frames(people: Sequence[tuple[Actor, list[list[str]]]]) -> Iterator[tuple[Actor, str]]:
    """People, with the words of their names, by each skeleton long enough to be known by."""
    full = [
        (number, words)
        for number, (_, names) in enumerate(people)
        for words in names
        if sum(word not in ARTICLES for word in words) > 1
    ]
    latin = [each for each in full if LATIN_LANDS.intersection(people[each[0]][0].countries)]
    found = set[tuple[int, str]]()
    for reading, some in ((ENGLISH, full), (LATIN, latin)):
        frames = skeletons([words for _, words in some], reading)
        found.update((n, f) for (n, _), f in zip(some, frames, strict=True) if len(f) >= LEAST)
    for number, frame in sorted(found):
        yield people[number][0], frame
