"""The ways in which words point to a country.

    "the Syrian president"      →  SYR, mod:adjective
    "Israel's army"             →  ISR, owner:name
    "the US envoy for Sudan"    →  USA, title:name, of a title that is read word by word
    "President Varga"           →  the country whose president was called so that day, surname:high

A way is how a word hangs on the noun ("owner", "of", "in"), then what it is ("name", "adjective",
"place", "group"). Nothing is chosen here: ``countries.py`` weighs the ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.data import NameMention, PlaceMention
from dateline.syntax import base
from dateline.who.folding import fold, pieces
from dateline.who.known import Known, Ref
from dateline.who.spellings import ARTICLES
from dateline.who.text import TITLE_CASES

DENIED = ("joint:ethnic", "joint:anti", "joint:pro")
"""Ways to name a state whose own those told of are not: "of Danish descent"."""

_INSIDE = {"of": "of", "in": "in", "at": "in", "from": "from", "for": "for", "to": "to",
           "on": "in", "with": "with", "by": "by", "within": "in", "inside": "in",
           "near": "in", "throughout": "in", "across": "in"}  # fmt: skip
_SENT = frozenset({"to", "for", "in"})
"""Cases of TITLE_CASES of where somebody is sent."""
_PASSED_OVER = frozenset({"flat", "compound", "conj", "amod", "goeswith", "fixed"})
"""Relations that lead no farther from a noun: of a longer name, of the second of two."""
_BESIDE = frozenset({"amod", "compound", "flat", "appos", "det", "nummod"})
_FARTHEST = 8
"""Words above one that are looked at."""
_IN_OFFICE = 1.5
"""Years from a term in which a surname may be that of its holder."""


class Evidence(NamedTuple):
    """A country that words point to (``None``: to none), and the way."""

    country: str | None
    way: str


def way_of(known: Known, i: int, head: int) -> str:
    """How a word inside a phrase hangs on its head; "+" where other words stand between."""
    tokens, relations = known.tokens, known.relations
    steps, at = 0, i
    while tokens[at].head != head and tokens[at].head != at and steps < _FARTHEST:
        if relations[at] not in _PASSED_OVER:
            steps += 1
        at = tokens[at].head
    if tokens[at].head != head:
        return "near"
    relation = tokens[at].deprel
    if relation == "nmod:desc" and at != i:
        return way_of(known, i, at)  # "Peru's envoy Ana Lima" is of Peru as its envoy is
    if relation == "nmod:poss":
        way = "owner"
    elif relation in ("nmod:desc", "nmod:unmarked"):
        way = "mod"
    elif base(relation) in ("nmod", "obl"):
        way = _case(known, at)
    elif base(relation) in _BESIDE:
        way = "mod"
    else:
        way = "near"
    return way if steps == 0 else f"{way}+"


def _case(known: Known, i: int) -> str:
    """The way that a preposition tells."""
    for j in known.below[i]:
        if known.relations[j] == "case":
            return _INSIDE.get(known.lower[j], "prep")
    return "mod"


def from_ref(known: Known, ref: Ref, way: str) -> Iterator[Evidence]:
    """The countries that a known name points to, by the way it stands."""
    actor = ref.actor
    if actor.kind == "state":
        kind = "region" if actor.type == "region" else ref.form
    elif actor.kind == "group":
        kind = "media" if actor.type == "media" else "group"
    else:
        kind = actor.kind
    if ref.form == "context":
        kind += "?"
    if actor.kind == "group" and not any(known.sure[c] for c in ref.countries):
        kind += "!"
    if not ref.countries:
        yield Evidence(None, f"{way}:{kind}")
    elif len(ref.countries) == 1:
        yield Evidence(ref.countries[0], f"{way}:{kind}")
    else:
        for country in ref.countries:
            if known.sure[country]:
                yield Evidence(country, f"{way}:several")


def place_from(known: Known, i: int) -> PlaceMention | None:
    """The place whose name begins with a word."""
    place = known.place_at.get(i)
    return place if place is not None and place.start == known.tokens[i].start else None


def from_place(place: PlaceMention | None, way: str) -> Iterator[Evidence]:
    """The country of a place, if it is known where that is, if only by what the report says: "the
    Ostrel region of Peru"."""
    if place is not None and (place.lat is not None or place.country is not None):
        yield Evidence(place.country, f"{way}:place" if place.country else f"{way}:region")


def from_title(known: Known, where: str, begin: int, office: int, end: int) -> Iterator[Evidence]:
    """Evidence in a title: names in front of the office, and behind it by preposition, those to
    whom somebody is sent only where it is not told who sends him: "US envoy for Sudan"."""
    start = begin
    for i in range(office, begin - 1, -1):
        if known.lower[i] in TITLE_CASES:
            start = i
            break
    case, seen = "", None
    sent = False
    for i in range(start, end):
        if i > office:
            case = TITLE_CASES.get(known.lower[i], case)
        if sent and case in _SENT:
            continue
        way = f"{where} {case}" if case else where
        ref = known.ref_at.get(i)
        if ref is not None:
            if ref is not seen and ref.actor.kind != "person":
                sent = sent or not case
                yield from from_ref(known, ref, way)
            seen = ref
        else:
            yield from from_place(place_from(known, i), way)


def from_surname(known: Known, name: NameMention) -> Iterator[Evidence]:
    """People in office whose surname this is, where the report names their country."""
    words = [p.text for p in pieces(name.text) if p.text not in ARTICLES]
    if not words:
        return
    ranks: dict[str | None, str] = {}
    for actor in known.actors.surnames.get(words[-1], ()):
        term = actor.near_term(known.day)
        if term is None or known.years_from(term.first, term.last) > _IN_OFFICE:
            continue
        if len(words) > 1 and not _alike(words, actor.name):
            continue
        countries = known.countries_of(actor)
        if countries and not known.sure[countries[0]]:
            continue
        rank = "high" if known.is_high(term.title) else "low"
        country = countries[0] if countries else None
        if ranks.get(country) != "high":
            ranks[country] = rank
    for country, rank in ranks.items():
        yield Evidence(country, f"surname:{rank}" if len(ranks) == 1 else f"surnames:{rank}")


def _alike(words: Sequence[str], name: str) -> bool:
    """Whether names that share the last word could be spellings of one: their first words begin
    alike."""
    first = fold(name.split()[0])
    return len(words[0]) > 2 and words[0][:3] == first[:3] and words[0] != first


def senders(found: Iterable[Evidence]) -> list[Evidence]:
    """Evidence without those to whom somebody is sent, where it is told who sends him: "the US
    envoy for Sudan"."""
    ways = [(evidence, evidence.way.partition(":")[0].rstrip("+")) for evidence in found]
    told = any(way in ("mod", "is", "owner") for _, way in ways)
    return [evidence for evidence, way in ways if not told or way not in _SENT]
