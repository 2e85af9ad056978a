"""What speaks for each country that a phrase may be of, and for none.

    "the Syrian president"  →  SYR: own:mod:adjective, shown, share:3:own; none: no:own, ...

Beside the phrase's own words stand those of the other mentions of its entity, of whoever it belongs
to, and of the report around it: how often and how near each country is in sight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from dateline.linear import Group, spelled
from dateline.syntax import PLURALS
from dateline.who.near import Near
from dateline.who.phrases import Phrase
from dateline.who.whose import Reader

_LOOSE = ("in", "to", "for", "from", "with", "near", "prep", "by", "of", "joint")
"""Ways that say more together with the noun: "officials in Kabul", "the embassy in Kabul"."""

_ETHNIC = ("joint:ethnic",)
_SENT = ("to:", "to+:")
_LEANING = _ETHNIC + tuple(
    f"joint:{side}:{form}"
    for side in ("anti", "pro", "ex")
    for form in ("name", "adjective", "people", "seat")
)
"""Ways to name a state that make who is told of none of its own; "anti-Taliban forces" may be of
the Taliban's country."""

_BOUNDS, SHARES = (0.0, 0.15, 0.35, 0.6), "01234"
"""Classes of a country's share of all sights: none, then up to each of these, and more."""

MOST = 8  # candidates beside none
Candidate = str | None


def country_features(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield each candidate with what speaks for it."""
    for candidate, groups in weighed(reader, phrase, heads):
        yield candidate, spelled(groups)


def weighed(
    reader: Reader, phrase: Phrase, heads: Sequence[int]
) -> Iterator[tuple[Candidate, list[Group]]]:
    """Yield each candidate with what speaks for it in the words, and in the report around them."""
    own: dict[Candidate, list[str]] = {}
    for found in phrase.evidence:
        own.setdefault(found.country, []).append(found.way)
    theirs = _of_others(reader, phrase, heads)
    owner = _of_owner(reader, phrase)
    barred = [*_not_of(reader, phrase), *_where_only(phrase)]
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
                groups.append((names_of_share, share))
            else:
                beside = near.names.get(candidate, ())
                groups.append((_names_of_report, share, standing, beside, shown, sort))
        if spoken_of is not None and candidate == spoken_of[0]:
            groups.append(spoken_of[1])
        yield candidate, groups


def _names_of_group(reader: Reader, phrase: Phrase) -> tuple[Candidate, Group] | None:
    """The country of the body or group named last, in the sentence or the one before, and what it
    is for a title or word for people: "spokesman Ana Lima" after "the State Department"."""
    last = reader.last_group(phrase.first)
    if last is None or (phrase.role is None and phrase.person is None):
        return None
    group, where = last
    noun = phrase.role.phrase if phrase.role is not None else "person"
    return group.country, (_names_of_any, f"last group:{noun}", f"last group:{where}")


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


def names_of_share(share: str) -> tuple[str, ...]:
    """What is said for a country where the phrase shows one: its share of all sights."""
    return (f"share:{share}:own",)


def _names_of_others(whose: str, *ways: str) -> list[str]:
    return [f"{whose}:{way}" for way in ways]


def _names_of_any(*names: str) -> tuple[str, ...]:
    return names


_SHOWN: Group = (_names_of_any, "shown")


def _of_others(reader: Reader, phrase: Phrase, heads: Sequence[int]) -> dict[Candidate, list[str]]:
    found: dict[Candidate, list[str]] = {}
    for other in reader.others(phrase.head, heads):
        for evidence in other.evidence:
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
    """The states that a phrase names, and is not of: "ethnic Serbs" are of the country where they
    live (so all 12 that are labelled), "pro-Syrian ministers" and "anti-Damascus parties" of
    another (all 19), "Peru's neighbours" are not of Peru, nor is a mission to Peru."""
    is_state = phrase.ref is not None and phrase.ref.first <= phrase.head < phrase.ref.last
    barring = _ETHNIC if is_state else _LEANING
    found = [e.country for e in phrase.evidence if e.country and e.way.startswith(barring)]
    if not reader.lists.posted.isdisjoint(phrase.words):
        found += [e.country for e in phrase.evidence if e.country and e.way.startswith(_SENT)]
    if phrase.role is None or phrase.role.type != "other":
        return found
    for i in phrase.tokens:
        if reader.tokens[i].deprel == "nmod:poss":
            for head in reader.entity_heads.get(i, (i,)):
                ref = reader.ref_at.get(head)
                if ref is not None and ref.actor.kind == "state":
                    found += ref.countries
    return found


def _where_only(phrase: Phrase) -> set[str]:
    """The states where somebody is of whom the words before tell that another has them: "Peru's
    envoys in Oslo", "a Danish official in Lima"."""
    if phrase.person is not None:
        return set()
    having: set[str] = set()
    where: set[str] = set()
    for country, way in phrase.evidence:
        if country is not None:
            how = way.partition(":")[0].rstrip("+")
            if how not in ("in", "owner", "mod", "of") or ":media" in way:
                return set()  # "AFP's correspondent in Peru" may be a Peruvian
            (where if how == "in" else having).add(country)
    return where - having if len(having) == 1 else set()


def _of_owner(reader: Reader, phrase: Phrase) -> dict[Candidate, list[str]]:
    """Countries of whom a possessor inside the phrase means: "his government", "Kabila's men"."""
    found: dict[Candidate, list[str]] = {}
    shown = any(evidence.country for evidence in phrase.evidence)
    told = any(e.country and e.way in ("mod:adjective", "mod:name") for e in phrase.evidence)
    if reader.relations[phrase.head] == "conj" and not shown:  # "Chinese ministry and embassy"
        for evidence in reader.phrase(reader.tokens[phrase.head].head).evidence:
            if evidence.way.startswith(("mod", "owner")):
                found.setdefault(evidence.country, []).append(f"conj:{evidence.way}")
    for i in phrase.tokens:
        if reader.tokens[i].deprel == "nmod:poss" or (i != phrase.head and i in reader.name_at):
            if told:  # "his American guards", "Iraq's Danish adviser"
                continue
            for other in reader.others(i, reader.entity_heads.get(i, ())):
                for evidence in other.evidence:
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


def _standing(reader: Reader, country: str) -> tuple[str, tuple[str, ...]]:
    """How a country stands in the report: its share of all sights, as a class; what it is first or
    second in."""
    found = reader.standings.get(country)
    if found is None:
        share = reader.counts[country] / reader.total
        bins = SHARES[bisect_left(_BOUNDS, share) if not share else bisect_right(_BOUNDS, share)]
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
        if not dets and _is_plural(reader, phrase):
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
        return "-".join(phrase.role.sectors[:1]) + "s" * _is_plural(reader, phrase)
    if reader.tokens[phrase.head].upos == "PROPN":
        return "name"
    return "noun"


def _is_plural(reader: Reader, phrase: Phrase) -> bool:
    return reader.tokens[phrase.head].xpos in PLURALS
