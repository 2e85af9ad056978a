"""Contexts of events: what the report is about around each event (PLOVER's contexts).

Words of ``contexts.tsv`` vote for contexts, each word once per paragraph. An event has the
contexts for which its paragraph gathers a weight of 2, the strongest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dateline.data import Document, EventMention, changed
from dateline.knowledge import Knowledge
from dateline.phrases import Phrases
from dateline.what.plover import CONTEXTS

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "events"}), "events.contexts"

ENOUGH = 2
MOST = 4
"""Contexts kept per event: more say little."""


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the words; give the function that fills ``contexts`` of each event."""
    words: Phrases[tuple[str, str, int]] = Phrases()
    for row in knowledge.rows("en/contexts.tsv"):
        weight = int(row.need("weight", {"1", "2"}))
        word = row.need("word")
        words.add(word.split(), (word, row.need("context", CONTEXTS), weight))

    def contexts_of(doc: Document, first: int, last: int) -> tuple[str, ...]:
        lemmas = [token.lemma.lower() for token in doc.tokens[first:last]]
        votes: Counter[str] = Counter()
        for _, context, weight in dict.fromkeys(value for _, _, value in words.find(lemmas)):
            votes[context] += weight
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        return tuple(context for context, n in ranked if n >= ENOUGH)[:MOST]

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not doc.events:
            return doc.events
        bounds = paragraphs(doc)
        known: dict[int, tuple[str, ...]] = {}
        events = []
        for event in doc.events:
            paragraph = paragraph_of(doc, event.trigger[0])
            if paragraph is None:
                events.append(event)
                continue
            if paragraph not in known:
                known[paragraph] = contexts_of(doc, *bounds[paragraph])
            events.append(changed(event, contexts=known[paragraph]))
        return tuple(events)

    return annotate


def paragraphs(doc: Document) -> dict[int, tuple[int, int]]:
    """First token and the token behind the last of each paragraph."""
    bounds: dict[int, tuple[int, int]] = {}
    for sent in doc.sentences:
        first, _ = bounds.get(sent.paragraph, (sent.start_token, 0))
        bounds[sent.paragraph] = (first, sent.end_token)
    return bounds


def paragraph_of(doc: Document, at: int) -> int | None:
    """The paragraph of a character; ``None`` outside every sentence."""
    for sent in doc.sentences:
        if sent.start <= at < sent.end:
            return sent.paragraph
    return None
