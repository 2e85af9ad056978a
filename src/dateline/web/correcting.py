"""What people correct on a page: forms, read into entries of ``store.corrections``."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline.data import Report
from dateline.errors import UsageError
from dateline.store import Store
from dateline.store.corrections import Correction
from dateline.web import forms, values, visits
from dateline.web.desk import NotThere, desk_of
from dateline.web.forms import Sent

router = APIRouter(include_in_schema=False)

YEAR_S = 365 * 24 * 3600


@router.post("/correct/{kind}")
async def correct(request: Request, kind: str) -> Response:
    """Take a correction, and show the record as it is now."""
    desk = desk_of(request)
    if not desk.settings.edit:
        return PlainTextResponse("refused: this page is for reading (dateline serve --edit)\n", 403)
    sent = await forms.read(request)
    address = await run_in_threadpool(_done, desk.store(), kind, sent)
    answer = RedirectResponse(address, 303)
    answer.set_cookie(
        "dateline_by",
        quote(_plain(sent.get("by"))),
        max_age=YEAR_S,
        samesite="strict",
        httponly=True,
    )
    return answer


def _done(store: Store, kind: str, sent: Sent) -> str:
    before = sent.get("record")
    mentions = _mentions(store, kind, sent)
    entry = apply(store, kind, sent, visits.today())
    version = sent.get("report")
    if version and store.report(version) is not None:
        mention = sent.get("mention")
        if kind == "add":
            told = [
                m.id for m, _ in store.told(version) if list(m.event.trigger) == _trigger(entry)
            ]
            mention = told[0] if told else ""
        return f"/report/{version}?done={entry.id}" + (
            f"#e-{mention}" if mention else "#corrections"
        )
    if kind == "undo" and not before:
        return "/corrections"
    return f"/event/{_now_at(store, before, mentions)}?done={entry.id}#corrections"


def _mentions(store: Store, kind: str, sent: Sent) -> list[str]:
    """Name what a record rests on before it is corrected, so that it can be found afterwards."""
    if kind == "split":
        return []
    found = store.record(sent.get("record")) if sent.get("record") else None
    return list(found.mentions) if found is not None else []


def _now_at(store: Store, record_id: str, mentions: list[str]) -> str:
    """Give the record that holds what another held: merging may have changed its id."""
    if store.record(record_id) is not None:
        return record_id
    return next((i for i in map(store.record_of, mentions) if i is not None), record_id)


def apply(store: Store, kind: str, sent: Sent, day: dt.date) -> Correction:
    """Write the entry that a form asks for. Raises ``UsageError`` where it cannot be."""
    signed: dict[str, Any] = {
        "by": _plain(sent.need("by")), "day": day, "note": sent.get("note") or None,
    }  # fmt: skip
    match kind:
        case "reject":
            return store.reject(sent.need("record"), sent.all("mention"), **signed)
        case "read":
            return _read(store, sent, signed)
        case "add":
            version = sent.need("report")
            report = _report(store, version)
            told = [mention for mention, _ in store.told(version)]
            return store.add_mention(version, values.new_event(report, told, sent), **signed)
        case "edit":
            field = sent.need("field")
            return store.edit(sent.need("record"), field, values.of_record(field, sent), **signed)
        case "merge":
            others = sent.need("others").replace(",", " ").split()
            ids = [sent.need("record"), *(other.rpartition("/")[2] for other in others)]
            return store.unite(ids, **signed)
        case "split":
            return store.split(sent.need("record"), sent.all("mention"), **signed)
        case "undo":
            return store.undo(sent.need("correction"), **signed)
    raise UsageError(f"{kind!r} is no correction")


def _read(store: Store, sent: Sent, signed: dict[str, Any]) -> Correction:
    mention_id = sent.need("mention")
    found = store.mentions([mention_id])
    if not found:
        raise UsageError(f"no mention {mention_id!r}")
    report = _report(store, found[0].report)
    if sent.get("do") == "reject":
        record = store.record_of(mention_id)
        if record is None:
            raise UsageError("this mention stands in no record")
        return store.reject(record, [mention_id], **signed)
    field, value = values.of_mention(found[0], report, sent)
    return store.reread(mention_id, field, value, **signed)


def _report(store: Store, version: str) -> Report:
    report = store.report(version)
    if report is None:
        raise NotThere(f"there is no report {version}")
    return report


def _trigger(entry: Correction) -> list[int]:
    return list(entry.value["trigger"])


def _plain(by: str) -> str:
    return " ".join(by.split())[:80]
