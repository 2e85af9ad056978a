"""The keys of a mention: mentions that could tell of one event share at least one.

A key joins a participant with a family of types, or the stem of the trigger alone, with a window
of days. Windows are ``WINDOW`` days long and begin every ``STEP`` days, so that days up to
``STEP`` apart share one. A mention stands in the windows of its report's day, and of its own day
where the text gives one: an announced meeting meets the report of the day on which it took place.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.merge.pairs import Told

STEP = 4
WINDOW = 2 * STEP
Block = tuple[int, str]
"""The number of a window (they follow each other in time), and what is looked for in it."""
CLEAR = frozenset({"day", "week"})
"""Granularities of a time that names the day well enough to look for it."""


def blocks(one: Told) -> tuple[Block, ...]:
    """Give the keys of a mention, sorted."""
    names = {f"{party}:{one.family}" for party in _parties(one)} | one.stems
    return tuple(sorted({(window, name) for window in _windows(one) for name in names}))


def _parties(one: Told) -> Iterator[str]:
    """Whom a mention names: countries, or else the last word of a name."""
    for side in (*one.actors, *one.recipients):
        if side.country:
            yield side.country
        elif side.names:
            yield max(side.names)


def _windows(one: Told) -> Iterator[int]:
    days = [one.published]
    when = one.mention.event.when
    if when is not None and when.granularity in CLEAR and one.first is not None:
        days.append(one.first)
    for day in days:
        last = day // STEP
        yield from (last - 1, last)
