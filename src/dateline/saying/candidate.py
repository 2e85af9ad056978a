"""A reading of a cue, and what makes such readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.saying.trees import Trees

INNER = frozenset({"say", "report", "deny"})
"""Classes of cues whose claims may stand inside the content of another."""
INNER_FRAME = "inner"
"""What stands between a teller at the head of a sentence and another one at its end: never seen in
what was learned from, and kept where the other one is."""
TELLING = frozenset({"say", "report", "show", "ask", "agree", "deny", "promise", "plan", "know"})
"""Classes of cues that stand at the end of a sentence: ", the ministry announced"."""
LIKELY = 0.3
"""Probability from which a word that the network takes for a cue, or a part of one, is tried."""


class Candidate(NamedTuple):
    """A reading of a cue: indices of tokens, and how they hang together."""

    cue: int
    cue_tokens: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    frame: str
    source_by: str


class Maker:
    """Makes candidates of one cue, with its source."""

    def __init__(
        self, trees: Trees, cue: int, cue_tokens: Sequence[int], source: Sequence[int], by: str
    ) -> None:
        self.trees, self.cue, self.cue_tokens = trees, cue, tuple(cue_tokens)
        self.source, self.by = tuple(source), by
        self._taken = {*cue_tokens, *source}

    def of(self, source: tuple[int, ...], by: str) -> Maker:
        """What makes candidates of the same cue, with another source."""
        return Maker(self.trees, self.cue, self.cue_tokens, source, by)

    def __call__(self, frame: str, content: Sequence[int]) -> Iterator[Candidate]:
        """Yield the candidate, unless no content is left."""
        rest = [k for k in self._before_semicolon(content) if k not in self._taken]
        trimmed = self.trees.trimmed(rest)
        if trimmed:
            yield Candidate(self.cue, self.cue_tokens, self.source, tuple(trimmed), frame, self.by)

    def _before_semicolon(self, content: Sequence[int]) -> Sequence[int]:
        """What stands in front of a cue, without what follows behind a semicolon: "..., medics
        said; the army denied it"."""
        if not content or content[0] > self.cue or content[-1] < self.cue:
            return content
        end = self.trees.between_semicolons(self.cue)[1]
        return [k for k in content if k < end]
