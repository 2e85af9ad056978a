"""Which entity a pronoun means: the mention before it that a small linear model likes best.

    "The ministry moved troops to keep weapons from the militia. It also closed the border."

Each entity with a mention in the three sentences before is a candidate, by the mention that counts
for the pronoun. Weights come from ``dateline train pronouns``; what they weigh is what the field
has long found to tell (Lappin and Leass 1994; Denis and Baldridge 2008): distance, grammatical
role, depth, recency among the candidates, kind of entity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.embedded import MODEL
from dateline.linear import Group, Remembered, read_linear

FAMILIES = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "he"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
"""The pronouns of the third person, and the family that each is weighed with."""
NEAR = 3  # sentences over which a pronoun looks back
_DEEPEST, _LAST, _MANY = 5, 4, 6  # what lies beyond counts the same


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a pronoun may mean, and its mention that counts.

    ``kind`` of the entity; ``told``: what is known of it: "named"; "marked" (of "he" that its
    gender is known, of "it" that its actor is, of "they" that it is several); both or nothing;
    ``mentions``: how many it has. Of the mention: ``distance`` in sentences; ``relation`` in its
    tree; ``depth``: words above it; ``rank``: candidates whose mention is nearer; ``form``: its
    part of speech; ``same``: it is a pronoun of the family; ``governs``: the pronoun stands within
    its phrase; ``subject``: "above" where it is the subject of a clause that the pronoun's hangs
    on, "main" where it is that of its sentence, both or nothing.
    """

    kind: str
    told: tuple[str, ...]
    mentions: int
    distance: int
    relation: str
    depth: int
    rank: int
    form: str
    same: bool
    governs: bool
    subject: tuple[str, ...]


class Chooser:
    """Chooses what a pronoun means by weights of features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._remembered: Remembered[float] = Remembered(weights)

    def best(self, family: str, role: str, candidates: Sequence[Candidate]) -> int:
        """The number of the likeliest candidate, of equals the first."""
        scores = [self._remembered.weigh(groups(family, role, c), 0.0) for c in candidates]
        return max(range(len(scores)), key=lambda n: (scores[n], -n))


@lru_cache(maxsize=1)
def read_chooser() -> Chooser:
    """Read the embedded weights."""
    return Chooser(read_linear(MODEL / "pronouns.tsv").weights)


def groups(family: str, role: str, c: Candidate) -> list[Group]:
    """The features of a candidate, in groups; ``role``: the pronoun's relation."""
    return [
        (_by_place, family, c.distance, c.relation, min(c.rank, _LAST)),
        (_by_entity, family, c.kind, c.told, min(c.mentions, _MANY)),
        (_by_mention, family, role, c.relation, c.form, min(c.depth, _DEEPEST), c.same, c.governs),
        (_by_subject, family, role, c.distance, c.subject),
    ]


def _by_place(family: str, distance: int, relation: str, rank: int) -> Iterator[str]:
    yield f"{distance} back"
    yield f"{family}, {distance} back"
    yield relation
    yield f"{relation}, {distance} back"
    yield f"nearest {rank}"
    yield f"{family}, nearest {rank}"
    yield f"nearest {rank}, {distance} back"


def _by_entity(family: str, kind: str, told: tuple[str, ...], mentions: int) -> Iterator[str]:
    yield f"{family}, {kind}"
    yield f"mentions {mentions}"
    for fact in told:
        yield f"{family}, {fact}"


def _by_mention(
    family: str, role: str, relation: str, form: str, depth: int, *flags: bool
) -> Iterator[str]:
    same, governs = flags
    yield form
    yield f"depth {depth}"
    if governs:
        yield f"{role}, governed"
    if same:
        yield f"{family} again"
        yield f"again {relation}, {role}"


def _by_subject(family: str, role: str, distance: int, subject: tuple[str, ...]) -> Iterator[str]:
    for fact in subject:
        yield f"subject {fact}, {role}"
        yield f"subject {fact}, {distance} back"
        yield f"{family}, subject {fact}, {distance} back"
