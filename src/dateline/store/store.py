"""A store that is open."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from dateline.data import Document, Report
from dateline.errors import UsageError
from dateline.store import (
    corrected,
    correcting,
    corrections,
    held,
    looking,
    news,
    queries,
    schema,
    vocabulary,
)
from dateline.store.adding import Added, Writer
from dateline.store.answers import Answers
from dateline.store.as_of import Past
from dateline.store.coded import Coded, coded, version_of
from dateline.store.connect import location
from dateline.store.correcting import Signed
from dateline.store.corrections import Correction
from dateline.store.database import Database
from dateline.store.digest import digest
from dateline.store.facts import Region
from dateline.store.filters import Filter, Order, plan
from dateline.store.glance import Glance
from dateline.store.many import chunks
from dateline.store.regions import region_of, regions_named
from dateline.store.series import Period, Point

if TYPE_CHECKING:
    from dateline.merge import Told
    from dateline.merge.types import EventRecord, StoredMention

BATCH = 200
"""Reports that are added in one transaction."""


def open_store(where: str, *, writable: bool = False) -> Store:
    """Open the store in a folder, a file, or at a ``postgresql://`` URL.

    ``writable`` makes one where there is none, and brings an older one up to this program. Raises
    ``StoreError`` where it cannot be opened.
    """
    return Store(where, writable=writable)


class Store:
    """Reports, mentions, records and corrections. A context manager; threads may share it."""

    def __init__(self, where: str, *, writable: bool = False, region: Region = region_of) -> None:
        self.place = location(where)
        self.writable = writable
        self._region = region
        self._database = Database(self.place, writable=writable)
        self._glance = Glance(self._reading)
        self._past = Past(region)
        self._term_ids: dict[str, int] = {}
        self._seen: dict[int, Told] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return self._database.reading()

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """A transaction of the only writer: all of it or nothing."""
        with self._lock:
            try:
                with self._database.writing() as conn:
                    yield Writer(conn, self._region, self._term_ids, self._seen)
            except BaseException:
                self._term_ids.clear()  # numbers given in vain
                self._seen.clear()
                raise

    @contextmanager
    def _answers(self, wanted: Filter) -> Iterator[Answers]:
        """A transaction that reads what a filter finds."""
        asked = plan(wanted, regions_named)
        with self._reading() as conn:
            _check(conn, wanted)
            past = self._past.records(conn, asked, looking.revision(conn)) if wanted.as_of else []
            yield Answers(conn, asked, self._glance.seen(conn), past)

    # --- adding ---------------------------------------------------------------------------------

    def add(self, docs: Iterable[Document], coder: str = "unknown") -> Added:
        """Add documents, some at a time; what is known already adds nothing."""
        return self.add_coded((coded(doc) for doc in docs), coder)

    def add_coded(self, batch: Iterable[Coded], coder: str = "unknown") -> Added:
        """Add coded reports, ``BATCH`` in a transaction."""
        added = Added()
        for some in chunks(batch, BATCH):
            with self._writing() as writer:
                now = writer.add(some, coder)
            added.add(now)
        return added

    def recode(self, docs: Iterable[Document], coder: str) -> int:
        """Put what another coder finds in known reports in the place of what was found before.

        Corrections hold on. Gives the number of reports coded again.
        """
        return self.recode_coded((coded(doc) for doc in docs), coder)

    def recode_coded(self, batch: Iterable[Coded], coder: str) -> int:
        """As ``recode``, of reports that are coded."""
        count = 0
        for some in chunks(batch, BATCH):
            with self._writing() as writer:
                count += writer.recode(some, coder)
        return count

    def knows(self, reports: Sequence[Report]) -> list[bool]:
        """Tell of each report whether exactly this version of it is there."""
        versions = [version_of(report) for report in reports]
        with self._reading() as conn:
            there = held.versions(conn, versions)
        return [version in there for version in versions]

    # --- asking ---------------------------------------------------------------------------------

    def events(
        self,
        wanted: Filter | None = None,
        *,
        order: Order = "oldest",
        limit: int | None = None,
        offset: int = 0,
        **filters: Any,  # noqa: ANN401 - the fields of Filter
    ) -> list[EventRecord]:
        """Give the records that fit a filter, by the day of the event.

        ``store.events(actor=("SYR",), as_of=day)`` is short for a ``Filter`` with these fields.
        """
        return list(self.stream(_filter(wanted, filters), order=order, limit=limit, offset=offset))

    def stream(
        self,
        wanted: Filter | None = None,
        *,
        order: Order = "oldest",
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[EventRecord]:
        """Yield what ``events`` gives, without having all of it in memory.

        Raises ``UsageError`` at once where the filter asks for what cannot be.
        """
        wanted = wanted or Filter()
        plan(wanted, regions_named)
        with self._reading() as conn:
            _check(conn, wanted)

        def records() -> Iterator[EventRecord]:
            with self._answers(wanted) as answers:
                yield from answers.records(order, limit, offset)

        return records()

    def hints(self, wanted: Filter) -> list[str]:
        """Say what else a filter could ask for: of names that no record has, and of states by name.

        Finding them reads the knowledge of who is who, the first time.
        """
        with self._reading() as conn:
            return vocabulary.hints(wanted, lambda terms: queries.numbers(conn, [terms]))

    def series(
        self,
        wanted: Filter | None = None,
        *,
        period: Period = "month",
        **filters: Any,  # noqa: ANN401 - the fields of Filter
    ) -> list[Point]:
        """Count the events that fit a filter by period, type and quad class, with their score.

        An event counts on its first day. Events whose days nobody gives are left out, and those
        that are not known to the period ("in 1974", by month), unless they go on. Without statuses
        in the filter, those that happened or go on count.
        """
        chosen = _filter(wanted, filters)
        if not chosen.statuses:
            chosen = replace(chosen, statuses=("happened", "ongoing"))
        with self._answers(chosen) as answers:
            return answers.series(period)

    def frame(
        self,
        wanted: Filter | None = None,
        *,
        library: Literal["pandas", "polars"] = "pandas",
        order: Order = "oldest",
        limit: int | None = None,
        **filters: Any,  # noqa: ANN401 - the fields of Filter
    ) -> Any:  # noqa: ANN401 - a frame of a library that need not be installed
        """Give the records that fit a filter as a data frame, one a row, in the columns of CSV."""
        from dateline.store.frames import frame

        found = self.stream(_filter(wanted, filters), order=order, limit=limit)
        return frame(found, self.notes(), library)

    def count(self, wanted: Filter | None = None, **filters: Any) -> int:  # noqa: ANN401
        """Tell how many records fit a filter."""
        with self._answers(_filter(wanted, filters)) as answers:
            return answers.count()

    def record(self, record_id: str, as_of: dt.date | None = None) -> EventRecord | None:
        """Give a record, also a rejected one; ``None`` where there is none of this id."""
        for rejected in (False, True):
            found = self.events(ids=(record_id,), as_of=as_of, rejected=rejected)
            if found:
                return found[0]
        return None

    def mentions(self, ids: Iterable[str]) -> list[StoredMention]:
        """Give mentions by their ids, as far as they are there, in the order asked for."""
        wanted = list(ids)
        with self._reading() as conn:
            there = {
                one.mention.id: one.mention
                for one in held.by(conn, corrections.load(conn), schema.mentions.c.id, wanted)
            }
        return [there[i] for i in wanted if i in there]

    def report(self, version: str) -> Report | None:
        """Give a version of a report by its id."""
        with self._reading() as conn:
            return held.report(conn, version)

    def versions(self, address: str) -> list[tuple[str, Report]]:
        """Give all versions of the report at an address, with their ids, oldest first."""
        with self._reading() as conn:
            return held.reports_at(conn, address)

    # --- looking --------------------------------------------------------------------------------

    def extent(self) -> looking.Extent | None:
        """Tell how many reports there are, and of which days; ``None`` where there are none."""
        with self._reading() as conn:
            return looking.extent(conn)

    def revision(self) -> str:
        """Give a number that changes whenever something is written."""
        with self._reading() as conn:
            return looking.revision(conn)

    def spots(self, wanted: Filter | None = None, most: int = 300) -> list[looking.Spot]:
        """Give the places of the records that fit a filter, those with most records first."""
        with self._answers(wanted or Filter()) as answers:
            return answers.spots(most)

    # --- at a glance ----------------------------------------------------------------------------

    def keep_overview(self) -> None:
        """Keep a few numbers of all records in memory, for one who asks often: a page. Needs about
        250 bytes a record. After something is written to a large store, answers may be of before
        for some seconds, until they have been read again."""
        self._glance.keep()

    def forget(self) -> None:
        """Throw away the answers that are kept in memory."""
        self._past.forget()
        self._glance.forget()

    def shown(self) -> str:
        """Give the revision that answers are of: that of the store, or what is kept of it."""
        with self._reading() as conn:
            seen = self._glance.seen(conn)
            return looking.revision(conn) if seen is None else seen.revision

    def told(self, version: str) -> list[tuple[StoredMention, str | None]]:
        """Give what a version of a report tells, in text order, each with its record's id."""
        with self._reading() as conn:
            return looking.told(conn, version)

    def record_of(self, mention_id: str) -> str | None:
        """Give the id of the record that a mention stands in."""
        with self._reading() as conn:
            return looking.record_of(conn, mention_id)

    def copies(self, group: str) -> list[looking.Copy]:
        """Give the reports of a group of copies, the earliest first."""
        with self._reading() as conn:
            return looking.copies(conn, group)

    def mark(self, day: dt.date) -> news.Mark:
        """Say how far the store is filled, for one who looks on a day: what ``news`` takes."""
        with self._reading() as conn:
            return news.mark(conn, day)

    def news(
        self,
        since: news.Since,
        wanted: Filter | None = None,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[news.News], int]:
        """Give the records that are new or changed since a day or a mark, the latest first; and
        how many there are to be looked at: at most ``news.AT_MOST`` and one, some of which may be
        as they were."""
        wanted = wanted or Filter()
        asked = plan(wanted, regions_named)
        with self._reading() as conn:
            _check(conn, wanted)
            rows = news.changed(conn, asked, since)
            some = rows[offset : None if limit is None else offset + limit]
            return news.news(conn, some, since), len(rows)

    # --- correcting -----------------------------------------------------------------------------

    def edit(
        self,
        record_id: str,
        field: str,
        value: object,
        *,
        by: str,
        day: dt.date,
        note: str | None = None,
    ) -> Correction:
        """Give a field of a record another value, in the form that ``events`` shows it in."""
        corrected.check(field, value)
        with self._writing() as writer:
            return correcting.edit(writer, Signed(by, day, note), record_id, field, value)

    def reject(
        self,
        record_id: str,
        mention_ids: Sequence[str] | None = None,
        *,
        by: str,
        day: dt.date,
        note: str | None = None,
    ) -> Correction:
        """Set a record aside, or some of its mentions: they tell no event, or were read wrongly."""
        with self._writing() as writer:
            return correcting.reject(writer, Signed(by, day, note), record_id, mention_ids)

    def reread(
        self,
        mention_id: str,
        field: str,
        value: object,
        *,
        by: str,
        day: dt.date,
        note: str | None = None,
    ) -> Correction:
        """Give a field of one mention another value, in the form of ``dateline read``.

        ``store.reread(id, "where", {"name": "Homs", …, "span": [12, 16]}, by="Ada", day=today)``.
        """
        with self._writing() as writer:
            return correcting.reread(writer, Signed(by, day, note), mention_id, field, value)

    def add_mention(
        self,
        version: str,
        form: Mapping[str, Any],
        *,
        by: str,
        day: dt.date,
        note: str | None = None,
    ) -> Correction:
        """Add an event that the coder did not find to a version of a report, in the form of
        ``dateline read``."""
        with self._writing() as writer:
            return correcting.add_mention(writer, Signed(by, day, note), version, form)

    def unite(
        self, record_ids: Sequence[str], *, by: str, day: dt.date, note: str | None = None
    ) -> Correction:
        """Put the mentions of several records into one."""
        if len(set(record_ids)) < 2:
            raise UsageError("two records or more are needed to merge")
        with self._writing() as writer:
            return correcting.unite(writer, Signed(by, day, note), record_ids)

    def split(
        self,
        record_id: str,
        mention_ids: Sequence[str],
        *,
        by: str,
        day: dt.date,
        note: str | None = None,
    ) -> Correction:
        """Put some mentions of a record into another one."""
        with self._writing() as writer:
            return correcting.split(writer, Signed(by, day, note), record_id, mention_ids)

    def undo(
        self, correction_id: str, *, by: str, day: dt.date, note: str | None = None
    ) -> Correction:
        """Let a correction no longer hold, or an undone one hold again (by undoing the undo)."""
        with self._writing() as writer:
            return correcting.undo(writer, Signed(by, day, note), correction_id)

    def notes(self) -> dict[str, dict[str, Any]]:
        """Give all corrections by their ids."""
        return {entry["id"]: entry for entry in self.corrections()}

    def corrections(self, until: dt.date | None = None) -> list[dict[str, Any]]:
        """Give all corrections, in their order, and whether they hold."""
        with self._reading() as conn:
            known = corrections.load(conn, until)
        undone = corrections.undone_of(known.entries)
        return [entry.to_dict(holds=entry.id not in undone) for entry in known.entries]

    # --- all of it ------------------------------------------------------------------------------

    def digest(self) -> str:
        """Make a hash of all that is held: equal for equal reports and corrections, whatever the
        order in which they came."""
        with self._reading() as conn:
            return digest(conn)


def _filter(wanted: Filter | None, filters: dict[str, Any]) -> Filter:
    return replace(wanted or Filter(), **filters)


def _check(conn: sa.Connection, wanted: Filter) -> None:
    """Raise ``UsageError`` where a filter asks for what nothing in the store can have."""
    vocabulary.check(wanted, lambda terms: queries.numbers(conn, [terms]))
