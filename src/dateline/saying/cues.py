"""The words that tell of speech and thought, shared by the annotators that read them."""

from __future__ import annotations

from functools import lru_cache

from dateline.knowledge import Knowledge
from dateline.syntax import Index

CLASSES = frozenset(
    "say report show ask think know hope expect plan fear doubt deny refuse accuse praise demand"
    " promise agree".split()
)
POS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP"})
QUOTING = frozenset({"quote", "cite"})
"""Lemmas of the cues with which one speaker passes on another."""
Cues = dict[tuple[str, str], str]
"""Class of a cue by lemma (with particle) and part of speech."""


@lru_cache(maxsize=2)
def read_cues(knowledge: Knowledge) -> Cues:
    """Read ``cues.tsv``, once for all annotators."""
    cues: Cues = {}
    for row in knowledge.rows("en/cues.tsv"):
        key = row.need("cue"), row.need("pos", POS)
        cues.setdefault(key, row.need("class", CLASSES))
    return cues


def key_of(known: Index, cues: Cues, i: int) -> tuple[str, str]:
    """The cue that a word is: its lemma, with its particle where that makes another one ("point
    out"), and its part of speech."""
    pos = "VERB" if known.tokens[i].upos == "AUX" else known.tokens[i].upos
    lemma = known.lemmas[i]
    for j in known.below[i]:
        if known.tokens[j].deprel == "compound:prt":
            longer = f"{lemma} {known.lemmas[j]}"
            if (longer, pos) in cues:
                return longer, pos
    return lemma, pos
