"""Texts that are pasted or dropped: coded at once, and shown; kept only where one may write."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline import readers
from dateline.data import Document, Refusal, Report, report_id
from dateline.errors import UsageError
from dateline.merge import build, cluster
from dateline.merge.types import EventRecord, StoredMention
from dateline.readers import Rules, parse_date
from dateline.readers.text import parse_text
from dateline.readers.text import read as read_text
from dateline.store.coded import coded
from dateline.store.coder import name_of
from dateline.web import forms
from dateline.web.desk import Desk, desk_of
from dateline.web.forms import Sent
from dateline.web.pages import show
from dateline.web.views import marked

router = APIRouter(include_in_schema=False)

SHOWN = 20
"""Reports whose text is shown when files are coded."""


@router.get("/code")
def form(request: Request) -> Response:
    """The form: a text, or files."""
    return show(request, "code.html", sent=None, problem=None)


@router.post("/code")
async def code(request: Request) -> Response:
    """Code what was sent, and show it."""
    desk = desk_of(request)
    sent = await forms.read(request)
    return await run_in_threadpool(_coded, request, desk, sent)


def _coded(request: Request, desk: Desk, sent: Sent) -> Response:
    try:
        reports, refusals = reports_of(sent, desk.settings.max_report_bytes)
    except UsageError as error:
        return show(request, "code.html", 400, sent=sent, problem=str(error))
    refusals += [
        Refusal(r.title or "text", "it holds the character NUL") for r in reports if _nul(r)
    ]
    docs = desk.code([report for report in reports if not _nul(report)])
    kept = desk.settings.edit and sent.get("keep") == "1"
    if kept and docs:
        desk.store().add(docs, name_of(desk.settings.knowledge))
        if len(docs) == 1 and not refusals:
            return RedirectResponse(f"/report/{coded(docs[0]).version}", 303)
    found = [(doc, mentions_of(doc)) for doc in docs]
    return show(
        request, "coded.html", refusals=refusals, kept=kept, more=max(0, len(docs) - SHOWN),
        texts=[(doc.report, told, marked(doc.report, told)) for doc, told in found[:SHOWN]],
        records=records_of([mention for _, told in found for mention in told]),
    )  # fmt: skip


def _nul(report: Report) -> bool:
    """Tell whether a report holds the character NUL, which the store does not take."""
    return any("\0" in text for text in (report.text, report.title or "", report.publisher or ""))


@router.post("/sample")
async def sample(request: Request) -> Response:
    """Put the sample report into an empty store."""
    desk = desk_of(request)
    if not desk.settings.edit:
        return PlainTextResponse("refused: this page is for reading (dateline serve --edit)\n", 403)
    await run_in_threadpool(_add_sample, desk)
    return RedirectResponse("/", 303)


def _add_sample(desk: Desk) -> None:
    folder = resources.files("dateline") / "samples"
    with resources.as_file(folder) as path:
        found = [r for r in readers.read([str(path)]) if isinstance(r, Report)]
    desk.store().add(desk.code(found), name_of(desk.settings.knowledge))


def reports_of(sent: Sent, most_bytes: int) -> tuple[list[Report], list[Refusal]]:
    """Make reports of a form. Raises ``UsageError`` where there is nothing to code."""
    published = _day(sent.get("published"))
    reports: list[Report] = []
    refusals: list[Refusal] = []
    text = sent.get("text")
    if text:
        if published is None and "published" not in parse_text(text):
            raise UsageError("the day of publication is missing: times are read against it")
        for item in _pasted(text, Rules(published, most_bytes), sent.get("title") or None):
            (refusals if isinstance(item, Refusal) else reports).append(item)  # type: ignore[arg-type]
    for upload in sent.files:
        for item in _read(upload, Rules(published, most_bytes)):
            (refusals if isinstance(item, Refusal) else reports).append(item)  # type: ignore[arg-type]
    if not reports and not refusals:
        raise UsageError("paste a text, or choose files")
    return reports, refusals


def _pasted(text: str, rules: Rules, title: str | None) -> Iterator[Report | Refusal]:
    """Read a text as a file of it would be read: its date and title may stand in it."""
    for item in read_text(io.BytesIO(text.encode("utf-8", "surrogatepass")), "text", rules):
        if isinstance(item, Refusal):
            yield item
        else:
            yield replace(item, id=report_id("", item.text), title=title or item.title, origin=None)


def _read(upload: forms.Upload, rules: Rules) -> list[Report | Refusal]:
    """Read a file as the command line reads it: by the ending of its name, or its first bytes."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", Path(upload.name).name).lstrip(".") or "file"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name[-80:]
        path.write_bytes(upload.data)
        return [
            Refusal(upload.name, item.reason, item.line) if isinstance(item, Refusal) else item
            for item in readers.read([str(path)], rules)
        ]


def _day(value: str) -> dt.date | None:
    if not value:
        return None
    try:
        return parse_date(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a date (expected: 2025-07-12)") from None


def mentions_of(doc: Document) -> list[StoredMention]:
    """Give the events of a document as the store would hold them."""
    held, report = coded(doc), doc.report
    found = [
        StoredMention(
            one.id, one.event, held.version, report.published, one.words, held.address,
            held.version, report.url, report.publisher, report.title, False, one.sentence,
        )
        for one in held.mentions
    ]  # fmt: skip
    return sorted(found, key=lambda mention: mention.event.trigger)


def records_of(mentions: Sequence[StoredMention]) -> list[tuple[EventRecord, list[StoredMention]]]:
    """Merge mentions into records, each with the mentions that it rests on."""
    by_id = {mention.id: mention for mention in mentions}
    records = [build(group) for group in cluster(mentions)] if mentions else []
    return [(r, [by_id[i] for i in r.mentions]) for r in sorted(records, key=_by_day)]


def _by_day(record: EventRecord) -> tuple[dt.date, str]:
    return (record.when.start if record.when else record.first_published, record.id)
