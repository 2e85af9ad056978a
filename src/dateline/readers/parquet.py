"""Parquet: one report a row, or what ``dateline read --format parquet`` writes: one event a row.

The columns of reports are those of JSON Lines; ``report`` stands for ``id``, too. Rows that follow
each other and are of one report give it once. Needs pyarrow, which the extra ``parquet`` brings.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, BinaryIO, get_args

from dateline.data import (
    Document,
    EventMention,
    EventType,
    Refusal,
    Report,
    SourceKind,
    Status,
)
from dateline.errors import ReportError
from dateline.forms import event_from_dict
from dateline.readers._rules import Rules, make_report, refusal, too_long

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SUFFIXES = (".parquet",)
REPORT = ("id", "report", "published", "title", "text", "url", "publisher", "language", "dateline")
AT_ONCE = 1000
"""Rows that are in memory at once."""

EVENT_TYPES, STATUSES = frozenset(get_args(EventType)), frozenset(get_args(Status))
KINDS = frozenset(get_args(SourceKind))

Row = dict[str, Any]


def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]:
    """Read one report after the other; events are not looked at."""
    for item in _read(stream, path, rules, events=False):
        yield item.report if isinstance(item, Document) else item


def read_coded(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal | Document]:
    """Read documents, with their events, where the file holds such; otherwise reports."""
    yield from _read(stream, path, rules, events=True)


def _read(
    stream: BinaryIO, path: str, rules: Rules, *, events: bool
) -> Iterator[Report | Refusal | Document]:
    if importlib.util.find_spec("pyarrow") is None:
        yield Refusal(path, "Parquet needs pyarrow: pip install 'dateline[parquet]'")
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        names = set(file.schema_arrow.names)
        if "text" not in names:
            yield Refusal(path, "no column 'text'")
            return
        coded = events and "event_type" in names
        wanted = None if coded else [name for name in REPORT if name in names]
        for number, row, some in _reports(file, wanted):
            try:
                yield _item(row, some if coded else None, rules, path, number)
            except ReportError as error:
                yield refusal(error)
    except (pa.ArrowException, OSError) as error:
        yield Refusal(path, f"not Parquet that we read: {' '.join(str(error).split())[:200]}")


def _reports(
    file: pq.ParquetFile, columns: list[str] | None
) -> Iterator[tuple[int, Row, list[Row]]]:
    """Yield the number of the first row of a report, from 1; that row, and all its rows."""
    numbered = enumerate(
        (
            row
            for batch in file.iter_batches(batch_size=AT_ONCE, columns=columns)
            for row in batch.to_pylist()
        ),
        1,
    )
    for _, rows in groupby(numbered, key=lambda pair: [pair[1].get(name) for name in REPORT]):
        found = list(rows)
        yield found[0][0], found[0][1], [row for _, row in found]


def _item(
    row: Row, events: list[Row] | None, rules: Rules, path: str, number: int
) -> Report | Document:
    fields = {name: row[name] for name in REPORT if row.get(name) is not None}
    fields.setdefault("id", fields.get("report"))
    if isinstance(fields.get("published"), dt.date):
        fields["published"] = fields["published"].isoformat()
    if len(str(fields.get("text", "")).encode("utf-8", "replace")) > rules.max_bytes:
        raise ReportError(too_long(rules, "the text"), path=path, line=number)
    report = make_report(fields, rules, path=path, line=number)
    if events is None:
        return report
    try:
        found = tuple(_event(one, report.text) for one in events)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"not an event as dateline read writes it ({type(error).__name__}: {error})"
        raise ReportError(reason, path=path, line=number) from None
    return Document(report, events=found)


def _event(row: Row, text: str) -> EventMention:
    """Make an event of its row. Raises one of several exceptions where it is none."""
    event = event_from_dict(_form(row))
    kinds = {source.kind for source in event.sources}
    if event.event_type not in EVENT_TYPES or event.status not in STATUSES or not kinds <= KINDS:
        raise ValueError("a type, status or kind of source is none of PLOVER's or ours")
    parties = [(one.start, one.end) for one in (*event.actors, *event.recipients)]
    sources = [(one.start, one.end) for one in event.sources]
    spans = [event.trigger, event.sentence, *event.also, *parties, *sources]
    if not all(0 <= start <= end <= len(text) for start, end in spans):
        raise ValueError("a span lies outside the text")
    return event


def _form(row: Row) -> Row:
    """The plain form of an event: its days as text, its counts by role."""
    when = row["when"]
    return row | {
        "when": when
        and when | {"start": when["start"].isoformat(), "end": when["end"].isoformat()},
        "counts": {
            count["role"]: {key: count[key] for key in ("low", "high", "span")}
            for count in row["counts"]
        },
    }
