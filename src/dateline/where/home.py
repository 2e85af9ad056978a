"""Where a report comes from: the agency's line at its head, and the places in its outlet's name."""

from __future__ import annotations

from dateline.data import Document
from dateline.where.gazetteer import Place, normal
from dateline.where.masthead import place_line
from dateline.where.placenames import Find, Name, Words, by_weight
from dateline.where.resolving import after_bonus
from dateline.where.weights import KNOWN


def home_of(doc: Document, find: Find) -> tuple[Place | None, Place | None]:
    """The place of the agency's line at the head of the text, and the region that the line puts it
    in, unless both have one name ("NEW YORK, N.Y.")."""
    above = doc.masthead
    if above is not None and above.town:
        town, land = above.town, above.land
    else:
        line = place_line(doc.report.dateline or doc.text)
        if line is None:
            return None, None
        town, land = line.town, line.land
    readings, states = find(town.title()), list[tuple[Place, float]]()
    if land:
        states = [(p, w) for p, w in find(land) if p.precision in ("country", "region")]
        within = [(p, w) for p, w in readings if after_bonus(states, p)]
        readings = within or readings
    best, around = (max(some, key=by_weight)[0] if some else None for some in (readings, states))
    if around is None or around.precision != "region" or (best and best.name == around.name):
        return best, None
    return best, around


def outlet_of(publisher: str | None, words: Words, find: Find) -> list[Name]:
    """The places in the name of the outlet, which speak for where it is at home; twice, as it is
    seldom another town than the readers' own."""
    parts, found, i = (publisher or "").split()[:8], list[Name](), 0
    while i < len(parts):
        for width in (3, 2, 1):
            text = " ".join(parts[i : i + width])
            if text in words.not_places or text in words.outlets or not text[0].isupper():
                continue
            readings = [
                (p, w) for p, w in find(text) if w >= KNOWN and normal(p.name) == normal(text)
            ]
            if readings:
                found += [Name(0, 0, text, None, False, readings)] * 2
                i += width - 1
                break
        i += 1
    return found
