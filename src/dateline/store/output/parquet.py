"""Parquet: one record a row, with participants, history and figures as lists of structures.

Needs pyarrow, which the extra ``parquet`` brings.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.exporters.parquet import check
from dateline.store.output.jsonl import form
from dateline.what import plover

if TYPE_CHECKING:
    import pyarrow as pa

    from dateline.merge.types import EventRecord
    from dateline.store.output import Notes

__all__ = ["check", "schema", "write"]

AT_ONCE = 10_000
"""Records that are written together, as one row group."""


def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None:
    """Write the records, some at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    left, columns = iter(records), schema()
    with pq.ParquetWriter(out, columns, compression="zstd") as writer:
        while some := list(itertools.islice(left, AT_ONCE)):
            rows = [_row(record, notes) for record in some]
            writer.write_table(pa.Table.from_pylist(rows, schema=columns))


def _row(record: EventRecord, notes: Notes) -> dict[str, Any]:
    made = form(record, notes)
    when = made["when"]
    return made | {
        "quad": plover.quad(record.event_type),
        "score": plover.score(record.event_type, record.modes),
        "when": when and when | {"start": _day(when["start"]), "end": _day(when["end"])},
        "counts": [{"role": role, **count} for role, count in made["counts"].items()],
        "first_published": record.first_published,
        "last_published": record.last_published,
        "history": [one | {"published": _day(one["published"])} for one in made["history"]],
        "figures": [one | {"published": _day(one["published"])} for one in made["figures"]],
        "corrections": [
            {key: one[key] for key in ("id", "kind", "by", "note", "field")}
            | {"day": _day(one["day"])}
            for one in made["corrections"]
        ],
    }


def _day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def schema() -> pa.Schema:
    """Give the columns and their types."""
    import pyarrow as pa

    text, words, day = pa.string(), pa.list_(pa.string()), pa.date32()
    party = pa.struct(
        [("name", text), ("country", text), ("sectors", words), ("entity", text),
         ("mentions", pa.int32())]
    )  # fmt: skip
    voices = pa.list_(pa.struct([("name", text), ("kind", text), ("country", text), ("key", text)]))
    count = [("role", text), ("low", pa.int64()), ("high", pa.int64())]
    said = [("published", day), ("publisher", text), ("voices", voices), ("mention", text)]
    when = pa.struct([("start", day), ("end", day), ("granularity", text)])
    where = pa.struct(
        [("name", text), ("lat", pa.float64()), ("lon", pa.float64()), ("country", text),
         ("geonameid", pa.int64()), ("precision", text)]
    )  # fmt: skip
    pair = pa.struct([("kind", text), ("first", text), ("second", text)])
    correction = pa.struct(
        [("id", text), ("kind", text), ("by", text), ("day", day), ("note", text), ("field", text)]
    )
    return pa.schema(
        [
            ("id", text), ("event_type", text), ("modes", words), ("contexts", words),
            ("status", text), ("quad", pa.int8()), ("score", pa.float64()),
            ("actors", pa.list_(party)), ("recipients", pa.list_(party)),
            ("when", when), ("where", where), ("counts", pa.list_(pa.struct(count))),
            ("outlets", pa.int32()), ("sources", pa.int32()), ("source_kinds", words),
            ("publishers", words), ("confidence", pa.float64()), ("first_published", day),
            ("last_published", day),
            ("history", pa.list_(pa.struct([("status", text), *said]))),
            ("figures", pa.list_(pa.struct([*count, *said]))),
            ("contradictions", pa.list_(pair)), ("mentions", words), ("superseded", pa.bool_()),
            ("rejected", pa.bool_()), ("corrections", pa.list_(correction)),
        ]
    )  # fmt: skip
