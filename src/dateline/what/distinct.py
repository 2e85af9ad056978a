"""What tells two wordings apart, whatever the network thinks: days and objects of their own.

"The first round was held in August 2003; the fourth ended on September 19": two events, as each
wording has a day of its own. "Troops shelled Tyre. ... Police raided Haifa": two, as those acted
upon are of two countries. Of pairs that the network took for one event, in labelled reports that
it had not seen, the labels have two in 49 of 84 with days apart and in 27 of 37 with such objects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.data import Document
from dateline.syntax import Index, index_of
from dateline.what.frames import frame
from dateline.when.dates import Interval, interval

_ACTED_UPON = frozenset({"obj", "iobj", "undergoer", "to", "with", "against"})
"""Places of a frame where those stand who are acted upon, or met."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a wording has of its own: days that hang on it, countries of those acted upon."""

    days: tuple[Interval, ...] = ()
    countries: frozenset[str] = frozenset()


def are_two(one: Own, other: Own) -> bool:
    """Whether two wordings cannot be one event: all their days lie apart, or their countries."""
    if one.days and other.days and not any(_meet(a, b) for a in one.days for b in other.days):
        return True
    return bool(one.countries and other.countries) and one.countries.isdisjoint(other.countries)


def _meet(a: Interval, b: Interval) -> bool:
    return a.first <= b.last and b.first <= a.last


def _within(known: Index, start: int, end: int) -> range:
    """The tokens of a stretch of text."""
    return range(bisect_left(known.starts, start), bisect_left(known.starts, end))


def own(doc: Document, words: Sequence[int]) -> list[Own]:
    """What each of these words has of its own."""
    known, tokens = index_of(doc), doc.tokens
    dated, of = dict[int, Interval](), dict[int, str]()
    for time in doc.times:
        days = interval(time.value) if time.value and time.type in ("DATE", "TIME") else None
        if days is not None:
            dated |= dict.fromkeys(_within(known, time.start, time.end), days)
    for entity in doc.entities:
        if entity.country is not None:
            for start, end in entity.mentions:
                of |= dict.fromkeys(_within(known, start, end), entity.country)
    return [
        Own(
            tuple(dated[i] for i in known.below[word] if i in dated),
            frozenset(
                of[i]
                for place, i in frame(known, word)
                if place in _ACTED_UPON and i in of and tokens[i].upos != "PRON"
            ),
        )
        for word in words
    ]
