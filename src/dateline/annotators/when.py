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

from dateline.data import Document, EventMention, TimeMention, When, changed
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.syntax import index_of
from dateline.what import roles
from dateline.what.choosing import Candidate, Sought, event_features, fill, seek
from dateline.what.scene import Scene
from dateline.when.event_days import days_before, lengths, readings
from dateline.when.event_features import (
    actors_last,
    as_told,
    features_of,
    last_told,
    of_actor,
    surroundings,
)

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "times", "events", "events.participants"})
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
    sought = seek(scene, event, told)
    passed = _told_as_passed(sought)
    if passed is not None:
        return [Candidate(passed, ())]
    own = sought.sentence
    inside = sum(sent == own for _, sent in scene.times)
    counted, before = f"times={min(inside, 2)}", actors_last(sought)
    last = [*last_told(sought), *of_actor(sought, before)]
    found: list[Candidate[When]] = [Candidate(None, _none_features(sought, counted, last))]
    seen_before: set[tuple[dt.date, dt.date]] = set()
    for (time, sent), when, form, said in _all_readings(sought):
        days = when.start, when.end
        features = features_of(sought, (time, sent), when, form, said)
        features.append(f"{counted},{features[0]}")
        if days in seen_before:
            features.append("repeated")
        if sent == own and inside == 1:
            features.append("only one here")
        features += as_told(sought, when, last, before, f"{features[0]},{counted}")
        seen_before.add(days)
        prior = _told_by_network(sought, time, sent)
        found.append(Candidate(when, tuple(features), days, prior))
    return found


def _none_features(sought: Sought, counted: str, last: Sequence[str]) -> tuple[str, ...]:
    """The features of having no days that the text tells."""
    alone = (*event_features(sought), *surroundings(sought))
    tense = f"tense={sought.scene.tense(sought.head)}"
    first = "none", f"none,{counted}", *(f"none,{f}" for f in alone)
    return *first, f"none,{counted},{tense}", *(f"none,{f}" for f in last)


Read = tuple[tuple[TimeMention, int], When, str, str | None]
"""A time expression with its sentence, days that it may mean, their form, and the preposition where
it does not stand beside it."""


def _all_readings(sought: Sought) -> Iterator[Read]:
    """The days that the time expressions in reach may mean for an event."""
    own, scene = sought.sentence, sought.scene
    for i, (time, sent) in enumerate(scene.times):
        if own - REACH <= sent <= own + 1 or sent == 0 or sent in sought.also:
            for when, form, said in _readings_of(sought, i):
                yield (time, sent), when, form, said
    for time, sent, day in scene.lengths:
        if sent == own:
            for when, form in lengths(time, sought.event, scene.doc):
                yield (time, sent), when, form, None
            if day is not None and _is_behind_after(sought, time):
                then = days_before(time, day)
                if then is not None:
                    yield (time, sent), then, "before", None


_AFTER = re.compile(r"\s+after\b")


def _told_as_passed(sought: Sought) -> When | None:
    """The day of an event that something came so many days after: as many before the day that its
    sentence names outside, else the day named last ("only a day after she fled, police arrested her
    on Friday"); ``None`` where no day is named, as publication may be much later."""
    scene = sought.scene
    for time, sent, day in scene.lengths:
        above = _clause_behind_after(sought, time) if sent == sought.sentence else None
        if above is None or scene.head(sought.event.trigger) not in (above, *_joined(scene, above)):
            continue
        published = scene.doc.report.published
        days = [
            (other.first, above in scene.up(scene.head((other.start, other.end))))
            for other, where in scene.times
            if where == sent and other.first is not None and other.granularity == "day"
        ]
        if any(inside for _, inside in days) or scene.doc.text[: time.start].endswith("for "):
            return None  # "a day after she fled on Friday", "was held for a day after she fled"
        then = next((first for first, _ in days if first <= published), day)
        return None if then is None else days_before(time, then)
    return None


def _is_behind_after(sought: Sought, time: TimeMention) -> bool:
    """Whether the event is what something came so long after: "the call came five days after a
    court had ruled"."""
    return _clause_behind_after(sought, time) is not None


def _clause_behind_after(sought: Sought, time: TimeMention) -> int | None:
    """The head of the phrase or clause behind a length of time and "after" that the event stands
    in; ``None`` where it stands in none."""
    scene = sought.scene
    after = _AFTER.match(scene.doc.text, time.end)
    if after is None or sought.event.trigger[0] < after.end():
        return None
    above = scene.tokens[scene.token_at(after.end() - 1)].head
    return above if above in scene.up(sought.head) else None


def _joined(scene: Scene, i: int) -> list[int]:
    """What "and" joins to a word."""
    index = index_of(scene.doc)
    return [j for j in index.below[i] if index.relations[j] == "conj"]


def _readings_of(sought: Sought, i: int) -> Iterator[tuple[When, str, str | None]]:
    """The days that a time expression, by its number, may mean for an event: with their form, and
    the preposition where it does not stand beside it."""
    scene, head = sought.scene, sought.head
    time, sent = scene.times[i]
    here = sent == sought.sentence
    following = scene.times[i + 1][0] if i + 1 < len(scene.times) else None
    since = scene.since[i] if here else None
    begun = since is not None and since not in scene.up(head)
    days = scene.days_of(head) if here else None
    together = scene.verb(scene.head((time.start, time.end))) == scene.verb(head)
    apart = _is_of_other(sought, i)
    for when, form in readings(time, following, sought.event, scene.doc, begun=begun, days=days):
        if apart and form != "since":
            continue
        if form == "turned" and not together:
            continue  # of another act: "decided on Thursday to send troops"
        later = time.last is not None and when.start > time.last
        if form == "turned" and later and _is_once(scene, head):
            continue  # "had been due to meet in January"
        yield when, form, "since" if begun and form == "since" else None


def _is_of_other(sought: Sought, i: int) -> bool:
    """Whether a time expression, by its number, is that of what the event came after or before:
    "the attack came days after a raid on Monday"."""
    scene = sought.scene
    begin = scene.compared[i]
    if begin is None:
        return False
    sent = scene.times[i][1]
    return all(
        scene.head(span) < begin
        for span in (sought.event.trigger, *sought.event.also)
        if scene.sentence_at(span[0]) == sent
    )


TRUST, EVEN, LEAST, FAR = 0.7, 0.135, 0.01, 0.08
"""How far the event coder's probability that a word tells the event's time counts beside the
features; where it counts neither for nor against; what the unlikely ones have at least (a lower
floor lets the coder rule out too much), and those in sentences that the coder does not look at,
which must not gain by that."""


def _told_by_network(sought: Sought, time: TimeMention, sent: int) -> float:
    """What the event coder's opinion of a time expression (with its sentence) adds to its score;
    nothing where the coder has none, of adverbs."""
    scene, event = sought.scene, sought.event
    if event.time_words is None:
        return 0.0
    if not -roles.BEFORE <= sent - sought.sentence <= roles.AFTER:
        return TRUST * math.log(FAR / EVEN)
    at = scene.head((time.start, time.end))
    if at == sought.head or not roles.is_candidate(scene.tokens[at]):
        return 0.0
    probability = max(next((p for word, p in event.time_words if word == at), LEAST), LEAST)
    return TRUST * math.log(probability / EVEN)


def _is_once(scene: Scene, head: int) -> bool:
    """Whether the clause of an event or one over it tells of a past before the past: "had planned
    to meet"."""
    index = index_of(scene.doc)
    return any(
        index.lower[j] == "had" and index.tokens[j].deprel == "aux"
        for i in scene.up(head)[:3]
        for j in index.below[i]
    )
