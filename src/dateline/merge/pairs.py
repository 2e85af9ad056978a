"""How likely two mentions tell of one event: a logistic model over named features of the pair.

The features compare what the two mentions say (type, participants, days, place, status, numbers)
and how they say it (trigger, sentence). They look at nothing that changes as more reports come in.
The weights are in ``model/merging.tsv`` and come from ``dateline train merging``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.data import Participant
from dateline.linear import MODEL, Linear, read_linear
from dateline.merge.copies import words
from dateline.merge.types import StoredMention

EMPTY: frozenset[str] = frozenset()
FAMILY = {
    "AGREE": "talk", "CONSULT": "talk", "SUPPORT": "talk", "COOPERATE": "help", "AID": "help",
    "CONCEDE": "yield", "RETREAT": "yield", "REQUEST": "demand", "ACCUSE": "blame",
    "REJECT": "blame", "THREATEN": "demand", "PROTEST": "force", "SANCTION": "coerce",
    "MOBILIZE": "force", "COERCE": "coerce", "ASSAULT": "force",
}  # fmt: skip
"""Types that readers (and the coder) take for one another."""
PRECISE = frozenset({"site", "city"})
NEAR_KM, FAR_KM = 30.0, 150.0
SIMILAR = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
"""Bounds between grades of similarity of sentences."""
FUNCTION = frozenset(
    "a an and are as at be been but by for from had has have he her his in into is it its of on or "
    "said says say she that the their they this to up was were which who whom will with would "
    "after before during not".split()
)
AROUND = 6
"""Words before and after the trigger that tell it from the other events of its sentence."""
_NAME = re.compile(r"(?<=[a-z0-9,;]\s)[A-Z]\w+|\d[\d,.]*\d|\d")
"""Capitalised words within a sentence, and numbers."""
_SUFFIX = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ors?|als?|ed|es|s|e)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What pairs are compared by, computed once for each mention."""

    mention: StoredMention
    stems: frozenset[str]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    said: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    family: str


@dataclass(frozen=True, slots=True)
class Side:
    """A participant as it is compared: by entity, by the words of its name, by codes."""

    entity: str | None
    names: frozenset[str]
    country: str | None
    sectors: frozenset[str]


def told(mention: StoredMention) -> Told:
    """Prepare a mention for comparison."""
    event = mention.event
    sentence = mention.sentence or ""
    at = max(0, event.trigger[0] - event.sentence[0])
    before = words(sentence[:at])[-AROUND:]
    after = words(sentence[at + len(mention.words) :])[:AROUND]
    return Told(
        mention,
        stems(words(mention.words)),
        tuple(map(_side, event.actors)),
        tuple(map(_side, event.recipients)),
        stems(words(sentence)),
        stems((*before, *after)),
        stems(w.casefold() for w in _NAME.findall(sentence)),
        FAMILY[event.event_type],
    )


prepared = lru_cache(maxsize=50_000)(told)
"""``told``, remembered: a mention is compared with many."""


def stems(found: Iterable[str]) -> frozenset[str]:
    """The stems of words that carry meaning."""
    return frozenset(stem(w) for w in found if w not in FUNCTION)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Cut an ending off a word, so that forms of one word are mostly equal.

    >>> stem("bombings"), stem("bombed"), stem("killing"), stem("agreements")
    ('bomb', 'bomb', 'kill', 'agree')
    """
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) >= 3 else word


def _side(party: Participant) -> Side:
    name = party.name or party.text
    return Side(
        party.entity,
        stems(words(name)),
        party.country,
        frozenset(party.sectors),
    )


# --- features ---------------------------------------------------------------------------------


def features(a: Told, b: Told) -> list[str]:
    """The names of the features that hold for a pair, in either order of the two."""
    one, two = a.mention.event, b.mention.event
    kind, trigger = _types(a, b), _triggers(a, b)
    similar, near = _similarity(a.said, b.said), _similarity(a.near, b.near)
    parties = _parties(a, b)
    found = [
        kind,
        trigger,
        _places(a, b),
        _days(a, b),
        *parties,
        f"{kind}, {parties[-1]}",
        *_numbers(a, b),
        "status " + "+".join(sorted((one.status, two.status))),
        f"sentence {similar}",
        f"near {near}",
        f"sentence {similar}, near {near}",
        f"names {min(len(a.names & b.names), 4)}",
        f"heard {(a.stems <= b.said) + (b.stems <= a.said)}",
    ]
    if one.modes and two.modes:
        found.append("modes shared" if set(one.modes) & set(two.modes) else "modes differ")
    if a.mention.report == b.mention.report:
        found += ["one report", f"one report, {kind}", f"one report, {trigger}"]
        if one.sentence == two.sentence:
            found.append("one sentence")
        return found
    apart = abs((a.mention.published - b.mention.published).days)
    return [
        *found,
        f"published {min(apart, 5)} days apart",
        f"{kind}, sentence {similar}",
        f"{trigger}, sentence {similar}",
        f"{kind}, near {near}",
        f"{trigger}, near {near}",
    ]


def _types(a: Told, b: Told) -> str:
    if a.mention.event.event_type == b.mention.event.event_type:
        return "type same"
    return "type family" if a.family == b.family else "type other"


def _triggers(a: Told, b: Told) -> str:
    if a.stems == b.stems:
        return "trigger same"
    return "trigger shared" if a.stems & b.stems else "trigger other"


def _similarity(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "?"
    share = len(a & b) / min(len(a), len(b))
    return str(sum(share >= bound for bound in SIMILAR))


def _days(a: Told, b: Told) -> str:
    one, two = a.mention.event.when, b.mention.event.when
    if one is None or two is None:
        return "days unknown" if one is two else "days half known"
    gap = max((two.start - one.end).days, (one.start - two.end).days)
    exact = one.start == one.end and two.start == two.end
    if gap <= 0:
        return "days equal" if (one.start, one.end) == (two.start, two.end) else "days overlap"
    if gap == 1:
        return "days adjacent"
    return "days apart" + (", exact" if exact else "") + (", far" if gap > 7 else "")


def _places(a: Told, b: Told) -> str:
    one, two = a.mention.event.where, b.mention.event.where
    if one is None or two is None:
        return "place unknown" if one is two else "place half known"
    if one.name == two.name or (one.geonameid is not None and one.geonameid == two.geonameid):
        return "place same"
    if one.precision in PRECISE and two.precision in PRECISE:
        km = distance_km(one.lat, one.lon, two.lat, two.lon)
        if km is not None:
            return "place near" if km <= NEAR_KM else "place far" if km >= FAR_KM else "place by"
    return "place open"


def distance_km(
    lat: float | None, lon: float | None, lat2: float | None, lon2: float | None
) -> float | None:
    """Great-circle distance of two points in degrees; ``None`` where one is not known."""
    if lat is None or lon is None or lat2 is None or lon2 is None:
        return None
    a, b = math.radians(lat), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


GRADES = ("conflict", "none", "open", "country", "name part", "same")


def _match(a: Side, b: Side) -> int:
    """How well two participants agree: an index into ``GRADES``."""
    if a.entity is not None and a.entity == b.entity:
        return 5
    if a.names and a.names == b.names:
        return 5
    countries = a.country is not None and b.country is not None
    if countries and a.country != b.country:
        return 0
    if a.names & b.names:
        return 4
    if countries:
        return 3 if a.sectors & b.sectors or not (a.sectors and b.sectors) else 2
    return 2 if a.sectors & b.sectors else 1


def _best(one: tuple[Side, ...], two: tuple[Side, ...]) -> str:
    if not one or not two:
        return "unknown" if one is two or not (one or two) else "half known"
    best = max(_match(a, b) for a in one for b in two)
    return GRADES[best]


def _parties(a: Told, b: Told) -> list[str]:
    found = [
        f"actors {_best(a.actors, b.actors)}",
        f"recipients {_best(a.recipients, b.recipients)}",
    ]
    one, two = a.actors + a.recipients, b.actors + b.recipients
    if not one or not two:
        return [*found, "parties unknown"]
    grades = [[_match(x, y) for y in two] for x in one]
    mine = sorted((max(row) for row in grades), reverse=True)
    theirs = sorted((max(column) for column in zip(*grades, strict=True)), reverse=True)
    n = min(len(mine), len(theirs), 2)
    both = "+".join(GRADES[min(m, t)] for m, t in zip(mine[:n], theirs[:n], strict=True))
    return [*found, f"parties {both}"]


def _numbers(a: Told, b: Told) -> list[str]:
    one = {c.role: c for c in a.mention.event.counts}
    found = []
    for c in b.mention.event.counts:
        other = one.get(c.role)
        if other is None:
            continue
        if (other.low, other.high) == (c.low, c.high):
            found.append("count same")
        else:
            ratio = max(other.low, c.low) / max(1, min(other.low, c.low))
            found.append("count close" if ratio <= 2 else "count far")
    if a.mention.event.counts and b.mention.event.counts and not found:
        found.append("count other")
    return sorted(set(found))


# --- the model --------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def model() -> Linear:
    """The weights that ship with the package."""
    return read_linear(MODEL / "merging.tsv")


def probability(a: Told, b: Told, weights: Linear | None = None) -> float:
    """The probability that two mentions tell of one event."""
    return (weights or model()).probability(features(a, b))
