"""What is asked of a store: typed filters, and what they come to in terms of the index."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.errors import UsageError
from dateline.store.facts import Facts, plain, point

Order = Literal["oldest", "newest"]

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are asked for. What is empty or ``None`` does not restrict.

    ``actor``, ``recipient``, ``party`` (either of them): a country (``SYR``), a sector (``GOV``),
    both (``SYR/GOV``), an entity id or a name; all of several must take part. ``dyad``: ``ISR>SYR``
    (what one does to the other) or ``ISR:SYR`` (either way), of countries or entity ids; any of
    several. Codes may be in small letters. ``types``, ``modes``, ``contexts``, ``statuses``,
    ``countries``, ``regions`` (names), ``places`` (names), ``source_kinds`` and ``outlets``: any of
    several.

    ``since`` and ``until`` are days of the event: it counts where it overlaps them. An event whose
    day nobody gives is left out then, unless ``undated`` puts it at its first report. ``near`` is
    latitude, longitude and a radius in km, for places known to the district or better. ``text``:
    all these words, in a sentence that tells the event, a title, or names; ``"a phrase"``;
    ``word*`` for words that begin so. ``as_of``: the record as it stood from what was published by
    that day.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: tuple[float, float, float] | None = None
    source_kinds: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    min_sources: int | None = None
    min_outlets: int | None = None
    min_confidence: float | None = None
    contradicted: bool | None = None
    text: str | None = None
    as_of: dt.date | None = None
    rejected: bool = False
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A filter, worked out: groups of terms, of each of which a record must have one, and the
    rest."""

    wanted: Filter
    groups: tuple[frozenset[str], ...]
    searched: str | None

    def fits(self, found: Facts) -> bool:
        """Tell whether a record just made is asked for; the search of words is not looked at."""
        asked, row = self.wanted, found.row
        if row["hidden"] != asked.rejected or (asked.ids and row["id"] not in asked.ids):
            return False
        if not all(group & found.terms for group in self.groups):
            return False
        last = row["last"]
        if asked.since or asked.until:
            if last is None:
                if not asked.undated:
                    return False
                last = row["day"]
            if asked.until and row["day"] > asked.until.toordinal():
                return False
            if asked.since and last < asked.since.toordinal():
                return False
        if asked.near is not None:
            middle, least = circle(asked.near)
            if row["x"] is None:
                return False
            if (
                sum(a * b for a, b in zip(middle, (row["x"], row["y"], row["z"]), strict=True))
                < least
            ):
                return False
        return (
            row["sources"] >= (asked.min_sources or 0)
            and row["outlets"] >= (asked.min_outlets or 0)
            and (row["confidence"] or 0) >= (asked.min_confidence or 0)
            and asked.contradicted in (None, row["contradicted"])
        )


def plan(wanted: Filter, regions_named: Callable[[str], Sequence[str]]) -> Plan:
    """Work out a filter. Raises ``UsageError`` where it asks for what cannot be."""
    groups: list[frozenset[str]] = []

    def any_of(prefix: str, values: Iterable[str]) -> None:
        some = frozenset(f"{prefix}:{value}" for value in values)
        if some:
            groups.append(some)

    for name in wanted.actor:
        any_of("a", party_terms(name))
    for name in wanted.recipient:
        any_of("r", party_terms(name))
    for name in wanted.party:
        groups.append(frozenset(f"{side}:{n}" for side in "ar" for n in party_terms(name)))
    if wanted.dyad:
        groups.append(frozenset(term for pair in wanted.dyad for term in dyad_terms(pair)))
    any_of("t", (value.upper() for value in wanted.types))
    any_of("m", (value.lower() for value in wanted.modes))
    any_of("x", (value.lower() for value in wanted.contexts))
    any_of("s", (value.lower() for value in wanted.statuses))
    any_of("l", (value.upper() for value in wanted.countries))
    any_of("k", (value.lower() for value in wanted.source_kinds))
    any_of("o", (plain(value) for value in wanted.outlets))
    any_of("n", (plain(value) for value in wanted.places))
    if wanted.regions:
        codes = [code for name in wanted.regions for code in regions_named(name)]
        if not codes:
            raise UsageError(
                f"no region is called {' or '.join(wanted.regions)}"
                " (a province, state or governorate is expected, such as Idlib)"
            )
        any_of("g", codes)
    if wanted.near is not None:
        lat, lon, km = wanted.near
        if not (abs(lat) <= 90 and abs(lon) <= 180 and km >= 0):
            raise UsageError("near: latitude, longitude in degrees and a radius in km are expected")
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise UsageError("until lies before since")
    return Plan(wanted, tuple(groups), wanted.text)


def party_terms(name: str) -> tuple[str, ...]:
    """The terms that a name may stand for: a code as it is or in small letters, and a name in lower
    case. "Che" is a name, "che" Switzerland, too.

    >>> party_terms("nga/cop"), party_terms("Che")
    (('nga/cop', 'NGA/COP'), ('Che', 'che'))
    """
    codes = (name.upper(),) if name.islower() or "/" in name else ()
    return tuple(dict.fromkeys((name, plain(name), *codes)))


def dyad_parts(pair: str) -> tuple[str, str, str]:
    """Take a dyad apart: one, the sign between, the other. Raises ``UsageError`` for anything
    else."""
    for sign in ">:":
        one, found, other = (part.strip() for part in pair.partition(sign))
        if found and one and other and not {">", ":"} & set(other):
            return one, found, other
    raise UsageError(f"dyad {pair!r}: two parties are expected, as ISR>SYR or ISR:SYR")


def dyad_terms(pair: str) -> tuple[str, ...]:
    """The terms that a dyad may stand for, as for ``party_terms``."""
    one, sign, other = dyad_parts(pair)
    found = [(a, b) for a in party_terms(one) for b in party_terms(other)]
    if sign == ">":
        return tuple(f"d:{a}>{b}" for a, b in found)
    return tuple(f"p:{min(pair)}:{max(pair)}" for pair in found)


def circle(near: tuple[float, float, float]) -> tuple[tuple[float, float, float], float]:
    """The middle on the unit sphere, and the least dot product with it within the radius."""
    lat, lon, km = near
    x, y, z = point(lat, lon)
    assert x is not None
    assert y is not None
    assert z is not None
    return (x, y, z), math.cos(min(km / EARTH_KM, math.pi))
