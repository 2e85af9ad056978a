"""Gives each event its own place: read from a place name that belongs to it, or none.

    "Sharaa arrived in Baku for talks"  →  Where("Baku", 40.38, 49.89, "AZE", …)

Candidates are the places named in the event's sentence, in the sentences around it, at the head of
the report and where the event is named again, the states whose adjectives stand in the sentence,
and, where the text says "here", the place of the agency's line. A small model that looks at the
syntax between the two and at the event's type chooses one or none (``train/choosers.py``); what the
event coder takes for the place counts beside it. The name is that of the text, with the words that
narrow it ("southern Syria"); the coordinates are always the gazetteer's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.data import Document, EventMention, PlaceMention, Where, changed
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.syntax import base, index_of
from dateline.what import roles
from dateline.what.choosing import Candidate, Candidates, Sought, event_features, fill, seek
from dateline.what.plover import SPEECH
from dateline.what.scene import Scene
from dateline.where.capitals import capitals_in, state_of
from dateline.where.event_features import (
    HEAD,
    adjective_features,
    as_told,
    features_of,
    goal_of,
    last_told,
    nested,
    opens,
    said_in,
)
from dateline.where.event_places import PlaceWords, main_country, place_of, read_place_words
from dateline.where.own_places import Tie, tie_of

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "places", "events", "events.participants"})
ASSIGNS = "events.where"

FILE = "where.tsv"
REACH = 4
"""How many sentences before an event a place may stand."""
_HERE_REACH = 12
"""How many sentences before or after it the town may stand that is "here"."""
_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "CONSULT", "PROTEST"})
"""Types of what somebody who reports from a place saw there."""
_TOWN = frozenset({"city", "district"})
"""Places that may be "here": where the report is from, is a town, if the text names it."""
TRUST, EVEN, LEAST = 1.1, 0.15, 0.01
"""How far the event coder's probability that a word tells the event's place counts beside the
features; where it counts neither for nor against; what the unlikely ones have at least."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the model and return the function that fills in the places of events."""
    weights, words = read_linear(MODEL / FILE).weights, read_place_words(knowledge)
    return lambda doc: at_home(doc, fill(doc, weights, finder(words), put), words)


def finder(words: PlaceWords) -> Candidates[Where]:
    """The function that finds the readings for an event's place."""
    last: list[Found] = []  # what was found in the report at hand

    def find(
        scene: Scene, event: EventMention, told: Sequence[EventMention]
    ) -> list[Candidate[Where]]:
        if not last or last[0].scene is not scene:
            last[:] = [read(scene, words)]
        return candidates(last[0], event, words, told)

    return find


def put(event: EventMention, value: Where | None) -> EventMention:
    """The event with its place."""
    return event if event.where == value else changed(event, where=value)


@dataclass(frozen=True, slots=True)
class Found:
    """What is the same for all events of a report: its places with their sentences, capitals that
    it only calls so among them, and for each what it would be as an event's, its features, and
    whether somebody goes or comes there."""

    scene: Scene
    places: tuple[tuple[PlaceMention, int], ...]
    wheres: tuple[Where, ...]
    features: tuple[tuple[str, ...], ...]
    goals: tuple[str, ...]


def read(scene: Scene, words: PlaceWords) -> Found:
    """Read the places of a report."""
    doc, main = scene.doc, main_country(scene.doc)
    called = [
        (place, scene.sentence_at(place.start))
        for place in capitals_in(doc, words.capitals, words.no_capitals, main or state_of(doc))
    ]
    near = (*scene.places, *called)
    wheres = [place_of(place, doc, words, main) for place, _ in scene.places]
    wheres += [_as_called(place) for place, _ in called]
    named = Counter(place.name for place, _ in near)
    around = [nested(doc, scene.places, i) for i in range(len(scene.places))]
    around += [[] for _ in called]
    features = tuple(
        (*around[i], f"named={min(named[place.name], 3)},{wheres[i].precision}")
        for i, (place, _) in enumerate(near)
    )
    goals = tuple(goal_of(scene, place, words) for place, _ in near)
    return Found(scene, near, tuple(wheres), features, goals)


def _as_called(place: PlaceMention) -> Where:
    """A place by the name that the gazetteer has, where the words do not give it: "the Thai
    capital"."""
    return Where(
        place.name, place.lat, place.lon, place.country, place.geonameid, place.precision,
        (place.start, place.end),
    )  # fmt: skip


def candidates(
    report: Found, event: EventMention, words: PlaceWords, told: Sequence[EventMention] = ()
) -> list[Candidate[Where]]:
    """All readings of an event's place with their features, the empty one first.

    ``told`` are the events before it in the text, with their places.
    """
    scene, doc = report.scene, report.scene.doc
    sought = seek(scene, event, told)
    here = _is_here(scene, sought.head, words)
    if here and (doc.home or doc.report.dateline):
        return [Candidate(_of_line(report, words), ())]
    own, said = sought.sentence, said_in(scene, sought.sentence, words)
    inside, last = sum(sent == own for _, sent in scene.places), last_told(sought)
    counted = f"places={min(inside, 2)}"
    empty = "none", f"none,{counted}", *(f"none,{f}" for f in (*event_features(sought), *said))
    found = [Candidate[Where](None, (*empty, *(f"none,{f}" for f in last)))]
    chances = None if event.place_words is None else dict(event.place_words)
    ties: dict[Tie, list[Candidate[Where]]] = {tie: [] for tie in Tie}
    for i in _in_reach(report, sought, words, here=here):
        place, sent = report.places[i]
        where = report.wheres[i]
        if where.lat is None and where.country is None:
            continue
        if here and not _may_be_here(where, words, beside=sent == own):
            continue
        features = features_of(sought, (place, sent), where)
        features += _goals(report, sought, i, features[1])
        features.append(f"{counted},{features[0]}")
        features += report.features[i]
        features += [f"{word},{where.precision}" for word in said]
        features += [f"{word},{features[0]}" for word in said]
        if place.start < HEAD and opens(doc, place):
            features += ["home", *(f"home,{word}" for word in said)]
        features += as_told(where, last, told, features[0])
        if sent == own and inside == 1:
            features.append("only one here")
        prior = _told_by_network(sought, place, sent, chances)
        found.append(Candidate(where, tuple(features), (where.name, where.country), prior))
        if sent == own and (tie := tie_of(sought, place, words)) is not None:
            ties[tie].append(found[-1])
    if here:  # so it has a place, unless it is only said here
        return found if event.event_type in SPEECH else found[1:] or found
    if ties[Tie.SURE]:
        return ties[Tie.SURE]
    found += _by_adjective(sought, {c.key for c in found})
    return found[1:] if ties[Tie.INSIDE] else found


def _in_reach(report: Found, sought: Sought, words: PlaceWords, *, here: bool) -> Iterator[int]:
    """The numbers of the places that may be an event's: in its sentence, near it, at the head of
    the report, or where it is named again; of one that is ``here`` also further away. A name in
    another sentence counts once, where it is named first."""
    scene, own = sought.scene, sought.sentence
    first, last = (own - _HERE_REACH, own + _HERE_REACH) if here else (own - REACH, own + 1)
    seen = {place.text for place, sent in scene.places if sent == own}
    for i, (place, sent) in enumerate(report.places):
        if not (first <= sent <= last or sent == 0 or sent in sought.also):
            continue
        if sent == own:
            at = scene.head((place.start, place.end))
            if not _of_source(scene, at) and not _of_saying(sought, place, at, words):
                yield i
        elif place.text not in seen:
            seen.add(place.text)
            yield i


def _goals(report: Found, sought: Sought, i: int, where: str) -> list[str]:
    """Whether a place, by its number, is one to which somebody goes in the event's sentence, or
    stands beside one. ``where``: how the place stands to the event."""
    own, kind = sought.sentence, sought.event.event_type
    if report.places[i][1] != own:
        return []
    goal = report.goals[i]
    if goal:
        return [goal, f"{goal},{kind}", f"{goal},{where}"]
    beside = any(
        other == "goal" and sent == own
        for other, (_, sent) in zip(report.goals, report.places, strict=True)
    )
    return ["beside a goal", f"beside a goal,{kind}"] if beside else []


def _told_by_network(
    sought: Sought, place: PlaceMention, sent: int, chances: Mapping[int, float] | None
) -> float:
    """What the event coder's opinion of a place (with its sentence) adds to its score; nothing
    where it has none: of places in sentences that it does not look at, and of adjectives."""
    scene = sought.scene
    if chances is None or not -roles.BEFORE <= sent - sought.sentence <= roles.AFTER:
        return 0.0
    at = roles.name_head(scene.tokens, scene.head((place.start, place.end)))
    if not roles.is_candidate(scene.tokens[at]):
        return 0.0
    return TRUST * math.log(max(chances.get(at, 0.0), LEAST) / EVEN)


def _by_adjective(sought: Sought, found: set[Hashable]) -> list[Candidate[Where]]:
    """The states whose adjectives stand in the event's sentence: "held in Thai prisons"."""
    added = []
    for place, sent in sought.scene.adjectives:
        key = place.name, place.country
        if sent != sought.sentence or key in found:
            continue
        found.add(key)
        where = _as_called(place)
        added.append(Candidate(where, tuple(adjective_features(sought, place)), key))
    return added


def _may_be_here(where: Where, words: PlaceWords, beside: bool) -> bool:
    """Whether a place may be "here": a town, a state that is one, or a site named ``beside`` it."""
    if where.precision == "site":
        return beside
    return where.precision in _TOWN or where.name in words.city_states


def _is_here(scene: Scene, head: int, words: PlaceWords) -> bool:
    """Whether the event itself is said to be "here": "the two met here on Saturday", "a forum
    opened here"."""
    known = index_of(scene.doc)
    spots = [*known.below[head]]
    if known.relations[head] == "nsubj" and known.upos[head] == "NOUN":
        spots += known.below[known.heads[head]]
    return any(
        known.upos[i] == "ADV" and words.says.get(scene.tokens[i].lemma) == "here" for i in spots
    )


def _of_line(report: Found, words: PlaceWords) -> Where | None:
    """The place of the line above the text; of one that the format gives apart, as the text knows
    it too; ``None`` where it does not: another place that the report names is not "here"."""
    doc = report.scene.doc
    if doc.home is not None:
        return changed(place_of(doc.home, doc, words), name=doc.home.name, span=None)
    town = (doc.report.dateline or "").partition(",")[0].strip().casefold()
    for (place, _), where in zip(report.places, report.wheres, strict=True):
        if place.text.casefold() == town and where.country is not None:
            return changed(where, span=None)
    return None


def _of_source(scene: Scene, at: int) -> bool:
    """Is a place that of who says so: "according to a diplomat in Damascus"?"""
    return any(scene.preposition(i) == "according" for i in scene.up(at)[:5])


def _of_saying(sought: Sought, place: PlaceMention, at: int, words: PlaceWords) -> bool:
    """Is a place that where somebody tells of the event: "told parliament in Yerevan that they had
    shelled Goris"? Who speaks may have one that is the event's: "police in Jakarta said"."""
    scene, start = sought.scene, sought.event.trigger[0]
    if sought.head in scene.up(at):
        return False  # "claimed to have captured a hill at Idale"
    for told in scene.doc.attributions:
        inside = any(s <= start < e for s, e in told.content)
        if not inside or any(s <= place.start < e for s, e in (*told.content, *told.source)):
            continue
        cues = {scene.head(cue) for cue in told.cue}
        for i, above in pairwise(scene.up(at)):
            if base(scene.tokens[i].deprel) in ("nsubj", "ccomp"):
                break
            if above in cues:
                return scene.tokens[above].lemma in words.telling
    return False


def at_home(
    doc: Document, events: tuple[EventMention, ...], words: PlaceWords
) -> tuple[EventMention, ...]:
    """Give deeds of the sentence that the place line opens its place, where the sentence names
    none: "KABUL (AP) - Thousands marched on Saturday"."""
    if doc.home is None or not doc.sentences:
        return events
    first = doc.sentences[0]
    if any(first.start <= place.start < first.end for place in doc.named_places):
        return events
    known = index_of(doc)
    where = changed(place_of(doc.home, doc, words), name=doc.home.name)
    return tuple(
        changed(event, where=where)
        if event.where is None
        and event.event_type in _ON_THE_SPOT
        and event.status in ("happened", "ongoing")
        and first.start <= event.trigger[0] < first.end
        and words.calling.isdisjoint(known.lemmas[slice(*known.range_of(*event.trigger))])
        else event
        for event in events
    )
