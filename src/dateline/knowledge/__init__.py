"""Finds and reads knowledge files: lists are TSV, rules are TOML, one folder per language.

A TSV file opens with ``#`` comment lines (what it holds, its columns, origin, licence, known
gaps), then one header row, then rows. An empty cell is ``None``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dateline.errors import KnowledgeError

ROOT = Path(__file__).parent


class Row(NamedTuple):
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
        if not value:
            return ()
        values = tuple(map(str.strip, value.split("|")))
        if "" in values:
            raise self.error(f"{column} {value!r} has nothing before or behind a |")
        for v in values:
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

        Raises ``KnowledgeError`` where a row has not as many cells as the header, a later folder's
        header has a column that the first one's lacks, or no folder has the file.
        """
        paths = [root / name for root in self.roots if (root / name).is_file()]
        if not paths:
            raise KnowledgeError("no such knowledge file", path=name)
        for path in paths:
            if path != paths[0]:
                _check_header(path, paths[0])
            for row in read_rows(path):
                if isinstance(row, KnowledgeError):
                    raise row
                yield row

    def toml(self, name: str) -> dict[str, Any]:
        """Read the TOML file ``name`` of the first folder, and add what later folders have: entries
        of lists and tables, and words of strings that list several.

        Raises ``KnowledgeError`` where a file cannot be read, a later one has another kind of value
        than the first, or, among the files of a language, a key that the first lacks.
        """
        merged: dict[str, Any] = {}
        found = False
        for root in self.roots:
            path = root / name
            if not path.is_file():
                continue
            try:
                data = tomllib.loads(_text(path))
            except tomllib.TOMLDecodeError as error:
                raise KnowledgeError(str(error), path=str(path)) from error
            for key, value in data.items():
                if found and key not in merged and "/" in name:
                    reason = f"{key!r} is not read; there are {', '.join(merged)}"
                    raise KnowledgeError(reason, path=str(path))
                merged[key] = _both(merged[key], value, key, path) if key in merged else value
            found = True
        if not found:
            raise KnowledgeError("no such knowledge file", path=name)
        return merged


def _both(ours: Any, theirs: Any, key: str, path: Path) -> Any:  # noqa: ANN401 - whatever TOML holds
    if type(ours) is not type(theirs):
        raise KnowledgeError(f"{key}: {_kind(ours)} is expected, not {theirs!r}", path=str(path))
    if isinstance(ours, list):
        for one in theirs:
            if ours and type(one) is not type(ours[0]):
                reason = f"{key}: {_kind(ours[0])} is expected in the list, not {one!r}"
                raise KnowledgeError(reason, path=str(path))
        return [*ours, *theirs]
    if isinstance(ours, dict):
        return {**ours, **theirs}
    if isinstance(ours, str) and len(ours.split()) > 1:
        return f"{ours}\n{theirs}"
    return theirs


def _kind(value: object) -> str:
    match value:
        case list():
            return "a list"
        case dict():
            return "a table"
        case str():
            return "text"
    return "a number"


def _text(path: Path) -> str:
    """Read a file, without a byte order mark. Raises ``KnowledgeError`` where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise KnowledgeError("not UTF-8; save it as UTF-8", path=str(path), line=line) from None


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a TSV file that are no comments: their numbers and cells."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, list(map(str.strip, line.split("\t")))


def _check_header(path: Path, first: Path) -> None:
    """Raise ``KnowledgeError`` where a header is none: without it, the first row would be lost."""
    ours = next(_lines(first), (0, []))[1]
    number, cells = next(_lines(path), (0, []))
    strange = [cell for cell in cells if cell not in ours]
    if strange:
        reason = f"{strange[0]!r} is no column; a header row is expected: {', '.join(ours)}"
        raise KnowledgeError(reason, path=str(path), line=number)


def read_rows(path: Path) -> Iterator[Row | KnowledgeError]:
    """Yield the rows of a TSV file, and an error in place of a row with too many or few cells."""
    header: list[str] | None = None
    name = str(path)
    for number, cells in _lines(path):
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            yield KnowledgeError(
                f"{len(cells)} cells, but the header has {len(header)} ({', '.join(header)})",
                path=name,
                line=number,
            )
            continue
        yield Row({h: c or None for h, c in zip(header, cells, strict=True)}, name, number)
