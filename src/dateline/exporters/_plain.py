"""Values as plain text, the same for the events of a report and for records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.exporters._safe import squeeze

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet's formula begins."""


class Bounded(Protocol):
    """A number with its bounds: a ``Count`` of an event, a ``Tally`` or ``Figure`` of a record."""

    @property
    def low(self) -> int:
        """The lowest value."""

    @property
    def high(self) -> int | None:
        """The highest value; ``None`` where the text leaves it open."""


def bounds(one: Bounded) -> str:
    """Write a number with its bounds, for programs: ``5``, ``24-99``, ``100+``."""
    if one.high is None:
        return f"{one.low}+"
    return str(one.low) if one.low == one.high else f"{one.low}-{one.high}"


def bounds_in_words(one: Bounded) -> str:
    """Write a number with its bounds, for people: ``5``, ``24–99``, ``1,000 or more``."""
    if one.high is None:
        return f"{one.low:,} or more"
    return f"{one.low:,}" if one.low == one.high else f"{one.low:,}–{one.high:,}"


def joined(values: Iterable[str | None]) -> str:
    """Write several values into one cell, parted by ``|``.

    >>> joined(["Syria", None, "A|B"])
    'Syria||A/B'
    """
    return "|".join((value or "").replace("|", "/") for value in values)


def cell_text(cell: str) -> str:
    """Make text safe for a cell of a spreadsheet: one line, and no formula."""
    # The first character as given decides, too: a tab is gone once the text is on one line.
    line = squeeze(cell)
    return f"'{line}" if cell.startswith(_FORMULA) or line.startswith(_FORMULA) else line
