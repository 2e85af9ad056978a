"""Who takes part with a state that "and" joins to another one: both.

"Norway brokered a truce between Peru and Chile", "on a trip to Berlin and Rome": the network may
see one of the two. Lists of three and more are one party anyway (``PartyScene.members``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.data import Participant
from dateline.syntax import Index, index_of
from dateline.what.party_features import Party
from dateline.what.party_scene import PartyScene


def beside(
    scene: PartyScene, found: Iterable[tuple[int, Party]]
) -> Iterator[tuple[int, tuple[Participant, ...]]]:
    """Of those who take part, with their sides, the states that are joined to one of them and take
    no part yet; with its side."""
    chosen = list(found)
    taken = {word.word for _, party in chosen for word in party.words}
    lands = frozenset[str]().union(*(party.countries for _, party in chosen))
    known = index_of(scene.doc)
    for side, party in chosen:
        other = _joined(known, party.best.word)
        if other is None or other in taken:
            continue
        if _land(scene, party.best.word) and (land := _land(scene, other)) and land not in lands:
            yield side, scene.people(other)


def _joined(known: Index, word: int) -> int | None:
    """The other one of two that "and" joins."""
    first = known.heads[word] if known.relations[word] == "conj" else word
    joined = [i for i in known.below[first] if known.relations[i] == "conj"]
    if len(joined) != 1 or word not in (first, *joined):
        return None
    if not any(known.lower[i] == "and" for i in known.below[joined[0]]):
        return None
    return joined[0] if word == first else first


def _land(scene: PartyScene, word: int) -> str | None:
    """The country that a word names by itself or by its capital."""
    token, reader = scene.tokens[word], scene.resolver.reader
    ref = reader.ref_at.get(word)
    if token.upos != "PROPN" or ref is None or ref.actor.kind != "state":
        return None
    return ref.countries[0] if len(ref.countries) == 1 else None
