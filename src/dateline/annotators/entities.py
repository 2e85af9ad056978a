"""Entities: which names, descriptions and pronouns of a report mean the same person or party.

    "Bashar al-Assad ... the Syrian president ... Assad ... his government"

Read from left to right (``who/grouping.py``): a name joins the entity of the same name, of its full
form or of its long form; a known name joins the entity of its actor; an apposition or a title joins
what it describes; "the president", "the rebels" join the nearest entity of that role whose country
does not contradict, and "the company", "the city" the nearest entity of that kind
(``who/descriptions.py``); what "he", "it" and "they" mean is learned (``who/third_person.py``); "I"
joins who speaks (``who/first_person.py``). Country and sectors come from ``who/judging.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.data import Document, Entity
from dateline.knowledge import Knowledge
from dateline.who.entity_words import read_words
from dateline.who.grouping import find_groups
from dateline.who.groups import Group
from dateline.who.judging import Judge, read_judge
from dateline.who.phrases import Phrase
from dateline.who.reading import read_actors
from dateline.who.whose import Reader, read

REQUIRES = frozenset({"tokens", "sentences", "names", "places"})
ASSIGNS = "entities"


def load(knowledge: Knowledge) -> Callable[[Document], tuple[Entity, ...]]:
    """Read the knowledge base and the models; give the function that finds entities."""
    actors, judge = read_actors(knowledge), read_judge()
    words = read_words(knowledge)

    def annotate(doc: Document) -> tuple[Entity, ...]:
        reader = read(doc, actors)
        groups = find_groups(reader, words)
        reader.take([group.heads for group in groups])
        owners = {head: group for group in groups for head in group.heads}
        return tuple(_entity(reader, group, judge, owners) for group in groups)

    return annotate


def _entity(reader: Reader, group: Group, judge: Judge, owners: Mapping[int, Group]) -> Entity:
    shown = group.speaker or group
    phrase = judge.fullest(reader, shown.heads)
    country = judge.country(reader, phrase, shown.heads)
    sectors = judge.sectors(reader, phrase, shown.heads, country)
    name = shown.actor.name if shown.actor is not None else _name(reader, shown, phrase, owners)
    spans = sorted({_mention_span(reader, head) for head in group.heads})
    return Entity(
        tuple(spans), name, group.kind, country, sectors,
        group.actor.id if group.actor is not None else None,
    )  # fmt: skip


def _name(reader: Reader, group: Group, phrase: Phrase, owners: Mapping[int, Group]) -> str:
    """The fullest name, else the fullest description: "Lima's government" for "her government"
    where it is told whose that is."""
    if group.names:
        return max(group.names, key=lambda n: (len(n.split()), len(n)))
    start, end = reader.span(phrase)
    first, owner = reader.tokens[phrase.first], owners.get(phrase.first)
    if owner is not None and first.start == start and first.upos == "PRON":
        whose = owner.actor.name if owner.actor else max(owner.names, key=len, default="")
        if whose and first.deprel == "nmod:poss":
            return f"{whose}'s{reader.doc.text[first.end : end]}"
    return reader.doc.text[start:end]


def _mention_span(reader: Reader, head: int) -> tuple[int, int]:
    if reader.tokens[head].upos == "PRON":
        return reader.tokens[head].start, reader.tokens[head].end
    return reader.span(reader.phrase(head))
