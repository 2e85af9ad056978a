"""The command line: what all commands share; each is a file of ``commands/``."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated

import typer

from dateline import __version__, plugins, threads
from dateline.errors import DatelineError
from dateline.progress import say

WRONG_USE = 2
_FIRST = ("read", "add", "events", "correct", "serve")
"""The commands that the help names first; the others follow by name."""

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would double the time to show the help
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _dateline(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read dated news reports and keep the record of what they say happened.

    Try: dateline read report.txt
    """


for _name in dict.fromkeys((*_FIRST, *plugins.names("commands"))):
    plugins.find("commands", _name).register(app)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line, and end the program with its exit status."""
    threads.one_each()
    signal.signal(signal.SIGTERM, _end)
    try:
        app(args=args, prog_name="dateline")
    except DatelineError as error:
        say(f"dateline: {error}")
        sys.exit(WRONG_USE)
    except OSError as error:  # a full disk, a folder that went away while we wrote to it
        where = f": {error.filename}" if error.filename else ""
        say(f"dateline: {error.strerror or error}{where}")
        sys.exit(WRONG_USE)


def _end(number: int, frame: FrameType | None) -> None:
    """End in an orderly way when asked to: half-written files go, worker processes stop."""
    sys.exit(128 + number)
