"""When somebody last looked: what "New" is counted from.

Nothing about visitors is stored here. The browser keeps two marks (``store.news.Mark``) for a
store: ``seen``, how far it was filled when a page was last opened, and ``visit``, where ``seen``
stood when this visit began. A visit ends when no page has been opened for some hours, or when its
visitor says so ("I have seen these").
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import DatelineError, UsageError
from dateline.store import Store
from dateline.store.connect import location
from dateline.store.news import Mark, since_of
from dateline.web.desk import Desk, desk_of

router = APIRouter(include_in_schema=False)

VISIT_S = 4 * 3600
"""A visit ends so long after its last page."""
SEEN_S = 400 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """How far the store was filled when this visit began (``None``: it is the first), and is."""

    since: Mark | None
    now: Mark


def today() -> dt.date:
    """Give the day on which a person looks or acts."""
    return dt.datetime.now().astimezone().date()


def of(request: Request, desk: Desk) -> Visit | None:
    """Tell of which visit a request is; ``None`` where there is no store, or none to be read."""
    try:
        store = desk.open()
        now = None if store is None else store.mark(today())
    except DatelineError:  # a page tells what is wrong; this is beside it
        return None
    if now is None or not now.mention:
        return None
    place = location(desk.settings.store)
    since = _mark(request, _name("visit", place), now) or _mark(request, _name("seen", place), now)
    return Visit(since, now)


def keep(answer: Response, desk: Desk, visit: Visit) -> None:
    """Let the browser keep the marks."""
    place = location(desk.settings.store)
    since = visit.since or visit.now
    for name, mark, seconds in (("visit", since, VISIT_S), ("seen", visit.now, SEEN_S)):
        answer.set_cookie(
            _name(name, place), str(mark), max_age=seconds, httponly=True, samesite="strict"
        )


def _name(name: str, place: str) -> str:
    """Name a cookie: a browser sends those of a machine to all its ports, so each store has its
    own."""
    return f"dateline_{name}_{hashlib.sha256(place.encode()).hexdigest()[:8]}"


def _mark(request: Request, name: str, now: Mark) -> Mark | None:
    """Read a mark; ``None`` where it is none, or of a store that has since been made anew."""
    try:
        found = since_of(request.cookies.get(name, ""))
    except UsageError:
        return None
    if not isinstance(found, Mark):
        return None
    anew = found.mention > now.mention or found.correction > now.correction
    return None if anew else found


def count(desk: Desk, visit: Visit | None) -> int:
    """Count the records that are new since this visit began, up to 1,000: for the menu."""
    if visit is None or visit.since is None:
        return 0
    since, now = visit.since, visit.now
    if (since.mention, since.correction) == (now.mention, now.correction):
        return 0
    store: Store = desk.store()
    return desk.kept(("count news", since), lambda: store.news(since, limit=0)[1])


@router.post("/seen")
def seen(request: Request) -> Response:
    """End the visit: what is there now has been seen."""
    desk = desk_of(request)
    answer = RedirectResponse("/new", 303)
    visit = of(request, desk)
    if visit is not None:
        keep(answer, desk, Visit(visit.now, visit.now))
    return answer
