"""Counts of events: how many were killed, injured, arrested, displaced, taken hostage, took part,
and sums of money.

Numbers are read with the noun they count (``what/numbers.py``); a word of ``counts.tsv`` near it
says what the number counts (``what/counted.py``); of the events in the sentence that can have such
a count, the nearest in the tree gets it; who takes part and what sums belong to it
``what/attending.py`` helps to tell.
Ranges of vague numbers follow the annotation guide ("dozens" is 24 to 99).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.data import Count, Document, EventMention, Span, Token, changed
from dateline.knowledge import Knowledge
from dateline.syntax import ancestors, base, first_joined, index_of
from dateline.what.attending import is_aim, is_helped, is_known, meets, of_some
from dateline.what.count_words import Words, read_words
from dateline.what.counted import (
    case_of,
    counts_nothing,
    counts_people,
    find_counts,
    is_one_person,
    verb_role,
)
from dateline.what.numbers import Quantity, quantities
from dateline.wordlists import WordLists

REQUIRES = frozenset({"tokens", "sentences", "times", "events", "events.participants"})
ASSIGNS = "events.counts"

TYPES: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST"}),
    "injured": frozenset({"ASSAULT", "PROTEST"}),
    "arrested": frozenset({"COERCE", "ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "AID"}),
    "hostages": frozenset({"ASSAULT", "AID", "RETREAT"}),
    "participants": frozenset({"PROTEST", "MOBILIZE", "AID", "RETREAT", "CONSULT", "COOPERATE"}),
    "amount_usd": frozenset(
        {"AID", "AGREE", "SUPPORT", "COOPERATE", "REQUEST", "SANCTION", "MOBILIZE"}
    ),
}
"""Event types that can have a count of a role; preferred first where it matters."""

_HELD = frozenset({"arrested", "hostages", "displaced"})
"""Roles of those who are moved about; they take no part in what is done with them."""
_FEWEST = 3  # fewer participants are the parties themselves ("the two leaders")
_FEWEST_MEETING = 10
_FORCES = frozenset({"MIL", "COP", "UAF"})
_OVER, _BESIDE = 5, 3
"""Most edges of the tree between a sum and an event over it, or one beside it; two more edges for
the latter change nothing that is found, and find a fifth more that is wrong."""
_NEARER = {"SANCTION": 1, "AGREE": 2, "REQUEST": 2}
"""Types whose sums stand nearer by: what else is under them is told of others."""
_ACHIEVED = frozenset({"COOPERATE", "SUPPORT"})
"""Types whose sums are those that were reached: "trade that they aim to triple to 9 billion" has
not come to it."""
_DEEDS: dict[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT"}),
    "arrested": frozenset({"COERCE"}),
    "hostages": frozenset({"ASSAULT"}),
}
"""Types of events that are done to a person, by the role of that person."""


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
            others = [q for q in quantities(doc.tokens, sent, words) if q.span not in counted]
            for index, count in _of_triggers(doc, events, others, below, words):
                found.setdefault(index, []).append(count)
            for wording in events:
                if doc.events[wording.event].status not in _TOLD:
                    continue  # "threatened to kill the envoy" has killed nobody
                for count in _victims(doc, wording, below, words):
                    found.setdefault(wording.event, []).append(count)
        for best, count in _told_behind(doc, by_sentence, below, words):
            if all(count.role != other.role for other in found.get(best, ())):
                found.setdefault(best, []).append(count)
        return tuple(
            changed(event, counts=_one_each(found[i], event.sentence)) if i in found else event
            for i, event in enumerate(doc.events)
        )

    return annotate


# --- what a number counts -----------------------------------------------------------------------


_OUTCOMES = frozenset({"acl", "advcl"})
_TOLD = frozenset({"happened", "ongoing"})
"""Statuses of deeds whose one victim counts: all 155 labelled counts of one person have them."""


def _victims(
    doc: Document, wording: _Wording, below: Sequence[Sequence[int]], words: Words
) -> Iterator[Count]:
    """Yield counts of those, named or described one by one, to whom a wording is itself a deed, or
    has one as its outcome.

    "Police arrested the editor", "the assassination of Rafik Hariri", "ambushed and shot dead Ana
    Lima and Bo Lund", "a bomb exploded, killing the driver".
    """
    tokens = doc.tokens
    for i in wording.tokens:
        outcomes = [
            j for j in below[i] if tokens[j].xpos == "VBG" and base(tokens[j].deprel) in _OUTCOMES
        ]
        shared = [j for j in below[i] if _shares_object(tokens, j, below)]
        for verb in (i, *shared, *outcomes):
            if tokens[verb].upos == "NOUN":
                role = words.roles.get((tokens[verb].lemma, "NOUN", "of"))
            else:
                role = verb_role(tokens, verb, below, words, "object")
            if role is None or wording.event_type not in _DEEDS.get(role, ()):
                continue
            for j in _done_to(tokens, verb, below):
                persons = _single_persons(doc, j, words)
                if persons:
                    yield Count(role, persons, persons, (tokens[j].start, tokens[j].end))
                    break


def _done_to(tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]]) -> list[int]:
    """The words of those to whom something is done: of a noun its owner or what "of" adds; of a
    verb its object or passive subject, else that of a verb which "and" joins to it."""
    if tokens[i].upos == "NOUN":
        return [
            j
            for j in below[i]
            if tokens[j].deprel == "nmod:poss"
            or (base(tokens[j].deprel) == "nmod" and case_of(tokens, j, below) == "of")
        ]
    own = [j for j in below[i] if tokens[j].deprel in ("obj", "nsubj:pass")]
    if own:
        return own
    joined = [
        j for j in below[i] if tokens[j].deprel == "conj" and not _has_subject(tokens, j, below)
    ]
    if tokens[i].deprel == "conj" and not _has_subject(tokens, i, below):
        joined.append(tokens[i].head)
    return [
        j
        for verb in joined
        for j in below[verb]
        # "ambushed and shot dead a mayor"; "the driver was caught and killed"
        if (tokens[j].deprel == "obj" and j > i) or (tokens[j].deprel == "nsubj:pass" and j < i)
    ]


def _shares_object(tokens: Sequence[Token], i: int, below: Sequence[Sequence[int]]) -> bool:
    """Whether a verb that "and" joins to the one before has nothing of its own: "ambushed and shot
    dead a mayor", where the mayor hangs on the first."""
    verb = tokens[i].upos == "VERB" and tokens[i].deprel == "conj"
    own = {base(tokens[j].deprel) for j in below[i]} if verb else set()
    return verb and own.isdisjoint(("nsubj", "obj"))


def _has_subject(tokens: Sequence[Token], verb: int, below: Sequence[Sequence[int]]) -> bool:
    return any(base(tokens[j].deprel) == "nsubj" for j in below[verb])


def _single_persons(doc: Document, i: int, words: Words) -> int:
    """How many persons a word and what "and" joins to it name, each by itself; 0 where any of them
    is none, or several."""
    joined = [j for j in index_of(doc).below[i] if doc.tokens[j].deprel == "conj"]
    if all(is_one_person(doc, j, words) for j in (i, *joined)):
        return 1 + len(joined)
    return 0


def _told_behind(
    doc: Document,
    by_sentence: Mapping[int, Sequence[_Wording]],
    below: Sequence[Sequence[int]],
    words: Words,
) -> Iterator[tuple[int, Count]]:
    """Yield those hurt by an attack of whom the next sentence tells, with the attack: "Gunmen fired
    at a shop. Four people were wounded." The dead have an event of their own there."""
    for number, wordings in by_sentence.items():
        attacks = {w.event for w in wordings if w.event_type == "ASSAULT"}
        behind = number + 1
        if len(attacks) != 1 or behind >= len(doc.sentences):
            continue
        if any(w.event_type in TYPES["killed"] for w in by_sentence.get(behind, ())):
            continue
        attack = attacks.pop()
        if doc.events[attack].status not in _TOLD:
            continue
        for count, _ in find_counts(doc, doc.sentences[behind], below, words):
            if count.role == "injured":
                yield attack, count


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
    sentences = [sent.start for sent in doc.sentences]
    by_sentence: dict[int, list[_Wording]] = {}
    for index, event in enumerate(doc.events):
        for start, end in (event.trigger, *event.also):
            first = _first_at(starts, doc.tokens, start)
            last = first
            while last < len(starts) and starts[last] < end:
                last += 1
            number = bisect_right(sentences, start) - 1
            if number >= 0 and start < doc.sentences[number].end and last > first:
                wording = _Wording(index, event.event_type, range(first, last))
                by_sentence.setdefault(number, []).append(wording)
    return by_sentence


def _first_at(starts: Sequence[int], tokens: Sequence[Token], start: int) -> int:
    first = max(0, bisect_right(starts, start) - 1)
    return first if tokens and tokens[first].end > start else first + 1


def _nearest(
    doc: Document, events: Sequence[_Wording], role: str, at: int, high: int | None
) -> int | None:
    """The event that a count belongs to: the nearest in the tree that can have it; none where the
    word that says what it counts names an event that cannot ("expelled 60 diplomats")."""
    best: tuple[int, bool, int, int] | None = None
    up = [at, *ancestors(doc.tokens, at)]
    allowed = _DEEDS.get(role, TYPES[role]) if high == 1 else TYPES[role]
    here = [wording for wording in events if at in wording.tokens]
    if here and all(wording.event_type not in allowed for wording in here):
        return None
    for wording in events:
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


def _lives_in(tokens: Sequence[Token], node: int, words: Words) -> bool:
    """Whether a number tells how many live in a place."""
    above = tokens[tokens[node].head]
    return base(tokens[node].deprel) == "nmod" and above.lemma.lower() in words.lists.populated


def _of_triggers(
    doc: Document,
    events: Sequence[_Wording],
    others: Sequence[Quantity],
    below: Sequence[Sequence[int]],
    words: Words,
) -> Iterator[tuple[int, Count]]:
    """Yield participants and sums with their events; those whom "and" joins take part together:
    "900 soldiers and 50 doctors will return"."""
    joined: dict[tuple[int, int], Quantity] = {}
    for quantity in others:
        for index, count in _of_trigger(doc, events, quantity, below, words):
            if count.role != "participants":
                yield index, count
                continue
            key = index, first_joined(index_of(doc), quantity.node)
            first = joined.get(key)
            if first is not None:
                quantity = replace(
                    first,
                    low=first.low + quantity.low,
                    high=first.high + quantity.high,
                    span=(first.span[0], quantity.span[1]),
                )
            joined[key] = quantity
    for (index, _), quantity in joined.items():
        yield index, Count("participants", quantity.low, quantity.high, quantity.span)


def _of_trigger(
    doc: Document,
    events: Sequence[_Wording],
    quantity: Quantity,
    below: Sequence[Sequence[int]],
    words: Words,
) -> Iterator[tuple[int, Count]]:
    """Yield participants and sums that hang on a trigger, or that a trigger hangs on."""
    role = "amount_usd" if quantity.money else "participants"
    tokens = doc.tokens
    if not quantity.money and not _may_take_part(doc, quantity, words):
        return
    node = first_joined(index_of(doc), quantity.node)
    if tokens[node].text.lower() == "strong":
        node = tokens[node].head
    if quantity.money:
        event = _priced(tokens, node, events, below)
        if event is not None:
            yield event, Count(role, quantity.low, quantity.high, quantity.span)
        return
    for wording in events:
        if wording.event_type not in TYPES[role]:
            continue
        if wording.event_type in ("CONSULT", "PROTEST") and quantity.low < _FEWEST_MEETING:
            continue
        if _is_helped(doc.events[wording.event], quantity.span):
            continue
        if _is_out_of_it(tokens, node, quantity, wording, words.lists):
            continue
        whole = _whole(tokens, node, below)
        if any(_takes_part(tokens, n, i, below) for i in wording.tokens for n in whole):
            yield wording.event, Count(role, quantity.low, quantity.high, quantity.span)
            return


def _may_take_part(doc: Document, quantity: Quantity, words: Words) -> bool:
    """Whether a number counts people who may take part in something."""
    tokens, node = doc.tokens, quantity.node
    return not (
        quantity.low < _FEWEST
        or counts_nothing(doc, quantity.span)
        or not counts_people(tokens, quantity, words)
        or words.role_of_noun(tokens[node]) in _HELD  # "swapped 95 prisoners"
        or _lives_in(tokens, node, words)  # "a city of 2 million"
        or of_some(doc, quantity, words.lists)
    )


def _is_out_of_it(
    tokens: Sequence[Token], node: int, quantity: Quantity, wording: _Wording, lists: WordLists
) -> bool:
    """Whether those counted take no part in an event of its type, by the words around them."""
    if wording.event_type in ("CONSULT", "MOBILIZE", "RETREAT") and is_known(tokens, quantity):
        return True
    if wording.event_type == "CONSULT":
        return not meets(tokens, node, wording.tokens, lists)
    return wording.event_type == "AID" and is_helped(tokens, node, lists)


def _is_helped(event: EventMention, counted: Span) -> bool:
    """Whether those counted are acted upon: they take no part in it ("rescued 200 people"), unless
    they are the forces that are sent ("mobilized 10,000 soldiers")."""
    return any(
        party.start < counted[1] and counted[0] < party.end and not _FORCES & {*party.sectors}
        for party in event.recipients
    )


def _whole(tokens: Sequence[Token], node: int, below: Sequence[Sequence[int]]) -> list[int]:
    """A counted noun, and what it is all of: "a force of 6,000 soldiers"."""
    found = [node]
    for above in ancestors(tokens, node):
        last = found[-1]
        if base(tokens[last].deprel) != "nmod" or case_of(tokens, last, below) != "of":
            break
        found.append(above)
    return found


def _priced(
    tokens: Sequence[Token],
    node: int,
    events: Sequence[_Wording],
    below: Sequence[Sequence[int]],
) -> int | None:
    """The event that a sum belongs to: one over it in the tree, else one that stands beside it
    under the same verb ("trade reached 3 billion dollars"). Who is punished is so with a sum alone
    ("fined 500 dollars"), not for one ("jailed for embezzling 500 dollars")."""
    while base(tokens[node].deprel) == "appos":  # "200 yuan (25 dollars)"
        node = tokens[node].head
    fit = [wording for wording in events if wording.event_type in TYPES["amount_usd"]]
    up = [node, *ancestors(tokens, node)]
    if is_aim(tokens, node, below):
        fit = [wording for wording in fit if wording.event_type not in _ACHIEVED]
    if case_of(tokens, node, below) == "to":  # "demanded an increase to 90 dollars"
        fit = [wording for wording in fit if wording.event_type != "REQUEST"]
    for edges, i in enumerate(up[: _OVER + 1]):
        for wording in fit:
            if i in wording.tokens and edges <= _NEARER.get(wording.event_type, _OVER):
                return wording.event
    fit = [wording for wording in fit if wording.event_type not in _NEARER]
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
