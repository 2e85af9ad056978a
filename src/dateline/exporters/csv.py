"""CSV: one event a row, for spreadsheets.

Several values in a cell are parted by ``|`` (of participants and sources, in the same order in
each column); several sectors by a blank. Text is put on one line, and a cell that a spreadsheet
would run as a formula gets an apostrophe before it: report text is data.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from dateline.exporters._plain import bounds, cell_text, joined

if TYPE_CHECKING:
    from dateline.data import Document, EventMention, Participant, Source

COLUMNS = (
    "report", "published", "event_type", "modes", "contexts", "status", "trigger",
    "actors", "actor_names", "actor_countries", "actor_sectors",
    "recipients", "recipient_names", "recipient_countries", "recipient_sectors",
    "when_start", "when_end", "when_granularity",
    "where", "lat", "lon", "where_country", "geonameid", "precision",
    "sources", "source_kinds", "source_cues", "source_countries", "source_sectors",
    "counts", "confidence", "sentence", "trigger_start", "trigger_end",
)  # fmt: skip

Cell = str | int | float | None


def prepare(doc: Document) -> str:
    """Make the rows of a report's events, as CSV text."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for event in doc.events:
        row = _row(doc, event)
        writer.writerow([cell_text(cell) if isinstance(cell, str) else cell for cell in row])
    return lines.getvalue()


def write(rows: Iterable[str], out: BinaryIO) -> None:
    """Write the header, then the rows as they come."""
    out.write((",".join(COLUMNS) + "\n").encode())
    for row in rows:
        out.write(row.encode())
        out.flush()


def _row(doc: Document, event: EventMention) -> list[Cell]:
    start, end = event.trigger
    when, where = event.when, event.where
    return [
        doc.report.id,
        doc.report.published.isoformat(),
        event.event_type,
        "|".join(event.modes),
        "|".join(event.contexts),
        event.status,
        doc.text[start:end],
        *_participants(event.actors),
        *_participants(event.recipients),
        *(
            (when.start.isoformat(), when.end.isoformat(), when.granularity)
            if when
            else (None,) * 3
        ),
        *(
            (where.name, where.lat, where.lon, where.country, where.geonameid, where.precision)
            if where
            else (None,) * 6
        ),
        *_sources(event.sources),
        "|".join(f"{count.role}={bounds(count)}" for count in event.counts),
        event.confidence,
        doc.text[event.sentence[0] : event.sentence[1]],
        start,
        end,
    ]


def _participants(participants: Sequence[Participant]) -> list[str]:
    return [
        joined(participant.text for participant in participants),
        joined(participant.name for participant in participants),
        joined(participant.country for participant in participants),
        joined(" ".join(participant.sectors) for participant in participants),
    ]


def _sources(sources: Sequence[Source]) -> list[str]:
    return [
        joined(source.text for source in sources),
        joined(source.kind for source in sources),
        joined(source.cue for source in sources),
        joined(source.country for source in sources),
        joined(" ".join(source.sectors) for source in sources),
    ]
