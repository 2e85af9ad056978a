"""Joins the mentions of a report that tell one event (``what/joining.py``): the likeliest of them
stands for all, the wordings of the others become its further ones; days that it lacks it takes
from them. Of what is left an event that is likely none, or another one, goes into that one; of
these two the one stands for both of which more is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from dateline.chances import logistic, logit
from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.linear import Linear, read_linear
from dateline.syntax import ancestors, base, index_of
from dateline.what import roles
from dateline.what.calibration import DOUBTS, features
from dateline.what.heads import EventHeads
from dateline.what.joining import WEIGHTS, Telling, between, describe, empty, grouped
from dateline.what.topics import read_topics
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
AT_FLOOR = 0.4
"""How likely what the last look just lets through (``annotators/doubts.py``) is an event: of those
near its floor 43 in 100 are one in the labels."""
Pair = tuple[int, int]


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Load the model; give the function that joins events."""
    wordings, model, doubts = Wordings(EventHeads()), read_linear(WEIGHTS), read_linear(DOUBTS)
    topics = read_topics(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if doc.scores is None or len(doc.events) < 2:
            return doc.events
        events, chances = join(doc, wordings, model)
        joint = changed(doc, events=events)
        likely = [
            logistic(doubts.total(values) + logit(AT_FLOOR)) if values else 1.0
            for values in features(joint, topics)
        ]
        return without_empty(events, likely, chances)

    return annotate


def join(
    doc: Document, wordings: Wordings, model: Linear
) -> tuple[tuple[EventMention, ...], dict[Pair, float]]:
    """The events of a document, those that are one joined; and the probabilities that two of these
    are one."""
    every, groups, known = doc.events, list[list[int]](), dict[Pair, float]()
    for start in range(0, len(every), TOGETHER):
        events = every[start : start + TOGETHER]
        described = pairs(doc, events, wordings)
        chances = {pair: logistic(model.total(values)) for pair, values in described.items()}
        groups += ([start + n for n in group] for group in grouped(len(events), chances))
        known |= {(start + i, start + j): chance for (i, j), chance in chances.items()}
    made = []
    for group in groups:
        best = max(group, key=lambda n: (every[n].confidence or 0.0, -n))
        others = [(every[n], known[min(n, best), max(n, best)]) for n in group if n != best]
        made.append((joined(every[best], others), group))
    made.sort(key=lambda each: each[0].trigger)
    return tuple(event for event, _ in made), between([group for _, group in made], known)


def without_empty(
    events: tuple[EventMention, ...], likely: Sequence[float], chances: Mapping[Pair, float]
) -> tuple[EventMention, ...]:
    """Some events, those that tell nothing new (``what/joining.py``) joined to what tells it;
    what is too doubtful to be told stays for the last look. ``likely``: that each is an event."""
    told = {
        pair: chance for pair, chance in chances.items() if all(likely[n] >= AT_FLOOR for n in pair)
    }
    left = dict(enumerate(events))
    for low, high in empty(likely, told):
        one, other = left[high], left.pop(low)
        best, second = (other, one) if _filled(other) > _filled(one) else (one, other)
        left[high] = joined(best, [(second, chances[min(low, high), max(low, high)])])
    return tuple(sorted(left.values(), key=lambda event: event.trigger))


def _filled(event: EventMention) -> int:
    """How much is known of an event: who acts, who is acted upon, when and where."""
    return sum(map(bool, (event.actors, event.recipients, event.when, event.where)))


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
