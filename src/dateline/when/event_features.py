"""What stands between an event and a date, for the model that chooses the event's days."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.data import EventMention, TimeMention, When
from dateline.what.choosing import Sought, after_last, place_features
from dateline.what.plover import SPEECH


def surroundings(sought: Sought) -> list[str]:
    """What the event's sentence says about its own time and speaker."""
    scene, event, head, doc = sought.scene, sought.event, sought.head, sought.scene.doc
    sentence = doc.sentences[sought.sentence]
    features = [
        f"vague={t.value}" if t.value.endswith("REF") else f"vague={t.type}"
        for t in doc.times
        if sentence.start <= t.start < sentence.end and t.first is None
    ]
    root = scene.up(head)[-1]
    said = scene.tokens[root]
    features.append(f"root={said.text.lower()}")
    features.append(f"root tense={scene.tense(root)},{'own' if root == head else 'other'}")
    subject = next(
        (
            t
            for t in scene.tokens[sentence.start_token : sentence.end_token]
            if t.head == root and t.deprel.startswith("nsubj")
        ),
        None,
    )
    if subject is not None and subject.upos == "PRON":
        features.append("pronoun subject")
    first = scene.tokens[sentence.start_token]
    features.append(f"opens={first.text.lower()}" if first.upos != "PROPN" else "opens=name")
    if event.also:
        features.append(f"also in {min(min(sought.also), 2)}")
    return features


def last_told(sought: Sought) -> list[str]:
    """What the event told just before has to do with this one."""
    if not sought.told:
        return ["first"]
    scene, event, last = sought.scene, sought.event, sought.told[-1]
    state = "dated" if last.when else "undated"
    features = after_last(sought, state, f"{last.status},{event.status}")
    if scene.verb(scene.head(last.trigger)) == scene.verb(scene.head(event.trigger)):
        features.append(f"{features[0]},same verb")
    return features


def features_of(
    sought: Sought, mention: tuple[TimeMention, int], when: When, form: str, said: str | None
) -> list[str]:
    """What stands between an event and a date (with its sentence), read as ``when``; ``said`` is a
    preposition that is not beside it."""
    scene, event, head = sought.scene, sought.event, sought.head
    time, sent = mention
    at = scene.head((time.start, time.end))
    where, features = place_features(sought, at, sent)
    published = scene.doc.report.published
    side = "past" if when.end < published else "ahead" if when.start > published else "now"
    preposition = said or scene.preposition(at)
    news = (published - when.end).days
    possessive = scene.doc.text[time.end : time.end + 2] in ("'s", "’s")
    named = [
        f"side={side},{event.status}",
        f"form={form},{event.status}",
        f"form={form},preposition={preposition}",
        f"preposition={preposition}",
        f"size={time.granularity}",
        f"size={time.granularity},{form},{event.status}",
        f"timex={time.type}",
        f"news={news if 0 <= news <= 1 else 'old' if news > 7 else 'week' if news > 1 else 'next'}",
        f"governor={scene.tokens[scene.verb(at)].text.lower()}",
        f"clausal={scene.tense(scene.verb(at))}",
    ]
    if possessive:
        named.append("possessive")
    kind = "speech" if event.event_type in SPEECH else "deed"
    if where != "same":
        governor = scene.tokens[scene.verb(at)]
        named += [
            f"{where},governor={governor.lemma}",
            f"{where},{kind},{scene.tense(scene.verb(at))}",
            f"{where},{scene.tense(scene.verb(at))},{scene.tense(scene.verb(head))}",
        ]
    crossed = [f"{f},{event.status}" for f in features]
    crossed += [f"{f},{kind}" for f in features[:2]]
    return [where, f"{where},{side}", *features, *crossed, *named]


def as_told(when: When, last: list[str], told: Sequence[EventMention], where: str) -> list[str]:
    """Does the event told last have these days, or one before it?"""
    if not told:
        return []
    if agree(told[-1].when, when):
        return [f"as last,{f}" for f in (*last, where)]
    if any(agree(e.when, when) for e in told):
        return ["as another", f"as another,{where}", *(f"as another,{f}" for f in last)]
    return [f"new,{f}" for f in (*last, where)]


def agree(one: When | None, other: When) -> bool:
    """Do two readings share at least half of all their days?"""
    if one is None or one.end < other.start or other.end < one.start:
        return False
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    joint = (max(one.end, other.end) - min(one.start, other.start)).days + 1
    return shared * 2 >= joint
