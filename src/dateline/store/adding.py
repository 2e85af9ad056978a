"""Adds coded reports: what is read and said, then what follows from it.

All within one transaction of the only writer. What follows is the same whatever came first: a
report is a copy of the earliest text that it shares, a version is superseded by any with a later
day, and mentions are merged component by component of the graph of ``merge.linked``, each time
from all their mentions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import sqlalchemy as sa

from dateline import merge
from dateline.data import Report
from dateline.forms import event_from_dict
from dateline.merge.types import EventRecord, StoredMention
from dateline.store import copies, corrections, held, readings
from dateline.store.coded import Coded, CodedMention, coded_mention
from dateline.store.facts import Region, facts
from dateline.store.held import Held
from dateline.store.many import chunks, distinct, filed, lookup
from dateline.store.packed import pack, pack_sketch, unpack
from dateline.store.schema import (
    aliases,
    blocks,
    components,
    mention_words_insert,
    mentions,
    record_forms,
    records,
    reports,
    terms,
)
from dateline.store.tables import greatest, insert, placeholder
from dateline.store.windows import block_numbers

REMEMBERED = 20_000
"""Mentions that are kept in memory, to link new ones with them: of two months where 300 come a
day."""
TERMS_REMEMBERED = 500_000
"""Terms whose numbers are kept in memory."""


@dataclass(slots=True)
class Added:
    """What a call has added."""

    reports: int = 0
    versions: int = 0
    mentions: int = 0
    known: int = 0
    again: int = 0

    def add(self, other: Added) -> None:
        """Count another call's in."""
        self.reports += other.reports
        self.versions += other.versions
        self.mentions += other.mentions
        self.known += other.known
        self.again += other.again

    def __str__(self) -> str:
        parts = [f"{self.reports:,} added"]
        if self.versions:
            parts[0] += f" ({self.versions:,} a new version)"
        parts.append(f"{self.known:,} known before")
        if self.again:
            parts[-1] += f" ({self.again:,} coded again)"
        return ", ".join([*parts, f"{self.mentions:,} events"])


@dataclass(slots=True)
class Writer:
    """Adds to a store, within a transaction. ``term_ids`` and ``seen`` (mentions by row, as they
    are compared) outlive it, unless it fails."""

    conn: sa.Connection
    region: Region
    term_ids: dict[str, int] = field(default_factory=dict)
    seen: dict[int, merge.Told] = field(default_factory=dict)
    _known: corrections.Corrections | None = None
    _fresh: dict[int, list[Held]] = field(default_factory=dict)
    """Members of the components made by this call, which need not be read back."""

    # --- adding ---------------------------------------------------------------------------------

    def add(self, batch: Iterable[Coded], coder: str) -> Added:
        """Add coded reports that are not there yet."""
        unique = {one.version: one for one in batch}
        given = len(unique)
        there = self._there(unique)
        new = [one for version, one in unique.items() if version not in there]
        addresses = {one.address for one in new}
        older = self._with_address(addresses)
        versions = sum(1 for one in new if one.address in older)
        self._insert_reports(new, coder)
        changed = copies.find(self.conn, new) | copies.supersede(self.conn, addresses)
        touched = self._insert_mentions(new, coder)
        touched |= self._components_of(changed)
        self.merge_again(touched)
        found = sum(len(one.mentions) for one in new)
        return Added(len(new), versions, found, given - len(new))

    def _there(self, versions: Iterable[str]) -> set[str]:
        return distinct(self.conn, reports.c.id, reports.c.id, versions)

    def _with_address(self, addresses: Iterable[str]) -> set[str]:
        return distinct(self.conn, reports.c.address, reports.c.address, addresses)

    def _insert_reports(self, new: Sequence[Coded], coder: str) -> None:
        rows = [
            {
                "id": one.version,
                "given_id": one.report.id,
                "address": one.address,
                "published": one.report.published,
                "title": one.report.title,
                "url": one.report.url,
                "publisher": one.report.publisher,
                "language": one.report.language,
                "dateline": one.report.dateline,
                "text": one.report.text,
                "coder": coder,
                "sketch": pack_sketch(one.fingerprint),
                "copy_of": None,
                "copy_group": one.version,
                "superseded_on": None,
            }
            for one in new
        ]
        insert(self.conn, reports, rows)

    # --- mentions and components ----------------------------------------------------------------

    def _insert_mentions(self, new: Sequence[Coded], coder: str) -> set[int]:
        """Insert the mentions, each in the component of those that it is linked with."""
        row = greatest(self.conn, mentions.c.row)
        states = self._states(one.version for one in new)
        fresh: list[Held] = []
        texts: dict[int, str] = {}
        forms: dict[int, str] = {}
        for one in new:
            planted = self._planted(one)
            for number, m in enumerate((*one.mentions, *planted)):
                row += 1
                texts[row], forms[row] = m.searched, m.form
                added = number >= len(one.mentions)
                coded = _fresh(row, one, m, *states[one.version], added=added)
                fresh.append(held.as_read(coded, self.known()) or coded)
        if not fresh:
            return set()
        told = {one.row: merge.prepared(one.coded or one.mention) for one in fresh}
        block_keys = {row: block_numbers(merge.blocks(one)) for row, one in told.items()}
        read = {one.row: merge.prepared(one.mention) for one in fresh if one.coded is not None}
        for row_read, one_read in read.items():
            block_keys[row_read] |= block_numbers(merge.blocks(one_read))
        last = greatest(self.conn, components.c.id)
        component_of, joined = self._join(fresh, told, read, block_keys)
        self._remember(told)
        self._fresh = defaultdict(list)
        for held_now in fresh:
            number = component_of[held_now.row]
            if number > last:
                self._fresh[number].append(held_now)
        insert(
            self.conn,
            mentions,
            [
                {
                    "row": one.row,
                    "id": one.mention.id,
                    "key": one.key,
                    "report": one.mention.report,
                    "coder": readings.PERSON if one.added else coder,
                    "current": True,
                    "component": component_of[one.row],
                    "record": None,
                    "form": forms[one.row],
                    "words": one.mention.words,
                    "sentence": one.mention.sentence,
                }
                for one in fresh
            ],
        )
        insert(
            self.conn,
            blocks,
            [{"key": key, "mention": one} for one, some in block_keys.items() for key in some],
        )
        self.conn.exec_driver_sql(mention_words_insert(self.conn), [*texts.items()])
        return joined

    def _states(self, versions: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Give copy group and day of supersession of reports."""
        query = sa.select(reports.c.id, reports.c.copy_group, reports.c.superseded_on).where(
            reports.c.id.in_(sa.bindparam("i", expanding=True))
        )
        return {
            row[0]: (row[1], row[2])
            for some in chunks(versions)
            for row in self.conn.execute(query, {"i": some})
        }

    def _join(
        self,
        fresh: Sequence[Held],
        told: dict[int, merge.Told],
        read: dict[int, merge.Told],
        block_keys: dict[int, set[int]],
    ) -> tuple[dict[int, int], set[int]]:
        """Find the component of each fresh mention, and unite those that it links. ``told``: as
        the coder has them; ``read``: those that people read otherwise."""
        rows_of, component, known = self._candidates({k for ks in block_keys.values() for k in ks})
        known.update(told)
        otherwise = self._read_otherwise(component) | read
        sets = _Sets()
        for row, one in told.items():
            node = ("m", row)
            sets.add(node)
            for other in {other for key in block_keys[row] for other in rows_of[key]}:
                if merge.linked(one, known[other]) or (
                    otherwise and _linked_otherwise(row, other, known, otherwise)
                ):
                    fresh_too = other not in component
                    sets.unite(node, ("m", other) if fresh_too else ("c", component[other]))
            for key in block_keys[row]:
                rows_of[key].append(row)
        self._join_corrected(fresh, sets)
        number = greatest(self.conn, components.c.id)
        component_of: dict[int, int] = {}
        joined: set[int] = set()
        new: list[dict[str, Any]] = []
        for nodes in sets.groups():
            known_ids = sorted(i for kind, i in nodes if kind == "c")
            if known_ids:
                target = known_ids[0]
                self._unite_components(target, known_ids[1:])
            else:
                number += 1
                target = number
                new.append({"id": target, "first": 0, "settled": 0})
            joined.add(target)
            component_of.update({i: target for kind, i in nodes if kind == "m"})
        insert(self.conn, components, new)  # their days follow once they are merged
        return component_of, joined

    def _join_corrected(self, fresh: Sequence[Held], sets: _Sets) -> None:
        """A mention that a correction names stands in one component with the others it names."""
        known = self.known()
        named: dict[str, _Node] = {}  # by an entry: one of the nodes that it joins
        for one in fresh:
            for entry in known.by_key.get(one.key, ()):
                if entry.id in named:
                    sets.unite(("m", one.row), named[entry.id])
                    continue
                named[entry.id] = ("m", one.row)
                for component in self._components_with(entry.keys):
                    sets.unite(("m", one.row), ("c", component))

    def _candidates(
        self, keys: set[int]
    ) -> tuple[dict[int, list[int]], dict[int, int], dict[int, merge.Told]]:
        """Give the rows of the current mentions that have each of these keys; their components;
        and themselves."""
        found = list(filed(self.conn, blocks, "mention", keys))
        rows = sorted({row for _, row in found})
        component = lookup(
            self.conn, mentions.c.row, mentions.c.component, rows, mentions.c.current
        )
        known = {row: self.seen[row] for row in component if row in self.seen}
        missing = [row for row in component if row not in known]
        read = held.by(self.conn, None, mentions.c.row, missing)
        known |= {one.row: merge.prepared(one.mention) for one in read}
        self._remember({row: known[row] for row in missing})
        rows_of: dict[int, list[int]] = defaultdict(list)
        for key, row in found:
            if row in component:
                rows_of[key].append(row)
        return rows_of, component, known

    def _read_otherwise(self, rows: Iterable[int]) -> dict[int, merge.Told]:
        """Give those of these mentions that people read otherwise than the coder."""
        entries = self.known().holding
        keys = sorted({k for e in entries if e.kind in readings.KINDS for k in e.keys})
        among = set(rows) if keys else set()
        return {
            one.row: merge.prepared(one.mention)
            for one in held.by(self.conn, self.known(), mentions.c.key, keys if among else ())
            if one.row in among and one.coded is not None
        }

    def _remember(self, told: dict[int, merge.Told]) -> None:
        """Keep mentions for the next call, whose neighbours are often the same."""
        self.seen.update(told)
        for row in list(islice(self.seen, max(0, len(self.seen) - REMEMBERED))):
            del self.seen[row]  # the oldest

    def _unite_components(self, target: int, others: Sequence[int]) -> None:
        for some in chunks(others):
            for table in (mentions, records):
                self.conn.execute(
                    table.update().where(table.c.component.in_(some)).values(component=target)
                )
            self.conn.execute(components.delete().where(components.c.id.in_(some)))

    def _components_of(self, versions: Iterable[str]) -> set[int]:
        of, component = mentions.c.report, mentions.c.component
        return distinct(self.conn, component, of, versions, mentions.c.current)

    def _components_with(self, keys: Iterable[str]) -> set[int]:
        return distinct(self.conn, mentions.c.component, mentions.c.key, keys, mentions.c.current)

    def unite(self, keys: Iterable[str]) -> set[int]:
        """Put the mentions that a correction names into one component, and give its number."""
        numbers = sorted(self._components_with(keys))
        if len(numbers) > 1:
            self._unite_components(numbers[0], numbers[1:])
        return set(numbers[:1])

    # --- what people read otherwise -------------------------------------------------------------

    def _planted(self, one: Coded) -> tuple[CodedMention, ...]:
        """Make the mentions that people added to a report, as far as this version has their
        sentence and its coder has not found them."""
        entries = self.known().added.get(one.address, ())
        if not entries:
            return ()
        there = {m.key for m in one.mentions} | self._keys_of(one.version)
        out = []
        for entry in entries:
            (key,) = entry.parts[0]
            if key in there:
                continue
            made = _mention_of(entry, one.report, one.version)
            if made is not None:
                out.append(replace(made, key=key))
        return tuple(out)

    def _keys_of(self, version: str) -> set[str]:
        query = sa.select(mentions.c.key).where(mentions.c.report == version, mentions.c.current)
        return {row[0] for row in self.conn.execute(query)}

    def plant(self, entry: corrections.Correction) -> set[int]:
        """Put a mention that a person added into the versions of its report that lack it, and
        give its components."""
        if entry.kind != "add" or entry.at is None:
            return set()
        (key,) = entry.parts[0]
        there = {row[0] for row in self.conn.execute(
            sa.select(mentions.c.report).where(mentions.c.key == key, mentions.c.current)
        )}  # fmt: skip
        versions = sa.select(reports).where(reports.c.address == entry.at.address)
        lacking = [
            Coded(report_of(row), row.id, row.address, (), ())
            for row in self.conn.execute(versions).all()
            if row.id not in there
        ]
        return self._insert_mentions(lacking, readings.PERSON)

    def link_again(self, keys: Iterable[str]) -> set[int]:
        """Link mentions that people now read otherwise with others; give their components."""
        joined: set[int] = set()
        for one in list(held.by(self.conn, self.known(), mentions.c.key, sorted(keys))):
            if one.coded is None:
                continue
            query = sa.select(mentions.c.component).where(mentions.c.row == one.row)
            own = self.conn.scalar(query) or one.component  # those before may have joined others
            told = merge.prepared(one.mention)
            numbers = block_numbers(merge.blocks(told))
            filed = sa.select(blocks.c.key).where(
                blocks.c.mention == one.row, blocks.c.key.in_(sorted(numbers))
            )
            fresh = numbers - {row[0] for row in self.conn.execute(filed)}
            insert(self.conn, blocks, [{"key": key, "mention": one.row} for key in sorted(fresh)])
            _, component, known = self._candidates(numbers)
            otherwise = self._read_otherwise(component) | {one.row: told}
            others = {
                number
                for row, number in component.items()
                if row != one.row and _linked_otherwise(one.row, row, known, otherwise)
            }
            target, *rest = sorted({own, *others})
            self._unite_components(target, rest)
            joined = {*(joined - set(rest)), target}
        return joined

    # --- records --------------------------------------------------------------------------------

    def known(self) -> corrections.Corrections:
        """Give the corrections that people have made."""
        if self._known is None:
            self._known = corrections.load(self.conn)
        return self._known

    def forget(self) -> None:
        """Read the corrections anew: there are more."""
        self._known = None

    def merge_again(self, numbers: Iterable[int]) -> None:
        """Make the records of components from all their mentions, and store what changed."""
        for some in chunks(sorted(numbers)):
            self._merge(some)

    def _merge(self, numbers: Sequence[int]) -> None:
        members = {number: self._fresh.pop(number, []) for number in numbers}
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
            read = [as_read for one in some if (as_read := held.as_read(one, self.known()))]
            row_of = {one.mention.id: one for one in read}
            pairs = [(one.mention, one.key) for one in read]
            for record, ids in corrections.records(pairs, self.known()):
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
        last = self.known().last
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
        conn = self.conn
        gone = [old.row for old in changes.gone]
        if gone:
            before = [(o, facts(unpack(o.form), self.region)) for o in changes.gone]
            self._learn([name for _, one in before for name in one.terms])
            old_terms = [
                (self.term_ids[name], one.row["day"], old.row)
                for old, one in before
                for name in one.terms
            ]
            mark = placeholder(self.conn)
            conn.exec_driver_sql(
                "DELETE FROM record_terms "
                f"WHERE term = {mark} AND day = {mark} AND record = {mark}",
                old_terms,
            )
            for some in chunks(gone):
                conn.execute(records.delete().where(records.c.row.in_(some)))
                conn.execute(record_forms.delete().where(record_forms.c.row.in_(some)))
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
            mark = placeholder(self.conn)
            conn.exec_driver_sql(
                f'UPDATE mentions SET record = {mark} WHERE "row" = {mark}', changes.places
            )
        insert(self.conn, records, changes.rows)
        insert(self.conn, record_forms, changes.forms)
        self._learn([term[0] for term in changes.terms])
        if changes.terms:
            mark = placeholder(self.conn)
            conn.exec_driver_sql(
                "INSERT INTO record_terms (term, day, record, last, settled) "
                f"VALUES ({mark}, {mark}, {mark}, {mark}, {mark})",
                sorted((self.term_ids[name], *rest) for name, *rest in changes.terms),
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

    # --- again, by another coder ----------------------------------------------------------------

    def recode(self, batch: Iterable[Coded], coder: str) -> int:
        """Put what another coder finds in known reports in the place of what was found before.

        Old mentions are kept, but count no more, unless a person corrected one (other than by
        rejecting it) that the new coder does not find at all. Gives the number of reports.
        """
        unique = {one.version: one for one in batch}
        there = self._there(unique)
        again = [one for version, one in unique.items() if version in there]
        touched: set[int] = set()
        for one in again:
            touched |= self._retire(one)
        for some in chunks([one.version for one in again]):
            self.conn.execute(reports.update().where(reports.c.id.in_(some)).values(coder=coder))
        self.forget()
        self.merge_again(touched)  # before the new ones: they may make records of the same ids
        self.merge_again(self._insert_mentions(again, coder))
        return len(again)

    def _retire(self, one: Coded) -> set[int]:
        old = list(held.by(self.conn, None, mentions.c.report, [one.version]))
        new_keys = {m.key for m in one.mentions}
        known = self.known()
        kept: set[int] = set()
        moved = []
        for before in old:
            entries = known.by_key.get(before.key, ())
            if before.added and not entries and before.key not in new_keys:
                kept.add(before.row)  # nothing holds it now, but it can hold again
            if not entries or before.key in new_keys:
                continue
            start, end = before.mention.event.trigger
            near = [
                (min(end, m.event.trigger[1]) - max(start, m.event.trigger[0]), m.key)
                for m in one.mentions
            ]
            overlap, key = max(near, default=(0, ""))
            if overlap > 0:
                moved.append({"key": before.key, "now": key})
            elif any(entry.kind != "reject" for entry in entries):
                kept.add(before.row)
        if moved:
            for some in chunks([move["key"] for move in moved]):
                self.conn.execute(aliases.delete().where(aliases.c.key.in_(some)))
            insert(self.conn, aliases, moved)
        gone = [before.row for before in old if before.row not in kept]
        for rows in chunks(gone):
            self.conn.execute(
                mentions.update().where(mentions.c.row.in_(rows)).values(current=False, record=None)
            )
        return {before.component for before in old}


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


_Node = tuple[str, int]


class _Sets:
    """Disjoint sets."""

    def __init__(self) -> None:
        self._parent: dict[_Node, _Node] = {}

    def add(self, node: _Node) -> None:
        self._parent.setdefault(node, node)

    def root(self, node: _Node) -> _Node:
        self.add(node)
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def same(self, one: _Node, other: _Node) -> bool:
        return self.root(one) == self.root(other)

    def unite(self, one: _Node, other: _Node) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def groups(self) -> list[list[_Node]]:
        found: dict[_Node, list[_Node]] = defaultdict(list)
        for node in self._parent:
            found[self.root(node)].append(node)
        return list(found.values())


def _linked_otherwise(
    one: int, other: int, known: Mapping[int, merge.Told], otherwise: Mapping[int, merge.Told]
) -> bool:
    """Tell whether two mentions are linked as people read them, or as the coder does: so they are
    on days before a person corrected them."""
    mine = [some[one] for some in (known, otherwise) if one in some]
    others = [some[other] for some in (known, otherwise) if other in some]
    return any(merge.linked(a, b) for a in mine for b in others)


def _mention_of(entry: corrections.Correction, report: Report, version: str) -> CodedMention | None:
    """Make the mention that an entry adds to a version; ``None`` where it lacks the sentence."""
    at, form = entry.at, entry.value
    assert at is not None  # every added mention has one
    if version != at.version:
        start = report.text.find(at.told)
        if start < 0:
            return None
        form = readings.shifted(form, at.sentence, start)
        if form is readings.ELSEWHERE:
            return None
    return coded_mention(report, version, event_from_dict(form), at.ordinal)


def report_of(row: Any) -> Report:  # noqa: ANN401 - a row of the table
    """Make a report of its row."""
    return Report(
        row.given_id, row.text, row.published, row.title, row.url, row.publisher,
        row.language, row.dateline,
    )  # fmt: skip


def _fresh(
    row: int,
    one: Coded,
    mention: CodedMention,
    group: str,
    superseded_on: dt.date | None,
    *,
    added: bool = False,
) -> Held:
    report = one.report
    stored = StoredMention(
        mention.id, mention.event, one.version, report.published, mention.words, one.address,
        group, report.url, report.publisher, report.title, superseded_on is not None,
        mention.sentence,
    )  # fmt: skip
    return Held(row, mention.key, 0, None, superseded_on, stored, added)
