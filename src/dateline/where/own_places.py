"""Places that the verb of an event names itself, which settles where it is before any is weighed.

"flew 90 people to Peru"  →  Peru        "when they captured Lima"  →  Lima
"Norway hosted the talks"  →  Norway     "built two schools in Peru"  →  somewhere, likely Peru
"""

from __future__ import annotations

from enum import Enum

from dateline.data import PlaceMention
from dateline.syntax import base, index_of
from dateline.what.choosing import Sought
from dateline.what.plover import SPEECH
from dateline.where.event_places import PlaceWords

_SENT = frozenset({"AID", "CONSULT", "MOBILIZE"})
"""Types of what lies where somebody or something goes "to": trade and sanctions do not."""
_TAKEN = frozenset({"ASSAULT", "COERCE", "CONSULT", "MOBILIZE", "RETREAT"})
"""Types of what is done where the object lies, by a verb of getting there or of attack: "seized the
town", "visited the province", but not "forced Lima to withdraw"."""
_TO = frozenset({"to", "into"})


class Tie(Enum):
    """How a place hangs on the verb of an event."""

    SURE = "that is the place"
    INSIDE = "the event has some place"


def tie_of(sought: Sought, place: PlaceMention, words: PlaceWords) -> Tie | None:
    """How a place of the event's sentence hangs on its verb, ``None`` where nothing is settled."""
    scene, head, kind = sought.scene, sought.head, sought.event.event_type
    at = scene.head((place.start, place.end))
    token = scene.tokens[at]
    relation, above = base(token.deprel), token.head
    if relation == "nsubj" and above != at and above in _hosting(sought, words):
        return Tie.SURE
    if kind in SPEECH or above == at:
        return None
    said = scene.preposition(at)
    if above == head:
        index = index_of(scene.doc)
        one = all(base(index.relations[i]) != "conj" for i in index.below[at])
        sent = relation == "obl" and said in _TO and kind in _SENT
        reached = scene.tokens[head].lemma in words.reached and kind in _TAKEN
        taken = relation == "obj" and said == "-" and reached and one
        return Tie.SURE if sent or taken else None
    noun = scene.tokens[above]
    inside = relation == "nmod" and said == "in" and noun.head == head
    return Tie.INSIDE if inside and base(noun.deprel) in ("obj", "obl") else None


def _hosting(sought: Sought, words: PlaceWords) -> list[int]:
    """The verb of hosting whose object, or a part of it, an event is, where no phrase says where:
    "hosted four rounds of talks", but not "hosted talks at a hotel in Oslo"."""
    scene, index = sought.scene, index_of(sought.scene.doc)
    at = sought.head
    while base(index.relations[at]) == "nmod":
        at = index.heads[at]
    verb = index.heads[at] if base(index.relations[at]) == "obj" else at
    if scene.tokens[verb].lemma not in words.hosting:
        return []
    around = [*index.below[verb], *(j for i in index.below[verb] for j in index.below[i])]
    told = any(
        base(index.relations[i]) in ("obl", "nmod") and scene.preposition(i) in ("in", "at")
        for i in around
    )
    return [] if told else [verb]
