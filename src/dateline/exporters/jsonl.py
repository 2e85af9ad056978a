"""JSON Lines: one report a line, every layer (``docs/record.md``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from dateline.forms import Form, document_to_dict, why_to_dict

if TYPE_CHECKING:
    from dateline.data import Document

# Characters that JSON lets stand but that some programs take for a line end or a terminal command.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def prepare(doc: Document) -> str:
    """Make the line of a report, without line end.

    Raises ``ValueError`` where a number is not finite.
    """
    return line(document_to_dict(doc))


def prepare_explained(doc: Document) -> str:
    """Make the line of a report, each event with a ``why`` more (``docs/record.md``)."""
    form = document_to_dict(doc)
    for event, of in zip(doc.events, form["events"], strict=True):
        of["why"] = None if event.why is None else why_to_dict(event.why)
    return line(form)


def line(form: Form) -> str:
    """Write a plain form as a line, without line end.

    Raises ``ValueError`` where a number is not finite.
    """
    made = json.dumps(form, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", made)


def write(rows: Iterable[str], out: BinaryIO) -> None:
    """Write the lines as they come."""
    for row in rows:
        out.write(row.encode() + b"\n")
        out.flush()
