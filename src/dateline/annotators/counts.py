"""Counts of events: how many were killed, injured, arrested, displaced, taken hostage, took part,
and sums of money.

Numbers are read with the noun they count; a word of ``counts.tsv`` near it says what the number
counts; of the events in the sentence that can have such a count, the nearest in the tree gets it.
Ranges of vague numbers follow the annotation guide ("dozens" is 24 to 99).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.data import Count, Document, EventMention, Sentence, Span, Token, changed
from dateline.knowledge import Knowledge
from dateline.syntax import HYPHENS, ancestors, base, index_of
from dateline.wordlists import WordLists, read_word_lists

REQUIRES, ASSIGNS = frozenset({"tokens", "sentences", "times", "events"}), "events.counts"

ROLES = frozenset({"killed", "injured", "arrested", "displaced", "hostages", "participants"})
SIDES = frozenset({"object", "subject", "of", "self"})
TYPES: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "injured": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "arrested": frozenset({"COERCE", "ASSAULT", "SANCTION"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "AID"}),
    "hostages": frozenset({"ASSAULT", "AID", "RETREAT"}),
    "participants": frozenset({"PROTEST", "MOBILIZE", "AID", "RETREAT", "CONSULT", "COOPERATE"}),
    "amount_usd": frozenset(
        {"AID", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "SANCTION", "MOBILIZE"}
    ),
}
"""Event types that can have a count of a role; preferred first where it matters."""

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_THOUSANDS = re.compile(r"\d{3}(?:,\d{3})*$")
_AMOUNT = re.compile(r"(\d[\d,.]*)(bn|m|k|mn|tn)$")
_SUFFIX = {"bn": 10**9, "m": 10**6, "mn": 10**6, "k": 10**3, "tn": 10**12}
_SIGNS = frozenset({"$", "us$"})  # they stand before their number
_DOLLARS = _SIGNS | {"usd", "dollar", "dollars"}
_OURS = frozenset({"us", "u.s.", "u.s", "american"})  # whose dollars are counted
_INNER = frozenset({"nummod", "compound", "flat", "det", "amod", "advmod", "goeswith"})
_HELD = frozenset({"arrested", "hostages", "displaced"})
"""Roles of those who are moved about; they take no part in what is done with them."""
_FEWEST = 3  # fewer participants are the parties themselves ("the two leaders")
_FEWEST_MEETING = 10
_OVER, _BESIDE = 5, 3
"""Most edges of the tree between a sum and an event over it, or one beside it; two more edges for
the latter change nothing that is found, and find a fifth more that is wrong."""
_DEEDS: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "hostages": frozenset({"ASSAULT"}),
}
"""Types of events that are done to a person, by the role of that person."""
_Value = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``node`` is the token of what is counted (or the number itself)."""

    node: int
    low: int
    high: int
    span: Span
    money: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The knowledge of this layer."""

    numbers: dict[str, tuple[int, int, str]]
    roles: dict[tuple[str, str, str], str]  # lemma (with particle), pos, side → role
    people: frozenset[str]
    lists: WordLists

    def opens_number(self, word: str) -> bool:
        """Whether a number can begin with a word; most words can be told from their look."""
        return word[0].isdigit() or word in self.numbers or "-" in word

    def role_of_form(self, form: str, side: str) -> str | None:
        """The role of those on a side of a verb, by a form of the verb."""
        found = (self.roles.get((stem, "VERB", side)) for stem in stems(form))
        return next((role for role in found if role), None)

    def done_to(self, token: Token) -> str | None:
        """The role of those to whom a participle says that something is done; the tagger takes
        many for adjectives."""
        role = self.roles.get((token.lemma, "VERB", "object"))
        return role or self.role_of_form(token.text, "object")

    def role_of_noun(self, token: Token) -> str | None:
        """What persons are by their noun alone: "hostages", "prisoners"."""
        if token.lemma == "toll":
            return None
        ways = (("NOUN", "self"), ("ADJ", "self"), ("NOUN", "of"))
        found = (self.roles.get((token.lemma, pos, side)) for pos, side in ways)
        return next((role for role in found if role), None)

    def is_person(self, token: Token) -> bool:
        """Whether a word names a person: by the list, or a nationality, or a number for people."""
        if token.lemma.lower() in self.people or token.upos in ("NUM", "PRON"):
            return True
        return token.upos in ("PROPN", "ADJ", "NOUN") and token.text[:1].isupper()


def load(knowledge: Knowledge) -> Callable[[Document], tuple[EventMention, ...]]:
    """Read the words; give the function that fills ``counts`` of each event."""
    words = read_words(knowledge)

    def annotate(doc: Document) -> tuple[EventMention, ...]:
        if not doc.events:
            return doc.events
        below = index_of(doc).below
        found: dict[int, list[Count]] = {}
        by_sentence = _events_by_sentence(doc)
        for number, events in sorted(by_sentence.items()):
            sent = doc.sentences[number]
            counted = set[Span]()
            for count, at in find_counts(doc, sent, below, words):
                best = _nearest(doc, events, count.role, at, count.high)
                if best is not None:
                    found.setdefault(best, []).append(count)
                    counted.add(count.span)
            for quantity in quantities(doc.tokens, sent, words):
                if quantity.span in counted:
                    continue
                for index, count in _of_trigger(doc, events, quantity, below, words):
                    found.setdefault(index, []).append(count)
            for wording in events:
                if doc.events[wording.event].status not in _TOLD:
                    continue  # "threatened to kill the envoy" has killed nobody
                for count in _victims(doc, wording, below, words):
                    found.setdefault(wording.event, []).append(count)
        return tuple(
            changed(event, counts=_one_each(found[i], event.sentence)) if i in found else event
            for i, event in enumerate(doc.events)
        )

    return annotate


def read_words(knowledge: Knowledge) -> _Words:
    """Read ``numbers.tsv``, ``counts.tsv``, ``persons.tsv`` and ``words.tsv``."""
    numbers = {
        row.need("word"): (
            int(row.need("low")),
            int(row.need("high")),
            row.need("kind", {"number", "scale", "vague"}),
        )
        for row in knowledge.rows("en/numbers.tsv")
    }
    roles = {
        (
            row.need("word"),
            row.need("pos", {"VERB", "NOUN", "ADJ"}),
            row.need("side", SIDES),
        ): row.need("role", ROLES)
        for row in knowledge.rows("en/counts.tsv")
    }
    people = frozenset(row.need("word") for row in knowledge.rows("en/persons.tsv"))
    return _Words(numbers, roles, people, read_word_lists(knowledge))


# --- numbers ------------------------------------------------------------------------------------


def _value(text: str, words: _Words) -> tuple[int, int, str] | None:
    """Read one word as a number: lowest, highest value and kind; ``None`` where it is none."""
    low = text.lower()
    known = words.numbers.get(low)
    if known is not None:
        return known
    if _DIGITS.match(low):
        number = float(low.replace(",", ""))
        return (round(number), round(number), "number") if number.is_integer() else None
    if "-" in low:
        parts = [words.numbers.get(part) for part in low.split("-")]
        if len(parts) == 2 and all(p is not None and p[2] == "number" for p in parts):
            total = sum(p[0] for p in parts if p is not None)
            return total, total, "number"
    return None


def _is_plural_noun(token: Token) -> bool:
    return token.upos in ("NOUN", "PROPN") and token.xpos.endswith("S")


def quantities(tokens: Sequence[Token], sent: Sentence, words: _Words) -> Iterator[Quantity]:
    """Yield the numbers of a sentence with what they count, in text order."""
    i, end = sent.start_token, sent.end_token
    while i < end:
        if not words.opens_number(tokens[i].text.lower()):
            i += 1
            continue
        stop, value = _read_number(tokens, i, end, words)
        if value is None:
            i = stop
            continue
        quantity = _quantity(tokens, i, stop, value, words.lists)
        if quantity is not None:
            yield quantity
        i = stop


def _read_number(
    tokens: Sequence[Token], i: int, end: int, words: _Words
) -> tuple[int, _Value | None]:
    """Read the number that begins at token ``i``; give the token behind it, and its value."""
    word = tokens[i].text.lower()
    read = _in_parts(tokens, i, end, words) or _abbreviated(word, i)
    if read is not None:
        return read
    low: float
    high: float
    if re.fullmatch(r"\d+\.\d+", word):
        low, high, kind = float(word), float(word), "number"
    else:
        first = _value(word, words)
        if first is None or (first[2] == "scale" and not word.endswith("s") and len(word) < 3):
            return i + 1, None
        low, high, kind = first
    j, low, high = _scaled(tokens, i + 1, end, words, low, high, kind)
    if not float(low).is_integer() or not float(high).is_integer():
        return j, None
    if j + 1 < end and tokens[j].text.lower() in ("to", "or", "-", "–"):
        upper = _value(tokens[j + 1].text, words)
        if upper is not None and upper[2] == "number" and low < upper[0] <= 10 * low:
            return j + 2, (int(low), upper[0])
    return j, (int(low), int(high))


def _in_parts(
    tokens: Sequence[Token], i: int, end: int, words: _Words
) -> tuple[int, _Value | None] | None:
    """Read a number that is cut at its comma or point: "7, 000" for 7,000, as some agencies have
    it, "14,4 million"; ``None`` where it is none."""
    word = tokens[i].text
    if (
        i + 2 < end
        and tokens[i + 1].text == ","
        and word.isdigit()
        and len(word) <= 3
        and _THOUSANDS.match(tokens[i + 2].text)
        and tokens[i + 1].start == tokens[i].end
    ):
        whole = int(word + tokens[i + 2].text.replace(",", ""))
        return i + 3, (whole, whole)
    fraction = _parted(tokens, i, end)
    if fraction is None:
        return None
    scale = words.numbers.get(tokens[i + 3].text.lower()) if i + 3 < end else None
    if scale is not None and scale[2] == "scale":
        whole = round(fraction * scale[0])
        return i + 4, (whole, whole)
    # "14,4" of something is no number of people.
    return (i + 3, None) if tokens[i + 1].text == "," else None


def _abbreviated(word: str, i: int) -> tuple[int, _Value | None] | None:
    """Read "5bn" or "1.5m"; ``None`` where the word is none of these."""
    amount = _AMOUNT.match(word)
    if not amount:
        return None
    try:
        number = float(amount[1].replace(",", "").rstrip(".")) * _SUFFIX[amount[2]]
    except ValueError:
        return i + 1, None
    return i + 1, (round(number), round(number))


def _scaled(
    tokens: Sequence[Token],
    j: int,
    end: int,
    words: _Words,
    low: float,
    high: float,
    kind: str,
) -> tuple[int, float, float]:
    """Multiply a number by the words behind it, from token ``j`` on: "two hundred thousand",
    "dozens of thousands"; give the token behind them, and the lowest and highest value."""
    while j < end:
        text = tokens[j].text.lower()
        if text == "of" and j + 1 < end and kind == "vague":
            scale = words.numbers.get(tokens[j + 1].text.lower())
            if scale is None or scale[2] != "vague":
                break
            unit = scale[0] // (2 if str(scale[0])[0] == "2" else 1)
            low, high, j = low * unit, (high + 1) * unit - 1, j + 2
            continue
        joined = text == "-" and j + 1 < end  # "10-billion-dollar"
        more = words.numbers.get(tokens[j + 1].text.lower() if joined else text)
        if more is None or more[2] != "scale":
            break
        if high == low:
            low, high = low * more[0], high * more[0]
        else:
            low, high = low * more[0], (high + 1) * more[0] - 1
        j += 1 + joined
    return j, low, high


def _parted(tokens: Sequence[Token], i: int, end: int) -> float | None:
    """A decimal fraction whose parts are tokens of their own: "14,4", as some agencies have it
    (three digits behind the comma are thousands), or "1. 38"."""
    if i + 2 >= end or not tokens[i].text.isdigit() or tokens[i].end != tokens[i + 1].start:
        return None
    mark, digits = tokens[i + 1], tokens[i + 2].text
    if not (mark.text == "." or (mark.text == "," and mark.end == tokens[i + 2].start)):
        return None
    return float(f"{tokens[i].text}.{digits}") if re.fullmatch(r"\d{1,2}", digits) else None


def _quantity(
    tokens: Sequence[Token], i: int, stop: int, value: _Value, lists: WordLists
) -> Quantity | None:
    """Find what a number counts: the noun it hangs on, or the number itself."""
    last = stop - 1
    node = last
    while tokens[node].head != node and base(tokens[node].deprel) in _INNER:
        head = tokens[node].head
        if head < i and tokens[head].upos != "SYM":
            break  # a number stands before what it counts; "four people were killed and 50 hurt"
        if tokens[head].upos == "VERB" and tokens[head].xpos == "VBN":
            break  # "and more than 20 wounded"
        node = head
        if not i <= node < stop and tokens[node].upos not in ("NUM", "ADV", "DET"):
            break
    noun = tokens[node]
    if noun.upos == "NUM" and base(noun.deprel) == "appos":  # "Ahmad Ali, 20, was killed"
        return None
    word = tokens[i].text.lower()
    if word in ("a", "an", "another", "no") and (
        stop == i + 1 and (noun.upos != "NOUN" or base(tokens[i].deprel) != "det")
    ):
        return None
    loose = _is_plural_noun(noun) or noun.lemma.lower() in lists.amount
    if word in ("a", "an", "another") and stop == i + 1 and loose:
        return None
    if word == "one" and i and tokens[i - 1].text.lower() in ("no", "-"):  # "no one", "no-one"
        value = (0, 0)
    money = _is_money(tokens, i, stop, node)
    if not money and (
        noun.lemma.lower() in lists.unit or ("-" in noun.text and "old" in noun.text)
    ):
        return None
    first = min(i, node) if node >= i - 1 else i
    return Quantity(
        node, *value, (tokens[first].start, tokens[max(last, node if node > last else last)].end),
        money,
    )  # fmt: skip


def _is_money(tokens: Sequence[Token], i: int, stop: int, node: int) -> bool:
    before = tokens[i - 1].text.lower() if i else ""
    if _is_foreign(tokens, stop):
        return False
    behind = [t.text.lower() for t in tokens[stop : stop + 4] if t.text != "-"]
    nearby = [before, tokens[node].text.lower()]
    if behind[:1] and behind[0] not in _SIGNS:
        nearby.append(behind[0])
    if behind[:1] in (["us"], ["u.s."]):
        nearby += behind[1:2]
    return any(word in _DOLLARS for word in nearby)


def _is_foreign(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words behind a number name dollars of another country: "Canadian dollars"."""
    first = i
    while i < len(tokens) and (tokens[i].text[:1].isupper() or tokens[i].text == "-"):
        i += 1
    names = {token.text.lower() for token in tokens[first:i]} - {"-"}
    dollars = i < len(tokens) and tokens[i].text.lower() in ("dollar", "dollars")
    return bool(names) and dollars and not names & _OURS


# --- what a number counts -----------------------------------------------------------------------


def find_counts(
    doc: Document, sent: Sentence, below: Sequence[Sequence[int]], words: _Words
) -> Iterator[tuple[Count, int]]:
    """Yield the counts of people in a sentence, each with the token that says what it counts.

    Numbers joined by "and" under one word are added up ("two soldiers and a guard were killed").
    """
    sums: dict[tuple[str, int], Quantity] = {}
    for quantity in quantities(doc.tokens, sent, words):
        if quantity.money or _in_time(doc, quantity.span):
            continue
        slot = _role(doc, quantity, below, words)
        if slot is None:
            continue
        other = sums.get(slot)
        if other is not None and not _joined(doc.tokens, quantity.node, other.node):
            continue  # "wounding three, among them a student"
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


def _counts_people(tokens: Sequence[Token], quantity: Quantity, words: _Words) -> bool:
    """Whether a number counts persons: its noun, or what "of" adds to it ("dozens of women")."""
    noun = tokens[quantity.node]
    if noun.text.lower() == "strong":  # "a 6,000-strong force"
        return tokens[quantity.node - 1].text in HYPHENS
    if noun.upos != "NUM" and noun.lemma.lower() not in words.lists.number_noun:
        return words.is_person(noun)
    for j in range(quantity.node + 1, min(quantity.node + 8, len(tokens))):
        if tokens[j].head == quantity.node and base(tokens[j].deprel) == "nmod":
            return words.is_person(tokens[j])
    return True


def _joined(tokens: Sequence[Token], node: int, first: int) -> bool:
    """Whether "and" joins a counted noun to another one before it."""
    while base(tokens[node].deprel) == "conj" and node != first:
        node = tokens[node].head
    return node == first


def _in_time(doc: Document, span: Span) -> bool:
    return any(t.start < span[1] and span[0] < t.end for t in doc.times)


def _role(
    doc: Document, quantity: Quantity, below: Sequence[Sequence[int]], words: _Words
) -> tuple[str, int] | None:
    """The role of a counted noun and the token that says so; ``None`` where nothing does. What is
    done to people says more than what they are: "wounded 20 prisoners"."""
    tokens, node = doc.tokens, quantity.node
    noun = tokens[node]
    if _counts_people(tokens, quantity, words):
        at = node
        while base(tokens[at].deprel) == "conj":
            at = tokens[at].head
        before = _role_before(doc, quantity, words)
        if at != node and before is not None:
            return before  # "killing seven people and injuring 31", whatever the tree joins
        found = _role_by_verb(tokens, node, below, words) or _role_behind(tokens, node, words)
        if found is None and tokens[at].head != at:
            found = _role_by_head(tokens, at, tokens[at].deprel, tokens[at].head, below, words)
        found = found or before or _role_by_adjective(tokens, node, below, words)
        if found is not None:
            return found
    if (
        noun.upos == "NUM" and node and tokens[node - 1].text.lower() in words.lists.rest
    ):  # "the remaining nine"
        noun = _meant(tokens, node, words)
    role = words.role_of_noun(noun)
    return (role, node) if role is not None else None


def _meant(tokens: Sequence[Token], number: int, words: _Words) -> Token:
    """The noun that a number without one stands for: that of the last persons before it."""
    for token in reversed(tokens[:number]):
        if token.text == ".":
            break
        if _is_plural_noun(token) and words.is_person(token):
            return token
    return tokens[number]


def _role_by_verb(
    tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]], words: _Words
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
    tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]], words: _Words
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


def _role_behind(tokens: Sequence[Token], node: int, words: _Words) -> tuple[str, int] | None:
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


def _role_before(doc: Document, quantity: Quantity, words: _Words) -> tuple[str, int] | None:
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


def stems(word: str) -> tuple[str, ...]:
    """What a verb's form in -ed or -ing may be made of; the tagger may take it for a noun.

    >>> stems("wounding")
    ('wound', 'wounde', 'woun')
    """
    low = word.lower()
    for ending in ("ing", "ed"):
        if low.endswith(ending):
            stem = low[: -len(ending)]
            return stem, f"{stem}e", stem[:-1]
    return ()


def _verb_role(
    tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]], words: _Words, side: str
) -> str | None:
    """The role of those on a side of a verb, by its lemma with what belongs to it, if anything is
    listed so ("round up", "put to death", "lose life"), else by itself."""
    lemma = tokens[i].lemma
    for j in below[i]:
        relation, word = base(tokens[j].deprel), tokens[j].lemma
        if tokens[j].deprel == "compound:prt":
            return words.roles.get((f"{lemma} {word}", "VERB", side))
        if relation == "obl":
            word = f"{_case(tokens, j, below)} {word}"
        phrase = words.roles.get((f"{lemma} {word}", "VERB", side))
        if phrase is not None and relation in ("obl", "obj"):
            return phrase
    return words.roles.get((lemma, "VERB", side))


def _role_by_head(
    tokens: Sequence[Token],
    node: int,
    relation: str,
    head: int,
    below: Sequence[Sequence[int]],
    words: _Words,
) -> tuple[str, int] | None:
    verb = tokens[head]
    passive = relation == "nsubj:pass" or (
        relation == "nsubj"
        and verb.xpos == "VBN"
        and any(tokens[j].lemma == "be" and tokens[j].upos == "AUX" for j in below[head])
    )
    if (passive or relation == "obj") and verb.upos in ("VERB", "AUX"):
        role = _verb_role(tokens, head, below, words, "object")
        role = role or words.role_of_form(verb.text, "object")
        if role is not None:
            return role, head
    if relation in ("nsubj", "obj", "nsubj:pass"):
        if relation != "obj":
            role = words.roles.get((verb.lemma, "ADJ", "subject")) if verb.upos == "ADJ" else None
            role = role or _verb_role(tokens, head, below, words, "subject")
            if role is not None:
                return role, head
        for j in below[head]:  # "left 130 people dead"
            if base(tokens[j].deprel) == "xcomp":
                role = words.roles.get((tokens[j].lemma, "ADJ", "subject"))
                if role is not None:
                    return role, j
    if base(relation) in ("nmod", "obl"):
        role = words.roles.get((verb.lemma, "NOUN", "of")) if verb.upos == "NOUN" else None
        if role is not None and _case(tokens, node, below) in ("of", None):
            return role, head
        for j in below[head]:  # "the death toll rose to 44"
            if base(tokens[j].deprel) == "nsubj" and tokens[j].lemma == "toll":
                return "killed", j
    return None


def _case(tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]]) -> str | None:
    return next((tokens[j].lemma for j in below[i] if base(tokens[j].deprel) == "case"), None)


_TOLD = frozenset({"happened", "ongoing"})
"""Statuses of deeds whose one victim counts: all 155 labelled counts of one person have them."""


def _victims(
    doc: Document, wording: _Wording, below: Sequence[Sequence[int]], words: _Words
) -> Iterator[Count]:
    """Yield a count of 1 where a wording is itself a deed done to one person named or described.

    "Police arrested the editor", "the assassination of Rafik Hariri".
    """
    tokens = doc.tokens
    for i in wording.tokens:
        token = tokens[i]
        if token.upos == "NOUN":
            role = words.roles.get((token.lemma, "NOUN", "of"))
        else:
            role = _verb_role(tokens, i, below, words, "object")
        if role is None or wording.event_type not in _DEEDS.get(role, ()):
            continue
        for j in below[i]:
            relation = tokens[j].deprel
            fits = (
                relation in ("obj", "nsubj:pass")
                if token.upos != "NOUN"
                else relation == "nmod:poss"
                or (base(relation) == "nmod" and _case(tokens, j, below) == "of")
            )
            if fits and _is_one_person(tokens, j, below, words):
                yield Count(role, 1, 1, (tokens[j].start, tokens[j].end))
                return


def _is_one_person(
    tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]], words: _Words
) -> bool:
    token = tokens[i]
    if token.xpos not in ("NN", "NNP", "PRP") or not token.text:
        return False
    if token.upos == "PRON":
        return token.text.lower() in ("he", "him", "she", "her")
    if any(base(tokens[j].deprel) in ("conj", "nummod") for j in below[i]):
        return False
    return token.lemma.lower() in words.people - words.lists.collective or token.upos == "PROPN"


# --- whose count it is --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """A wording of an event in a sentence: its index in ``doc.events``, and its tokens."""

    event: int
    event_type: str
    tokens: range


def _events_by_sentence(doc: Document) -> dict[int, list[_Wording]]:
    """The wordings of the events, by the number of the sentence they stand in."""
    starts = [token.start for token in doc.tokens]
    by_sentence: dict[int, list[_Wording]] = {}
    for index, event in enumerate(doc.events):
        for start, end in (event.trigger, *event.also):
            first = _first_at(starts, doc.tokens, start)
            last = first
            while last < len(starts) and starts[last] < end:
                last += 1
            number = _sentence_of(doc, start)
            if number is not None and last > first:
                wording = _Wording(index, event.event_type, range(first, last))
                by_sentence.setdefault(number, []).append(wording)
    return by_sentence


def _first_at(starts: Sequence[int], tokens: Sequence[Token], start: int) -> int:
    first = max(0, bisect_right(starts, start) - 1)
    return first if tokens and tokens[first].end > start else first + 1


def _sentence_of(doc: Document, start: int) -> int | None:
    for number, sent in enumerate(doc.sentences):
        if sent.start <= start < sent.end:
            return number
    return None


def _nearest(
    doc: Document, events: Sequence[_Wording], role: str, at: int, high: int | None
) -> int | None:
    """The event that a count belongs to: the nearest in the tree that can have it."""
    best: tuple[int, bool, int, int] | None = None
    up = [at, *ancestors(doc.tokens, at)]
    for wording in events:
        allowed = _DEEDS.get(role, TYPES[role]) if high == 1 else TYPES[role]
        if wording.event_type not in allowed:
            continue
        steps = min(_steps(doc.tokens, up, i) for i in wording.tokens)
        below = not any(i in up for i in wording.tokens)
        key = (steps, below, abs(wording.tokens.start - at), wording.event)
        if best is None or key < best:
            best = key
    return best[3] if best is not None else None


def _steps(tokens: Sequence[Token], up: Sequence[int], i: int) -> int:
    """Edges between the first word of ``up`` and word ``i``, through their common ancestor."""
    place = {word: n for n, word in enumerate(up)}
    for n, word in enumerate((i, *ancestors(tokens, i))):
        if word in place:
            return n + place[word]
    return len(tokens)


def _of_trigger(
    doc: Document,
    events: Sequence[_Wording],
    quantity: Quantity,
    below: Sequence[Sequence[int]],
    words: _Words,
) -> Iterator[tuple[int, Count]]:
    """Yield participants and sums that hang on a trigger, or that a trigger hangs on."""
    role = "amount_usd" if quantity.money else "participants"
    tokens = doc.tokens
    node = quantity.node
    if not quantity.money and (
        quantity.low < _FEWEST
        or _in_time(doc, quantity.span)
        or not _counts_people(tokens, quantity, words)
        or words.role_of_noun(tokens[quantity.node]) in _HELD  # "swapped 95 prisoners"
    ):
        return
    while base(tokens[node].deprel) == "conj":
        node = tokens[node].head
    if tokens[node].text.lower() == "strong":
        node = tokens[node].head
    if quantity.money:
        event = _priced(tokens, node, events)
        if event is not None:
            yield event, Count(role, quantity.low, quantity.high, quantity.span)
        return
    for wording in events:
        if wording.event_type not in TYPES[role]:
            continue
        if wording.event_type in ("CONSULT", "PROTEST") and quantity.low < _FEWEST_MEETING:
            continue
        whole = _whole(tokens, node, below)
        if any(_takes_part(tokens, n, i, below) for i in wording.tokens for n in whole):
            yield wording.event, Count(role, quantity.low, quantity.high, quantity.span)
            return


def _whole(tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]]) -> list[int]:
    """A counted noun, and what it is all of: "a force of 6,000 soldiers"."""
    found = [node]
    for above in ancestors(tokens, node):
        last = found[-1]
        if base(tokens[last].deprel) != "nmod" or _case(tokens, last, below) != "of":
            break
        found.append(above)
    return found


def _priced(tokens: Sequence[Token], node: int, events: Sequence[_Wording]) -> int | None:
    """The event that a sum belongs to: one over it in the tree, else one that stands beside it
    under the same verb ("trade reached 3 billion dollars")."""
    fit = [wording for wording in events if wording.event_type in TYPES["amount_usd"]]
    up = [node, *ancestors(tokens, node)]
    for i in up[: _OVER + 1]:
        for wording in fit:
            if i in wording.tokens:
                return wording.event
    steps = [(min(_steps(tokens, up, i) for i in w.tokens), w.event) for w in fit]
    best = min(steps, default=None)
    return best[1] if best is not None and best[0] <= _BESIDE else None


def _takes_part(
    tokens: Sequence[Token], node: int, trigger: int, below: Sequence[Sequence[int]]
) -> bool:
    """Whether a counted noun stands under a trigger, over it, or is the subject of its verb."""
    relation, head = base(tokens[node].deprel), tokens[node].head
    if head == trigger:
        return relation in ("nsubj", "obj", "nmod", "obl")
    if tokens[trigger].head == node:
        return base(tokens[trigger].deprel) == "acl"
    if relation == "nmod" and tokens[head].head == trigger:  # "sent a team of 300 soldiers"
        return base(tokens[head].deprel) in ("obj", "nsubj")
    verb = tokens[trigger].head
    if head == verb and relation == "nsubj":  # "thousands staged a protest"
        return base(tokens[trigger].deprel) in ("obj", "obl", "xcomp", "conj")
    return False


def _one_each(counts: Sequence[Count], sentence: Span) -> tuple[Count, ...]:
    """One count per role: the first in the event's own sentence, else the first in the text."""
    chosen: dict[str, Count] = {}
    own = [c for c in counts if sentence[0] <= c.span[0] < sentence[1]]
    for count in (*own, *counts):
        chosen.setdefault(count.role, count)
    return tuple(chosen[role] for role in sorted(chosen))
