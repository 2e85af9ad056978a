"""States by their adjectives, and the code that a place had at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

FILE = "en/countries.tsv"


@dataclass(frozen=True, slots=True)
class States:
    """Read from ``countries.tsv``: adjectives ("Syrian" → SYR) of one word, and former codes."""

    adjectives: Mapping[str, str]
    earlier: Mapping[str, tuple[tuple[str, dt.date], ...]]

    def at(self, code: str | None, day: dt.date) -> str | None:
        """The code that was used on a day for what has this code today."""
        former = self.earlier.get(code or "", ())
        return next((old for old, last in former if day <= last), code)


def read_states(knowledge: Knowledge) -> States:
    """Read the table of states. Raises ``KnowledgeError`` for a row that is wrong."""
    adjectives: dict[str, str] = {}
    earlier: dict[str, tuple[tuple[str, dt.date], ...]] = {}
    for row in knowledge.rows(FILE):
        code = row.get("code")
        if code is None:
            continue
        for word in row.many("adjectives"):
            if " " not in word:
                adjectives.setdefault(word, code)
        if row.need("id") != code:
            continue
        try:
            former = [(entry.split("/")[0], entry.split("/")[1]) for entry in row.many("earlier")]
            dated = [(old, dt.date.fromisoformat(last)) for old, last in former]
        except (IndexError, ValueError) as error:
            raise row.error(f"earlier: {error}") from error
        if dated:
            earlier[code] = tuple(sorted(dated, key=lambda pair: pair[1]))
    return States(adjectives, earlier)
