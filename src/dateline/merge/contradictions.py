"""Finds pairs of mentions of one event that cannot both be right.

An outlet that brings its own text up to date does not contradict itself, nor do copies of a text;
a plan that was called off is no denial; and a figure that grows from one day to the next is news.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from dateline.data import Count, EventMention, Participant
from dateline.merge.pairs import name_stems, prepared
from dateline.merge.scores import likely
from dateline.merge.types import Contradiction, ContradictionKind, StoredMention, in_order

ASSERTED = frozenset({"happened", "ongoing"})
SURE = 0.5
"""Least probability that two mentions tell of one event, for what differs to be a contradiction:
a record may also hold mentions that only others bring together."""
LASTING = 1
"""Days between reports up to which two figures are of the same state of knowledge."""


def contradictions(
    group: Iterable[StoredMention], rests: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """The contradictions among the mentions of one record, sorted.

    ``rests``: the voice that each mention rests on (``voices.rests_on``).
    """
    current = [m for m in in_order(group) if not m.superseded]
    found = {
        Contradiction(kind, *sorted((a.id, b.id)))
        for a, b in combinations(current, 2)
        if _independent(a, b, rests)
        for kind in _between(a, b)
        if likely(prepared(a), prepared(b), SURE)
    }
    return tuple(sorted(found, key=lambda c: (c.kind, c.first, c.second)))


def _independent(a: StoredMention, b: StoredMention, rests: Mapping[str, str]) -> bool:
    """Whether two mentions come from two texts of two outlets, or at least from two voices."""
    if a.report == b.report:
        return rests[a.id] != rests[b.id] and bool(a.event.sources and b.event.sources)
    if a.copy_group == b.copy_group or a.address == b.address:
        return False
    return rests[a.id] != rests[b.id] or a.publisher is None or a.publisher != b.publisher


def _between(a: StoredMention, b: StoredMention) -> Iterable[ContradictionKind]:
    one, two = a.event, b.event
    asserted = one.status in ASSERTED and two.status in ASSERTED
    if _denied(one, two) or _denied(two, one):
        yield "denial"
    if asserted and _figures_differ(a, b):
        yield "figures"
    if asserted and _days_differ(one, two):
        yield "date"
    if asserted and a.report != b.report and _actors_differ(one, two):
        yield "actors"


def _denied(claim: EventMention, denial: EventMention) -> bool:
    return claim.status in ASSERTED and denial.status == "negated"


def _figures_differ(a: StoredMention, b: StoredMention) -> bool:
    """Whether they give a number as different that nothing new since explains.

    ``a`` was published before ``b``, or on the same day.
    """
    later = {c.role: c for c in b.event.counts}
    fresh = (b.published - a.published).days <= LASTING
    return any(
        c.role in later and _disjoint(c, later[c.role]) and (fresh or later[c.role].low < c.low)
        for c in a.event.counts
    )


def _disjoint(one: Count, two: Count) -> bool:
    return (one.high is not None and one.high < two.low) or (
        two.high is not None and two.high < one.low
    )


def _days_differ(one: EventMention, two: EventMention) -> bool:
    """Whether both texts name the day, and not the same."""
    a, b = one.when, two.when
    if a is None or b is None or a.span is None or b.span is None:
        return False
    exact = a.start == a.end and b.start == b.end
    return exact and a.start != b.start


def _actors_differ(one: EventMention, two: EventMention) -> bool:
    """Whether both name who did it, and none of one could be, or be led by, any of the other.

    Those who stand on the other side in the other mention are a matter of telling.
    """
    if one.event_type != two.event_type or not one.actors or not two.actors:
        return False
    if any(_could_be(a, b) for a in one.actors for b in two.actors):
        return False
    turned = ((one.actors, two.recipients), (two.actors, one.recipients))
    return not any(_named_alike(a, b) for some, others in turned for a in some for b in others)


def _could_be(a: Participant, b: Participant) -> bool:
    return a.country is None or b.country is None or a.country == b.country or _named_alike(a, b)


def _named_alike(a: Participant, b: Participant) -> bool:
    if a.entity is not None and a.entity == b.entity:
        return True
    return not name_stems(a.name or a.text).isdisjoint(name_stems(b.name or b.text))
