"""CSV: a header, then one report a row.

The columns are those of JSON Lines, in any order and case; ``text`` is needed, and ``published``
(or ``date``) unless the user gives one day for all. Commas, semicolons or tabs may part the cells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from dateline.data import Refusal, Report
from dateline.errors import ReportError
from dateline.readers._rules import (
    Blanks,
    Rules,
    bounded_lines,
    decode,
    make_report,
    refusal,
    too_long,
)

SUFFIXES = (".csv",)


def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]:
    """Read one report after the other; a cell may hold line ends where it is quoted."""
    # The csv module has one limit for the whole program.
    csv.field_size_limit(max(rules.max_bytes, csv.field_size_limit()))
    lines = _Lines(stream, path, rules)
    try:
        first = next(lines, None)
        if first is None:
            return
        delimiter, names = _header(first, path)
    except ReportError as error:
        yield refusal(error)
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    blanks = Blanks(path)
    while True:
        start = lines.number + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            upto = f" (lines {start} to {lines.number})" if lines.number > start else ""
            yield Refusal(path, f"not CSV: {error}{upto}", start)
            continue
        except ReportError as error:
            yield refusal(error)
            continue
        if end := blanks.too_many(not any(row), start):
            yield end
            return
        if not any(row):
            continue
        try:
            fields: dict[str, object] = dict(_cells(row, names, path, start))
            yield make_report(fields, rules, path=path, line=start)
        except ReportError as error:
            yield refusal(error)


class _Lines:
    """The decoded lines of a stream. A class, as a generator would end at its first exception:
    here a bad line raises ``ReportError`` and the next one can still be asked for."""

    def __init__(self, stream: BinaryIO, path: str, rules: Rules) -> None:
        self.number = 0
        self._lines = bounded_lines(stream, rules.max_bytes)
        self._path, self._rules = path, rules

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        if line.data is None:
            reason = too_long(self._rules, "the line")
            raise ReportError(reason, path=self._path, line=line.number)
        return decode(line.data, path=self._path, line=line.number, offset=line.offset)


def _header(line: str, path: str) -> tuple[str, list[str]]:
    """Find the delimiter and the names of the columns."""
    for delimiter in ",;\t":
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error as error:
            raise ReportError(f"not CSV: {error}", path=path, line=1) from None
        names = [cell.strip().lower() for cell in cells]
        if "text" in names:
            if "published" not in names:
                names = ["published" if name == "date" else name for name in names]
            return delimiter, names
    reason = f"no column 'text' in the header {line.strip()[:80]!r}"
    raise ReportError(reason, path=path, line=1)


def _cells(row: list[str], names: list[str], path: str, line: int) -> dict[str, str]:
    if len(row) != len(names):
        reason = f"{len(row)} cells, but the header has {len(names)}"
        raise ReportError(reason, path=path, line=line)
    return dict(zip(names, row, strict=True))
