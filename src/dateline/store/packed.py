"""How records and fingerprints stand in a cell of a table."""

from __future__ import annotations

import json
import struct
from typing import Any

from dateline.merge.forms import record_from_dict, record_to_dict
from dateline.merge.types import EventRecord, Fingerprint

written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Writes a form as short as JSON can be."""


def pack(record: EventRecord) -> str:
    """Write a record as it is stored: its form without what is empty."""
    form = {key: v for key, v in record_to_dict(record).items() if v != _DEFAULTS.get(key, _NONE)}
    return written(form)


def unpack(form: str) -> EventRecord:
    """Read a record as it is stored."""
    return record_from_dict(_DEFAULTS | json.loads(form))


_NONE = object()
_DEFAULTS: dict[str, Any] = {
    "modes": [], "contexts": [], "actors": [], "recipients": [], "when": None, "where": None,
    "counts": {}, "source_kinds": [], "publishers": [], "confidence": None, "figures": [],
    "contradictions": [], "superseded": False, "rejected": False, "corrections": [],
}  # fmt: skip


def pack_sketch(fingerprint: Fingerprint) -> bytes:
    """Write a fingerprint as it is stored: 8 bytes a number."""
    return struct.pack(f">{len(fingerprint)}q", *fingerprint)


def unpack_sketch(sketch: bytes) -> Fingerprint:
    """Read a fingerprint as it is stored."""
    return struct.unpack(f">{len(sketch) // 8}q", sketch)
