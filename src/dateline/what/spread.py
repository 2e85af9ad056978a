"""Events that no single word names, as the network sees it, but several of one clause together.

Of "announced it would begin exporting gas" it gives each verb a part: 0.25, 0.36 and 0.20. Only
one of them is the trigger, so what they have together is how likely the clause names an event.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.data import Token

SMALLEST = 0.08
"""Probability from which a word has a part."""
TOGETHER = 0.7
"""What the words must have together; from 0.5 on as many false events come with it as true ones."""
ALONE = 0.5
"""Probability from which a word names an event by itself."""
MOST = 0.95
"""The most that words have together: none of them names the event alone."""
BETWEEN = 1
"""Words that may stand between two that are shown together: "plans to visit"."""
Floats = NDArray[np.float32]


def shared(tokens: Sequence[Token], event: Floats) -> list[tuple[list[int], float]]:
    """Sets of words, each hanging on another one of its set, that name an event together only, in
    text order; and how likely. ``event``: the probability of each word to name one."""
    parts = [i for i in np.flatnonzero(event >= SMALLEST).tolist() if tokens[i].upos != "PUNCT"]
    sets: dict[int, list[int]] = {i: [i] for i in parts}
    for i in parts:
        head = tokens[i].head
        if head in sets and sets[head] is not sets[i]:
            sets[head] += sets[i]
            sets.update(dict.fromkeys(sets[i], sets[head]))
    found = []
    for words in sorted(map(sorted, {id(own): own for own in sets.values()}.values())):
        chances = event[words]
        total = float(chances.sum())
        if len(words) > 1 and total >= TOGETHER and float(chances.max()) < ALONE:
            found.append((words, min(total, MOST)))
    return found


def shown_to(words: Sequence[int], best: int) -> int:
    """The last word to show of those that name an event together: the next one where it follows
    at once ("begin exporting", "plans to visit"), else the best one itself.

    >>> shown_to([3, 5, 6], best=5), shown_to([3, 9], best=3)
    (6, 3)
    """
    after = [word for word in words if 0 < word - best <= BETWEEN + 1]
    return after[0] if after else best
