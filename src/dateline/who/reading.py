"""Reads the knowledge base of actors from its files, row by row.

``en/countries.tsv``, ``bodies.tsv``, ``groups.tsv``, ``people.tsv`` and ``roles.tsv`` hold the
facts; a row that cannot be read raises ``KnowledgeError`` with file, line and the values allowed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dateline.knowledge import Knowledge, Row
from dateline.parsers import tokenizer
from dateline.parsers.tokenizer import Tokenizer
from dateline.who.actors import FIRST_NAMED, SECTORS, Actor, Actors, Form, Role, Term, ordered
from dateline.who.spellings import ARTICLES
from dateline.wordlists import read_word_lists

COUNTRIES, BODIES, GROUPS = "en/countries.tsv", "en/bodies.tsv", "en/groups.tsv"
PEOPLE, ROLES = "en/people.tsv", "en/roles.tsv"
"""The knowledge files, below a folder of knowledge."""

GROUP_KINDS = frozenset({"armed", "party", "force", "agency", "parliament", "court", "media",
                         "company", "union", "ngo", "religious", "organisation"})  # fmt: skip
"""Kinds of groups."""

FIRST, LAST = dt.date.min, dt.date.max


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
        for word in row.many("shared") if "shared" in row.cells else ():
            actors.shared.setdefault(word, []).append(actor)
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
    if len(cell) == 10:
        return dt.date.fromisoformat(cell)
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
