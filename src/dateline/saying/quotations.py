"""Finds what stands between quotation marks.

Curly, straight, doubled single and typewriter marks (`` ''), and single curly marks where they
open a word. A quotation that its paragraph leaves open goes on in the next one where that opens
with a mark again, as printed news has it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from dateline.data import Span

# Each alternative begins with its own character: the search then skips to one of these.
_MARK = re.compile(r"``|''|’’|‘‘|\"|“|”|„|‟|«|»|‘(?<!\w‘)(?=\S)|’(?<=\S’)(?!\w)|\n\s*")
_OPENING = frozenset({"“", "„", "‟", "«", "``", "‘‘", "‘"})
_CLOSING = {"“": "”", "„": "”“", "‟": "”", "«": "»", "``": "''", "‘‘": "’’", "‘": "’"}
_BOTH = frozenset({'"', "''", "’’"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: ``start`` to ``end``; ``continued`` where it takes up the open
    one of the paragraph before it."""

    start: int
    end: int
    continued: bool = False


@lru_cache(maxsize=1)  # several annotators read one report in turn
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """List the quotations of a text, in order; quotations inside quotations are part of them.

    >>> text = 'He “left”, she "stayed" on.'
    >>> [text[q.start:q.end] for q in find_quotations(text)]
    ['“left”', '"stayed"']
    """
    found: list[Quotation] = []
    opened: int | None = None
    mark = ""
    left_open = False  # the paragraph before ended inside a quotation
    fresh = True  # nothing but white space since the paragraph began
    last = 0
    for match in _MARK.finditer(text):
        sign = match.group()
        if text[last : match.start()].strip():
            fresh = False
        last = match.end()
        if sign[0] == "\n":
            if opened is not None:
                found.append(Quotation(opened, _trim(text, opened, match.start()), left_open))
            left_open = opened is not None and mark != "‘"
            opened, fresh = None, True
            continue
        if opened is None:
            if sign in _OPENING or (sign in _BOTH and _opens(text, match)):
                opened, mark = match.start(), sign
                left_open = left_open and fresh
        elif sign in _CLOSING.get(mark, mark) or sign == mark or (mark == '"' and sign == "”"):
            if sign == "’" and mark != "‘":
                continue
            found.append(Quotation(opened, match.end(), left_open))
            opened, left_open = None, False
        fresh = False
    if opened is not None:
        found.append(Quotation(opened, _trim(text, opened, len(text)), left_open))
    return tuple(q for q in found if q.end - q.start > 2)


def _opens(text: str, match: re.Match[str]) -> bool:
    """A mark of either use opens where a word follows it and none goes before."""
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return (before.isspace() or before in "([-–—,:;") and not after.isspace()


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


class Quotations:
    """The quotations of a text, each with a number. One that goes on in the next paragraph has the
    number of the one that it takes up.

    >>> quotations = Quotations('He “left”, she "stayed" on.')
    >>> quotations.number_at(5), quotations.number_at(10), quotations.number_at(18)
    (1, None, 2)
    """

    def __init__(self, text: str) -> None:
        found = find_quotations(text)
        self._spans: list[Span] = [(q.start, q.end) for q in found]
        self._starts = [q.start for q in found]
        self._numbers = [int(n) for n in accumulate(not q.continued for q in found)]

    def span_at(self, at: int) -> Span | None:
        """The quotation, within its paragraph, that holds a character."""
        place = bisect_right(self._starts, at) - 1
        return self._spans[place] if place >= 0 and at < self._spans[place][1] else None

    def number_at(self, at: int) -> int | None:
        """The number of the quotation that holds a character."""
        place = bisect_right(self._starts, at) - 1
        return self._numbers[place] if place >= 0 and at < self._spans[place][1] else None

    def end_of(self, number: int) -> int:
        """Where the quotation of a number ends, in its last paragraph."""
        return self._spans[bisect_right(self._numbers, number) - 1][1]
