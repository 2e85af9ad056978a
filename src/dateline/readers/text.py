"""Plain text: one file, one report, or several that each begin with their date.

The file opens with its date, as first words or first line (``date 2025-07-12``), or with front
matter, with or without ``---`` lines around it:

    published: 2025-07-12
    title: Two delegations to meet in Baku
    url: https://example.org/1
    publisher: Example Wire

The body is kept as it stands, without the white space before and after it. Where a file
opens with a date, a line that is only a date (``date 2025-07-13``), behind a blank one, begins the
next report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ReportError
from dateline.readers._rules import WRITTEN, Rules, decode, make_report, refusal, too_long

if TYPE_CHECKING:
    from dateline.data import Refusal, Report

SUFFIXES = (".txt", ".text", ".md")

_TIME = r"(?:,?[ \t]+\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]+(?:[A-Z]{1,4}|[+-]\d{4}))?)?"
_DATE = re.compile(
    rf"\s*date:?[ \t]+(?:(?P<written>{WRITTEN.pattern}{_TIME})|(?=\d)(?P<token>\S+))(?:\s+|$)",
    re.IGNORECASE | re.ASCII,
)
_NEXT = re.compile(
    rf"(?<=\n)[ \t]*\r?\n(?=[ \t]*date:?[ \t]+(?:{WRITTEN.pattern}|\d[\d./-]{{5,}}\S*)[ \t]*\r?\n)",
    re.IGNORECASE | re.ASCII,
)
_FENCE = re.compile(r"^---[ \t]*\r?$\n?", re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]+(.*?))?[ \t]*(?:\r?\n|$)")
_FIELDS = {"published", "date", "title", "url", "publisher", "id", "language", "dateline"}


def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]:
    """Read the report that a file holds."""
    data = stream.read(rules.max_bytes + 1)
    try:
        if len(data) > rules.max_bytes:
            raise ReportError(too_long(rules, "the file"), path=path)
        if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            raise ReportError("a binary file, not text", path=path)
        content = decode(data, path=path)
    except ReportError as error:
        yield refusal(error)
        return
    parts = list(_parts(content))
    for number, part in parts:
        line = number if len(parts) > 1 else None
        try:
            fields: dict[str, object] = dict(parse_text(part))
            if not fields["text"]:
                raise ReportError("empty text", path=path, line=line)
            yield make_report(fields, rules, path=path, line=line)
        except ReportError as error:
            yield refusal(error)


def _parts(content: str) -> Iterator[tuple[int, str]]:
    """Yield the reports of a file, each with the number of its first line: one, unless the file
    opens with a date."""
    start, line = 0, 1
    if _DATE.match(content) is None:
        yield line, content
        return
    for match in _NEXT.finditer(content):
        if content[start : match.start()].strip():
            yield line, content[start : match.start()]
            line += content.count("\n", start, match.end())
            start = match.end()
    yield line, content[start:]


def parse_text(content: str) -> dict[str, str]:
    """Split a file into its front matter and its ``text``.

    >>> parse_text("date 2025-07-12 Talks opened.")
    {'published': '2025-07-12', 'text': 'Talks opened.'}
    """
    fields: dict[str, str] = {}
    if match := _DATE.match(content):
        fields["published"] = match["written"] or match["token"]
        content = content[match.end() :]
    more, body = _front_matter(content.lstrip())
    return {**more, **fields, "text": body.strip()}


def _front_matter(content: str) -> tuple[dict[str, str], str]:
    """Read the ``name: value`` lines at the start; between ``---`` lines, any other line is left
    out.
    """
    opening = _FENCE.match(content)
    closing = _FENCE.search(content, opening.end()) if opening else None
    if opening and closing:
        inside = content[opening.end() : closing.start()].splitlines()
        fields = dict(field for line in inside if (field := _field(_FIELD.match(line))))
        # No field that we know: the text itself starts with a line of dashes.
        return (fields, content[closing.end() :]) if fields else ({}, content)
    fields, at = {}, 0
    while field := _field(match := _FIELD.match(content, at)):
        fields[field[0]] = field[1]
        at = match.end() if match else at
    return fields, content[at:]


def _field(match: re.Match[str] | None) -> tuple[str, str] | None:
    if match is None or (name := match[1].lower()) not in _FIELDS:
        return None
    return "published" if name == "date" else name, _unquote(match[2] or "")


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
