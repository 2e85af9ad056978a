"""One typed configuration: ``defaults.toml``, then the environment (``DATELINE_WORKERS=4``)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from dateline.errors import UsageError

DEFAULTS = Path(__file__).with_name("defaults.toml")
PREFIX = "DATELINE_"

Value = int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may set; ``defaults.toml`` says what each is for."""

    workers: int
    format: str
    knowledge: tuple[str, ...]
    max_report_bytes: int
    batch_reports: int
    batch_characters: int
    progress_after_s: float
    store: str


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read the defaults and what the environment puts in their place.

    Raises ``UsageError`` where a variable has a value of the wrong kind.
    """
    environ = os.environ if environ is None else environ
    defaults = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    values: dict[str, Value] = {}
    for field in fields(Config):
        default = defaults[field.name]
        given = environ.get(PREFIX + field.name.upper(), "")
        if given:
            values[field.name] = _parse(PREFIX + field.name.upper(), given, default)
        else:
            values[field.name] = tuple(default) if isinstance(default, list) else default
    return Config(**values)  # type: ignore[arg-type]  # defaults.toml has the types, as tested


def _parse(name: str, given: str, default: object) -> Value:
    """Read the value of a variable as the kind that its default has."""
    if isinstance(default, list):
        return tuple(part for part in given.split(os.pathsep) if part)
    if isinstance(default, str):
        return given
    kind, what = (int, "a whole number") if isinstance(default, int) else (float, "a number")
    try:
        value = kind(given)
    except ValueError:
        raise UsageError(f"{name}: {what} is expected, not {given!r}") from None
    if not value >= (1 if kind is int else 0):
        raise UsageError(f"{name}: {what} of at least {1 if kind is int else 0} is expected")
    return value
