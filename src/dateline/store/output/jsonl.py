"""JSON Lines: one record a line, with the corrections that shaped it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.exporters.jsonl import line
from dateline.merge.forms import record_to_dict

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord
    from dateline.store.output import Notes


def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None:
    """Write the records as they come."""
    for record in records:
        out.write(line(form(record, notes)).encode() + b"\n")
    out.flush()


def form(record: EventRecord, notes: Notes) -> dict[str, Any]:
    """Make the plain form of a record, with its corrections in full."""
    made = record_to_dict(record)
    made["corrections"] = [dict(notes[i]) for i in record.corrections if i in notes]
    return made
