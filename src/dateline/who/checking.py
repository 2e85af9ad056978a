"""Checks and counts the knowledge files of who is who, for whoever edits them.

    for finding in check(Knowledge((ROOT, folder))):
        print(finding)          # .../people.tsv:12: jo-doe: sector 'GOVT' is not one of ...

Loading needs none of this; it stops at the first row that cannot be read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline import wordlists
from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge, Row, read_rows
from dateline.parsers import tokenizer
from dateline.who import acronyms, actors, reading
from dateline.who.actors import Actor, Form, Term
from dateline.who.folding import name_words

READERS: dict[str, Callable[[Row], reading.Named]] = {
    reading.COUNTRIES: reading.read_state,
    reading.BODIES: reading.read_body,
    reading.GROUPS: reading.read_group,
    reading.PEOPLE: reading.read_person,
}
"""The files of actors, and what reads a row of each."""

HANDOVER_DAYS = 45
"""Days that two terms of a sole office may overlap: months stand in the files, not days."""

_WIKIDATA = re.compile(r"Q[1-9][0-9]*$")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a line of a file, or (not ``certain``) something to look at again."""

    path: str
    line: int | None
    reason: str
    certain: bool = True

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {'' if self.certain else 'doubt: '}{self.reason}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row with what it says."""

    row: Row
    actor: Actor
    names: list[tuple[str, Form]]

    def finding(self, reason: str, *, certain: bool = True) -> Finding:
        return Finding(self.row.path, self.row.line, f"{self.actor.id}: {reason}", certain)


def check(knowledge: Knowledge) -> list[Finding]:
    """Find what is wrong in the files, in the order of files and lines."""
    found: list[Finding] = []
    entries: list[_Entry] = []
    sole: set[str] = set()
    for root in knowledge.roots:
        if root != ROOT:
            found += _unknown_files(root)
        for name, reader in READERS.items():
            found += _read_file(root / name, reader, entries)
        found += _read_roles(root / reading.ROLES)
        found += _read_words(root / wordlists.FILE, sole)
    codes = {code for e in entries if e.actor.kind == "state" for code in e.actor.countries}
    for entry in entries:
        found += _check_entry(entry, codes)
    found += _same_ids(entries)
    found += _same_names(entries)
    found += _same_offices(entries, sole)
    found += _spelled_out(entries)
    order = {str(root): n for n, root in enumerate(knowledge.roots)}
    return sorted(found, key=lambda f: (order.get(str(Path(f.path).parent.parent), 9), f.path,
                                        f.line or 0))  # fmt: skip


def _unknown_files(root: Path) -> Iterator[Finding]:
    """Files of a user's folder that we have none of: a name misspelt, most likely."""
    ours = {str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.suffix in (".tsv", ".toml")}
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".tsv", ".toml")):
        if path.relative_to(root).as_posix() not in ours:
            yield Finding(str(path), None, f"not read; the files are {', '.join(sorted(ours))}")


def _read_file(
    path: Path, reader: Callable[[Row], reading.Named], entries: list[_Entry]
) -> Iterator[Finding]:
    for row in _rows(path):
        try:
            if isinstance(row, KnowledgeError):
                raise row
            entries.append(_Entry(row, *reader(row)))
        except KnowledgeError as error:
            yield Finding(error.path, error.line, error.reason)


def _rows(path: Path) -> Iterator[Row | KnowledgeError]:
    return read_rows(path) if path.is_file() else iter(())


def _read_roles(path: Path) -> Iterator[Finding]:
    seen, tokenize = dict[tuple[str, ...], int](), tokenizer.load(Knowledge())
    for row in _rows(path):
        try:
            if isinstance(row, KnowledgeError):
                raise row
            words, role = reading.read_role(row, tokenize)
        except KnowledgeError as error:
            yield Finding(error.path, error.line, error.reason)
            continue
        if words in seen:
            yield Finding(row.path, row.line, f"{role.phrase!r} stands in line {seen[words]} too")
        if role.phrase != role.phrase.lower():
            yield Finding(row.path, row.line, f"{role.phrase!r} is not in lower case")
        seen.setdefault(words, row.line)


def _read_words(path: Path, sole: set[str]) -> Iterator[Finding]:
    """What is wrong in the lists of words; notes the offices that one person holds at a time."""
    seen: dict[tuple[str, str], int] = {}
    for row in _rows(path):
        try:
            if isinstance(row, KnowledgeError):
                raise row
            name, own = wordlists.read_row(row)
        except KnowledgeError as error:
            yield Finding(error.path, error.line, error.reason)
            continue
        if name == "sole_office":
            sole.update(own)
        for word in own:
            if (name, word) in seen:
                yield Finding(
                    row.path, row.line, f"{word!r} is {name} in line {seen[name, word]} too"
                )
            seen.setdefault((name, word), row.line)


# --- one entry --------------------------------------------------------------------------------


def _check_entry(entry: _Entry, codes: set[str]) -> Iterator[Finding]:
    actor = entry.actor
    for country in actor.countries:
        if country not in codes:
            yield entry.finding(f"country {country!r} is not in countries.tsv")
    for term in actor.terms:
        if term.first > term.last:
            yield entry.finding(f"a term ends before it begins: {_shown(term)}")
    yield from _overlaps(entry)
    if actor.kind == "person":
        wikidata = entry.row.get("wikidata")
        if wikidata is not None and _WIKIDATA.match(wikidata) is None:
            yield entry.finding(f"{wikidata!r} is no Wikidata id")
    seen: set[tuple[str, Form]] = set()
    for name, form in entry.names:
        if (name, form) in seen:
            yield entry.finding(f"{name!r} is given twice")
        seen.add((name, form))


def _overlaps(entry: _Entry) -> Iterator[Finding]:
    """Terms that hold at once: of a group any two, of a person two of one title."""
    person = entry.actor.kind == "person"
    terms = sorted(entry.actor.terms, key=lambda t: (t.first, t.last))
    for n, one in enumerate(terms):
        for other in terms[n + 1 :]:
            if person and one.title != other.title:
                continue
            if one.first <= one.last and other.first <= one.last and not _touch(one, other):
                yield entry.finding(f"terms overlap: {_shown(one)} and {_shown(other)}")


def _touch(one: Term, other: Term) -> bool:
    """Whether two terms share no more than the month or year in which one follows the other."""
    end, begin = one.last, other.first
    month = dt.date(end.year, end.month, 1)
    month_ends = end == dt.date.max or (end + dt.timedelta(1)).month != end.month
    year_ends = (end.month, end.day) == (12, 31)
    return end == begin or (month_ends and begin >= month) or (
        year_ends and begin.year == end.year
    )  # fmt: skip


def _shown(term: Term) -> str:
    first = "" if term.first == reading.FIRST else str(term.first)
    last = "" if term.last == reading.LAST else str(term.last)
    title = f"{term.title} " if term.title else ""
    return f"{title}{' '.join(term.sectors)} {first}/{last}"


# --- entries side by side ---------------------------------------------------------------------


def _same_ids(entries: list[_Entry]) -> Iterator[Finding]:
    """An id given twice in one folder, or to two kinds of actors."""
    seen: dict[str, _Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.actor.id, entry)
        if first is entry:
            continue
        corrects = first.row.path != entry.row.path and first.actor.kind == entry.actor.kind
        if not corrects:
            yield entry.finding(f"this id stands in {_place(first)} too")
        seen[entry.actor.id] = entry
    wikidata: dict[str, _Entry] = {}
    for entry in entries:
        if entry.actor.kind == "person" and (number := entry.row.get("wikidata")):
            first = wikidata.setdefault(number, entry)
            if first.actor.id != entry.actor.id:
                yield entry.finding(f"{number} is {first.actor.id} in {_place(first)} too")


def _same_names(entries: list[_Entry]) -> Iterator[Finding]:
    """A name that means several actors wherever it stands.

    A name of a state may also be that of its government or of an organ ("the Kremlin"), and of
    people of one name the report decides; of other actors all but one need it as ``context``.
    """
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], _Entry] = {}
    for entry in entries:
        kind = "organisation" if entry.actor.kind in ("body", "group") else entry.actor.kind
        for key in sorted({tuple(name_words(n)) for n, form in entry.names if form == "name"}):
            words = key[1:] if len(key) > 1 and key[0] == ("the", "A") else key
            first = seen.setdefault((kind, words), entry)
            if first.actor.id != entry.actor.id:
                name = " ".join(text for text, _ in words)
                yield entry.finding(f"{name!r} is also a name of {first.actor.id} in "
                                    f"{_place(first)}", certain=kind != "person")  # fmt: skip


def _same_offices(entries: list[_Entry], sole: set[str]) -> Iterator[Finding]:
    """Two holders of an office that one person of a country holds at a time."""
    held: dict[tuple[str, str], list[tuple[Term, _Entry]]] = defaultdict(list)
    for entry in entries:
        if entry.actor.kind != "person" or not entry.actor.countries:
            continue
        for term in entry.actor.terms:
            if term.title in sole and not term.international:
                held[entry.actor.countries[0], term.title].append((term, entry))
    for (country, title), holders in sorted(held.items()):
        holders.sort(key=lambda h: (h[0].first, h[0].last))
        for n, (one, entry) in enumerate(holders):
            for other, second in holders[n + 1 :]:
                days = (min(one.last, other.last) - other.first).days
                if days > HANDOVER_DAYS and entry.actor.id != second.actor.id:
                    yield second.finding(f"{title} of {country} at the time of {entry.actor.id} "
                                         f"in {_place(entry)}: {_shown(other)}",
                                         certain=False)  # fmt: skip


def _spelled_out(entries: list[_Entry]) -> Iterator[Finding]:
    """Groups of one kind and country of which one is called by the letters of the other: one body
    in two rows, most likely."""
    alike: dict[tuple[str, tuple[str, ...]], list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.actor.kind == "group":
            alike[entry.actor.type, entry.actor.countries].append(entry)
    for group in alike.values():
        letters = {e.actor.name: e for e in group if e.actor.name.isupper()}
        for entry in group:
            for acronym in sorted(acronyms.spelled(entry.actor.name) & letters.keys()):
                if len(acronym) > 2 and letters[acronym] is not entry:
                    yield letters[acronym].finding(f"may be {_place(entry)}", certain=False)


def _place(entry: _Entry) -> str:
    return f"{Path(entry.row.path).name}:{entry.row.line}"


# --- counting ---------------------------------------------------------------------------------


def count(knowledge: Knowledge) -> dict[str, int]:
    """How many entries the knowledge base has, by sort.

    Raises ``KnowledgeError`` for a row that cannot be read.
    """
    found: Counter[str] = Counter()
    known = reading.read_actors(knowledge)
    for actor in known.by_id.values():
        if actor.kind == "state":
            found[f"countries: {actor.type}"] += 1
        elif actor.kind == "group":
            found[f"groups: {actor.type}"] += 1
            found["groups: terms"] += sum(t.first > reading.FIRST or t.last < reading.LAST
                                          for t in actor.terms)  # fmt: skip
        else:
            found[f"{'bodies' if actor.kind == 'body' else 'people'}: all"] += 1
        if actor.kind == "person":
            found["people: offices"] += len(actor.terms)
    found["people: with Wikidata id"] = sum(
        row.get("wikidata") is not None for row in knowledge.rows(reading.PEOPLE)
    )
    for roles in known.roles.values():
        for _, role in roles:
            found[f"roles: {role.type}"] += 1
    found["names: all"] = _count_names(known.names)
    return dict(sorted(found.items()))


def _count_names(node: actors.Node) -> int:
    """How many names (spelling and meaning) a tree of names holds."""
    return sum(len(below) if key == actors.END else _count_names(below)
               for key, below in node.items())  # fmt: skip
