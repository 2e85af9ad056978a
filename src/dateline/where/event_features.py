"""What stands between an event and a place, for the model that chooses the event's place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.data import Document, EventMention, Participant, PlaceMention, Where
from dateline.what.choosing import Sought, after_last, place_features
from dateline.what.plover import SPEECH
from dateline.what.scene import Scene
from dateline.where.event_places import PlaceWords

HEAD = 40
"""Characters at the head of a text in which the place of the agency's line stands."""

_LINE = re.compile(r"[^.\n]{0,30}(?:--|—|–|\)| - |_)")

_FINENESS = {"site": 0, "city": 1, "district": 2, "region": 3, "country": 4}


def features_of(sought: Sought, mention: tuple[PlaceMention, int], where: Where) -> list[str]:
    """What stands between an event and a place (with its sentence); the first one is how near it
    is."""
    scene, event, head = sought.scene, sought.event, sought.head
    place, sent = mention
    at = scene.head((place.start, place.end))
    spot, features = place_features(sought, at, sent)
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
    for role, people in _sides(event):
        if _within(place, people):
            named += [f"in {role}", f"in {role},{event.event_type}", f"in {role},{preposition}"]
        if place.country and any(p.country == place.country for p in people):
            named += [f"of {role}", f"of {role},{event.event_type}", f"of {role},{spot}"]
    return [spot, *features, *named, *(f"{spot},{f}" for f in named)]


def adjective_features(sought: Sought, place: PlaceMention) -> list[str]:
    """What stands between an event and the adjective of a state in its sentence."""
    scene, event, head = sought.scene, sought.event, sought.head
    at = scene.head((place.start, place.end))
    noun = scene.tokens[at].head
    kind = "speech" if event.event_type in SPEECH else "deed"
    preposition = scene.preposition(noun)
    features = [
        "adjective", f"adjective,{kind}", f"adjective,{event.event_type}",
        f"adjective,{preposition}", f"adjective,{preposition},{event.event_type}",
        f"adjective,path={scene.path(noun, head)}",
        f"adjective,clause={scene.clause(noun, head)}",
        f"adjective,noun={scene.tokens[noun].lemma}", "adjective,places=True",
    ]  # fmt: skip
    for role, people in _sides(event):
        if _within(place, people):
            features += [f"adjective,in {role}", f"adjective,in {role},{event.event_type}"]
    return features


def _sides(event: EventMention) -> tuple[tuple[str, tuple[Participant, ...]], ...]:
    return ("actor", event.actors), ("recipient", event.recipients)


def _within(place: PlaceMention, people: Sequence[Participant]) -> bool:
    """Whether a place is named in the words for a party."""
    return any(p.start < place.end and place.start < p.end for p in people)


def goal_of(scene: Scene, place: PlaceMention, words: PlaceWords) -> str:
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


def opens(doc: Document, place: PlaceMention) -> bool:
    """Is a place that of the agency's line: ``BAGHDAD, Nov. 5 (AP) --``?"""
    return place.text.isupper() and _LINE.match(doc.text, place.end) is not None


def said_in(scene: Scene, sent: int, words: PlaceWords) -> list[str]:
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


def nested(doc: Document, near: Sequence[tuple[PlaceMention, int]], i: int) -> list[str]:
    """Does the place, by its number, hold the one named right before it, or lie in the one right
    behind?"""
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


def last_told(sought: Sought) -> list[str]:
    """What the event told just before has to do with this one."""
    if not sought.told:
        return ["first"]
    state = "placed" if sought.told[-1].where else "unplaced"
    return after_last(sought, state, sought.event.event_type)


def as_told(where: Where, last: list[str], told: Sequence[EventMention], spot: str) -> list[str]:
    """Did the event told last, or one before it, take place here?"""
    if not told:
        return []
    before = told[-1].where
    if before is not None and before.name == where.name:
        return [f"as last,{f}" for f in (*last, spot)]
    if any(e.where is not None and e.where.name == where.name for e in told):
        return ["as another", f"as another,{spot}", *(f"as another,{f}" for f in last)]
    return [f"new,{f}" for f in (*last, spot)]
