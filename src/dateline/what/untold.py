"""Events that are not told, whatever the network thinks of them, once everything is known.

What a demand or a threat is about is no event beside it: of "urged them to hold talks" the demand
is one, the talks are none as long as they are only asked for. And what passes between companies and
private people is none of politics where neither is forced: a donation, a refusal, a promise.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.data import Document, EventMention, Status
from dateline.syntax import Index, has_case, index_of
from dateline.what import roles

HOPED = {"REQUEST": ("possible",), "THREATEN": ("possible", "planned")}
"""Types whose contents are no events of their own, and the statuses that these have."""
MILD = frozenset({"AGREE", "AID", "REJECT"})
"""Types of what private people do every day; attacks, arrests and protests are told anyway."""
PRIVATE = frozenset({"BUS", "MNC", "CVL"})
FAR = 4
"""Steps up the tree at which what an event hangs on is sought."""


def without_untold(doc: Document, events: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """Events without those that are not told."""
    known = index_of(doc)
    heads = [roles.head_word(doc, *event.trigger) for event in events]
    words = {word: e for word, e in zip(heads, events, strict=True) if word is not None}
    return tuple(
        event
        for word, event in zip(heads, events, strict=True)
        if not is_private(event)
        and (word is None or not is_content(known, word, event.status, words))
    )


def is_private(event: EventMention) -> bool:
    """Whether only companies and private people take part in what hurts nobody."""
    parties = (*event.actors, *event.recipients)
    private = (bool(p.sectors) and PRIVATE.issuperset(p.sectors) for p in parties)
    return event.event_type in MILD and bool(parties) and all(private)


def is_content(known: Index, word: int, status: Status, words: Mapping[int, EventMention]) -> bool:
    """Whether an event of a word, with a status, is only what another one asks for or threatens
    with. ``words``: the events of a report by the words that name them."""
    at = word
    for _ in range(FAR):
        way, below, at = known.relations[at], at, known.heads[at]
        if at == below:
            return False
        if at in words:
            return status in HOPED.get(words[at].event_type, ()) and (
                way in ("xcomp", "ccomp")
                or (way in ("obl", "nmod") and has_case(known, below, ("for",)))
            )
    return False
