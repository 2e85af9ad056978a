"""Whom "both sides" means: the two that were last said to fight, meet or agree.

"The army and the RSF fought in Omdurman. ... The UN urged both sides to stop": where one of the two
is an army, rebels, police or a party, or both are named states, the nearest pair before is taken;
other pairs are read by the countries that a report names (``who/several.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dateline.data import Participant
from dateline.syntax import Index, has_case, index_of
from dateline.what.frames import NOUNS
from dateline.what.party_scene import PartyScene

BACK = 3
"""Sentences before in which a pair is looked for."""
_NO_STATE = frozenset(
    {"REB", "UAF", "PTY", "OPP", "CRM", "PRM", "CVL", "MIL", "COP", "LAB", "SOC", "SEP"}
)
"""Sectors of which one side has one at least."""


def both(scene: PartyScene, word: int) -> tuple[Participant, Participant] | None:
    """The two that "both sides" means whose noun is a word; ``None`` for any other noun, or where
    the pair named last is one of states, or none is named."""
    known, lists = index_of(scene.doc), scene.resolver.reader.lists
    if (
        known.lemmas[word] not in lists.side
        or not any(known.lower[i] in lists.both for i in (*known.below[word], max(word - 1, 0)))
        or any(known.relations[i] == "appos" for i in known.below[word])
    ):
        return None
    own = scene.sentence_of[word]
    for number in range(own, max(own - BACK, 0) - 1, -1):
        sent = scene.doc.sentences[number]
        end = word if number == own else sent.end_token
        for one, other in reversed(list(_pairs(known, range(sent.start_token, end), lists.mutual))):
            if not (_is_somebody(scene, one) and _is_somebody(scene, other)):
                continue
            first, second = scene.people(one), scene.people(other)
            if len(first) == len(second) == 1 and _are_two(first[0], second[0]):
                pair = first[0], second[0]
                sides = {*pair[0].sectors, *pair[1].sectors}
                states = all(p.entity is not None and p.entity == p.country for p in pair)
                return pair if states or not _NO_STATE.isdisjoint(sides) else None
    return None


def _is_somebody(scene: PartyScene, word: int) -> bool:
    """Whether a noun names or describes a party: no "issues and concerns", no "drones"."""
    reader = scene.resolver.reader
    weapon = reader.tokens[word].lemma.lower() in reader.lists.munition
    return not weapon and reader.is_somebody(word)


def _are_two(one: Participant, other: Participant) -> bool:
    """Whether two parties may stand against each other: they differ, and not by their name alone
    where both are people of one kind ("doctors and nurses")."""
    if not (one.sectors and other.sectors) or (one.name, one.country) == (
        other.name,
        other.country,
    ):
        return False
    return one.sectors != other.sectors or one.country != other.country or bool(one.entity)


def _pairs(
    known: Index, words: Sequence[int], mutual: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Two nominals that "and" joins, who do something to each other or between whom it is."""
    for word in words:
        if known.upos[word] not in NOUNS:
            continue
        first = known.heads[word]
        if known.relations[word] == "conj" and known.upos[first] in NOUNS:
            joined = [i for i in known.below[first] if known.relations[i] == "conj"]
            if (
                joined == [word]
                and any(known.lower[i] == "and" for i in known.below[word])
                and (
                    has_case(known, first, ("between",))
                    or (
                        known.tokens[first].deprel == "nsubj"
                        and known.lemmas[known.heads[first]] in mutual
                    )
                )
            ):
                yield first, word
