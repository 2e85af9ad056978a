"""Counts of events: how many were killed, injured, arrested, displaced, taken hostage, took part,
and sums of money (``counting/``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from dateline.counting.attending import participants
from dateline.counting.counted import find_counts
from dateline.counting.numbers import quantities
from dateline.counting.sums import sums
from dateline.counting.victims import hurt_behind, victims
from dateline.counting.wordings import Wording, by_sentence, nearest
from dateline.counting.words import Words, read_words
from dateline.data import Count, Document, EventMention, Sentence, Span, changed
from dateline.knowledge import Knowledge

REQUIRES = frozenset({"tokens", "sentences", "times", "events", "events.participants"})
ASSIGNS = "events.counts"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the words; give the function that fills ``counts`` of each event."""
    words = read_words(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        found: dict[int, list[Count]] = defaultdict(list)
        wordings = by_sentence(doc)
        for number, here in sorted(wordings.items()):
            for event, count in _in_sentence(doc, doc.sentences[number], here, words):
                found[event].append(count)
        for event, count in hurt_behind(doc, wordings, words):
            if all(count.role != other.role for other in found[event]):
                found[event].append(count)
        return tuple(
            changed(event, counts=_one_each(found[i], event.sentence)) if found[i] else event
            for i, event in enumerate(doc.events)
        )

    return annotate


def _in_sentence(
    doc: Document, sent: Sentence, wordings: Sequence[Wording], words: Words
) -> Iterator[tuple[int, Count]]:
    """Yield the counts of a sentence, each with the event it belongs to."""
    numbers = list(quantities(doc.tokens, sent, words))
    taken = set[Span]()
    for count, at in find_counts(doc, numbers, words):
        event = nearest(doc, wordings, count, at)
        if event is not None:
            taken.add(count.span)
            yield event, count
    others = [number for number in numbers if number.span not in taken]
    yield from participants(doc, wordings, others, words)
    yield from sums(doc, wordings, others)
    for wording in wordings:
        for count in victims(doc, wording, words):
            yield wording.event, count


def _one_each(counts: Sequence[Count], sentence: Span) -> tuple[Count, ...]:
    """One count per role: the first in the event's own sentence, else the first in the text."""
    chosen: dict[str, Count] = {}
    own = [c for c in counts if sentence[0] <= c.span[0] < sentence[1]]
    for count in (*own, *counts):
        chosen.setdefault(count.role, count)
    return tuple(chosen[role] for role in sorted(chosen))
