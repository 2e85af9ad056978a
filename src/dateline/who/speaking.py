"""Who speaks in the quotations of a report: whom "I" and "we" mean there.

"I will not resign," Varga said. "We have a mandate."      both: Varga
"""

from __future__ import annotations

from bisect import bisect_right

from dateline.saying.cues import Cues
from dateline.saying.quotations import find_quotations
from dateline.syntax import base
from dateline.who.whose import Reader

_WHOLE = 5
"""Words from which on what is quoted with a capital is a sentence."""
_PASSED_ON = 3
"""Sentences after which a quotation without a speaker is no longer the last speaker's."""


class Speaking:
    """The quotations of a report as ranges of tokens, each with the head word of its speaker."""

    def __init__(self, reader: Reader, cues: Cues) -> None:
        self.reader = reader
        self.cues = cues
        ranges = (reader.range_of(q.start, q.end) for q in find_quotations(reader.doc.text))
        self.ranges = [r for r in ranges if r[0] < r[1]]
        self._starts = [first for first, _ in self.ranges]
        self.speakers: list[int | None] = []
        for n in range(len(self.ranges)):
            self.speakers.append(self._speaker(n))

    def quotation_of(self, i: int) -> int | None:
        """The number of the quotation that a token stands in."""
        n = bisect_right(self._starts, i) - 1
        return n if n >= 0 and i < self.ranges[n][1] else None

    def is_whole(self, n: int) -> bool:
        """Whether whole sentences are quoted, not a few words of one ("his" in 'she praised "his
        courage"' may be whose the sentence is about)."""
        first, last = self.ranges[n]
        opening = next((t for t in self.reader.tokens[first:last] if t.upos != "PUNCT"), None)
        return last - first >= _WHOLE and opening is not None and opening.text[0].isupper()

    def _speaker(self, n: int) -> int | None:
        reader = self.reader
        first, last = self.ranges[n]
        near = (reader.sentence_of[last - 1], reader.sentence_of[first])
        for number in dict.fromkeys(near):
            sent = reader.doc.sentences[number]
            for i in range(sent.start_token, sent.end_token):
                if self.quotation_of(i) is None and self._speaks(i):
                    for j in reader.below[i]:
                        if (
                            base(reader.tokens[j].deprel) == "nsubj"
                            and self.quotation_of(j) is None
                        ):
                            return j
        if n and near[1] - reader.sentence_of[self.ranges[n - 1][1] - 1] <= _PASSED_ON:
            return self.speakers[n - 1]
        return None

    def _speaks(self, i: int) -> bool:
        token = self.reader.tokens[i]
        return token.upos == "VERB" and (token.lemma.lower(), "VERB") in self.cues
