"""What tells two wordings apart, whatever the network thinks: days, objects, speakers of their own.

"The first round was held in August 2003; the fourth ended on September 19": two events, as each
wording has a day of its own. "Troops shelled Tyre. ... Police raided Haifa": two, as those acted
upon are of two countries, or two people. "The Houthis fired ... Hezbollah fired", "Annan urged ...
Wang called for ...": two, as somebody else acts, or speaks. Of pairs that the network took for one
event, in labelled reports that it had not seen, the labels have two in 49 of 84 with days apart, in
27 of 37 with such objects, in 50 of 69 with such speakers, in all three that stand in two
countries, in 45 of 60 where another number of people is killed or arrested, and in 64 of 102 where
the second has an "also". "Other" people, and what "meanwhile" happened, are told of in another
event, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dateline.data import Document, Entity
from dateline.syntax import Index, index_of
from dateline.what.frames import MODIFIED, NOUNS, SUPPORTED, frame
from dateline.what.plover import RECIPROCAL, SPEECH
from dateline.when.dates import Interval, interval
from dateline.wordlists import WordLists

_ACTED_UPON = frozenset({"obj", "iobj", "undergoer", "to", "with", "against"})
"""Places of a frame where those stand who are acted upon, or met."""
_WHERE = frozenset({"in", "at", "near", "inside", "outside", "across"})
_ACTING = frozenset({"subject", "by"})
_TAKING_PART = _ACTED_UPON | _ACTING | {"of"}
_SAID = SPEECH - {"AGREE", "CONCEDE"}
"""Types of which one event has one speaker."""
_STEM = 5  # letters that words of one stem share


@dataclass(frozen=True, slots=True)
class Own:
    """What a wording has of its own: days that hang on it, countries of those acted upon, the named
    people among these, the country of where it is, who acts, of speech acts who speaks, how many
    take part, whether it is told as one more event, or begins anew in another sentence, and the
    number of its sentence."""

    days: tuple[Interval, ...] = ()
    countries: frozenset[str] = frozenset()
    people: tuple[Entity, ...] = ()
    lands: frozenset[str] = frozenset()
    acts: Entity | None = None
    speaks: Entity | None = None
    numbers: frozenset[str] = frozenset()
    stem: str = ""
    noun: bool = False
    further: bool = False
    anew: bool = False
    sentence: int = 0


def are_two(one: Own, other: Own) -> bool:
    """Whether two wordings, the second behind the first in the text, cannot be one event.

    Their days lie apart, or the countries of those acted upon or of where they are, or those who
    act or speak are different ones, or another number takes part ("three were killed, ... four were
    killed"; within a sentence "killed three and wounded four" is one), or the second is told as a
    further one ("also agreed") or, in another sentence, of others ("Two others were jailed.").
    """
    if other.further:
        return True
    elsewhere, same_stem = one.sentence != other.sentence, one.stem == other.stem
    if elsewhere and other.anew:
        return True
    counted = one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)
    if counted and (elsewhere or same_stem):
        return True
    if one.days and other.days and not any(_meet(a, b) for a in one.days for b in other.days):
        return True
    if one.countries and other.countries and one.countries.isdisjoint(other.countries):
        return True
    if one.people and other.people and all(_differ(a, b) for a in one.people for b in other.people):
        return True
    if one.lands and other.lands and one.lands.isdisjoint(other.lands):
        return True
    if one.acts and other.acts and _differ(one.acts, other.acts):
        return True
    # "The proposal", said by another one, may be the one that was made.
    if same_stem or (one.noun and other.noun) or not (one.speaks and other.speaks):
        return False
    return _differ(one.speaks, other.speaks)


def may_be_one(one: Own, other: Own) -> bool:
    """Whether one speaker says both, in one sentence or the next: what he blames somebody for in
    several words is one event more often than not."""
    return (
        one.speaks is not None
        and one.speaks is other.speaks
        and other.sentence - one.sentence <= 1
        and not are_two(one, other)
    )


def _meet(a: Interval, b: Interval) -> bool:
    return a.first <= b.last and b.first <= a.last


def _differ(one: Entity, other: Entity) -> bool:
    """Whether these are of two countries, or two people with names of which no word is the same."""
    if None not in (one.country, other.country) and one.country != other.country:
        return True
    names = [entity.name.split() for entity in (one, other)]
    return (
        one.kind == other.kind == "person"
        and one.name[:1].isupper()
        and other.name[:1].isupper()
        and set(names[0]).isdisjoint(names[1])
    )


def own(doc: Document, words: Sequence[int], types: Sequence[str], lists: WordLists) -> list[Own]:
    """What each of these words, with the type it may be an event of, has of its own."""
    known, tokens = index_of(doc), doc.tokens
    dated, of, land = dict[int, Interval](), dict[int, Entity](), dict[int, str]()
    for place in doc.named_places:
        if place.country is not None:
            land |= dict.fromkeys(range(*known.range_of(place.start, place.end)), place.country)
    for time in doc.times:
        days = interval(time.value) if time.value and time.type in ("DATE", "TIME") else None
        if days is not None:
            dated |= dict.fromkeys(range(*known.range_of(time.start, time.end)), days)
    for entity in doc.entities:
        for span in entity.mentions:
            for i in range(*known.range_of(*span)):
                of.setdefault(i, entity)
    found, asked = [], frozenset(words)
    for word, kind in zip(words, types, strict=True):
        around = list(_sure(known, word))
        held = [(place, of[i]) for place, i in around if i in of]
        acts = next((entity for place, entity in held if place in _ACTING), None)
        upos = tokens[word].upos
        upon = [entity for place, entity in held if place in _ACTED_UPON]
        found.append(
            Own(
                tuple(_days(known, word, dated, kind)),
                frozenset(entity.country for entity in upon if entity.country),
                tuple(e for e in upon if e.kind == "person" and e.name[:1].isupper()),
                frozenset(land[i] for place, i in around if place in _WHERE and i in land),
                acts if upos == "VERB" and kind not in RECIPROCAL else None,
                (_speaker(doc, known, word, of) or acts) if kind in _SAID else None,
                _numbers(known, word, around),
                tokens[word].text.lower()[:_STEM],
                upos in NOUNS,
                _is_earlier(known, word, lists)
                or (kind != "CONSULT" and _is_further(doc, known, word, asked)),
                _is_of_others(known, around, lists) or _begins_anew(doc, known, word, lists),
                known.sentence_of[word],
            )
        )
    return found


def _sure(known: Index, word: int) -> Iterator[tuple[str, int]]:
    """The frame of a word, without pronouns: whom they mean is less sure."""
    return ((place, i) for place, i in frame(known, word) if known.upos[i] != "PRON")


def _days(known: Index, word: int, dated: dict[int, Interval], kind: str) -> Iterator[Interval]:
    """The days that hang on a word, or, where none does, on the verb over a noun ("held talks on
    Monday"); not of what is said, as that verb may tell of something else."""
    own_days = [dated[i] for i in known.below[word] if i in dated]
    verb = known.heads[word]
    over = (
        known.upos[word] in NOUNS
        and kind not in _SAID
        and known.relations[word] in SUPPORTED
        and known.upos[verb] in ("VERB", "AUX")
    )
    yield from own_days or (dated[i] for i in known.below[verb] if over and i in dated)


def _numbers(known: Index, word: int, around: Sequence[tuple[str, int]]) -> frozenset[str]:
    """How many take part, or how many events a noun tells of, as written."""
    return frozenset(
        known.lower[j]
        for i in (word, *_taking_part(around))
        for j in known.below[i]
        if known.relations[j] == "nummod"
    )


def _taking_part(around: Sequence[tuple[str, int]]) -> Iterator[int]:
    """The words of those who act or are acted upon, of a noun through its verb as well."""
    for place, i in around:
        if place.partition(" over ")[0].removesuffix(MODIFIED) in _TAKING_PART:
            yield i


def _is_of_others(known: Index, around: Sequence[tuple[str, int]], lists: WordLists) -> bool:
    """Whether others take part than before: "two others were jailed", "another camp"."""
    return any(
        known.lower[j] in lists.one_more for i in _taking_part(around) for j in (i, *known.below[i])
    )


def _begins_anew(doc: Document, known: Index, word: int, lists: WordLists) -> bool:
    """Whether the sentence of a word turns to something else: "Meanwhile, ..."."""
    return known.lower[doc.sentences[known.sentence_of[word]].start_token] in lists.anew


def _is_earlier(known: Index, word: int, lists: WordLists) -> bool:
    """Whether what a word tells of is set before what was told: "had earlier met"."""
    return any(
        known.relations[i] == "advmod" and known.lower[i] in lists.before_this
        for i in known.below[word]
    )


def _is_further(doc: Document, known: Index, word: int, asked: Collection[int]) -> bool:
    """Whether "also" stands with a wording, or with the verb over a noun: "the sides also agreed on
    a road", "also issued a warning"; not where the verb tells an event of its own ("they also
    condemned the attack"). ``asked``: the words that may name events."""
    verb = word if known.upos[word] not in NOUNS else doc.tokens[word].head
    if verb != word and verb in asked:
        return False
    return any(
        doc.tokens[i].lemma == "also" and doc.tokens[i].deprel == "advmod"
        for i in known.below[verb]
    )


def _speaker(doc: Document, known: Index, word: int, of: dict[int, Entity]) -> Entity | None:
    """Who is said to say the narrowest claim that a word stands in."""
    start = known.starts[word]
    claims = [
        (last - first, claim)
        for claim in doc.attributions
        for first, last in claim.content
        if first <= start < last
    ]
    if not claims:
        return None
    _, claim = min(claims, key=lambda each: each[0])
    return (
        next((of[i] for i in range(*known.range_of(*claim.source[-1])) if i in of), None)
        if claim.source
        else None
    )
