"""Which of the events that a report tells are one event told twice: a small linear model.

The network groups wordings by what the words say alone. Once days and parties are known, more
tells that two mentions are one: the same countries, the same parties, days that agree; and what
tells them apart. Two mentions are described by numbers, a logistic regression
(``model/joining.tsv``, trained by ``dateline train joining`` on reports that the network has not
seen) gives the probability that they are one event, and groups form by the mean of their pairs.

What is left may be one event as well, or one of two may be none. Both come to the same: of two
events the doubtful one tells nothing new. Where that is likely, it is joined to the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.chances import logit
from dateline.data import EventMention, Participant, When
from dateline.embedded import MODEL
from dateline.what.plover import RECIPROCAL

WEIGHTS = MODEL / "joining.tsv"
LEAST = 0.6
"""Probability from which mentions are one event."""
EMPTY = 0.66
"""Probability that the doubtful one of two events tells nothing new from which they are joined: one
that was right is worth two that tell nothing."""
_STEPS = 3  # of the tree, over which a wording is seen to hang on another
_FAR, _FARTHEST, _OPENING = 6, 4, 3  # sentences and paragraphs apart, sentence of the report
_STEM = 5  # letters that words of one stem share


@dataclass(frozen=True)
class Telling:
    """A mention as the model sees it. ``words``: lemmas of its wordings, the best first; ``upos``,
    ``determiner``: of the best; ``sentence``, ``paragraph``: where it stands; ``word``: the number
    of the best; ``above``: the words above that, the nearest first, each with the relation of what
    hangs on it."""

    event: EventMention
    words: tuple[str, ...]
    upos: str
    determiner: str
    sentence: int
    paragraph: int
    word: int = -1
    above: tuple[tuple[int, str], ...] = ()

    @cached_property
    def countries(self) -> tuple[frozenset[str], frozenset[str]]:
        """The countries of both sides; of a reciprocal type, of both together."""
        acting, receiving = (
            frozenset(p.country for p in side if p.country)
            for side in (self.event.actors, self.event.recipients)
        )
        if self.event.event_type in RECIPROCAL:
            return acting | receiving, frozenset()
        return acting, receiving

    @cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who stands on each side."""
        return _who(self.event.actors), _who(self.event.recipients)


def _who(side: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.entity or p.name or p.text for p in side)


def describe(one: Telling, other: Telling, linked: Sequence[float]) -> dict[str, float]:
    """Two mentions by numbers; ``one`` comes first. ``linked``: the network's probabilities that a
    wording of the one and a wording of the other name one event."""
    first, second = one.event, other.event
    same_type = first.event_type == second.event_type
    same_dyad = one.countries == other.countries
    mine, theirs = (frozenset().union(*t.countries) for t in (one, other))
    every = mine | theirs
    values = {
        "highest link": logit(max(linked, default=0.0)),
        "mean link": logit(sum(linked) / len(linked) if linked else 0.0),
        "same type": float(same_type),
        "same dyad": float(same_dyad),
        "same type and dyad": float(same_type and same_dyad),
        "countries shared": len(mine & theirs) / len(every) if every else 0.5,
        "countries of one": float(mine <= theirs or theirs <= mine),
        "same stem": float(any(_alike(a, b) for a in one.words for b in other.words)),
        f"days {_days(first.when, second.when)}": 1.0,
        f"sentences {min(other.sentence - one.sentence, _FAR)}": 1.0,
        f"paragraphs {min(other.paragraph - one.paragraph, _FARTHEST)}": 1.0,
        f"{one.upos} {other.upos}": 1.0,
        f"determiner {other.determiner}": 1.0,
        f"first in sentence {min(one.sentence, _OPENING)}": 1.0,
    }
    for name, a, b in zip(("actor", "recipient"), one.sides, other.sides, strict=True):
        if a and b:
            values[f"same {name}" if a & b else f"{name}s apart"] = 1.0
    for name, high, low in (("below", one, other), ("above", other, one)):
        for steps, (word, relation) in enumerate(low.above[:_STEPS], 1):
            if word == high.word:  # "claims that they stole", "warned that it could intervene"
                values[f"{name} by {steps}"] = values[f"{name} by {relation} {steps}"] = 1.0
    return values


def _alike(one: str, other: str) -> bool:
    """Whether two words are of one stem: "meet", "meeting"."""
    shared = min(_STEM, len(one), len(other))
    return shared > 3 and one[:shared] == other[:shared]


def _days(one: When | None, other: When | None) -> str:
    """How the days of two mentions agree."""
    if one is None or other is None:
        return "of neither" if one is other else "of one"
    if (one.start, one.end) == (other.start, other.end):
        return "the same"
    return "overlap" if one.start <= other.end and other.start <= one.end else "apart"


def grouped(count: int, chances: dict[tuple[int, int], float]) -> list[list[int]]:
    """Group mentions, by their numbers, the likeliest pairs first; ``chances`` of each pair (the
    lower number first). Groups join where the mean of their pairs is likely enough.

    >>> grouped(3, {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.1})
    [[0, 1], [2]]
    """
    groups = {n: [n] for n in range(count)}
    of = list(range(count))
    for (i, j), chance in sorted(chances.items(), key=lambda item: (-item[1], item[0])):
        if chance < LEAST:
            break
        a, b = of[i], of[j]
        if a == b:
            continue
        pairs = [chances[min(x, y), max(x, y)] for x in groups[a] for y in groups[b]]
        if sum(pairs) / len(pairs) >= LEAST:
            groups[a] += groups.pop(b)
            for n in groups[a]:
                of[n] = a
    return [sorted(group) for group in groups.values()]


def between(
    groups: Sequence[Sequence[int]], chances: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """The mean of the pairs between each two groups, by their numbers, the lower first.

    >>> between([[0, 1], [2]], {(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.25})
    {(0, 1): 0.375}
    """
    of = {member: n for n, group in enumerate(groups) for member in group}
    found: dict[tuple[int, int], list[float]] = {}
    for (i, j), chance in chances.items():
        a, b = sorted((of[i], of[j]))
        if a != b:
            found.setdefault((a, b), []).append(chance)
    return {pair: sum(some) / len(some) for pair, some in found.items()}


def empty(
    likely: Sequence[float], chances: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Which events tell nothing new, each with the one that tells it, the surest first. ``likely``:
    that each is an event at all; ``chances``: that two are one.

    The less likely one of two is none, or it is the other: "Lima urged calm. ... We have to keep
    calm" may be one demand or two; where the second is hardly a demand, it is not told twice.

    >>> empty([0.9, 0.5, 0.9], {(0, 1): 0.4, (0, 2): 0.4, (1, 2): 0.1})
    [(1, 0)]
    """
    asked = []
    for (i, j), chance in chances.items():
        low, high = (i, j) if likely[i] < likely[j] else (j, i)
        nothing = 1.0 - likely[low] * (1.0 - chance)
        if nothing >= EMPTY:
            asked.append((-nothing, low, high))
    found = dict[int, int]()
    for _, low, high in sorted(asked):
        if low not in found and high not in found:
            found[low] = high
    return list(found.items())
