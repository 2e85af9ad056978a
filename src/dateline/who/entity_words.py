"""Words by which entities are found: nouns by kind, what the holder of an office is called as well,
the verbs of speech, what tells a capital from its government.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge import Knowledge
from dateline.saying.cues import Cues, read_cues
from dateline.who.metonyms import Uses, read_uses

KINDS = frozenset({"person", "group", "organisation", "state", "place"})


@dataclass(frozen=True, slots=True)
class Words:
    """Nouns for persons, organisations, states and places, by kind; what the holder of an office is
    called as well; the verbs of speech; what tells a capital from its government."""

    kinds: dict[str, str]
    called: dict[str, tuple[str, ...]]
    cues: Cues
    uses: Uses


@lru_cache(maxsize=2)
def read_words(knowledge: Knowledge) -> Words:
    """Read the nouns and the verbs. Raises ``KnowledgeError`` for a row that is wrong."""
    kinds = {r.need("noun"): r.need("kind", KINDS) for r in knowledge.rows("en/entity_nouns.tsv")}
    called: dict[str, tuple[str, ...]] = {}
    for row in knowledge.rows("en/called.tsv"):
        office = row.need("office")
        called[office] = (*called.get(office, ()), row.need("noun"))
    return Words(kinds, called, read_cues(knowledge), read_uses(knowledge))
