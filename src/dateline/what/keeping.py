"""Which of the events that the network finds are told: a second look at all of a report together.

The network judges each word by itself. Here a group of wordings (what may be one event) is looked
at beside the others: how likely its best word names an event and is its first wording, how likely
the group tells once more what a likelier one tells, how many wordings it has, its type, and how far
down the report it stands. What a logistic regression on that (``model/keeping.tsv``, trained by
``dateline train keeping`` on reports that the network has not seen) finds unlikely is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.chances import logit
from dateline.embedded import MODEL

WEIGHTS = MODEL / "keeping.tsv"
MOST_BEFORE = 8
"""Likelier groups from which on there are "many"."""
MOST_PARAGRAPH = 5
"""Paragraph from which on all count as far down."""
_DEPTHS = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The best wording of a group, as the network and the parser see it. ``score``: of the
    decision so far; ``event``, ``first``: probabilities of naming an event, and of being its first
    wording; ``share``: of the likeliest type among all types; ``highest``: the highest ``event`` of
    the group; ``size``: its wordings; ``together``: several words name it (``spread.py``)."""

    kind: str
    upos: str
    sentence: int
    paragraph: int
    score: float
    event: float
    first: float
    share: float
    highest: float
    size: int
    together: bool = False


def describe(
    groups: Sequence[Wording], members: Sequence[Sequence[int]], linked: NDArray[np.float32]
) -> list[dict[str, float]]:
    """Describe groups of wordings by numbers, from the likeliest to the least likely.

    ``members``: the numbers of each group's wordings; ``linked``: wordings × wordings, in the row
    of the later one the probability that they name one event (what stands behind the diagonal
    means nothing).
    """
    if not groups:
        return []
    highest = _between(members, linked)
    kinds = np.array([group.kind for group in groups])
    alike = kinds[:, None] == kinds
    told_already = highest.max(1).tolist()
    same_type = (highest * alike).max(1).tolist()
    found = []
    likelier = 0  # of those that one word names
    for group, again, same in zip(groups, told_already, same_type, strict=True):
        score = logit(group.score)
        found.append({
            "score": score,
            "score²": score * score,
            "event": logit(group.event),
            "first": logit(group.first),
            "highest event": group.highest,
            "type's share": group.share,
            "told already": again,
            "told already, log-odds": logit(again),
            "told already, same type": same,
            f"is {group.kind}": 1.0,
            f"is {group.kind}, {group.upos}": 1.0,
            f"is {group.upos}": 1.0,
            f"wordings {min(group.size, 3)}": 1.0,
            f"sentence {_depth(group.sentence)}": 1.0,
            f"paragraph {min(group.paragraph, MOST_PARAGRAPH)}": 1.0,
            f"likelier ones {min(likelier, MOST_BEFORE)}": 1.0,
            **({"named together": 1.0} if group.together else {}),
        })  # fmt: skip
        likelier += not group.together
    return found


def _between(members: Sequence[Sequence[int]], linked: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest probability between the wordings of a group and of one before it: group × group,
    nothing on the diagonal and behind it."""
    order = [i for group in members for i in group]
    starts = np.cumsum([0, *map(len, members[:-1])])
    below = np.tril(linked, -1)
    both = (below + below.T)[np.ix_(order, order)]
    rows = np.maximum.reduceat(both, starts, axis=0)
    found: NDArray[np.float32] = np.tril(np.maximum.reduceat(rows, starts, axis=1), -1)
    return found


def _depth(sentence: int) -> str:
    return next((name for most, name in _DEPTHS if sentence <= most), ">10")
