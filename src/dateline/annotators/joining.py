"""Joins the mentions of a report that tell one event (``what/joining.py``): the likeliest of them
stands for all, the wordings of the others become its further ones; days that it lacks it takes
from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from dateline.chances import logistic
from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.syntax import ancestors, base, index_of
from dateline.what import roles
from dateline.what.heads import EventHeads
from dateline.what.joining import WEIGHTS, Telling, describe, grouped
from dateline.what.triggers import apart
from dateline.what.wordings import Candidate, Wordings

REQUIRES = frozenset(
    {"tokens", "sentences", "scores", "events", "events.participants", "events.when"}
)
ASSIGNS = "events"
TOGETHER = 150
"""Events of a report that are held against each other; those behind them are joined by themselves.
No labelled report has more than 37; all pairs of a hostile one would fill the memory."""
WORDINGS = 30
"""Wordings of an event that are held against those of others."""
Pair = tuple[int, int]


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Load the model; give the function that joins events."""
    wordings, model = Wordings(EventHeads()), read_linear(WEIGHTS)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if doc.scores is None or len(doc.events) < 2:
            return doc.events
        return join(doc, wordings, model)

    return annotate


def join(doc: Document, wordings: Wordings, model: Linear) -> tuple[EventMention, ...]:
    """The events of a document, those that are one joined."""
    made = list[EventMention]()
    for start in range(0, len(doc.events), TOGETHER):
        events = doc.events[start : start + TOGETHER]
        described = pairs(doc, events, wordings)
        chances = {pair: logistic(model.total(values)) for pair, values in described.items()}
        for group in grouped(len(events), chances):
            best = max(group, key=lambda n: (events[n].confidence or 0.0, -n))
            others = [(events[n], chances[min(n, best), max(n, best)]) for n in group if n != best]
            made.append(joined(events[best], others))
    return tuple(sorted(made, key=lambda event: event.trigger))


def joined(best: EventMention, others: Sequence[tuple[EventMention, float]]) -> EventMention:
    """A mention with others that are the same event, each with the probability of that."""
    if not others:
        return best
    further = (span for event, _ in others for span in (event.trigger, *event.also))
    trigger, *also = apart([best.trigger, *best.also, *further])
    when = best.when or next((event.when for event, _ in others if event.when), None)
    why = best.why
    if why is not None:
        more = [(event.trigger, round(chance, 3)) for event, chance in others]
        why = changed(why, also=tuple(sorted([*why.also, *more])))
    return changed(best, trigger=trigger, also=tuple(sorted(also)), when=when, why=why)


def pairs(
    doc: Document, events: Sequence[EventMention], wordings: Wordings
) -> dict[Pair, dict[str, float]]:
    """What ``describe`` says of each two of some events of a document, in text order."""
    spoken = [
        [roles.head_word(doc, *span) for span in (e.trigger, *e.also[: WORDINGS - 1])]
        for e in events
    ]
    words = [[word for word in some if word is not None] for some in spoken]
    numbers = roles.sentence_numbers(doc)
    asked = sorted((word, n) for n, some in enumerate(words) for word in some)
    kinds = [wordings.heads.types.index(events[n].event_type) for _, n in asked]
    linked = wordings.links(
        doc,
        [Candidate(word, kind, 1.0, 1.0) for (word, _), kind in zip(asked, kinds, strict=True)],
    )  # fmt: skip
    rows: list[list[int]] = [[] for _ in events]
    for row, (_, n) in enumerate(asked):
        rows[n].append(row)
    told = [_telling(doc, event, some, numbers) for event, some in zip(events, words, strict=True)]
    found = {}
    for i, j in combinations(range(len(told)), 2):
        links = [float(linked[max(a, b), min(a, b)]) for a in rows[i] for b in rows[j]]
        found[i, j] = describe(told[i], told[j], links)
    return found


def _telling(doc: Document, event: EventMention, words: list[int], numbers: list[int]) -> Telling:
    index = index_of(doc)
    best = words[0]
    determiner = next(
        (index.lemmas[i] for i in index.below[best] if base(doc.tokens[i].deprel) == "det"), "-"
    )
    number = int(numbers[best])
    above, at = list[tuple[int, str]](), best
    for head in ancestors(doc.tokens, best):
        above.append((head, index.relations[at]))
        at = head
    return Telling(
        event, tuple(index.lemmas[word] for word in words), doc.tokens[best].upos, determiner,
        number, doc.sentences[number].paragraph, best, tuple(above),
    )  # fmt: skip
