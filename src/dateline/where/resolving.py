"""Which of the places of its name is meant, all names of a report weighed together.

Every reading of a name is weighed by how prominent it is, by the word behind it ("province"), by
the state or region named right after it, and by the states and regions in which the other names
lie; as those are uncertain too, all are weighed together in a few rounds. A name once read keeps
its reading."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.chances import shares
from dateline.where.gazetteer import Place, normal
from dateline.where.placenames import OF_THE_WORLD, Name, Readings

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

Key = str | tuple[int, int]
"""What a reading may speak for: a state, a region ("USA.TX"), a square of one degree."""


@dataclass(slots=True)
class _Group:
    """The mentions of one name that are read alike, its readings and how likely each is."""

    names: list[Name]
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


def resolve(
    names: list[Name], home: Place | None, region: Place | None, adjectives: Counter[str]
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


def _groups(names: list[Name]) -> list[_Group]:
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
            held = after_bonus(name.after, place)
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
    group.shares = list(shares([_SHARP * score for score in scores]))


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
    states, regions = _without(own, totals)
    rivalled = _is_rivalled(group, known, own)
    found = []
    for place, score in zip(group.readings, group.scores, strict=True):
        if place.country:
            score += _by_state(place, known.states, own, states, rivalled=rivalled)
            if place.region:
                key = f"{place.country}.{place.region}"
                near = known.regions.get(key, 0.0) - own.get(key, 0.0)
                score += _REGION * near / (regions + _REGION_ROOM)
        if place.precision in _FINE:
            square = (math.floor(place.lat), math.floor(place.lon))
            around = known.squares.get(square, 0.0) - own.get(square, 0.0)
            if around > 0.01:
                score += _SQUARE * around / (around + _SQUARE_ROOM)
        found.append(score)
    return found


def _without(own: Mapping[Key, float], totals: tuple[float, float]) -> tuple[float, float]:
    """What speaks for states and regions in all, without what a name itself speaks for."""
    states, regions = totals
    for key, value in own.items():
        if isinstance(key, str):
            if "." in key:
                regions -= value
            else:
                states -= value
    return states, regions


def _is_rivalled(group: _Group, known: _Known, own: Mapping[Key, float]) -> bool:
    """Whether a great town of that name lies in a state that the rest of the report speaks of:
    "Tripoli" in a report on Lebanon."""
    return any(
        place.kind == "city"
        and place.population > _GREAT
        and known.states.get(place.country or "", 0.0) > own.get(place.country or "", 0.0)
        for place in group.readings
    )


def _by_state(
    place: Place,
    spoken: Mapping[str, float],
    own: Mapping[Key, float],
    total: float,
    *,
    rivalled: bool,
) -> float:
    """What speaks for a place as one of its state: how far the rest of the report speaks of it;
    for a place that the world knows something even where nothing does, unless it has a rival."""
    country = place.country or ""
    said = spoken.get(country, 0.0) - own.get(country, 0.0)
    bare = min(_STATE_MOST, 2 * said)
    great = place.kind in OF_THE_WORLD and place.population > _GREAT
    if great and not rivalled:
        bare = max(bare, _UNSAID)
    return _STATE * said / (total + _STATE_ROOM) + bare


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


def after_bonus(after: Readings, place: Place) -> float:
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
