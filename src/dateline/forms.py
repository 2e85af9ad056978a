"""Document ↔ plain dictionary: the form of ``dateline read --format jsonl`` (``docs/record.md``).

Keys stand in the order of the interface; what we add to it follows (``status_cue``, the days of a
time, ``names`` …). Tokens and scores have no place in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.data import (
    Attribution,
    Count,
    Document,
    Entity,
    EventMention,
    NameMention,
    Participant,
    PlaceMention,
    Report,
    Sentence,
    Source,
    Span,
    TimeMention,
    When,
    Where,
    Why,
)

Form = dict[str, Any]
"""What ``json.dumps`` takes: strings, numbers, ``None``, lists and dictionaries of these."""


def document_to_dict(doc: Document) -> Form:
    """Make the plain form of a document.

    An event has one count a role: of several with the same role, the first.
    """
    return {
        "id": doc.report.id,
        "published": doc.report.published.isoformat(),
        "events": [event_to_dict(event) for event in doc.events],
        "times": [_time_to_dict(time) for time in doc.times],
        "places": [_place_to_dict(place) for place in doc.places],
        "attributions": [_attribution_to_dict(item) for item in doc.attributions],
        "entities": [_entity_to_dict(entity) for entity in doc.entities],
        "sentences": [[sent.start, sent.end] for sent in doc.sentences],
        "names": [{"start": n.start, "end": n.end, "type": n.type} for n in doc.names],
    }


def why_to_dict(why: Why) -> Form:
    """Make the plain form of the reasons of an event: ``why`` of an event under ``--explain``."""
    return {
        "event": why.event,
        "first": why.first,
        "types": dict(why.types),
        "statuses": dict(why.statuses),
        "sides": why.sides,
        "parts": [
            {
                "span": list(part.span),
                "role": part.role,
                "actor": part.actor,
                "recipient": part.recipient,
                "source": part.source,
                "path": part.path,
            }
            for part in why.parts
        ],
        "also": [{"span": list(span), "same": same} for span, same in why.also],
    }


def document_from_dict(form: Mapping[str, Any], report: Report) -> Document:
    """Make a document of its plain form and the report that its spans point into.

    Without tokens; its sentences have no tokens either. Raises ``KeyError``, ``TypeError`` or
    ``ValueError`` where the form is none, or is that of another report.
    """
    if form["id"] != report.id:
        raise ValueError(f"the form is of report {form['id']!r}, not {report.id!r}")
    text = report.text
    return Document(
        report=report,
        sentences=tuple(Sentence(start, end, 0, 0) for start, end in form["sentences"]),
        names=tuple(
            NameMention(n["start"], n["end"], text[n["start"] : n["end"]], n["type"])
            for n in form["names"]
        ),
        times=tuple(_time_from_dict(time, text) for time in form["times"]),
        places=tuple(
            PlaceMention(text=text[place["start"] : place["end"]], **place)
            for place in form["places"]
        ),
        entities=tuple(_entity_from_dict(entity) for entity in form["entities"]),
        attributions=tuple(_attribution_from_dict(item) for item in form["attributions"]),
        events=tuple(event_from_dict(event) for event in form["events"]),
    )


# --- events -----------------------------------------------------------------------------------


def event_to_dict(event: EventMention) -> Form:
    """Make the plain form of an event; of several counts with the same role, the first."""
    counts: Form = {}
    for count in event.counts:
        value = {"low": count.low, "high": count.high, "span": list(count.span)}
        counts.setdefault(count.role, value)
    return {
        "event_type": event.event_type,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "status": event.status,
        "trigger": list(event.trigger),
        "also": _spans(event.also),
        "sentence": list(event.sentence),
        "actors": [_participant_to_dict(actor) for actor in event.actors],
        "recipients": [_participant_to_dict(recipient) for recipient in event.recipients],
        "when": event.when and {**when_to_dict(event.when), "span": _span(event.when.span)},
        "where": event.where and {**where_to_dict(event.where), "span": _span(event.where.span)},
        "sources": [_source_to_dict(source) for source in event.sources],
        "counts": counts,
        "confidence": event.confidence,
        "status_cue": _span(event.status_cue),
    }


def event_from_dict(form: Mapping[str, Any]) -> EventMention:
    """Make an event of its plain form."""
    when, where = form["when"], form["where"]
    return EventMention(
        event_type=form["event_type"],
        trigger=_need(form["trigger"]),
        sentence=_need(form["sentence"]),
        status=form["status"],
        status_cue=_tuple(form["status_cue"]),
        modes=tuple(form["modes"]),
        contexts=tuple(form["contexts"]),
        also=_tuples(form["also"]),
        actors=tuple(_participant_from_dict(actor) for actor in form["actors"]),
        recipients=tuple(_participant_from_dict(recipient) for recipient in form["recipients"]),
        when=None if when is None else _when_from_dict(when),
        where=None if where is None else Where(**{**where, "span": _tuple(where["span"])}),
        sources=tuple(_source_from_dict(source) for source in form["sources"]),
        counts=tuple(
            Count(role, count["low"], count["high"], _need(count["span"]))
            for role, count in form["counts"].items()
        ),
        confidence=form["confidence"],
    )


def _participant_to_dict(participant: Participant) -> Form:
    return {
        "start": participant.start,
        "end": participant.end,
        "text": participant.text,
        "name": participant.name,
        "country": participant.country,
        "sectors": list(participant.sectors),
        "entity": participant.entity,
    }


def _participant_from_dict(form: Mapping[str, Any]) -> Participant:
    return Participant(**{**form, "sectors": tuple(form["sectors"])})


def when_to_dict(when: When) -> Form:
    """Make the plain form of days, without the words that tell them."""
    return {
        "start": when.start.isoformat(),
        "end": when.end.isoformat(),
        "granularity": when.granularity,
    }


def _when_from_dict(form: Mapping[str, Any]) -> When:
    start, end = dt.date.fromisoformat(form["start"]), dt.date.fromisoformat(form["end"])
    return When(start, end, form["granularity"], _tuple(form["span"]))


def where_to_dict(where: Where) -> Form:
    """Make the plain form of a place, without the words that tell it."""
    return {
        "name": where.name,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "geonameid": where.geonameid,
        "precision": where.precision,
    }


def _source_to_dict(source: Source) -> Form:
    return {
        "start": source.start,
        "end": source.end,
        "text": source.text,
        "kind": source.kind,
        "cue": source.cue,
        "country": source.country,
        "sectors": list(source.sectors),
        "name": source.name,
        "entity": source.entity,
        "reason": _span(source.reason),
    }


def _source_from_dict(form: Mapping[str, Any]) -> Source:
    changes = {"sectors": tuple(form["sectors"]), "reason": _tuple(form["reason"])}
    return Source(**{**form, **changes})


# --- claims and entities ----------------------------------------------------------------------


def _attribution_to_dict(claim: Attribution) -> Form:
    return {
        "source": _spans(claim.source),
        "cue": _spans(claim.cue),
        "content": _spans(claim.content),
        "negated": claim.negated,
    }


def _attribution_from_dict(form: Mapping[str, Any]) -> Attribution:
    return Attribution(
        _tuples(form["source"]), _tuples(form["cue"]), _tuples(form["content"]), form["negated"]
    )


def _entity_to_dict(entity: Entity) -> Form:
    return {
        "mentions": _spans(entity.mentions),
        "name": entity.name,
        "country": entity.country,
        "sectors": list(entity.sectors),
        "entity": entity.entity,
        "kind": entity.kind,
    }


def _entity_from_dict(form: Mapping[str, Any]) -> Entity:
    return Entity(
        mentions=_tuples(form["mentions"]),
        name=form["name"],
        kind=form["kind"],
        country=form["country"],
        sectors=tuple(form["sectors"]),
        entity=form["entity"],
    )


# --- times, places, spans ---------------------------------------------------------------------


def _time_to_dict(time: TimeMention) -> Form:
    return {
        "start": time.start,
        "end": time.end,
        "type": time.type,
        "value": time.value,
        "first": None if time.first is None else time.first.isoformat(),
        "last": None if time.last is None else time.last.isoformat(),
        "granularity": time.granularity,
    }


def _time_from_dict(form: Mapping[str, Any], text: str) -> TimeMention:
    return TimeMention(
        start=form["start"],
        end=form["end"],
        text=text[form["start"] : form["end"]],
        type=form["type"],
        value=form["value"],
        first=None if form["first"] is None else dt.date.fromisoformat(form["first"]),
        last=None if form["last"] is None else dt.date.fromisoformat(form["last"]),
        granularity=form["granularity"],
    )


def _place_to_dict(place: PlaceMention) -> Form:
    return {
        "start": place.start,
        "end": place.end,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "geonameid": place.geonameid,
        "precision": place.precision,
        "use": place.use,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _need(span: Sequence[int]) -> Span:
    start, end = span
    return start, end


def _tuple(span: Sequence[int] | None) -> Span | None:
    return None if span is None else _need(span)


def _tuples(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(_need(span) for span in spans)
