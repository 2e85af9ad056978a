"""At whom a speech act is aimed that names none: at those who did what it speaks of.

"Rebels shelled Lima. ... Oslo condemned the attack and called for a truce": the attack is the
rebels', so it is they whom Oslo condemns and calls upon. The network looks at the words of one
event; here the events of a report, with their parties, answer for one another. To release
somebody is asked of who holds them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from dateline.data import Document, EventMention, EventType, Participant, changed
from dateline.syntax import DEFINITE, Index, Range, index_of, is_negated, subtree
from dateline.what.frames import NOUNS
from dateline.wordlists import WordLists

BACK = 2
"""Sentences before in which what "the attack" is about is looked for."""
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_CHARGES: frozenset[EventType] = frozenset({"ACCUSE"})
_DEEDS: frozenset[EventType] = frozenset({
    "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "COOPERATE", "MOBILIZE", "PROTEST", "REQUEST",
    "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
})  # fmt: skip
_KNOWN = DEFINITE | {"such"}
"""Words before a noun for what was told before."""


def aimed(
    doc: Document, events: Sequence[EventMention], lists: WordLists
) -> tuple[EventMention, ...]:
    """The events of a report, given in text order, in which speech acts without a recipient have
    those who did what is condemned, welcomed or rejected; and two that "and" joins share one."""
    known = index_of(doc)
    spans = [[known.range_of(*span) for span in (e.trigger, *e.also)] for e in events]
    verbs = {
        n: verb
        for n, event in enumerate(events)
        if event.event_type in _SPEECH
        and (verb := next((i for i in range(*spans[n][0]) if known.upos[i] == "VERB"), None))
        is not None
    }
    found = list(events)
    asked = [n for n, e in enumerate(events) if e.event_type == "REQUEST" and not e.recipients]
    holding = _holding(known, lists, events, spans) if asked else []
    for n in asked:
        holders = _holders(known, lists, events[n], range(*spans[n][0]), holding)
        found[n] = changed(events[n], recipients=_others(events[n], holders))
    if not all(found[n].recipients for n in verbs):
        told = {i: n for n in reversed(range(len(spans))) for s in spans[n] for i in range(*s)}
        acts = {verb: n for n, verb in reversed(verbs.items())}
        for n, verb in verbs.items():
            if not found[n].recipients:
                doers = _doers(known, lists, events, told, n, verb)
                found[n] = changed(found[n], recipients=_others(found[n], doers))
        for n, verb in verbs.items():
            _share(known, lists, found, acts, n, verb)
    return tuple(found)


def _doers(
    known: Index,
    lists: WordLists,
    events: Sequence[EventMention],
    told: Mapping[int, int],
    number: int,
    verb: int,
) -> Sequence[Participant]:
    """Who did what an event's verb speaks of, or made the charge that it rejects."""
    what = next((i for i in known.below[verb] if _is_object(known, i)), None)
    if what is None:
        return ()
    event, lemma = events[number], known.lemmas[verb]
    charge = event.event_type == "REJECT"
    if charge and not (lemma in lists.rebutting and known.lemmas[what] in lists.charge):
        return ()
    if not charge and not (event.event_type in ("ACCUSE", "SUPPORT") and lemma in lists.judging):
        return ()
    kinds = _CHARGES if charge else _DEEDS
    named = told.get(what, number)
    if named != number and (not charge or events[named].event_type in kinds):
        deed: EventMention | None = events[named]
    elif _is_told_before(known, what, charge):
        deed = _told_last(known, events, number, verb, kinds)
    else:
        return ()
    own = {p.country for p in event.actors} if charge else set[str | None]()
    return [p for p in deed.actors if p.country not in own] if deed else ()


def _told_last(
    known: Index,
    events: Sequence[EventMention],
    number: int,
    verb: int,
    kinds: Collection[EventType],
) -> EventMention | None:
    """The last event of some types with an actor that is told shortly before another one."""
    opening = known.sentences[max(known.sentence_of[verb] - BACK, 0)].start
    for n in range(number - 1, -1, -1):
        if events[n].trigger[0] < opening:
            return None
        if events[n].actors and events[n].event_type in kinds:
            return events[n]
    return None


def _holding(
    known: Index,
    lists: WordLists,
    events: Sequence[EventMention],
    spans: Sequence[Sequence[Range]],
) -> list[EventMention]:
    """The events in which somebody is taken or held, and by whom."""
    return [
        event
        for event, its in zip(events, spans, strict=True)
        if event.event_type in ("ASSAULT", "COERCE")
        and event.actors
        and any(known.lemmas[i] in lists.holding for span in its for i in range(*span))
    ]


def _holders(
    known: Index,
    lists: WordLists,
    event: EventMention,
    words: range,
    holding: Sequence[EventMention],
) -> Sequence[Participant]:
    """Who holds those whose release an event asks for: who acts in the nearest of the events
    ``holding`` somebody, if it is another party. ``words``: those of its trigger."""
    top = next((i for i in words if known.heads[i] == i or known.heads[i] not in words), None)
    if top is None or not holding:
        return ()
    if lists.releasing.isdisjoint(known.lemmas[i] for i in subtree(known.below, top)):
        return ()
    behind = bisect_left(holding, event.trigger, key=lambda e: e.trigger)
    beside = holding[max(behind - 1, 0) : behind + 1]
    nearest = min(beside, key=lambda e: abs(e.trigger[0] - event.trigger[0]))
    own = {(p.country, p.sectors) for p in event.actors}
    return [p for p in nearest.actors if (p.country, p.sectors) not in own]


def _is_object(known: Index, word: int) -> bool:
    return known.tokens[word].deprel in ("obj", "nsubj:pass")


def _is_told_before(known: Index, noun: int, charge: bool) -> bool:
    """Whether a noun means what was told before: "the attack", "such an attack on civilians"; not
    "the attack on Lima", unless it is a charge."""
    below = known.below[noun]
    words = {known.lower[i] for i in below} & _KNOWN
    if known.upos[noun] not in NOUNS or not words:
        return False
    return charge or "such" in words or all(
        known.relations[i] not in ("nmod", "acl") for i in below
    )  # fmt: skip


def _others(event: EventMention, parties: Sequence[Participant]) -> tuple[Participant, ...]:
    """Parties who do not act in an event."""
    own = {(p.start, p.country) for p in event.actors}
    return tuple(p for p in parties if (p.start, p.country) not in own)


def _share(
    known: Index,
    lists: WordLists,
    found: list[EventMention],
    acts: Mapping[int, int],
    number: int,
    verb: int,
) -> None:
    """Give two speech acts of one subject, one of which has no recipient, that of the other:
    "condemned the raid and called on Lima to ..."; not where one is told by what is not done ("does
    not seek war and asked the UN to ...") or denies it ("denied the raid and accused Lima").
    ``acts``: the speech acts by their verbs."""
    above = known.heads[verb]
    first = acts.get(above)
    if (
        first is None
        or known.relations[verb] != "conj"
        or is_negated(known, above) != is_negated(known, verb)
        or not lists.denying.isdisjoint((known.lemmas[above], known.lemmas[verb]))
        or any(known.relations[i] == "nsubj" for i in known.below[verb])
    ):
        return
    for one, other in ((first, number), (number, first)):
        if not found[one].recipients:
            shared = _others(found[one], found[other].recipients)
            found[one] = changed(found[one], recipients=shared)
