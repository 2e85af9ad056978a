"""The record as it stood on a past day.

Most components have not changed since: their last report, new version or correction is from that
day or before, and their records are taken as they are. The others that had begun by then are merged
from the mentions, copies, versions and corrections of that day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa

from dateline.store import corrected, corrections, held
from dateline.store.facts import Facts, Region, facts
from dateline.store.filters import Plan
from dateline.store.held import Held
from dateline.store.schema import components, mentions, reports
from dateline.store.words import mentions_with

DAYS_KEPT = 4
"""Past days whose records are kept in memory."""


class Past:
    """Records as they stood on past days: those of the latest days asked for are kept."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._kept: dict[tuple[str, dt.date], list[tuple[Facts, set[int]]]] = {}

    def forget(self) -> None:
        """Throw away what is kept."""
        self._kept.clear()

    def records(self, conn: sa.Connection, asked: Plan, revision: str) -> list[Facts]:
        """Give the records asked for that were other than they are now, in this revision of the
        store; none where no day is asked for."""
        day = asked.wanted.as_of
        if day is None:
            return []
        made = self._kept.get((revision, day))
        if made is None:
            made = changed_since(conn, day, self._region)
            while len(self._kept) >= DAYS_KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[revision, day] = made
        return chosen(conn, asked, made)


def changed_since(
    conn: sa.Connection, day: dt.date, region: Region
) -> list[tuple[Facts, set[int]]]:
    """Make the records, on a day, of the components that have changed since; each with the rows
    of its mentions."""
    number = day.toordinal()
    query = sa.select(components.c.id).where(
        components.c.first <= number, components.c.settled > number
    )
    numbers = [row[0] for row in conn.execute(query)]
    known = corrections.load(conn, until=day)
    members: dict[int, list[Held]] = defaultdict(list)
    for one in held.by(conn, known, mentions.c.component, numbers, reports.c.published <= day):
        members[one.component].append(one)
    made = []
    for number in sorted(members):
        row_of = {one.mention.id: one.row for one in members[number]}
        pairs = [(one.on(day), one.key) for one in members[number]]
        for record, ids in corrected.records(pairs, known):
            made.append((facts(record, region), {row_of[i] for i in ids}))
    return made


def chosen(conn: sa.Connection, asked: Plan, made: list[tuple[Facts, set[int]]]) -> list[Facts]:
    """Pick the records that are asked for."""
    fitting = [(found, numbers) for found, numbers in made if asked.fits(found)]
    if asked.searched is None:
        return [found for found, _ in fitting]
    candidates = sorted({number for _, numbers in fitting for number in numbers})
    hits = mentions_with(conn, asked.searched, candidates)
    return [found for found, numbers in fitting if numbers & hits]
