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
import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.data import Document, EventMention, PlaceMention, Where, changed
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.saying.cues import read_cues
from dateline.syntax import base, index_of
from dateline.what import roles
from dateline.what.choosing import (
    Candidate,
    Candidates,
    Scene,
    after_last,
    event_features,
    fill,
    place_features,
)
from dateline.what.plover import SPEECH
from dateline.where.placenames import either

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "places", "events"})
ASSIGNS = "events.where"

FILE = "where.tsv"
REACH = 4
"""How many sentences before an event a place may stand."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that narrow a place, from ``en/places.toml``; ``telling``: verbs of speech."""

    narrow: re.Pattern[str]
    behind: re.Pattern[str]
    says: Mapping[str, str]
    telling: frozenset[str]
    going: frozenset[str]
    into: frozenset[str]
    reached: frozenset[str]


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the model and return the function that fills in the places of events."""
    weights, words = read_linear(MODEL / FILE).weights, read_words(knowledge)
    return lambda doc: at_home(doc, fill(doc, weights, finder(words), put), words)


def finder(words: Words) -> Candidates[Where]:
    """The function that finds the readings for an event's place."""
    last: list[Found] = []  # what was found in the report at hand

    def find(
        scene: Scene, event: EventMention, told: Sequence[EventMention]
    ) -> list[Candidate[Where]]:
        if not last or last[0].scene is not scene:
            last[:] = [read(scene, words)]
        return candidates(last[0], event, words, told)

    return find


_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "CONSULT", "PROTEST"})
"""Types of what somebody who reports from a place saw there."""
_CALLING = frozenset({"phone", "telephone", "call"})


def at_home(
    doc: Document, events: tuple[EventMention, ...], words: Words
) -> tuple[EventMention, ...]:
    """Give deeds of the sentence that the place line opens its place, where the sentence names
    none: "KABUL (AP) - Thousands marched on Saturday"."""
    if doc.home is None or not doc.sentences:
        return events
    first = doc.sentences[0]
    if any(first.start <= place.start < first.end for place in doc.named_places):
        return events
    known = index_of(doc)
    where = changed(_where(doc.home, doc, words, None), name=doc.home.name)
    return tuple(
        changed(event, where=where)
        if event.where is None
        and event.event_type in _ON_THE_SPOT
        and event.status in ("happened", "ongoing")
        and first.start <= event.trigger[0] < first.end
        and not any(known.lemmas[i] in _CALLING for i in range(*known.range_of(*event.trigger)))
        else event
        for event in events
    )


def put(event: EventMention, value: Where | None) -> EventMention:
    """The event with its place."""
    return event if event.where == value else changed(event, where=value)


def read_words(knowledge: Knowledge) -> Words:
    """Read the words that narrow a place."""
    data = knowledge.toml("en/places.toml")

    return Words(
        re.compile(rf"\b((?:{either(data['narrow'])})[ -])$", re.IGNORECASE),
        re.compile(rf"((?:['’]s)? (?:{either(data['behind'])}))\b"),
        {word: kind for kind, words in data["says"].items() for word in words},
        frozenset(
            verb
            for (verb, pos), kind in read_cues(knowledge).items()
            if pos == "VERB" and kind in _TELLING
        ),
        *(frozenset(data["goal"][key]) for key in ("going", "into", "reached")),
    )


_TELLING = frozenset({"say", "report"})
"""Classes of cues (``en/cues.tsv``) that tell of something."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is the same for all events of a report, for each of its places: what it would be as an
    event's, its features, and whether somebody goes or comes there."""

    scene: Scene
    wheres: tuple[Where, ...]
    features: tuple[tuple[str, ...], ...]
    goals: tuple[str, ...]


def read(scene: Scene, words: Words) -> Found:
    """Read the places of a report."""
    near, main = scene.places, _main_country(scene.doc)
    wheres = tuple(_where(place, scene.doc, words, main) for place, _ in near)
    named = Counter(place.name for place, _ in near)
    features = tuple(
        (*_nested(scene.doc, near, i), f"named={min(named[place.name], 3)},{wheres[i].precision}")
        for i, (place, _) in enumerate(near)
    )
    goals = tuple(_goal(scene, place, words) for place, _ in near)
    return Found(scene, wheres, features, goals)


def candidates(
    report: Found, event: EventMention, words: Words, told: Sequence[EventMention] = ()
) -> list[Candidate[Where]]:
    """All readings of an event's place with their features, the empty one first.

    ``told`` are the events before it in the text, with their places.
    """
    scene = report.scene
    doc, head = scene.doc, scene.head(event.trigger)
    if (doc.home or doc.report.dateline) and _is_here(scene, head, words):
        return [Candidate(_of_line(report, words), ())]
    own = scene.sentence_at(event.trigger[0])
    alone = event_features(scene, event, head)
    near = scene.places
    inside = sum(sent == own for _, sent in near)
    also = frozenset(scene.sentence_at(a[0]) for a in event.also)
    counted = f"places={min(inside, 2)}"
    last = _last(scene, event, told)
    said = _said(scene, own, words)
    empty = ["none", f"none,{counted}", *(f"none,{f}" for f in (*alone, *said))]
    found: list[Candidate[Where]] = [Candidate(None, (*empty, *(f"none,{f}" for f in last)))]
    seen = {p.text for p, sent in near if sent == own}
    goal_here = any(
        goal == "goal" and sent == own for goal, (_, sent) in zip(report.goals, near, strict=True)
    )
    chances = None if event.place_words is None else dict(event.place_words)
    for i, (place, sent) in enumerate(near):
        if not (own - REACH <= sent <= own + 1 or sent == 0 or sent in also):
            continue
        if sent != own and place.text in seen:
            continue  # a name in another sentence counts once, where it is named first
        seen.add(place.text)
        at = scene.head((place.start, place.end))
        if sent == own and (_of_source(scene, at) or _of_saying(scene, event, place, at, words)):
            continue
        where = report.wheres[i]
        if where.lat is None and where.country is None:
            continue
        features = _features(scene, event, head, (place, sent), where, also)
        goal = report.goals[i] if sent == own else ""
        if goal:
            features += [goal, f"{goal},{event.event_type}", f"{goal},{features[1]}"]
        elif sent == own and goal_here:
            features += ["beside a goal", f"beside a goal,{event.event_type}"]
        features.append(f"{counted},{features[0]}")
        features += report.features[i]
        features += [f"{word},{where.precision}" for word in said]
        features += [f"{word},{features[0]}" for word in said]
        if place.start < HEAD and _opens(doc, place):
            features += ["home", *(f"home,{word}" for word in said)]
        features += _as_told(where, last, told, features[0])
        if sent == own and inside == 1:
            features.append("only one here")
        prior = _told_by_network(scene, place, sent - own, chances)
        found.append(Candidate(where, tuple(features), (where.name, where.country), prior))
    return found + _by_adjective(scene, event, head, own, {c.key for c in found})


def _is_here(scene: Scene, head: int, words: Words) -> bool:
    """Whether the event itself is said to be "here": "the two met here on Saturday"."""
    tokens = scene.tokens
    return any(
        tokens[i].upos == "ADV" and words.says.get(tokens[i].lemma) == "here"
        for i in index_of(scene.doc).below[head]
    )


def _of_line(report: Found, words: Words) -> Where | None:
    """The place of the line above the text; of one that the format gives apart, as the text knows
    it too; ``None`` where it does not: another place that the report names is not "here"."""
    doc = report.scene.doc
    if doc.home is not None:
        return changed(_where(doc.home, doc, words, None), name=doc.home.name, span=None)
    town = (doc.report.dateline or "").partition(",")[0].strip().casefold()
    for (place, _), where in zip(report.scene.places, report.wheres, strict=True):
        if place.text.casefold() == town and where.country is not None:
            return changed(where, span=None)
    return None


TRUST, EVEN, LEAST = 1.1, 0.15, 0.01
"""How far the event coder's probability that a word tells the event's place counts beside the
features; where it counts neither for nor against; what the unlikely ones have at least."""


def _told_by_network(
    scene: Scene, place: PlaceMention, sentences: int, chances: Mapping[int, float] | None
) -> float:
    """What the event coder's opinion of a place adds to its score; nothing where it has none: of
    places in sentences that it does not look at, and of adjectives."""
    if chances is None or not -roles.BEFORE <= sentences <= roles.AFTER:
        return 0.0
    at = roles.name_head(scene.tokens, scene.head((place.start, place.end)))
    if not roles.is_candidate(scene.tokens[at]):
        return 0.0
    return TRUST * math.log(max(chances.get(at, 0.0), LEAST) / EVEN)


def _by_adjective(
    scene: Scene, event: EventMention, head: int, own: int, found: set[Hashable]
) -> list[Candidate[Where]]:
    """The states whose adjectives stand in the event's sentence: "held in Thai prisons"."""
    added = []
    for place, sent in scene.adjectives:
        if sent != own or (place.name, place.country) in found:
            continue
        found.add((place.name, place.country))
        where = Where(
            place.name, place.lat, place.lon, place.country, place.geonameid, place.precision,
            (place.start, place.end),
        )  # fmt: skip
        at = scene.head((place.start, place.end))
        noun = scene.tokens[at].head
        kind = "speech" if event.event_type in SPEECH else "deed"
        preposition = scene.preposition(noun)
        features = [
            "adjective", f"adjective,{kind}", f"adjective,{event.event_type}",
            f"adjective,{preposition}", f"adjective,{preposition},{event.event_type}",
            f"adjective,path={scene.path(noun, head)}",
            f"adjective,clause={scene.clause(noun, head)}",
            f"adjective,noun={scene.tokens[noun].lemma}", f"adjective,places={bool(found)}",
        ]  # fmt: skip
        for role, people in (("actor", event.actors), ("recipient", event.recipients)):
            if any(p.start < place.end and place.start < p.end for p in people):
                features += [f"adjective,in {role}", f"adjective,in {role},{event.event_type}"]
        added.append(Candidate(where, tuple(features), (where.name, where.country)))
    return added


def _goal(scene: Scene, place: PlaceMention, words: Words) -> str:
    """Does somebody go or come to a place ("a visit to Lebanon", "reached Homs"), or from it?"""
    at = scene.head((place.start, place.end))
    token = scene.tokens[at]
    governor = scene.tokens[token.head]
    preposition = scene.preposition(at)
    if preposition == "from":
        return "origin" if governor.lemma in words.going else ""
    if preposition in words.into and governor.lemma in words.going:
        return "goal"
    if preposition == "-" and governor.lemma in words.reached and token.deprel == "obj":
        return "goal"
    return ""


def _where(place: PlaceMention, doc: Document, words: Words, main: str | None) -> Where:
    """The place as the text names it: with the direction before and the kind behind the name."""
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


def _main_country(doc: Document) -> str | None:
    """The state in which most of the towns and regions that a report names lie, if it is clear."""
    counts = Counter(p.country for p in doc.named_places if p.country and p.precision != "country")
    if not counts:
        counts = Counter(p.country for p in doc.named_places if p.country)
    if not counts:
        return None
    (country, count), total = counts.most_common(1)[0], sum(counts.values())
    return country if count * 3 >= total * 2 else None


def _features(
    scene: Scene,
    event: EventMention,
    head: int,
    mention: tuple[PlaceMention, int],
    where: Where,
    also: frozenset[int],
) -> list[str]:
    place, sent = mention
    at = scene.head((place.start, place.end))
    spot, features = place_features(scene, event, head, at, sent, also)
    kind = "speech" if event.event_type in SPEECH else "deed"
    preposition = scene.preposition(at)
    token = scene.tokens[at]
    relation = token.deprel.partition(":")[0]
    named = [
        f"precision={where.precision}",
        f"precision={where.precision},{event.event_type}",
        f"preposition={preposition}",
        f"preposition={preposition},{event.event_type}",
        f"preposition={preposition},{kind}",
        f"relation={relation}",
        f"relation={relation},{preposition}",
        f"upper={scene.tokens[token.head].deprel.partition(':')[0]}",
        f"known={where.lat is not None}",
    ]
    named.append(f"article={scene.article(head)},{spot}")
    if relation == "compound":
        noun = token.head
        named += [
            f"compound={scene.tokens[noun].lemma}",
            f"compound,{scene.preposition(noun)}",
            f"compound,path={scene.path(noun, head)}",
        ]
    if preposition != "-" and relation in ("obl", "nmod"):
        named.append(f"governor={scene.tokens[token.head].lemma},{preposition}")
    if where.name != place.text:
        named.append("narrowed")
    for role, people in (("actor", event.actors), ("recipient", event.recipients)):
        if any(p.start < place.end and place.start < p.end for p in people):
            named += [f"in {role}", f"in {role},{event.event_type}", f"in {role},{preposition}"]
        if place.country and any(p.country == place.country for p in people):
            named += [f"of {role}", f"of {role},{event.event_type}", f"of {role},{spot}"]
    return [spot, *features, *named, *(f"{spot},{f}" for f in named)]


def _of_source(scene: Scene, at: int) -> bool:
    """Is a place that of who says so: "according to a diplomat in Damascus"?"""
    return any(scene.preposition(i) == "according" for i in scene.up(at)[:5])


def _of_saying(
    scene: Scene, event: EventMention, place: PlaceMention, at: int, words: Words
) -> bool:
    """Is a place that where somebody tells of the event: "told parliament in Yerevan that they had
    shelled Goris"? Who speaks may have one that is the event's: "police in Jakarta said"."""
    start = event.trigger[0]
    if scene.head(event.trigger) in scene.up(at):
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


HEAD = 40
"""Characters at the head of a text in which the place of the agency's line stands."""

_LINE = re.compile(r"[^.\n]{0,30}(?:--|—|–|\)| - |_)")


def _opens(doc: Document, place: PlaceMention) -> bool:
    """Is a place that of the agency's line: ``BAGHDAD, Nov. 5 (AP) --``?"""
    return place.text.isupper() and _LINE.match(doc.text, place.end) is not None


def _said(scene: Scene, sent: int, words: Words) -> list[str]:
    """The words by which a sentence goes back to a place: "here", "in the country"."""
    sentence, found = scene.doc.sentences[sent], []
    for i in range(sentence.start_token, sentence.end_token):
        kind = words.says.get(scene.tokens[i].lemma)
        if kind is None:
            continue
        before = scene.tokens[i - 1].text.lower() if i > sentence.start_token else ""
        if kind in ("here", "there"):
            if scene.tokens[i].upos == "ADV":
                found.append(f"says={kind}")
        elif before in ("the", "this", "that"):
            found.append(f"says={kind}")
    return sorted(set(found))


_FINENESS = {"site": 0, "city": 1, "district": 2, "region": 3, "country": 4}


def _nested(doc: Document, near: Sequence[tuple[PlaceMention, int]], i: int) -> list[str]:
    """Does the place hold the one named right before it, or lie in the one right behind?"""
    place, sent = near[i]
    features = []
    rank = _FINENESS.get(place.precision or "", 1)
    for j in range(max(i - 3, 0), min(i + 4, len(near))):
        other = near[j][0]
        if near[j][1] != sent or other.country != place.country or other.name == place.name:
            continue
        fine = _FINENESS.get(other.precision or "", 1)
        if fine != rank:
            side = "before" if j < i else "behind"
            features.append(f"{'finer' if fine < rank else 'coarser'} {side}")
            if abs(i - j) == 1:
                between = " ".join(
                    doc.text[min(place.end, other.end) : max(place.start, other.start)].split()
                )
                features.append(f"{features[-1]},{between if len(between) < 14 else 'far'}")
    if i and doc.text[near[i - 1][0].end : place.start].strip() == ",":
        features.append("holds the one before")
    if i + 1 < len(near) and doc.text[place.end : near[i + 1][0].start].strip() == ",":
        features.append("lies in the next")
    return features


def _last(scene: Scene, event: EventMention, told: Sequence[EventMention]) -> list[str]:
    """What the event told just before has to do with this one."""
    if not told:
        return ["first"]
    state = "placed" if told[-1].where else "unplaced"
    return after_last(scene, event, told, state, event.event_type)


def _as_told(where: Where, last: list[str], told: Sequence[EventMention], spot: str) -> list[str]:
    """Did the event told last, or one before it, take place here?"""
    if not told:
        return []
    before = told[-1].where
    if before is not None and before.name == where.name:
        return [f"as last,{f}" for f in (*last, spot)]
    if any(e.where is not None and e.where.name == where.name for e in told):
        return ["as another", f"as another,{spot}", *(f"as another,{f}" for f in last)]
    return [f"new,{f}" for f in (*last, spot)]
