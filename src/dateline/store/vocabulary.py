"""Values of a filter that nothing can have: types, statuses, modes, … that nobody knows.

Asked for something misspelt, a store would give nothing, as if nothing had happened.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from dateline.data import EventType, SourceKind, Status
from dateline.errors import UsageError
from dateline.knowledge import Knowledge
from dateline.store.facts import plain
from dateline.store.filters import dyad_parts, party_terms
from dateline.what.plover import CONTEXTS, modes
from dateline.who.actors import SECTORS
from dateline.who.folding import fold
from dateline.who.reading import COUNTRIES, read_actors

if TYPE_CHECKING:
    from dateline.store.filters import Filter

FEW = 30
"""So many values allowed are all named; of more, those most like what was asked for."""

_COUNTRY_SECTOR = re.compile(r"([A-Za-z]{3})/([A-Za-z]+)")
_CODE = re.compile("[A-Z]{3}")


class Asked(NamedTuple):
    """A value that is asked for: its parameter, as given, the terms of records that have it, and
    the values allowed, with what each may be called."""

    parameter: str
    value: str
    terms: tuple[str, ...]
    allowed: Callable[[], Mapping[str, str]]


InStore = Callable[[Collection[str]], Collection[str]]
"""Tells which of some terms a record has."""


def check(wanted: Filter, in_store: InStore) -> None:
    """Raise ``UsageError`` for a value that is none of those allowed, and that no record has.

    People's own knowledge and corrections may have modes that we do not know.
    """
    strange = [one for one in _closed(wanted) if one.value.casefold() not in _folded(one.allowed())]
    held = set(in_store([term for one in strange for term in one.terms])) if strange else set()
    for one in strange:
        if held.isdisjoint(one.terms):
            called = _called(one.value, in_store) if one.allowed is _codes else ()
            raise UsageError(_message(one, called))


def hints(wanted: Filter, in_store: InStore) -> list[str]:
    """Say what else could be asked for: of names that no record has, and of states by name, which
    finds only those that are named.

    >>> from dateline.store.filters import Filter
    >>> hints(Filter(party=("Marcos",)), lambda terms: [])
    ["party: no record has the name 'Marcos'; a search of words finds parts of names"]
    """
    out: list[str] = []
    for parameter, value, terms in _open(wanted):
        state = None if parameter in ("outlet", "place") else _state(value)
        if state is not None:
            out.append(f"{parameter}: {value!r} is looked for as a name; {state} finds the state")
        elif not in_store(terms):
            called = () if parameter in ("outlet", "place") else _called(value, in_store)
            do = f"; did you mean {' or '.join(called)}?" if called else ""
            if not do and parameter != "outlet":
                do = "; a search of words finds parts of names"
            out.append(f"{parameter}: no record has the name {value!r}{do}")
    return out


def _open(wanted: Filter) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the values that may be any name: parameter, value, and terms of records that have
    it."""
    named = [
        *(("actor", value, "a") for value in wanted.actor),
        *(("recipient", value, "r") for value in wanted.recipient),
        *(("party", value, "ar") for value in wanted.party),
        *((f"dyad {pair}", value, "ar") for pair in wanted.dyad for value in dyad_parts(pair)[::2]),
    ]
    for parameter, value, sides in named:
        if not _is_code(value):
            found = party_terms(value)
            yield parameter, value, tuple(f"{side}:{term}" for side in sides for term in found)
    for parameter, values, prefix in (
        ("place", wanted.places, "n"),
        ("outlet", wanted.outlets, "o"),
    ):
        for value in values:
            yield parameter, value, (f"{prefix}:{plain(value)}",)


def _is_code(value: str) -> bool:
    return {*value.casefold().split("/")} <= _folded(_codes())


def _state(name: str) -> str | None:
    """The code of the state that a name means, ``None`` for a code itself."""
    code = _by_folded_name().get(name.casefold())
    return None if code is None or code.casefold() == name.casefold() else code


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): code for name, code in _countries().items()}


def _called(name: str, in_store: InStore) -> tuple[str, ...]:
    """The entities that a name may mean (a short form, a surname), as far as a record has them."""
    known = read_actors(Knowledge())
    asked = plain(name)
    ids = [
        key for key, names in known.spellings.items() if any(plain(one) == asked for one in names)
    ]
    ids += [actor.id for actor in known.surnames.get(fold(name), ())]
    ids = [key for key in dict.fromkeys(ids) if in_store([f"a:{key}", f"r:{key}"])]
    return tuple(ids[:3])


def _closed(wanted: Filter) -> Iterator[Asked]:
    for parameter, values, prefix, written, allowed in (
        ("type", wanted.types, "t", str.upper, _types),
        ("status", wanted.statuses, "s", str.lower, _statuses),
        ("mode", wanted.modes, "m", str.lower, _modes),
        ("context", wanted.contexts, "x", str.lower, _contexts),
        ("source_kind", wanted.source_kinds, "k", str.lower, _kinds),
        ("country", wanted.countries, "l", str.upper, _countries),
    ):
        for value in values:
            yield Asked(parameter, value, (f"{prefix}:{written(value)}",), allowed)
    for parameter, values, sides in (
        ("actor", wanted.actor, "a"),
        ("recipient", wanted.recipient, "r"),
        ("party", wanted.party, "ar"),
    ):
        for value in values:
            parts = _COUNTRY_SECTOR.fullmatch(value)
            terms = tuple(f"{side}:{term}" for side in sides for term in party_terms(value))
            if parts is not None:
                yield Asked(f"{parameter} {value}", parts[1], terms, _countries)
                yield Asked(f"{parameter} {value}", parts[2], terms, _sectors)
            elif _CODE.fullmatch(value):
                yield Asked(parameter, value, terms, _codes)
    for pair in wanted.dyad:
        for value in dyad_parts(pair)[::2]:
            if _CODE.fullmatch(value):
                terms = tuple(f"{side}:{term}" for side in "ar" for term in party_terms(value))
                yield Asked(f"dyad {pair}", value, terms, _codes)


def _message(asked: Asked, called: Sequence[str]) -> str:
    allowed = asked.allowed()
    values = sorted(set(allowed.values()))
    said = f"{asked.parameter}: {asked.value!r} is not"
    if called:
        return f"{said} a code; did you mean {' or '.join(called)}?"
    if len(values) <= FEW:
        return f"{said} one of {', '.join(values)}"
    folded = {name.casefold(): value for name, value in allowed.items()}
    exact = asked.value.casefold() in folded
    near = difflib.get_close_matches(asked.value.casefold(), folded, n=3, cutoff=0.6)
    nearest = dict.fromkeys(folded[name] for name in near[: 1 if exact else None])
    if nearest:
        return f"{said} known; did you mean {' or '.join(nearest)}?"
    if asked.allowed in (_countries, _codes):
        return f"{said} known; a code of three letters is expected, such as SYR"
    return f"{said} one of {', '.join(values)}"


def _folded(allowed: Mapping[str, str]) -> set[str]:
    return {value.casefold() for value in allowed.values()}


def _same(values: Collection[str]) -> dict[str, str]:
    return {value: value for value in values}


def _types() -> dict[str, str]:
    return _same(get_args(EventType))


def _statuses() -> dict[str, str]:
    return _same(get_args(Status))


def _kinds() -> dict[str, str]:
    return _same(get_args(SourceKind))


def _contexts() -> dict[str, str]:
    return _same(CONTEXTS)


def _sectors() -> dict[str, str]:
    return _same(SECTORS)


def _codes() -> dict[str, str]:
    """Codes that a party alone may be: of states, by their names, too, and sectors."""
    return {**_sectors(), **_countries()}


def _modes() -> dict[str, str]:
    return _same(modes())


@cache
def _countries() -> dict[str, str]:
    """Codes of states, of now and earlier, with their names."""
    found: dict[str, str] = {}
    for row in Knowledge().rows(COUNTRIES):
        code = row.need("code")
        earlier = (cell.partition("/")[0] for cell in row.many("earlier"))
        found |= _same([code, *earlier])
        for name in (row.need("name"), *row.many("names"), *row.many("adjectives")):
            found.setdefault(name, code)
    return found
