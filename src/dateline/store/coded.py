"""What a coded report becomes before it is stored: pure, so that worker processes can do it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from dateline import merge
from dateline.data import Document, EventMention, Report, pickled_by_fields
from dateline.errors import ReportError
from dateline.forms import event_to_dict
from dateline.merge.types import Fingerprint
from dateline.store.packed import written
from dateline.store.words import searchable

LONGEST_ADDRESS = 2000
"""Bytes of an address that is kept as it is. An index of PostgreSQL takes 2,700."""
SHOWN = 200
"""Characters that are kept of a longer one."""


@dataclass(frozen=True, slots=True)
class CodedMention:
    """An event mention, its ids, and the text that a search finds it by."""

    id: str
    key: str
    event: EventMention
    form: str
    words: str
    sentence: str
    searched: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what the coder found in it. ``version`` is the id of exactly this report."""

    report: Report
    version: str
    address: str
    fingerprint: Fingerprint
    mentions: tuple[CodedMention, ...]


pickled_by_fields(Coded, CodedMention)


def coded(doc: Document) -> Coded:
    """Make of a document what is stored of it.

    Raises ``ReportError`` where a text holds NUL, which PostgreSQL does not take.
    """
    report = doc.report
    if any("\0" in (text or "") for text in _texts(report)):
        raise ReportError("it holds the character NUL", path=report.origin or report.id)
    version = version_of(report)
    return Coded(
        report,
        version,
        address_of(report),
        merge.fingerprint(report.text),
        tuple(_mentions(doc, version)),
    )


def _texts(report: Report) -> tuple[str | None, ...]:
    return (report.id, report.text, report.title, report.url, report.publisher, report.dateline)


def version_of(report: Report) -> str:
    """Make the id of a version of a report: the same only where all that is stored is the same.

    Where it was read from (``origin``) does not count.
    """
    held = (
        report.id, report.published.isoformat(), report.title, report.url, report.publisher,
        report.language, report.dateline, report.text,
    )  # fmt: skip
    return _hash(json.dumps(held))


def address_of(report: Report) -> str:
    """Name a report through all its versions: its URL, or else its publisher and id; of one that is
    longer than an index takes, the beginning and a hash."""
    address = report.url or f"{report.publisher or ''}#{report.id}"
    if len(address.encode("utf-8", "surrogatepass")) <= LONGEST_ADDRESS:
        return address
    return f"{address[:SHOWN]}#{_hash(address)}"


def _mentions(doc: Document, version: str) -> list[CodedMention]:
    seen: Counter[str] = Counter()
    found: list[CodedMention] = []
    for event in doc.events:
        place = place_of(doc.report, event)
        seen[place] += 1
        found.append(coded_mention(doc.report, version, event, seen[place]))
    return found


def place_of(report: Report, event: EventMention) -> str:
    """Name the place of an event by the words around it: equal in all versions of a report that
    keep the sentence."""
    words, sentence = report.text[slice(*event.trigger)], report.text[slice(*event.sentence)]
    return f"{sentence}\0{event.trigger[0] - event.sentence[0]}\0{words}"


def coded_mention(
    report: Report, version: str, event: EventMention, ordinal: int = 1
) -> CodedMention:
    """Make what is stored of an event; ``ordinal`` counts the events of one place."""
    start, end = event.trigger
    sentence = report.text[slice(*event.sentence)]
    names = [p.name or p.text for p in (*event.actors, *event.recipients)]
    where = [event.where.name] if event.where else []
    return CodedMention(
        _hash(f"{version}\0{start}\0{end}\0{ordinal}"),
        _hash(f"{address_of(report)}\0{place_of(report, event)}\0{ordinal}"),
        event,
        written(event_to_dict(event)),
        report.text[start:end],
        sentence,
        searchable(" ".join((sentence, report.title or "", *names, *where))),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
