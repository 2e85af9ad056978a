"""Finds the places that a report names and says where they are.

    "… in Paris, Texas, …"  →  PlaceMention("Paris", lat=33.66, lon=-95.56, country="USA", …)

Names are found by ``where/placenames.py``, their readings weighed one by one by
``where/weights.py`` and all together by ``where/resolving.py``; ``where/lending.py`` places what
the gazetteer does not know near what it knows, and ``where/pointing.py`` marks words that point to
a place without naming where something is. A name that nothing places stays without coordinates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceMention
from dateline.where.home import home_of, outlet_of
from dateline.where.lending import lend
from dateline.where.placenames import Name, find_names, read_words
from dateline.where.pointing import pointing, read_belonging
from dateline.where.resolving import resolve
from dateline.where.states import States, read_states
from dateline.where.weights import finder

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "names"})
ASSIGNS = "places"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[PlaceMention, ...]]:
    """Open the gazetteer and return the function that finds places."""
    words, states = read_words(knowledge), read_states(knowledge)
    find = finder(knowledge)
    belonging = read_belonging(knowledge, find)

    def annotate(doc: Document) -> tuple[PlaceMention, ...]:
        names = find_names(doc, words, find, belonging)
        outlet = outlet_of(doc.report.publisher, words, find)
        home, region = home_of(doc, find)
        resolve([*names, *outlet], home, region, _adjectives(doc, states))
        lend(names, doc, words, find, home)
        names = [name for name in names if name.chosen or name.marked]
        names += pointing(doc, names, belonging, find)
        names.sort(key=lambda name: name.start)
        return tuple(_mention(name, doc, states) for name in names)

    return annotate


def _mention(name: Name, doc: Document, states: States) -> PlaceMention:
    place = name.chosen
    if place is None:
        country = next((p.country for p, _ in name.after), None) or _said(name, doc, states)
        return PlaceMention(name.start, name.end, name.text, name.text, country=country)
    return PlaceMention(
        name.start,
        name.end,
        name.text,
        place.name,
        place.lat,
        place.lon,
        states.at(place.country, doc.report.published),
        place.geonameid,
        place.precision,
        name.use,
    )


def _said(name: Name, doc: Document, states: States) -> str | None:
    """The state that the words before an unknown name give: "the Syrian town of"."""
    if name.kind is None:
        return None
    for word in reversed(doc.text[max(0, name.start - 45) : name.start].split()[-5:]):
        if word in states.adjectives:
            return states.at(states.adjectives[word], doc.report.published)
    return None


def _adjectives(doc: Document, states: States) -> Counter[str]:
    """How often the report uses the adjective of each state."""
    get = states.adjectives.get
    return Counter(code for token in doc.tokens if (code := get(token.text)))
