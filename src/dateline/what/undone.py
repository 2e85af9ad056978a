"""What words name and nobody did: "failed in its efforts to arrest him", "failed to win support",
"has yet to sign", "was acquitted", "did not complain".
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.data import EventType
from dateline.saying.cues import Cues
from dateline.syntax import DEFINITE, Index, has_mark, is_negated
from dateline.what.status_words import Signs

DEEDS: frozenset[EventType] = frozenset(
    {"ASSAULT", "AID", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SUPPORT"}
)
"""Types that are deeds: who "has not met" somebody has done nothing. Of the others many are told by
what is not done ("did not respond" rejects, "is not allowed" restrains)."""
GIVEN: frozenset[EventType] = DEEDS | {"AGREE", "CONCEDE"}
"""Types of what is not there where somebody fails to do it; to fail to cooperate is a REJECT."""
_SAID: Mapping[EventType, frozenset[str]] = {
    "ACCUSE": frozenset({"accuse"}),
    "AGREE": frozenset({"agree", "promise"}),
    "REQUEST": frozenset({"ask", "demand"}),
    "THREATEN": frozenset({"promise"}),
}
"""Classes of verbs that say by themselves what these types are."""
_CHARGES = frozenset({"ACCUSE", "SANCTION"})
"""Types that who is acquitted did not suffer."""


def is_undone(known: Index, cues: Cues, signs: Signs, word: int, event_type: EventType) -> bool:
    """Whether words beside an event's word, or above it, say that it did not come about."""
    if event_type in _CHARGES and known.lower[word] in signs.lists.acquitting:
        return True
    speaks = cues.get((known.lemmas[word], "VERB")) in _SAID.get(event_type, ())
    if speaks and known.upos[word] == "VERB":
        return _is_unsaid(known, signs, word)
    if event_type in GIVEN and _is_yet_to_come(known, word):
        return True
    return event_type != "REJECT" and (
        _is_in_vain(known, signs, word) or _is_not_got(known, signs, word)
    )


def _is_unsaid(known: Index, signs: Signs, word: int) -> bool:
    """Whether a verb of speech is denied: "did not complain", "has asked for nothing"; not where it
    "should not", or where more than that is said ("not only blamed")."""
    below = known.below[word]
    if any(known.relations[j] in ("obj", "obl") and known.lower[j] == "nothing" for j in below):
        return True
    if any(signs.moods.get(known.lemmas[j]) == "must" for j in below):
        return False
    return any(
        known.lemmas[j] in ("not", "never") and known.lower[j + 1] not in signs.lists.only
        for j in below
        if j < word
    )


def _is_yet_to_come(known: Index, word: int) -> bool:
    """Whether it has not been done so far: "has yet to sign", "is yet to be signed"."""
    if not has_mark(known, word, "to"):
        return False
    beside = [*known.below[word], *known.below[known.heads[word]]]
    return any(known.lower[j] == "yet" and known.lower[j + 1] == "to" for j in beside if j < word)


def _is_in_vain(known: Index, signs: Signs, word: int) -> bool:
    """Whether it was tried and failed: "failed in its efforts to arrest him", "an attempt to
    prosecute him failed"."""
    noun = known.heads[word]
    above = known.heads[noun]
    return (
        known.relations[word] == "acl"
        and signs.classes.get((known.lemmas[noun], "NOUN")) == "attempt"
        and known.relations[noun] in ("obl", "nsubj")
        and _fails(known, signs, above)
    )


def _is_not_got(known: Index, signs: Signs, word: int) -> bool:
    """Whether nobody got or gave what a noun names: "failed to secure a release", "did not win
    any support", "failed in its efforts to obtain a condemnation". What is known is there: "did not
    get the support that he hoped for"."""
    verb, lower = known.heads[word], known.lower
    if known.relations[word] != "obj" or known.lemmas[verb] not in signs.lists.getting:
        return False
    around = known.below[word]
    if any(lower[j] in DEFINITE for j in around):
        return False
    if is_negated(known, verb) or any(lower[j] == "no" for j in around):
        return True
    tried = known.relations[verb] in ("xcomp", "acl") and _fails(known, signs, known.heads[verb])
    return tried or _is_in_vain(known, signs, verb)


def _fails(known: Index, signs: Signs, word: int) -> bool:
    """Whether a word says that something fails, and is not denied."""
    kind = signs.classes.get((known.lemmas[word], known.upos[word]))
    return kind == "fail" and not is_negated(known, word)
