"""Events of a sentence: type with the countries of both sides, counted as a bag per item.

The sets are coded in PLOVER's sense, without status: ours is folded into the type. They are coded
for one event an item, too, so that everything else a sentence tells counts as wrong;
``main_from_document`` gives the one event that the main clause is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists
from dateline.evaluation.spans import check_span
from dateline.measures.type import OLD_NAMES
from dateline.what.plover import RECIPROCAL, fold
from dateline.what.roles import head_word, upwards

if TYPE_CHECKING:
    from dateline.data import Document, EventMention

LAYER = "events"
STEP = 0.3
"""What a step below the root takes from an event's confidence: chosen on PLV's training sentences,
where the type of the main event so found is right for 63 %, that of the surest for 58 %."""
Key = tuple[str | None, frozenset[str], frozenset[str]]


def from_document(doc: Document, item: Item) -> list[Json]:
    """The events of a document, their status folded into their type."""
    return [form for event in doc.events for form in _forms(event)]


def main_from_document(doc: Document, item: Item) -> list[Json]:
    """The main event of a document alone; none where it has none, or folds into nothing."""
    if not doc.events:
        return []
    return _forms(max(doc.events, key=lambda event: _weight(doc, event)))


def _weight(doc: Document, event: EventMention) -> tuple[float, int]:
    """How much an event is what its sentence is about: sure, and not far below the root of the
    sentence. Of equals the first."""
    word = head_word(doc, *event.trigger)
    depth = 0 if word is None else len(upwards(doc.tokens, word)) - 1
    return (event.confidence or 0.0) - STEP * depth, -event.trigger[0]


def _forms(event: EventMention) -> list[Json]:
    kind = fold(event.event_type, event.status)
    if kind is None:
        return []
    return [
        {
            "type": kind,
            "actors": [{"country": p.country} for p in event.actors],
            "recipients": [{"country": p.country} for p in event.recipients],
        }
    ]


def from_line(layer: Json) -> list[Json]:
    """The events of a JSON line; folded where they have a status of ours."""
    found = []
    for e in layer:
        kind = e.get("event_type")
        if kind is not None and e.get("status") is not None:
            kind = fold(kind, e["status"])
            if kind is None:
                continue
        found.append({"type": kind, "actors": e.get("actors"), "recipients": e.get("recipients")})
    return found


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if not isinstance(pred, list):
        raise ValueError(f"a list is expected, not {type(pred).__name__}")
    for p in pred:
        if not isinstance(p, dict) or not ("type" in p or "cameo" in p):
            raise ValueError(f"an event with a type or a cameo code is expected, not {p!r}")
        for party in (*(p.get("actors") or ()), *(p.get("recipients") or ())):
            if not isinstance(party, (str, dict)):
                raise ValueError(f"a participant must be an object or a code, not {party!r}")
            if isinstance(party, dict) and "start" in party and "end" in party:
                check_span(party["start"], party["end"], size)


def _countries(side: Json) -> frozenset[str]:
    codes = (p if isinstance(p, str) else p.get("country") for p in side or ())
    return frozenset(str(code).upper() for code in codes if code)


def _label(event: Json, level: str) -> str | None:
    if level == "type":
        name = event.get("type")
        return OLD_NAMES.get(str(name).upper(), str(name).upper()) if name else None
    code = event.get("cameo")
    return (str(code)[:2] if level == "cameo root" else str(code)) if code else None


def _key(event: Json, level: str) -> Key:
    """Label, actors and recipients; several actors without a recipient act upon each other."""
    actors, recipients = _countries(event.get("actors")), _countries(event.get("recipients"))
    if not recipients and len(actors) > 1:
        recipients = actors
    return _label(event, level), actors, recipients


def _undirected(key: Key) -> object:
    label, actors, recipients = key
    return (label, actors | recipients) if label in RECIPROCAL else key


def _dyads(key: Key) -> set[tuple[str | None, str | None, str | None]]:
    label, actors, recipients = key
    if actors == recipients and len(actors) > 1:
        return {(label, a, b) for a in actors for b in actors if a != b}
    nobody = (None,)
    return {(label, a, b) for a in actors or nobody for b in recipients or nobody}


VIEWS: tuple[tuple[str, Callable[[Key], object]], ...] = (
    (" only", lambda key: key[0]),
    (" + actor and recipient countries", lambda key: key),
)


def score(pairs: Iterable[Pair]) -> Figures:
    """Type alone, with countries, with mutual types undirected, and as pairs of countries."""
    items = list(lists(pairs))
    levels = ["type"]
    if any(e.get("cameo") for item, _ in items for e in item.gold):
        levels += ["cameo root", "cameo"]
    counts: dict[str, Counter[str]] = {}
    empty = left_empty = 0
    for item, pred in items:
        if not item.gold:
            empty += 1
            left_empty += not pred
        for level in levels:
            gold_keys = [k for k in (_key(e, level) for e in item.gold) if k[0]]
            pred_keys = [k for k in (_key(e, level) for e in pred) if k[0]]
            views = VIEWS
            if level == "type":
                views = (*VIEWS, (" + countries, mutual types undirected", _undirected))
            for name, view in views:
                _add(
                    counts.setdefault(level + name, Counter()),
                    Counter(map(view, gold_keys)),
                    Counter(map(view, pred_keys)),
                )
            _add(
                counts.setdefault(f"{level} + country pairs", Counter()),
                Counter(set().union(*map(_dyads, gold_keys))),
                Counter(set().union(*map(_dyads, pred_keys))),
            )
    figures: Figures = {name: PRF(c["tp"], c["pred"], c["gold"]) for name, c in counts.items()}
    if empty:
        figures["items without any event"] = {
            "n": empty,
            "left empty": percent(left_empty, empty),
        }
    return figures


def _add(counts: Counter[str], gold: Counter[object], pred: Counter[object]) -> None:
    counts["tp"] += (gold & pred).total()
    counts["pred"] += pred.total()
    counts["gold"] += gold.total()
