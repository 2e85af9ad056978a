"""What is new: since the last visit, a day, or a mark that somebody shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.store.news import AT_MOST, Change, Mark, News, Since, since_of
from dateline.web import asking, visits
from dateline.web.asking import Asked
from dateline.web.desk import desk_of
from dateline.web.pages import show
from dateline.web.views import Line, with_sentences

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A record in the list of what is new, with its latest sentence."""

    line: Line
    news: News

    @property
    def groups(self) -> list[tuple[str, list[Change]]]:
        """The changes, those of one kind together."""
        found: dict[str, list[Change]] = {}
        for change in self.news.changes:
            found.setdefault(change.kind, []).append(change)
        return list(found.items())


def read(request: Request) -> tuple[Since | None, Asked]:
    """Read an address of what is new: ``since`` is a day or a mark here, not a day of the event."""
    pairs = request.query_params.multi_items()
    given = [value.strip() for name, value in pairs if name == "since" and value.strip()]
    asked = asking.read([pair for pair in pairs if pair[0] != "since"])
    return (since_of(given[-1]) if given else None), asked


@router.get("/new")
def new(request: Request) -> Response:
    """The records that are new or changed, and how."""
    given = request.query_params.multi_items()
    if any(not value.strip() for _, value in given):
        pairs = [pair for pair in given if pair[1].strip()]
        return RedirectResponse(asking.address("/new", pairs), 303)
    desk = desk_of(request)
    since, asked = read(request)
    if desk.empty:
        return show(request, "empty.html")
    store = desk.store()
    extent = store.extent()
    assert extent is not None  # there are reports: the store is not empty
    visit = visits.of(request, desk)
    own = since is None and visit is not None and visit.since is not None
    if own:
        assert visit is not None
        since = visit.since
    chosen = since or extent.last - dt.timedelta(days=1)
    found, total = store.news(
        chosen, asked.wanted, limit=asking.PAGE, offset=(asked.page - 1) * asking.PAGE
    )
    return show(
        request, "new.html", found=fresh(with_sentences(store, [n.record for n in found]), found),
        since=chosen, mark=isinstance(chosen, Mark), own=own, asked=asked, total=total,
        most=AT_MOST, page=asked.page, pages=max(1, -(-min(total, AT_MOST) // asking.PAGE)),
        extent=extent, now=visit and visit.now, ago=_ago(extent.last),
    )  # fmt: skip


def fresh(lines: Sequence[Line], found: Sequence[News]) -> list[Fresh]:
    """Put news beside the lines of their records."""
    return [Fresh(line, one) for line, one in zip(lines, found, strict=True)]


def _ago(last: dt.date) -> list[tuple[str, dt.date]]:
    """Give days to choose from."""
    spans = (("the latest day", 1), ("the last 7 days", 7), ("the last 30 days", 30))
    return [(name, last - dt.timedelta(days=days)) for name, days in spans]
