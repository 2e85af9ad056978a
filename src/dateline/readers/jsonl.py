"""JSON Lines: one report a line.

    {"id": …, "published": "2025-07-12", "title": …, "text": …, "url": …, "publisher": …}

Only ``text`` and ``published`` are needed; ``dateline`` and ``language`` are taken, too. Spans
point into ``text`` exactly as given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ReportError
from dateline.readers._rules import Blanks, Line, Rules, bounded_lines, decode, make_report, refusal
from dateline.readers._rules import too_long as _too_long

if TYPE_CHECKING:
    from dateline.data import Refusal, Report

SUFFIXES = (".jsonl", ".ndjson")


def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]:
    """Read one report after the other; blank lines are passed over."""
    blanks = Blanks(path)
    for line in bounded_lines(stream, rules.max_bytes):
        blank = line.data is not None and not line.data.strip()
        if end := blanks.too_many(blank, line.number):
            yield end
            return
        if blank:
            continue
        try:
            fields = _parse(line, path, rules)
            yield make_report(fields, rules, path=path, line=line.number)
        except ReportError as error:
            yield refusal(error)


def _parse(line: Line, path: str, rules: Rules) -> dict[str, object]:
    if line.data is None:
        raise ReportError(_too_long(rules, "the line"), path=path, line=line.number)
    text = decode(line.data, path=path, line=line.number, offset=line.offset)
    try:
        fields = json.loads(text.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1:,}"
        if not text.rstrip().endswith("}"):
            reason += " (the line seems to be cut off)"
        raise ReportError(reason, path=path, line=line.number) from None
    except RecursionError:
        raise ReportError(
            "not JSON that we read: nested too deep", path=path, line=line.number
        ) from None
    except ValueError:  # json reads whole numbers of at most 4,300 digits
        reason = "not JSON that we read: a number of too many digits"
        raise ReportError(reason, path=path, line=line.number) from None
    if not isinstance(fields, dict):
        reason = f"a JSON object is expected, not {type(fields).__name__}"
        raise ReportError(reason, path=path, line=line.number)
    return fields
