"""Reads gold items and predictions from files; makes reports of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dateline.data import Report
from dateline.errors import ReportError
from dateline.evaluation.items import Item, Json, Pair
from dateline.evaluation.labels import join, paragraphs, twice
from dateline.evaluation.measuring import measure_for

UNDATED = dt.date(2000, 1, 1)
"""Day of publication of a gold item that has none; its relative times cannot be scored."""


def read_gold(path: Path) -> list[Item]:
    """Read the items of a gold file; of a report that two readers labelled (``reader``) the first
    reading.

    Raises ``ReportError`` with file and line for a line that is none, or an id given twice.
    """
    return _items(path, _lines(path))


def read_paragraphs(path: Path, corpora: Path) -> list[Item]:
    """Read the stand-off paragraphs of ``labels/nothing.jsonl``; ``corpora`` has their reports.

    Raises ``ReportError`` where none of the reports is there.
    """
    return _with_texts(path, paragraphs(path, corpora), corpora)


def is_stand_off(path: Path) -> bool:
    """Whether a gold file is one of our label files: checksums of its reports, and no text."""
    _, first = next(_lines(path), (0, {}))
    return "sha256" in first and "text" not in first


def read_labels(path: Path, corpora: Path) -> list[Item]:
    """Read stand-off labels whose reports stand in ``corpora``.

    Raises ``ReportError`` where none of the reports is there.
    """
    return _with_texts(path, join(path, corpora), corpora)


def _with_texts(path: Path, lines: Iterable[Json], corpora: Path) -> list[Item]:
    found = _items(path, enumerate(lines, 1))
    if not found:
        raise ReportError(f"its reports are not in {corpora}", path=str(path))
    return found


def read_twice(path: Path, corpora: Path) -> list[Pair]:
    """Pair the two readings of the reports that were labelled twice: first as gold, second as
    prediction. Raises ``ReportError`` where there is none."""
    both = list(twice(path, corpora))
    items = _items(path, enumerate((item for item, _ in both), 1))
    if not items:
        raise ReportError("no report in it was read twice", path=str(path))
    return [(item, second) for item, (_, second) in zip(items, both, strict=True)]


def read_predictions(task: str, items: Sequence[Item], path: Path) -> list[Pair]:
    """Read predictions for gold items: lines of ``{"id", "pred"}``, or of ``dateline read``.

    Raises ``ReportError`` with file and line for an id that is unknown or given twice, and for
    a prediction that cannot be scored.
    """
    measure = measure_for(task)
    by_id = {item.id: item for item in items}
    found: dict[str, Json] = {}
    for number, value in _lines(path):
        item = by_id.get(value["id"])
        if item is None or item.id in found:
            fault = "unknown" if item is None else "given twice"
            raise ReportError(f"id {value['id']!r} is {fault}", path=str(path), line=number)
        try:
            if "pred" in value:
                pred = value["pred"]
            elif measure.LAYER in value:
                pred = measure.from_line(value[measure.LAYER])
            else:
                raise ValueError(f'"pred"{f" or {measure.LAYER!r}" * bool(measure.LAYER)} missing')
            measure.check(pred, len(item.text))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ReportError(str(error), path=str(path), line=number) from error
        found[item.id] = pred
    return [(item, found.get(item.id)) for item in items]


def _lines(path: Path) -> Iterator[tuple[int, Json]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise ReportError("no such file", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(str(error), path=str(path)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise ReportError(f"not JSON: {error}", path=str(path), line=number) from error
        if not isinstance(value, dict) or "id" not in value:
            raise ReportError('an object with an "id" is expected', path=str(path), line=number)
        yield number, value


def _items(path: Path, lines: Iterable[tuple[int, Json]]) -> list[Item]:
    items: dict[str, Item] = {}
    readers: dict[str, list[Json]] = {}
    for number, value in lines:
        if "text" not in value or "gold" not in value:
            raise ReportError('"text" and "gold" are expected', path=str(path), line=number)
        before = readers.setdefault(value["id"], [])
        if value.get("reader") in before:
            raise ReportError(f"id {value['id']!r} given twice", path=str(path), line=number)
        if not before:
            items[value["id"]] = Item.of(value)
        before.append(value.get("reader"))
    return list(items.values())


def report_of(item: Item) -> Report:
    """Make the report of a gold item."""
    return Report(item.id, item.text, _day(item.published), title=item.title)


def report_in(line: Mapping[str, Json]) -> Report:
    """Make the report of a line of labels, whatever is labelled in it."""
    return Report(line["id"], line["text"], _day(line.get("published")), title=line.get("title"))


def _day(published: str | None) -> dt.date:
    return dt.date.fromisoformat(published[:10]) if published else UNDATED
