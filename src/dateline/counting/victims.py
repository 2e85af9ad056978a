"""Those to whom deeds are done, where they are named or described one by one, or hurt in the next
sentence.

    "Police arrested the editor"                     →  1 arrested
    "ambushed and shot dead Ana Lima and Bo Lund"    →  2 killed
    "a bomb exploded, killing the driver"            →  1 killed
    "Gunmen fired at a shop. Four people were hurt." →  4 injured
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.counting.befell import case_of, verb_role
from dateline.counting.counted import find_counts
from dateline.counting.numbers import quantities
from dateline.counting.people import is_one_person
from dateline.counting.wordings import DEEDS, TYPES, Wording
from dateline.counting.words import Words
from dateline.data import Count, Document
from dateline.syntax import Index, index_of

_OUTCOMES = frozenset({"acl", "advcl"})
TOLD = frozenset({"happened", "ongoing"})
"""Statuses of deeds whose one victim counts: all 155 labelled counts of one person have them.
"Threatened to kill the envoy" has killed nobody."""


def victims(doc: Document, wording: Wording, words: Words) -> Iterator[Count]:
    """Yield counts of those, named or described one by one, to whom a wording is itself a deed, or
    has one as its outcome."""
    if doc.events[wording.event].status not in TOLD:
        return
    known = index_of(doc)
    for i in wording.tokens:
        shared = [j for j in known.below[i] if _shares_object(known, j)]
        outcomes = [j for j in known.below[i] if _is_outcome(known, j)]
        for deed in (i, *shared, *outcomes):
            count = _victims_of(doc, deed, wording.event_type, words)
            if count is not None:
                yield count


def _victims_of(doc: Document, deed: int, event_type: str, words: Words) -> Count | None:
    """The count of those whom the words give one by one as the victims of a deed."""
    known, tokens = index_of(doc), doc.tokens
    if tokens[deed].upos == "NOUN":
        role = words.roles.get((tokens[deed].lemma, "NOUN", "of"))
    else:
        role = verb_role(known, deed, words, "object")
    if role is None or event_type not in DEEDS.get(role, ()):
        return None
    if known.lemmas[deed] in words.lists.jailing:
        return None
    for j in _done_to(known, deed):
        persons = _single_persons(doc, j, words)
        if persons:
            return Count(role, persons, persons, (tokens[j].start, tokens[j].end))
    return None


def _is_outcome(known: Index, i: int) -> bool:
    """Whether a word tells what came of the one above: "exploded, killing the driver"."""
    return known.tokens[i].xpos == "VBG" and known.relations[i] in _OUTCOMES


def _shares_object(known: Index, i: int) -> bool:
    """Whether a verb that "and" joins to the one before has nothing of its own: "ambushed and shot
    dead a mayor", where the mayor hangs on the first."""
    if known.upos[i] != "VERB" or known.tokens[i].deprel != "conj":
        return False
    return not any(known.relations[j] in ("nsubj", "obj") for j in known.below[i])


def _done_to(known: Index, deed: int) -> list[int]:
    """The words of those to whom something is done: of a noun its owner or what "of" adds; of a
    verb its object or passive subject, else that of a verb which "and" joins to it."""
    tokens, below = known.tokens, known.below
    if tokens[deed].upos == "NOUN":
        return [
            j
            for j in below[deed]
            if tokens[j].deprel == "nmod:poss"
            or (known.relations[j] == "nmod" and case_of(known, j) == "of")
        ]
    own = [j for j in below[deed] if tokens[j].deprel in ("obj", "nsubj:pass")]
    if own:
        return own
    joined = [j for j in below[deed] if tokens[j].deprel == "conj" and not _has_subject(known, j)]
    if tokens[deed].deprel == "conj" and not _has_subject(known, deed):
        joined.append(tokens[deed].head)
    return [
        j
        for verb in joined
        for j in below[verb]
        # "ambushed and shot dead a mayor"; "the driver was caught and killed"
        if (tokens[j].deprel == "obj" and j > deed)
        or (tokens[j].deprel == "nsubj:pass" and j < deed)
    ]


def _has_subject(known: Index, verb: int) -> bool:
    return any(known.relations[j] == "nsubj" for j in known.below[verb])


def _single_persons(doc: Document, i: int, words: Words) -> int:
    """How many persons a word and what "and" joins to it name, each by itself; 0 where any of them
    is none, or several."""
    joined = [j for j in index_of(doc).below[i] if doc.tokens[j].deprel == "conj"]
    if all(is_one_person(doc, j, words) for j in (i, *joined)):
        return 1 + len(joined)
    return 0


def hurt_behind(
    doc: Document, by_sentence: Mapping[int, Sequence[Wording]], words: Words
) -> Iterator[tuple[int, Count]]:
    """Yield those hurt by an attack of whom the next sentence tells, with the attack. The dead have
    an event of their own there."""
    for number, wordings in by_sentence.items():
        attacks = {w.event for w in wordings if w.event_type == "ASSAULT"}
        behind = number + 1
        if len(attacks) != 1 or behind >= len(doc.sentences):
            continue
        if any(w.event_type in TYPES["killed"] for w in by_sentence.get(behind, ())):
            continue
        attack = attacks.pop()
        if doc.events[attack].status not in TOLD:
            continue
        numbers = quantities(doc.tokens, doc.sentences[behind], words)
        for count, _ in find_counts(doc, numbers, words):
            if count.role == "injured":
                yield attack, count
