"""``dateline serve``: the local page and the JSON API over a store."""

from __future__ import annotations

import importlib.util
import secrets
from typing import Annotated

import typer

from dateline.commands import _options as options

NEEDED = ("fastapi", "uvicorn", "jinja2", "multipart", "sqlalchemy")


def register(app: typer.Typer) -> None:
    """Add ``serve`` to the command line."""
    app.command("serve")(serve)


def serve(
    store: options.Store = None,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="0: any free one.")] = (
        8642
    ),
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    edit: Annotated[
        bool, typer.Option("--edit", help="Let visitors correct the record and add reports.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A further name of this machine to answer to.", show_default=False
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            envvar="DATELINE_TOKEN",
            show_default=False,
            help="What visitors must show; made up where --edit reaches beyond this machine.",
        ),
    ] = None,
) -> None:
    """Open the record as a local web page, with a JSON API at /api.

    Only this machine can reach it, and nobody can change anything, unless you say so.

    \b
    For example:
      dateline serve --store desk.db
      dateline serve --store desk.db --edit
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline import config
    from dateline.errors import UsageError
    from dateline.progress import say

    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f"{', '.join(missing)} is missing: pip install 'dateline[web]'")
    import uvicorn

    from dateline.web import guard
    from dateline.web.app import create
    from dateline.web.desk import Settings

    known = config.load()
    near = guard.is_loopback(host)
    if edit and not near and token is None:
        token = secrets.token_urlsafe(18)
        say(f"the token: {token}")
    names = {*(allow_host or ()), *(() if host in ("0.0.0.0", "::") else (host,))}
    app = create(
        Settings(
            options.store_at(store, known), edit, token, frozenset(name.lower() for name in names),
            known.knowledge, known.max_report_bytes,
        )
    )  # fmt: skip
    server = uvicorn.Server(
        uvicorn.Config(
            app, host=host, port=port, log_level="warning", server_header=False,
            proxy_headers=False, ws="none", lifespan="on",
        )
    )  # fmt: skip
    _run(server, host, port)


def _run(server: object, host: str, port: int) -> None:
    """Open the port first, so that the address that is told is the one that answers."""
    import socket

    import uvicorn

    from dateline.progress import say

    assert isinstance(server, uvicorn.Server)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()  # who comes while the store is read waits
        shown = f"[{host}]" if ":" in host else host
        say(f"dateline: http://{shown}:{listening.getsockname()[1]}/ (Ctrl+C ends it)")
        server.run(sockets=[listening])
