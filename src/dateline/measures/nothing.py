"""False events where nothing happened: paragraphs of sport, weather, markets … without any event
of politics, each read as a report of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.evaluation.figures import Figure, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, same_list

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = None
from_line = same_list


def from_document(doc: Document, item: Item) -> Json:
    """The types of the events found, all of them false, and the number of sentences read."""
    return {
        "events": [event.event_type for event in doc.events],
        "sentences": len(doc.sentences),
    }


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    if not isinstance(pred, dict) or not {"events", "sentences"} <= pred.keys():
        raise ValueError(f"an object with events and sentences is expected, not {pred!r}")
    if type(pred["sentences"]) is not int or pred["sentences"] < 0:
        raise ValueError(f"a number of sentences is expected, not {pred['sentences']!r}")


def score(pairs: Iterable[Pair]) -> Figures:
    """False events per 1,000 sentences: of all paragraphs, by kind, and which types they have.

    A paragraph without a prediction has no event and counts no sentence.
    """
    read: Counter[str] = Counter()
    found: Counter[str] = Counter()
    types: Counter[str] = Counter()
    paragraphs = clean = 0
    for item, pred in pairs:
        if pred is None:
            continue
        kind = str(item.line.get("kind", "other"))
        paragraphs += 1
        clean += not pred["events"]
        read[kind] += pred["sentences"]
        found[kind] += len(pred["events"])
        types.update(pred["events"])
    by_kind: dict[str, Figure] = {kind: _rate(found[kind], read[kind]) for kind in sorted(read)}
    by_type: dict[str, Figure] = {name: types[name] for name in sorted(types)}
    return {
        "per 1,000 sentences": _rate(found.total(), read.total()),
        "paragraphs left empty": percent(clean, paragraphs),
        "n": {
            "paragraphs": paragraphs, "sentences": read.total(), "false events": found.total(),
        },
        "per 1,000 sentences by kind": by_kind,
        "false events by type": by_type,
    }  # fmt: skip


def _rate(events: int, sentences: int) -> float:
    return 1000 * events / sentences if sentences else 0.0
