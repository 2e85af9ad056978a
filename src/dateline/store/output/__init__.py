"""EventRecords → output. One file per format; the file's name is the name of the format.

A module has

    def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None

and ``check()`` where it needs something that may be missing.
"""

from collections.abc import Mapping
from typing import Any

Notes = Mapping[str, Mapping[str, Any]]
"""Corrections by their ids, in the form in which ``Store.corrections`` gives them."""
