"""Puts the pages and the API together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import dateline
from dateline.errors import DatelineError, StoreError, UsageError
from dateline.web import api, coding, correcting, forms, guard, news, views, visits
from dateline.web.desk import Desk, NotThere, Settings
from dateline.web.pages import show

if TYPE_CHECKING:
    from dateline.data import Document, Report

STATIC = Path(__file__).parent / "static"
ABOUT = """What dated news reports say happened: who did what to whom, where, when, according to
whom. Filters are those of `dateline events` (docs/store.md)."""


class _Static(StaticFiles):
    """Files that go with a version of the program: a browser may keep them for an hour."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "private, max-age=3600"
        return answer


def create(settings: Settings, coder: Callable[[Report], Document] | None = None) -> FastAPI:
    """Make the application. ``coder`` stands in for the embedded one."""
    desk = Desk(settings, coder)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(desk.warm)
        yield
        desk.close()

    app = FastAPI(
        title="dateline", version=dateline.__version__, description=ABOUT, lifespan=running,
        openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.desk = desk
    app.state.rules = guard.Rules(guard.LOOPBACK | settings.hosts, settings.token)
    for module in (views, news, visits, coding, correcting, api):
        app.include_router(module.router)
    app.add_api_route("/token", token, methods=["GET", "POST"], include_in_schema=False)
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.add_middleware(guard.Guard, rules=app.state.rules)
    app.add_exception_handler(DatelineError, _problem)
    app.add_exception_handler(HTTPException, _not_found)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


async def token(request: Request) -> Response:
    """Take the token from a form, and let the browser keep it."""
    rules: guard.Rules = request.app.state.rules
    if rules.token is None:
        return RedirectResponse("/", 303)
    if request.method == "GET":
        return show(request, "token.html", problem=None)
    shown = (await forms.read(request)).get("token")
    if not await run_in_threadpool(rules.is_token, shown):
        return show(request, "token.html", 403, problem="That is not the token.")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(guard.COOKIE, shown, httponly=True, samesite="strict")
    return answer


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


async def _problem(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotThere) else 400 if isinstance(error, UsageError) else 500
    if isinstance(error, StoreError):
        status = 503
    if _is_api(request):
        return JSONResponse({"detail": str(error)}, status)
    return await run_in_threadpool(show, request, "problem.html", status, problem=str(error))


async def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if _is_api(request) or error.status_code != 404:
        return JSONResponse({"detail": str(error.detail)}, error.status_code)
    return await run_in_threadpool(
        show, request, "problem.html", 404, problem="There is no such page."
    )


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = "; ".join(
        f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()
    )
    if _is_api(request):
        return JSONResponse({"detail": found}, 422)
    return PlainTextResponse(f"{found}\n", 422)
