"""Options of the command line that several commands have."""

from __future__ import annotations

import enum
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.config import Config


class Format(enum.StrEnum):
    """What ``--format`` takes."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication of reports that give none."),
]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Worker processes; 1 by default.")
]
Knowledge = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True, file_okay=False, metavar="DIR", help="Your own knowledge; may be repeated."
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="What to write; otherwise by the ending of FILE, or a table.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there: all or nothing."),
]
Store = Annotated[
    str | None,
    typer.Option(
        metavar="DIR",
        help="A folder, a file, or a postgresql:// URL; otherwise DATELINE_STORE, or your own.",
        show_default=False,
    ),
]


def store_at(given: str | None, settings: Config) -> str:
    """Tell where the store is: as said, as set, or in the user's folder for data."""
    if given or settings.store:
        return given or settings.store
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "dateline")
