"""Makes the records of components, and what they are found by; stores what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dateline.merge.types import EventRecord
from dateline.store import corrected, held
from dateline.store.corrections import Corrections
from dateline.store.facts import Region, facts
from dateline.store.held import Held
from dateline.store.many import chunks, lookup
from dateline.store.packed import pack, unpack
from dateline.store.schema import components, mentions, record_forms, records, terms
from dateline.store.tables import greatest, insert, placeholder

TERMS_REMEMBERED = 500_000
"""Terms whose numbers are kept in memory."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Makes records, within a transaction of the writer. ``term_ids`` has the numbers of terms; it
    outlives the transaction."""

    conn: sa.Connection
    region: Region
    term_ids: dict[str, int]
    known: Corrections

    def merge(self, numbers: Iterable[int], fresh: dict[int, list[Held]]) -> None:
        """Make the records of components from all their mentions, and store what changed.
        ``fresh`` has the mentions of components that need not be read back."""
        for some in chunks(sorted(numbers)):
            self._merge({number: fresh.pop(number, []) for number in some})

    def _merge(self, members: dict[int, list[Held]]) -> None:
        older = [number for number, some in members.items() if not some]
        for one in held.by(self.conn, None, mentions.c.component, older):
            members[one.component].append(one)
        before = self._records_of(older)
        changes = _Changes()
        row = greatest(self.conn, records.c.row)
        for number, some in members.items():
            if not some:
                changes.gone_components.append(number)
                continue
            days = self._days(some)
            changes.days.append({"_id": number, "first": days[0], "settled": days[1]})
            read = [as_read for one in some if (as_read := held.as_read(one, self.known))]
            row_of = {one.mention.id: one for one in read}
            pairs = [(one.mention, one.key) for one in read]
            for record, ids in corrected.records(pairs, self.known):
                old = before.pop(record.id, None)
                if old is None:
                    row += 1
                number_of_record = row if old is None else old.row
                self._note(changes, record, number, days[1], number_of_record, old)
                for mention_id in ids:
                    one = row_of[mention_id]
                    if one.record != number_of_record:
                        changes.places.append((number_of_record, one.row))
            if len(read) < len(some):  # a person added them, and has taken that back
                standing = {one.row for one in read}
                changes.places += [(None, one.row) for one in some if one.row not in standing]
        changes.gone.extend(before.values())
        self._store(changes)

    def _days(self, some: Sequence[Held]) -> tuple[int, int]:
        """The day a component was first reported, and the day since when it is as it is."""
        days = [one.mention.published for one in some]
        days += [one.superseded_on for one in some if one.superseded_on is not None]
        last = self.known.last
        days += [last[one.key] for one in some if one.key in last]
        first = min(one.mention.published for one in some)
        return first.toordinal(), max(days).toordinal()

    def _records_of(self, numbers: Sequence[int]) -> dict[str, _Old]:
        query = (
            sa.select(records.c.row, records.c.id, records.c.settled, record_forms.c.form)
            .join(record_forms, record_forms.c.row == records.c.row)
            .where(records.c.component.in_(numbers))
        )
        return {row[1]: _Old(*row) for row in self.conn.execute(query)}

    def _note(
        self,
        changes: _Changes,
        record: EventRecord,
        component: int,
        settled: int,
        row: int,
        old: _Old | None,
    ) -> None:
        form = pack(record)
        if old is not None and old.form == form and old.settled == settled:
            return
        if old is not None:
            changes.gone.append(old)
        found = facts(record, self.region)
        new = {"row": row, "component": component, "settled": settled, **found.row}
        changes.rows.append(new)
        changes.forms.append({"row": row, "form": form})
        changes.terms.extend((name, new["day"], row, new["last"], settled) for name in found.terms)

    def _store(self, changes: _Changes) -> None:
        self._delete(changes.gone)
        self._update_components(changes)
        insert(self.conn, records, changes.rows)
        insert(self.conn, record_forms, changes.forms)
        self._insert_terms(changes.terms)

    def _delete(self, gone: Sequence[_Old]) -> None:
        """Delete records with what they are found by."""
        if not gone:
            return
        before = [(old, facts(unpack(old.form), self.region)) for old in gone]
        self._learn([name for _, one in before for name in one.terms])
        mark = placeholder(self.conn)
        self.conn.exec_driver_sql(
            f"DELETE FROM record_terms WHERE term = {mark} AND day = {mark} AND record = {mark}",
            [
                (self.term_ids[name], one.row["day"], old.row)
                for old, one in before
                for name in one.terms
            ],
        )
        for some in chunks([old.row for old in gone]):
            self.conn.execute(records.delete().where(records.c.row.in_(some)))
            self.conn.execute(record_forms.delete().where(record_forms.c.row.in_(some)))

    def _update_components(self, changes: _Changes) -> None:
        """Delete the components that are gone; write the days of the others, and in which record
        each mention stands."""
        conn = self.conn
        for some in chunks(changes.gone_components):
            conn.execute(components.delete().where(components.c.id.in_(some)))
        if changes.days:
            conn.execute(
                components.update()
                .where(components.c.id == sa.bindparam("_id"))
                .values(first=sa.bindparam("first"), settled=sa.bindparam("settled")),
                changes.days,
            )
        if changes.places:
            mark = placeholder(conn)
            conn.exec_driver_sql(
                f'UPDATE mentions SET record = {mark} WHERE "row" = {mark}', changes.places
            )

    def _insert_terms(self, found: Sequence[tuple[str, int, int, int | None, int]]) -> None:
        """Write what records are found by."""
        if not found:
            return
        self._learn([term[0] for term in found])
        mark = placeholder(self.conn)
        self.conn.exec_driver_sql(
            "INSERT INTO record_terms (term, day, record, last, settled) "
            f"VALUES ({mark}, {mark}, {mark}, {mark}, {mark})",
            sorted((self.term_ids[name], *rest) for name, *rest in found),
        )

    def _learn(self, names: Sequence[str]) -> None:
        """See to it that the numbers of these terms are known."""
        missing = sorted({name for name in names if name not in self.term_ids})
        if missing:
            if len(self.term_ids) > TERMS_REMEMBERED:
                self.term_ids.clear()
                missing = sorted(set(names))
            self.term_ids.update(lookup(self.conn, terms.c.name, terms.c.id, missing))
            new = [name for name in missing if name not in self.term_ids]
            if new:
                last = greatest(self.conn, terms.c.id)
                numbers = {name: last + i for i, name in enumerate(new, 1)}
                insert(self.conn, terms, [{"id": i, "name": name} for name, i in numbers.items()])
                self.term_ids.update(numbers)


@dataclass(frozen=True, slots=True)
class _Old:
    row: int
    id: str
    settled: int
    form: str


@dataclass(slots=True)
class _Changes:
    """What is to be written of records."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    terms: list[tuple[str, int, int, int | None, int]] = field(default_factory=list)
    places: list[tuple[int | None, int]] = field(default_factory=list)
    days: list[dict[str, Any]] = field(default_factory=list)
    gone: list[_Old] = field(default_factory=list)
    gone_components: list[int] = field(default_factory=list)
