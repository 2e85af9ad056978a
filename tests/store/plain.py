"""A merger that one can foresee: one record for identical type, parties and day; equal texts are
copies. ``dateline.merge.types`` says what these functions promise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby

from dateline.data import Participant, Source
from dateline.merge.types import (
    EventRecord,
    Figure,
    Fingerprint,
    Party,
    StoredMention,
    Tally,
    Telling,
    Voice,
    in_order,
    record_id,
)

FUNCTIONS = (
    "blocks", "build", "cluster", "copy_keys", "fingerprint", "is_copy", "linked", "merge",
    "prepared",
)  # fmt: skip


def fingerprint(text: str) -> Fingerprint:
    """Sketch a text: one number, of its letters and digits."""
    letters = "".join(character for character in text.casefold() if character.isalnum())
    digest = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8], "big") >> 1,)


def copy_keys(sketch: Fingerprint) -> tuple[int, ...]:
    """Give the numbers that copies share."""
    return sketch


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether two texts are copies of one."""
    return one == other


def prepared(mention: StoredMention) -> StoredMention:
    """Prepare a mention for comparison: there is nothing to do."""
    return mention


def blocks(mention: StoredMention) -> tuple[tuple[int, str], ...]:
    """Give the keys of a mention."""
    return ((0, "|".join(_key(mention))),)


def linked(one: StoredMention, other: StoredMention) -> bool:
    """Tell whether two mentions may stand in one record."""
    return _key(one) == _key(other)


def cluster(mentions: Iterable[StoredMention]) -> tuple[tuple[StoredMention, ...], ...]:
    """Divide mentions into groups, one a record."""
    ordered = sorted(in_order(mentions), key=_key)  # stable: in order within a group
    return tuple(tuple(group) for _, group in groupby(ordered, key=_key))


def merge(mentions: Iterable[StoredMention]) -> tuple[EventRecord, ...]:
    """Make the records of mentions, sorted by id."""
    return tuple(sorted((build(group) for group in cluster(mentions)), key=lambda r: r.id))


def build(mentions: Iterable[StoredMention]) -> EventRecord:
    """Make the record of a group of mentions."""
    group = in_order(mentions)
    last = group[-1]
    figures = tuple(_figures(group))
    voices = {voice.key for mention in group for voice in _voices(mention)[:1]}
    own = {m.publisher or m.copy_group for m in group if not m.event.sources}
    return EventRecord(
        id=record_id(group),
        event_type=last.event.event_type,
        status=last.event.status,
        mentions=tuple(mention.id for mention in group),
        first_published=group[0].published,
        last_published=last.published,
        modes=tuple(sorted({mode for m in group for mode in m.event.modes})),
        contexts=tuple(sorted({context for m in group for context in m.event.contexts})),
        actors=_parties(m.event.actors for m in group),
        recipients=_parties(m.event.recipients for m in group),
        when=next((m.event.when for m in group if m.event.when), None),
        where=next((m.event.where for m in group if m.event.where), None),
        history=tuple(
            Telling(m.published, m.event.status, m.id, m.publisher, _voices(m)) for m in group
        ),
        counts=_tallies(figures),
        figures=figures,
        outlets=len({m.copy_group for m in group}),
        sources=len(voices | own),
        source_kinds=tuple(sorted({s.kind for m in group for s in m.event.sources})),
        publishers=tuple(sorted({m.publisher for m in group if m.publisher})),
        confidence=max((m.event.confidence for m in group if m.event.confidence), default=None),
        superseded=all(m.superseded for m in group),
    )


def _key(mention: StoredMention) -> tuple[str, ...]:
    event = mention.event
    day = event.when.start.isoformat() if event.when else mention.report
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if not actors and not recipients:
        return (event.event_type, day, mention.id)
    return (event.event_type, day, ",".join(actors), ",".join(recipients))


def _codes(participants: Iterable[Participant]) -> list[str]:
    return sorted({p.entity or p.country or p.text.casefold() for p in participants})


def _parties(many: Iterable[Iterable[Participant]]) -> tuple[Party, ...]:
    found: dict[tuple[str, str | None], Party] = {}
    for p in (participant for some in many for participant in some):
        key = (p.entity or p.name or p.text, p.country)
        known = found.get(key)
        name = p.name or p.text
        found[key] = Party(
            known.name if known else name,
            p.country,
            known.sectors if known else p.sectors,
            p.entity,
            known.mentions + 1 if known else 1,
        )
    return tuple(found.values())


def _voices(mention: StoredMention) -> tuple[Voice, ...]:
    return tuple(_voice(source) for source in reversed(mention.event.sources))


def _voice(source: Source) -> Voice:
    name = source.name or source.text
    return Voice(source.entity or name.casefold(), name, source.kind, source.country)


def _figures(group: Iterable[StoredMention]) -> Iterable[Figure]:
    for m in group:
        for c in m.event.counts:
            yield Figure(c.role, c.low, c.high, m.published, m.id, m.publisher, _voices(m))


def _tallies(figures: Iterable[Figure]) -> tuple[Tally, ...]:
    by_role: dict[str, list[Figure]] = {}
    for figure in figures:
        by_role.setdefault(figure.role, []).append(figure)
    return tuple(_tally(role, given) for role, given in sorted(by_role.items()))


def _tally(role: str, given: list[Figure]) -> Tally:
    highs = [figure.high for figure in given]
    high = None if None in highs else max(h for h in highs if h is not None)
    return Tally(role, min(figure.low for figure in given), high)
