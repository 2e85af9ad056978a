"""Which region (province, state, governorate) a place lies in, as the gazetteer knows it."""

from __future__ import annotations

from functools import cache

from dateline.data import Where
from dateline.knowledge import Knowledge
from dateline.where.gazetteer import Gazetteer, Place


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open(Knowledge())


def region_of(where: Where) -> str | None:
    """Tell the region of a place by its GeoNames code, such as ``SYR.13``; ``None`` unknown."""
    if where.country is None or where.precision == "country":
        return None
    return _region(where.name, where.geonameid, where.country, where.lat, where.lon)


@cache
def _region(
    name: str, geonameid: int | None, country: str, lat: float | None, lon: float | None
) -> str | None:
    for place in _gazetteer().find(name):
        same = (
            place.geonameid == geonameid
            if geonameid is not None
            else (place.lat, place.lon) == (lat, lon)
        )
        if same and place.country == country and place.region is not None:
            return f"{country}.{place.region}"
    return None


def regions_named(name: str) -> list[str]:
    """Give the codes of all regions of this name."""
    return sorted({code for place in _gazetteer().find(name) if (code := _code(place))})


def _code(place: Place) -> str | None:
    if place.kind != "region" or place.country is None or place.region is None:
        return None
    return f"{place.country}.{place.region}"
