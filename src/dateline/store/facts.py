"""What a record can be found by: its row in the table ``records``, and its terms.

A term is a word such as ``a:SYR`` (an actor from Syria). Queries look for terms, in the index or,
for a past day, in a record just made: both get them from here.

    t:CONSULT               type                 m:visit  x:military    mode, context
    s:planned               status               q:1                    quad class
    a:… r:…                 actor, recipient, by country, sector, both (SYR/GOV), entity and name
    d:ISR>SYR  p:ISR:SYR    dyad, directed and either way, of countries and of entities
    l:SYR  g:SYR.13         country and region of the place
    n:golan heights         name of the place
    k:anonymous o:AFP       kind of source, outlet
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.what import plover

if TYPE_CHECKING:
    from dateline.data import Where
    from dateline.merge.types import EventRecord, Party

Region = Callable[["Where"], str | None]
"""Tells the GeoNames code of the region that a place lies in, such as ``SYR.13``."""

EXACT = frozenset({"site", "city", "district"})
"""Precisions of places that can lie within a radius: the middle of a state says nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A record with what it can be found by. ``row`` has the columns of the table ``records``
    that follow from the record itself."""

    record: EventRecord
    row: dict[str, Any]
    terms: frozenset[str]


def facts(record: EventRecord, region: Region) -> Facts:
    """Find out what a record can be found by."""
    when, where = record.when, record.where
    x, y, z = (None, None, None)
    if where is not None and where.precision in EXACT:
        x, y, z = point(where.lat, where.lon)
    first = when.start if when else record.first_published
    row = {
        "id": record.id,
        "event_type": record.event_type,
        "status": record.status,
        "day": first.toordinal(),
        "last": when.end.toordinal() if when else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "x": x,
        "y": y,
        "z": z,
        "score": plover.score(record.event_type, record.modes),
        "outlets": record.outlets,
        "sources": record.sources,
        "confidence": record.confidence,
        "contradicted": bool(record.contradictions),
        "hidden": record.rejected,
    }
    return Facts(record, row, frozenset(_terms(record, region)))


def point(lat: float | None, lon: float | None) -> tuple[float | None, float | None, float | None]:
    """Put a place on the unit sphere."""
    if lat is None or lon is None:
        return None, None, None
    phi, theta = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def plain(text: str) -> str:
    """Bring a name to the form it is compared in: lower case, single blanks."""
    return " ".join(text.casefold().split())


def _terms(record: EventRecord, region: Region) -> Iterator[str]:
    yield f"t:{record.event_type}"
    yield f"s:{record.status}"
    yield f"q:{plover.quad(record.event_type)}"
    for mode in record.modes:
        yield f"m:{mode}"
    for context in record.contexts:
        yield f"x:{context}"
    for party in record.actors:
        yield from (f"a:{name}" for name in _names(party))
    for party in record.recipients:
        yield from (f"r:{name}" for name in _names(party))
    yield from _dyads(record)
    for kind in record.source_kinds:
        yield f"k:{kind}"
    for publisher in record.publishers:
        yield f"o:{plain(publisher)}"
    if record.where is not None:
        yield f"n:{plain(record.where.name)}"
        if record.where.country is not None:
            yield f"l:{record.where.country}"
        inside = region(record.where)
        if inside is not None:
            yield f"g:{inside}"


def _names(party: Party) -> Iterator[str]:
    yield plain(party.name)
    if party.country is not None:
        yield party.country
    for sector in party.sectors:
        yield sector
        if party.country is not None:
            yield f"{party.country}/{sector}"
    if party.entity is not None:
        yield party.entity


def _dyads(record: EventRecord) -> Iterator[str]:
    """Who with whom. The parties of a reciprocal act, all actors, go both ways."""
    actors = [_codes(party) for party in record.actors]
    recipients = [_codes(party) for party in record.recipients]
    for i, one in enumerate(actors):
        for other in recipients:
            yield from _pairs(one, other)
        if not recipients:
            for j, other in enumerate(actors):
                if i != j:
                    yield from _pairs(one, other)


def _pairs(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    for a in one:
        for b in other:
            yield f"d:{a}>{b}"
            yield f"p:{min(a, b)}:{max(a, b)}"


def _codes(party: Party) -> list[str]:
    return sorted({code for code in (party.country, party.entity) if code is not None})
