"""The pages for reading: the record, an event, a report, an actor, a dyad, what is planned."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.data import Report, Span, Status
from dateline.errors import UsageError
from dateline.merge.types import EventRecord, StoredMention, Voice
from dateline.store import Filter, Store
from dateline.store.looking import Spot
from dateline.store.series import Point, start_of
from dateline.web import asking, calendar, drawing, mending, words
from dateline.web.asking import Asked
from dateline.web.desk import Desk, NotThere, desk_of
from dateline.web.names import key_of, offices
from dateline.web.pages import segment, show
from dateline.what import plover

router = APIRouter(include_in_schema=False)

ALL: tuple[str, ...] = get_args(Status)
BEHIND = 500
"""Records that the counterparts of an actor are drawn from: its latest."""
AROUND = 14
"""Counterparts in a drawing."""
SAID = 8
"""Events that an actor tells of, on its page."""
PLANNED = 500
"""Planned events in a calendar."""
LISTED = 2 * asking.PAGE
"""Planned events in the list below it."""


def asked_of(request: Request) -> Asked:
    """Read what an address asks for."""
    return asking.read(request.query_params.multi_items())


# --- the record -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a list, with one sentence that tells it."""

    record: EventRecord
    mention: StoredMention | None

    @property
    def pieces(self) -> list[words.Piece]:
        """The sentence, with the words of the event marked."""
        return [] if self.mention is None else sentence_of(self.mention)


@router.get("/")
def record(request: Request) -> Response:
    """The list of event records, with timeline and map."""
    given = request.query_params.multi_items()
    if any(not value.strip() for _, value in given):  # a form sends its empty fields, too
        pairs = [pair for pair in given if pair[1].strip()]
        return RedirectResponse(asking.address("/", pairs), 303)
    desk, asked = desk_of(request), asked_of(request)
    if desk.empty:
        return show(request, "empty.html")
    store = desk.store()
    return show(
        request, "record.html", asked=asked, lines=lines(store, asked), total=total(desk, asked),
        chart=timeline(desk, asked.wanted), map=places(desk, asked.wanted), page=asked.page,
        pages=max(1, -(-total(desk, asked) // asking.PAGE)), extent=store.extent(),
        further=further(asked), hints=store.hints(asked.wanted),
    )  # fmt: skip


def further(asked: Asked) -> list[asking.Pair]:
    """Give the second and later values of parameters: the form's fields hold the first only."""
    seen: set[str] = set()
    out = []
    for name, value in asked.pairs():
        if name in seen or name == "id":
            out.append((name, value))
        seen.add(name)
    return out


def total(desk: Desk, asked: Asked) -> int:
    """Tell how many records fit."""
    return desk.kept(("count", asked.wanted), lambda: desk.store().count(asked.wanted))


def lines(store: Store, asked: Asked, most: int = asking.PAGE) -> list[Line]:
    """Give the records of a page."""
    found = store.events(
        asked.wanted, order=asked.order, limit=most, offset=(asked.page - 1) * most
    )
    return with_sentences(store, found)


def with_sentences(store: Store, found: Sequence[EventRecord]) -> list[Line]:
    """Put beside each record the latest sentence that tells it."""
    last = [one.mentions[-1] for one in found if one.mentions]
    told = {mention.id: mention for mention in store.mentions(last)}
    return [Line(one, told.get(one.mentions[-1]) if one.mentions else None) for one in found]


def timeline(desk: Desk, wanted: Filter) -> drawing.Chart:
    """Draw how many events there are, over time."""
    if not wanted.statuses:
        wanted = replace(wanted, statuses=ALL)

    def make() -> drawing.Chart:
        months: list[Point] = desk.store().series(wanted, period="month")
        if not months:
            return drawing.chart((), "month")
        kept = drawing.bulk(months)
        period = drawing.period_for(kept)
        first, last = kept[0].start, kept[-1].start
        points = months if period == "month" else desk.store().series(wanted, period=period)
        shown = [
            point
            for point in points
            if start_of(first, period) <= point.start and point.start.replace(day=1) <= last
        ]
        earlier = sum(point.events for point in months if point.start < first)
        later = sum(point.events for point in months if point.start > last)
        return drawing.chart(drawing.padded(shown, period), period, (earlier, later))

    return desk.kept(("series", wanted), make)


def places(desk: Desk, wanted: Filter) -> drawing.Map:
    """Draw where events are."""
    return desk.kept(("map", wanted), lambda: drawing.world_map(desk.store().spots(wanted)))


# --- an event ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a mention that a value rests on."""

    mention: StoredMention
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as a page shows it: its sentence in pieces, and the copies of its report."""

    number: int
    mention: StoredMention
    pieces: list[words.Piece]
    copies: int


def sentence_of(mention: StoredMention) -> list[words.Piece]:
    """Give the sentence of a mention, with the words of the event marked."""
    start, end = mention.event.sentence
    sentence = mention.sentence or ""
    shifted = [
        words.Mark(m.start - start, m.end - start, m.layer, m.event, m.trigger)
        for m in words.marks(mention.event, 1)
        if start <= m.start and m.end <= end
    ]
    return words.pieces(sentence, shifted)


def words_behind(told: Sequence[StoredMention]) -> dict[str, list[StoredMention]]:
    """Give for each value of a record the mentions that have it: ``actor:Syria``,
    ``type:CONSULT``, ``when:2025-07-12``."""
    out: dict[str, list[StoredMention]] = {}
    for mention in told:
        event = mention.event
        keys = [f"type:{event.event_type}", f"status:{event.status}"]
        for party in (*event.actors, *event.recipients):
            keys += [f"party:{key}" for key in (party.name or party.text, party.entity) if key]
        if event.when is not None:
            keys.append("when")
        if event.where is not None:
            keys.append("where")
        keys += [f"mode:{mode}" for mode in event.modes]
        keys += [f"context:{context}" for context in event.contexts]
        for key in dict.fromkeys(keys):
            out.setdefault(key, []).append(mention)
    return out


@router.get("/event/{record_id}")
def event(request: Request, record_id: str) -> Response:
    """All that is known of one event, by whom, since when."""
    desk, asked = desk_of(request), asked_of(request)
    store = desk.store()
    found = store.record(record_id, asked.wanted.as_of)
    if found is None:
        raise NotThere(f"there is no record {record_id}")
    mentions = store.mentions(found.mentions)
    groups = Counter(mention.copy_group for mention in mentions)
    told = [
        Told(number, mention, sentence_of(mention), groups[mention.copy_group] - 1)
        for number, mention in enumerate(mentions, 1)
    ]
    where = found.where
    spots = [Spot(where, 1)] if where is not None and where.lat is not None else []
    return show(
        request, "event.html", record=found, told=told,
        by_id={mention.id: number for number, mention in enumerate(mentions, 1)},
        mention={mention.id: mention for mention in mentions},
        behind=words_behind(mentions), map=drawing.world_map(spots, 40.0), asked=asked,
        notes=[n for n in store.corrections(asked.wanted.as_of) if _bears(n, found)],
        figures=_figures(found), scale=_scale(found), voices=voices(found),
        done=request.query_params.get("done"),
    )  # fmt: skip


def _bears(note: dict[str, Any], found: EventRecord) -> bool:
    return note["id"] in found.corrections or note["record"] == found.id


@dataclass(frozen=True, slots=True)
class Heard:
    """Who tells of an event: a source with its kind, or ``None`` for outlets in their own voice;
    the status that each of its mentions gives, and the mentions by id."""

    name: str | None
    kind: str | None
    tellings: tuple[tuple[str, tuple[str, ...]], ...]


def voices(found: EventRecord) -> list[Heard]:
    """Gather who says so: the source nearest to the event, each once, with what it says."""
    heard: dict[str | None, tuple[Voice | None, dict[str, list[str]]]] = {}
    for telling in found.history:
        voice = telling.voices[0] if telling.voices else None
        _, said = heard.setdefault(None if voice is None else voice.key, (voice, {}))
        said.setdefault(telling.status, []).append(telling.mention)
    return [
        Heard(
            voice.name if voice is not None else None,
            voice.kind if voice is not None else None,
            tuple((status, tuple(ids)) for status, ids in said.items()),
        )
        for voice, said in heard.values()
    ]


def _scale(found: EventRecord) -> dict[str, int]:
    """Give for each role of numbers the highest, which their drawing ends at."""
    most: dict[str, int] = {}
    for one in found.figures:
        most[one.role] = max(most.get(one.role, 1), one.low, one.high or 0)
    return most


def _figures(found: EventRecord) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {}
    for figure in found.figures:
        out.setdefault(figure.role, []).append(figure)
    return out


# --- a report ---------------------------------------------------------------------------------


@router.get("/report/{version}")
def report(request: Request, version: str) -> Response:
    """The text of a report, with the spans of its events marked by layer; with ``--edit`` also
    the words that a person chooses, to say what they are."""
    desk = desk_of(request)
    store = desk.store()
    found = store.report(version)
    if found is None:
        raise NotThere(f"there is no report {version}")
    told = store.told(version)
    mentions = [mention for mention, _ in told]
    chosen = None
    if desk.settings.edit:
        chosen = mending.choice(desk, version, found, mentions, request.query_params)
    others = store.copies(mentions[0].copy_group) if mentions else []
    versions = store.versions(mentions[0].address) if mentions else []
    return show(
        request, "report.html", report=found, version=version, told=told, chosen=chosen,
        paragraphs=marked(found, mentions, None if chosen is None else chosen.span),
        copies=[c for c in others if c.version != version],
        versions=[(i, r) for i, r in versions if i != version], stored=True, roles=mending.ROLES,
        notes=[note for note in store.corrections() if note["report"] == version],
        done=request.query_params.get("done"),
    )  # fmt: skip


def marked(
    found: Report, mentions: Sequence[StoredMention], chosen: Span | None = None
) -> list[list[words.Piece]]:
    """Cut the text of a report at the words of its events, and at chosen ones."""
    marks = [
        mark
        for number, mention in enumerate(mentions, 1)
        for mark in words.marks(mention.event, number)
    ]
    if chosen is not None:
        marks.append(words.Mark(*chosen, words.CHOSEN, 0))
    return words.paragraphs(words.pieces(found.text, marks))


# --- actors and dyads -------------------------------------------------------------------------


@router.get("/actor/{key}")
def actor(request: Request, key: str) -> Response:
    """An actor: its offices, its counterparts, what it does and what is done to it."""
    key = key.replace("~", "/")
    desk, asked = desk_of(request), asked_of(request)
    if key != (code := _code(desk, key)):
        return _moved(request, f"/actor/{segment(code)}")
    store = desk.store()
    wanted = replace(asked.wanted, party=(key,))
    latest = store.events(wanted, order="newest", limit=BEHIND)
    known = desk.names.actor(key.partition("/")[0])
    if not latest and known is None:
        raise NotThere(f"nobody is called {key}")
    around = counterparts(desk, key, latest)
    name = _name(desk, key, latest)
    own = [one for one in latest if tells(one, key, name)]
    of_it = [one for one in latest if not tells(one, key, name)]
    done = Asked(replace(asked.wanted, actor=(key,)))
    suffered = Asked(replace(asked.wanted, recipient=(key,)))
    return show(
        request, "actor.html", key=key, name=name, known=known, asked=asked,
        offices=offices(known) if known is not None and known.kind == "person" else [],
        around=drawing.network(around[:AROUND]), more=around[AROUND:], behind=BEHIND,
        total=total(desk, Asked(wanted)), done=done, suffered=suffered,
        acts=total(desk, done), suffers=total(desk, suffered), wanted=Asked(wanted),
        lines=with_sentences(store, of_it[:20]), says=with_sentences(store, own[:SAID]),
        chart=timeline(desk, wanted),
    )  # fmt: skip


def _code(desk: Desk, key: str) -> str:
    """Give a code in small letters as it is written, anything else as it is."""
    known = {code for code, _ in desk.names.options}
    return key.upper() if key.islower() and {*key.upper().split("/")} <= known else key


def _moved(request: Request, path: str) -> Response:
    query = request.url.query
    return RedirectResponse(f"{path}?{query}" if query else path, 303)


def _name(desk: Desk, key: str, latest: Sequence[EventRecord]) -> str:
    name = desk.names.of(key)
    if name != key:
        return name
    for found in latest:
        for party in (*found.actors, *found.recipients):
            if key in (party.entity, party.name.casefold()):
                return party.name
    return key


def tells(found: EventRecord, key: str, name: str) -> bool:
    """Tell whether an actor is a source of an event: by its country, or by its name."""
    return any(
        voice.country == key or voice.name.casefold() == name.casefold()
        for telling in found.history
        for voice in telling.voices
    )


def counterparts(desk: Desk, key: str, latest: Sequence[EventRecord]) -> list[drawing.Counterpart]:
    """Count with whom an actor has to do, the most frequent first."""
    counts: Counter[str] = Counter()
    scores: dict[str, float] = {}
    names: dict[str, str] = {}
    for found in latest:
        others: dict[str, str] = {}
        for party in (*found.actors, *found.recipients):
            own = {key_of(party), party.country, party.name.casefold()}
            other = key_of(party) or party.name.casefold()
            if key not in own and other:
                others[other] = desk.names.of(other) if key_of(party) else party.name
        for other, name in others.items():
            counts[other] += 1
            names.setdefault(other, name)
            score = plover.score(found.event_type, found.modes)
            scores[other] = scores.get(other, 0.0) + score
    order = sorted(counts, key=lambda other: (-counts[other], other))
    return [
        drawing.Counterpart(other, names[other], counts[other], scores[other] / counts[other])
        for other in order
    ]


@router.get("/dyad/{one}:{other}")
def dyad(request: Request, one: str, other: str) -> Response:
    """Two actors: conflict and cooperation over time, each point with its events."""
    desk, asked = desk_of(request), asked_of(request)
    if (one, other) != (codes := (_code(desk, one), _code(desk, other))):
        return _moved(request, f"/dyad/{segment(codes[0])}:{segment(codes[1])}")
    wanted = replace(asked.wanted, dyad=(f"{one}:{other}",))
    ways = [
        (a, b, total(desk, Asked(replace(asked.wanted, dyad=(f"{a}>{b}",)))))
        for a, b in ((one, other), (other, one))
    ]
    latest = Asked(wanted, asked.order, asked.page)
    return show(
        request, "dyad.html", one=one, other=other, ways=ways, asked=asked,
        wanted=Asked(wanted), chart=timeline(desk, wanted), total=total(desk, latest),
        lines=lines(desk.store(), latest, 20),
    )  # fmt: skip


# --- planned ----------------------------------------------------------------------------------


def planned_of(desk: Desk, asked: Asked) -> tuple[dt.date, list[EventRecord]]:
    """Give what is planned from a day on: the one asked for, or that of the latest report."""
    store = desk.store()
    extent = store.extent()
    wanted = asked.wanted
    since = wanted.since or wanted.as_of or (extent.last if extent else dt.date.min)
    wanted = replace(wanted, statuses=("planned",), since=since)
    return since, store.events(wanted, order="oldest", limit=PLANNED)


@router.get("/planned")
def planned(request: Request) -> Response:
    """What is planned, as a calendar."""
    desk, asked = desk_of(request), asked_of(request)
    if desk.empty:
        return show(request, "empty.html")
    since, found = planned_of(desk, asked)
    return show(
        request, "planned.html", since=since, asked=asked,
        months=calendar.months(found, since), more=len(found) > LISTED,
        lines=with_sentences(desk.store(), found[:LISTED]),
    )  # fmt: skip


@router.get("/planned.ics")
def planned_feed(request: Request) -> Response:
    """What is planned, for a calendar program."""
    desk = desk_of(request)
    since, found = planned_of(desk, asked_of(request))
    base = str(request.base_url).rstrip("/")
    body = calendar.feed(found, base, since)
    return Response(body, media_type="text/calendar; charset=utf-8")


# --- as they stand ----------------------------------------------------------------------------


@router.get("/corrections")
def corrections(request: Request) -> Response:
    """All that people have corrected, the latest first."""
    desk = desk_of(request)
    if desk.empty:
        return show(request, "empty.html")
    entries = desk.store().corrections()
    return show(request, "corrections.html", entries=entries[::-1])


@router.get("/actors")
def find_actor(request: Request) -> Response:
    """Go to the actor, or the two, that a form names."""
    one = request.query_params.get("one", "").strip()
    other = request.query_params.get("other", "").strip()
    if not one:
        raise UsageError("name an actor, such as SYR")
    if other:
        return RedirectResponse(f"/dyad/{one}:{other}" if _plain(one + other) else "/", 303)
    return RedirectResponse(f"/actor/{segment(one)}", 303)


def _plain(value: str) -> bool:
    return all(c.isalnum() or c in "-_" for c in value)
