"""Who is who: states, bodies, groups, people and role words, found by name and read at a day.

The knowledge files hold the facts (``en/countries.tsv``, ``bodies.tsv``, ``groups.tsv``,
``people.tsv``, ``roles.tsv``); here they are read, indexed by name, and asked: what stands for
whom in a text, and with which country and sectors on the day of the report. Spellings vary, so
names are compared word by word without accents, apostrophes, hyphens and the Arabic article.
"""

from __future__ import annotations

import calendar
import datetime as dt
import gc
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from dateline.knowledge import Knowledge, Row
from dateline.parsers import tokenizer
from dateline.parsers.tokenizer import Tokenizer
from dateline.who.spellings import ARTICLES, ENGLISH, LATIN, LATIN_LANDS, LEAST, skeleton
from dateline.wordlists import WordLists, read_word_lists

Kind = Literal["state", "body", "group", "person"]
Form = Literal["name", "adjective", "people", "seat", "context"]

SECTORS = frozenset(
    "GOV MIL COP SPY LEG JUD PTY OPP REB UAF PRM CVL REF JRN IGO NGO BUS MNC LAB AGR REL EDU MED "
    "SOC CRM ELI PRE UNK".split()
)
"""PLOVER's sector codes (with ``PRE`` for a government that claims a state)."""

COUNTRIES, BODIES, GROUPS = "en/countries.tsv", "en/bodies.tsv", "en/groups.tsv"
PEOPLE, ROLES = "en/people.tsv", "en/roles.tsv"
"""The knowledge files, below a folder of knowledge."""

GROUP_KINDS = frozenset({"armed", "party", "force", "agency", "parliament", "court", "media",
                         "company", "union", "ngo", "religious", "organisation"})  # fmt: skip
"""Kinds of groups."""

FIRST, LAST = dt.date.min, dt.date.max
_GOVERNING = frozenset({"GOV", "LEG", "JUD"})
FIRST_NAMED = frozenset(
    {"CHN", "TWN", "HKG", "KOR", "PRK", "THA", "MYS", "IDN", "ETH", "MMR", "KHM"}
)
"""Countries whose people go by the first word of their name, the family's or their own."""


# --- words ------------------------------------------------------------------------------------


class Piece(NamedTuple):
    """A word as names are compared by: folded text, its place, how it is capitalised (``a`` lower
    case, ``A`` first letter, ``AA`` all of several letters)."""

    text: str
    start: int
    end: int
    case: str


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W_]+(?:['’ʼ`][^\W_]+)*")
_INNER = re.compile(r"[^0-9a-z]+")
_GENITIVE = ("'s", "’s", "'S", "’S")


def fold(word: str) -> str:
    """Fold a word for comparison: no accents, no apostrophes, lower case.

    >>> fold("Sha'ath"), fold("Öcalan"), fold("U.S.")
    ('shaath', 'ocalan', 'us')
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = word.encode("ascii", "ignore").decode()
    return _INNER.sub("", word.lower())


_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
                          "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "’": "'"})  # fmt: skip


def pieces(text: str) -> list[Piece]:
    """Cut a text into the words that names are compared by; a genitive ``'s`` is left out.

    >>> [p.text for p in pieces("Al-Qaeda's Abu Mus'ab in the U.S.")]
    ['al', 'qaeda', 'abu', 'musab', 'in', 'the', 'us']
    """
    found = []
    make = tuple.__new__  # what Piece() calls, twice as fast
    for match in _WORD.finditer(text):
        folded, case, cut = _piece(match[0])
        if folded:
            start, end = match.span()
            found.append(make(Piece, (folded, start, end - cut, case)))
    return found


@lru_cache(maxsize=50000)
def _piece(word: str) -> tuple[str, str, int]:
    """A word folded, how it is capitalised, and how many letters its genitive takes."""
    cut = 2 if word.endswith(_GENITIVE) else 0
    return *_word(word[: len(word) - cut]), cut


def name_words(name: str) -> list[tuple[str, str]]:
    """The folded words of a name and how each is capitalised."""
    found = []
    for word in _WORD.findall(name):
        entry = _word(word[:-2] if word.endswith(_GENITIVE) else word)
        if entry[0]:
            found.append(entry)
    return found


@lru_cache(maxsize=50000)
def _word(word: str) -> tuple[str, str]:
    return fold(word), _case(word)


def _case(word: str) -> str:
    if word.islower() or not word[0].isalpha():
        return "a"
    if word.isupper() and len(word) > 1:
        return "AA"
    return "A" if word[0].isupper() else "a"


# --- what is known ----------------------------------------------------------------------------


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
            for actor, names in self.unheard:
                for each in _frames(actor, names):
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


@lru_cache(maxsize=2)
def read_actors(knowledge: Knowledge) -> Actors:
    """Read the knowledge base, once for all annotators that use it.

    Raises ``KnowledgeError`` with file and line for a row that cannot be read.
    """
    actors, collecting = Actors(read_word_lists(knowledge)), gc.isenabled()
    gc.disable()  # nothing read here is garbage, and looking for it takes a third of the time
    try:
        _read_countries(actors, knowledge)
        _read_bodies(actors, knowledge)
        _read_groups(actors, knowledge)
        _read_people(actors, knowledge)
        _read_roles(actors, knowledge)
    finally:
        if collecting:
            gc.enable()
    return actors


Named = tuple[Actor, list[tuple[str, Form]]]
"""An actor and its names."""


def _latest(knowledge: Knowledge, name: str, key: str = "id") -> Iterable[Row]:
    """The rows of a file of all folders; of rows with one key the last, so that a user's file may
    correct ours."""
    return {row.need(key): row for row in knowledge.rows(name)}.values()


def _read_countries(actors: Actors, knowledge: Knowledge) -> None:
    for row in _latest(knowledge, COUNTRIES):
        actor, names = read_state(row)
        actors.states[actor.id] = actor
        actors.add(actor, names)
        for word in row.many("short") if "short" in row.cells else ():  # a user's file may lack it
            actors.short.setdefault(word, []).append(actor)
        for name, form in names:
            if form == "adjective":
                actors.adjectives.setdefault(name.lower(), actor.countries[0])


def read_state(row: Row) -> Named:
    """Read a row of ``countries.tsv``."""
    earlier = tuple(_earlier(row, cell) for cell in row.many("earlier"))
    actor = Actor(
        row.need("id"), row.need("name"), "state",
        row.need("kind", {"state", "territory", "historic", "region"}),
        (row.need("code"),), earlier=earlier,
    )  # fmt: skip
    names: list[tuple[str, Form]] = [(actor.name, "name")]
    names += [(n, "name") for n in row.many("names")]
    names += [(n, "adjective") for n in row.many("adjectives")]
    names += [(n, "people") for p in row.many("people") for n in _plurals(p)]
    names += [(n, "seat") for n in row.many("seats")]
    return actor, names


def _earlier(row: Row, cell: str) -> tuple[str, dt.date]:
    code, _, day = cell.partition("/")
    return code, _day(row, day, last=True)


def _plurals(noun: str) -> tuple[str, ...]:
    """A noun and its plural, where it takes an ``s``."""
    irregular = noun.endswith(("ese", "sh", "ch", "ss", "people", "men", "i-Kiribati", "ois"))
    return (noun,) if irregular or noun.endswith("s") else (noun, noun + "s")


def _read_bodies(actors: Actors, knowledge: Knowledge) -> None:
    for row in _latest(knowledge, BODIES):
        actors.add(*read_body(row))


def read_body(row: Row) -> Named:
    """Read a row of ``bodies.tsv``."""
    term = Term(ordered(row.many("sectors", SECTORS)), FIRST, LAST, international=True)
    actor = Actor(row.need("id"), row.need("name"), "body", "body", terms=(term,))
    return actor, list(_forms(row))


def _read_groups(actors: Actors, knowledge: Knowledge) -> None:
    for row in _latest(knowledge, GROUPS):
        actors.add(*read_group(row))


def read_group(row: Row) -> Named:
    """Read a row of ``groups.tsv``."""
    actor = Actor(
        row.need("id"), row.need("name"), "group", row.need("kind", GROUP_KINDS),
        row.many("country"), tuple(_terms(row)),
    )  # fmt: skip
    names = list(_forms(row))
    if actor.type == "media":
        names = [(n, "context" if _is_article_and_word(n) else form) for n, form in names]
    return actor, names


def _is_article_and_word(name: str) -> bool:
    """Whether a paper's name is a common word with an article: "The Muslim", "The Nation"."""
    return name.startswith("The ") and " " not in name[4:]


def _forms(row: Row) -> Iterator[tuple[str, Form]]:
    """The names of a row; its canonical name is no more than a context name where it stands among
    those."""
    context = row.many("context")
    if row.need("name") not in context:
        yield row.need("name"), "name"
    for name in row.many("names"):
        yield name, "name"
    for name in context:
        yield name, "context"


_TERM = re.compile(r"([A-Z ]+?)(?: ([\d-]*)/([\d-]*))?$")
_OFFICE = re.compile(r"(.+?) \[([A-Z ]+?)( -)?\] ([\d-]*)/([\d-]*)$")


def _terms(row: Row) -> Iterator[Term]:
    for cell in (row.need("terms")).split("; "):
        match = _TERM.match(cell)
        if match is None:
            raise row.error(f"term {cell!r} is not SECTORS FIRST/LAST")
        codes, first, last = match.groups()
        yield Term(_codes(row, codes), _day(row, first), _day(row, last, last=True))


def _read_people(actors: Actors, knowledge: Knowledge) -> None:
    for row in _latest(knowledge, PEOPLE):
        actor, names = read_person(row)
        country = row.get("country")
        for title in dict.fromkeys(term.title for term in actor.terms if term.title):
            actors.holders.setdefault(title, []).append(actor)
        found = actors.add(actor, names)
        for surname in sorted({word for words in found for word in _surnames(words, country)}):
            actors.surnames.setdefault(surname, []).append(actor)
        actors.unheard.append((actor, found))


def _frames(actor: Actor, names: Iterable[Sequence[str]]) -> Iterator[str]:
    """The skeletons of a person's names that are long enough to be known by."""
    readings = (ENGLISH, LATIN) if LATIN_LANDS & set(actor.countries) else (ENGLISH,)
    full = [words for words in names if sum(word not in ARTICLES for word in words) > 1]
    for frame in sorted({skeleton(words, reading) for words in full for reading in readings}):
        if len(frame) >= LEAST:
            yield frame


def read_person(row: Row) -> Named:
    """Read a row of ``people.tsv``."""
    country = row.get("country")
    actor = Actor(
        row.need("id"), row.need("name"), "person", "person",
        (country,) if country else (), tuple(_offices(row, country)),
    )  # fmt: skip
    return actor, [(name, "name") for name in (actor.name, *row.many("names"))]


def _surnames(words: Sequence[str], country: str | None) -> Iterator[str]:
    plain = [w for w in words if w not in ARTICLES]
    if len(plain) > 1:
        yield plain[-1]
        if country in FIRST_NAMED:
            yield plain[0]


def _offices(row: Row, country: str | None) -> Iterator[Term]:
    for cell in (row.need("offices")).split("; "):
        match = _OFFICE.match(cell)
        if match is None:
            raise row.error(f"office {cell!r} is not TITLE [SECTORS] FIRST/LAST")
        title, codes, dash, first, last = match.groups()
        international = dash is not None or country is None
        yield Term(
            _codes(row, codes), _day(row, first), _day(row, last, last=True), title, international
        )


def _codes(row: Row, cell: str) -> tuple[str, ...]:
    codes = cell.split()
    for code in codes:
        if code not in SECTORS:
            raise row.error(f"sector {code!r} is not one of {', '.join(sorted(SECTORS))}")
    return ordered(codes)


ORDER = (
    "IGO GOV MIL COP SPY LEG JUD PTY OPP REB PRM UAF ELI REL CRM NGO SOC BUS MNC LAB AGR EDU MED "
    "JRN CVL REF PRE UNK"
).split()


def ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Sector codes in the order in which we write them."""
    return tuple(sorted(codes, key=ORDER.index))


def _day(row: Row, cell: str | None, *, last: bool = False) -> dt.date:
    """Read a day, month or year: its first day, or its last; an open end where it is empty."""
    try:
        return _read_day(cell or "", last)
    except ValueError as error:
        raise row.error(f"{cell!r} is no day, month or year") from error


@lru_cache(maxsize=20000)
def _read_day(cell: str, last: bool) -> dt.date:
    if not cell:
        return LAST if last else FIRST
    year, month, day = (*(int(p) for p in cell.split("-")), 0, 0)[:3]
    if last:
        month = month or 12
        day = day or calendar.monthrange(year, month)[1]
    return dt.date(year, month or 1, day or 1)


def _read_roles(actors: Actors, knowledge: Knowledge) -> None:
    tokenize = tokenizer.load(knowledge)
    for row in _latest(knowledge, ROLES, "phrase"):
        words, role = read_role(row, tokenize)
        actors.roles.setdefault(words[-1], []).append((words, role))
    for found in actors.roles.values():
        found.sort(key=lambda entry: -len(entry[0]))


def read_role(row: Row, tokenize: Tokenizer) -> tuple[tuple[str, ...], Role]:
    """Read a row of ``roles.tsv``: the words of its phrase, cut as a report's, and the role."""
    phrase = row.need("phrase")
    kind = row.need("class", {"office", "person", "body", "other"})
    return _cut(phrase, tokenize), Role(phrase, kind, ordered(row.many("sectors", SECTORS)))


def _cut(phrase: str, tokenize: Tokenizer) -> tuple[str, ...]:
    """The words of a role phrase, cut as those of a report are: "think-tank" is three."""
    if "-" not in phrase and "'" not in phrase:  # several times as fast, and most are so
        return tuple(phrase.split())
    return tuple(phrase[start:end] for start, end in tokenize(phrase)[0].words)
