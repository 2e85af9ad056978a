"""Statuses that words settle alone, whatever was learned: "are considering a visit", "failed to
agree", "neither side left", "called off the talks".
"""

from __future__ import annotations

from dateline.data import Document, EventType, Status
from dateline.saying.cues import Cues
from dateline.saying.disputed import disputed
from dateline.syntax import (
    NEGATIONS,
    Index,
    has_case,
    has_mark,
    index_of,
    is_negated,
    with_particle,
)
from dateline.what.by_tense import by_tense, time_at
from dateline.what.status_words import Signs
from dateline.what.undone import DEEDS, GIVEN, is_undone
from dateline.wordlists import WordLists

_NOT = frozenset({"not", "never", "n't"})
_UNTIL = frozenset({"until", "till"})
_FINITE = frozenset({"VBD", "VBZ", "VBN"})
"""Tags of verbs that are conditions behind "if": all 12 labelled ones are possible."""
_GOVERNED = frozenset({"ccomp", "xcomp", "obj"})
_CLAUSES = frozenset({"advcl", "acl", "xcomp", "ccomp", "obl"})


def decided(
    doc: Document, cues: Cues, signs: Signs, word: int, event_type: EventType
) -> Status | None:
    """The status that words around an event's word settle alone: who is considering a visit has not
    made one, nor has an upcoming visit been made, nor what would have been done,
    nor what somebody stopped short of, nor an agreement where talks collapsed,
    nor is what is denied, nor a deed that "not" stands with or that somebody failed to do;
    who "did not reject" something has not refused it.
    ``None`` where no such word governs, describes or helps it, or is negated without a row for
    that ("not confirm")."""
    known = index_of(doc)
    if _is_by_neither(known, word):
        return "negated"
    if event_type == "REJECT" and _is_no_refusal(known, signs, word):
        return "negated"
    return (
        _not_until(doc, known, word)
        or _by_clause(known, cues, signs, word, event_type)
        or _by_own_words(known, signs, word, event_type)
        or _governed(known, cues, signs, word)
        or by_tense(doc, known, signs, word, event_type)
    )


def _by_clause(
    known: Index, cues: Cues, signs: Signs, word: int, event_type: EventType
) -> Status | None:
    """The status that the clause of a word settles, by what the word is to it."""
    if _is_condition(known, word) or _is_believed(known, signs, word):
        return "possible"
    if _is_short_of(known, signs, word) or (
        event_type == "AGREE" and _is_no_agreement(known, signs, word)
    ):
        return "negated"
    if is_undone(known, cues, signs, word, event_type):
        return "negated"
    if event_type in DEEDS and _is_kept_off(known, signs.lists, word):
        return "possible"
    if _is_to_resume(known, signs.lists, word):
        return "possible"
    if event_type == "SANCTION" and _is_faced(known, word):
        return "possible"
    return "planned" if _is_announced(known, signs, word) else None


def _by_own_words(known: Index, signs: Signs, word: int, event_type: EventType) -> Status | None:
    """The status that words settle which help, deny or describe a word."""
    helping = [j for j in known.below[word] if j < word]
    auxiliaries = [known.lower[j] for j in helping if known.relations[j] == "aux"]
    status = signs.alone.get(" ".join(auxiliaries[:2]))
    if status is not None and not any(known.lemmas[j] in NEGATIONS for j in helping):
        return status
    if status is None and event_type in DEEDS and _is_not_done(known, signs.lists, word):
        return "negated"
    if event_type in GIVEN and _is_failed(known, signs, word):
        return "negated"
    described = (i for i in range(_first(known, word), word) if known.tokens[i].deprel == "amod")
    told = (signs.alone.get(known.lower[i]) for i in described)
    return next((each for each in told if each is not None), None)


def _first(known: Index, word: int) -> int:
    """Where the words begin that stand right before a word and hang on it."""
    first = word
    while first > 0 and known.heads[first - 1] == word:
        first -= 1
    return first


def _governed(known: Index, cues: Cues, signs: Signs, word: int) -> Status | None:
    """The status that a verb above a word settles: the one that it hangs on, the one right before
    its phrase, or the one that disputes the claim it stands in."""
    tokens, first = known.tokens, _first(known, word)
    governors = [first - 1] if first > 0 else []  # whatever the tree says: "considers leaving"
    subject = tokens[word].deprel == "nsubj:pass"  # "talks were called off"
    if subject or known.relations[word] in _GOVERNED:
        governors.append(tokens[word].head)
    claim = disputed(known, cues, signs.lists, word)
    if claim is not None:
        if claim.denied:
            return "negated"
        governors.append(claim.verb)
    noun = tokens[word].head
    if known.lemmas[noun] in signs.lists.chance and known.relations[noun] == "obj":
        governors.append(tokens[noun].head)  # "ruled out the possibility of an attack"
    for i in governors:
        lemma = with_particle(known, i)
        status = signs.alone.get(f"not {lemma}" if is_negated(known, i) else lemma)
        passive = any(tokens[j].deprel in ("aux:pass", "nsubj:pass") for j in known.below[i])
        if status is not None and tokens[i].upos == "VERB" and passive == subject:
            return status
    return None


def _is_kept_off(known: Index, lists: WordLists, word: int) -> bool:
    """Whether somebody is kept from a deed that may come: "to protect the town from air attack";
    "the" attack may be one that came."""
    return (
        known.relations[word] in ("obl", "nmod")
        and has_case(known, word, ("from", "against"))
        and known.lemmas[known.heads[word]] in lists.guarding
        and not any(known.relations[j] == "det" for j in known.below[word])
    )


def _is_to_resume(known: Index, lists: WordLists, word: int) -> bool:
    """Whether a noun names what somebody tries to take up again: "efforts to resume the talks"."""
    verb = known.heads[word]
    return (
        known.relations[word] == "obj"
        and known.relations[verb] == "acl"
        and known.lemmas[verb] in lists.resuming
        and known.tokens[verb].xpos in ("VB", "VBG")
    )


def _is_faced(known: Index, word: int) -> bool:
    """Whether a penalty is one that somebody faces: "they face a fine"; not where he "will face"
    it, or "has faced" it."""
    above = known.heads[word]
    verb = above if known.relations[word] == "obj" else word
    return known.lemmas[verb] == "face" and not any(
        known.relations[j] == "aux" for j in known.below[verb]
    )


def _is_condition(known: Index, word: int) -> bool:
    """Whether a verb is a condition: "its threat to leave if Ottawa forced it to pay"."""
    return (
        known.relations[word] == "advcl"
        and known.tokens[word].xpos in _FINITE
        and has_mark(known, word, "if")
    )


def _is_believed(known: Index, signs: Signs, word: int) -> bool:
    """Whether a verb is only thought to be true: "is believed to have been abducted"."""
    above = known.heads[word]
    return (
        known.relations[word] in ("xcomp", "ccomp")
        and known.lemmas[above] in signs.lists.believed
        and any(known.tokens[j].deprel in ("aux:pass", "nsubj:pass") for j in known.below[above])
        and any(known.lower[j] == "have" for j in known.below[word] if j < word)
    )


def _is_announced(known: Index, signs: Signs, word: int) -> bool:
    """Whether somebody announces to be doing it: "announced that it was withdrawing its envoy"."""
    above = known.heads[word]
    return (
        known.relations[word] == "ccomp"
        and known.lower[word].endswith("ing")
        and known.lemmas[above] in signs.lists.announced
        and any(known.relations[j] == "aux" for j in known.below[word] if j < word)
    )


def _is_short_of(known: Index, signs: Signs, word: int) -> bool:
    """Whether somebody keeps from doing it: "stopped short of accusing", "steered clear of"."""
    above = known.heads[word]
    if known.relations[word] not in _CLAUSES or is_negated(known, above):
        return False
    of = any(known.lower[j] == "of" for j in known.below[word] if j < word)
    return of and any(
        f"{known.lemmas[above]} {known.lower[j]}" in signs.lists.short_of
        for j in known.below[above]
    )


def _is_no_agreement(known: Index, signs: Signs, word: int) -> bool:
    """Whether an agreement is named by the talks that led to none: "their talks collapsed"; not
    where they "may collapse"."""
    open_yet = any(
        known.relations[j] == "aux" and known.lemmas[j] in signs.moods for j in known.below[word]
    )
    if open_yet or is_negated(known, word):
        return False
    return with_particle(known, word) in signs.lists.no_agreement


def _is_not_done(known: Index, lists: WordLists, word: int) -> bool:
    """Whether a verb is denied itself ("has not met", not "not only met"), or has none of what
    it acts on: "signed no agreement"."""
    below = known.below[word]
    if known.upos[word] not in ("VERB", "AUX"):
        return False
    if any(_is_no(known, j) for j in below if known.relations[j] == "obj"):
        return True
    denying = [j for j in below if known.lemmas[j] in _NOT]
    return any(known.lower[j + 1] not in lists.only for j in denying if j < word)


def _not_until(doc: Document, known: Index, word: int) -> Status | None:
    """The status of what is not done until a day: "are not expected until Sunday" is planned,
    "did not arrive until Sunday" happened; ``None`` where no such day hangs on a word."""
    if not is_negated(known, word):
        return None
    for j in known.below[word]:
        if not any(known.lower[k] in _UNTIL for k in known.below[j]):
            continue
        day = time_at(doc, known.starts[j])
        if day is not None and day.first is not None:
            return "planned" if day.first > doc.report.published else "happened"
    return None


def _is_no(known: Index, noun: int) -> bool:
    """Whether there is none of what a noun names: "no missiles"; the tree may hang "no" beside
    it."""
    return known.lower[noun] == "no" or any(
        known.lower[j] == "no" and known.relations[j] == "det" for j in known.below[noun]
    )


def _is_failed(known: Index, signs: Signs, word: int) -> bool:
    """Whether somebody fails to do it: "failed to agree", "the failure of the two to agree"."""
    above = known.heads[word]
    if known.relations[word] not in ("xcomp", "acl") or is_negated(known, above):
        return False
    return (
        has_mark(known, word, "to")
        and signs.classes.get((known.lemmas[above], known.upos[above])) == "fail"
    )


def _is_by_neither(known: Index, word: int) -> bool:
    """Whether no one of two does it: "neither side left", "neither Iran nor Iraq attacked"."""
    below = known.below[word]
    subject = next((j for j in below if known.relations[j] == "nsubj"), None)
    if subject is None or subject > word:
        return False
    beside = [j for j in below if j < subject]
    return any(known.lemmas[k] == "neither" for k in (*beside, subject, *known.below[subject]))


def _is_no_refusal(known: Index, signs: Signs, word: int) -> bool:
    """Whether a verb that refuses is negated itself: "did not reject". What else stands beside
    "not" is how a refusal is told: "would not attend"."""
    return with_particle(known, word) in signs.lists.refusing and is_negated(known, word)
