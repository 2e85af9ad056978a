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
from dateline.readers._rules import Line, Rules, bounded_lines, decode, make_report, refusal
from dateline.readers._rules import too_long as _too_long

if TYPE_CHECKING:
    from dateline.data import Refusal, Report

SUFFIXES = (".jsonl", ".ndjson")


def read(stream: BinaryIO, path: str, rules: Rules) -> Iterator[Report | Refusal]:
    """Read one report after the other; blank lines are passed over."""
    for line in bounded_lines(stream, rules.max_bytes):
        if line.data is not None and not line.data.strip():
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
    except (RecursionError, ValueError) as error:  # nested too deep; a number of 5,000 digits
        raise ReportError(f"not JSON that we read: {error}", path=path, line=line.number) from None
    if not isinstance(fields, dict):
        reason = f"a JSON object is expected, not {type(fields).__name__}"
        raise ReportError(reason, path=path, line=line.number)
    return fields
