"""Claims that are disputed: "rejected findings that its troops had shelled a school".

The noun tells that somebody claims something, the verb above it what its subject makes of that. All
that is claimed hangs on the noun: a clause ("that ...", "of executing prisoners") or another noun
("reports of a strike").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.data import Token
from dateline.syntax import base

CLAIMS = frozenset({"report", "show", "accuse", "think"})
"""Classes of nouns in ``en/cues.tsv`` for what is claimed: reports, findings, charges, beliefs."""
DENIALS = frozenset({"deny"})
"""Classes of verbs in ``en/cues.tsv`` that deny what is claimed."""
_OF = frozenset({"of", "about"})


class Disputed(NamedTuple):
    """Tokens: the verb that tells what is made of a claim, and the noun that is the claim."""

    verb: int
    claim: int


def disputed(
    tokens: Sequence[Token],
    below: Sequence[Sequence[int]],
    cues: Mapping[tuple[str, str], str],
    word: int,
) -> Disputed | None:
    """The claim whose content a word heads, or is the subject of, and the verb whose object that
    claim is."""
    if base(tokens[word].deprel) == "nsubj":  # "reports that talks would start"
        word = tokens[word].head
    token = tokens[word]
    claim = token.head
    if claim >= word or cues.get((tokens[claim].lemma.lower(), "NOUN")) not in CLAIMS:
        return None
    if token.deprel == "nmod":
        told = any(tokens[j].deprel == "case" and tokens[j].lemma in _OF for j in below[word])
    else:
        told = base(token.deprel) == "acl" and token.deprel != "acl:relcl"
    verb = tokens[claim].head
    if told and tokens[verb].upos == "VERB" and base(tokens[claim].deprel) == "obj":
        return Disputed(verb, claim)
    return None
