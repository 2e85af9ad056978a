"""Names the coder that made a report's mentions, so that one can tell runs apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import dateline
from dateline.embedded import MODEL
from dateline.knowledge import ROOT


def name_of(folders: Sequence[str] = ()) -> str:
    """Name the embedded coder: our version, and a hash of its model and of all knowledge."""
    made = hashlib.sha256()
    for folder in (MODEL, ROOT, *map(Path, folders)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                made.update(str(path.relative_to(folder)).encode("utf-8", "surrogateescape"))
                with path.open("rb") as file:
                    made.update(hashlib.file_digest(file, "sha256").digest())
    return f"dateline {dateline.__version__} {made.hexdigest()[:12]}"
