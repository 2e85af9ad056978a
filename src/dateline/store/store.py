"""A store that is open."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import sqlalchemy as sa

from dateline.data import Document, Report
from dateline.errors import StoreError, UsageError
from dateline.store import (
    as_of,
    corrected,
    correcting,
    corrections,
    held,
    looking,
    migrations,
    news,
    overview,
    queries,
    schema,
)
from dateline.store.adding import Added, Writer
from dateline.store.coded import Coded, coded, version_of
from dateline.store.connect import engine, explained, location, writer
from dateline.store.correcting import Signed
from dateline.store.corrections import Correction
from dateline.store.facts import Facts, Region
from dateline.store.filters import Filter, Order, Plan, plan
from dateline.store.many import chunks
from dateline.store.overview import Overview
from dateline.store.regions import region_of, regions_named
from dateline.store.series import LONGEST, Period, Point, points

if TYPE_CHECKING:
    from dateline.merge import Told
    from dateline.merge.types import EventRecord, StoredMention

log = logging.getLogger(__name__)

BATCH = 200
"""Reports that are added in one transaction."""

LARGE = 50_000
"""Records from which on an overview is read again beside what is asked, not before it."""

DAYS_KEPT = 4
"""Past days whose records are kept in memory."""


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
        self._engine = engine(self.place, writable=writable)
        self._term_ids: dict[str, int] = {}
        self._seen: dict[int, Told] = {}
        self._past: dict[tuple[str, dt.date], list[tuple[Facts, set[int]]]] = {}
        self._lock = threading.Lock()
        self._glances = False
        self._glancing = threading.Lock()
        self._seen_records: Overview | None = None
        try:
            self._prepare()
        except BaseException:
            self._engine.dispose()
            raise

    def _prepare(self) -> None:
        with explained(self.place), self._engine.connect() as conn:
            with conn.begin():
                version = migrations.version(conn)
            if version == schema.VERSION:
                return
            if not self.writable:
                state = f"has schema version {version}" if version else "is empty"
                raise StoreError(f"the store {state}; dateline add brings it up to date")
            with conn.begin():
                writer(conn)
                migrations.upgrade(conn)

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
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self.place), self._engine.connect() as conn:
            if conn.dialect.name == "postgresql":
                conn = conn.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with conn.begin():
                yield conn

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """A transaction of the only writer: all of it or nothing."""
        if not self.writable:
            raise StoreError(f"store {self.place}: it is open for reading only")
        with self._lock, explained(self.place), self._engine.connect() as conn:
            try:
                with conn.begin():
                    writer(conn)
                    yield Writer(conn, self._region, self._term_ids, self._seen)
                    conn.execute(_NEXT_REVISION)
            except BaseException:
                self._term_ids.clear()  # numbers given in vain
                self._seen.clear()
                raise

    # --- adding ---------------------------------------------------------------------------------

    def add(self, docs: Iterable[Document], coder: str = "unknown") -> Added:
        """Add documents, some at a time; what is known already adds nothing."""
        return self.add_coded((coded(doc) for doc in docs), coder)

    def add_coded(self, batch: Iterable[Coded], coder: str = "unknown") -> Added:
        """Add coded reports, ``BATCH`` in a transaction."""
        left, added = iter(batch), Added()
        while some := list(islice(left, BATCH)):
            with self._writing() as conn:
                now = conn.add(some, coder)
            added.add(now)
        return added

    def recode(self, docs: Iterable[Document], coder: str) -> int:
        """Put what another coder finds in known reports in the place of what was found before.

        Corrections hold on. Gives the number of reports coded again.
        """
        return self.recode_coded((coded(doc) for doc in docs), coder)

    def recode_coded(self, batch: Iterable[Coded], coder: str) -> int:
        """As ``recode``, of reports that are coded."""
        left, count = iter(batch), 0
        while some := list(islice(left, BATCH)):
            with self._writing() as conn:
                count += conn.recode(some, coder)
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
        """Yield what ``events`` gives, without having all of it in memory."""
        asked = plan(wanted or Filter(), regions_named)
        most = None if limit is None else offset + limit
        with self._reading() as conn:
            past = {found.record.id: found for found in self._past_records(conn, asked)}
            mixed: list[tuple[int, str, int | None]] = [*self._rows(conn, asked, order, most)]
            mixed += [(found.row["day"], name, None) for name, found in past.items()]
            cut = queries.sorted_by_day(mixed, order)[offset:most]
            for some in chunks(cut):
                stored = queries.by_row(conn, [row for _, _, row in some if row is not None])
                for _, name, row in some:
                    if row is None:
                        yield past[name].record
                    elif row in stored:
                        yield stored[row]

    def _rows(
        self, conn: sa.Connection, asked: Plan, order: Order, most: int | None
    ) -> list[tuple[int, str, int]]:
        seen = self._overview(conn)
        if seen is None or asked.wanted.ids:
            return queries.rows(conn, asked, order, most)
        chosen = seen.rows(seen.mask(conn, asked), order, most)
        days, ids = seen.days_of(chosen), queries.ids(conn, chosen)
        return [(day, ids[row], row) for day, row in zip(days, chosen, strict=True) if row in ids]

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
        asked = plan(chosen, regions_named)
        with self._reading() as conn:
            seen = self._overview(conn)
            if seen is None:
                days = queries.totals(conn, asked, LONGEST[period])
            else:
                days = seen.totals(seen.mask(conn, asked), LONGEST[period], period)
            past = self._past_records(conn, asked)
        days += [
            (found.row["day"], found.row["event_type"], 1, found.row["score"])
            for found in past
            if found.row["last"] is not None
            and (
                found.row["last"] - found.row["day"] < LONGEST[period]
                or found.row["status"] == "ongoing"
            )
        ]
        return points(
            [(dt.date.fromordinal(day), name, count, score) for day, name, count, score in days],
            period,
        )

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
        asked = plan(_filter(wanted, filters), regions_named)
        with self._reading() as conn:
            seen = self._overview(conn)
            count = (
                queries.count(conn, asked)
                if seen is None
                else int(np.count_nonzero(seen.mask(conn, asked)))
            )
            return count + len(self._past_records(conn, asked))

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
            return _revision(conn)

    def spots(self, wanted: Filter | None = None, most: int = 300) -> list[looking.Spot]:
        """Give the places of the records that fit a filter, those with most records first."""
        asked = plan(wanted or Filter(), regions_named)
        with self._reading() as conn:
            past = [found.record for found in self._past_records(conn, asked)]
            seen = self._overview(conn)
            if seen is None:
                found = looking.places(conn, asked)
                return looking.spots(found, past, most, lambda rows: queries.wheres(conn, rows))
            found = seen.spots(seen.mask(conn, asked))
            return looking.spots(found, past, most, lambda rows: seen.wheres(conn, rows))

    # --- at a glance ----------------------------------------------------------------------------

    def keep_overview(self) -> None:
        """Keep a few numbers of all records in memory, for one who asks often: a page. Needs about
        250 bytes a record. After something is written to a large store, answers may be of before
        for some seconds, until they have been read again."""
        self._glances = True
        with self._reading() as conn:
            self._overview(conn)

    def forget(self) -> None:
        """Throw away the answers that are kept in memory."""
        self._past.clear()
        if self._seen_records is not None:
            self._seen_records.forget()

    def shown(self) -> str:
        """Give the revision that answers are of: that of the store, or what is kept of it."""
        with self._reading() as conn:
            seen = self._overview(conn)
            return _revision(conn) if seen is None else seen.revision

    def _overview(self, conn: sa.Connection) -> Overview | None:
        if not self._glances:
            return None
        seen, now = self._seen_records, _revision(conn)
        if seen is not None and (seen.revision == now or self._reads_again(len(seen))):
            return seen
        with self._glancing:
            if self._seen_records is None or self._seen_records.revision != now:
                self._seen_records = overview.load(conn, now)
            return self._seen_records

    def _reads_again(self, size: int) -> bool:
        """Begin to read a large overview again, beside what is asked of the old one."""
        if size < LARGE:
            return False
        if self._glancing.acquire(blocking=False):
            threading.Thread(target=self._read_again, daemon=True).start()
        return True

    def _read_again(self) -> None:
        try:
            with self._reading() as conn:
                self._seen_records = overview.load(conn, _revision(conn))
        except StoreError:
            log.exception("the overview cannot be read again")
        finally:
            self._glancing.release()

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
        asked = plan(wanted or Filter(), regions_named)
        with self._reading() as conn:
            rows = news.changed(conn, asked, since)
            some = rows[offset : None if limit is None else offset + limit]
            return news.news(conn, some, since), len(rows)

    def _past_records(self, conn: sa.Connection, asked: Plan) -> list[Facts]:
        """The records asked for that were other than they are now."""
        day = asked.wanted.as_of
        if day is None:
            return []
        key = (_revision(conn), day)
        made = self._past.get(key)
        if made is None:
            made = as_of.changed_since(conn, day, self._region)
            while len(self._past) >= DAYS_KEPT:
                self._past.pop(next(iter(self._past)), None)
            self._past[key] = made
        return as_of.chosen(conn, asked, made)

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
        made = hashlib.sha256()
        tables = schema.reports, schema.mentions, schema.records, schema.record_forms
        reports, mentions, records, forms = tables
        parts = (
            sa.select(reports.c.id, reports.c.copy_group, reports.c.superseded_on).order_by(
                reports.c.id
            ),
            sa.select(mentions.c.id, mentions.c.key, mentions.c.form)
            .where(mentions.c.current)
            .order_by(mentions.c.id),
            sa.select(records.c.id, forms.c.form)
            .join(forms, forms.c.row == records.c.row)
            .order_by(records.c.id),
            sa.select(schema.corrections.c.id).order_by(schema.corrections.c.id),
        )
        with self._reading() as conn:
            for query in parts:
                for row in conn.execute(query):
                    made.update(("\0".join(map(str, row)) + "\n").encode("utf-8", "replace"))
        return made.hexdigest()


_NEXT_REVISION = (
    schema.meta.update()
    .where(schema.meta.c.key == "revision")
    .values(value=sa.cast(sa.cast(schema.meta.c.value, sa.BigInteger) + 1, sa.Text))
)


def _revision(conn: sa.Connection) -> str:
    query = sa.select(schema.meta.c.value).where(schema.meta.c.key == "revision")
    return str(conn.scalar(query))


def _filter(wanted: Filter | None, filters: dict[str, Any]) -> Filter:
    return replace(wanted or Filter(), **filters)
