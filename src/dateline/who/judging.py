"""Judges of country and sectors: two small linear models over the evidence of ``whose.py``.

The country of a noun phrase is chosen among those that the report has in sight, and none at all;
each candidate is weighed by the ways in which the phrase, the other mentions of its entity and the
report point to it. The sectors are chosen among the sets that occur, by the role words, the names
and what the knowledge base says of them on the day.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.embedded import MODEL
from dateline.linear import Group, Remembered, read_linear, spelled
from dateline.who.actors import Actor
from dateline.who.known import Ref
from dateline.who.sights import Sight, SpokenOf
from dateline.who.whose import Phrase, Reader

COUNTRIES = MODEL / "countries.tsv"
SECTORS = MODEL / "sectors.tsv"
MOST = 8  # candidates beside none

Candidate = str | None


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
        best, most = None, -math.inf
        for candidate, groups in _weighed(reader, phrase, heads):
            if groups[0][0] is _names_of_share and most >= self._farther:
                break  # the phrase shows another, and the rest have nothing but their share
            weight = self._remembered.weigh(groups, 0.0)
            if weight > most:
                best, most = candidate, weight
        return best

    @cached_property
    def _remembered(self) -> Remembered[float]:
        return Remembered(self.countries)

    @cached_property
    def _farther(self) -> float:
        """The most that a country weighs where the phrase shows another."""
        return max(self._remembered.weigh([(_names_of_share, share)], 0.0) for share in _SHARES)

    def lands(self, reader: Reader, phrase: Phrase, heads: Sequence[int]) -> tuple[Candidate, ...]:
        """The countries of a phrase: several for "US and Iraqi forces" or "the two countries"; of a
        person the one that his fullest mention has, wherever he is named."""
        if len(heads) > 1 and (phrase.person is not None or not phrase.evidence):
            full = self.fullest(reader, heads)
            phrase = phrase if full.person is None else full
        listed = _listed(reader, phrase)
        if len(listed) > 1:
            return listed
        if _is_pair(reader, phrase) and not any(e.country for e in phrase.evidence):
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
        known = _by_office(reader, phrase, heads)
        if known:
            return known
        features = sector_features(reader, phrase, heads, country)
        totals = np.add.reduce(
            self.table.take([self.rows[f] for f in features if f in self.rows], axis=0)
        )
        for hint in sorted(set(suggested(reader, phrase, heads))):
            totals += self._of_hint(hint)
        return self.sets[int(totals.argmax())]

    def _of_hint(self, hint: tuple[str, tuple[str, ...]]) -> NDArray[np.float64]:
        found = self.hints.get(hint)
        if found is None:
            found = np.zeros(len(self.sets))
            for n, kind in matching([hint], self.sets):
                found[n] += self.matches.get(kind, 0.0)
            self.hints[hint] = found
        return found


def _is_bare_name(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a body that nobody knows, and says no more of it."""
    known = phrase.person or phrase.role or phrase.ref
    return known is None and reader.tokens[phrase.head].upos == "PROPN"


def _by_office(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> tuple[str, ...]:
    """The sectors of a known person in office, or long out of it; none of any other."""
    if phrase.person is None:
        return ()
    for head in (phrase.head, *heads):
        if reader.tokens[head].upos == "PRON":
            continue
        ref = phrase.ref if head == phrase.head else reader.phrase(head).ref
        if ref is not None and ref.actor.kind == "person":
            term = ref.actor.near_term(reader.day)
            if term is None or term.first > reader.day:
                return ()
            if term.last < reader.day and (
                (reader.day - term.last).days < _LONG_AGO or _is_titled(reader, heads)
            ):
                return ()
            return ref.actor.sectors_at(reader.day)
    return ()


def _is_titled(reader: Reader, heads: Sequence[int]) -> bool:
    """Whether the report gives a person an office, and not a former one: one that we lack."""
    for head in heads:
        if reader.tokens[head].upos == "PRON":
            continue
        phrase = reader.phrase(head)
        if phrase.role is not None and phrase.role.type == "office":
            first = max(phrase.first - 4, 0)
            return reader.lists.former.isdisjoint(reader.lower[first : phrase.last])
    return False


_LONG_AGO = 60
"""Days after an office in which a report may still tell of acts in it: what is learned decides."""


def matching(
    hints: Iterable[tuple[str, tuple[str, ...]]], sets: Sequence[tuple[str, ...]]
) -> set[tuple[int, str]]:
    """Which sets are what words suggest (``=``), more (``<``) or less (``>``) than that."""
    found = set()
    for kind, sectors in hints:
        hint = frozenset(sectors)
        if not hint:
            continue
        for n, each in enumerate(sets):
            if hint.issuperset(each):
                if len(each) == len(hint):
                    found.add((n, kind + "="))
                elif each:
                    found.add((n, kind + ">"))
            elif hint.issubset(each):
                found.add((n, kind + "<"))
    return found


_PAIRS = frozenset({"two", "both", "each"})


def _is_pair(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase means two parties: "the two countries", "both sides"."""
    words = {*phrase.words, *reader.lower[max(phrase.first - 1, 0) : phrase.first]}
    return bool(words & _PAIRS) and not reader.lists.pair_noun.isdisjoint(phrase.words)


ALONE = 1.5
"""How many times as often as any third country a report must name the second of two that it is
about."""


def are_two(reader: Reader) -> bool:
    """Whether a report is about two countries: "the two sides" are these, whoever speaks."""
    counts = [reader.counts[country] for country in reader.ranked[:3]]
    return len(counts) > 1 and (len(counts) < 3 or counts[2] * ALONE <= counts[1])


def _listed(reader: Reader, phrase: Phrase) -> tuple[str, ...]:
    """Countries side by side in a phrase: "US and Iraqi forces", "Israeli-Palestinian"."""
    found: list[str] = []
    last = None
    for i in range(phrase.first, phrase.last):
        ref = reader.ref_at.get(i)
        if ref is None or ref.first != i or not _opens_with_state(reader, ref):
            continue
        if last is not None:
            between = reader.lower[last.last : ref.first]
            if not between or not all(w in _BETWEEN for w in between):
                break
        elif found:
            break
        if ref.countries[0] not in found:
            found.append(ref.countries[0])
        last = ref
    return tuple(found)


def _opens_with_state(reader: Reader, ref: Ref) -> bool:
    """Whether a name is that of a state, or begins with its adjective: "Israeli intelligence"."""
    if ref.actor.kind == "state":
        return True
    return (
        ref.actor.kind == "group" and len(ref.countries) == 1
        and reader.actors.adjectives.get(reader.lower[ref.first]) == ref.countries[0]
    )  # fmt: skip


_BETWEEN = frozenset({"and", ",", "-", "–", "/", "&", "the", "a", "an", "or"})


# --- country ----------------------------------------------------------------------------------


def country_features(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield each candidate with what speaks for it."""
    for candidate, groups in _weighed(reader, phrase, heads):
        yield candidate, spelled(groups)


def _weighed(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[Candidate, list[Group]]]:
    """Yield each candidate with what speaks for it in the words, and in the report around them."""
    own: dict[Candidate, list[str]] = {}
    for found in phrase.evidence:
        own.setdefault(found.country, []).append(found.way)
    theirs = _of_others(reader, phrase, heads)
    owner = _of_owner(reader, phrase)
    barred = _not_of(reader, phrase)
    for country in barred:
        own.pop(country, None)
        owner.pop(country, None)
    if not own and not theirs and phrase.person is None:
        _of_noun(reader, phrase, theirs)
    sort = _sort(reader, phrase)
    shown = "own" if own else "theirs" if theirs else "owner" if owner else "none"
    if own and all(w.endswith("several") for ways in own.values() for w in ways):
        shown = "several"
    lemma = reader.tokens[phrase.head].lemma.lower()
    near = Near(reader, phrase.head)
    spoken_of = None if shown == "own" else _names_of_group(reader, phrase)
    evident = dict.fromkeys(c for c in (*own, *theirs, *owner) if c is not None)
    for candidate in _candidates(evident, near):
        if candidate in barred:
            continue
        groups: list[Group] = [
            (_names_of_own, way, lemma if way.startswith(_LOOSE) else None)
            for way in own.get(candidate, ())
        ]
        for whose, ways in (("theirs", theirs), ("owner", owner)):
            if candidate in ways:
                groups.append((_names_of_others, whose, *sorted(set(ways[candidate]))))
        if candidate is None:
            groups += _groups_to_none(reader, phrase, shown, sort)
        else:
            if groups:
                groups.append(_SHOWN)
            share, standing = _standing(reader, candidate)
            if shown == "own":
                groups.append((_names_of_share, share))
            else:
                beside = near.names.get(candidate, ())
                groups.append((_names_of_report, share, standing, beside, shown, sort))
        if spoken_of is not None and candidate == spoken_of[0]:
            groups.append(spoken_of[1])
        yield candidate, groups


def _names_of_group(reader: Reader, phrase: Phrase) -> tuple[Candidate, Group] | None:
    """The country of the body or group named last, in the sentence or the one before, and what it
    is for a title or word for people: "spokesman Ana Lima" after "the State Department"."""
    last = _last_group(reader, phrase)
    if last is None or (phrase.role is None and phrase.person is None):
        return None
    group, where = last
    noun = phrase.role.phrase if phrase.role is not None else "person"
    return group.country, (_names_of_any, f"last group:{noun}", f"last group:{where}")


def _last_group(reader: Reader, phrase: Phrase) -> tuple[SpokenOf, str] | None:
    """The body or group named last before a phrase, in its sentence or the one before."""
    n = bisect_left(reader.groups, phrase.first, key=lambda group: group.token) - 1
    if n < 0:
        return None
    group = reader.groups[n]
    gap = reader.sentence_of[phrase.head] - reader.sentence_of[group.token]
    return None if gap > 1 else (group, "before" if gap else "here")


def _candidates(evident: Mapping[str, None], near: Near) -> Iterator[Candidate]:
    """Yield none, the countries that something shows, and the nearest and most frequent ones."""
    yield None
    yield from evident
    if len(evident) < MOST:
        rest = dict.fromkeys([*near.order, *near.reader.ranked])
        yield from [c for c in rest if c not in evident][: MOST - len(evident)]


def _names_of_own(way: str, lemma: str | None) -> list[str]:
    names = [f"own:{way}"]
    return names if lemma is None else [*names, f"own:{way.partition(':')[0]}:{lemma}"]


def _names_of_share(share: str) -> tuple[str, ...]:
    return (f"share:{share}:own",)


def _names_of_others(whose: str, *ways: str) -> list[str]:
    return [f"{whose}:{way}" for way in ways]


def _names_of_any(*names: str) -> tuple[str, ...]:
    return names


_SHOWN: Group = (_names_of_any, "shown")


_LOOSE = ("in", "to", "for", "from", "with", "near", "prep", "by", "of", "joint")
"""Ways that say more together with the noun: "officials in Kabul", "the embassy in Kabul"."""


def _of_others(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> dict[Candidate, list[str]]:
    found: dict[Candidate, list[str]] = {}
    for head in heads:
        if head == phrase.head or reader.tokens[head].upos == "PRON":
            continue
        for evidence in reader.phrase(head).evidence:
            found.setdefault(evidence.country, []).append(
                evidence.way.rpartition("+")[0] or evidence.way
            )
    return found


def _of_noun(reader: Reader, phrase: Phrase, found: dict[Candidate, list[str]]) -> None:
    """Countries of another phrase with the same head: "police" after "Kenyan police"."""
    if reader.lower[phrase.head] in reader.actors.roles:
        other = reader.same_noun(phrase.head)
        if other is not None:
            side = "earlier" if other.head < phrase.head else "later"
            for evidence in other.evidence:
                found.setdefault(evidence.country, []).append(f"{side}:{evidence.way}")


def _not_of(reader: Reader, phrase: Phrase) -> list[str]:
    """The states to which others are what a phrase says: "Peru's neighbours" are not of Peru."""
    if phrase.role is None or phrase.role.type != "other":
        return []
    found: list[str] = []
    for i in phrase.tokens:
        if reader.tokens[i].deprel == "nmod:poss":
            for head in reader.entity_heads.get(i, (i,)):
                ref = reader.ref_at.get(head)
                if ref is not None and ref.actor.kind == "state":
                    found += ref.countries
    return found


def _of_owner(reader: Reader, phrase: Phrase) -> dict[Candidate, list[str]]:
    """Countries of whom a possessor inside the phrase means: "his government", "Kabila's men"."""
    found: dict[Candidate, list[str]] = {}
    shown = any(evidence.country for evidence in phrase.evidence)
    if reader.relations[phrase.head] == "conj" and not shown:  # "Chinese ministry and embassy"
        for evidence in reader.phrase(reader.tokens[phrase.head].head).evidence:
            if evidence.way.startswith(("mod", "owner")):
                found.setdefault(evidence.country, []).append(f"conj:{evidence.way}")
    for i in phrase.tokens:
        if reader.tokens[i].deprel == "nmod:poss" or (i != phrase.head and i in reader.name_at):
            for head in reader.entity_heads.get(i, ()):
                if head == i or reader.tokens[head].upos == "PRON":
                    continue
                for evidence in reader.phrase(head).evidence:
                    found.setdefault(evidence.country, []).append("poss")
            if i in reader.name_at and i not in reader.entity_heads:
                for evidence in reader.evidence_of_name(i):
                    found.setdefault(evidence.country, []).append("poss")
        elif i != phrase.head and reader.tokens[i].upos == "NOUN":
            earlier = reader.same_noun(i) if reader.lower[i] in reader.actors.roles else None
            if earlier is not None:
                for evidence in earlier.evidence:
                    found.setdefault(evidence.country, []).append("noun")
    return found


class Near:
    """Countries in sight around a word, looked for when first asked for."""

    def __init__(self, reader: Reader, head: int) -> None:
        self.reader, self.head = reader, head
        self.at, self.here = reader.sights_before(head), reader.sentence_of[head]

    @property
    def order(self) -> list[str]:
        """The countries, the nearest first."""
        return self._seen[0]

    @cached_property
    def _seen(self) -> tuple[list[str], dict[str, str | None]]:
        """The countries, the nearest first; the nearest sight before and after in the sentence,
        the nearest place in it, and the nearest sight before anywhere."""
        order: list[str] = []
        before: str | None = None
        after: str | None = None
        place: str | None = None
        sights, sentence_of = self.reader.sights, self.reader.sentence_of
        for n in range(self.at - 1, -1, -1):
            sight = sights[n]
            if sight.token < 0 or len(order) == 3:
                break
            if sight.country not in order:
                order.append(sight.country)
            if sentence_of[sight.token] == self.here:
                before = before or sight.country
                if sight.way == "place":
                    place = place or sight.country
        last = order[0] if order else None
        for sight in sights[self.at : self.at + 4]:
            if sight.token >= 0 and sentence_of[sight.token] == self.here:
                after = after or sight.country
                if sight.way == "place":
                    place = place or sight.country
                if sight.country not in order:
                    order.append(sight.country)
        return order, {"before": before, "after": after, "last": last, "place": place}

    @cached_property
    def names(self) -> dict[str | None, tuple[str, ...]]:
        """What each country is for the word; most words show theirs, and nobody asks."""
        reader, at = self.reader, self.at
        sights = reader.sights
        subjects = reader.subjects_of(self.head)
        found: dict[str | None, tuple[str, ...]] = {}
        for name, countries in (
            *((name, (country,)) for name, country in self._seen[1].items()),
            ("last place", self._last_place()),
            ("setting", reader.settings[self.here]),
            ("subject", reader.lands_of(subjects[0]) if subjects else ()),
            ("speaker", reader.lands_of(subjects[-1]) if len(subjects) > 1 else ()),
            ("previous", {s.country for s in sights[max(at - 8, 0) : at] if self._is_previous(s)}),
        ):
            for country in countries:
                found[country] = (*found.get(country, ()), name)
        return found

    def _last_place(self) -> tuple[str, ...]:
        """The nearest place before, anywhere."""
        sights = self.reader.sights
        for n in range(self.at - 1, max(self.at - 40, -1), -1):
            if sights[n].way == "place":
                return (sights[n].country,)
        return ()

    def _is_previous(self, sight: Sight) -> bool:
        """Whether a sight is in the sentence before."""
        return sight.token >= 0 and self.reader.sentence_of[sight.token] == self.here - 1


_BOUNDS, _SHARES = (0.0, 0.15, 0.35, 0.6), "01234"
"""Classes of a country's share of all sights: none, then up to each of these, and more."""


def _standing(reader: Reader, country: str) -> tuple[str, tuple[str, ...]]:
    """How a country stands in the report: its share of all sights, as a class; what it is first or
    second in."""
    found = reader.standings.get(country)
    if found is None:
        share = reader.counts[country] / reader.total
        bins = _SHARES[bisect_left(_BOUNDS, share) if not share else bisect_right(_BOUNDS, share)]
        rank = reader.ranked.index(country) if country in reader.counts else 9
        names = (
            ("top", rank == 0), ("second", rank == 1), ("title", country in reader.title[:1]),
            ("title2", country in reader.title[1:]), ("dateline", country == reader.dateline),
            ("first", bool(reader.sights) and reader.sights[0].country == country),
        )  # fmt: skip
        found = bins, tuple(name for name, holds in names if holds)
        reader.standings[country] = found
    return found


def _names_of_report(
    share: str, standing: tuple[str, ...], near: tuple[str, ...], shown: str, sort: str
) -> tuple[str, ...]:
    """What the report says for a country, whatever the phrase: how often and how near it is."""
    names = (f"share:{share}", *standing, *near)
    return tuple(f"{name}:{what}" for name in names for what in (shown, sort))


def _groups_to_none(reader: Reader, phrase: Phrase, shown: str, sort: str) -> Iterator[Group]:
    """Yield what speaks for no country at all, or against it."""
    lemma = reader.tokens[phrase.head].lemma.lower()
    yield _names_of_none, shown, sort, lemma
    for word in phrase.words:
        foreign = word in reader.lists.foreign
        if shown != "own" or foreign:
            yield _names_of_none_word, word, shown, foreign
    if shown == "none":
        dets = [
            j for j in reader.below[phrase.head] if reader.tokens[j].deprel in ("det", "nmod:poss")
        ]
        if not dets and _plural(reader, phrase):
            yield _names_of_any, f"no:bare:{sort}"
        if any(reader.lower[j] in ("a", "an", "any", "some", "no", "every") for j in dets):
            yield _names_of_any, f"no:indefinite:{sort}"
        if any(reader.tokens[j].deprel == "nummod" for j in reader.below[phrase.head]):
            yield _names_of_any, f"no:number:{sort}"
        yield from _bodies(reader, phrase.head, sort)
    if not reader.sights:
        yield _names_of_any, "no:sights"
    if len(reader.counts) == 1:
        yield _names_of_any, "no:one"


def _names_of_none(shown: str, sort: str, lemma: str) -> tuple[str, ...]:
    return f"no:{shown}", f"no:{shown}:{sort}", f"no:head:{lemma}:{shown == 'own'}"


def _names_of_none_word(word: str, shown: str, foreign: bool) -> Iterator[str]:
    if shown != "own":
        yield f"no:word:{word}"
    if foreign:
        yield f"no:foreign:{shown}"


def _bodies(reader: Reader, head: int, sort: str) -> Iterator[Group]:
    """Yield whether bodies of several states are nearer than any country."""
    bodies = reader.bodies
    if not bodies:
        return
    at = bisect_left(bodies, head)
    here = reader.sentence_of[head]
    if (at and reader.sentence_of[bodies[at - 1]] == here) or (
        at < len(bodies) and reader.sentence_of[bodies[at]] == here
    ):
        yield _names_of_any, "no:body here", f"no:body here:{sort}"
    before = reader.sights_before(head)
    if at and (not before or reader.sights[before - 1].token < bodies[at - 1]):
        yield _names_of_any, "no:body last", f"no:body last:{sort}"
    share = len(bodies) / (len(bodies) + reader.total)
    if share > 0.3:
        yield _names_of_any, "no:bodies", f"no:bodies:{sort}"


def _sort(reader: Reader, phrase: Phrase) -> str:
    """The sort of a phrase, for how it leans on the report around it."""
    if phrase.person is not None:
        return "person"
    if phrase.role is not None:
        return "-".join(phrase.role.sectors[:1]) + ("s" if _plural(reader, phrase) else "")
    if reader.tokens[phrase.head].upos == "PROPN":
        return "name"
    return "noun"


def _plural(reader: Reader, phrase: Phrase) -> bool:
    return reader.tokens[phrase.head].xpos in ("NNS", "NNPS")


# --- sectors ----------------------------------------------------------------------------------


def sector_features(
    reader: Reader, phrase: Phrase, heads: Sequence[int], country: Candidate
) -> list[str]:
    """What a phrase shows of its sectors, each feature once."""
    found = {"(bias)", "land" if country else "no land"}
    head = reader.tokens[phrase.head]
    if phrase.person is None:
        found.add(f"head:{head.lemma.lower()}")
        found.add(f"pos:{head.upos}")
    else:
        found.add("person")
    found.update(_sectors_of(reader, phrase, ""))
    found.update(f"word:{w}" for w in phrase.words)
    others = False
    for other in heads:
        if other != phrase.head and reader.tokens[other].upos != "PRON":
            theirs = reader.phrase(other)
            before = len(found)
            found.update(_sectors_of(reader, theirs, "their "))
            others = others or len(found) > before
            found.update(f"their word:{w}" for w in theirs.words)
    if phrase.role is None and phrase.ref is None and not others:
        found.add("unknown")
    if phrase.ref is None:
        found.update(_of_last_group(reader, phrase))
    relation, governor = _governor(reader, phrase.head)
    found.add(f"up:{relation}:{reader.tokens[governor].lemma.lower()}")
    for j in reader.below[phrase.head]:
        if reader.relations[j] == "appos":
            found.update(f"appos word:{reader.lower[i]}" for i in reader.phrase(j).tokens)
    return sorted(found)


def _of_last_group(reader: Reader, phrase: Phrase) -> Iterator[str]:
    """What the body or group named last is for a phrase: "the spokesman" speaks for it."""
    last = _last_group(reader, phrase)
    if last is None:
        return
    group, where = last
    if phrase.person is None:
        noun = reader.tokens[phrase.head].lemma.lower()
    else:
        noun = phrase.role.phrase if phrase.role is not None else "person"
    yield f"last {where}:{group.sectors}"
    yield f"last:{group.sectors}:{noun}"


def _governor(reader: Reader, head: int) -> tuple[str, int]:
    """What a phrase hangs on and how: of a list or an apposition, what its first member does."""
    tokens = reader.tokens
    for _ in range(4):
        if reader.relations[head] not in ("conj", "appos", "flat"):
            break
        head = tokens[head].head
    return tokens[head].deprel, tokens[head].head


_WITHIN = frozenset({"amod", "compound", "nmod:poss", "nmod", "det"})


def suggested(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sectors that words and names suggest, with the kind of suggestion."""
    yield from _suggested_by(reader, phrase, "")
    for other in heads:
        if other != phrase.head and reader.tokens[other].upos != "PRON":
            yield from _suggested_by(reader, reader.phrase(other), "their ")


def _suggested_by(
    reader: Reader, phrase: Phrase, whose: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if phrase.role is not None:
        yield f"{whose}role", phrase.role.sectors
    ref = phrase.ref
    if ref is not None and ref.actor.kind != "state":
        yield (
            f"{whose}{ref.actor.kind}{'?' * (ref.form == 'context')}",
            ref.actor.sectors_at(reader.day),
        )
    for i in phrase.tokens:
        inner = reader.ref_at.get(i)
        if (
            inner is not None
            and inner is not ref
            and inner.first == i
            and inner.actor.kind != "state"
        ):
            yield f"{whose}with", inner.actor.sectors_at(reader.day)
    for j in reader.below[phrase.head]:
        if reader.tokens[j].deprel.startswith("appos"):
            role = reader.phrase(j).role
            if role is not None:
                yield f"{whose}appos", role.sectors
    for kind, sectors in _said(reader, phrase):
        yield whose + kind, sectors
    if not whose:
        relation, governor = _governor(reader, phrase.head)
        if relation in _WITHIN and governor not in phrase.tokens:
            above = reader.actors.role(reader.lower, governor)
            if above is not None:
                yield "up", above[0].sectors
        for i in phrase.tokens:
            if i != phrase.head and reader.tokens[i].upos in ("NOUN", "ADJ", "PROPN"):
                for words, role in reader.actors.roles.get(reader.lower[i], ()):
                    if len(words) == 1:
                        yield "word", role.sectors


def _said(reader: Reader, phrase: Phrase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What ``_said_of`` yields, found once: a phrase is asked for every mention of its entity."""
    if phrase.said is None:
        phrase.said = tuple(_said_of(reader, phrase))
    return phrase.said


def _said_of(reader: Reader, phrase: Phrase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the title before a person's name, the description behind it and a clause ("Ana Lima is
    a lawyer") suggest: the names and role words in them."""
    for begin, end in phrase.beside:
        for i in range(begin, end):
            ref = reader.ref_at.get(i)
            if ref is not None:
                if ref.first == i and ref.actor.kind not in ("state", "person"):
                    yield "beside with", ref.actor.sectors_at(reader.day)
            elif (found := reader.actors.role(reader.lower, i, begin)) is not None:
                yield f"beside {found[0].type}", found[0].sectors
    for begin, end in ((phrase.first, phrase.last), *phrase.beside):
        for i in range(begin, end):
            if reader.lower[i] in reader.lists.for_body:
                yield from _of_led(reader, i, begin, end)
            if i != phrase.head and i in reader.name_at and i not in reader.ref_at:
                yield from _of_organisation(reader, i)


def _of_led(reader: Reader, i: int, begin: int, end: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the body or people are that somebody leads or speaks for: "a union leader", "head of
    the exiled party", between tokens ``begin`` and ``end``."""
    if i > begin and (found := _body_at(reader, i - 1)):
        yield "led", found
    if i + 1 < end and reader.lower[i + 1] in ("of", "for", "with", "at"):
        for j in range(i + 2, min(i + 10, end)):
            if reader.lower[j] == ",":
                return
            if found := _body_at(reader, j):
                yield "led", found
                return


def _body_at(reader: Reader, i: int) -> tuple[str, ...]:
    """The sectors of the known group that a word belongs to, or of the body or people it means."""
    ref = reader.ref_at.get(i)
    if ref is not None:
        known = ref.actor.kind in ("body", "group")
        return ref.actor.sectors_at(reader.day) if known else ()
    if reader.tokens[i].upos in ("ADJ", "ADP", "DET", "PUNCT"):
        return ()
    found = reader.actors.role(reader.lower, i)
    return found[0].sectors if found is not None and found[0].type != "office" else ()


def _of_organisation(reader: Reader, i: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the other mentions of an organisation that is named inside a phrase call it: of "Ostrel
    chairman Lea Varga", where the report tells of "the bank"."""
    if reader.name_at[i].type == "ORG":
        for other in reader.entity_heads.get(i, ()):
            if other != i and reader.tokens[other].upos != "PRON":
                role = reader.phrase(other).role
                if role is not None:
                    yield "organisation", role.sectors


def _sectors_of(reader: Reader, phrase: Phrase, whose: str) -> Iterator[str]:
    if phrase.role is not None:
        yield f"{whose}role:{'-'.join(phrase.role.sectors)}"
        yield f"{whose}phrase:{phrase.role.phrase}"
    if phrase.ref is not None:
        yield from _of_actor(reader, phrase.ref.actor, phrase.ref.form, whose)
        if phrase.ref.form == "people" and _is_counted(reader, phrase.head):
            yield f"{whose}people counted"
    for i in phrase.tokens:
        ref = reader.ref_at.get(i)
        if ref is None or ref is phrase.ref or ref.first != i or ref.actor.kind == "state":
            continue
        yield f"{whose}with:{'-'.join(ref.actor.sectors_at(reader.day))}"
    for j in reader.below[phrase.head]:
        if reader.tokens[j].deprel.startswith("appos"):
            role = reader.phrase(j).role
            if role is not None:
                yield f"{whose}appos:{'-'.join(role.sectors)}"
                yield f"{whose}phrase:{role.phrase}"
    for begin, end in phrase.beside:
        yield from (f"{whose}beside:{word}" for word in reader.lower[begin:end])
    for kind, sectors in _said(reader, phrase):
        yield f"{whose}{kind}:{'-'.join(sectors)}"


def _is_counted(reader: Reader, head: int) -> bool:
    """Whether a number or "some", "several" stands before a noun: "12 Palestinians"."""
    some = reader.lists.some
    return any(
        reader.relations[j] == "nummod" or reader.lower[j] in some for j in reader.below[head]
    )


def _of_actor(reader: Reader, actor: Actor, form: str, whose: str) -> Iterator[str]:
    if actor.kind == "state":
        yield f"{whose}state:{form}"
        return
    yield f"{whose}{actor.kind}:{'-'.join(actor.sectors_at(reader.day))}"
    if actor.kind == "group":
        yield f"{whose}type:{actor.type}"


# --- reading ----------------------------------------------------------------------------------


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
