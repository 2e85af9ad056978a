"""Adds coded reports: what is read and said, then what follows from it.

All within one transaction of the only writer. What follows is the same whatever came first: a
report is a copy of the earliest text that it shares, a version is superseded by any with a later
day, and mentions are merged component by component of the graph of ``merge.linked``, each time
from all their mentions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from dateline import merge
from dateline.data import Report
from dateline.forms import event_from_dict
from dateline.merge.types import StoredMention
from dateline.store import copies, corrections, held, linking, readings
from dateline.store.coded import Coded, CodedMention, coded_mention
from dateline.store.facts import Region
from dateline.store.held import Held
from dateline.store.linking import Linker
from dateline.store.many import chunks, distinct
from dateline.store.packed import pack_sketch
from dateline.store.recording import Recorder
from dateline.store.schema import (
    aliases,
    blocks,
    components,
    mention_words_insert,
    mentions,
    reports,
)
from dateline.store.tables import greatest, insert
from dateline.store.windows import block_numbers


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
        there = held.versions(self.conn, unique)
        new = [one for version, one in unique.items() if version not in there]
        addresses = {one.address for one in new}
        older = self._with_address(addresses)
        versions = len(new) - len(addresses - older)
        self._insert_reports(new, coder)
        changed = copies.find(self.conn, new) | copies.supersede(self.conn, addresses)
        touched = self._insert_mentions(new, coder)
        touched |= linking.components_of(self.conn, changed)
        self.merge_again(touched)
        found = sum(len(one.mentions) for one in new)
        return Added(len(new), versions, found, given - len(new))

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
        made = self._made(new)
        if not made:
            return set()
        fresh = [held.as_read(one, self.known()) or one for one, _ in made]
        told = {one.row: merge.prepared(one.coded or one.mention) for one in fresh}
        read = {one.row: merge.prepared(one.mention) for one in fresh if one.coded is not None}
        block_keys = {row: block_numbers(merge.blocks(one)) for row, one in told.items()}
        for row, one in read.items():
            block_keys[row] |= block_numbers(merge.blocks(one))
        last = greatest(self.conn, components.c.id)
        linker = self._linker()
        component_of, joined = linker.join(fresh, told, read, block_keys)
        linker.remember(told)
        self._fresh = defaultdict(list)
        for held_now in fresh:
            number = component_of[held_now.row]
            if number > last:
                self._fresh[number].append(held_now)
        rows = [
            _row(one, mention, readings.PERSON if one.added else coder, component_of[one.row])
            for one, (_, mention) in zip(fresh, made, strict=True)
        ]
        insert(self.conn, mentions, rows)
        filed = [{"key": key, "mention": row} for row, keys in block_keys.items() for key in keys]
        insert(self.conn, blocks, filed)
        texts = [(one.row, mention.searched) for one, mention in made]
        self.conn.exec_driver_sql(mention_words_insert(self.conn), texts)
        return joined

    def _made(self, new: Sequence[Coded]) -> list[tuple[Held, CodedMention]]:
        """The mentions of reports as they are held, those that people added among them."""
        states = self._states(one.version for one in new)
        row = greatest(self.conn, mentions.c.row)
        made = []
        for one in new:
            added = self._planted(one)
            for number, mention in enumerate((*one.mentions, *added)):
                row += 1
                by_person = number >= len(one.mentions)
                fresh = _fresh(row, one, mention, *states[one.version], added=by_person)
                made.append((fresh, mention))
        return made

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
            Coded(held.report_of(row), row.id, row.address, (), ())
            for row in self.conn.execute(versions).all()
            if row.id not in there
        ]
        return self._insert_mentions(lacking, readings.PERSON)

    # --- what follows ---------------------------------------------------------------------------

    def _linker(self) -> Linker:
        return Linker(self.conn, self.seen, self.known())

    def link_again(self, keys: Iterable[str]) -> set[int]:
        """Link mentions that people now read otherwise with others; give their components."""
        return self._linker().link_again(keys)

    def merge_again(self, numbers: Iterable[int]) -> None:
        """Make the records of components from all their mentions, and store what changed."""
        wanted = list(numbers)
        if wanted:
            recorder = Recorder(self.conn, self.region, self.term_ids, self.known())
            recorder.merge(wanted, self._fresh)

    def known(self) -> corrections.Corrections:
        """Give the corrections that people have made."""
        if self._known is None:
            self._known = corrections.load(self.conn)
        return self._known

    def forget(self) -> None:
        """Read the corrections anew: there are more."""
        self._known = None

    # --- again, by another coder ----------------------------------------------------------------

    def recode(self, batch: Iterable[Coded], coder: str) -> int:
        """Put what another coder finds in known reports in the place of what was found before.

        Old mentions are kept, but count no more, unless a person corrected one (other than by
        rejecting it) that the new coder does not find at all. Gives the number of reports.
        """
        unique = {one.version: one for one in batch}
        there = held.versions(self.conn, unique)
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
            # What is found now has led elsewhere if an earlier coder found it, too.
            ends = dict.fromkeys(key for move in moved for key in (move["key"], move["now"]))
            for some in chunks(ends):
                self.conn.execute(aliases.delete().where(aliases.c.key.in_(some)))
            insert(self.conn, aliases, moved)
        gone = [before.row for before in old if before.row not in kept]
        for rows in chunks(gone):
            self.conn.execute(
                mentions.update().where(mentions.c.row.in_(rows)).values(current=False, record=None)
            )
        return {before.component for before in old}


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


def _row(one: Held, mention: CodedMention, coder: str, component: int) -> dict[str, Any]:
    """The row of a mention in the table of mentions."""
    return {
        "row": one.row,
        "id": one.mention.id,
        "key": one.key,
        "report": one.mention.report,
        "coder": coder,
        "current": True,
        "component": component,
        "record": None,
        "form": mention.form,
        "words": one.mention.words,
        "sentence": one.mention.sentence,
    }
