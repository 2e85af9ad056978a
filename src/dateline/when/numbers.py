"""Numbers in words: what they look like in a text, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.when.patterns import DIGITS, GAP, Slot, any_of, plain


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words of a language and how they add up: "two hundred and ten", "2.5", "a dozen"."""

    words: Mapping[str, int]
    one: frozenset[str]
    glue: frozenset[str]
    half: str

    def slot(self) -> Slot:
        """The slot ``{count}``."""
        word, glue, one, half = map(any_of, (self.words, self.glue, self.one, [self.half]))
        big = any_of(w for w, n in self.words.items() if n in (12, 100, 1000, 1000000))
        regex = (
            rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:{GAP}1/2)?"
            rf"|(?:(?:{one}){GAP}(?=(?:{big})\b))?\b(?:{word})\b"
            rf"(?:{GAP}(?:(?:{glue}){GAP})?(?:{word})\b)*)(?:{GAP}{half})?"
        )
        starts = frozenset(self.words) | self.one | {DIGITS}
        return Slot("count", regex, starts, starts)

    def beginning(self) -> re.Pattern[str]:
        """The beginning of an amount: a number, a number word or "a"."""
        words = any_of({*self.words, *self.one, "an"})
        return re.compile(rf"\d|(?:{words}|half)\b", re.IGNORECASE)

    def read(self, text: str) -> str | None:
        """The number as digits: ``"two hundred"`` → ``"200"``; ``None`` for no number."""
        said = plain(text)
        extra = 0.0
        for ending in (f" {self.half}", " 1/2"):
            if said.endswith(ending):
                said, extra = said[: -len(ending)], 0.5
        if said[0].isdigit():
            if len(said) > 12:
                return None
            return f"{float(said.replace(',', '')) + extra:g}"
        total = current = 0
        for word in said.split():
            if word in self.glue:
                continue
            number = 1 if word in self.one else self.words[word]
            if number in (12, 100):
                current = max(current, 1) * number
            elif number >= 1000:
                total, current = total + max(current, 1) * number, 0
            elif current and (current % 10 or number >= 10 > current % 100 > 0):
                return None
            else:
                current += number
        return f"{total + current + extra:g}"
