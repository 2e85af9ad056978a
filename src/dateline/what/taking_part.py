"""Who takes part in an event by the probabilities of single words, before parties are weighed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal

from dateline.data import Document, Part, Participant
from dateline.what import roles
from dateline.what.pairs import Played
from dateline.what.roles import ACTOR, RECIPIENT, SOURCE
from dateline.what.thresholds import Thresholds

SOURCE_GUESS = 0.02
"""Probability from which a word is handed on as a possible source."""

ACROSS = 0.5
"""Least probability of a participant that stands above the adverbial clause of its trigger; on
held-out reports it changes nothing (dyad F1 45.1, 45.0), but "since Assad was toppled, Israel …"
accuses nobody."""

UNLIKELY = 0.01
"""Probability under which a word is not handed on as telling an event's time, or as a party."""

Scored = Mapping[int, Sequence[float]]
"""Words around a trigger, in text order, with the probabilities of their roles."""


def likeliest(words: Sequence[int], chances: Sequence[float]) -> int:
    """The word with the highest probability, the first of equals."""
    return words[chances.index(max(chances))]


def participants(
    doc: Document, played: Scored, t: Thresholds, *, lone: bool = True
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients of a trigger. ``lone``: where no word is surely one, take the
    likeliest."""
    if not played:
        return (), ()
    chosen: dict[int, list[int]] = {ACTOR: [], RECIPIENT: []}
    words, rows = list(played), list(played.values())
    best = {role: likeliest(words, [row[role] for row in rows]) for role in chosen}
    least_actor = max(t.role, t.role_share * played[best[ACTOR]][ACTOR])
    least_recipient = max(t.role, t.recipient_share * played[best[RECIPIENT]][RECIPIENT])
    for word, (_, actor, recipient, *_) in played.items():
        if actor >= recipient:
            if actor >= least_actor:
                chosen[ACTOR].append(word)
        elif recipient >= least_recipient:
            chosen[RECIPIENT].append(word)
    _join(doc, played, chosen, t.joined)
    if lone:
        for role, other, least in (
            (ACTOR, RECIPIENT, t.lone_actor), (RECIPIENT, ACTOR, t.lone_recipient),
        ):  # fmt: skip
            word = best[role]
            # Where two act together, nobody need be at the other end.
            alone = not chosen[role] and (role == ACTOR or len(chosen[ACTOR]) < 2)
            likely = alone and played[word][role] >= least
            if likely and not inside(doc, word, chosen[other]):
                chosen[role].append(word)
    actors, recipients = (
        [participant(doc, w) for w in chosen[role]] for role in (ACTOR, RECIPIENT)
    )
    return whole(actors, recipients), whole(recipients, actors)


def _join(doc: Document, played: Scored, chosen: dict[int, list[int]], least: float) -> None:
    """Add to the chosen words those that are coordinated with them."""
    tokens = doc.tokens
    taken = {*chosen[ACTOR], *chosen[RECIPIENT]}
    links = [(i, tokens[i].head) for i in played if tokens[i].deprel == "conj"]
    if not taken or not links:
        return
    for role, own in chosen.items():
        before = set(own)
        for pair in links:
            for here, there in (pair, pair[::-1]):
                if here not in before or there in taken or there not in played:
                    continue
                if played[there][role] >= least:
                    own.append(there)
                    taken.add(there)
        own.sort()


def source_words(played: Scored) -> tuple[tuple[int, float], ...]:
    """The words that may tell who says so, with their probability."""
    return tuple((word, row[SOURCE]) for word, row in played.items() if row[SOURCE] >= SOURCE_GUESS)


def told(every: Sequence[Played], part: int) -> tuple[tuple[int, float], ...]:
    """The words that may have a part, in text order, each with the probability for the wording of
    the event for which it is the likeliest: "talks …; the Baku meeting"."""
    found: dict[int, float] = {}
    for played in every:
        for word, row in played.items():
            if row[part] >= max(UNLIKELY, found.get(word, 0.0)):
                found[word] = row[part]
    return tuple(sorted(found.items()))


def stay_below(doc: Document, trigger: int, played: Played) -> None:
    """Take from who stands above the adverbial clause of a trigger what is not likely: who acts in
    the main clause need not act in that one."""
    trees = roles.trees_of(doc)
    here, chain = trees.sentences[trigger], roles.upwards(doc.tokens, trigger)
    if all(trees.relations[i] != "advcl" for i in chain):
        return
    for word, row in played.items():
        if trees.sentences[word] == here and "<advcl" in trees.way(trigger, word):
            row[ACTOR : RECIPIENT + 1] = [p if p >= ACROSS else 0.0 for p in row[ACTOR:SOURCE]]


def parts_of(
    doc: Document,
    trigger: int,
    played: Scored,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
) -> list[Part]:
    """Why those who take part do: the likeliest word of each."""
    if not actors and not recipients:
        return []
    tokens, trees, words = doc.tokens, roles.trees_of(doc), list(played)
    starts = [tokens[word].start for word in words]
    parts = []
    sides: tuple[tuple[Literal["actor", "recipient"], int, Sequence[Participant]], ...] = (
        ("actor", ACTOR, actors), ("recipient", RECIPIENT, recipients),
    )  # fmt: skip
    for role, number, side in sides:
        for p in side:
            inside = words[bisect_left(starts, p.start) : bisect_left(starts, p.end)]
            if not inside:
                continue
            word = likeliest(inside, [played[word][number] for word in inside])
            actor, recipient, source = [round(p, 3) for p in played[word][ACTOR : SOURCE + 1]]
            span = tokens[word].start, tokens[word].end
            parts.append(Part(span, role, actor, recipient, source, trees.way(trigger, word)))
    return parts


def inside(doc: Document, word: int, chosen: Sequence[int]) -> bool:
    """Whether a word stands in a phrase that was chosen: "Kosovo" in "a Kosovo official"."""
    start = doc.tokens[word].start
    phrases = (participant(doc, other) for other in chosen)
    return any(phrase.start <= start < phrase.end for phrase in phrases)


def participant(doc: Document, word: int) -> Participant:
    """The noun phrase around a head word."""
    start, end = roles.phrase(doc.tokens, word)
    return Participant(start, end, doc.text[start:end])


def whole(
    parties: Sequence[Participant], others: Sequence[Participant] = ()
) -> tuple[Participant, ...]:
    """Leave out what only describes another one ("US" in "US President Ito"), on either side."""
    kept: list[Participant] = []
    for p in parties:
        longer = (o for o in (*parties, *others) if o.end - o.start > p.end - p.start)
        described = any(o.start <= p.start and p.end <= o.end for o in longer)
        if not described and all((k.start, k.end) != (p.start, p.end) for k in kept):
            kept.append(p)
    return tuple(kept)
