"""Finds the places that a report names and says where they are.

    "… in Paris, Texas, …"  →  PlaceMention("Paris", lat=33.66, lon=-95.56, country="USA", …)

Recognition: the names that the parser marks as places, and capitalised words after a locative
preposition or before a known state ("in Dabiq", "Wuyin, China") that the gazetteer knows. Words
that point to a place without naming where something is are marked by their ``use``: adjectives of
states and continents ("the Syrian town") and places inside the name of something else ("the
University of Mississippi").

Resolution: every reading of a name is weighed by how prominent it is, by the word behind it
("province"), by the state or region named right after it, and by the states and regions in which
the other names of the report lie; as those are uncertain too, all are weighed together in a few
rounds. A name once read keeps its reading. A name that the gazetteer does not know stays without
coordinates.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceMention, PlaceUse, Token
from dateline.syntax import base
from dateline.where.gazetteer import Gazetteer, Place, normal
from dateline.where.states import States, read_states

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "names"})
ASSIGNS = "places"

FILE = "en/places.toml"
SHORT = "en/regions_short.tsv"
STATES = "en/countries.tsv"

_DATELINE = re.compile(
    r"\s*([A-Z][A-Z.'’ \-]{2,30}?)(?:, ([A-Z][A-Za-z.]+))?(?:, [A-Z][a-z]+\.? \d+)?"
    r"(?: \([A-Za-z./ ]+\)| ?--| ?—| – | - |_)"
)
"""The place line of an agency at the head of a text: ``BAGHDAD, Nov. 5 (AP) --``."""


_LOWER = re.compile(r"(?<=\S)(?:\s+[a-z]+)+$")
"""Words without a capital at the end of a name that the name finder took along."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words around names, from the knowledge file."""

    tails: Mapping[str, str]
    heads: Mapping[str, str]
    locative: frozenset[str]
    inside: frozenset[str]
    titles: frozenset[str]
    not_places: frozenset[str]
    outlets: frozenset[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    part: re.Pattern[str]
    sites: frozenset[str]
    holding: re.Pattern[str]


Readings = Sequence[tuple[Place, float]]
"""The places that a name may mean, each with how prominent it is."""

Find = Callable[[str], Readings]


@dataclass(slots=True)
class _Name:
    """A name found in the text, with its readings."""

    start: int
    end: int
    text: str
    kind: str | None
    marked: bool
    readings: Readings
    use: PlaceUse = "name"
    chosen: Place | None = None
    after: Readings = ()
    held: bool = False  # the text says that it lies in ``after``
    among: str | None = None  # the kind of the names it is listed with
    beside: _Name | None = None  # the name of what it lies in, by the text
    full: str | None = None  # the longer name that it is the beginning of


def load(knowledge: Knowledge) -> Callable[[Document], tuple[PlaceMention, ...]]:
    """Open the gazetteer and return the function that finds places."""
    words, states = _words(knowledge), read_states(knowledge)
    find = _finder(Gazetteer.open(knowledge), _short(knowledge), _long(knowledge))
    belonging = _belonging(knowledge, find)

    def annotate(doc: Document) -> tuple[PlaceMention, ...]:
        names = _names(doc, words, find, belonging)
        outlet = _outlet(doc.report.publisher, words, find)
        home, region = _home(doc, find)
        _resolve([*names, *outlet], home, region, _adjectives(doc, states))
        _lend(names, doc, words, find)
        names = [name for name in names if name.chosen or name.marked]
        names += _pointing(doc, names, belonging, find)
        names.sort(key=lambda name: name.start)
        return tuple(_mention(name, doc, states) for name in names)

    return annotate


def _finder(
    gazetteer: Gazetteer, short: Mapping[str, tuple[str, str]], long: Mapping[str, str]
) -> Find:
    """Look-up with the weight of each reading; what was looked up once is kept.

    ``short`` are the short forms of regions, ``long`` the long names of states.
    """
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
            found = cache[name] = [(place, _weight(place, full, least)) for place in places]
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


def _mention(name: _Name, doc: Document, states: States) -> PlaceMention:
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


def _said(name: _Name, doc: Document, states: States) -> str | None:
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


# --- recognition --------------------------------------------------------------------------------


def _names(doc: Document, words: Words, find: Find, belonging: Mapping[str, Place]) -> list[_Name]:
    """The names that may be places, in text order, none inside another."""
    found = []
    starts = [token.start for token in doc.tokens]
    people = _people(doc, starts, words)
    for mention in doc.names:
        if mention.type == "LOC" and mention.text not in people:
            name = _marked(doc, mention.start, mention.end, starts, words, find)
            if name is not None and (name.readings or name.text not in belonging):
                found.append(name)
    covered = sorted((m.start, m.end, m.type) for m in doc.names)
    found += _unmarked(doc, covered, words, find)
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[_Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    for name, other in pairwise(kept):
        full = doc.text[name.start : other.end]
        if doc.text[name.end : other.start] == ", " and (readings := find(full)):
            name.readings, name.full = readings, full  # "Washington, D.C." is a name of its own
    _look_after(kept, doc.text, words.holding)
    return kept


def _people(doc: Document, starts: list[int], words: Words) -> set[str]:
    """The last words of people's names, which are no places; but a single word is one if the parser
    marks it as a place as often as a person, once at least behind "in" ("in central Lima")."""
    marked = Counter((name.type, name.text) for name in doc.names)
    inside = set()
    for name in doc.names:
        at = bisect_left(starts, name.start)
        before = {token.text.lower() for token in doc.tokens[max(0, at - 2) : at]}
        if name.type == "LOC" and before & words.inside:
            inside.add(name.text)
    found = set()
    for name in doc.names:
        town = name.text in inside and marked["LOC", name.text] >= marked["PER", name.text]
        if name.type == "PER" and not town:
            found.add(name.text.split()[-1])
    return found


def _marked(
    doc: Document,
    start: int,
    end: int,
    starts: list[int],
    words: Words,
    find: Find,
) -> _Name | None:
    """A name that the parser marks as a place, unless it is an adjective of nationality."""
    at = bisect_left(starts, start)
    last = bisect_left(starts, end) - 1
    if at < len(doc.tokens) and at == last and _adjective(doc.tokens[at]):
        return None
    text = doc.text[start:end]
    if text.lower().startswith("the "):
        start, text = start + 4, text[4:]
    if text in words.not_places:
        return None
    readings: Readings = ()
    kind = None
    tail = words.tail.search(text)
    if tail and tail.end() < len(text) and words.part.fullmatch(f"{text[: tail.start()]} "):
        tail = None  # "North State Street" is in no region called North
    shorter = text[: tail.start()].strip() if tail else ""
    if tail and shorter and tail[1][0].islower():  # "Anbar province": the word is no part of it
        readings = find(shorter)
        if readings:
            end, text, kind = start + len(shorter), shorter, words.tails[tail[1].lower()]
    if not readings:
        readings = find(text)
    if not readings and tail and shorter:
        readings, kind = find(shorter), words.tails[tail[1].lower()]
    if not readings and (lower := _LOWER.search(text)):
        text = text[: lower.start()]
        end, readings = start + len(text), find(text)
    if not readings and (part := words.part.match(text)):
        readings = find(text[part.end() :])  # "South Los Angeles"
    if kind is None:
        kind = _kind_beside(doc.text, start, end, words)
    return _Name(start, end, text, kind, True, readings)


def _adjective(token: Token) -> bool:
    return token.upos == "ADJ" or (
        token.xpos in ("NNPS", "NNS") and token.text.endswith(("ans", "ese", "is", "ians", "ish"))
    )


def _kind_beside(text: str, start: int, end: int, words: Words) -> str | None:
    """What the word behind or before a name says of its kind."""
    if tail := words.tail.match(text[end : end + 16]):
        return words.tails[tail[1].lower()]
    if head := words.head.search(text[max(0, start - 26) : start]):
        return words.heads[head[1].lower()]
    return None


def _unmarked(
    doc: Document,
    covered: Sequence[tuple[int, int, str]],
    words: Words,
    find: Find,
) -> list[_Name]:
    """Capitalised words after a locative preposition that the gazetteer knows well enough."""
    found, tokens = [], doc.tokens
    begins = [c[0] for c in covered]
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.xpos not in ("NNP", "NNPS") or not token.text[0].isupper():
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and j < i + 4 and tokens[j].xpos in ("NNP", "NNPS"):
            j += 1
        at = bisect_left(begins, token.end) - 1
        inside = at >= 0 and covered[at][1] > token.start
        if not inside:
            locative = i > 0 and tokens[i - 1].text.lower() in words.locative
            titled = i > 0 and tokens[i - 1].text.lower() in words.titles
            name = None if titled else _known(doc, i, j, words, find, 5.0 if locative else 7.0)
            if name is not None:
                found.append(name)
        i = j
    return found


def _known(
    doc: Document,
    first: int,
    behind: int,
    words: Words,
    find: Find,
    least: float,
) -> _Name | None:
    """The place that these capitalised tokens together, or the first before a plain noun, name."""
    start, end = doc.tokens[first].start, doc.tokens[behind - 1].end
    text = doc.text[start:end]
    if text in words.not_places:
        return None
    readings = [(place, weight) for place, weight in find(text) if weight >= least]
    if not readings:
        return None
    return _Name(start, end, text, _kind_beside(doc.text, start, end, words), False, readings)


def _look_after(names: list[_Name], text: str, holding: re.Pattern[str]) -> None:
    """Note for each name the state or region that the text puts it in: "Paris, Texas", "the Kansai
    region of Japan"; the second kind holds wherever the name stands again.

    Not for a name that is itself a state ("China, Japan and Korea") unless a town of that name lies
    in the region ("Lebanon, Pa."), nor where the next name is above all a town ("London, Berlin").
    """
    told: dict[str, Readings] = {}
    regions = [
        _region_of(name, other) if text[name.end : other.start] in (", ", ",") else None
        for name, other in pairwise(names)
    ]
    listed = _listed(names, text, regions)
    for i, (name, other) in enumerate(pairwise(names)):
        between = text[name.end : other.start]
        held = holding.fullmatch(between) is not None
        if not (held or between in (", ", ",")) or not other.readings:
            continue
        if not name.readings and listed[i] is None:
            name.beside = other
        best = regions[i] or max(other.readings, key=_by_weight)[0]
        if not _may_lie_in(name, best) or (listed[i] == "region" and best.kind == "region"):
            continue
        if best.precision in ("country", "region") and best.kind != "historic":
            name.after = [
                (p, w)
                for p, w in other.readings
                if p.precision in ("country", "region") and p.kind != "historic"
            ]
            name.held = held and bool(name.after)
            if name.held:
                told.setdefault(normal(name.text), name.after)
    for name, kind in zip(names, listed, strict=True):
        if not name.after and normal(name.text) in told:
            name.after, name.held = told[normal(name.text)], True
        if not name.after:
            name.among = kind


def _region_of(town: _Name, other: _Name) -> Place | None:
    """The region that the second name means if the first is above all a town, and lies there:
    "Tacoma, Washington"."""
    best = max(town.readings, key=_by_weight)[0] if town.readings else None
    if best is None or best.precision != "city":
        return None
    lies = (best.country, best.region)
    regions = (place for place, _ in other.readings if place.kind == "region")
    return next((place for place in regions if (place.country, place.region) == lies), None)


_LISTED = re.compile(r"\s*(?:,|,? (?:and|or))\s+")


def _listed(names: Sequence[_Name], text: str, regions: Sequence[Place | None]) -> list[str | None]:
    """For each name the kind (region, city) of most of those that it is listed with: "New Jersey,
    New York and Ohio"; for one behind its town, a region."""
    found: list[str | None] = [None] * len(names)
    kinds = [_usual(name) for name in names]
    paired = {j for i, region in enumerate(regions) if region for j in (i, i + 1)}
    for i in paired:  # a town and its region are no list
        kinds[i] = None
        if regions[i - 1 : i] and regions[i - 1]:
            found[i] = "region"
    first = 0
    for i in range(1, len(names) + 1):
        if i < len(names) and _LISTED.fullmatch(text, names[i - 1].end, names[i].start):
            continue
        run = range(first, i)
        first = i
        if len(run) > 2:
            for n in run:
                others = [kinds[m] for m in run if m != n and kinds[m] is not None]
                for kind in ("region", "city"):
                    if n not in paired and others.count(kind) * 2 > len(others) > 1:
                        found[n] = kind
    return found


def _usual(name: _Name) -> str | None:
    """The kind of the most prominent reading of a name; ``None`` where a town and a region are
    about as prominent."""
    best = {"region": 0.0, "city": 0.0, "country": 0.0}
    for place, weight in name.readings:
        kind = "city" if place.kind in _OF_THE_WORLD else place.kind
        if kind in best:
            best[kind] = max(best[kind], weight)
    order = sorted(best, key=lambda kind: -best[kind])
    return order[0] if best[order[0]] - best[order[1]] > 0.6 else None


_REGION_LEAST = 50_000
"""What a region of a state of large regions has of inhabitants at least: the index counts those of
the towns it knows."""

_OWN, _OWN_TOWN = 1_000_000, 40_000
"""The least of inhabitants that a region and a town or quarter of our own table count as: they are
there as they are news."""

_TOWN = 3.5
"""The least weight of a town that is meant where a state or region has the same name."""


def _may_lie_in(name: _Name, region: Place) -> bool:
    """Whether a name that is a state's or a large region's may be a town of the region behind it:
    "Lebanon, Pa."; not "China, Japan", nor "Illinois, Missouri, New Jersey"."""
    own = max(name.readings, key=_by_weight, default=None)
    if own is None or own[0].kind not in ("country", "region"):
        return True
    if own[0].kind == "region" and region.kind == "country":
        return True
    return region.kind == "region" and any(
        p.kind == "city" and w >= _TOWN and (p.country, p.region) == (region.country, region.region)
        for p, w in name.readings
    )


# --- resolution ---------------------------------------------------------------------------------

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

_ADJECTIVE, _HOME = 0.8, 2.0
"""How much the adjective of a state speaks for it, and the agency's line for where it stands."""

_GIVES = {"country": (1.5, 0.0), "region": (1.2, 1.5)}
_FINE_GIVES = (0.7, 1.0)
"""How much a state, a region or a finer place that is named speaks for its state and its region."""

_STATE, _STATE_ROOM, _STATE_MOST = 2.4, 0.5, 2.0
_REGION, _REGION_ROOM = 3.0, 1.0
_SQUARE, _SQUARE_ROOM = 3.0, 2.0
"""What a reading gains by what speaks for its state, its region and its square of one degree: the
most, and how much of it there must be for half of that; a state gains by the bare amount too.
Chosen on the sets of ``docs/when-where.md`` together; around these values the figures are flat."""

_OF_THE_WORLD = frozenset({"capital", "seat"})
_UNSAID, _GREAT = 0.6, 100_000
"""What a capital or a seat of world bodies gains at least by its state, named or not ("talks in
Geneva"), if it has so many inhabitants: none is needed to know them by."""

_VAST = 1.0
"""How much less prominent a place in one state is than a part of the world of the same name, to be
no reading of it ("the Middle East", "the Gulf")."""

_MOST_OF_IT = frozenset({"ENG"})
"""Regions that are most of their state and say no more than it does."""

_AMONG = 2.0
"""What a reading gains that is of the kind of those that the name is listed with."""

_ROUNDS = 3
_SHARP = 2.0
"""How sharply one reading of a name is preferred to another while all are weighed together."""


def _weight(place: Place, text: str, least: Mapping[str, float]) -> float:
    """How prominent a place is: towns and regions by the logarithm of their inhabitants, others by
    kind. One whose usual name this is counts more than one for which it is some other name.

    ``least`` are the inhabitants that a region of a state has at least, whatever the index knows.
    """
    peopled = _PEOPLED.get(place.kind)
    if peopled is None:
        return _PRIOR[place.kind]
    alike = _alike(normal(place.name), normal(text))
    if place.own:
        alike = max(alike, 1.5)
    if place.kind == "district" and alike < 2:
        alike -= 1.0  # a county is seldom named without the word
    people: float = place.population or peopled[0]
    if place.kind == "region":
        people = max(people, least.get(place.country or "", 0.0))
    if place.own:
        people = max(people, _OWN if place.kind == "region" else _OWN_TOWN)
    return math.log10(people) + peopled[1] + alike - 1.0


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


Key = str | tuple[int, int]
"""What a reading may speak for: a state, a region ("USA.TX"), a square of one degree."""


@dataclass(slots=True)
class _Group:
    """The mentions of one name that are read alike, its readings and how likely each is."""

    names: list[_Name]
    readings: list[Place]
    scores: list[float]
    shares: list[float]
    gives: dict[Key, float] = field(default_factory=dict)
    twins: list[_Group] = field(default_factory=list)  # of the same name, beside other words


@dataclass(slots=True)
class _Known:
    """How much the names read so far speak for states, for regions, and for squares."""

    states: dict[str, float]
    regions: dict[str, float]
    squares: dict[tuple[int, int], float]


def _resolve(
    names: list[_Name], home: Place | None, region: Place | None, adjectives: Counter[str]
) -> None:
    """Choose a reading for each name, by what stands beside it and what else is named. ``home``:
    the place of the agency's line, ``region``: that which the line puts it in."""
    groups = _groups(names)
    known = _Known(defaultdict(float), defaultdict(float), defaultdict(float))
    for country, count in adjectives.items():
        known.states[country] += _ADJECTIVE * count
    if home is not None and home.country:
        known.states[home.country] += _HOME
        if home.region:
            known.regions[f"{home.country}.{home.region}"] += _HOME
    for group in groups:
        _share(group, group.scores)
        _give(group, known)
    for _ in range(_ROUNDS):
        totals = _totals(known)
        for group in groups:
            if len(group.readings) > 1:
                _share(group, _in_context(group, known, totals))
        for group in groups:
            if len(group.readings) > 1:
                _give(group, known)
    _settle(groups, known, region)


def _groups(names: list[_Name]) -> list[_Group]:
    groups: dict[tuple[str, str | None, tuple[tuple[str | None, str | None], ...]], _Group] = {}
    alike: dict[str, list[_Group]] = {}
    for name in names:
        if not name.readings:
            continue
        inside = tuple((p.country, p.region) for p, _ in name.after)
        key = (normal(name.full or name.text), name.kind or name.among, inside)
        group = groups.get(key)
        if group is not None:
            group.names.append(name)
            continue
        readings, scores = [], []
        states = {p.country for p, _ in name.readings if p.kind == "country"}
        vast = max((w for p, w in name.readings if p.own and p.country is None), default=0.0)
        for place, weight in name.readings:
            if place.country in states and place.kind != "country" and name.kind is None:
                continue  # "Mexico" is neither Mexico City nor the region around it
            held = _after_bonus(name.after, place)
            if name.held and not held and _elsewhere(name.after, place):
                continue  # a namesake elsewhere is no reading of what the text says
            if vast - weight > _VAST and place.country is not None and not held:
                continue  # "the Middle East" is no quarter of a town
            bonus = _kind_bonus(name.kind, place) if name.kind is not None else 0.0
            if name.among is not None and name.among == place.precision:
                bonus += _AMONG
            readings.append(place)
            scores.append(weight + bonus + held)
        if readings:
            groups[key] = _Group([name], readings, scores, [])
            alike.setdefault(key[0], []).append(groups[key])
    for same in alike.values():
        for group in same if len(same) > 1 else ():
            group.twins = [other for other in same if other is not group]
    return list(groups.values())


def _share(group: _Group, scores: Sequence[float]) -> None:
    """How likely each reading is, by the softmax of its score."""
    top = max(scores)
    parts = [math.exp(_SHARP * (score - top)) for score in scores]
    total = sum(parts)
    group.shares = [part / total for part in parts]


_FINE = frozenset({"city", "district", "site"})


def _squares(place: Place) -> list[tuple[int, int]]:
    """The square of one degree that a place lies in, and those around it."""
    lat, lon = math.floor(place.lat), math.floor(place.lon)
    return [(lat + a, lon + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


def _give(group: _Group, known: _Known) -> None:
    """Let the name speak for the states, regions and squares that it may lie in, in place of what
    it said before."""
    for key, value in group.gives.items():
        _add(known, key, -value)
    gives: dict[Key, float] = defaultdict(float)
    times = math.sqrt(len(group.names))
    for place, share in zip(group.readings, group.shares, strict=True):
        if place.country and share > 0.01:
            state, region = _GIVES.get(place.kind, _FINE_GIVES)
            gives[place.country] += times * share * state
            if place.region and place.region not in _MOST_OF_IT:
                gives[f"{place.country}.{place.region}"] += times * share * region
        if share > 0.05 and place.precision in _FINE:
            for square in _squares(place):
                gives[square] += times * share
    for key, value in gives.items():
        _add(known, key, value)
    group.gives = gives


def _add(known: _Known, key: Key, value: float) -> None:
    if isinstance(key, tuple):
        known.squares[key] += value
    elif "." in key:
        known.regions[key] += value
    else:
        known.states[key] += value


def _totals(known: _Known) -> tuple[float, float]:
    """The sums of what speaks for states and for regions."""
    return sum(known.states.values()), sum(known.regions.values())


def _own_gives(group: _Group) -> Mapping[Key, float]:
    """What a name itself speaks for, beside whatever words ("the Gulf", "the Gulf region")."""
    gives = defaultdict(float, group.gives)
    for other in group.twins:
        for key, value in other.gives.items():
            gives[key] += value
    return gives


def _in_context(group: _Group, known: _Known, totals: tuple[float, float]) -> list[float]:
    """The scores of a name's readings with what the rest of the report says for each."""
    own = _own_gives(group) if group.twins else group.gives
    states, regions = totals
    for key, value in own.items():
        if isinstance(key, str):
            if "." in key:
                regions -= value
            else:
                states -= value
    found = []
    rivalled = any(
        place.kind == "city"
        and place.population > _GREAT
        and known.states.get(place.country or "", 0.0) > own.get(place.country or "", 0.0)
        for place in group.readings
    )  # "Tripoli" in a report on Lebanon, which has a great town of that name
    for place, score in zip(group.readings, group.scores, strict=True):
        country = place.country
        if country:
            said = known.states.get(country, 0.0) - own.get(country, 0.0)
            bare = min(_STATE_MOST, 2 * said)
            if (
                bare < _UNSAID
                and not rivalled
                and place.kind in _OF_THE_WORLD
                and place.population > _GREAT
            ):
                bare = _UNSAID
            score += _STATE * said / (states + _STATE_ROOM) + bare
            if place.region:
                key = f"{country}.{place.region}"
                near = known.regions.get(key, 0.0) - own.get(key, 0.0)
                score += _REGION * near / (regions + _REGION_ROOM)
        if place.precision in _FINE:
            square = (math.floor(place.lat), math.floor(place.lon))
            around = known.squares.get(square, 0.0) - own.get(square, 0.0)
            if around > 0.01:
                score += _SQUARE * around / (around + _SQUARE_ROOM)
        found.append(score)
    return found


def _settle(groups: Sequence[_Group], known: _Known, region: Place | None) -> None:
    """Give each mention the best reading of its name; one that the text places decides for all,
    and before it the ``region`` of the agency's line: "Olympia, Wash. -- ... in Washington"."""
    totals = _totals(known)
    chosen: dict[str, Place | None] = {}
    if region is not None:
        chosen[normal(region.name)] = region
    for group in sorted(groups, key=lambda g: not g.names[0].after):
        scores = _in_context(group, known, totals)
        best = max(range(len(scores)), key=scores.__getitem__)
        for name in group.names:
            plain = normal(name.full or name.text)
            if scores[best] >= (4.6 if name.marked else 5.4):
                name.chosen = group.readings[best]
            if name.chosen is not None and name.kind is None and name.among is None:
                name.chosen = chosen.setdefault(plain, name.chosen)


def _kind_bonus(kind: str, place: Place) -> float:
    precision = place.precision
    if kind == place.kind or (kind == "city" and precision == "city"):
        return 2.5
    if kind == "region" and precision == "region":
        return 2.0
    if kind in ("region", "district", "city") and precision == "country":
        return -5.0
    return -0.5


def _elsewhere(after: Readings, place: Place) -> bool:
    """Whether a place is known to lie in none of the states and regions that the text gives."""
    return place.country is not None and not any(
        other.country == place.country and (other.region is None or place.region is None)
        for other, _ in after
    )


def _after_bonus(after: Readings, place: Place) -> float:
    """The state or region after a name must hold it."""
    best = 0.0
    for other, _ in after:
        if other.country != place.country or other == place or place.precision == "country":
            continue
        if other.kind == "country":
            best = max(best, 6.0)
        elif other.region is not None and other.region == place.region:
            best = max(best, 7.0)
    return best


def _lend(names: Sequence[_Name], doc: Document, words: Words, find: Find) -> None:
    """Give a name that the gazetteer does not know the town whose name it begins with ("Colchester
    Hospital"), or the town or region that the text puts it in; a street or building the town named
    last before it, or the next where it opens the report."""
    towns = {n.text: n.chosen for n in names if n.chosen is not None and _is_town(n.chosen)}
    states = {n.chosen.country for n in names if n.chosen is not None}
    last: _Name | None = None
    following = _towns_after(names)
    acting = [token.start for token in doc.tokens if base(token.deprel) == "nsubj"]
    for i, name in enumerate(names):
        if name.chosen is not None:
            first = bisect_left(acting, name.start)
            acts = first < len(acting) and acting[first] < name.end  # "Beijing has expelled ..."
            last = name if _is_town(name.chosen) and not acts else last
            continue
        if name.readings or not name.marked:
            continue
        parts = name.text.split()
        begins = [" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]
        inside = name.beside.chosen if name.beside is not None else None
        site = not words.sites.isdisjoint(part.lower() for part in (parts[0], *parts[-2:]))
        name.chosen = next((towns[b] for b in begins if b in towns), None)
        if name.chosen is None and inside is not None:
            name.chosen = inside if _is_town(inside) or inside.kind == "region" else None
        if name.chosen is None and site:
            after = following[i]
            if last is not None and name.start - last.end < _NEAR:
                name.chosen = last.chosen
            elif last is None and after is not None and after.start - name.end < _NEAR:
                name.chosen = after.chosen
            else:
                known = (p for b in begins[-1:] for p, w in find(b) if w >= _KNOWN)
                name.chosen = next((p for p in known if _is_town(p) and p.country in states), None)


def _towns_after(names: Sequence[_Name]) -> list[_Name | None]:
    """For each name the next one that is a town."""
    found: list[_Name | None] = []
    following: _Name | None = None
    for name in reversed(names):
        found.append(following)
        if name.chosen is not None and _is_town(name.chosen):
            following = name
    return found[::-1]


_NEAR = 600
"""Characters from a town to a street or building that may lie in it."""


def _is_town(place: Place) -> bool:
    return place.precision in ("city", "district")


def _home(doc: Document, find: Find) -> tuple[Place | None, Place | None]:
    """The place of the agency's line at the head of the text, and the region that the line puts it
    in, unless both have one name ("NEW YORK, N.Y.")."""
    match = _DATELINE.match(doc.report.dateline or doc.text[:90])
    if match is None:
        return None, None
    readings, states = find(match[1].strip().title()), list[tuple[Place, float]]()
    if match[2]:
        states = [(p, w) for p, w in find(match[2]) if p.precision in ("country", "region")]
        within = [(p, w) for p, w in readings if _after_bonus(states, p)]
        readings = within or readings
    best, around = (max(some, key=_by_weight)[0] if some else None for some in (readings, states))
    if around is None or around.precision != "region" or (best and best.name == around.name):
        return best, None
    return best, around


def _outlet(publisher: str | None, words: Words, find: Find) -> list[_Name]:
    """The places in the name of the outlet, which speak for where it is at home; twice, as it is
    seldom another town than the readers' own."""
    parts, found, i = (publisher or "").split()[:8], list[_Name](), 0
    while i < len(parts):
        for width in (3, 2, 1):
            text = " ".join(parts[i : i + width])
            if text in words.not_places or text in words.outlets or not text[0].isupper():
                continue
            readings = [
                (p, w) for p, w in find(text) if w >= _KNOWN and normal(p.name) == normal(text)
            ]
            if readings:
                found += [_Name(0, 0, text, None, False, readings)] * 2
                i += width - 1
                break
        i += 1
    return found


_KNOWN = 4.5
"""The weight from which a town may give an outlet its name."""


def _by_weight(reading: tuple[Place, float]) -> float:
    return reading[1]


# --- words that point to a place ------------------------------------------------------------------


def _belonging(knowledge: Knowledge, find: Find) -> dict[str, Place]:
    """Adjectives of states and of continents, with the place that each points to."""
    found: dict[str, Place] = {}
    for row in knowledge.rows(STATES):
        if row.get("code") is None or row.need("id") != row.get("code"):
            continue
        readings = [p for p, _ in find(row.need("name")) if p.precision == "country"]
        for word in row.many("adjectives") if readings else ():
            found.setdefault(word, readings[0])
    for word, name in knowledge.toml(FILE)["adjectives"].items():
        found[word] = find(name)[0][0]
    return found


def _pointing(
    doc: Document, names: Sequence[_Name], belonging: Mapping[str, Place], find: Find
) -> list[_Name]:
    """The adjectives of states and continents, and the places inside names of something else."""
    taken = {name.start for name in names}
    named = {name.text: name.chosen for name in names if name.chosen is not None}
    found: list[_Name] = []
    tokens, i = doc.tokens, 0
    parts = _inside_names(doc)
    while i < len(tokens):
        width, place = _adjective_at(tokens, i, belonging)
        use: PlaceUse = "adjective"
        if place is None and i in parts:
            width, place = _part_at(doc, i, parts[i], named, find)
            use = "part"
        if place is None or tokens[i].start in taken:
            i += 1
            continue
        start, end = tokens[i].start, tokens[i + width - 1].end
        if not any(name.start < end and start < name.end for name in names):
            text = doc.text[start:end]
            found.append(_Name(start, end, text, None, True, (), use, place))
        i += width
    return found


def _adjective_at(
    tokens: Sequence[Token], i: int, belonging: Mapping[str, Place]
) -> tuple[int, Place | None]:
    """The adjective of one or two words that begins at a token: how many, and its place."""
    token = tokens[i]
    if not token.text[0].isupper():
        return 1, None
    if i + 1 < len(tokens):
        two = belonging.get(f"{token.text} {tokens[i + 1].text}")
        if two is not None:
            return 2, two
    return 1, belonging.get(token.text)


def _inside_names(doc: Document) -> dict[int, int]:
    """The tokens inside names of organisations and people, with the token behind the name."""
    starts = [token.start for token in doc.tokens]
    found = {}
    for mention in doc.names:
        if mention.type == "ORG":
            last = bisect_left(starts, mention.end)
            for i in range(bisect_left(starts, mention.start), last):
                found[i] = last
    return found


def _part_at(
    doc: Document, i: int, last: int, named: Mapping[str, Place], find: Find
) -> tuple[int, Place | None]:
    """The place whose name begins at a token inside another name: one that the report names
    elsewhere, or one that nearly everybody knows."""
    for width in range(min(3, last - i), 0, -1):
        start, end = doc.tokens[i].start, doc.tokens[i + width - 1].end
        text = doc.text[start:end]
        if not text[0].isupper():
            continue
        if text in named:
            return width, named[text]
        if text.isupper() and len(text) < 4:
            continue
        readings = find(text)
        if readings:
            place, weight = max(readings, key=_by_weight)
            if weight >= _FAMOUS:
                return width, place
    return 1, None


_FAMOUS = 7.2
"""The weight from which a place is known by its bare name anywhere."""


# --- knowledge ----------------------------------------------------------------------------------


def _words(knowledge: Knowledge) -> Words:
    data = knowledge.toml(FILE)
    tails = {w: kind for kind, words in data["tails"].items() for w in words}
    heads = {w: kind for kind, words in data["heads"].items() for w in words}

    def either(words: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))

    return Words(
        tails,
        heads,
        frozenset(data["locative"]),
        frozenset(data["inside"]),
        frozenset(data["titles"]),
        frozenset(data["not_places"]),
        frozenset(data["outlets"]),
        re.compile(rf"(?:^|\s)({either(tails)})\b", re.IGNORECASE),
        re.compile(rf"\b({either(heads)})\s+$", re.IGNORECASE),
        re.compile(rf"(?:(?:{either([*data['narrow'], *data['parts']])})[ -])+", re.IGNORECASE),
        frozenset(data["sites"]),
        re.compile(
            rf"(?: (?:{either(tails)}))? (?:{either(data['holding'])})"
            rf"(?: the)?(?: (?:{either(data['narrow'])}))? "
        ),
    )
