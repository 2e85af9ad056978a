"""Finds time expressions and reads them as TIMEX3 against the day of publication.

    "They met on Friday."  (published 2024-03-05)  →  TimeMention("Friday", DATE, 2024-03-01)

The rules stand in ``knowledge/<language>/times.toml`` (``when/rules.py``); ``when/finding.py``
finds what they match, and ``when/timex.py`` names the arithmetic. Works on the text alone; where
the document has tokens with tags and heads, the verb that governs an expression decides whether a
bare weekday or month lies behind or ahead (``when/tense.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.data import Document, TimeMention
from dateline.when.finding import find_times
from dateline.when.rules import read_rules

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"sentences"})
ASSIGNS = "times"


def load(
    knowledge: Knowledge, language: str = "en"
) -> Callable[[Document], tuple[TimeMention, ...]]:
    """Read the rules of a language and return the function that finds time expressions."""
    rules = read_rules(knowledge, language)

    def annotate(doc: Document) -> tuple[TimeMention, ...]:
        return tuple(mention for mention, _ in find_times(doc, rules))

    return annotate
