"""The JSON API: what the pages show, in the form of ``dateline events --format jsonl``."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dateline import forms
from dateline.data import EventType, Report, SourceKind, Status, report_id
from dateline.errors import UsageError
from dateline.merge.forms import record_to_dict
from dateline.merge.types import StoredMention
from dateline.store.news import AT_MOST, since_of
from dateline.store.series import Period
from dateline.web import asking, visits
from dateline.web.asking import Asked
from dateline.web.desk import NotThere, desk_of
from dateline.web.pages import show

router = APIRouter(prefix="/api", tags=["record"])

MOST = 1000
"""Records of one answer."""


class Wanted(BaseModel):
    """Filters, as in docs/store.md. Of several actors, recipients or parties all must take part;
    of others one is enough."""

    actor: list[str] = Field([], description="Who does it: SYR, GOV, SYR/GOV, an entity or a name.")
    recipient: list[str] = Field([], description="To whom.")
    party: list[str] = Field([], description="Takes part on either side.")
    dyad: list[str] = Field([], description="ISR>SYR one way, ISR:SYR either way.")
    type: list[str] = Field([], description=f"One of {', '.join(get_args(EventType))}.")
    mode: list[str] = Field([], description="PLOVER mode, such as visit.")
    context: list[str] = Field([], description="PLOVER context, such as military.")
    status: list[str] = Field([], description=f"One of {', '.join(get_args(Status))}.")
    country: list[str] = Field([], description="Country of the place, alpha-3.")
    region: list[str] = Field([], description="Region of the place, by name.")
    place: list[str] = Field([], description="Name of the place.")
    source_kind: list[str] = Field([], description=f"One of {', '.join(get_args(SourceKind))}.")
    outlet: list[str] = Field([], description="Told by this publisher.")
    id: list[str] = Field([], description="These records.")
    text: str = Field("", description='Words told with it; "a phrase"; begin*.')
    since: dt.date | None = Field(None, description="First day of the event.")
    until: dt.date | None = Field(None, description="Last day of the event.")
    undated: bool = Field(False, description="Put events without a day at their first report.")
    as_of: dt.date | None = Field(None, description="The record as it stood on that day.")
    near: str = Field("", description="latitude,longitude,km")
    min_sources: int | None = Field(None, ge=0, description="At least so many independent sources.")
    min_outlets: int | None = Field(None, ge=0, description="At least so many independent outlets.")
    min_confidence: float | None = Field(None, ge=0, le=1, description="At least this confidence.")
    contradicted: bool | None = Field(None, description="Whether mentions contradict.")
    rejected: bool = Field(False, description="Those that people have rejected instead.")

    def asked(self) -> Asked:
        """Read it as an address is read."""
        return self._asked()

    def _asked(self) -> Asked:
        pairs: list[tuple[str, str]] = []
        for name, value in self.model_dump(exclude_none=True).items():
            if isinstance(value, list):
                pairs += [(name, item) for item in value]
            elif isinstance(value, bool):
                pairs.append((name, "1" if value else "0"))
            else:
                pairs.append((name, str(value)))
        return asking.read(pairs)


class WantedPage(Wanted):
    """Filters, and which of the records that fit."""

    order: Literal["newest", "oldest"] = Field("newest", description="By the day of the event.")
    limit: int = Field(50, ge=0, le=MOST, description="At most so many records.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Records to pass over.")


class WantedNews(Wanted):
    """Filters, and since when: here it is no day of the event."""

    since: str = Field(  # type: ignore[assignment]
        description="A day (what later reports brought), or a mark as /new gives it."
    )
    limit: int = Field(50, ge=0, le=MOST, description="Look at so many records at most.")
    offset: int = Field(0, ge=0, le=AT_MOST, description="Records to pass over.")

    def asked(self) -> Asked:
        """Read it as an address is read."""
        return self.model_copy(update={"since": None})._asked()


class WantedSeries(Wanted):
    """Filters, and the period."""

    by: Period = Field("month", description="The period.")


class Text(BaseModel):
    """A text to code."""

    text: str = Field(min_length=1)
    published: dt.date = Field(description="The day of publication: times are read against it.")
    title: str | None = None


Form = dict[str, Any]


@router.get("/events", summary="Event records that fit a filter")
def events(request: Request, wanted: Annotated[WantedPage, Query()]) -> Form:
    """Give the records of a page, and how many fit."""
    store, asked = desk_of(request).store(), wanted.asked().wanted
    found = store.events(asked, order=wanted.order, limit=wanted.limit, offset=wanted.offset)
    return {"total": store.count(asked), "events": [record_to_dict(record) for record in found]}


@router.get("/events/{record_id}", summary="One record, with its mentions and corrections")
def event(request: Request, record_id: str, as_of: dt.date | None = None) -> Form:
    """Give a record with all it rests on."""
    store = desk_of(request).store()
    found = store.record(record_id, as_of)
    if found is None:
        raise NotThere(f"there is no record {record_id}")
    notes = [note for note in store.corrections(as_of) if note["id"] in found.corrections]
    return {
        **record_to_dict(found),
        "corrections": notes,
        "told": [_mention(mention) for mention in store.mentions(found.mentions)],
    }


@router.get("/reports/{version}", summary="A report, with what it tells")
def report(request: Request, version: str) -> Form:
    """Give the text of a report, and the mentions in it, each with its record."""
    store = desk_of(request).store()
    found = store.report(version)
    if found is None:
        raise NotThere(f"there is no report {version}")
    form = asdict(found)
    del form["origin"]
    told = [{**_mention(mention), "record": record} for mention, record in store.told(version)]
    return {**form, "published": found.published.isoformat(), "told": told}


@router.get("/series", summary="Events by period, PLOVER type and quad class, with their score")
def series(request: Request, wanted: Annotated[WantedSeries, Query()]) -> list[Form]:
    """Give a time series."""
    store = desk_of(request).store()
    return [point.to_dict() for point in store.series(wanted.asked().wanted, period=wanted.by)]


@router.get("/news", summary="What is new or changed since a day or a mark, and how")
def news(request: Request, wanted: Annotated[WantedNews, Query()]) -> Form:
    """Give the records that are new or changed, the latest first, with what they were."""
    store = desk_of(request).store()
    found, total = store.news(
        since_of(wanted.since), wanted.asked().wanted, limit=wanted.limit, offset=wanted.offset
    )
    return {
        "looked_at": min(total, AT_MOST),
        "more": total > AT_MOST,
        "mark": str(store.mark(visits.today())),
        "news": [
            {
                "event": record_to_dict(one.record),
                "was": one.was and record_to_dict(one.was),
                "changes": [asdict(change) for change in one.changes],
            }
            for one in found
        ],
    }


@router.get("/corrections", summary="What people have corrected")
def corrections(request: Request, as_of: dt.date | None = None) -> list[Form]:
    """Give all corrections, in their order, and whether they hold."""
    return desk_of(request).store().corrections(as_of)


@router.post("/code", summary="Code a text; nothing is stored")
def code(request: Request, text: Text) -> Form:
    """Give a text's record in the form of ``dateline read --format jsonl``."""
    desk = desk_of(request)
    if len(text.text.encode("utf-8", "replace")) > desk.settings.max_report_bytes:
        raise UsageError(f"at most {desk.settings.max_report_bytes:,} bytes are coded at once")
    report = Report(report_id("", text.text), text.text, text.published, text.title)
    return forms.document_to_dict(desk.code([report])[0])


@router.get("", include_in_schema=False)
def contents(request: Request) -> Response:
    """A page that lists what can be asked."""
    schema = request.app.openapi()
    paths = [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    return show(request, "api.html", paths=paths)


def _mention(mention: StoredMention) -> Form:
    return {
        "id": mention.id,
        "report": mention.report,
        "published": mention.published.isoformat(),
        "publisher": mention.publisher,
        "title": mention.title,
        "url": mention.url,
        "copy_group": mention.copy_group,
        "superseded": mention.superseded,
        "words": mention.words,
        "text": mention.sentence,
        **forms.event_to_dict(mention.event),
    }
