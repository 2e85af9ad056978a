"""What every reader checks: bounded lines, UTF-8, a real date, a text that is not empty."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dateline.data import Refusal, Report, report_id
from dateline.errors import ReportError

MAX_REPORT_BYTES = 150_000
"""Longest report (JSONL line, CSV line, text file) that is read, unless the caller says so."""

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}(?::?\d{2}){0,2}[^\n]*)?|\d{8}", re.ASCII)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WRITTEN = re.compile(
    r"(?:([A-Za-z]{3,9})\.?,?[ \t]+)??"
    r"(?:(\d{1,2})[ \t]+([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?[ \t]+(\d{1,2})),?[ \t]+(\d{4})\b",
    re.ASCII,
)
"""A date with its month in letters: ``12 July 2025``, ``Sat, July 12, 2025``."""
_TIME = re.compile(r"(?:,?[ \t]+\d{1,2}:\d{2}.*)?", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SKIP = 1 << 16


@dataclass(frozen=True, slots=True)
class Rules:
    """How reports are read: the date of those that have none, and the longest one allowed."""

    published: dt.date | None = None
    max_bytes: int = MAX_REPORT_BYTES


MOST_BLANK = 100_000
"""Blank lines in a row that are read over: a small packed file can hold billions."""


class Blanks:
    """Counts blank lines in a row."""

    def __init__(self, path: str) -> None:
        self._path, self._count = path, 0

    def too_many(self, blank: bool, line: int) -> Refusal | None:
        """Count a line; give the reason for reading no further, once there are too many."""
        self._count = self._count + 1 if blank else 0
        if self._count <= MOST_BLANK:
            return None
        reason = f"more than {MOST_BLANK:,} blank lines in a row; the rest is not read"
        return Refusal(self._path, reason, line)


def refusal(error: ReportError) -> Refusal:
    """Turn the exception of a report that cannot be read into a value."""
    return Refusal(error.path, error.reason, error.line)


def too_long(rules: Rules, what: str) -> str:
    """The reason for refusing something longer than the limit."""
    return f"{what} is longer than {rules.max_bytes:,} bytes, the most that a report may have"


def parse_date(value: str) -> dt.date:
    """Read an ISO 8601 date or date-time, or a date with its month in letters; of a date-time the
    day, as written in its own zone.

    >>> parse_date("2025-07-12T23:30:00+03:00"), parse_date("Sat, 12 Jul 2025 23:30:00 GMT")
    (datetime.date(2025, 7, 12), datetime.date(2025, 7, 12))

    Raises ``ValueError`` where it is none, may be two (``07/12/2025``), lies on another
    weekday than it says, or outside the years 1000 to 2999.
    """
    value = value.strip()
    written = WRITTEN.match(value)
    if written is not None and _TIME.fullmatch(value, written.end()):
        return _in_range(_written(written), value)
    value = re.sub(r"^(\d{4})/(\d{2})/(\d{2})$", r"\1-\2-\3", value)
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(value)
    if match[1] is not None and match[1] != value:
        dt.datetime.fromisoformat(value)  # the time of day must be one, too
    return _in_range(dt.date.fromisoformat(match[1] or value), value)


def _written(match: re.Match[str]) -> dt.date:
    weekday, day, month, month_first, day_last, year = match.groups()
    made = dt.date(int(year), 1 + _index(month or month_first, _MONTHS), int(day or day_last))
    if weekday is not None and _index(weekday, _WEEKDAYS) != made.weekday():
        raise ValueError(match[0])
    return made


def _index(name: str, names: Sequence[str]) -> int:
    """The place of a name among names, by its first three letters or more."""
    for i, whole in enumerate(names):
        if whole.startswith(name.lower()):
            return i
    raise ValueError(name)


def _in_range(day: dt.date, value: str) -> dt.date:
    if not 1000 <= day.year <= 2999:
        raise ValueError(value)
    return day


_SAVE = "save it as UTF-8"


def decode(data: bytes, *, path: str, line: int | None = None, offset: int = 0) -> str:
    """Decode UTF-8, without a byte order mark at the start of the file.

    ``offset`` is where ``data`` starts in the file. Raises ``ReportError`` that names the byte.
    """
    if offset == 0 and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ReportError(f"not UTF-8: it starts like UTF-16; {_SAVE}", path=path, line=line)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        if line is None:
            line = data.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte 0x{byte:02X} at offset {offset + error.start:,}; {_SAVE}"
        raise ReportError(reason, path=path, line=line) from None
    return text.removeprefix("\ufeff") if offset == 0 else text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number from 1, the offset of its first byte, and its bytes with the
    line end; ``data`` is ``None`` where it is longer than allowed."""

    number: int
    offset: int
    data: bytes | None


def bounded_lines(stream: BinaryIO, max_bytes: int) -> Iterator[Line]:
    """Yield the lines of a stream; a line that is too long is skipped without being loaded."""
    number, offset = 0, 0
    while data := stream.readline(max_bytes + 1):
        number += 1
        size = len(data)
        if size <= max_bytes or data.endswith(b"\n"):
            yield Line(number, offset, data)
        else:
            while rest := stream.readline(_SKIP):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield Line(number, offset, None)
        offset += size


def make_report(
    fields: Mapping[str, object], rules: Rules, *, path: str, line: int | None = None
) -> Report:
    """Make a report of the fields of a line, row or file.

    ``text`` is needed, and ``published`` unless ``rules`` has a day; ``id``, ``title``, ``url``,
    ``publisher``, ``language`` and ``dateline`` are taken where they are given; others are left.
    Raises ``ReportError`` with the reason where it is none.
    """

    def text_of(name: str) -> str | None:
        value = fields.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            kind = type(value).__name__
            raise ReportError(f"{name}: a string is expected, not {kind}", path=path, line=line)
        if match := _SURROGATE.search(value):
            reason = f"{name}: half a surrogate pair at character {match.start():,}"
            raise ReportError(reason, path=path, line=line)
        return value if value.strip() else None

    text = text_of("text")
    if text is None:
        reason = "empty text" if "text" in fields else "no text"
        raise ReportError(reason, path=path, line=line)
    number = fields.get("id")
    given = str(number) if type(number) is int else text_of("id")
    url = text_of("url")
    return Report(
        id=given or report_id(url or _file_name(path), text),
        text=text,
        published=_published(text_of("published"), rules, path, line),
        title=text_of("title"),
        url=url,
        publisher=text_of("publisher"),
        language=text_of("language") or "en",
        dateline=text_of("dateline"),
        origin=path if line is None else f"{path}:{line}",
    )


def _published(value: str | None, rules: Rules, path: str, line: int | None) -> dt.date:
    if value is None:
        if rules.published is None:
            how = 'open it with "date 2025-07-12"' if line is None else 'give one as "published"'
            reason = f"no date of publication ({how}, or --published 2025-07-12)"
            raise ReportError(reason, path=path, line=line)
        return rules.published
    try:
        return parse_date(value)
    except ValueError:
        reason = f"{value[:40]!r} is not a date (expected: 2025-07-12)"
        raise ReportError(reason, path=path, line=line) from None


def _file_name(path: str) -> str:
    # Not the whole path: a report keeps its id when its folder moves. A name need not be UTF-8.
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
