"""The keys of a mention: mentions that could tell of one event share at least one.

A key joins a participant with a family of types, or the stem of the trigger alone, with a window
of days. Windows are ``WINDOW`` days long and begin every ``STEP`` days, so that days up to
``STEP`` apart share one. A mention stands in the windows of its report's day, and of its own day
where the text gives one: an announced meeting meets the report of the day on which it took place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateline.merge.pairs import Told, told
from dateline.merge.types import StoredMention

STEP = 4
WINDOW = 2 * STEP
CLEAR = frozenset({"day", "week"})
"""Granularities of a time that names the day well enough to look for it."""


def blocks(mention: StoredMention) -> tuple[str, ...]:
    """Give the keys of a mention, sorted."""
    return block_keys(told(mention))


def block_keys(one: Told) -> tuple[str, ...]:
    """Give the keys of a mention that is prepared for comparison, sorted."""
    names = {f"{party}:{one.family}" for party in _parties(one)} | one.stems
    windows = {window for day in _days(one.mention) for window in _windows(day)}
    return tuple(sorted(f"{name}@{window}" for name in names for window in windows))


def _parties(one: Told) -> Iterator[str]:
    """Whom a mention names: countries, or else the last word of a name."""
    for side in (*one.actors, *one.recipients):
        if side.country:
            yield side.country
        elif side.names:
            yield max(side.names)


def _days(mention: StoredMention) -> Iterator[dt.date]:
    yield mention.published
    when = mention.event.when
    if when is not None and when.granularity in CLEAR:
        yield when.start


def _windows(day: dt.date) -> tuple[int, int]:
    last = day.toordinal() // STEP
    return last - 1, last
