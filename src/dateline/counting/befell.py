"""What befell the people whom a number counts, as the words around it say: they were killed,
injured, arrested, displaced, held or took part.

    "four people were killed"       →  killed, by "killed"
    "wounding at least ten guards"  →  injured, by "wounding"
    "two of the six hostages"       →  hostages, by the number

The tree tells it, and where that has a number elsewhere the order of the words.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.counting.numbers import Quantity, is_plural_noun
from dateline.counting.people import counts_people, in_time
from dateline.counting.words import Words
from dateline.data import Document, Token
from dateline.syntax import Index, first_joined, index_of


class Fate(NamedTuple):
    """What befell people (a role of ``counts.tsv``), and the token that says so."""

    role: str
    at: int


def fate(doc: Document, quantity: Quantity, words: Words) -> Fate | None:
    """What befell those whom a number counts; ``None`` where nothing says so. What is done to
    people says more than what they are: "wounded 20 prisoners"."""
    known = index_of(doc)
    told = _told(doc, quantity, words) if counts_people(known, quantity, words) else None
    return told or _by_noun(known, quantity.node, words)


def _told(doc: Document, quantity: Quantity, words: Words) -> Fate | None:
    """What the words around those counted say."""
    known, node = index_of(doc), quantity.node
    first = first_joined(known, node)
    before = _before(doc, quantity, words)
    if first != node and before is not None:
        return before  # "killing seven people and injuring 31", whatever the tree joins
    told = (
        _by_participle(known, node, words)
        or _behind(known, node, words)
        or _by_head(known, first, words)
        or before
        or _by_adjective(known, node, words)
    )
    return None if told is None else _only_hurt(known, told, words)


def _by_noun(known: Index, node: int, words: Words) -> Fate | None:
    """What those counted are by their noun alone: "six hostages"."""
    tokens = known.tokens
    noun = tokens[node]
    if noun.upos == "NUM" and node and known.lower[node - 1] in words.lists.rest:
        noun = _meant(known, node, words)  # "the remaining nine"
    role = words.role_of_noun(noun)
    if role is None and noun.upos == "NUM":  # "two of the six hostages"
        of = (words.role_of_noun(tokens[j]) for j in known.below[node] if _is_nmod(known, j))
        role = next(of, None)
    return None if role is None else Fate(role, node)


def _is_nmod(known: Index, i: int) -> bool:
    return known.relations[i] == "nmod"


def _meant(known: Index, number: int, words: Words) -> Token:
    """The noun that a number without one stands for: that of the last persons before it."""
    for token in reversed(known.tokens[:number]):
        if token.text == ".":
            break
        if is_plural_noun(token) and words.is_person(token):
            return token
    return known.tokens[number]


def _only_hurt(known: Index, told: Fate, words: Words) -> Fate:
    """What is told, or what the next verb tells where "and" alone stands between the two: "shot
    and wounded three"."""
    hurt = told.at + 2
    tokens = known.tokens
    joined = (
        hurt in known.below[told.at]
        and tokens[hurt].deprel == "conj"
        and tokens[told.at + 1].lemma == "and"
    )
    if told.role == "killed" and joined and words.done_to(tokens[hurt]) == "injured":
        return Fate("injured", hurt)
    return told


def _by_participle(known: Index, node: int, words: Words) -> Fate | None:
    """What a verb that describes a noun, or stands right behind it, says of it: "four people
    killed in the raid", "nine killed and 50 wounded"."""
    tokens = known.tokens
    for j in known.below[node]:
        if known.relations[j] != "acl":
            continue
        role = words.done_to(tokens[j]) if tokens[j].xpos in ("VBN", "JJ") else None
        if role is None and tokens[j].xpos == "VBG":
            role = words.roles.get((tokens[j].lemma, "VERB", "subject"))
        if role is not None:
            return Fate(role, j)
    behind = node + 1
    if behind < len(tokens) and tokens[behind].xpos in ("VBN", "VBD", "JJ"):
        acts = any(known.relations[j] == "obj" for j in known.below[behind])
        role = words.done_to(tokens[behind]) if not acts else None
        role = role or words.roles.get((tokens[behind].lemma, "ADJ", "subject"))
        if role is not None:
            return Fate(role, behind)
    return None


def _by_adjective(known: Index, node: int, words: Words) -> Fate | None:
    """What stands before a noun as its adjective: "dead soldiers", "wounded soldiers"."""
    for j in known.below[node]:
        child = known.tokens[j]
        if known.relations[j] != "amod":
            continue
        role = words.roles.get((child.lemma, "ADJ", "self"))
        if role is None and child.xpos in ("VBN", "JJ"):
            role = words.done_to(child)
        if role is None and child.xpos == "VBG":
            role = words.roles.get((child.lemma, "VERB", "subject"))
        if role is not None:
            return Fate(role, j)
    return None


def _behind(known: Index, node: int, words: Words) -> Fate | None:
    """What follows a noun by the order of the words, whatever the tree: "people were killed"."""
    at, passive, lists = node + 1, False, words.lists
    while at < len(known.tokens):
        word = known.lower[at]
        if word not in lists.being and word not in lists.linking:
            break
        passive |= word in lists.being
        at += 1
    if at >= len(known.tokens) or at == node + 1:
        return None
    role = words.role_of_form(known.tokens[at].text, "object" if passive else "subject")
    return Fate(role, at) if role else None


def _before(doc: Document, quantity: Quantity, words: Words) -> Fate | None:
    """What stands before a number, whatever the tree: "killing at least two soldiers", and with a
    day between them "the execution in 1982 of 148 men"."""
    tokens, at = doc.tokens, quantity.node
    while at > 0 and tokens[at - 1].start >= quantity.span[0]:
        at -= 1
    number = at
    at -= 1
    while at > 0 and tokens[at].text.lower() in words.lists.hedge:
        at -= 1
    if at < 0:
        return None
    role = words.role_of_form(tokens[at].text, "object")
    if role is None and any(t.text == "of" for t in tokens[at + 1 : number]):
        while at > 0 and (
            in_time(doc, (tokens[at].start, tokens[at].end)) or tokens[at].text in ("in", "on")
        ):
            at -= 1
        role = words.roles.get((tokens[at].lemma, "NOUN", "of"))
    return Fate(role, at) if role else None


def verb_role(known: Index, verb: int, words: Words, side: str) -> str | None:
    """The role of those on a side of a verb, by its lemma with what belongs to it, if anything is
    listed so ("round up", "put to death", "lose life"), else by itself."""
    tokens = known.tokens
    lemma = tokens[verb].lemma
    for j in known.below[verb]:
        relation, word = known.relations[j], tokens[j].lemma
        if tokens[j].deprel == "compound:prt":
            return words.roles.get((f"{lemma} {word}", "VERB", side))
        if relation == "obl":
            word = f"{case_of(known, j)} {word}"
        phrase = words.roles.get((f"{lemma} {word}", "VERB", side))
        if phrase is not None and relation in ("obl", "obj", "xcomp", "advmod"):
            return phrase
    return words.roles.get((lemma, "VERB", side))


def _by_head(known: Index, node: int, words: Words) -> Fate | None:
    """What the word says on which those counted hang: a verb whose subject or object they are, a
    noun as in "the death of three"."""
    head, relation = known.heads[node], known.tokens[node].deprel
    if head == node:
        return None
    if known.relations[node] in ("nmod", "obl"):
        return _by_owner(known, node, head, words)
    if relation not in ("nsubj", "nsubj:pass", "obj"):
        return None
    passive = relation == "nsubj:pass" or (relation == "nsubj" and _is_passive(known, head))
    undergo = passive or relation == "obj"
    role = _side_role(known, head, words, undergo=undergo, acts=relation != "obj")
    return Fate(role, head) if role else _by_outcome(known, head, words, passive=passive)


def _is_passive(known: Index, verb: int) -> bool:
    """Whether a verb is passive though the tree takes its subject for one that acts."""
    tokens = known.tokens
    return tokens[verb].xpos == "VBN" and any(
        tokens[j].lemma == "be" and tokens[j].upos == "AUX" for j in known.below[verb]
    )


def _side_role(known: Index, head: int, words: Words, *, undergo: bool, acts: bool) -> str | None:
    """What a verb or adjective says of those who undergo it or ``act``: of a passive subject what
    is done to them, else what such a subject does ("were executed", "have died")."""
    word, role = known.tokens[head], None
    if word.upos == "ADJ":  # "they are dead"; "shot dead five", where they hang on "dead"
        role = words.roles.get((word.lemma, "ADJ", "subject"))
    elif undergo and word.upos in ("VERB", "AUX"):
        role = verb_role(known, head, words, "object") or words.role_of_form(word.text, "object")
    if role is None and acts:
        role = verb_role(known, head, words, "subject")
    return role


def _by_outcome(known: Index, verb: int, words: Words, *, passive: bool) -> Fate | None:
    """What a verb says that they came to be: "left 130 people dead", "two were reported
    killed"."""
    for j in known.below[verb]:
        if known.relations[j] != "xcomp":
            continue
        token = known.tokens[j]
        role = words.roles.get((token.lemma, "ADJ", "subject"))
        if role is None and passive and token.xpos == "VBN":
            role = words.done_to(token)
        if role is not None:
            return Fate(role, j)
    return None


def _by_owner(known: Index, node: int, head: int, words: Words) -> Fate | None:
    """What the noun over those counted says ("the death of three"), or a toll that is the subject
    of their verb ("the death toll rose to 44")."""
    tokens = known.tokens
    noun = tokens[head].upos == "NOUN"
    role = words.roles.get((tokens[head].lemma, "NOUN", "of")) if noun else None
    if role is not None and case_of(known, node) in ("of", None):
        return Fate(role, head)
    for j in known.below[head]:
        if known.relations[j] == "nsubj" and tokens[j].lemma == "toll":
            return Fate("killed", j)
    return None


def case_of(known: Index, i: int) -> str | None:
    """The lemma of the preposition before a word."""
    cases = (j for j in known.below[i] if known.relations[j] == "case")
    return next((known.tokens[j].lemma for j in cases), None)
