"""Claims that are disputed: "rejected findings that its troops had shelled a school".

The noun tells that somebody claims something, the verb above it what its subject makes of that. All
that is claimed hangs on the noun: a clause ("that ...", "of executing prisoners") or another noun
("reports of a strike"). Who denies a role in a deed denies that he did it.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.saying.cues import Cues
from dateline.syntax import Index, is_negated
from dateline.wordlists import WordLists

CLAIMS = frozenset({"report", "show", "accuse", "think"})
"""Classes of nouns in ``en/cues.tsv`` for what is claimed: reports, findings, charges, beliefs."""
DENIALS = frozenset({"deny"})
"""Classes of verbs in ``en/cues.tsv`` that deny what is claimed."""
_OF = frozenset({"of", "about"})


class Disputed(NamedTuple):
    """What is made of a claim: the token of the verb that tells it, and whether it denies."""

    verb: int
    denied: bool


def disputed(known: Index, cues: Cues, lists: WordLists, word: int) -> Disputed | None:
    """What is made of the claim whose content a word heads, or is the subject of, by the verb whose
    object the claim is; ``None`` where there is none."""
    tokens, relations = known.tokens, known.relations
    if relations[word] == "nsubj":  # "reports that talks would start"
        word = tokens[word].head
    token = tokens[word]
    claim = token.head
    if claim < word and token.deprel == "nmod" and known.lemmas[claim] in lists.share:
        verb = tokens[claim].head
        denies = cues.get((known.lemmas[verb], "VERB")) in DENIALS and relations[claim] == "obj"
        return Disputed(verb, not is_negated(known, verb)) if denies else None
    if claim >= word or cues.get((known.lemmas[claim], "NOUN")) not in CLAIMS:
        return None
    if token.deprel == "nmod":
        told = any(tokens[j].deprel == "case" and known.lemmas[j] in _OF for j in known.below[word])
    else:
        told = relations[word] == "acl" and token.deprel != "acl:relcl"
    verb = tokens[claim].head
    if told and tokens[verb].upos == "VERB" and relations[claim] == "obj":
        denies = cues.get((known.lemmas[verb], "VERB")) in DENIALS
        return Disputed(verb, denies and not is_negated(known, verb))
    return None
