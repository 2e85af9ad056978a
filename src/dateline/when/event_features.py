"""What stands between an event and a date, for the model that chooses the event's days."""

from __future__ import annotations

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


RECALLED = 40
"""How many of the events told before are looked through for one with the same parties."""


def actors_last(sought: Sought) -> EventMention | None:
    """What an actor of the event did last, of what was told before; ``None`` if nothing."""
    words_of = sought.scene.words_of
    actors = words_of(sought.event)[0]
    recent = reversed(sought.told[-RECALLED:])
    return next((e for e in recent if not actors.isdisjoint(words_of(e)[0])), None)


def of_actor(sought: Sought, before: EventMention | None) -> list[str]:
    """What is known of what an actor of the event did last."""
    if before is None:
        return ["actor=new"] if sought.event.actors and sought.told else []
    return _since_told(sought, before, f"actor={'dated' if before.when else 'undated'}")


def _since_told(sought: Sought, before: EventMention, name: str) -> list[str]:
    """A feature of an event told before, alone, with the way from there and with both statuses."""
    gap = sought.sentence - sought.scene.sentence_at(before.trigger[0])
    return [name, f"{name},gap={min(gap, 4)}", f"{name},{before.status},{sought.event.status}"]


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
    kind = _kind(event)
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


def as_told(
    sought: Sought, when: When, last: list[str], before: EventMention | None, where: str
) -> list[str]:
    """Does the event told last have these days, or one before it, and whose were they? ``before``:
    what an actor of the event did last."""
    told = sought.told
    if not told:
        return []
    alike = next((e for e in reversed(told) if agree(e.when, when)), None)
    if alike is None:
        features = [f"new,{f}" for f in (*last, where)]
    elif alike is told[-1]:
        features = [f"as last,{f}" for f in (*last, where)]
    else:
        features = ["as another", f"as another,{where}", *(f"as another,{f}" for f in last)]
    if before is not None:
        state = "undated" if before.when is None else "as" if agree(before.when, when) else "unlike"
        features += _since_told(sought, before, f"{state} actor")
    return features if alike is None else [*features, *_shared_with(sought, alike)]


def _shared_with(sought: Sought, alike: EventMention) -> list[str]:
    """What an event has in common with one told before that has the same days."""
    event, scene = sought.event, sought.scene
    actors, recipients = scene.words_of(event)
    its_actors, its_recipients = scene.words_of(alike)
    shared = {
        "actor": actors & its_actors,
        "counterpart": (actors & its_recipients) | (recipients & its_actors),
        "recipient": recipients & its_recipients,
        "type": event.event_type == alike.event_type,
    }
    names = [f"its {name}" for name, found in shared.items() if found]
    if (actors | recipients).isdisjoint(its_actors | its_recipients):
        names.append("no party of it")
    kinds = f"{_kind(event)},{_kind(alike)}"
    return [
        feature
        for name in names
        for feature in (*_since_told(sought, alike, name), f"{name},{kinds}")
    ]


def _kind(event: EventMention) -> str:
    return "speech" if event.event_type in SPEECH else "deed"


def agree(one: When | None, other: When) -> bool:
    """Do two readings share at least half of all their days?"""
    if one is None or one.end < other.start or other.end < one.start:
        return False
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    joint = (max(one.end, other.end) - min(one.start, other.start)).days + 1
    return shared * 2 >= joint
