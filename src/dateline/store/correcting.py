"""Takes corrections: writes the entry, and makes again what follows from it.

Each of these functions works within one transaction of the writer. They raise ``UsageError`` where
what is to be corrected is not there, or cannot be so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from dateline.data import Report
from dateline.errors import UsageError
from dateline.forms import event_to_dict
from dateline.merge.forms import record_to_dict
from dateline.merge.types import EventRecord
from dateline.store import corrections, held, linking, looking, queries, readings, schema
from dateline.store.adding import Writer
from dateline.store.coded import address_of, coded_mention
from dateline.store.corrections import At, Correction, Kind
from dateline.store.held import Held
from dateline.store.many import lookup
from dateline.store.packed import written


@dataclass(frozen=True, slots=True)
class Signed:
    """Who makes a correction, on which day, and why."""

    by: str
    day: dt.date
    note: str | None = None


def edit(writer: Writer, signed: Signed, record_id: str, field: str, value: object) -> Correction:
    """Give a field of a record another value."""
    record = _record(writer, record_id)
    return _correct(
        writer, "edit", signed, parts=[_keys(writer, record.mentions)], record=record_id,
        field=field, value=value, was=record_to_dict(record)[field],
    )  # fmt: skip


def reject(
    writer: Writer, signed: Signed, record_id: str, mention_ids: Sequence[str] | None
) -> Correction:
    """Set a record aside, or some of its mentions."""
    record = _record(writer, record_id)
    chosen = _some_of(record, mention_ids) if mention_ids else record.mentions
    return _correct(writer, "reject", signed, parts=[_keys(writer, chosen)], record=record_id)


def reread(
    writer: Writer, signed: Signed, mention_id: str, field: str, value: object
) -> Correction:
    """Give a field of one mention another value."""
    one = _held(writer, mention_id)
    mention = one.mention
    report = _report(writer, mention.report)
    before = readings.as_form(mention)
    form = readings.changed(mention.event, field, value, report.text)
    if field != "trigger":
        value = form[field]
    if value == before[field]:
        raise UsageError("it is read so already")
    at = asdict(At(mention.report, mention.event.sentence, mention.words))
    return _correct(
        writer, "read", signed, parts=[[one.key]],
        record=looking.record_of(writer.conn, mention_id), field=field, value=value,
        was=before[field], at=at,
    )  # fmt: skip


def add_mention(
    writer: Writer, signed: Signed, version: str, form: Mapping[str, Any]
) -> Correction:
    """Add an event that the coder did not find to a version of a report."""
    report = _report(writer, version)
    event = readings.check(form, report.text)
    ordinal = 1
    made = coded_mention(report, version, event)
    while held.has(writer.conn, version, made.key):
        ordinal += 1
        made = coded_mention(report, version, event, ordinal)
    at = At(version, event.sentence, made.words, address_of(report), made.sentence, ordinal)
    return _correct(
        writer, "add", signed, parts=[[made.key]], value=event_to_dict(event), at=asdict(at)
    )


def unite(writer: Writer, signed: Signed, record_ids: Sequence[str]) -> Correction:
    """Put the mentions of several records into one."""
    found = [_record(writer, record_id) for record_id in record_ids]
    keys = _keys(writer, [i for record in found for i in record.mentions])
    return _correct(writer, "merge", signed, parts=[keys], record=record_ids[0])


def split(writer: Writer, signed: Signed, record_id: str, mention_ids: Sequence[str]) -> Correction:
    """Put some mentions of a record into another one."""
    record = _record(writer, record_id)
    mention_ids = _some_of(record, mention_ids)
    rest = [i for i in record.mentions if i not in set(mention_ids)]
    if not rest or not mention_ids:
        raise UsageError("some mentions must leave the record, and some stay")
    parts = [_keys(writer, rest), _keys(writer, mention_ids)]
    if set(parts[0]) & set(parts[1]):
        raise UsageError("the same words in two versions of a report stay in one record")
    return _correct(writer, "split", signed, parts=parts, record=record_id)


def undo(writer: Writer, signed: Signed, correction_id: str) -> Correction:
    """Let a correction no longer hold, or an undone one hold again."""
    known = writer.known()
    target = next((e for e in known.entries if e.id == correction_id), None)
    if target is None:
        raise UsageError(f"no correction {correction_id!r}")
    if target.kind != "undo" and target.id not in {entry.id for entry in known.holding}:
        raise UsageError(f"correction {correction_id} is undone already")
    keys = corrections.bears_on(target, {e.id: e for e in known.entries})
    return _correct(writer, "undo", signed, target=correction_id, of=keys)


# --- the entry, and what follows --------------------------------------------------------------


def _correct(
    writer: Writer,
    kind: Kind,
    signed: Signed,
    *,
    of: Iterable[str] = (),
    **what: Any,  # noqa: ANN401 - the fields of the entry
) -> Correction:
    """Write an entry, and make again the records that hold the mentions which it names, or those
    ``of``."""
    entry = _write(writer.conn, kind, signed, **what)
    writer.forget()
    keys = entry.keys or frozenset(of)
    numbers = linking.unite(writer.conn, keys)
    for known in writer.known().holding:
        if known.kind in readings.KINDS and known.keys & keys:
            numbers |= writer.plant(known) | writer.link_again(keys)
    writer.merge_again(numbers | linking.unite(writer.conn, keys))
    return entry


def _write(conn: sa.Connection, kind: Kind, signed: Signed, **what: object) -> Correction:
    """Add an entry."""
    by, day, note = signed.by, signed.day, signed.note
    if not by.strip():
        raise UsageError("a correction needs a name: --by NAME")
    table = schema.corrections
    seq = (conn.scalar(sa.select(sa.func.max(table.c.seq))) or 0) + 1
    form = written(what)
    hashed = json.dumps([seq, kind, by, day.isoformat(), note, form])
    number = hashlib.sha256(hashed.encode()).hexdigest()[:12]
    row = {
        "seq": seq, "id": number, "kind": kind, "by": by, "day": day, "note": note, "form": form,
    }  # fmt: skip
    conn.execute(table.insert(), [row])
    return corrections.from_row(row)


# --- what is corrected ------------------------------------------------------------------------


def _some_of(record: EventRecord, mention_ids: Sequence[str]) -> Sequence[str]:
    strange = sorted(set(mention_ids) - set(record.mentions))
    if strange:
        raise UsageError(f"record {record.id} does not rest on {', '.join(strange)}")
    return mention_ids


def _held(writer: Writer, mention_id: str) -> Held:
    found = [*held.by(writer.conn, writer.known(), schema.mentions.c.id, [mention_id])]
    if not found:
        raise UsageError(f"no mention {mention_id!r}")
    return found[0]


def _report(writer: Writer, version: str) -> Report:
    report = held.report(writer.conn, version)
    if report is None:
        raise UsageError(f"no report {version!r}")
    return report


def _record(writer: Writer, record_id: str) -> EventRecord:
    table = schema.records
    row = writer.conn.scalar(sa.select(table.c.row).where(table.c.id == record_id))
    if row is None:
        raise UsageError(f"no record {record_id!r}")
    return queries.read(writer.conn, [row])[0]


def _keys(writer: Writer, mention_ids: Iterable[str]) -> list[str]:
    table = schema.mentions
    wanted = list(mention_ids)
    keys = lookup(writer.conn, table.c.id, table.c.key, wanted, table.c.current)
    return list(dict.fromkeys(keys[i] for i in wanted))
