"""The data types everything passes through. Read this file first.

    read → Report → parse → Document → annotate → EventMention

Every span is a pair of code-point offsets into ``Report.text``, end exclusive. Unknown is
``None``, never an empty string or zero. All types are frozen: a stage takes what the stage before
it made and returns something new.
"""

from __future__ import annotations

import copyreg
import datetime as dt
import hashlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, partial
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from dateline.parsers.scores import Scores

Span = tuple[int, int]
"""Start and end of a stretch of text: code points, end exclusive."""

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "possible", "negated"]
SourceKind = Literal["named", "anonymous", "institution", "media"]
NameType = Literal["PER", "ORG", "LOC"]
Precision = Literal["site", "city", "district", "region", "country"]
PlaceUse = Literal["name", "adjective", "part"]
Granularity = Literal["day", "week", "month", "season", "quarter", "year", "decade", "range"]


# --- what is read -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as published.

    ``published`` is the day of publication, against which relative times are read; ``dateline``
    is the place (and day) line that an agency puts before the text, where the format carries it
    apart from the text. ``origin`` is the file (and line) it was read from, for messages only.
    """

    id: str
    text: str
    published: dt.date
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "en"
    dateline: str | None = None
    origin: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A report that was set aside, with its reason: it could not be read, or not be coded.

    ``path`` is the file it was read from (``-``: standard input), ``line`` counts from 1.
    """

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


def report_id(origin: str, text: str) -> str:
    """Make the stable id of a report: 16 hexadecimal digits of SHA-256 of origin and text."""
    return hashlib.sha256(f"{origin}\0{text}".encode()).hexdigest()[:16]


# --- what the parser finds --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word (Universal Dependencies). ``head`` is an index into ``Document.tokens``;
    the root of a sentence has itself as head."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters ``start`` to ``end``, tokens ``start_token`` to ``end_token``.
    ``paragraph`` counts from 0."""

    start: int
    end: int
    start_token: int
    end_token: int
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class NameMention:
    """A proper name: a person, an organisation or a place (countries are LOC)."""

    start: int
    end: int
    text: str
    type: NameType


# --- what annotators find ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: TIMEX3 ``type`` (DATE, TIME, DURATION, SET) and ``value``.

    ``first`` and ``last`` are the first and last day it covers on the calendar, ``None`` where
    it names none (a duration, a set, "recently"). ``inferred`` says that the year or week is not
    written but taken from the tense ("in May", "on Friday").
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    granularity: Granularity | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name. Coordinates are degrees (WGS 84); ``country`` is ISO 3166-1 alpha-3.
    All are ``None`` where the gazetteer does not know the name.

    ``use`` says whether it names a place (``name``) or only points to one: an ``adjective`` ("the
    Syrian president") or a ``part`` of another name ("the Bank of England").
    """

    start: int
    end: int
    text: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None
    precision: Precision | None = None
    use: PlaceUse = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the report speaks of, with all its mentions (names, descriptions,
    pronouns) in text order. ``kind`` is person, organisation, group, state or place; ``entity``
    the id in the knowledge base, ``None`` where it does not know it."""

    mentions: tuple[Span, ...]
    name: str
    kind: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say (think, hope, deny) what: spans of the source, the cue and the content.
    ``source`` is empty where no source is named. ``negated`` marks a denial ("denied that ...")."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event: a noun phrase without article, with country (alpha-3)
    and PLOVER sector codes at the time of the event."""

    start: int
    end: int
    text: str
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: one link of the chain of sources, with the cue word ("said"). ``reason`` is why
    an anonymous one stays unnamed, where the text tells."""

    start: int
    end: int
    text: str
    kind: SourceKind
    cue: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    entity: str | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day of an event, the granularity the text gives, and the span it was read
    from (``None`` where it was inferred)."""

    start: dt.date
    end: dt.date
    granularity: Granularity
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event took place. ``span`` is ``None`` where the place was inferred ("here" read
    through the dateline)."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None
    precision: Precision | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number with a role (killed, injured, arrested ...): lowest and highest value; ``high`` is
    ``None`` where the text leaves it open."""

    role: str
    low: int
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """Why a word takes part in an event: the probabilities of its roles, and the way to it from
    the wording of the event through the syntax tree (``roles.path``)."""

    span: Span
    role: Literal["actor", "recipient"]
    actor: float
    recipient: float
    source: float
    path: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why an event was coded as it is: probabilities that the coder gave.

    ``event``: that the trigger names an event; ``first``: that it is the one wording to stand for
    it; ``types``: the three likeliest types; ``statuses``: all of them, likeliest first; ``also``:
    that a further wording names the same event as the trigger; ``sides``: that the countries of
    both sides are those of the parties that were chosen (``None`` where there was nothing to
    choose).
    """

    event: float
    first: float
    types: tuple[tuple[EventType, float], ...]
    statuses: tuple[tuple[Status, float], ...]
    parts: tuple[Part, ...] = ()
    also: tuple[tuple[Span, float], ...] = ()
    sides: float | None = None


class PartyWord(NamedTuple):
    """A word that may mean a party of an event: its token, the token of the wording around which
    it stands, and the probabilities of what it may be there (nothing, actor, recipient, source,
    place, time)."""

    word: int
    trigger: int
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class EventMention:
    """One event as one report tells it. See ``docs/record.md``."""

    event_type: EventType
    trigger: Span
    sentence: Span
    status: Status = "happened"
    status_cue: Span | None = None
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: When | None = None
    where: Where | None = None
    sources: tuple[Source, ...] = ()
    counts: tuple[Count, ...] = ()
    confidence: float | None = None
    time_words: tuple[tuple[int, float], ...] | None = field(
        default=None, repr=False, compare=False
    )
    """Tokens that the coder takes for the event's time, with their probability: for the annotator
    of ``when``, no part of the record."""
    place_words: tuple[tuple[int, float], ...] | None = field(
        default=None, repr=False, compare=False
    )
    """The same for the event's place: for the annotator of ``where``."""
    source_words: tuple[tuple[int, float], ...] | None = field(
        default=None, repr=False, compare=False
    )
    """The same for those who say so: for the annotator of ``sources``."""
    party_words: tuple[PartyWord, ...] | None = field(default=None, repr=False, compare=False)
    """Words that may mean a party, those around the event's own trigger first: for the annotator
    of participants, no part of the record."""
    mode_chances: tuple[Mapping[str, float], ...] | None = field(
        default=None, repr=False, compare=False
    )
    """How likely the coder finds the modes of the type for its wordings, the event's own trigger
    first: for the annotator of modes, no part of the record."""
    why: Why | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above a text: its title, the town in the agency's place line and the country or
    region behind it as they are written, and the place that they are."""

    title: str | None = None
    town: str | None = None
    land: str | None = None
    home: PlaceMention | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its sentences, tokens and layers of mentions, and its masthead."""

    report: Report
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[NameMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    scores: Scores | None = field(default=None, repr=False, compare=False)
    masthead: Masthead | None = field(default=None, repr=False, compare=False)

    @property
    def title(self) -> str | None:
        """The title: that of the report, else the one above the text."""
        return self.report.title or (self.masthead.title if self.masthead else None)

    @property
    def home(self) -> PlaceMention | None:
        """The place of the agency's line above the text."""
        return self.masthead.home if self.masthead else None

    @property
    def text(self) -> str:
        """The text of the report, which all spans point into."""
        return self.report.text

    @property
    def named_places(self) -> tuple[PlaceMention, ...]:
        """The places that the report names, without words that only point to one."""
        return tuple(place for place in self.places if place.use == "name")

    def to_dict(self) -> dict[str, Any]:
        """The document in the form of ``dateline read --format jsonl``."""
        from dateline.forms import document_to_dict  # here: forms.py imports this module

        return document_to_dict(self)


# --- many at once -----------------------------------------------------------------------------

Value = TypeVar("Value")


def from_columns(one: type[Value], *columns: Sequence[Any]) -> tuple[Value, ...]:
    """Make values of a frozen type from one column for each field, three times as fast as one by
    one: the fields of a frozen value are set by a call from Python each.

    >>> from_columns(Refusal, ["a.txt", "b.txt"], ["empty", "not text"], [None, 7])[1].line
    7
    """
    made = tuple(map(object.__new__, repeat(one, len(columns[0]))))
    for each, column in zip(fields(one), columns, strict=True):  # type: ignore[arg-type]
        deque(map(getattr(one, each.name).__set__, made, column), maxlen=0)
    return made


def changed(one: Value, **changes: object) -> Value:
    """A copy of a value of a frozen type with other fields: ``dataclasses.replace``, three times as
    fast. Raises ``KeyError`` for what is no field.

    >>> changed(Refusal("a.txt", "empty"), line=7).line
    7
    """
    kind: type[Any] = type(one)
    values, setters = _slots(kind)  # type: ignore[arg-type]  # mypy thinks types unhashable
    made: Value = object.__new__(kind)
    for put, value in zip(setters.values(), values(one), strict=True):
        put(made, value)
    for name, value in changes.items():
        setters[name](made, value)
    return made


@cache
def _slots(
    kind: type[Any],
) -> tuple[Callable[[object], tuple[object, ...]], dict[str, Callable[[object, object], None]]]:
    """What reads all fields of a type, and what sets each."""
    names = [each.name for each in fields(kind)]
    return attrgetter(*names), {name: getattr(kind, name).__set__ for name in names}


# --- between processes ------------------------------------------------------------------------


def pickled_by_fields(*types: type[Any]) -> None:
    """Let values of these types travel between processes as their fields: Python 3.11 looks the
    fields of a type up for each value that it reads, which takes most of the time of reading."""
    for one in types:
        copyreg.pickle(one, partial(_type_and_fields, attrgetter(*(f.name for f in fields(one)))))


def _type_and_fields(
    values: Callable[[object], tuple[object, ...]], one: object
) -> tuple[type[object], tuple[object, ...]]:
    return type(one), values(one)


pickled_by_fields(EventMention, Participant, Source, Count, When, Where, Report)
