"""Where a place lies that the gazetteer does not know: in the town that its name begins with, that
the text puts it in, or that stands near it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.data import Document
from dateline.syntax import base
from dateline.where.gazetteer import Place
from dateline.where.placenames import Find, Name, Words
from dateline.where.weights import KNOWN


def lend(
    names: Sequence[Name], doc: Document, words: Words, find: Find, home: Place | None = None
) -> None:
    """Give a name that the gazetteer does not know the town whose name it begins with ("Colchester
    Hospital"), or the town or region that the text puts it in; a street or building the town named
    last before it, or the next where it opens the report, else where the report is from."""
    towns = {n.text: n.chosen for n in names if n.chosen is not None and is_town(n.chosen)}
    states = {n.chosen.country for n in names if n.chosen is not None}
    last: Name | None = None
    following = _towns_after(names)
    acting = [token.start for token in doc.tokens if base(token.deprel) == "nsubj"]
    for i, name in enumerate(names):
        if name.chosen is not None:
            first = bisect_left(acting, name.start)
            acts = first < len(acting) and acting[first] < name.end  # "Beijing has expelled ..."
            last = name if is_town(name.chosen) and not acts else last
            continue
        if name.readings or not name.marked:
            continue
        parts = name.text.split()
        begins = [" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]
        inside = name.beside.chosen if name.beside is not None else None
        site = not words.sites.isdisjoint(part.lower() for part in (parts[0], *parts[-2:]))
        name.chosen = next((towns[b] for b in begins if b in towns), None)
        if name.chosen is None and inside is not None:
            name.chosen = inside if is_town(inside) or inside.kind == "region" else None
        if name.chosen is None and site:
            after = following[i]
            if last is not None and name.start - last.end < _NEAR:
                name.chosen = last.chosen
            elif last is None and after is not None and after.start - name.end < _NEAR:
                name.chosen = after.chosen
            else:
                known = (p for b in begins[-1:] for p, w in find(b) if w >= KNOWN)
                name.chosen = next((p for p in known if is_town(p) and p.country in states), home)


def _towns_after(names: Sequence[Name]) -> list[Name | None]:
    """For each name the next one that is a town."""
    found: list[Name | None] = []
    following: Name | None = None
    for name in reversed(names):
        found.append(following)
        if name.chosen is not None and is_town(name.chosen):
            following = name
    return found[::-1]


_NEAR = 600
"""Characters from a town to a street or building that may lie in it."""


def is_town(place: Place) -> bool:
    """Whether a place is a town or a part of one."""
    return place.precision in ("city", "district")
