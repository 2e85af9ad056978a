"""The templates: what they may call, and how text from reports is made safe in them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, get_args
from urllib.parse import quote, unquote, urlencode, urlsplit

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.data import EventType, SourceKind, Status
from dateline.exporters._cells import days, together
from dateline.exporters._plain import bounds_in_words
from dateline.exporters._safe import safe_block
from dateline.merge.types import EventRecord
from dateline.web import asking, names, visits, words
from dateline.what import plover

SIGNS = {"happened": "●", "ongoing": "◐", "planned": "○", "possible": "?", "negated": "✕"}
"""Status by form: a page never says it by colour alone."""

GRANULARITIES = {
    "day": "to the day", "week": "to the week", "month": "to the month",
    "season": "to the season", "quarter": "to the quarter", "year": "to the year",
    "decade": "to the decade", "range": "a range of days",
}  # fmt: skip


def _safe(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    """Show nothing for ``None``, and control characters as pictures."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return safe_block(value)
    return value


def segment(value: str) -> str:
    """Write a value as one part of a path.

    >>> segment("SYR/GOV")
    'SYR~GOV'
    """
    return quote(value.replace("/", "~"), safe="~:>")


def web_address(value: str | None) -> str | None:
    """Give an address that a page may link to: of the web, and nothing else."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.netloc else None


def brief(value: Any) -> str:  # noqa: ANN401 - a value of a correction
    """Write the value of a correction as people read it.

    >>> brief([{"name": "Syria", "country": "SYR"}]), brief({"start": 3, "end": 8, "text": "met"})
    ('Syria', '“met”')
    """
    if value is None or value == []:
        return "none"
    if isinstance(value, list):
        return ", ".join(brief(one) for one in value)[:BRIEF]
    if isinstance(value, dict):
        if isinstance(value.get("name") or value.get("text"), str):
            return str(value.get("name") or f"“{value['text']}”")[:BRIEF]
        if "start" in value and "end" in value:
            first, last = value["start"], value["end"]
            return str(first) if first == last else f"{first} to {last}"
        return json.dumps(value, ensure_ascii=False)[:BRIEF]
    return str(value)[:BRIEF]


BRIEF = 160
"""Characters of a value in the list of corrections."""


def _phrase(record: EventRecord, most: int = 3) -> Markup:
    """Say who with whom; the marks of direction that it holds are ours, and stay."""
    return escape(names.phrase(record, most))


def _without(asked: asking.Asked, name: str, value: str) -> str:
    return asking.address("/", asking.without(asked, name, value))


def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.web", "templates"),
        autoescape=True,
        finalize=_safe,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "sign": SIGNS.__getitem__, "seg": segment, "web": web_address, "phrase": _phrase,
        "codes": names.codes, "key": names.key_of, "number": bounds_in_words,
        "query": urlencode, "brief": brief,
    }  # fmt: skip
    env.globals |= {
        "days": days, "signs": SIGNS, "types": get_args(EventType), "statuses": get_args(Status),
        "kinds": get_args(SourceKind), "layers": words.LAYERS, "quads": plover.QUADS,
        "granularities": GRANULARITIES, "address": asking.address, "day": dt.timedelta(days=1),
        "quad": plover.quad, "asking_without": _without, "together": together,
    }  # fmt: skip
    return env


_ENV = _environment()


def show(
    request: Request,
    template: str,
    status: int = 200,
    **values: Any,  # noqa: ANN401 - what the template shows
) -> HTMLResponse:
    """Fill in a template."""
    desk = request.app.state.desk
    reading = status == 200 and request.method == "GET" and request.url.path != "/token"
    visit = visits.of(request, desk) if reading else None
    page = _ENV.get_template(template).render(
        desk=desk, edit=desk.settings.edit, names=desk.names, path=request.url.path,
        by=unquote(request.cookies.get("dateline_by", "")), fresh=visits.count(desk, visit),
        **values,
    )  # fmt: skip
    answer = HTMLResponse(page.encode("utf-8"), status)
    if visit is not None:
        visits.keep(answer, desk, visit)
    return answer
