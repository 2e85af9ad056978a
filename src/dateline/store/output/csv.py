"""CSV: one record a row, for spreadsheets. Text is put on one line, and a cell that a spreadsheet
would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.exporters._plain import cell_text
from dateline.store.output._flat import COLUMNS, flat

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord
    from dateline.store.output import Notes


def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None:
    """Write the header, then the rows as they come."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(v) for v in flat(record, notes).values()] for record in records)
        text.flush()
    finally:
        text.detach()


def _cell(value: Any) -> str | int | float | None:  # noqa: ANN401 - what _flat.py gives
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return cell_text(value) if isinstance(value, str) else value
