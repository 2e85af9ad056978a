"""How prominent each place is that a name may mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dateline.where.gazetteer import Gazetteer, Place, normal
from dateline.where.placenames import Find, Readings
from dateline.where.states import FILE as STATES

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge


SHORT = "en/regions_short.tsv"


def finder(knowledge: Knowledge) -> Find:
    """Open the gazetteer: look-up with the weight of each reading; what was looked up once is
    kept."""
    gazetteer, short, long = Gazetteer.open(knowledge), _short(knowledge), _long(knowledge)
    cache: dict[str, Readings] = {}
    least = {state: min(_REGION_LEAST, n) for state, n in gazetteer.people_of_regions().items()}

    def find(name: str) -> Readings:
        found = cache.get(name)
        if found is None:
            if len(cache) > 20_000:
                cache.clear()
            full, country = short.get(name, (name, None))
            places = gazetteer.find(full)
            if not places and full in long:
                full = long[full]
                places = [p for p in gazetteer.find(full) if p.kind == "country"]
            if country is not None:
                places = [p for p in places if p.country == country and p.kind == "region"]
            ours = any(p.own and p.kind == "city" and not _is_other(p, full) for p in places)
            found = cache[name] = [(p, _weight(p, full, least, ours=ours)) for p in places]
        return found

    return find


def _short(knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """The short forms of regions: "Ky." → ("Kentucky", "USA")."""
    return {
        short: (row.need("name"), row.need("country"))
        for row in knowledge.rows(SHORT)
        for short in row.many("short")
    }


def _long(knowledge: Knowledge) -> dict[str, str]:
    """The long and former names of states: "Republic of Armenia" → "Armenia"."""
    return {
        name: row.need("name")
        for row in knowledge.rows(STATES)
        if row.need("kind") == "state"
        for name in row.many("names")
    }


_REGION_LEAST = 50_000
"""What a region of a state of large regions has of inhabitants at least: the index counts those of
the towns it knows."""

_OWN, _OWN_TOWN = 1_000_000, 100_000
"""The least of inhabitants that a region and a town or quarter of our own table count as: they are
there as they are news."""

_OTHER_NAME = 1.2
"""What a town loses by having another usual name, where ours has this one: Belém by "Bethlehem"."""

_PRIOR = {
    "country": 10.0, "historic": 7.0, "continent": 7.5, "area": 7.0, "sea": 6.5, "strait": 6.5,
    "disputed": 7.0, "island": 6.0, "mountain": 6.0, "water": 6.0,
    "border": 6.0, "camp": 5.5, "base": 5.5, "site": 5.5,
}  # fmt: skip
_PEOPLED = {
    "city": (500, 0.0),
    "capital": (500, 1.6),
    "seat": (500, 1.6),
    "region": (50_000, -0.7),
    "district": (5_000, -0.9),
}
"""Of places weighed by their inhabitants: how many where unknown, and what the kind adds."""


def _weight(place: Place, text: str, least: Mapping[str, float], *, ours: bool = False) -> float:
    """How prominent a place is: towns and regions by the logarithm of their inhabitants, others by
    kind. One whose usual name this is counts more than one for which it is some other name.

    ``least`` are the inhabitants that a region of a state has at least, whatever the index knows;
    ``ours``: that one of our own towns has this usual name.
    """
    peopled = _PEOPLED.get(place.kind)
    if peopled is None:
        return _PRIOR[place.kind]
    alike = _alike(normal(place.name), normal(text))
    if place.own:
        alike = max(alike, 1.5)
    elif ours and _is_other(place, text):
        alike -= _OTHER_NAME
    if place.kind == "district" and alike < 2:
        alike -= 1.0  # a county is seldom named without the word
    people: float = place.population or peopled[0]
    if place.kind == "region":
        people = max(people, least.get(place.country or "", 0.0))
    if place.own:
        people = max(people, _OWN if place.kind == "region" else _OWN_TOWN)
    return math.log10(people) + peopled[1] + alike - 1.0


def _is_other(place: Place, text: str) -> bool:
    """Whether a name is not the usual one of a town."""
    return place.kind == "city" and normal(place.name) != normal(text)


def _alike(name: str, text: str) -> float:
    """2 where a name is the place's usual one, 1.5 for a part or a near spelling, else -0.5.

    Gazetteers list historic names of great cities (Philadelphia for Amman), which no report means.
    """
    if name == text:
        return 2.0
    if name == f"{text} city":
        return 0.5  # "Mexico" is seldom Mexico City
    if name in text or text in name:
        return 1.5
    common = sum(a == b for a, b in zip(name, text, strict=False))
    near = name[:1] == text[:1] and common * 2 >= max(len(name), len(text))
    if near:
        return 1.5
    letters = len(name) + len(text)
    if 2 * min(len(name), len(text)) < _ALIKE * letters or len(set(name) & set(text)) < 3:
        return -0.5  # they cannot be alike, which is quicker to see
    return 1.5 if SequenceMatcher(None, name, text, autojunk=False).ratio() >= _ALIKE else -0.5


_ALIKE = 0.65
"""How alike two spellings of one name are at least ("Galkayo", "Gaalkacyo")."""

KNOWN = 4.5
"""The weight from which a town may give an outlet its name."""
