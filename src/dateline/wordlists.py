"""Short lists of words that the rules ask for, by class (``knowledge/en/words.tsv``).

lists = read_word_lists(Knowledge())
"backed" in lists.joined          # "US-backed"
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge, Row

FILE = "en/words.tsv"


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words of each class; the head of the file says what each is for."""

    joined: frozenset[str]
    leaning: frozenset[str]
    mediating: frozenset[str]
    prefix: frozenset[str]
    origin: frozenset[str]
    body_title: frozenset[str]
    named_after: frozenset[str]
    currency: frozenset[str]
    outlet: frozenset[str]
    high_office: frozenset[str]
    before_others: frozenset[str]
    between_names: frozenset[str]
    posted: frozenset[str]
    crime: frozenset[str]
    scene: frozenset[str]
    former: frozenset[str]
    left_office: frozenset[str]
    outsider: frozenset[str]
    pair_noun: frozenset[str]
    pair_state: frozenset[str]
    pair_within: frozenset[str]
    foreign: frozenset[str]
    from_abroad: frozenset[str]
    of_no_state: frozenset[str]
    guest: frozenset[str]
    nation: frozenset[str]
    calling_on: frozenset[str]
    having_troops: frozenset[str]
    leading: frozenset[str]
    for_body: frozenset[str]
    some: frozenset[str]
    sole_office: frozenset[str]
    world_office: frozenset[str]
    opposed: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    firm: frozenset[str]
    no_body: frozenset[str]
    called_party: frozenset[str]
    called_armed: frozenset[str]
    called_media: frozenset[str]
    other_office: frozenset[str]
    small: frozenset[str]
    unit: frozenset[str]
    amount: frozenset[str]
    money: frozenset[str]
    number_noun: frozenset[str]
    collective: frozenset[str]
    hedge: frozenset[str]
    being: frozenset[str]
    linking: frozenset[str]
    populated: frozenset[str]
    rest: frozenset[str]
    priced: frozenset[str]
    attending: frozenset[str]
    helping: frozenset[str]
    part_of: frozenset[str]
    rate: frozenset[str]
    jailing: frozenset[str]
    nobody: frozenset[str]
    share: frozenset[str]
    no_agreement: frozenset[str]
    short_of: frozenset[str]
    believed: frozenset[str]
    announced: frozenset[str]
    acquitting: frozenset[str]
    getting: frozenset[str]
    momentary: frozenset[str]
    asking: frozenset[str]
    guarding: frozenset[str]
    resuming: frozenset[str]
    beginning: frozenset[str]
    chance: frozenset[str]
    condition: frozenset[str]
    modal_will: frozenset[str]
    modal_would: frozenset[str]
    modal_may: frozenset[str]
    modal_must: frozenset[str]
    both_ways: frozenset[str]
    dying: frozenset[str]
    sending: frozenset[str]
    denying: frozenset[str]
    anybody: frozenset[str]
    of_many: frozenset[str]
    pleading: frozenset[str]
    pair: frozenset[str]
    trio: frozenset[str]
    arriving: frozenset[str]
    releasing: frozenset[str]
    holding: frozenset[str]
    judging: frozenset[str]
    rebutting: frozenset[str]
    charge: frozenset[str]
    munition: frozenset[str]
    firing: frozenset[str]
    finding: frozenset[str]
    classifier: frozenset[str]
    acted: frozenset[str]
    acted_out: frozenset[str]
    mishap: frozenset[str]
    warning: frozenset[str]
    threatened: frozenset[str]
    strife: frozenset[str]
    refusing: frozenset[str]
    silent: frozenset[str]
    filling: frozenset[str]
    remembering: frozenset[str]
    peacekeeping: frozenset[str]
    joint: frozenset[str]
    joining: frozenset[str]
    peaceful: frozenset[str]
    forgoing: frozenset[str]
    by_force: frozenset[str]
    ousting: frozenset[str]
    arms: frozenset[str]
    one_more: frozenset[str]
    anew: frozenset[str]
    before_this: frozenset[str]
    clause_word: frozenset[str]
    circumstance: frozenset[str]
    weekday: frozenset[str]
    only: frozenset[str]
    calling: frozenset[str]
    informing: frozenset[str]
    press: frozenset[str]
    occasion: frozenset[str]
    airing: frozenset[str]
    statement: frozenset[str]
    no_person: frozenset[str]
    news_word: frozenset[str]
    issued: frozenset[str]
    edition: frozenset[str]
    writer: frozenset[str]
    light_claim: frozenset[str]
    going_on: frozenset[str]
    function_word: frozenset[str]
    spokesman: frozenset[str]


CLASSES = tuple(each.name for each in fields(WordLists))


@lru_cache(maxsize=2)
def read_word_lists(knowledge: Knowledge) -> WordLists:
    """Read the lists. Raises ``KnowledgeError`` for a wrong row, or a class without words."""
    found: dict[str, frozenset[str]] = {}
    for row in knowledge.rows(FILE):
        name, words = read_row(row)
        found[name] = found.get(name, frozenset()).union(words)
    missing = [name for name in CLASSES if name not in found]
    if missing:
        raise KnowledgeError(f"no words of class {', '.join(missing)}", path=FILE)
    return WordLists(**found)


def read_row(row: Row) -> tuple[str, tuple[str, ...]]:
    """Read a row: a class and words of it. Raises ``KnowledgeError`` where it is wrong."""
    name, text = row.need("class", CLASSES), row.need("words")
    words = row.many("words")
    if text != text.lower():
        raise row.error(f"words {text!r} are not in lower case")
    return name, words
