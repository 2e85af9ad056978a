"""Who may ask: the headers that every answer carries, and the requests that are refused.

A page that is open in the same browser could send requests here, or make its own name lead here
(DNS rebinding). So a request must name us as its host, and one that changes something or codes a
text must come from our own pages: a browser says where a form was sent from. Beyond loopback,
``--edit`` needs a token, which the browser keeps in a cookie that other sites' requests leave out.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The Content-Security-Policy of all pages: nothing inline, nothing from elsewhere."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # no-referrer would hide from us where a form was sent from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE = "dateline_token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_loopback(host: str) -> bool:
    """Tell whether an address to bind to can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Rules:
    """``hosts``: the names we answer to. ``token``: what a request must show; ``None``: nothing.
    ``most_bytes``: the largest body that is read."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    most_bytes: int = 20_000_000

    def refused(self, scope: Scope) -> str | None:
        """Say why a request is refused; ``None`` where it is not."""
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or host_of(headers["host"]) not in self.hosts:
            return "this address does not belong to this server (dateline serve --allow-host NAME)"
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != headers["host"].lower():
            return "this request comes from another site"
        site = headers.get("sec-fetch-site")
        if site is not None and site not in ("same-origin", "none"):
            return "this request comes from another site"
        if origin is None and site is None and "cookie" in headers:
            return "this request does not say where it comes from"
        length = headers.get("content-length", "")
        if not length.isdigit():
            return "a request needs a Content-Length"
        if int(length) > self.most_bytes:
            return f"at most {self.most_bytes:,} bytes are taken"
        return None

    def known(self, scope: Scope) -> bool:
        """Tell whether a request shows the token, where one is needed."""
        if self.token is None:
            return True
        headers = Headers(scope=scope)
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            shown = _cookie(headers.getlist("cookie"))
        return self.is_token(shown)

    def is_token(self, shown: str) -> bool:
        """Compare a token, in a time that does not depend on where it differs."""
        return self.token is not None and hmac.compare_digest(shown.encode(), self.token.encode())


def host_of(value: str) -> str:
    """Give the host of a Host header, without its port.

    >>> host_of("[::1]:8000"), host_of("LOCALHOST:80")
    ('::1', 'localhost')
    """
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


def _cookie(values: Iterable[str]) -> str:
    for value in values:
        try:
            morsel = SimpleCookie(value).get(COOKIE)
        except CookieError:
            continue
        if morsel is not None:
            return morsel.value
    return ""


class Guard:
    """Refuses what may not be asked, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no other kinds here
        await self._answer(scope)(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> ASGIApp:
        reason = self.rules.refused(scope)
        if reason is not None:
            return PlainTextResponse(f"refused: {reason}\n", 403)
        free = scope["path"] == "/token" or scope["path"].startswith("/static/")
        if free or self.rules.known(scope):
            return self.app
        if scope["method"] == "GET" and not scope["path"].startswith("/api"):
            return Response(status_code=303, headers={"location": "/token"})
        return PlainTextResponse("refused: a token is needed\n", 401)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
