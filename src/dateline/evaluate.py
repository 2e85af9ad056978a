"""Predicted against gold: runs the pipeline over a gold file, or reads a prediction file, and
scores a layer with its measure (one file per task in ``measures/``).

    gold file → items ┐
                      ├→ measure.score → figures → table or JSON
    pipeline or file ─┘
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from dateline import plugins
from dateline.data import Document, Report, Span
from dateline.errors import ReportError
from dateline.measures import articles, factuality, language
from dateline.measures import type as type_
from dateline.measures._common import PRF, Figure, Figures, Item, Json, Pair, pick

UNDATED = dt.date(2000, 1, 1)
"""Day of publication of a gold item that has none; its relative times cannot be scored."""

Coder = Callable[[Iterable[Report]], Iterator[Document]]


def tasks() -> list[str]:
    """List the names of the tasks."""
    return plugins.names("measures")


def measure_for(task: str) -> ModuleType:
    """Find the measure of a task. Raises ``PipelineError`` that lists the tasks there are."""
    return plugins.find("measures", task)


# --- reading ------------------------------------------------------------------------------------


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
    from dateline.train.labels import paragraphs

    found = _items(path, enumerate(paragraphs(path, corpora), 1))
    if not found:
        raise ReportError(f"its reports are not in {corpora}", path=str(path))
    return found


def is_stand_off(path: Path) -> bool:
    """Whether a gold file is one of our label files: checksums of its reports, and no text."""
    _, first = next(_lines(path), (0, {}))
    return "sha256" in first and "text" not in first


def read_labels(path: Path, corpora: Path) -> list[Item]:
    """Read stand-off labels whose reports stand in ``corpora``.

    Raises ``ReportError`` where none of the reports is there.
    """
    from dateline.train.labels import join

    found = _items(path, enumerate(join(path, corpora), 1))
    if not found:
        raise ReportError(f"its reports are not in {corpora}", path=str(path))
    return found


def read_twice(path: Path, corpora: Path) -> list[Pair]:
    """Pair the two readings of the reports that were labelled twice: first as gold, second as
    prediction. Raises ``ReportError`` where there is none."""
    from dateline.train.labels import twice

    both = list(twice(path, corpora))
    items = _items(path, enumerate((item for item, _ in both), 1))
    if not items:
        raise ReportError("no report in it was read twice", path=str(path))
    return [(item, second) for item, (_, second) in zip(items, both, strict=True)]


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


# --- running ------------------------------------------------------------------------------------


def report_of(item: Item) -> Report:
    """Make the report of a gold item."""
    return Report(item.id, item.text, _day(item.published), title=item.title)


def report_in(line: Mapping[str, Json]) -> Report:
    """Make the report of a line of labels, whatever is labelled in it."""
    return Report(line["id"], line["text"], _day(line.get("published")), title=line.get("title"))


def _day(published: str | None) -> dt.date:
    return dt.date.fromisoformat(published[:10]) if published else UNDATED


def predict(
    task: str,
    items: Sequence[Item],
    coder: Coder,
    read: Callable[[Document, Item], Json] | None = None,
) -> list[Pair]:
    """Code the text of each gold item and read off the layer of a task, by its measure's
    ``from_document`` unless ``read`` is given."""
    read = read or measure_for(task).from_document
    documents = coder(report_of(item) for item in items)
    return [(item, read(doc, item)) for item, doc in zip(items, documents, strict=True)]


def predict_parties(items: Sequence[Item], kinds: Path, coder: Coder) -> list[Pair]:
    """Code the texts of coreference gold; gold and predicted chains of persons, organisations and
    places alone, which the CoNLL-U file ``kinds`` tells apart (GUM's Entity column)."""
    from dateline.measures import coref
    from dateline.measures._kinds import read_kinds

    known = read_kinds(kinds, {item.id: item.text for item in items})
    documents = coder(report_of(item) for item in items)
    return [
        coref.of_parties(item, doc, known.get(item.id, {}))
        for item, doc in zip(items, documents, strict=True)
    ]


def predict_labelled(items: Sequence[Item], coder: Coder) -> list[Pair]:
    """Code the texts of our coreference labels; gold and predicted chains of labelled entities."""
    from dateline.measures import coref

    documents = coder(report_of(item) for item in items)
    return [coref.of_labelled(item, doc) for item, doc in zip(items, documents, strict=True)]


def predict_factuality(
    items: Sequence[Item],
    parse: Callable[[Report], Document],
    status: Callable[[Document, int], dict[str, float]],
) -> list[Pair]:
    """Give each gold word the value to expect of its status.

    ``status`` gives the probabilities of the statuses of a token: of any word, also where it is
    no event of ours.
    """
    pairs: list[Pair] = []
    for item in items:
        doc = parse(report_of(item))
        pred = []
        for g in item.gold:
            word = next((i for i, t in enumerate(doc.tokens) if t.end > g["start"]), None)
            if word is not None:
                value = factuality.expected(status(doc, word))
                pred.append({"start": g["start"], "end": g["end"], "value": value})
        pairs.append((item, pred))
    return pairs


def predict_types(
    items: Sequence[Item],
    parse: Callable[[Report], Document],
    between: Callable[[Document, Sequence[Span], Sequence[Span]], dict[str, float]],
) -> list[Pair]:
    """Give the likeliest type of what passes between the marked parties of each sentence."""
    pairs: list[Pair] = []
    for item in items:
        found = between(
            parse(report_of(item)),
            type_.spans(item.line.get("source")),
            type_.spans(item.line.get("target")),
        )
        pairs.append((item, max(found, key=found.__getitem__)))
    return pairs


def score(task: str, pairs: Iterable[Pair]) -> Figures:
    """Score pairs of gold item and prediction."""
    figures: Figures = measure_for(task).score(pairs)
    return figures


def headline(task: str, figures: Figures) -> float | None:
    """The figure that stands for the task in a summary."""
    return pick(figures, measure_for(task).HEADLINE)


# --- the language model ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """Figures of the language model from raw text and on gold words and sentences."""

    raw: Figures
    gold_tokens: Figures


def score_language(
    path: Path,
    parse: Callable[[Report], Document],
    parse_words: Callable[[Sequence[Sequence[str]]], Document],
    only: str = "",
) -> LanguageFigures:
    """Score a parser on a CoNLL-U file, on the documents whose id contains ``only``.

    ``parse`` reads raw text, ``parse_words`` sentences that are cut into words already.
    Raises ``ReportError`` where no document is left.
    """
    docs = [doc for doc in language.read_conllu(path) if only in doc.id]
    if not docs:
        raise ReportError(f"no document with {only!r} in its id", path=str(path))
    raw, gold_tokens = [], []
    for doc in docs:
        raw.append((doc, _parsed(parse(Report(doc.id, doc.text, UNDATED)))))
        words = [[w.text for w in sent] for sent in doc.sentences]
        gold_tokens.append((doc, _parsed(parse_words(words))))
    return LanguageFigures(language.score(raw), language.score(gold_tokens))


def _parsed(doc: Document) -> language.Parse:
    return doc.tokens, [s.end_token - s.start_token for s in doc.sentences]


# --- showing --------------------------------------------------------------------------------------


def table(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield name and value of each figure, nested ones indented, to print in two columns."""
    for name, value in figures.items():
        yield from _rows(name, value, "")


def _rows(name: str, value: Figure, indent: str) -> Iterator[tuple[str, str]]:
    label = f"{indent}{name}"
    if isinstance(value, PRF):
        counts = f"gold {value.gold:g}, predicted {value.predicted:g}"
        yield label, f"P {value.p:5.1f}  R {value.r:5.1f}  F1 {value.f1:5.1f}  ({counts})"
    elif isinstance(value, dict):
        if any(isinstance(v, (PRF, dict)) for v in value.values()):
            yield label, ""
            for key, inner in value.items():
                yield from _rows(key, inner, indent + "  ")
        else:
            yield label, "  ".join(f"{k} {_number(v)}" for k, v in value.items())
    else:
        yield label, _number(value)


def _number(value: Figure) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 2 else f"{value:.1f}"
    return str(value)


def show_article(pairs: Iterable[Pair], wanted: str) -> Iterator[str]:
    """Yield lines that put gold next to predicted mentions of the article ``wanted``.

    Raises ``ReportError`` where there is no such article.
    """
    item, pred = next(((i, p) for i, p in pairs if i.id == wanted), (None, None))
    if item is None:
        raise ReportError("no such article in the gold file", path=wanted)
    yield f"{item.id}  {item.published or ''}  {item.title or ''}".rstrip()
    for judgement in articles.judge(item.gold, pred or []):
        yield f"{'✓' if judgement.verdict == 'right' else '✗'} {judgement.verdict}"
        if judgement.gold is not None:
            lead = "*" if judgement.gold.get("salience") == articles.LEAD else " "
            yield f"   {lead}gold  {articles.describe(judgement.gold, item.text)}"
        if judgement.pred is not None and judgement.verdict != "right":
            yield f"    ours  {articles.describe(judgement.pred, item.text)}"


def error_classes(pairs: Iterable[Pair], examples: int = 3) -> Iterator[str]:
    """Yield lines that group the differences of all articles by class, most frequent first."""
    by_kind: dict[str, list[tuple[str, articles.Error]]] = {}
    for item, pred in pairs:
        for error in articles.errors(item, pred or []):
            by_kind.setdefault(error.kind, []).append((item.id, error))
    total = sum(map(len, by_kind.values()))
    for kind, found in sorted(by_kind.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield f"{kind}: {len(found)} ({100 * len(found) / total:.0f} %)"
        details = Counter(error.detail for _, error in found)
        yield "   " + ", ".join(f"{name} {n}" for name, n in details.most_common(8))
        step = max(1, len(found) // examples) if examples else len(found)
        for identifier, error in found[::step][:examples]:
            yield f"   {identifier}: {error.line}"
