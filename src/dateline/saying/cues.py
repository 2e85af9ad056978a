"""The words that tell of speech and thought, shared by the annotators that read them."""

from __future__ import annotations

from dateline.knowledge import Knowledge

CLASSES = frozenset(
    "say report show ask think know hope expect plan fear doubt deny refuse accuse praise demand"
    " promise agree".split()
)
POS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP"})
Cues = dict[tuple[str, str], str]
"""Class of a cue by lemma (with particle) and part of speech."""


def read_cues(knowledge: Knowledge) -> Cues:
    """Read ``cues.tsv``."""
    cues: Cues = {}
    for row in knowledge.rows("en/cues.tsv"):
        key = row.need("cue"), row.need("pos", POS)
        cues.setdefault(key, row.need("class", CLASSES))
    return cues
