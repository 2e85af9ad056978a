"""A record as one row of plain columns, for CSV and data frames.

Several values in a cell are parted by ``|``; participants stand in the same order in each column.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dateline.exporters._plain import bounds, joined
from dateline.what import plover

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord, Party, Telling
    from dateline.store.output import Notes

COLUMNS: dict[str, type] = {
    "id": str, "event_type": str, "modes": str, "contexts": str, "status": str,
    "quad": int, "score": float,
    "actors": str, "actor_countries": str, "actor_sectors": str, "actor_entities": str,
    "recipients": str, "recipient_countries": str, "recipient_sectors": str,
    "recipient_entities": str,
    "when_start": dt.date, "when_end": dt.date, "when_granularity": str,
    "where": str, "lat": float, "lon": float, "where_country": str, "geonameid": int,
    "precision": str,
    "counts": str, "outlets": int, "sources": int, "source_kinds": str, "publishers": str,
    "confidence": float, "first_published": dt.date, "last_published": dt.date,
    "history": str, "contradictions": int, "superseded": bool, "rejected": bool,
    "corrections": str, "mentions": str,
}  # fmt: skip
"""The columns and what they hold, or ``None``."""


def flat(record: EventRecord, notes: Notes) -> dict[str, Any]:
    """Make the row of a record."""
    when, where = record.when, record.where
    values = (
        record.id, record.event_type, joined(record.modes), joined(record.contexts), record.status,
        plover.quad(record.event_type), plover.score(record.event_type, record.modes),
        *_parties(record.actors), *_parties(record.recipients),
        when and when.start, when and when.end, when and when.granularity,
        where and where.name, where and where.lat, where and where.lon, where and where.country,
        where and where.geonameid, where and where.precision,
        joined(f"{tally.role}={bounds(tally)}" for tally in record.counts),
        record.outlets, record.sources, joined(record.source_kinds), joined(record.publishers),
        record.confidence, record.first_published, record.last_published,
        joined(step(telling) for telling in record.history), len(record.contradictions),
        record.superseded, record.rejected,
        joined(signed(notes[i]) for i in record.corrections if i in notes),
        joined(record.mentions),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def step(telling: Telling) -> str:
    """Write an entry of the history: day, status, and who said so."""
    voice = telling.voices[0].name if telling.voices else telling.publisher
    by = f" ({voice})" if voice else ""
    return f"{telling.published.isoformat()} {telling.status}{by}"


def signed(note: Any) -> str:  # noqa: ANN401 - the form of a correction
    """Write what a person did to a record, with name and day."""
    what = f"edit {note['field']}" if note["kind"] == "edit" else str(note["kind"])
    return f"{what} by {note['by']} {note['day']}"


def _parties(parties: Sequence[Party]) -> tuple[str, ...]:
    return (
        joined(party.name for party in parties),
        joined(party.country for party in parties),
        joined(" ".join(party.sectors) for party in parties),
        joined(party.entity for party in parties),
    )
