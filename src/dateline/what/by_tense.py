"""Statuses that the tense of a verb settles: "after he meets the king", "the trial resumes on
Monday" and "would ask for aid" are planned, "has sent troops" is done.
"""

from __future__ import annotations

from bisect import bisect_right

from dateline.data import Document, EventType, Status, TimeMention
from dateline.syntax import Index, has_case, is_negated, with_particle
from dateline.what.status_words import Signs
from dateline.what.undone import DEEDS

_AFTER = frozenset({"after", "before", "once", "when"})
_PRESENT = frozenset({"VBZ", "VBP"})
_IS = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re"})
_HELPING = frozenset({"aux", "cop", "mark"})
_HAD = frozenset({"had", "'d"})
_HAS = frozenset({"has", "have", "'ve", "’ve"})
_OPEN = frozenset({"if", "unless", "whether", "until", "once", "after", "before", "when", "since"})
"""Conjunctions behind which a perfect tells of what is still to come, or of a time up to now."""


def by_tense(
    doc: Document, known: Index, signs: Signs, word: int, event_type: EventType
) -> Status | None:
    """The status that the tense of an event's verb, or of the verb above its noun, settles;
    ``None`` where it settles none."""
    if (event_type in DEEDS and _is_to_follow(known, word)) or _is_to_begin(known, signs, word):
        return "planned"
    if event_type in DEEDS or event_type == "ACCUSE":
        verb = known.heads[word] if known.relations[word] == "nsubj" else word
        if (verb != word or event_type in DEEDS) and _is_for_a_day(doc, known, verb):
            return "planned"
    if event_type == "REQUEST" and _is_to_be_asked(known, signs, word):
        return "planned"
    if event_type == "SUPPORT" and _is_by_somebody(known, word):
        return "happened"
    return "happened" if _is_over(known, signs, word) else None


def _is_to_follow(known: Index, word: int) -> bool:
    """Whether a clause in the present tense tells what comes first: "will leave after he meets the
    king", "once they withdraw"."""
    return (
        known.relations[word] == "advcl"
        and _is_present(known, word)
        and any(
            known.lower[j] in _AFTER and known.relations[j] in ("mark", "advmod")
            for j in known.below[word]
            if j < word
        )
    )


def _is_to_begin(known: Index, signs: Signs, word: int) -> bool:
    """Whether a verb names what has yet to begin: "will start sending aid", "is to begin
    leaving"."""
    verb = known.heads[word]
    if known.relations[word] != "xcomp" or known.lemmas[verb] not in signs.lists.beginning:
        return False
    helping = [j for j in known.below[verb] if j < verb and known.relations[j] in _HELPING]
    return not is_negated(known, verb) and (
        any(signs.moods.get(known.lemmas[j]) == "will" for j in helping)
        or [known.lower[j] in _IS or known.lower[j] for j in helping] == [True, "to"]
    )


def _is_for_a_day(doc: Document, known: Index, verb: int) -> bool:
    """Whether a verb in the present tense has a day to come: "meets him on Monday"."""
    if not _is_present(known, verb):
        return False
    times = (time_at(doc, known.starts[j]) for j in known.below[verb])
    return any(
        time is not None and time.first is not None and time.first > doc.report.published
        for time in times
    )


def time_at(doc: Document, at: int) -> TimeMention | None:
    """The time that stands at a character, if any."""
    behind = bisect_right(doc.times, at, key=lambda time: time.start)
    time = doc.times[behind - 1] if behind else None
    return time if time is not None and at < time.end else None


def _is_present(known: Index, verb: int) -> bool:
    """Whether a verb stands in the plain present tense."""
    return known.tokens[verb].xpos in _PRESENT and not any(
        known.relations[j] == "aux" for j in known.below[verb]
    )


def _is_to_be_asked(known: Index, signs: Signs, word: int) -> bool:
    """Whether somebody will ask for something: "said he would seek support"; what "would need" it
    asks for it by these words."""
    asks = known.lemmas[word] in signs.lists.asking and known.upos[word] == "VERB"
    moods = {signs.moods.get(known.lemmas[j]) for j in known.below[word] if j < word}
    return asks and not moods.isdisjoint(("will", "would")) and not is_negated(known, word)


def _is_by_somebody(known: Index, word: int) -> bool:
    """Whether a participle tells beside somebody what was done for him: "the front, supported by
    Oslo, attacked", which the labels take for done (26 of 28)."""
    below = known.below[word]
    return (
        known.tokens[word].xpos == "VBN"
        and known.relations[word] in ("acl", "advcl")
        and not any(known.relations[j] == "aux" for j in below)
        and any(has_case(known, j, ("by",)) for j in below)
        and not is_negated(known, word)
    )


def _is_over(known: Index, signs: Signs, word: int) -> bool:
    """Whether a verb stands in the past perfect ("had killed 30"), or that of a deed of one moment
    in the perfect ("has sent troops", "have been banned"); not up to now ("since May"), nor where
    it is still to come ("once it has sent them")."""
    above = known.heads[word]
    denied = above != word and signs.classes.get((known.lemmas[above], "VERB")) == "deny"
    if known.tokens[word].xpos != "VBN" or denied or is_negated(known, word):
        return False
    below = known.below[word]
    helping = [j for j in below if known.relations[j] == "aux"]
    if any(known.lemmas[j] in signs.moods for j in helping):
        return False
    if any(known.lower[j] in _HAD for j in helping):
        return not any(known.lower[j] in ("if", "whether") for j in below)
    open_yet = any(known.lower[k] in _OPEN for j in below for k in (j, *known.below[j]))
    momentary = with_particle(known, word) in signs.lists.momentary
    return momentary and not open_yet and any(known.lower[j] in _HAS for j in helping)
