"""Capitals that a report calls by that word: "talks in the Turkish capital", "in the capital".

Which town is meant is read off the state named with the word, or else off the state that the
report is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceMention
from dateline.syntax import index_of
from dateline.where.gazetteer import Gazetteer, Place

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

STATES = "en/countries.tsv"
_DEFINITE = frozenset({"the", "its", "their", "his", "her"})
_BESIDE = frozenset({"amod", "compound", "nmod"})
_GAP = 2
"""Characters from the word to a name that it stands with: "the capital, Ankara"."""


def read_capitals(knowledge: Knowledge) -> dict[str, Place]:
    """The capital of each state, by the state's code: the first of its seats that the gazetteer has
    as one; Chile, Israel and a few others have none there."""
    gazetteer, found = Gazetteer.open(knowledge), dict[str, Place]()
    for row in knowledge.rows(STATES):
        code = row.get("code")
        if code is None or code in found:
            continue
        for seat in row.many("seats"):
            place = next((p for p in gazetteer.find(seat) if p.kind == "capital"), None)
            if place is not None:
                found[code] = place
                break
    return found


def capitals_in(
    doc: Document, capitals: Mapping[str, Place], others: frozenset[str], around: str | None
) -> list[PlaceMention]:
    """The places where a report speaks of a capital without its name.

    ``others``: words beside "capital" that make it another one ("the provincial capital");
    ``around``: the state whose capital "the capital" is.
    """
    known, found = index_of(doc), list[PlaceMention]()
    if "capital" not in known.lower:
        return found
    states = [p for p in doc.places if p.precision == "country"]
    starts = [p.start for p in states]
    called: dict[int | None, str] = {
        p.geonameid: p.text for p in doc.named_places if p.geonameid is not None
    }
    for i, word in enumerate(known.lower):
        if word != "capital" or known.upos[i] != "NOUN" or _is_named(doc, i):
            continue
        beside = [j for j in known.below[i] if known.relations[j] in _BESIDE]
        if any(known.lower[j] in others for j in beside):
            continue
        owner = _state_among(doc, beside, states, starts)
        if owner is None and not _is_bare(doc, i):
            continue
        code = owner.country if owner is not None else around
        place = capitals.get(code) if code is not None else None
        if place is None:
            continue
        token = doc.tokens[i]
        start = token.start if owner is None else min(owner.start, token.start)
        end = token.end if owner is None else max(owner.end, token.end)
        name = called.get(place.geonameid, place.name)
        mention = PlaceMention(
            start, end, name, name, place.lat, place.lon, code, place.geonameid, "city"
        )
        found.append(mention)
    return found


def state_of(doc: Document) -> str | None:
    """The state that a report names most, by name or adjective."""
    counts = Counter(p.country for p in doc.places if p.country)
    return counts.most_common(1)[0][0] if counts else None


def _is_named(doc: Document, i: int) -> bool:
    """Whether a name stands with the word: "the capital Ankara", "Ankara, the capital"."""
    known, tokens = index_of(doc), doc.tokens
    if known.relations[i] == "appos":
        return True
    return any(
        tokens[j].text[0].isupper()
        and tokens[j].start - tokens[i].end <= _GAP
        and known.sentence_of[j] == known.sentence_of[i]
        for j in range(i + 1, min(i + 3, len(tokens)))
    )


def _is_bare(doc: Document, i: int) -> bool:
    """Whether the word stands as a place of its own: "in the capital", "the capital's streets",
    not "the rebel capital"."""
    known = index_of(doc)
    below = known.below[i]
    definite = any(known.lower[j] in _DEFINITE for j in below if j < i)
    other = any(known.upos[j] == "PROPN" or known.relations[j] == "compound" for j in below)
    return definite and not other


def _state_among(
    doc: Document, words: Sequence[int], states: Sequence[PlaceMention], starts: Sequence[int]
) -> PlaceMention | None:
    """The first state that one of some words names, or points to by its adjective; ``starts`` are
    those of all states that the report names."""
    for j in words:
        start = doc.tokens[j].start
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < states[at].end:
            return states[at]
    return None
