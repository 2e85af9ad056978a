"""What a number of people says of them: killed, injured, arrested, displaced, held, taking part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.data import Count, Document, Sentence, Span, Token
from dateline.syntax import HYPHENS, base, first_joined, index_of
from dateline.what.count_words import Words
from dateline.what.numbers import Quantity, is_plural_noun, quantities


def find_counts(
    doc: Document, sent: Sentence, below: Sequence[Sequence[int]], words: Words
) -> Iterator[tuple[Count, int]]:
    """Yield the counts of people in a sentence, each with the token that says what it counts.

    Numbers joined by "and" under one word are added up ("two soldiers and a guard were killed").
    """
    sums: dict[tuple[str, int], Quantity] = {}
    found = list(quantities(doc.tokens, sent, words))
    nodes = frozenset(quantity.node for quantity in found)
    for quantity in found:
        if quantity.money or counts_nothing(doc, quantity.span):
            continue
        if _is_whole(doc.tokens, quantity.node):
            continue
        slot = _role(doc, quantity, below, words)
        if slot is None:
            continue
        other = sums.get(slot)
        if other is not None and not _joined(doc.tokens, quantity.node, other.node):
            continue  # "wounding three, among them a student"
        if other is None:
            others = _beside(doc, quantity.node, nodes, words)
            quantity = replace(quantity, low=quantity.low + others, high=quantity.high + others)
        if other is not None:
            quantity = Quantity(
                other.node,
                other.low + quantity.low,
                other.high + quantity.high,
                (other.span[0], max(other.span[1], quantity.span[1])),
            )
        sums[slot] = quantity
    for (role, at), q in sums.items():
        yield Count(role, q.low, q.high, q.span), at


def _beside(doc: Document, node: int, counted: frozenset[int], words: Words) -> int:
    """How many persons without a number "and" joins to counted ones: "a guard and his wife"."""
    tokens, node = doc.tokens, first_joined(index_of(doc), node)
    if tokens[node].deprel not in ("obj", "nsubj:pass"):
        return 0
    below = index_of(doc).below
    joined = [node, *(j for j in below[node] if tokens[j].deprel == "conj")]
    if any(t.text.lower() in words.lists.part_of for t in tokens[node : max(joined)]):
        return 0  # "nine guards, including the leader, and five drivers"
    return sum(
        j not in counted and _is_by_itself(doc, j, below) and is_one_person(doc, j, words)
        for j in joined
    )


def _is_by_itself(doc: Document, i: int, below: Sequence[Sequence[int]]) -> bool:
    """Whether a word names somebody else than what "and" joins it to, as "a guard and a driver" do
    and "a guard and driver" does not."""
    relations = {doc.tokens[j].deprel for j in below[i]}
    return doc.tokens[i].upos == "PROPN" or not relations.isdisjoint(("det", "nmod:poss"))


def is_one_person(doc: Document, i: int, words: Words) -> bool:
    """Whether a word names or describes one person."""
    index, token = index_of(doc), doc.tokens[i]
    if token.xpos not in ("NN", "NNP", "PRP") or not token.text:
        return False
    if token.upos == "PRON":
        return token.text.lower() in ("he", "him", "she", "her")
    if any(index.relations[j] == "nummod" for j in index.below[i]):
        return False
    if token.lemma.lower() in words.people - words.lists.collective:
        return True
    # "Hutus" are several, whatever the tagger says.
    return token.upos == "PROPN" and any(
        name.type == "PER" and name.start <= token.start < name.end for name in doc.names
    )


def _is_whole(tokens: Sequence[Token], node: int) -> bool:
    """Whether another number is told of those counted here: "two of the six hostages"."""
    return base(tokens[node].deprel) == "nmod" and tokens[tokens[node].head].upos == "NUM"


def counts_people(tokens: Sequence[Token], quantity: Quantity, words: Words) -> bool:
    """Whether a number counts persons: its noun, or what "of" adds to it ("dozens of women")."""
    noun = tokens[quantity.node]
    if noun.text.lower() == "strong":  # "a 6,000-strong force"
        return quantity.node > 0 and tokens[quantity.node - 1].text in HYPHENS
    if noun.text.lower() == "another":
        return True
    if noun.upos != "NUM" and noun.lemma.lower() not in words.lists.number_noun:
        return words.is_person(noun)
    for j in range(quantity.node + 1, min(quantity.node + 8, len(tokens))):
        token = tokens[j]
        if token.lemma.lower() in words.lists.number_noun:  # "hundreds of thousands of people"
            continue
        if token.head == quantity.node and base(token.deprel) == "nmod":
            return words.is_person(token)
    return True


def _joined(tokens: Sequence[Token], node: int, first: int) -> bool:
    """Whether "and" joins a counted noun to another one before it."""
    while base(tokens[node].deprel) == "conj" and node != first:
        node = tokens[node].head
    return node == first


def _in_time(doc: Document, span: Span) -> bool:
    return any(t.start < span[1] and span[0] < t.end for t in doc.times)


def counts_nothing(doc: Document, span: Span) -> bool:
    """Whether a number is part of a time, or of the name of a body: "the Group of Eight"."""
    return _in_time(doc, span) or any(
        name.type == "ORG" and name.start < span[0] < name.end for name in doc.names
    )


def _role(
    doc: Document, quantity: Quantity, below: Sequence[Sequence[int]], words: Words
) -> tuple[str, int] | None:
    """The role of a counted noun and the token that says so; ``None`` where nothing does. What is
    done to people says more than what they are: "wounded 20 prisoners"."""
    tokens, node = doc.tokens, quantity.node
    noun = tokens[node]
    if counts_people(tokens, quantity, words):
        at = first_joined(index_of(doc), node)
        before = _role_before(doc, quantity, words)
        if at != node and before is not None:
            return before  # "killing seven people and injuring 31", whatever the tree joins
        found = _role_by_verb(tokens, node, below, words) or _role_behind(tokens, node, words)
        if found is None and tokens[at].head != at:
            found = _role_by_head(tokens, at, tokens[at].deprel, tokens[at].head, below, words)
        found = found or before or _role_by_adjective(tokens, node, below, words)
        if found is not None:
            return _only_hurt(tokens, found, below, words)
    if (
        noun.upos == "NUM" and node and tokens[node - 1].text.lower() in words.lists.rest
    ):  # "the remaining nine"
        noun = _meant(tokens, node, words)
    role = words.role_of_noun(noun)
    if role is None and noun.upos == "NUM":  # "two of the six hostages"
        of = (
            words.role_of_noun(tokens[j]) for j in below[node] if base(tokens[j].deprel) == "nmod"
        )
        role = next(of, None)
    return (role, node) if role is not None else None


def _only_hurt(
    tokens: Sequence[Token], found: tuple[str, int], below: Sequence[Sequence[int]], words: Words
) -> tuple[str, int]:
    """A role with the token that says so; that of the next verb where "and" alone stands between
    the two: "shot and wounded three"."""
    role, at = found
    hurt = at + 2
    joined = hurt in below[at] and tokens[hurt].deprel == "conj" and tokens[at + 1].lemma == "and"
    if role == "killed" and joined and words.done_to(tokens[hurt]) == "injured":
        return "injured", hurt
    return found


def _meant(tokens: Sequence[Token], number: int, words: Words) -> Token:
    """The noun that a number without one stands for: that of the last persons before it."""
    for token in reversed(tokens[:number]):
        if token.text == ".":
            break
        if is_plural_noun(token) and words.is_person(token):
            return token
    return tokens[number]


def _role_by_verb(
    tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]], words: Words
) -> tuple[str, int] | None:
    """What a verb that describes a noun, or stands right behind it, says of it: "four people
    killed in the raid", "nine killed and 50 wounded"."""
    for j in below[node]:
        child = tokens[j]
        if base(child.deprel) != "acl":
            continue
        role = words.done_to(child) if child.xpos in ("VBN", "JJ") else None
        if role is None and child.xpos == "VBG":
            role = words.roles.get((child.lemma, "VERB", "subject"))
        if role is not None:
            return role, j
    behind = node + 1
    if behind < len(tokens) and tokens[behind].xpos in ("VBN", "VBD", "JJ"):
        acts = any(base(tokens[j].deprel) == "obj" for j in below[behind])
        role = words.done_to(tokens[behind]) if not acts else None
        role = role or words.roles.get((tokens[behind].lemma, "ADJ", "subject"))
        if role is not None:
            return role, behind
    return None


def _role_by_adjective(
    tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]], words: Words
) -> tuple[str, int] | None:
    """What stands before a noun as its adjective: "dead soldiers", "wounded soldiers"."""
    for j in below[node]:
        child = tokens[j]
        if base(child.deprel) != "amod":
            continue
        role = words.roles.get((child.lemma, "ADJ", "self"))
        if role is None and child.xpos in ("VBN", "JJ"):
            role = words.done_to(child)
        if role is None and child.xpos == "VBG":
            role = words.roles.get((child.lemma, "VERB", "subject"))
        if role is not None:
            return role, j
    return None


def _role_behind(tokens: Sequence[Token], node: int, words: Words) -> tuple[str, int] | None:
    """What follows a noun by the order of the words, whatever the tree: "people were killed"."""
    at, passive, lists = node + 1, False, words.lists
    while at < len(tokens):
        word = tokens[at].text.lower()
        if word not in lists.being and word not in lists.linking:
            break
        passive |= word in lists.being
        at += 1
    if at >= len(tokens) or at == node + 1:
        return None
    side = "object" if passive else "subject"
    role = words.role_of_form(tokens[at].text, side)
    return (role, at) if role else None


def _role_before(doc: Document, quantity: Quantity, words: Words) -> tuple[str, int] | None:
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
            _in_time(doc, (tokens[at].start, tokens[at].end)) or tokens[at].text in ("in", "on")
        ):
            at -= 1
        role = words.roles.get((tokens[at].lemma, "NOUN", "of"))
    return (role, at) if role else None


def verb_role(
    tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]], words: Words, side: str
) -> str | None:
    """The role of those on a side of a verb, by its lemma with what belongs to it, if anything is
    listed so ("round up", "put to death", "lose life"), else by itself."""
    lemma = tokens[i].lemma
    for j in below[i]:
        relation, word = base(tokens[j].deprel), tokens[j].lemma
        if tokens[j].deprel == "compound:prt":
            return words.roles.get((f"{lemma} {word}", "VERB", side))
        if relation == "obl":
            word = f"{case_of(tokens, j, below)} {word}"
        phrase = words.roles.get((f"{lemma} {word}", "VERB", side))
        if phrase is not None and relation in ("obl", "obj", "xcomp", "advmod"):
            return phrase
    return words.roles.get((lemma, "VERB", side))


def _role_by_head(
    tokens: Sequence[Token],
    node: int,
    relation: str,
    head: int,
    below: Sequence[Sequence[int]],
    words: Words,
) -> tuple[str, int] | None:
    verb = tokens[head]
    passive = relation == "nsubj:pass" or (
        relation == "nsubj"
        and verb.xpos == "VBN"
        and any(tokens[j].lemma == "be" and tokens[j].upos == "AUX" for j in below[head])
    )
    if relation == "obj" and verb.upos == "ADJ":  # "shot dead five", where they hang on "dead"
        role = words.roles.get((verb.lemma, "ADJ", "subject"))
        if role is not None:
            return role, head
    if (passive or relation == "obj") and verb.upos in ("VERB", "AUX"):
        role = verb_role(tokens, head, below, words, "object")
        role = role or words.role_of_form(verb.text, "object")
        if role is not None:
            return role, head
    if relation in ("nsubj", "obj", "nsubj:pass"):
        if relation != "obj":
            role = words.roles.get((verb.lemma, "ADJ", "subject")) if verb.upos == "ADJ" else None
            role = role or verb_role(tokens, head, below, words, "subject")
            if role is not None:
                return role, head
        for j in below[head]:  # "left 130 people dead", "two were reported killed"
            if base(tokens[j].deprel) == "xcomp":
                role = words.roles.get((tokens[j].lemma, "ADJ", "subject"))
                if role is None and passive and tokens[j].xpos == "VBN":
                    role = words.done_to(tokens[j])
                if role is not None:
                    return role, j
    if base(relation) in ("nmod", "obl"):
        role = words.roles.get((verb.lemma, "NOUN", "of")) if verb.upos == "NOUN" else None
        if role is not None and case_of(tokens, node, below) in ("of", None):
            return role, head
        for j in below[head]:  # "the death toll rose to 44"
            if base(tokens[j].deprel) == "nsubj" and tokens[j].lemma == "toll":
                return "killed", j
    return None


def case_of(tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]]) -> str | None:
    """The preposition before a word."""
    return next((tokens[j].lemma for j in below[i] if base(tokens[j].deprel) == "case"), None)
