"""Whether the name of a state or a seat of government means the place or those who govern there.

"Ankara accused Damascus"  government, government
"a blast in Damascus"      place
"flew to Ankara"           place      "a message to Ankara"   government
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dateline.knowledge import Knowledge
from dateline.syntax import base
from dateline.who.whose import Reader

USES = frozenset({"motion", "message", "place", "part", "within", "with"})
Uses = Mapping[str, frozenset[str]]
"""Words by use, from ``metonyms.tsv``."""

_WAYS = frozenset({"to", "from", "for"})
_LOCATED = frozenset({"in", "at", "near", "outside", "inside", "around"})


@lru_cache(maxsize=2)
def read_uses(knowledge: Knowledge) -> Uses:
    """Read the words. Raises ``KnowledgeError`` for a row that is wrong."""
    found: dict[str, set[str]] = {use: set() for use in USES}
    for row in knowledge.rows("en/metonyms.tsv"):
        found[row.need("use", USES)].add(row.need("word"))
    return {use: frozenset(words) for use, words in found.items()}


def is_government(reader: Reader, head: int, uses: Uses) -> bool:
    """Whether the name that a word heads stands for a government here, not for a place."""
    tokens = reader.tokens
    for _ in range(4):
        if base(tokens[head].deprel) != "conj" or tokens[head].head == head:
            break
        if any(reader.relations[j] == "case" for j in reader.below[head]):
            break
        head = tokens[head].head
    relation, governor = tokens[head].deprel, tokens[head].head
    lemma = tokens[governor].lemma.lower()
    case = next(
        (reader.lower[j] for j in reader.below[head] if reader.relations[j] == "case"), None
    )
    if case is not None and relation != "nmod:poss":
        return _after(reader, case, governor, lemma, uses)
    if relation in ("compound", "nmod:poss", "nmod:desc", "amod", "nmod"):
        return lemma not in uses["part"] and not _is_name(reader, governor)
    if relation == "nsubj:pass" or base(relation) == "obj":
        return lemma not in uses["place"]
    if relation == "nsubj":
        is_state = any(reader.relations[j] == "cop" for j in reader.below[governor])
        return not is_state or _speaks_of_acts(reader, governor)
    if relation == "root":
        return any(reader.relations[j] == "nsubj" for j in reader.below[head])
    return relation in ("ccomp", "advcl", "iobj", "parataxis", "vocative")


def _after(reader: Reader, case: str, governor: int, lemma: str, uses: Uses) -> bool:
    """Whether a name after a preposition means a government."""
    if case in uses["within"]:
        return False
    if case in _WAYS:
        if lemma in uses["message"] or _has_message(reader, governor, uses):
            return True
        return lemma not in uses["motion"]
    if case == "of":
        return reader.actors.role(reader.lower, governor) is not None and (
            lemma not in uses["part"]
        )
    return case in uses["with"]


def _has_message(reader: Reader, verb: int, uses: Uses) -> bool:
    """Whether the object of a verb is something that is said: "took an offer to Ankara"."""
    return any(
        reader.relations[j] == "obj" and reader.tokens[j].lemma.lower() in uses["message"]
        for j in reader.below[verb]
    )


def _is_name(reader: Reader, i: int) -> bool:
    """Whether a noun is part of a name of its own: "Ankara University"."""
    return i in reader.name_at and reader.tokens[i].upos == "PROPN"


def _speaks_of_acts(reader: Reader, predicate: int) -> bool:
    """Whether a predicate after "is" tells how a government stands: "Ankara is ready to talk"."""
    if reader.tokens[predicate].upos != "ADJ":
        return False
    return any(base(reader.tokens[j].deprel) in ("xcomp", "ccomp", "advcl", "csubj", "obl")
               and not any(reader.lower[k] in _LOCATED for k in reader.below[j])
               for j in reader.below[predicate])  # fmt: skip
