"""Finds and reads knowledge files: lists are TSV, rules are TOML, one folder per language.

A TSV file opens with ``#`` comment lines (what it holds, its columns, origin, licence, known
gaps), then one header row, then rows. An empty cell is ``None``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import KnowledgeError

ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a TSV file: its cells by column name, and where it stands."""

    cells: dict[str, str | None]
    path: str
    line: int

    def get(self, column: str) -> str | None:
        """The cell of a column, ``None`` where it is empty.

        Raises ``KnowledgeError`` where the file has no such column.
        """
        try:
            return self.cells[column]
        except KeyError:
            raise self.error(f"no column {column!r}; there are {', '.join(self.cells)}") from None

    def need(self, column: str, allowed: Collection[str] | None = None) -> str:
        """The cell of a column that must not be empty.

        Raises ``KnowledgeError`` where it is empty or not one of ``allowed``.
        """
        value = self.get(column)
        if value is None:
            raise self.error(f"column {column!r} is empty")
        if allowed is not None and value not in allowed:
            raise self.error(f"{column} {value!r} is not one of {', '.join(sorted(allowed))}")
        return value

    def many(self, column: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """The values of a cell that lists several, separated by ``|``; empty for an empty cell."""
        value = self.get(column)
        values = tuple(v.strip() for v in value.split("|")) if value else ()
        for v in values:
            if not v:
                raise self.error(f"{column} {value!r} has nothing before or behind a |")
            if allowed is not None and v not in allowed:
                raise self.error(f"{column} {v!r} is not one of {', '.join(sorted(allowed))}")
        return values

    def error(self, reason: str) -> KnowledgeError:
        """An error that names this row."""
        return KnowledgeError(reason, path=self.path, line=self.line)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge folders in use: ours, then the user's own, which add to it."""

    roots: tuple[Path, ...] = (ROOT,)

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of the TSV file ``name`` (such as ``en/bodies.tsv``) of every folder.

        Raises ``KnowledgeError`` where a row has not as many cells as the header, or no folder
        has the file.
        """
        paths = [root / name for root in self.roots if (root / name).is_file()]
        if not paths:
            raise KnowledgeError("no such knowledge file", path=name)
        for path in paths:
            for row in read_rows(path):
                if isinstance(row, KnowledgeError):
                    raise row
                yield row

    def toml(self, name: str) -> dict[str, Any]:
        """Read the TOML file ``name`` of the first folder; later folders' lists are appended."""
        merged: dict[str, Any] = {}
        found = False
        for root in self.roots:
            path = root / name
            if not path.is_file():
                continue
            found = True
            try:
                data = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise KnowledgeError(str(error), path=str(path)) from error
            for key, value in data.items():
                if isinstance(value, list) and isinstance(merged.get(key), list):
                    merged[key] = [*merged[key], *value]
                else:
                    merged[key] = value
        if not found:
            raise KnowledgeError("no such knowledge file", path=name)
        return merged


def read_rows(path: Path) -> Iterator[Row | KnowledgeError]:
    """Yield the rows of a TSV file, and an error in place of a row with too many or few cells."""
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            yield KnowledgeError(
                f"{len(cells)} cells, but the header has {len(header)} ({', '.join(header)})",
                path=str(path),
                line=number,
            )
            continue
        yield Row({h: c or None for h, c in zip(header, cells, strict=True)}, str(path), number)
