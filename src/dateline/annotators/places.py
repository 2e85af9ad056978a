"""Finds the places that a report names and says where they are.

    "… in Paris, Texas, …"  →  PlaceMention("Paris", lat=33.66, lon=-95.56, country="USA", …)

Recognition: the names that the parser marks as places, and capitalised words after a locative
preposition or before a known state ("in Dabiq", "Wuyin, China") that the gazetteer knows.
Nationality adjectives are no places. Resolution: every reading of a name is weighed by how
prominent it is, by the word behind it ("province"), by the state or region named right after it,
and by the states that the rest of the report names; a name once read keeps its reading. A name that
the gazetteer does not know stays without coordinates.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceMention, Token
from dateline.gazetteer import Gazetteer, Place, normal
from dateline.states import States, read_states

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "names"})
ASSIGNS = "places"

FILE = "en/places.toml"

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
    titles: frozenset[str]
    not_places: frozenset[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    holding: re.Pattern[str]


@dataclass(slots=True)
class _Name:
    """A name found in the text, with its readings."""

    start: int
    end: int
    text: str
    kind: str | None
    marked: bool
    readings: list[Place]
    chosen: Place | None = None
    after: list[Place] = field(default_factory=list)
    held: bool = False  # the text says that it lies in ``after``


def load(knowledge: Knowledge) -> Callable[[Document], tuple[PlaceMention, ...]]:
    """Open the gazetteer and return the function that finds places."""
    words, gazetteer = _words(knowledge), Gazetteer.open(knowledge)
    states = read_states(knowledge)
    cache: dict[str, list[Place]] = {}

    def find(name: str) -> list[Place]:
        found = cache.get(name)
        if found is None:
            if len(cache) > 20_000:
                cache.clear()
            found = cache[name] = gazetteer.find(name)
        return found

    def annotate(doc: Document) -> tuple[PlaceMention, ...]:
        names = _names(doc, words, find)
        _resolve(names, _home(doc, find), _adjectives(doc, states))
        return tuple(_mention(name, doc, states) for name in names if name.chosen or name.marked)

    return annotate


def _mention(name: _Name, doc: Document, states: States) -> PlaceMention:
    place = name.chosen
    if place is None:
        country = next((p.country for p in name.after), None) or _said(name, doc, states)
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


def _names(doc: Document, words: Words, find: Callable[[str], list[Place]]) -> list[_Name]:
    """The names that may be places, in text order, none inside another."""
    found = []
    starts = [token.start for token in doc.tokens]
    people = {m.text.split()[-1] for m in doc.names if m.type == "PER"}
    for mention in doc.names:
        if mention.type == "LOC" and mention.text not in people:
            name = _marked(doc, mention.start, mention.end, starts, words, find)
            if name is not None:
                found.append(name)
    covered = sorted((m.start, m.end, m.type) for m in doc.names)
    found += _unmarked(doc, covered, words, find)
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[_Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    _look_after(kept, doc.text, words.holding)
    return kept


def _marked(
    doc: Document,
    start: int,
    end: int,
    starts: list[int],
    words: Words,
    find: Callable[[str], list[Place]],
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
    readings = find(text)
    kind = None
    if not readings and (tail := words.tail.search(text)):
        shorter = text[: tail.start()].strip()
        if shorter:
            kind = words.tails[tail[1].lower()]
            readings = find(shorter)
            if tail[1][0].islower():
                end, text = start + len(shorter), shorter
    if not readings and (lower := _LOWER.search(text)):
        text = text[: lower.start()]
        end, readings = start + len(text), find(text)
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
    find: Callable[[str], list[Place]],
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
    find: Callable[[str], list[Place]],
    least: float,
) -> _Name | None:
    """The place that these capitalised tokens together, or the first before a plain noun, name."""
    start, end = doc.tokens[first].start, doc.tokens[behind - 1].end
    text = doc.text[start:end]
    if text in words.not_places:
        return None
    readings = [p for p in find(text) if _weight(p, text) >= least]
    if not readings:
        return None
    return _Name(start, end, text, _kind_beside(doc.text, start, end, words), False, readings)


def _look_after(names: list[_Name], text: str, holding: re.Pattern[str]) -> None:
    """Note for each name the state or region that the text puts it in: "Paris, Texas", "the Kansai
    region of Japan"; the second kind holds wherever the name stands again.

    Not for a name that is itself a state ("China, Japan and Korea"), nor where the next name is
    above all a town ("London, Berlin").
    """
    told: dict[str, list[Place]] = {}
    for name, other in pairwise(names):
        between = text[name.end : other.start]
        held = holding.fullmatch(between) is not None
        if not (held or between in (", ", ",")) or not other.readings:
            continue
        if any(p.kind == "country" for p in name.readings):
            continue
        best = max(other.readings, key=lambda p: _weight(p, other.text))
        if best.precision in ("country", "region"):
            name.after = [p for p in other.readings if p.precision in ("country", "region")]
            name.held = held
            if held:
                told.setdefault(normal(name.text), name.after)
    for name in names:
        if not name.after and normal(name.text) in told:
            name.after, name.held = told[normal(name.text)], True


# --- resolution ---------------------------------------------------------------------------------

_PRIOR = {
    "country": 10.0, "historic": 7.0, "continent": 7.5, "area": 7.0, "sea": 6.5, "strait": 6.5,
    "disputed": 7.0, "region": 4.6, "district": 3.4, "island": 6.0, "mountain": 6.0, "water": 6.0,
    "border": 6.0, "camp": 5.5, "base": 5.5, "site": 5.5,
}  # fmt: skip


def _weight(place: Place, text: str) -> float:
    """How prominent a place is: a town by the logarithm of its inhabitants, others by kind.

    One whose usual name this is counts more than one for which it is some other name.
    """
    alike = _alike(normal(place.name), normal(text))
    if place.kind in ("city", "capital"):
        people = math.log10(place.population or 1000)
        return people + (1.6 if place.kind == "capital" else 0.0) + alike - 1.0
    prior = _PRIOR[place.kind]
    if place.kind == "region" and place.geonameid is None and place.region is None:
        prior += 1.4  # one of our own table: often in the news
    return prior + (0.3 * alike if place.kind == "region" else 0.0)


def _alike(name: str, text: str) -> float:
    """2 where a name is the place's usual one, 1.5 for a part or a near spelling, else 0.

    Gazetteers list historic names of great cities (Philadelphia for Amman), which no report means.
    """
    if name == text:
        return 2.0
    if name in text or text in name:
        return 1.5
    common = sum(a == b for a, b in zip(name, text, strict=False))
    return 1.5 if name[:1] == text[:1] and common * 2 >= max(len(name), len(text)) else 0.0


def _resolve(names: list[_Name], home: Place | None, adjectives: Counter[str]) -> None:
    """Choose a reading for each name, by what stands beside it and what else is named."""
    evidence = _evidence(names, home)
    for country, count in adjectives.items():
        evidence[country] += 0.8 * count
    _drop_namesakes(names, evidence)
    for turn in range(2):
        chosen: dict[str, Place] = {}
        for name in names:
            if not name.readings:
                continue
            plain = normal(name.text)
            if name.after or plain not in chosen:
                name.chosen = _choose(name, evidence)
                if name.chosen is not None and (name.after or plain not in chosen):
                    chosen[plain] = name.chosen
            else:
                name.chosen = chosen[plain]
        if turn == 0:
            for name in names:
                place = name.chosen
                if place is not None and place.country and place.kind != "country":
                    sure = 1.0 if len(name.readings) == 1 or name.after else 0.4
                    evidence[place.country] += sure
                    if place.region:
                        evidence[f"{place.country}.{place.region}"] += sure


def _drop_namesakes(names: list[_Name], evidence: dict[str, float]) -> None:
    """Where a state shares its name with a region of a state that the report is about (Georgia),
    and only this name speaks for it, drop the state."""
    for name in names:
        states = [p for p in name.readings if p.kind == "country"]
        if len(states) != 1 or len(name.readings) == 1:
            continue
        own = sum(1.5 for n in names if n.readings[:1] == name.readings[:1])
        others = [
            p
            for p in name.readings
            if p.kind == "region"
            and p.country != states[0].country
            and normal(p.name) == normal(states[0].name)
        ]
        alone = evidence[states[0].country or ""] <= own
        if alone and any(evidence[p.country or ""] >= 2 for p in others):
            name.readings = [p for p in name.readings if p.kind != "country"]


def _evidence(names: list[_Name], home: Place | None) -> dict[str, float]:
    """How often each state is named outright."""
    evidence: dict[str, float] = defaultdict(float)
    for name in names:
        best = max(name.readings, key=lambda p: _weight(p, name.text), default=None)
        if best is None or not best.country:
            continue
        if best.precision == "country":
            evidence[best.country] += 1.5
        elif best.kind == "region":
            evidence[best.country] += 1.0
            if best.region:
                evidence[f"{best.country}.{best.region}"] += 1.5
    if home is not None and home.country:
        evidence[home.country] += 2.0
        if home.region:
            evidence[f"{home.country}.{home.region}"] += 2.0
    return evidence


def _choose(name: _Name, evidence: dict[str, float]) -> Place | None:
    total = sum(v for k, v in evidence.items() if "." not in k) or 1.0
    best, best_score = None, 0.0
    for place in name.readings:
        score = _weight(place, name.text)
        if place.country:
            share = evidence[place.country]
            score += 2.4 * share / total + (1.0 if share else 0.0)
            if place.region and place.kind != "region":
                near = evidence[f"{place.country}.{place.region}"]
                score += 2.5 * min(1.0, near / 2)
        if name.kind is not None:
            score += _kind_bonus(name.kind, place)
        inside = _after_bonus(name.after, place)
        if name.held and not inside:
            continue  # a namesake elsewhere is no reading of what the text says
        score += inside
        if score > best_score:
            best, best_score = place, score
    return best if best_score >= (4.2 if name.marked else 5.4) else None


def _kind_bonus(kind: str, place: Place) -> float:
    precision = place.precision
    if kind == place.kind or (kind == "city" and precision == "city"):
        return 2.5
    if kind == "region" and precision == "region":
        return 2.0
    if kind in ("region", "district", "city") and precision == "country":
        return -5.0
    return -0.5


def _after_bonus(after: list[Place], place: Place) -> float:
    """The state or region after a name must hold it."""
    best = 0.0
    for other in after:
        if other.country != place.country or other == place or place.precision == "country":
            continue
        if other.kind == "country":
            best = max(best, 6.0)
        elif other.region is not None and other.region == place.region:
            best = max(best, 7.0)
    return best


def _home(doc: Document, find: Callable[[str], list[Place]]) -> Place | None:
    """The place of the agency's line at the head of the text."""
    match = _DATELINE.match(doc.report.dateline or doc.text[:90])
    if match is None:
        return None
    readings = find(match[1].strip().title())
    if match[2]:
        states = [p for p in find(match[2]) if p.precision in ("country", "region")]
        within = [p for p in readings if _after_bonus(states, p)]
        readings = within or readings
    return max(readings, key=lambda p: _weight(p, match[1]), default=None)


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
        frozenset(data["titles"]),
        frozenset(data["not_places"]),
        re.compile(rf"(?:^|\s)({either(tails)})\b", re.IGNORECASE),
        re.compile(rf"\b({either(heads)})\s+$", re.IGNORECASE),
        re.compile(
            rf"(?: (?:{either(tails)}))? (?:{either(data['holding'])})"
            rf"(?: the)?(?: (?:{either(data['narrow'])}))? "
        ),
    )
