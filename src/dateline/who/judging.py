"""Judges of country and sectors: two small linear models over evidence (``ways.py``).

The country of a noun phrase is chosen among those that the report has in sight, and none at all;
each candidate is weighed by the ways in which the phrase, the other mentions of its entity and the
report point to it (``countries.py``). The sectors are chosen among the sets that occur, by the role
words, the names and what the knowledge base says of them on the day (``sectors.py``). A phrase may
mean several parties (``several.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.embedded import MODEL
from dateline.linear import Remembered, read_linear
from dateline.who.bare import (
    country_behind,
    country_of_clause,
    country_of_owner,
    country_of_possessor,
    country_of_rebels,
    country_of_scene,
    is_bare,
    is_from_abroad,
    is_guest,
)
from dateline.who.countries import SHARES, Candidate, names_of_share, weighed
from dateline.who.near import Near
from dateline.who.phrases import Phrase
from dateline.who.sectors import (
    by_office,
    has_left_office,
    matching,
    sector_features,
    suggested,
)
from dateline.who.several import are_two, is_pair, listed, within_one
from dateline.who.ways import Evidence
from dateline.who.whose import Reader

COUNTRIES = MODEL / "countries.tsv"
SECTORS = MODEL / "sectors.tsv"


@dataclass(frozen=True)
class Judge:
    """The two models: weights of what speaks for a country; the sets of sectors, for each feature
    its weights by set, and what it counts that words suggest a set. ``hints`` keeps sums
    that were made before."""

    countries: dict[str, float]
    sets: tuple[tuple[str, ...], ...] = ()
    rows: dict[str, int] = field(default_factory=dict)  # feature → row of the table
    table: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    matches: dict[str, float] = field(default_factory=dict)
    hints: dict[tuple[str, tuple[str, ...]], NDArray[np.float64]] = field(default_factory=dict)

    def fullest(self, reader: Reader, heads: Sequence[int]) -> Phrase:
        """The mention of an entity that says most: a name with its title, else the longest."""
        best, most = None, -1.0
        for head in heads:
            if reader.tokens[head].upos == "PRON":
                continue
            phrase = reader.phrase(head)
            weight = min(len(phrase.tokens), 6) / 10
            weight += (phrase.person is not None) * 2 + (phrase.ref is not None) * 2
            weight += phrase.role is not None
            if weight > most:
                best, most = phrase, weight
        return best if best is not None else reader.phrase(heads[0])

    def country(self, reader: Reader, phrase: Phrase, heads: Sequence[int]) -> Candidate:
        """The country of a phrase, an entity's other mentions given; ``None`` for none."""
        key = phrase.head, phrase.first, phrase.last, tuple(heads)
        known = reader.countries.get(key)
        if known is None or known[0] is not self:
            known = reader.countries[key] = self, self._country(reader, phrase, heads)
        return known[1]

    def _country(self, reader: Reader, phrase: Phrase, heads: Sequence[int]) -> Candidate:
        if is_from_abroad(reader, phrase):
            return None
        if _is_world_body(phrase):
            return _where_based(reader, phrase, heads)
        if _is_posted(phrase) or is_guest(reader, phrase, heads):
            return None
        bare = is_bare(reader, phrase, heads)
        told = None
        if bare and phrase.person is not None:
            told = country_of_owner(reader, heads)
        elif bare:
            told = country_of_possessor(reader, phrase) or country_of_clause(reader, phrase)
        if told is not None:
            return told
        best, most = None, -math.inf
        for candidate, groups in weighed(reader, phrase, heads):
            if groups[0][0] is names_of_share and most >= self._farther:
                break  # the phrase shows another, and the rest have nothing but their share
            weight = self._remembered.weigh(groups, 0.0)
            if weight > most:
                best, most = candidate, weight
        if bare and best is not None:
            return (
                country_behind(reader, phrase)
                or country_of_scene(reader, phrase)
                or country_of_rebels(reader, phrase)
                or best
            )
        return best

    @cached_property
    def _remembered(self) -> Remembered[float]:
        return Remembered(self.countries)

    @cached_property
    def _farther(self) -> float:
        """The most that a country weighs where the phrase shows another."""
        return max(self._remembered.weigh([(names_of_share, share)], 0.0) for share in SHARES)

    def lands(self, reader: Reader, phrase: Phrase, heads: Sequence[int]) -> tuple[Candidate, ...]:
        """The countries of a phrase: several for "US and Iraqi forces" or "the two countries"; of a
        person the one that his fullest mention has, wherever he is named."""
        if len(heads) > 1 and (phrase.person is not None or not phrase.evidence):
            full = self.fullest(reader, heads)
            phrase = phrase if full.person is None else full
        side_by_side = listed(reader, phrase)
        if len(side_by_side) > 1:
            return side_by_side
        if is_pair(reader, phrase) and not any(e.country for e in phrase.evidence):
            if within_one(reader, phrase):
                return (reader.ranked[0],)
            pair = reader.ranked[:2]
            if not are_two(reader):
                # "Turkey urged both sides": who speaks to the two is neither of them.
                subjects = reader.subjects_of(phrase.head)
                apart = reader.lands_of(subjects[0]) if subjects else ()
                pair = [c for c in Near(reader, phrase.head).order if c not in apart]
                pair += [c for c in reader.ranked if c not in pair and c not in apart]
            if len(pair) > 1:
                return tuple(sorted(pair[:2]))
        return (self.country(reader, phrase, heads),)

    def sectors(
        self, reader: Reader, phrase: Phrase, heads: Sequence[int], country: Candidate
    ) -> tuple[str, ...]:
        """The sectors of a phrase; none without a model.

        Of a known person they are those of the office held on the day, or left some time ago; of a
        body that nobody knows those of its fullest mention, wherever it is named.
        """
        if not self.sets:
            return ()
        if len(heads) > 1 and _is_bare_name(reader, phrase):
            phrase = self.fullest(reader, heads)
        key = phrase.head, phrase.first, phrase.last, tuple(heads), country
        known = reader.sectors.get(key)
        if known is None or known[0] is not self:
            known = reader.sectors[key] = self, self._sectors(reader, phrase, heads, country)
        return known[1]

    def _sectors(
        self, reader: Reader, phrase: Phrase, heads: Sequence[int], country: Candidate
    ) -> tuple[str, ...]:
        known = by_office(reader, phrase, heads)
        if known:
            return known
        features = sector_features(reader, phrase, heads, country)
        totals = np.add.reduce(
            self.table.take([self.rows[f] for f in features if f in self.rows], axis=0)
        )
        hints = sorted(set(suggested(reader, phrase, heads)))
        for hint in hints:
            totals += self._of_hint(hint)
        if phrase.person is not None and not _tells_rebels(features, hints):
            totals = np.where(self._rebels, -np.inf, totals)
        found = self.sets[int(totals.argmax())]
        if "GOV" in found and has_left_office(reader, phrase, heads):
            return _RETIRED
        return _of_private(reader, phrase, found) or found

    @cached_property
    def _rebels(self) -> NDArray[np.bool_]:
        """Which sets are those of rebels."""
        return np.array([_REBELS in sectors for sectors in self.sets])

    def _of_hint(self, hint: tuple[str, tuple[str, ...]]) -> NDArray[np.float64]:
        found = self.hints.get(hint)
        if found is None:
            found = np.zeros(len(self.sets))
            for n, kind in matching([hint], self.sets):
                found[n] += self.matches.get(kind, 0.0)
            self.hints[hint] = found
        return found


_REBELS = "REB"
_RETIRED = ("ELI",)


def _tells_rebels(features: Iterable[str], hints: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether any word beside a person, or what is known of those named there, is one for rebels.
    Nobody is called one for the company that his name keeps."""
    return any(_REBELS in feature for feature in features) or any(
        _REBELS in sectors for _, sectors in hints
    )


def _is_world_body(phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body of no state."""
    ref = phrase.ref
    if ref is None or ref.countries or ref.actor.kind != "body":
        return False
    shown = any(e.country and not _tells_base(e) for e in phrase.evidence)
    return ref.first <= phrase.head < ref.last and not shown


def _is_posted(phrase: Phrase) -> bool:
    """Whether all that is told of whose somebody is is a body of no state and where they are."""
    lands = [e.way.partition(":")[0].rpartition(" ")[2] for e in phrase.evidence if e.country]
    # Of a description behind a name an apposition tells the same without its prepositions.
    told = [way for way in lands if way not in ("appos", "apposed")] or lands
    body = any(e.country is None and ":body" in e.way for e in phrase.evidence)
    return body and all(way in ("in", "in+") for way in told)


def _tells_base(evidence: Evidence) -> bool:
    """Whether words tell where somebody is based: "the Peru-based Ostrel Watch"."""
    return "based" in evidence.way.split(":")


def _where_based(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> Candidate:
    """The country where an aid or rights group is based, if a report tells."""
    if phrase.ref is None or "NGO" not in phrase.ref.actor.sectors_at(reader.day):
        return None
    every = (phrase, *reader.others(phrase.head, heads))
    lands = (e.country for each in every for e in each.evidence if _tells_base(e))
    return next(lands, None)


_PRIVATE = frozenset({"media", "religious", "union"})
"""Kinds of known groups that govern nothing."""
_EACH = frozenset({"ngo"})
"""Kinds of known groups of which each is of its own sort: their names tell nothing."""


def _of_private(reader: Reader, phrase: Phrase, found: Sequence[str]) -> tuple[str, ...]:
    """The sectors of the aid group, union or church that a phrase names, which is not taken
    for the government whatever was learned of such names ("Ostrel House"); none of others."""
    ref = phrase.ref
    if ref is None or ref.form != "name" or not ref.first <= phrase.head < ref.last:
        return ()
    sectors = ref.actor.sectors_at(reader.day)
    governs = "GOV" in sectors or "GOV" not in found
    is_known = ref.actor.type in _EACH or (ref.actor.type in _PRIVATE and not governs)
    return sectors if is_known else ()


def _is_bare_name(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body that nobody knows, and says no more of it."""
    known = phrase.person or phrase.role or phrase.ref
    return known is None and reader.tokens[phrase.head].upos == "PROPN"


@lru_cache(maxsize=2)
def read_judge(countries: Path = COUNTRIES, sectors: Path = SECTORS) -> Judge:
    """Read the two models.

    A file that is not there leaves its model empty: then the phrase's own evidence alone decides
    on the country, and there are no sectors.
    """
    weights = read_linear(countries).weights if countries.is_file() else {"shown": 1.0}
    sets: tuple[tuple[str, ...], ...] = ()
    rows: dict[str, int] = {}
    cells_of: list[str] = []
    matches: dict[str, float] = {}
    lines = sectors.read_text(encoding="utf-8").splitlines() if sectors.is_file() else []
    for line in lines:
        if not line or line[0] == "#":
            continue
        feature, _, cells = line.partition("\t")
        if feature == "(sets)":
            sets = tuple(tuple(c.split()) for c in cells.split("\t"))
        elif feature == "(match)":
            kind, weight = cells.split("\t")
            matches[kind] = float(weight)
        else:
            rows[feature] = len(cells_of)
            cells_of.append(cells)
    table = np.zeros((len(rows), len(sets)))
    for row, cells in enumerate(cells_of):
        for cell in cells.split():
            n, _, weight = cell.partition(":")
            table[row, int(n)] = float(weight)
    return Judge(weights, sets, rows, table, matches)
