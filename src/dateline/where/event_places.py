"""A place as the place of an event: with the words of the text that narrow it ("southern Syria").

The coordinates are always those of the gazetteer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceMention, Where
from dateline.saying.cues import read_cues
from dateline.where.capitals import read_capitals
from dateline.where.placenames import either
from dateline.wordlists import read_word_lists

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge
    from dateline.where.gazetteer import Place

_TELLING = frozenset({"say", "report"})
"""Classes of cues (``en/cues.tsv``) that tell of something."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words around the places of events, from ``en/places.toml``: before a name and behind it, that
    narrow it; ``says``: by which a sentence goes back to a place; ``going``, ``into``, ``reached``:
    of going there; ``hosting``: of having guests. ``telling``: verbs of speech; ``calling``: of
    speaking from afar.
    ``capitals``: by the code of the state; ``no_capitals``: words beside "capital" that make it
    another one; ``city_states``: states that are a town."""

    narrow: re.Pattern[str]
    behind: re.Pattern[str]
    says: Mapping[str, str]
    telling: frozenset[str]
    going: frozenset[str]
    into: frozenset[str]
    reached: frozenset[str]
    hosting: frozenset[str]
    calling: frozenset[str]
    capitals: Mapping[str, Place]
    no_capitals: frozenset[str]
    city_states: frozenset[str]


def read_place_words(knowledge: Knowledge) -> PlaceWords:
    """Read the words around the places of events."""
    data, lists = knowledge.toml("en/places.toml"), read_word_lists(knowledge)
    goal = data["goal"]
    return PlaceWords(
        narrow=re.compile(rf"\b((?:{either(data['narrow'])})[ -])$", re.IGNORECASE),
        behind=re.compile(rf"((?:['’]s)? (?:{either(data['behind'])}))\b"),
        says={word: kind for kind, words in data["says"].items() for word in words},
        telling=frozenset(
            verb
            for (verb, pos), kind in read_cues(knowledge).items()
            if pos == "VERB" and kind in _TELLING
        ),
        going=frozenset(goal["going"]),
        into=frozenset(goal["into"]),
        reached=frozenset(goal["reached"]),
        hosting=frozenset(goal["hosting"]),
        calling=lists.calling,
        capitals=read_capitals(knowledge),
        no_capitals=frozenset(data["no_capitals"]),
        city_states=frozenset(data["city_states"]),
    )


def place_of(
    place: PlaceMention, doc: Document, words: PlaceWords, main: str | None = None
) -> Where:
    """The place as the text names it: with the direction before and the kind behind the name.
    ``main``: the state in which a place lies that the gazetteer does not know."""
    start, end = place.start, place.end
    precision = place.precision
    if narrow := words.narrow.search(doc.text[max(0, start - 14) : start]):
        start -= len(narrow[1])
        precision = "region" if precision == "country" else precision
    if behind := words.behind.match(doc.text[end : end + 24]):
        end += len(behind[1])
    country = place.country
    if country is None and place.lat is None:
        country = main
    return Where(
        " ".join(doc.text[start:end].split()),
        place.lat,
        place.lon,
        country,
        place.geonameid,
        precision,
        (start, end),
    )


def main_country(doc: Document) -> str | None:
    """The state in which most of the towns and regions that a report names lie, if it is clear."""
    counts = Counter(p.country for p in doc.named_places if p.country and p.precision != "country")
    if not counts:
        counts = Counter(p.country for p in doc.named_places if p.country)
    if not counts:
        return None
    (country, count), total = counts.most_common(1)[0], sum(counts.values())
    return country if count * 3 >= total * 2 else None
