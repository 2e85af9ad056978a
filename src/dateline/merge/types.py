"""What merging takes and gives: mentions with the report they stand in, and event records.

    StoredMention … → cluster → groups of mentions → build → EventRecord

The functions that ``dateline.merge`` offers, all pure, deterministic and independent of the order
of what they are given:

``fingerprint(text)``
    a sketch of a report's text, to compare it with others without reading it again;
``copy_keys(fingerprint)``
    a few numbers: texts that are copies of each other share at least one;
``is_copy(fingerprint, fingerprint)``
    whether two texts are copies of one, or one is a cut of the other (symmetric);
``prepared(mention)``
    a mention with what it is compared by (``Told``), remembered for the next comparison;
``blocks(told)``
    the keys of a mention, each a window of days and a word: mentions that could tell of one event
    share at least one;
``linked(told, told)``
    whether two mentions may stand in one record (symmetric). It looks at nothing but the two
    events, their reports' days, addresses and publishers: not at ``copy_group``,
    ``superseded`` or ``corrected``, which change as reports come in. Records never reach across
    connected components of this graph, so that the store merges only these again;
``cluster(mentions)``
    groups of mentions, one a record: what a component is divided into. The groups of two
    components given together are those of each given alone;
``build(mentions)``
    the record that a group makes;
``merge(mentions)``
    ``build`` of each group of ``cluster``, sorted by id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dateline.data import EventMention, EventType, SourceKind, Status, When, Where

Fingerprint = tuple[int, ...]
"""A sketch of a text: whole numbers below 2**63, as ``fingerprint`` makes it."""

ContradictionKind = Literal["figures", "date", "actors", "denial"]


@dataclass(frozen=True, slots=True)
class StoredMention:
    """An event mention, with what merging must know of the report that it stands in.

    ``id`` is made of the report and the place of the trigger in its text, not of what the coder
    made of it: it outlives a new run of the coder. ``words`` are those of the trigger, ``sentence``
    the text of its sentence (``None``: not at hand; the rest is compared), ``address`` is what
    names the report through all its versions: its URL, or else its publisher and id.
    Reports of one ``copy_group`` are copies of one text (it is the ``report`` of the earliest of
    them). ``superseded`` says that a version with a later day of publication stands at the same
    address: the mention stays evidence of what was said, but the outlet has since rewritten it.
    """

    id: str
    event: EventMention
    report: str
    published: dt.date
    words: str
    address: str
    copy_group: str
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    superseded: bool = False
    sentence: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # not of all fields down to the last span: it is asked for often


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a record, as most mentions have it. ``mentions``: how many name it."""

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so, nearest to the event first: the sources of a mention.

    ``key`` is equal for equal voices, whatever the words ("ministry", "the ministry said"): it is
    what independent sources are counted by.
    """

    key: str
    name: str
    kind: SourceKind | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One entry of a record's history: on the day ``published``, ``publisher`` gave the event
    this ``status``, according to ``voices`` (empty: in its own voice)."""

    published: dt.date
    status: Status
    mention: str
    publisher: str | None = None
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a role and who gives it. ``high`` is ``None`` where it is left open."""

    role: str
    low: int
    high: int | None
    published: dt.date
    mention: str
    publisher: str | None = None
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A number with a role over all figures: the lowest and the highest that somebody gives."""

    role: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two mentions, by id (the smaller first), that cannot both be right, and in what."""

    kind: ContradictionKind
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class EventRecord:
    """What happened, according to everyone who reported it.

    ``id`` comes from the earliest mention (``record_id``), so that reports of later days do not
    change it. ``history`` and ``figures`` are in the order of publication. ``outlets`` counts
    publishers whose text is not a copy of another's, ``sources`` voices that do not rest on one
    another; ``source_kinds`` and ``publishers`` are the sorted sets of them. ``superseded``:
    every mention stands in a version of a report that a later one replaced. ``corrections`` are
    the ids of people's corrections that made the record what it is, ``rejected`` that a person
    has set it aside (the store fills both).
    """

    id: str
    event_type: EventType
    status: Status
    mentions: tuple[str, ...]
    first_published: dt.date
    last_published: dt.date
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    when: When | None = None
    where: Where | None = None
    history: tuple[Telling, ...] = ()
    counts: tuple[Tally, ...] = ()
    figures: tuple[Figure, ...] = ()
    outlets: int = 1
    sources: int = 1
    source_kinds: tuple[SourceKind, ...] = ()
    publishers: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    confidence: float | None = None
    superseded: bool = False
    corrections: tuple[str, ...] = ()
    rejected: bool = False


def in_order(mentions: Iterable[StoredMention]) -> list[StoredMention]:
    """Sort mentions by day of publication, then by id: the order that all results follow."""
    return sorted(mentions, key=lambda mention: (mention.published, mention.id))


def record_id(mentions: Iterable[StoredMention]) -> str:
    """Make the id of a record: 16 hexadecimal digits of SHA-256 of its earliest mention's id."""
    first = min((mention.published, mention.id) for mention in mentions)[1]
    return hashlib.sha256(f"record\0{first}".encode()).hexdigest()[:16]
