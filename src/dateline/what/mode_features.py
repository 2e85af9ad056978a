"""What there is to know of an event's mode: features for the model (``mode_model.py``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.data import EventMention, Participant
from dateline.what import plover
from dateline.what.mode_model import Evidence, step
from dateline.what.mode_words import ModeReader, Spoken

MOST_COUNTRIES, MOST_PARTIES = 4, 3
"""So many countries or parties and more count as many."""
_EMPTY = frozenset({"punct", "det", "aux", "cop", "cc", "mark"})
"""Relations of words that say nothing of a mode by hanging on its wording."""


def evidence(reader: ModeReader, event: EventMention, votes: Sequence[Spoken]) -> Evidence:
    """What there is to know of the modes of an event of which the network says something."""
    assert event.mode_chances
    kinds, every = plover.modes_by_type()[event.event_type], event.mode_chances
    best = {mode: every[0].get(mode, 0.0) for mode in kinds}
    first, *rest = sorted(kinds, key=lambda mode: (-best[mode], mode))
    spoken = [(v.vote.mode, f"{v.part} {v.vote.weight}") for v in votes]
    spoken += [(v.vote.mode, f"as {v.place}") for v in votes if v.place]
    likely = {mode: step(p) for mode, p in best.items()}
    return Evidence(
        around=tuple(dict.fromkeys(_around(reader, event))),
        votes=tuple(dict.fromkeys(spoken)),
        likely=likely,
        mean=likely if len(every) == 1 else _mean(kinds, every),
        others={mode: likely[rest[0] if mode == first else first] for mode in kinds},
        first=first,
    )


def _around(reader: ModeReader, event: EventMention) -> Iterator[str]:
    """Of the words and parties around an event."""
    first, last = reader.tokens(*event.trigger)
    head, lemmas = reader.head(first, last), reader.lemmas
    yield f"is {reader.upos[head]}"
    yield f"head {lemmas[head]}"
    for word in reader.wording(first, last):
        yield f"wording {word}"
    for j in reader.below[head]:
        if reader.relations[j] in _EMPTY:
            continue
        yield f"has {reader.doc.tokens[j].deprel}"
        for k in reader.below[j]:
            if reader.relations[k] == "case":
                yield f"{lemmas[k]} _"
                yield f"{lemmas[k]} {lemmas[j]}"
    if reader.heads[head] != head:
        yield f"under {lemmas[reader.heads[head]]} {reader.relations[head]}"
    words, own = reader.clause(first, last)
    for i in words:
        yield f"clause {lemmas[i]}" if i in own else f"beyond {lemmas[i]}"
    yield f"status {event.status}"
    countries = [{p.country for p in side if p.country} for side in _sides(event)]
    yield f"countries {min(MOST_COUNTRIES, len(countries[0] | countries[1]))}"
    if countries[0] & countries[1]:
        yield "a country on both sides"
    for name, side in zip(("actor", "recipient"), _sides(event), strict=True):
        yield f"{name}s {min(MOST_PARTIES, len(side))}"
        for party in side:
            yield from (f"{name} {sector}" for sector in party.sectors)
            if party.entity is not None and party.entity == party.country:
                yield f"{name} a state"


def _mean(kinds: Iterable[str], every: Sequence[Mapping[str, float]]) -> dict[str, int]:
    return {m: step(sum(chances.get(m, 0.0) for chances in every) / len(every)) for m in kinds}


def _sides(event: EventMention) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    return event.actors, event.recipients
