"""Verbs whose type no context changes (``en/types.tsv``): "imposed sanctions", "kidnapped"; words
around that give another type: "a peacekeeping patrol"; and what names no event of its type:
"simulated attacks", "refused to comment", "elected a speaker"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from dateline.data import EventType
from dateline.knowledge import Knowledge
from dateline.syntax import Index, first_joined, has_case, is_negated, with_particle
from dateline.wordlists import WordLists, read_word_lists

FILE = "en/types.tsv"
INFINITIVE = "infinitive"
"""What stands in place of a preposition: "agreed to step down"."""
DEEP = 4
"""Steps down the tree at which those who keep the peace are sought, the trigger the first."""
CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "parataxis"})
"""What tells of others: "moved into the zone, which peacekeepers patrol"."""
LASTING: frozenset[EventType] = frozenset(
    {"AID", "CONSULT", "COOPERATE", "MOBILIZE", "REQUEST", "SUPPORT"}
)
"""Types of what somebody may do all along; who accuses or refuses has said so."""
HELP: frozenset[EventType] = frozenset({"AID", "COOPERATE", "SUPPORT"})
"""Types of what is promised where somebody says that he will go on with it."""
FORCE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "REJECT"})
"""Types of what somebody may seem to do who says that he will use no force."""
_WILL = frozenset({"'ll", "shall", "will", "would"})
PRESENT = frozenset({"VBP", "VBZ"})
TYPES: dict[str, EventType] = {kind: kind for kind in get_args(EventType)}


@dataclass(frozen=True, slots=True)
class Row:
    """With which nouns (none: whatever they are) as its object, or behind which preposition, or
    before which infinitives, a verb names an event of a type."""

    nouns: frozenset[str]
    preposition: str | None
    kind: EventType


@dataclass(frozen=True, slots=True)
class Typed:
    """The rows of a verb, by its lemma with its particle; words of ``words.tsv``."""

    rows: Mapping[str, tuple[Row, ...]]
    lists: WordLists


def read_typed(knowledge: Knowledge) -> Typed:
    """Read ``en/types.tsv``. Raises ``KnowledgeError`` for a wrong row."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in knowledge.rows(FILE):
        word, nouns = row.need("word"), frozenset(row.many("nouns"))
        own = Row(nouns, row.get("preposition"), TYPES[row.need("type", TYPES)])
        found[word] = (*found.get(word, ()), own)
    return Typed(found, read_word_lists(knowledge))


def type_of(known: Index, word: int, typed: Typed) -> EventType | None:
    """The type that a verb names by itself or with its object; ``None`` where no row says so."""
    if known.upos[word] != "VERB":
        return None
    rows = typed.rows.get(with_particle(known, word))
    if rows is None:
        return None
    return next((row.kind for row in rows if _holds(known, word, row, typed.lists)), None)


def type_among(known: Index, word: int, likely: EventType, typed: Typed) -> EventType:
    """The type of what a word names, where the network thinks one likely."""
    kind = type_of(known, word, typed) or likely
    if kind == "MOBILIZE" and keeps_peace(known, word, typed):
        return "AID"
    if kind == "SANCTION" and is_by_force(known, word, typed):
        return "ASSAULT"
    if kind in HELP and will_go_on(known, word):
        return "AGREE"
    if kind == "REJECT" and means_peace(known, word, typed):
        return "AGREE"
    return "AGREE" if kind in FORCE and will_use_no_force(known, word, typed) else kind


def _holds(known: Index, verb: int, row: Row, lists: WordLists) -> bool:
    """Whether a verb has one of the nouns of a row, as its object or behind its preposition, or is
    followed by one of its infinitives."""
    below = known.below[verb]
    if row.preposition == INFINITIVE:
        done = [with_particle(known, i) for i in below if known.relations[i] == "xcomp"]
        return not row.nouns.isdisjoint(done) if row.nouns else bool(done)
    if row.preposition is None:
        found = [
            i
            for i in below
            if known.relations[i] == "obj" or known.tokens[i].deprel == "nsubj:pass"
        ]
    else:
        case = (row.preposition,)
        found = [i for i in below if known.relations[i] == "obl" and has_case(known, i, case)]
    if not row.nouns:  # "protested to Oslo", not "to the sound of drums"
        return row.preposition is None or any(known.upos[i] == "PROPN" for i in found)
    lemmas = [known.lemmas[n] for i in found for n in (i, *_inside(known, i, lists))]
    return any(not row.nouns.isdisjoint((x, x.removesuffix("s"))) for x in lemmas)  # for singular


def _inside(known: Index, noun: int, lists: WordLists) -> Iterator[int]:
    """What a package, a round or a series is of."""
    if known.lemmas[noun] in lists.classifier:
        yield from (i for i in known.below[noun] if known.relations[i] == "nmod")


def is_acted(known: Index, word: int, typed: Typed) -> bool:
    """Whether what a noun names is only acted: "rehearsed an invasion", "mock strikes"."""
    if known.upos[word] not in ("NOUN", "PROPN"):
        return False
    lists, first = typed.lists, first_joined(known, word)
    way = known.relations[first] == "obj" or known.tokens[first].deprel == "nsubj:pass"
    return (way and known.lemmas[known.heads[first]] in lists.acted) or any(
        known.lower[i] in lists.acted_out and known.relations[i] == "amod"
        for i in known.below[word]
    )


def is_mishap(known: Index, word: int, typed: Typed) -> bool:
    """Whether nobody kills those whom a verb tells of: "were killed in a helicopter crash"."""
    return known.upos[word] == "VERB" and any(
        known.lemmas[i] in typed.lists.mishap
        and known.relations[i] == "obl"
        and has_case(known, i, ("in", "by"))
        for i in known.below[word]
    )


def is_no_threat(known: Index, word: int, typed: Typed) -> bool:
    """Whether somebody warns of what is not in his hands: "warned of civil war", where "warned of
    sanctions" threatens."""
    if known.lemmas[word] not in typed.lists.warning:
        return False
    dangers = [i for i in known.below[word] if has_case(known, i, ("of", "about"))]
    every = {
        j
        for i in dangers
        for j in (i, *_inside(known, i, typed.lists), *_joined(known, i))
        if not any(known.lower[k] in typed.lists.strife for k in known.below[j])
    }
    return bool(dangers) and typed.lists.threatened.isdisjoint(known.lemmas[j] for j in every)


def keeps_silent(known: Index, word: int, typed: Typed) -> bool:
    """Whether who refuses something only says nothing: "declined to comment"."""
    return with_particle(known, word) in typed.lists.refusing and any(
        known.relations[i] == "xcomp" and known.lemmas[i] in typed.lists.silent
        for i in known.below[word]
    )


def keeps_peace(known: Index, word: int, typed: Typed) -> bool:
    """Whether those who move are sent to keep the peace: "patrols as part of the UN force", "the
    peacekeeping mission, which was enlarged"."""
    row, lists = [word], typed.lists
    if known.tokens[word].deprel in ("acl", "acl:relcl"):
        row.append(known.heads[word])
    near = set[int]()
    for _ in range(DEEP):
        near.update(row)
        below = (j for i in row for j in known.below[i] if known.relations[j] not in CLAUSES)
        row = [j for j in below if j not in near]
    return any(
        known.lower[i] in lists.peacekeeping
        or (
            known.lemmas[i] in lists.joint
            and any(known.lower[j] in lists.joining for j in known.below[i])
        )
        for i in near
    )


def means_peace(known: Index, word: int, typed: Typed) -> bool:
    """Whether a verb only says that what somebody does is peaceful: "insisted that its nuclear
    programme is for peaceful purposes"."""
    said = [i for i in known.below[word] if known.relations[i] == "ccomp"]
    under = [j for i in said for j in known.below[i]]
    deeper = [k for j in under for k in known.below[j]]
    return any(known.lemmas[i] in typed.lists.peaceful for i in (*said, *under, *deeper))


def will_use_no_force(known: Index, word: int, typed: Typed) -> bool:
    """Whether somebody promises to use no force: "will not resort to violence", "would not take
    military action", "would not be taken by force"."""
    lists, below = typed.lists, known.below[word]
    if known.lemmas[word] not in lists.forgoing or not is_negated(known, word):
        return False
    if not any(known.relations[j] == "aux" and known.lower[j] in _WILL for j in below):
        return False
    means = (j for j in below if known.relations[j] in ("obj", "obl"))
    return any(
        known.lower[j] in lists.by_force
        or any(f"{known.lower[k]} {known.lower[j]}" in lists.by_force for k in known.below[j])
        for j in means
    )


def will_go_on(known: Index, word: int) -> bool:
    """Whether somebody says that he will go on doing what a verb tells: "Peru will continue to
    support the mission" is a promise."""
    above = known.heads[word]
    return (
        known.relations[word] == "xcomp"
        and known.lemmas[above] == "continue"
        and any(known.relations[j] == "aux" and known.lower[j] in _WILL for j in known.below[above])
    )


def is_by_force(known: Index, word: int, typed: Typed) -> bool:
    """Whether a ruler is brought down by arms: "was ousted in a coup", not "in a vote"."""
    if known.lemmas[word] not in typed.lists.ousting:
        return False
    sent = known.sentences[known.sentence_of[word]]
    lemmas = known.lemmas[sent.start_token : sent.end_token]
    return not typed.lists.arms.isdisjoint(lemmas)


def fills_office(known: Index, word: int, typed: Typed) -> bool:
    """Whether a verb only tells who gets an office: "was elected speaker"; PLOVER has no type for
    that."""
    return known.upos[word] == "VERB" and with_particle(known, word) in typed.lists.filling


def is_remembered(known: Index, word: int, typed: Typed) -> bool:
    """Whether an event only says whose day or whose fate is meant: "victims of the war"."""
    return (
        known.relations[word] == "nmod"
        and known.lemmas[known.heads[word]] in typed.lists.remembering
        and has_case(known, word, ("of",))
    )


def is_lasting(known: Index, word: int) -> bool:
    """Whether a relative clause in the simple present only tells what somebody is like: "which
    wants a seat", "which meets twice a year", where "which is seeking a seat" tells an event."""
    return (
        known.tokens[word].deprel == "acl:relcl"
        and known.tokens[word].xpos in PRESENT
        and not any(known.relations[j] == "aux" for j in known.below[word])
    )


def _joined(known: Index, first: int) -> Iterator[int]:
    """The words that "and" joins to a word."""
    return (i for i in known.below[first] if known.relations[i] == "conj")
