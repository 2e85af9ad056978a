"""How likely two mentions tell of one event: a logistic model over named features of the pair.

The features compare what the two mentions say (type, participants, days, place, status, numbers)
and how they say it (trigger, sentence). They look at nothing that changes as more reports come in.
``scores.py`` adds up their weights, which are in ``model/merging.tsv`` and come from ``dateline
train merging``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.data import Participant
from dateline.knowledge import Knowledge
from dateline.merge.copies import words
from dateline.merge.types import StoredMention
from dateline.where.distance import distance_km
from dateline.wordlists import read_word_lists

FAMILY = {
    "AGREE": "talk", "CONSULT": "talk", "SUPPORT": "talk", "COOPERATE": "help", "AID": "help",
    "CONCEDE": "yield", "RETREAT": "yield", "REQUEST": "demand", "ACCUSE": "blame",
    "REJECT": "blame", "THREATEN": "demand", "PROTEST": "force", "SANCTION": "coerce",
    "MOBILIZE": "force", "COERCE": "coerce", "ASSAULT": "force",
}  # fmt: skip
"""Types that readers (and the coder) take for one another."""
PRECISE = frozenset({"site", "city"})
NEAR_KM, FAR_KM = 30.0, 150.0
SIMILAR = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
"""Bounds between grades of similarity of sentences."""
AROUND = 6
"""Words before and after the trigger that tell it from the other events of its sentence."""
_NAME = re.compile(r"(?<=[a-z0-9,;]\s)[A-Z]\w+|\d[\d,.]*\d|\d")
"""Capitalised words within a sentence, and numbers."""
_SUFFIX = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ors?|als?|ed|es|s|e)$")


@dataclass(frozen=True, slots=True)
class Told:
    """What pairs are compared by, computed once for each mention. Days are whole numbers
    (``date.toordinal()``): that of the report, and the first and last of the event."""

    mention: StoredMention
    stems: frozenset[str]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    said: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    event_type: str
    family: str
    report: str
    published: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A participant as it is compared: by entity, by the words of its name, by codes."""

    entity: str | None
    names: frozenset[str]
    country: str | None
    sectors: frozenset[str]


def told(mention: StoredMention) -> Told:
    """Prepare a mention for comparison."""
    event, when = mention.event, mention.event.when
    sentence = mention.sentence or ""
    at = max(0, event.trigger[0] - event.sentence[0])
    before = words(sentence[:at])[-AROUND:]
    after = words(sentence[at + len(mention.words) :])[:AROUND]
    said, names = _sentence(sentence)
    return Told(
        mention,
        stems(words(mention.words)),
        tuple(map(_side, event.actors)),
        tuple(map(_side, event.recipients)),
        said,
        stems((*before, *after)),
        names,
        event.event_type,
        FAMILY[event.event_type],
        mention.report,
        mention.published.toordinal(),
        when.start.toordinal() if when else None,
        when.end.toordinal() if when else None,
    )


@lru_cache(maxsize=1_000)
def _sentence(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a sentence, and of its names and numbers: it often tells several events."""
    return stems(words(text)), stems(w.casefold() for w in _NAME.findall(text))


prepared = lru_cache(maxsize=20_000)(told)
"""``told``, remembered: a mention is compared with many."""


def stems(found: Iterable[str]) -> frozenset[str]:
    """The stems of words that carry meaning."""
    empty = function_words()
    return frozenset(stem(w) for w in found if w not in empty)


@cache
def function_words() -> frozenset[str]:
    """Words that tell nothing of what a sentence is about. They are ours alone: were they the
    user's too, a store would look for its mentions by other words than those that it filed."""
    lists = read_word_lists(Knowledge())
    return lists.function_word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Cut an ending off a word, so that forms of one word are mostly equal.

    >>> stem("bombings"), stem("bombed"), stem("killing"), stem("agreements")
    ('bomb', 'bomb', 'kill', 'agree')
    """
    cut = _SUFFIX.sub("", word)
    return cut if len(cut) >= 3 else word


@lru_cache(maxsize=50_000)
def name_stems(name: str) -> frozenset[str]:
    """The stems of a name: the same names come again and again."""
    return stems(words(name))


def _side(party: Participant) -> Side:
    return _side_of(party.entity, party.name or party.text, party.country, party.sectors)


@lru_cache(maxsize=50_000)
def _side_of(entity: str | None, name: str, country: str | None, sectors: tuple[str, ...]) -> Side:
    return Side(entity, name_stems(name), country, frozenset(sectors))


# --- features ---------------------------------------------------------------------------------


def features(a: Told, b: Told) -> list[str]:
    """The names of the features that hold for a pair, in either order of the two.

    ``scores.py`` adds up their weights without making the list: a change here is one there.
    """
    kind = types(a, b)
    found = kind, triggers(a, b), similarity(a.said, b.said), similarity(a.near, b.near)
    both = parties(a, b)
    names = [
        *wording(*found),
        places(a, b),
        days(a, b),
        *both,
        f"{TYPES[kind]}, {both[-1]}",
        *numbers(a, b),
        *modes(a, b),
        status(a.mention.event.status, b.mention.event.status),
        f"names {min(len(a.names & b.names), 4)}",
        f"heard {(a.stems <= b.said) + (b.stems <= a.said)}",
    ]
    if a.report != b.report:
        return [*names, *across(*found), published(abs(a.published - b.published))]
    if a.mention.event.sentence == b.mention.event.sentence:
        names.append("one sentence")
    return [*names, *in_report(*found)]


TYPES = ("type same", "type family", "type other")
TRIGGERS = ("trigger same", "trigger shared", "trigger other")
SHARES = (*map(str, range(len(SIMILAR) + 1)), "?")
"""How many of the bounds ``SIMILAR`` a share of common words reaches; ``?``: no words."""


def wording(kind: int, trigger: int, similar: int, near: int) -> list[str]:
    """Types and words, of any pair. Numbers: of ``TYPES``, ``TRIGGERS``, ``SHARES`` (twice)."""
    sentence, around = f"sentence {SHARES[similar]}", f"near {SHARES[near]}"
    return [TYPES[kind], TRIGGERS[trigger], sentence, around, f"{sentence}, {around}"]


def in_report(kind: int, trigger: int, similar: int, near: int) -> list[str]:
    """What is more of a pair of one report."""
    return ["one report", f"one report, {TYPES[kind]}", f"one report, {TRIGGERS[trigger]}"]


def across(kind: int, trigger: int, similar: int, near: int) -> list[str]:
    """What is more of a pair of two reports."""
    return [
        f"{one}, {other}"
        for one in (TYPES[kind], TRIGGERS[trigger])
        for other in (f"sentence {SHARES[similar]}", f"near {SHARES[near]}")
    ]


def published(gap: int) -> str:
    """Days between the two reports."""
    return f"published {min(gap, 5)} days apart"


def status(one: str, other: str) -> str:
    """The status of the two."""
    return "status " + "+".join(sorted((one, other)))


def modes(a: Told, b: Told) -> list[str]:
    """Whether the modes of the two meet, where both have some."""
    one, two = a.mention.event.modes, b.mention.event.modes
    if not one or not two:
        return []
    return ["modes shared" if set(one) & set(two) else "modes differ"]


def types(a: Told, b: Told) -> int:
    """How the types agree: a number of ``TYPES``."""
    if a.event_type == b.event_type:
        return 0
    return 1 if a.family == b.family else 2


def triggers(a: Told, b: Told) -> int:
    """How the triggers agree: a number of ``TRIGGERS``."""
    if a.stems == b.stems:
        return 0
    return 2 if a.stems.isdisjoint(b.stems) else 1


def similarity(a: frozenset[str], b: frozenset[str]) -> int:
    """How large a share of the words are common: a number of ``SHARES``."""
    m, n = len(a), len(b)
    of = m if m < n else n
    if not of:
        return len(SHARES) - 1
    return _SHARE[of][len(a & b)] if of < MANY else _reached(len(a & b), of)


def _reached(common: int, of: int) -> int:
    return sum(common / of >= bound for bound in SIMILAR)


MANY = 128
_SHARE = tuple(tuple(_reached(common, of or 1) for common in range(of + 1)) for of in range(MANY))


def days(a: Told, b: Told) -> str:
    """How the days of the two events lie to each other."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "days unknown" if a.first is b.first else "days half known"
    gap = max(a.first - b.last, b.first - a.last)
    if gap <= 0:
        return "days equal" if a.first == b.first and a.last == b.last else "days overlap"
    if gap == 1:
        return "days adjacent"
    exact = a.first == a.last and b.first == b.last
    return "days apart" + (", exact" if exact else "") + (", far" if gap > 7 else "")


def places(a: Told, b: Told) -> str:
    """How the places agree."""
    one, two = a.mention.event.where, b.mention.event.where
    if one is None or two is None:
        return "place unknown" if one is two else "place half known"
    if one.name == two.name or (one.geonameid is not None and one.geonameid == two.geonameid):
        return "place same"
    if one.precision in PRECISE and two.precision in PRECISE:
        km = distance_km(one.lat, one.lon, two.lat, two.lon)
        if km is not None:
            return "place near" if km <= NEAR_KM else "place far" if km >= FAR_KM else "place by"
    return "place open"


GRADES = ("conflict", "none", "open", "country", "name part", "same")


@lru_cache(maxsize=100_000)
def _match(a: Side, b: Side) -> int:
    """How well two participants agree: an index into ``GRADES``."""
    if a.entity is not None and a.entity == b.entity:
        return 5
    if a.names and a.names == b.names:
        return 5
    countries = a.country is not None and b.country is not None
    if countries and a.country != b.country:
        return 0
    if a.names & b.names:
        return 4
    if countries:
        return 3 if a.sectors & b.sectors or not (a.sectors and b.sectors) else 2
    return 2 if a.sectors & b.sectors else 1


def _best(grades: Sequence[Sequence[int]], unknown: str) -> str:
    """The best agreement of a table of those of one side with those of the other."""
    return GRADES[max(map(max, grades))] if grades and grades[0] else unknown


def parties(a: Told, b: Told) -> list[str]:
    """How well those of the one who act and are acted on agree with those of the other."""
    one, two = a.actors + a.recipients, b.actors + b.recipients
    grades = [[_match(x, y) for y in two] for x in one]
    m, n = len(a.actors), len(b.actors)
    found = [
        f"actors {_best([row[:n] for row in grades[:m]], _half(a.actors, b.actors))}",
        f"recipients {_best([row[n:] for row in grades[m:]], _half(a.recipients, b.recipients))}",
    ]
    if not one or not two:
        return [*found, "parties unknown"]
    mine = sorted(map(max, grades), reverse=True)
    theirs = sorted(map(max, zip(*grades, strict=True)), reverse=True)
    n = min(len(mine), len(theirs), 2)
    both = "+".join(GRADES[min(m, t)] for m, t in zip(mine[:n], theirs[:n], strict=True))
    return [*found, f"parties {both}"]


def _half(one: Sequence[Side], two: Sequence[Side]) -> str:
    return "half known" if one or two else "unknown"


def numbers(a: Told, b: Told) -> list[str]:
    """How the numbers of one role agree."""
    one = {c.role: c for c in a.mention.event.counts}
    found = []
    for c in b.mention.event.counts:
        other = one.get(c.role)
        if other is None:
            continue
        if (other.low, other.high) == (c.low, c.high):
            found.append("count same")
        else:
            ratio = max(other.low, c.low) / max(1, min(other.low, c.low))
            found.append("count close" if ratio <= 2 else "count far")
    if a.mention.event.counts and b.mention.event.counts and not found:
        found.append("count other")
    return sorted(set(found))
