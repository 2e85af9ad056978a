"""EventRecord ↔ plain dictionary: the form of ``dateline events --format jsonl``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.data import When, Where
from dateline.forms import Form, when_to_dict, where_to_dict
from dateline.merge.types import (
    Contradiction,
    EventRecord,
    Figure,
    Party,
    Tally,
    Telling,
    Voice,
)


def record_to_dict(record: EventRecord) -> Form:
    """Make the plain form of a record, with all its keys."""
    return {
        "id": record.id,
        "event_type": record.event_type,
        "modes": list(record.modes),
        "contexts": list(record.contexts),
        "status": record.status,
        "actors": [_party_to_dict(party) for party in record.actors],
        "recipients": [_party_to_dict(party) for party in record.recipients],
        "when": record.when and when_to_dict(record.when),
        "where": record.where and where_to_dict(record.where),
        "counts": {tally.role: {"low": tally.low, "high": tally.high} for tally in record.counts},
        "outlets": record.outlets,
        "sources": record.sources,
        "source_kinds": list(record.source_kinds),
        "publishers": list(record.publishers),
        "confidence": record.confidence,
        "first_published": record.first_published.isoformat(),
        "last_published": record.last_published.isoformat(),
        "history": [_telling_to_dict(telling) for telling in record.history],
        "figures": [_figure_to_dict(figure) for figure in record.figures],
        "contradictions": [
            {"kind": pair.kind, "first": pair.first, "second": pair.second}
            for pair in record.contradictions
        ],
        "mentions": list(record.mentions),
        "superseded": record.superseded,
        "rejected": record.rejected,
        "corrections": list(record.corrections),
    }


def record_from_dict(form: Mapping[str, Any]) -> EventRecord:
    """Make a record of its plain form.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` where the form is none.
    """
    when, where = form["when"], form["where"]
    return EventRecord(
        id=form["id"],
        event_type=form["event_type"],
        status=form["status"],
        mentions=tuple(form["mentions"]),
        first_published=dt.date.fromisoformat(form["first_published"]),
        last_published=dt.date.fromisoformat(form["last_published"]),
        modes=tuple(form["modes"]),
        contexts=tuple(form["contexts"]),
        actors=tuple(party_from_dict(party) for party in form["actors"]),
        recipients=tuple(party_from_dict(party) for party in form["recipients"]),
        when=None if when is None else when_from_dict(when),
        where=None if where is None else Where(**where),
        history=tuple(_telling_from_dict(telling) for telling in form["history"]),
        counts=tuple(
            Tally(role, count["low"], count["high"]) for role, count in form["counts"].items()
        ),
        figures=tuple(_figure_from_dict(figure) for figure in form["figures"]),
        outlets=form["outlets"],
        sources=form["sources"],
        source_kinds=tuple(form["source_kinds"]),
        publishers=tuple(form["publishers"]),
        contradictions=tuple(
            Contradiction(pair["kind"], pair["first"], pair["second"])
            for pair in form["contradictions"]
        ),
        confidence=form["confidence"],
        superseded=form["superseded"],
        corrections=tuple(form["corrections"]),
        rejected=form["rejected"],
    )


def when_from_dict(form: Mapping[str, Any]) -> When:
    """Make the days of a record of their plain form."""
    return When(
        dt.date.fromisoformat(form["start"]),
        dt.date.fromisoformat(form["end"]),
        form["granularity"],
    )


def _party_to_dict(party: Party) -> Form:
    return {
        "name": party.name,
        "country": party.country,
        "sectors": list(party.sectors),
        "entity": party.entity,
        "mentions": party.mentions,
    }


def party_from_dict(form: Mapping[str, Any]) -> Party:
    """Make a participant of its plain form."""
    return Party(
        form["name"], form["country"], tuple(form["sectors"]), form["entity"], form["mentions"]
    )


def _telling_to_dict(telling: Telling) -> Form:
    return {
        "published": telling.published.isoformat(),
        "status": telling.status,
        "publisher": telling.publisher,
        "voices": _voices_to_list(telling.voices),
        "mention": telling.mention,
    }


def _telling_from_dict(form: Mapping[str, Any]) -> Telling:
    return Telling(
        dt.date.fromisoformat(form["published"]),
        form["status"],
        form["mention"],
        form["publisher"],
        _voices_from_list(form["voices"]),
    )


def _figure_to_dict(figure: Figure) -> Form:
    return {
        "role": figure.role,
        "low": figure.low,
        "high": figure.high,
        "published": figure.published.isoformat(),
        "publisher": figure.publisher,
        "voices": _voices_to_list(figure.voices),
        "mention": figure.mention,
    }


def _figure_from_dict(form: Mapping[str, Any]) -> Figure:
    return Figure(
        form["role"],
        form["low"],
        form["high"],
        dt.date.fromisoformat(form["published"]),
        form["mention"],
        form["publisher"],
        _voices_from_list(form["voices"]),
    )


def _voices_to_list(voices: Iterable[Voice]) -> list[Form]:
    return [
        {"name": voice.name, "kind": voice.kind, "country": voice.country, "key": voice.key}
        for voice in voices
    ]


def _voices_from_list(forms: Iterable[Mapping[str, Any]]) -> tuple[Voice, ...]:
    return tuple(Voice(form["key"], form["name"], form["kind"], form["country"]) for form in forms)
