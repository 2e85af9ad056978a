"""Values of a filter that nothing can have: types, statuses, modes, … that nobody knows.

Asked for something misspelt, a store would give nothing, as if nothing had happened.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from dateline.data import EventType, SourceKind, Status
from dateline.errors import UsageError
from dateline.knowledge import Knowledge
from dateline.what.plover import CONTEXTS, modes
from dateline.who.actors import COUNTRIES, SECTORS

if TYPE_CHECKING:
    from dateline.store.filters import Filter

FEW = 30
"""So many values allowed are all named; of more, those most like what was asked for."""

_COUNTRY_SECTOR = re.compile(r"([A-Z]{3})/([A-Z]+)")


class Asked(NamedTuple):
    """A value that is asked for: its parameter, as given, the terms of records that have it, and
    the values allowed, with what each may be called."""

    parameter: str
    value: str
    terms: tuple[str, ...]
    allowed: Callable[[], Mapping[str, str]]


def check(wanted: Filter, in_store: Callable[[Collection[str]], Collection[str]]) -> None:
    """Raise ``UsageError`` for a value that is none of those allowed, and that no record has.

    ``in_store`` tells which of some terms a record has: people's own knowledge and corrections may
    have modes that we do not know.
    """
    strange = [one for one in _closed(wanted) if one.value.casefold() not in _folded(one.allowed())]
    held = set(in_store([term for one in strange for term in one.terms])) if strange else set()
    for one in strange:
        if held.isdisjoint(one.terms):
            raise UsageError(_message(one))


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
            if parts is not None:
                terms = tuple(f"{side}:{value}" for side in sides)
                yield Asked(f"{parameter} {value}", parts[1], terms, _countries)
                yield Asked(f"{parameter} {value}", parts[2], terms, _sectors)


def _message(asked: Asked) -> str:
    allowed = asked.allowed()
    values = sorted(set(allowed.values()))
    said = f"{asked.parameter}: {asked.value!r} is not"
    if len(values) <= FEW:
        return f"{said} one of {', '.join(values)}"
    folded = {name.casefold(): value for name, value in allowed.items()}
    near = difflib.get_close_matches(asked.value.casefold(), folded, n=3, cutoff=0.6)
    nearest = dict.fromkeys(folded[name] for name in near)
    if nearest:
        return f"{said} known; did you mean {' or '.join(nearest)}?"
    if asked.allowed is _countries:
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
