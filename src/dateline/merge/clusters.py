"""Divides mentions into groups that tell of one event each.

Mentions are first divided into the connected components of the graph of ``linked``, then each
component into clusters: beginning with single mentions, the two clusters whose mentions agree best
on average are joined, as long as that average is high enough. What a report keeps apart stays
apart, unless its two mentions are strongly alike. All ties are broken by the order of mentions
(``in_order``), so that the result does not depend on the order in which they come.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.merge.blocks import Block, blocks
from dateline.merge.pairs import Told, prepared
from dateline.merge.scores import Scorer, likely, probability
from dateline.merge.types import StoredMention, in_order

LINK = 0.3
"""Least probability of a pair that may stand in one record."""
JOIN = 0.3
"""Least mean probability of the pairs between two clusters that are joined."""
ONE_REPORT = 0.5
"""Least probability of a pair of one report, which the coder has kept apart, in one cluster."""
FAR_DAYS = 7
"""Acts that are each dated to the day and further apart are two; within one report, acts of
different days are."""
FEW = 64
"""Up to so many mentions, all pairs of a component are compared; above, those that share a key."""


def linked(a: Told, b: Told) -> bool:
    """Tell whether two mentions may stand in one record (symmetric)."""
    least = ONE_REPORT if a.report == b.report else LINK
    return not _ruled_out(a, b) and likely(a, b, least)


def chance(a: Told, b: Told, scorer: Scorer | None = None) -> float:
    """The probability that two mentions tell of one event; 0 where something rules it out."""
    if _ruled_out(a, b):
        return 0.0
    p = probability(a, b, scorer)
    return 0.0 if p < ONE_REPORT and a.mention.report == b.mention.report else p


def _ruled_out(a: Told, b: Told) -> bool:
    if a.first is None or b.first is None or a.first != a.last or b.first != b.last:
        return False
    apart = abs(a.first - b.first)
    return apart > (0 if a.mention.report == b.mention.report else FAR_DAYS)


def cluster(
    mentions: Iterable[StoredMention], scorer: Scorer | None = None
) -> tuple[tuple[StoredMention, ...], ...]:
    """Divide mentions into groups, one a record. ``scorer``: others than the shipped weights."""
    some = in_order(mentions)
    if len(some) == 1:
        return (tuple(some),)
    ordered = [prepared(m) for m in some]
    chances = _chances(ordered, scorer)
    groups = []
    for component in components(len(ordered), (p for p, c in chances.items() if c >= LINK)):
        groups += _divide(component, ordered, chances, scorer)
    groups.sort()
    return tuple(tuple(ordered[n].mention for n in group) for group in groups)


def _chances(ordered: Sequence[Told], scorer: Scorer | None) -> dict[tuple[int, int], float]:
    """The chances of pairs that share a key, by numbers (the smaller first)."""
    members: dict[Block, list[int]] = defaultdict(list)
    for n, one in enumerate(ordered):
        for key in blocks(one):
            members[key].append(n)
    pairs = {pair for some in members.values() for pair in combinations(some, 2)}
    return {(i, j): chance(ordered[i], ordered[j], scorer) for i, j in sorted(pairs)}


def components(n: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected components of a graph of the numbers below n, each sorted, in order.

    >>> components(4, [(3, 1)])
    [[0], [1, 3], [2]]
    """
    root = list(range(n))

    def top(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for i, j in edges:
        low, high = sorted((top(i), top(j)))
        root[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for x in range(n):
        found[top(x)].append(x)
    return list(found.values())


def _divide(
    component: Sequence[int],
    ordered: Sequence[Told],
    chances: dict[tuple[int, int], float],
    scorer: Scorer | None,
) -> list[list[int]]:
    """Divide a component into clusters by agglomeration with average linkage."""
    clusters = _Clusters(component)
    for i, j in _compared(component, chances):
        known = chances.get((i, j))
        p = chance(ordered[i], ordered[j], scorer) if known is None else known
        clusters.compare(i, j, p, apart=p == 0.0 and _kept_apart(ordered[i], ordered[j]))
    waiting = [(-clusters.mean(*pair), *pair) for pair in clusters.sums if clusters.may_join(*pair)]
    heapq.heapify(waiting)
    while waiting:
        mean, i, j = heapq.heappop(waiting)
        if i not in clusters.members or j not in clusters.members:
            continue
        if -mean != clusters.mean(i, j):
            continue  # an older mean
        for pair in clusters.unite(i, j):
            if clusters.may_join(*pair):
                heapq.heappush(waiting, (-clusters.mean(*pair), *pair))
    return [sorted(some) for some in clusters.members.values()]


class _Clusters:
    """Clusters of numbers, each known by one of its members; pairs have the smaller one first.

    ``sums``: of the chances between the members of two; ``apart``: pairs that never join; ``near``:
    those with which one has been compared.
    """

    def __init__(self, numbers: Iterable[int]) -> None:
        self.members = {n: [n] for n in numbers}
        self.sums: dict[tuple[int, int], float] = {}
        self.apart: set[tuple[int, int]] = set()
        self.near: dict[int, set[int]] = defaultdict(set)

    def compare(self, i: int, j: int, p: float, *, apart: bool) -> None:
        """Take the chance that two are one."""
        if apart:
            self.apart.add((i, j))
        if p > 0.0:
            self.sums[i, j] = p
        self.near[i].add(j)
        self.near[j].add(i)

    def mean(self, i: int, j: int) -> float:
        """The mean chance between the members of two clusters."""
        return self.sums[i, j] / (len(self.members[i]) * len(self.members[j]))

    def may_join(self, i: int, j: int) -> bool:
        """Whether two clusters are likely enough to be one, and nothing keeps them apart."""
        return (i, j) not in self.apart and self.mean(i, j) >= JOIN

    def unite(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Put the second cluster into the first; yield its pairs with others, which have new means
        now."""
        self.members[i] += self.members.pop(j)
        for other in sorted((self.near[i] | self.near[j]) - {i, j}):
            if other not in self.members:
                continue
            pair, gone = _ordered(i, other), _ordered(j, other)
            self.sums[pair] = self.sums.get(pair, 0.0) + self.sums.get(gone, 0.0)
            if gone in self.apart:
                self.apart.add(pair)
            self.near[i].add(other)
            self.near[other].add(i)
            yield pair


def _compared(
    component: Sequence[int], chances: dict[tuple[int, int], float]
) -> Iterable[tuple[int, int]]:
    if len(component) <= FEW:
        return combinations(component, 2)
    within = set(component)
    return [pair for pair in sorted(chances) if pair[0] in within and pair[1] in within]


def _kept_apart(a: Told, b: Told) -> bool:
    return a.mention.report == b.mention.report or _ruled_out(a, b)


def _ordered(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)
