"""Gives each event its own days: read from a time expression that belongs to it, or none.

    "Israel's air strikes on Tuesday came after …"  →  When(2025-07-08, 2025-07-08, "day")

Candidates are the dates named in the event's sentence, in the sentences around it, at the head of
the report and where the event is named again; a small model that looks at the syntax between the
two, at the tense and at the event's type and status chooses one or none
(``train/choosers.py``). What a date means for the event follows its status: what has happened or
goes on ends with the day of publication, "since May" runs from May to publication, "by Friday" from
publication to Friday.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.data import Document, EventMention, Granularity, Sentence, TimeMention, When, changed
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.syntax import index_of
from dateline.what import roles
from dateline.what.choosing import (
    Candidate,
    Scene,
    after_last,
    event_features,
    fill,
    place_features,
)
from dateline.what.plover import SPEECH
from dateline.when.dates import month_end, shift

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "times", "events"})
ASSIGNS = "events.when"

FILE = "when.tsv"
REACH = 6
"""How many sentences before an event a date may stand."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the model and return the function that fills in the days of events."""
    weights = read_linear(MODEL / FILE).weights
    return lambda doc: fill(doc, weights, candidates, put)


def put(event: EventMention, value: When | None) -> EventMention:
    """The event with its days."""
    return event if event.when == value else changed(event, when=value)


def candidates(
    scene: Scene, event: EventMention, told: Sequence[EventMention] = ()
) -> list[Candidate[When]]:
    """All readings of an event's days with their features, the empty one first.

    ``told`` are the events before it in the text, with their days.
    """
    doc = scene.doc
    head = scene.head(event.trigger)
    own = scene.sentence_at(event.trigger[0])
    alone = event_features(scene, event, head)
    alone += _surroundings(scene, event, head, doc.sentences[own])
    near = scene.times
    inside = [t for t, sent in near if sent == own]
    also = frozenset(scene.sentence_at(a[0]) for a in event.also)
    counted = f"times={min(len(inside), 2)}"
    tense = f"tense={scene.tense(head)}"
    empty = ["none", f"none,{counted}", *(f"none,{f}" for f in alone)]
    last = _last(scene, event, told)
    empty += [f"none,{counted},{tense}", *(f"none,{f}" for f in last)]
    found: list[Candidate[When]] = [Candidate(None, tuple(empty))]
    days, once = scene.days_of(head), _is_once(scene, head)
    seen_before: set[tuple[dt.date, dt.date]] = set()
    for i, (time, sent) in enumerate(near):
        if not (own - REACH <= sent <= own + 1 or sent == 0 or sent in also):
            continue
        following = near[i + 1][0] if i + 1 < len(near) else None
        since = scene.since[i] if sent == own else None
        begun = since is not None and since not in scene.up(head)
        together = scene.verb(scene.head((time.start, time.end))) == scene.verb(head)
        for when, form in _readings(
            time, following, event, doc, begun=begun, days=days if sent == own else None
        ):
            if form == "turned" and not together:
                continue  # of another act: "decided on Thursday to send troops"
            if form == "turned" and once and time.last is not None and when.start > time.last:
                continue  # "had been due to meet in January"
            repeated = (when.start, when.end) in seen_before
            said = "since" if begun and form == "since" else None
            features = _features(scene, event, head, (time, sent), form, when, also, said)
            features.append(f"{counted},{features[0]}")
            if repeated:
                features.append("repeated")
            if sent == own and len(inside) == 1:
                features.append("only one here")
            features += _as_told(when, last, told, f"{features[0]},{counted}")
            seen_before.add((when.start, when.end))
            prior = _told_by_network(scene, event, head, time, sent - own)
            found.append(Candidate(when, tuple(features), (when.start, when.end), prior))
    return found


TRUST, EVEN, LEAST, FAR = 0.7, 0.135, 0.01, 0.08
"""How far the event coder's probability that a word tells the event's time counts beside the
features; where it counts neither for nor against; what the unlikely ones have at least (a lower
floor lets the coder rule out too much), and those in sentences that the coder does not look at,
which must not gain by that."""


def _told_by_network(
    scene: Scene, event: EventMention, head: int, time: TimeMention, sentences: int
) -> float:
    """What the event coder's opinion of a time expression adds to its score; nothing where the
    coder has none, of adverbs."""
    if event.time_words is None:
        return 0.0
    if not -roles.BEFORE <= sentences <= roles.AFTER:
        return TRUST * math.log(FAR / EVEN)
    at = scene.head((time.start, time.end))
    if at == head or not roles.is_candidate(scene.tokens[at]):
        return 0.0
    probability = max(next((p for word, p in event.time_words if word == at), LEAST), LEAST)
    return TRUST * math.log(probability / EVEN)


def _surroundings(scene: Scene, event: EventMention, head: int, sentence: Sentence) -> list[str]:
    """What the sentence says about its own time and speaker."""
    doc = scene.doc
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
        features.append(f"also in {min(min(scene.sentence_at(a[0]) for a in event.also), 2)}")
    return features


def _last(scene: Scene, event: EventMention, told: Sequence[EventMention]) -> list[str]:
    """What the event told just before has to do with this one."""
    if not told:
        return ["first"]
    last = told[-1]
    state = "dated" if last.when else "undated"
    features = after_last(scene, event, told, state, f"{last.status},{event.status}")
    if scene.verb(scene.head(last.trigger)) == scene.verb(scene.head(event.trigger)):
        features.append(f"{features[0]},same verb")
    return features


def _as_told(when: When, last: list[str], told: Sequence[EventMention], where: str) -> list[str]:
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


def _features(
    scene: Scene,
    event: EventMention,
    head: int,
    mention: tuple[TimeMention, int],
    form: str,
    when: When,
    also: frozenset[int],
    said: str | None,
) -> list[str]:
    """What stands between an event and a date; ``said`` is a preposition that is not beside it."""
    time, sent = mention
    at = scene.head((time.start, time.end))
    where, features = place_features(scene, event, head, at, sent, also)
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


_TO = re.compile(r"\s*(?:-|–|—)\s*|\s+to\s+")
"""Between two days or years that are one time without a word in front: "the 1980-1988 war"."""

_PART = frozenset({"the", "early", "late", "mid", "about", "around", "least", "last"})
"""What may stand between "since" and a date."""

_JOINED = re.compile(r"\s*(?:to|through|until|till|and|-|–|—)\s*")


_THEN = re.compile(r"\s*,?\s*(?:when|after which)\b")
"""Behind a date with "since": what happened on it, "since 1974 when troops invaded"."""


def _is_once(scene: Scene, head: int) -> bool:
    """Whether the clause of an event or one over it tells of a past before the past: "had planned
    to meet"."""
    index = index_of(scene.doc)
    return any(
        index.lower[j] == "had" and index.tokens[j].deprel == "aux"
        for i in scene.up(head)[:3]
        for j in index.below[i]
    )


def _readings(
    time: TimeMention,
    following: TimeMention | None,
    event: EventMention,
    doc: Document,
    *,
    begun: bool,
    days: int | None,
) -> Iterator[tuple[When, str]]:
    """The days that a time expression may mean for an event: as it stands, from it, up to it.

    ``begun``: a phrase with "since" says so, which the event is no part of; ``days``: how long the
    event is said to be.
    """
    published = doc.report.published
    if time.first is None or time.last is None:
        return
    size: Granularity = time.granularity or "day"
    first, last, turned = _turned(time, event.status, published)
    span = (time.start, time.end)
    before = doc.text[max(0, time.start - 12) : time.start].lower().split()
    word = before[-1] if before else ""
    if following is not None and following.first is not None and following.last is not None:
        gap = doc.text[time.end : following.start]
        both = span[0], following.end
        alike = following.granularity == size
        if alike and gap.strip() in ("and", "or"):
            if size == "month" and time.inferred and not following.inferred:
                first = first.replace(year=following.first.year)  # "in May and June 2005"
                last, turned = month_end(first), False
            if (following.first - last).days == 1:
                yield When(first, following.last, "range", both), "range"
                return
        joined = word in ("from", "between") and _JOINED.fullmatch(gap)
        if following.last >= first and (joined or (alike and _TO.fullmatch(gap))):
            yield When(first, following.last, "range", both), "range"
            return
    if word in _PART and len(before) > 1:
        word = before[-2]  # "since the 1979 revolution", "since at least May"
    if word == "since" and event.trigger[0] > time.end and _THEN.match(doc.text, time.end):
        word, begun = "", False  # "divided since 1974 when troops invaded"
    if word == "since" or (first < published and (begun or event.status == "ongoing")):
        yield When(first, published, "range", span), "since"
    if word in ("by", "until", "till", "before", "within") and last > published:
        yield When(published, last, "range", span), "until"
    start, end = first, last
    if event.status in ("happened", "ongoing", "negated") and start <= published < end:
        end = published
    if event.status in ("planned", "possible") and start < published <= end and size != "day":
        start = published
    if days is not None and size == "day" and start == end:
        if event.status == "happened" and days > 2:
            start, size = shift(end, 1 - days, "D"), "range"  # "ended a three-day visit on Friday"
        elif event.status == "planned" and start >= published:
            end, size = shift(start, days - 1, "D"), "range"
    yield When(start, end, size, span), "turned" if turned else "at"


def _turned(time: TimeMention, status: str, published: dt.date) -> tuple[dt.date, dt.date, bool]:
    """The days of a time expression, turned to the other side of publication where its year or
    week was inferred and the event's status contradicts it ("the Feb. 14 killing")."""
    first, last = time.first or published, time.last or published
    if not time.inferred:
        return first, last, False
    sign = 0
    if status == "happened" and first > published:
        sign = -1
    if status == "planned" and last < published:
        sign = 1
    if not sign:
        return first, last, False
    weekly = time.granularity == "day" or time.value.endswith("-WE")
    weekly = weekly and not any(c.isdigit() for c in time.text)
    unit = "W" if weekly else "Y"
    return shift(first, sign, unit), shift(last, sign, unit), True
