"""Shows figures, and what was predicted beside the gold, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dateline.errors import ReportError
from dateline.evaluation.figures import PRF, Figure, Figures
from dateline.evaluation.items import Pair
from dateline.measures import articles


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
