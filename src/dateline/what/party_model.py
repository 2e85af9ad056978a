"""The model of an event's parties: every way to give them a side, and what each way weighs.

A way is scored by what each party is like, by how many stand on each side for this type of event,
and by what holds between two of them. Ways that come to the same countries share their probability;
the best way to the likeliest countries wins (``likeliest``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product
from operator import mul
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.embedded import MODEL
from dateline.errors import KnowledgeError
from dateline.linear import Remembered
from dateline.what.party_features import DESCRIBES, OWNS, PAIRS, VALUES, Party
from dateline.what.plover import RECIPROCAL
from dateline.what.roles import ACTOR, RECIPIENT

WEIGHTS = MODEL / "parties.tsv"
FULL = 3
"""Parties on a side from which on there are "many"."""
NEGLIGIBLE = 0.005
"""How much less likely than the likeliest way another may be to be weighed."""
BARRED = -20.0
"""What two weigh of which one describes the other, or owns it on another side."""
SIDES = ((1, 1), (2, 2), (1, 2), (2, 1))
"""The sides of two parties; "first" is the likelier of them."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways to give some parties a side, a row each: their sides (0 none, 1 actor, 2 recipient);
    ``acts``, ``receives``: party × way; ``sizes``: the number of its pair of sizes."""

    sides: NDArray[np.int8]
    acts: Floats
    receives: Floats
    sizes: NDArray[np.int64]


@cache
def ways(parties: int) -> Ways:
    """The ways for so many parties; no more than ``FULL`` on a side."""
    rows = [
        row for row in product((0, 1, 2), repeat=parties)
        if row.count(1) <= FULL and row.count(2) <= FULL
    ]  # fmt: skip
    sides = np.array(rows, np.int8).reshape(len(rows), parties)
    sizes = (sides == 1).sum(1) * (FULL + 1) + (sides == 2).sum(1)
    acts = np.equal(sides.T, ACTOR).astype(np.float64)
    receives = np.equal(sides.T, RECIPIENT).astype(np.float64)
    return Ways(sides, acts, receives, sizes)


@cache
def of_pair(parties: int, i: int, j: int) -> Floats:
    """For each of ``SIDES`` whether two parties stand on them: 4 × ways."""
    sides = ways(parties).sides
    return np.array([(sides[:, i] == a) & (sides[:, j] == b) for a, b in SIDES], np.float64)


def keys(
    kind: str, parties: Sequence[Party], some: Iterable[Sequence[int]]
) -> list[tuple[int, int]]:
    """Numbers for the countries on both sides in some ways; of a reciprocal type, on both
    together."""
    numbers: dict[str, int] = {}
    bits = []
    for party in parties:
        own = 0
        for country in sorted(party.countries):
            own |= 1 << numbers.setdefault(country, len(numbers))
        bits.append(own)
    found = []
    for sides in some:
        acting = receiving = 0
        for side, own in zip(sides, bits, strict=True):
            if side == ACTOR:
                acting |= own
            elif side == RECIPIENT:
                receiving |= own
        found.append((acting | receiving, 0) if kind in RECIPROCAL else (acting, receiving))
    return found


@dataclass(frozen=True)
class PartyModel:
    """Weights: of features for each side (the real part for the actor, the imaginary one for the
    recipient), of sizes by type (``""``: any), of what holds between two parties for each of
    ``SIDES``, for any type and (``TYPE,name``) by type."""

    features: Mapping[str, complex]
    sizes: Mapping[str, Floats]
    pairs: Mapping[str, Floats]
    _by_size: dict[tuple[str, int], Floats] = field(default_factory=dict, compare=False)
    _by_pair: dict[tuple[str, str, int, int, int], Floats] = field(
        default_factory=dict, compare=False
    )

    def scores(
        self, kind: str, local: Sequence[complex], held: Sequence[tuple[int, int, str]]
    ) -> Floats:
        """The score of each way, from the sum of the weights of each party."""
        n = len(local)
        all_ways, by_side = ways(n), np.array(local, complex)
        total: Floats = by_side.real @ all_ways.acts + by_side.imag @ all_ways.receives
        total += self._of_size(kind, n)
        for i, j, name in held:
            total += self._of_pair(kind, name, n, i, j)
        return total

    def _of_size(self, kind: str, n: int) -> Floats:
        """What the sizes of the sides add to each way."""
        found = self._by_size.get((kind, n))
        if found is None:
            own = self.sizes.get(kind)
            weights = self.sizes[""] if own is None else self.sizes[""] + own
            found = self._by_size[kind, n] = weights[ways(n).sizes]
        return found

    def _of_pair(self, kind: str, name: str, n: int, i: int, j: int) -> Floats:
        """What holds between two parties adds to each way."""
        key = kind, name, n, i, j
        found = self._by_pair.get(key)
        if found is None:
            if name == DESCRIBES:
                weights = np.full(len(SIDES), BARRED)
            elif name == OWNS:
                weights = np.array([0.0 if a == b else BARRED for a, b in SIDES])
            else:
                weights = self.pairs[name] + self.pairs.get(f"{kind},{name}", 0.0)
            found = self._by_pair[key] = weights @ of_pair(n, i, j)
        return found

    def local(self, party: Party) -> complex:
        """The sum of the weights of a party."""
        total: complex = sum(map(mul, self._of_values, party.values), 0j)
        return self._remembered.weigh(party.groups, total)

    @cached_property
    def _remembered(self) -> Remembered[complex]:
        return Remembered(self.features)

    @cached_property
    def _of_values(self) -> list[complex]:
        return [self.features.get(name, 0j) for name in VALUES]


def likeliest(
    total: Floats, keys: Callable[[NDArray[np.intp]], Sequence[tuple[int, int]]]
) -> tuple[int, float]:
    """The likeliest way to the likeliest countries, and how likely these are, from the scores of
    all ways. ``keys``: gives the countries of some ways."""
    chances = np.exp(total - total.max())
    some = np.flatnonzero(chances >= NEGLIGIBLE)
    shares: dict[tuple[int, int], float] = {}
    first: dict[tuple[int, int], tuple[float, int]] = {}
    for way, chance, key in zip(some.tolist(), chances[some].tolist(), keys(some), strict=True):
        shares[key] = shares.get(key, 0.0) + chance
        if key not in first or chance > first[key][0]:
            first[key] = chance, way
    chosen = max(shares, key=shares.__getitem__)
    return first[chosen][1], shares[chosen] / float(chances.sum())


def read_party_model(path: Path = WEIGHTS) -> PartyModel:
    """Read a model: lines of kind, name and weights. Raises ``KnowledgeError``."""
    features: dict[str, complex] = {}
    sizes: dict[str, Floats] = {"": np.zeros((FULL + 1) ** 2)}
    pairs = {name: np.zeros(len(SIDES)) for name in PAIRS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        try:
            kind, name, *values = line.split("\t")
            weights = [float(v) for v in values]
            if kind == "party":
                acting, receiving = weights
                features[name] = complex(acting, receiving)
            elif kind == "sizes":
                sizes[name] = np.array(weights).reshape((FULL + 1) ** 2)
            elif kind == "pair":
                pairs[name] = np.array(weights).reshape(len(SIDES))
            else:
                raise ValueError(kind)
        except ValueError as error:
            raise KnowledgeError(f"no weights in {line!r}", path=str(path), line=number) from error
    return PartyModel(features, sizes, pairs)
