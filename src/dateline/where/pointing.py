"""Words that point to a place without naming where something is: adjectives of states and
continents ("the Syrian town"), places inside other names ("the University of Mississippi")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.data import Document, PlaceUse, Token
from dateline.where.gazetteer import Place
from dateline.where.placenames import FILE, Find, Name, by_weight
from dateline.where.states import FILE as STATES

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge


def read_belonging(knowledge: Knowledge, find: Find) -> dict[str, Place]:
    """Adjectives of states and of continents, with the place that each points to."""
    found: dict[str, Place] = {}
    for row in knowledge.rows(STATES):
        if row.get("code") is None or row.need("id") != row.get("code"):
            continue
        readings = [p for p, _ in find(row.need("name")) if p.precision == "country"]
        for word in row.many("adjectives") if readings else ():
            found.setdefault(word, readings[0])
    for word, name in knowledge.toml(FILE)["adjectives"].items():
        found[word] = find(name)[0][0]
    return found


def pointing(
    doc: Document, names: Sequence[Name], belonging: Mapping[str, Place], find: Find
) -> list[Name]:
    """The adjectives of states and continents, and the places inside names of something else."""
    taken = {name.start for name in names}
    named = {name.text: name.chosen for name in names if name.chosen is not None}
    found: list[Name] = []
    tokens, i = doc.tokens, 0
    parts = _inside_names(doc)
    while i < len(tokens):
        width, place = _adjective_at(tokens, i, belonging)
        use: PlaceUse = "adjective"
        if place is None and i in parts:
            width, place = _part_at(doc, i, parts[i], named, find)
            use = "part"
        if place is None or tokens[i].start in taken:
            i += 1
            continue
        start, end = tokens[i].start, tokens[i + width - 1].end
        if not any(name.start < end and start < name.end for name in names):
            text = doc.text[start:end]
            found.append(Name(start, end, text, None, True, (), use, place))
        i += width
    return found


def _adjective_at(
    tokens: Sequence[Token], i: int, belonging: Mapping[str, Place]
) -> tuple[int, Place | None]:
    """The adjective of one or two words that begins at a token: how many, and its place."""
    token = tokens[i]
    if not token.text[0].isupper():
        return 1, None
    if i + 1 < len(tokens):
        two = belonging.get(f"{token.text} {tokens[i + 1].text}")
        if two is not None:
            return 2, two
    return 1, belonging.get(token.text)


def _inside_names(doc: Document) -> dict[int, int]:
    """The tokens inside names of organisations and people, with the token behind the name."""
    starts = [token.start for token in doc.tokens]
    found = {}
    for mention in doc.names:
        if mention.type == "ORG":
            last = bisect_left(starts, mention.end)
            for i in range(bisect_left(starts, mention.start), last):
                found[i] = last
    return found


def _part_at(
    doc: Document, i: int, last: int, named: Mapping[str, Place], find: Find
) -> tuple[int, Place | None]:
    """The place whose name begins at a token inside another name: one that the report names
    elsewhere, or one that nearly everybody knows."""
    for width in range(min(3, last - i), 0, -1):
        start, end = doc.tokens[i].start, doc.tokens[i + width - 1].end
        text = doc.text[start:end]
        if not text[0].isupper():
            continue
        if text in named:
            return width, named[text]
        if text.isupper() and len(text) < 4:
            continue
        readings = find(text)
        if readings:
            place, weight = max(readings, key=by_weight)
            if weight >= _FAMOUS:
                return width, place
    return 1, None


_FAMOUS = 7.2
"""The weight from which a place is known by its bare name anywhere."""
