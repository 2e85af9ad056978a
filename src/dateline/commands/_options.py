"""Options that several commands have, and what they mean."""

from __future__ import annotations

import contextlib
import enum
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import datetime as dt

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


def folders(given: list[Path] | None, settings: Config) -> tuple[str, ...]:
    """The folders of the user's own knowledge: as set, then as said."""
    return (*settings.knowledge, *(str(folder) for folder in given or ()))


def day_of(option: str, value: str | None) -> dt.date | None:
    """Read the day that an option gives. Raises ``UsageError`` for anything else."""
    from dateline.errors import UsageError
    from dateline.readers import parse_date

    if value is None:
        return None
    try:
        return parse_date(value)
    except ValueError:
        raise UsageError(f"{option}: {value!r} is not a date (expected: 2025-07-12)") from None


_OTHERS = frozenset(
    "json xml html htm tsv xls xlsx ods pdf gz zip bz2 xz zst db sqlite arrow feather dta sav rds"
    " geojson ics png svg".split()
)
"""Endings of formats that are not written: a table for people, in a file of this name, would
mislead."""


def format_of(given: Format | None, output: Path | None, settings: Config) -> str:
    """Tell the format: as given, by the ending of the file, or as set."""
    from dateline.errors import UsageError

    if given is not None:
        return given.value
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    suffix = "jsonl" if suffix == "ndjson" else suffix
    if suffix in set(Format):
        return suffix
    if settings.format not in set(Format):
        allowed = ", ".join(Format)
        raise UsageError(f"DATELINE_FORMAT: {settings.format!r} is not one of {allowed}")
    if settings.format == Format.table:
        check_ending(suffix, Format)
    return settings.format


def check_ending(suffix: str, allowed: Iterable[str]) -> None:
    """Raise ``UsageError`` for the ending of a format that is not written, lest a table be."""
    from dateline.errors import UsageError

    if suffix in _OTHERS.difference(allowed):
        formats = ", ".join(allowed)
        raise UsageError(
            f"cannot write .{suffix}: end FILE otherwise, or give --format ({formats})"
        )


def is_for_terminal(form: str, output: Path | None) -> bool:
    """Tell whether a terminal takes what is written. Raises ``UsageError`` for a format that is not
    for one."""
    from dateline.errors import UsageError

    to_terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    if form == "parquet" and to_terminal:
        raise UsageError("Parquet is not for a terminal: give -o FILE")
    return to_terminal


@contextlib.contextmanager
def piped() -> Iterator[None]:
    """Let whoever reads our output have enough of it: nothing is written when Python ends."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
