"""Which words of a report name a place: those that the parser marks, and capitalised words after
a locative preposition or before a known state ("in Dabiq", "Wuyin, China") that the gazetteer
knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceUse, Token
from dateline.where.gazetteer import Place, normal

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

FILE = "en/places.toml"


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
class Name:
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
    beside: Name | None = None  # the name of what it lies in, by the text
    full: str | None = None  # the longer name that it is the beginning of


def find_names(
    doc: Document, words: Words, find: Find, belonging: Mapping[str, Place]
) -> list[Name]:
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
    kept: list[Name] = []
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
) -> Name | None:
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
    return Name(start, end, text, kind, True, readings)


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
) -> list[Name]:
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
) -> Name | None:
    """The place that these capitalised tokens together, or the first before a plain noun, name."""
    start, end = doc.tokens[first].start, doc.tokens[behind - 1].end
    text = doc.text[start:end]
    if text in words.not_places:
        return None
    readings = [(place, weight) for place, weight in find(text) if weight >= least]
    if not readings:
        return None
    return Name(start, end, text, _kind_beside(doc.text, start, end, words), False, readings)


def _look_after(names: list[Name], text: str, holding: re.Pattern[str]) -> None:
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
        best = regions[i] or max(other.readings, key=by_weight)[0]
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


def _region_of(town: Name, other: Name) -> Place | None:
    """The region that the second name means if the first is above all a town, and lies there:
    "Tacoma, Washington"."""
    best = max(town.readings, key=by_weight)[0] if town.readings else None
    if best is None or best.precision != "city":
        return None
    lies = (best.country, best.region)
    regions = (place for place, _ in other.readings if place.kind == "region")
    return next((place for place in regions if (place.country, place.region) == lies), None)


_LISTED = re.compile(r"\s*(?:,|,? (?:and|or))\s+")


def _listed(names: Sequence[Name], text: str, regions: Sequence[Place | None]) -> list[str | None]:
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


def _usual(name: Name) -> str | None:
    """The kind of the most prominent reading of a name; ``None`` where a town and a region are
    about as prominent."""
    best = {"region": 0.0, "city": 0.0, "country": 0.0}
    for place, weight in name.readings:
        kind = "city" if place.kind in OF_THE_WORLD else place.kind
        if kind in best:
            best[kind] = max(best[kind], weight)
    order = sorted(best, key=lambda kind: -best[kind])
    return order[0] if best[order[0]] - best[order[1]] > 0.6 else None


_TOWN = 3.5
"""The least weight of a town that is meant where a state or region has the same name."""


def _may_lie_in(name: Name, region: Place) -> bool:
    """Whether a name that is a state's or a large region's may be a town of the region behind it:
    "Lebanon, Pa."; not "China, Japan", nor "Illinois, Missouri, New Jersey"."""
    own = max(name.readings, key=by_weight, default=None)
    if own is None or own[0].kind not in ("country", "region"):
        return True
    if own[0].kind == "region" and region.kind == "country":
        return True
    return region.kind == "region" and any(
        p.kind == "city" and w >= _TOWN and (p.country, p.region) == (region.country, region.region)
        for p, w in name.readings
    )


OF_THE_WORLD = frozenset({"capital", "seat"})


def by_weight(reading: tuple[Place, float]) -> float:
    """The weight of a reading, to sort by."""
    return reading[1]


def either(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def read_words(knowledge: Knowledge) -> Words:
    """Read the words around names from the knowledge file."""
    data = knowledge.toml(FILE)
    tails = {w: kind for kind, words in data["tails"].items() for w in words}
    heads = {w: kind for kind, words in data["heads"].items() for w in words}

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
