"""Finds the names of a document: the network proposes, what is known about names decides.

The network gives each word its share of "begins" and "goes on" of each type. From the words that it
thinks may belong to a name come candidates, which are spans with a type. A small linear model
(``model/names.tsv``, trained by ``dateline train names``) says how probable each candidate is, from
the shares, the syntax, the words around, and the knowledge files; the most probable that do not
overlap are kept. Where the network is sure, its answer stands.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.chances import softmax
from dateline.data import NameType
from dateline.linear import Remembered, read_linear, spelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.data import Token
    from dateline.knowledge import Knowledge, Row
    from dateline.linear import Group, Linear

TYPES: tuple[NameType, ...] = ("PER", "ORG", "LOC")
TABLE = "names.tsv"
LEAST = 0.42
"""Probability from which a candidate is a name: the best on the development sets."""
SURE = 0.98
"""Where the network gives all words of a stretch their labels with such a share, they stand."""
_WARM = 0.1  # a word with such a share of any name may belong to one
_COLD = 0.99  # a word between two warm ones that is less surely none belongs to their stretch
_FAINT = 0.08  # a word of the span has less of the type: no candidate, as it is never chosen
_LONGEST = 10
_NICKNAME = 5  # words of a nickname at most, its quotation marks included
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
_STEPS = (0.02, 0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 0.98)
_SYMBOL = re.compile(r"[@/\d]")
_LISTS = (
    ("en/countries.tsv", ("name", "names"), "country"),
    ("en/countries.tsv", ("seats",), "seat"),
    ("en/countries.tsv", ("adjectives", "people"), "nationality"),
    ("en/bodies.tsv", ("name", "names", "context"), "body"),
    ("en/groups.tsv", ("name", "names", "context"), "group"),
    ("en/media.tsv", ("names",), "media"),
    ("en/people.tsv", ("name", "names"), "person"),
)

_COLUMNS = (1, 3, 5)  # of "begins" for each type; "goes on" comes behind it

Found = tuple[int, int, NameType]
"""First and last word and type of a name."""
Features = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``start`` to ``end`` (end exclusive) that may be names, inside a sentence."""

    sentence: tuple[int, int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span as a name of type ``kind``, and what is seen of it."""

    first: int
    last: int
    kind: NameType
    groups: tuple[Group, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """All features, each by itself and with the type."""
        alone = spelled(self.groups)
        return (*alone, *(f"{self.kind} {f}" for f in alone))


class Namer:
    """Names of a document from the network's scores: ``labels`` are the names of their columns."""

    def __init__(self, labels: Sequence[str], known: dict[str, str], model: Linear) -> None:
        self._order = [0, *(labels.index(f"{x}-{t}") for t in TYPES for x in "BI")]
        self._known = known
        self._bias = model.bias
        weights: dict[NameType, dict[str, float]] = {t: {} for t in TYPES}
        for feature, weight in model.weights.items():
            kinds, name = _kinds(feature)
            for kind in kinds:
                weights[kind][name] = weights[kind].get(name, 0.0) + weight
        self._weights = {kind: Remembered(found) for kind, found in weights.items()}

    @classmethod
    def load(cls, labels: Sequence[str], knowledge: Knowledge, path: Path) -> Namer:
        """Load the model at ``path``, and what is known about names."""
        return cls(labels, read_known(knowledge), read_linear(path))

    def __call__(
        self,
        tokens: Sequence[Token],
        bases: Sequence[int],
        scores: NDArray[np.float32],
        plain: Sequence[Found],
    ) -> list[Found]:
        """The names, in order. ``plain`` are those that the labels spell by themselves; sentence
        ``i`` has the words from ``bases[i]`` to ``bases[i + 1]``."""
        found = {name[0]: name for name in plain}
        for stretch, group in self.candidates(tokens, bases, scores, plain):
            for at in range(stretch.start, stretch.end):
                found.pop(at, None)
            found.update((name[0], name) for name in self._choose(group))
        return _with_nicknames(tokens, [found[at] for at in sorted(found)])

    def candidates(
        self,
        tokens: Sequence[Token],
        bases: Sequence[int],
        scores: NDArray[np.float32],
        plain: Sequence[Found],
    ) -> Iterator[tuple[Stretch, list[Candidate]]]:
        """Yield the stretches of which the network is not sure, with their candidates."""
        share = softmax(scores[:, self._order])
        by_word = {i: name for name in plain for i in range(name[0], name[1] + 1)}
        for stretch in _stretches(share, bases):
            rows = share[stretch.start : stretch.end].tolist()
            if not _is_sure(stretch, rows, by_word):
                after = share[stretch.end].tolist() if stretch.end < stretch.sentence[1] else None
                yield stretch, list(_of(tokens, stretch, rows, after, by_word, self._known))

    def _choose(self, group: Sequence[Candidate]) -> list[Found]:
        """The most probable candidates that do not overlap."""
        bar = math.log(LEAST / (1 - LEAST)) - self._bias
        probable = []
        for c in group:
            total = self._weights[c.kind].weigh(c.groups, 0.0)
            if total >= bar:
                probable.append((-total, c.first, c.last, c.kind))
        taken: list[Found] = []
        for _, first, last, kind in sorted(probable):
            if all(last < f or first > e for f, e, _ in taken):
                taken.append((first, last, kind))
        return taken


def _with_nicknames(tokens: Sequence[Token], names: list[Found]) -> list[Found]:
    """Join the parts of a person's name that a nickname in quotation marks cuts: Ana "La Jefa"
    Ruiz."""
    kept: list[Found] = []
    for first, last, kind in names:
        if kind == "PER" and tokens[first - 1].text in _QUOTES and first > 1:
            start = first - 2
            while start > 0 and first - start <= _NICKNAME and tokens[start].text not in _QUOTES:
                start -= 1
            before = next((n for n in reversed(kept) if n[1] < start), None)
            if tokens[start].text in _QUOTES and before and before[1:] == (start - 1, "PER"):
                del kept[kept.index(before) :]
                first = before[0]
        kept.append((first, last, kind))
    return kept


def _kinds(feature: str) -> tuple[Sequence[NameType], str]:
    """The types to whose candidates a feature belongs, and its name without them."""
    for kind in TYPES:
        if feature.startswith(f"{kind} "):
            return (kind,), feature[len(kind) + 1 :]
    return TYPES, feature


def read_known(knowledge: Knowledge) -> dict[str, str]:
    """Read the names of the knowledge files, each with the list that it stands in."""
    known: dict[str, str] = {}
    for file, columns, code in _LISTS:
        for row in knowledge.rows(file):
            told = f"{code} {row.get('kind')}" if code == "group" else code
            for name in _names_of(row, columns):
                known.setdefault(name, told)
                if code == "person":
                    known.setdefault(name.split()[-1], "surname")
    return known


def _names_of(row: Row, columns: Sequence[str]) -> Iterator[str]:
    for column in columns:
        yield from row.many(column)


def _stretches(share: NDArray[np.float32], bases: Sequence[int]) -> Iterator[Stretch]:
    """Runs of words that may be names: warm ones, and one word between two of them."""
    none = share[:, 0]
    warm = np.flatnonzero(none <= 1 - _WARM).tolist()
    ends = iter(pairwise(bases))
    start, end = 0, 0
    first = last = -1
    for at in warm:
        if first >= 0 and at < end and (
            at == last + 1 or (at == last + 2 and none[last + 1] < _COLD)
        ):  # fmt: skip
            last = at
            continue
        if first >= 0:
            yield Stretch((start, end), first, last + 1)
        while at >= end:
            start, end = next(ends)
        first = last = at
    if first >= 0:
        yield Stretch((start, end), first, last + 1)


def _is_sure(stretch: Stretch, rows: list[list[float]], plain: dict[int, Found]) -> bool:
    """Whether the network gives every word of a stretch its label with a share of ``SURE``."""
    for at, row in enumerate(rows, stretch.start):
        name = plain.get(at)
        column = 1 + 2 * TYPES.index(name[2]) + (at > name[0]) if name else 0
        if row[column] < SURE:
            return False
    return True


def _of(
    tokens: Sequence[Token],
    stretch: Stretch,
    rows: list[list[float]],
    after: list[float] | None,
    plain: dict[int, Found],
    known: dict[str, str],
) -> Iterator[Candidate]:
    """The candidates of a stretch. ``rows`` are the shares of its words, ``after`` those of the
    next word of the sentence."""
    start, size = stretch.start, stretch.end - stretch.start
    begins = [[row[b] for row in rows] for b in _COLUMNS]
    masses = [[row[b] + row[b + 1] for row in rows] for b in _COLUMNS]
    for first in range(size):
        likely = list(range(len(TYPES)))
        for last in range(first, min(size, first + _LONGEST)):
            likely = [n for n in likely if masses[n][last] >= _FAINT]
            if not likely:
                break  # nor is a longer span a candidate, which has this word too
            following = rows[last + 1] if last + 1 < size else after
            span = start + first, start + last
            common = _common(tokens, stretch.sentence, *span, known)
            for n in likely:
                part, breaks = masses[n][first : last + 1], begins[n][first + 1 : last + 1]
                before = _step(masses[n][first - 1]) if first else "no"
                goes_on = _step(following[_COLUMNS[n] + 1]) if following else "no"
                own: tuple[Group, ...] = (
                    (_names_of_mass, _step(min(part)), _step(sum(part) / len(part))),
                    (_names_of_begin, _step(begins[n][first]), before),
                    (_names_of_end, goes_on, _step(max(breaks)) if breaks else None),
                    (_names_of_plain, _plain(*span, TYPES[n], plain)),
                )
                yield Candidate(*span, TYPES[n], own + common)


def _step(share: float) -> int:
    """A share in steps that are fine near 0 and 1."""
    return bisect_left(_STEPS, share)


def _plain(first: int, last: int, kind: NameType, plain: dict[int, Found]) -> str:
    """How the span lies to the names that the labels spell."""
    at_first, at_last = plain.get(first), plain.get(last)
    if at_first is None and at_last is None:
        return "none"
    if at_first is not None and at_first == at_last:
        if (at_first[0], at_first[1]) == (first, last):
            return "same" if at_first[2] == kind else f"same but {at_first[2]}"
        return "part"
    whole = (at_first is None or at_first[0] == first) and (at_last is None or at_last[1] == last)
    return "joins" if whole else "cuts"


def _common(
    tokens: Sequence[Token],
    sentence: tuple[int, int],
    first: int,
    last: int,
    known: dict[str, str],
) -> tuple[Group, ...]:
    """Features of the span whatever its type."""
    words = tokens[first : last + 1]
    begin, head = words[0], words[-1]
    text = " ".join([t.text for t in words])
    inside = sum([first <= t.head <= last and t.head != i for i, t in enumerate(words, first)])
    before: Group = (_names_of_start,)
    if first > sentence[0]:
        word = tokens[first - 1]
        hangs = first <= word.head <= last
        before = _names_before, word.text.lower(), word.xpos, hangs, word.deprel
    after: Group = (_names_of_stop,)
    if last + 1 < sentence[1]:
        word = tokens[last + 1]
        after = _names_after, word.text.lower(), word.xpos, head.head == last + 1, head.deprel
    return (
        (_names_of_text, text, len(words) == 1),
        (_names_of_list, known.get(text), min(len(words), 5), min(len(words) - inside, 3)),
        (_names_of_last, head.text.lower(), head.xpos, head.deprel),
        (_names_of_first, begin.text.lower() if len(words) > 1 else None, begin.xpos),
        before,
        after,
    )


# --- names of features ------------------------------------------------------------------------


def _names_of_mass(least: int, mean: int) -> Features:
    return f"least {least}", f"mean {mean}"


def _names_of_begin(first: int, before: int | str) -> Features:
    return f"first {first}", f"before {before}"


def _names_of_end(following: int | str, breaks: int | None) -> Features:
    return (f"goes on {following}", *(() if breaks is None else (f"breaks {breaks}",)))


def _names_of_plain(plain: str) -> Features:
    return (f"plain {plain}",)


def _names_of_text(text: str, one_word: bool) -> Features:
    shapes = (
        ("capitals", one_word and text.isupper() and len(text) > 1),
        ("small", text.islower()),
        ("symbols", _SYMBOL.search(text)),
    )
    return tuple(name for name, holds in shapes if holds)


def _names_of_list(known: str | None, words: int, outside: int) -> Features:
    return f"list {known}", f"words {words}", f"heads outside {outside}"


def _names_of_last(word: str, tag: str, relation: str) -> Features:
    return f"last word {word}", f"last tag {tag}", f"relation {relation}"


def _names_of_first(word: str | None, tag: str) -> Features:
    return (f"first tag {tag}", *(() if word is None else (f"first word {word}",)))


def _names_before(word: str, tag: str, hangs: bool, relation: str) -> Features:
    return f"previous {word}", f"previous tag {tag}", f"previous hangs {hangs} {relation}"


def _names_after(word: str, tag: str, hangs: bool, relation: str) -> Features:
    return f"next {word}", f"next tag {tag}", f"hangs on next {hangs} {relation}"


def _names_of_start() -> Features:
    return ("previous start",)


def _names_of_stop() -> Features:
    return ("next end",)
