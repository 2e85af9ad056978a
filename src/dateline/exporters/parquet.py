"""Parquet: one event a row, with participants and sources as lists of structures.

Each row has the whole report, too, so that ``dateline add`` can take such a file in without coding
anything again (``readers/parquet.py``); what repeats takes no room.

Needs pyarrow, which the extra ``parquet`` brings.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.errors import UsageError
from dateline.forms import document_to_dict

if TYPE_CHECKING:
    import pyarrow as pa

    from dateline.data import Document

Row = dict[str, Any]

REPORTS_AT_ONCE = 1000
"""Reports whose events are written together, as one row group."""


def check() -> None:
    """Raise ``UsageError`` where pyarrow is not installed."""
    if importlib.util.find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow: pip install 'dateline[parquet]'")


def prepare(doc: Document) -> list[Row]:
    """Make the rows of a report's events."""
    form = document_to_dict(doc)
    report = {
        "report": doc.report.id,
        "published": doc.report.published,
        "title": doc.report.title,
        "url": doc.report.url,
        "publisher": doc.report.publisher,
        "language": doc.report.language,
        "dateline": doc.report.dateline,
        "text": doc.report.text,
    }
    return [report | _row(doc, event) for event in form["events"]]


def write(rows: Iterable[list[Row]], out: BinaryIO) -> None:
    """Write the rows, some reports at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table_schema = schema()
    reports = iter(rows)
    with pq.ParquetWriter(out, table_schema, compression="zstd") as writer:
        while some := list(itertools.islice(reports, REPORTS_AT_ONCE)):
            events = [row for report in some for row in report]
            if events:
                writer.write_table(pa.Table.from_pylist(events, schema=table_schema))


def _row(doc: Document, event: Row) -> Row:
    """The form of an event with its days as dates, its counts as a list, and its words."""
    when = event["when"]
    return event | {
        "trigger_text": doc.text[slice(*event["trigger"])],
        "sentence_text": doc.text[slice(*event["sentence"])],
        "when": when and when | {"start": _day(when["start"]), "end": _day(when["end"])},
        "counts": [
            {"role": role, **count, "high": _fitting(count["high"])}
            for role, count in event["counts"].items()
            if _fitting(count["low"]) is not None
        ],
    }


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def _fitting(number: int | None) -> int | None:
    """A number that 64 bits hold; ``None`` for others, such as 10 to the 20th."""
    return number if number is None or number < 1 << 63 else None


def schema() -> pa.Schema:
    """Give the columns and their types."""
    import pyarrow as pa

    span, words = pa.list_(pa.int32()), pa.list_(pa.string())
    who = [
        ("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()), ("name", pa.string()),
        ("country", pa.string()), ("sectors", words), ("entity", pa.string()),
    ]  # fmt: skip
    when = [
        ("start", pa.date32()), ("end", pa.date32()), ("granularity", pa.string()), ("span", span),
    ]  # fmt: skip
    where = [
        ("name", pa.string()), ("lat", pa.float64()), ("lon", pa.float64()),
        ("country", pa.string()), ("geonameid", pa.int64()), ("precision", pa.string()),
        ("span", span),
    ]  # fmt: skip
    source = [*who, ("kind", pa.string()), ("cue", pa.string()), ("reason", span)]
    count = [("role", pa.string()), ("low", pa.int64()), ("high", pa.int64()), ("span", span)]
    return pa.schema(
        [
            ("report", pa.string()),
            ("published", pa.date32()),
            ("title", pa.string()),
            ("url", pa.string()),
            ("publisher", pa.string()),
            ("event_type", pa.string()),
            ("modes", words),
            ("contexts", words),
            ("status", pa.string()),
            ("trigger_text", pa.string()),
            ("sentence_text", pa.string()),
            ("actors", pa.list_(pa.struct(who))),
            ("recipients", pa.list_(pa.struct(who))),
            ("when", pa.struct(when)),
            ("where", pa.struct(where)),
            ("sources", pa.list_(pa.struct(source))),
            ("counts", pa.list_(pa.struct(count))),
            ("confidence", pa.float64()),
            ("trigger", span),
            ("also", pa.list_(span)),
            ("sentence", span),
            ("status_cue", span),
            ("language", pa.string()),
            ("dateline", pa.string()),
            ("text", pa.string()),
        ]
    )
