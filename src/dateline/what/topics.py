"""How far a report is about what is no politics: sport, markets, show business.

Clubs call on coaches and boards reject offers in the words of diplomacy. How many words of a report
stand in ``en/topics.tsv`` tells the two apart, and makes its events more doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dateline.data import Document
from dateline.knowledge import Knowledge

FILE = "en/topics.tsv"
FULL = 0.02
"""Share of a report's words from which on it is wholly of a topic."""
LEAST = 30
"""Words that a report counts as having at least."""


def read_topics(knowledge: Knowledge) -> dict[str, str]:
    """The topic of each word of ``en/topics.tsv``. Raises ``KnowledgeError`` for a word that no
    token can be."""
    found = {}
    for row in knowledge.rows(FILE):
        for word in row.many("words"):
            if word != word.lower() or not word.isalnum():
                raise row.error(f"{word!r} is not one word in lower case")
            found[word] = row.need("topic")
    return found


def topics_of(doc: Document, topic_of: Mapping[str, str]) -> dict[str, float]:
    """How far a report is of each topic, from 0 to 1."""
    found = Counter(
        topic for token in doc.tokens if (topic := topic_of.get(token.lemma.lower())) is not None
    )
    words = max(LEAST, len(doc.tokens))
    return {topic: min(1.0, found[topic] / words / FULL) for topic in sorted(found)}
