"""``dateline eval``: scores a layer against gold."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.data import Document, Report
    from dateline.evaluation.items import Pair
    from dateline.evaluation.predicting import Coder
    from dateline.what.between import Between


class By(enum.StrEnum):
    """What ``--by`` takes."""

    type = "type"
    region = "region"
    publisher = "publisher"


def register(app: typer.Typer) -> None:
    """Add ``eval`` to the command line."""
    app.command("eval")(evaluate)


def evaluate(
    task: Annotated[
        str,
        typer.Argument(
            help="time, attribution, place, factuality, event, type, "
            "coref, names, articles, confidence, nothing or language"
        ),
    ],
    gold: Annotated[Path, typer.Argument(help="gold file: JSON lines; CoNLL-U for language")],
    pred: Annotated[
        Path | None,
        typer.Argument(help="prediction file; without it the embedded pipeline is run"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    show: Annotated[
        str | None, typer.Option(help="articles: put gold next to predicted for this id")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="articles: group the errors by class")
    ] = False,
    examples: Annotated[int, typer.Option(help="examples per class of --errors")] = 3,
    only: Annotated[
        str, typer.Option(help="language: documents whose id contains this, such as _news_")
    ] = "",
    by: Annotated[
        By | None, typer.Option(help="articles: a table by type, region or publisher")
    ] = None,
    main: Annotated[
        bool, typer.Option("--main", help="event: the main event of each item alone")
    ] = False,
    corpora: Annotated[
        Path, typer.Option(help="folder with corpus/ and gold/ that our labels point into")
    ] = Path("../shared"),
    twice: Annotated[
        bool, typer.Option("--twice", help="our labels: agreement of two readers of a report")
    ] = False,
    kinds: Annotated[
        Path | None,
        typer.Option(
            help="coref: count persons, organisations and places alone, by head words; "
            "their kinds stand in this CoNLL-U file of GUM"
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="worker processes of the pipeline")] = 1,
) -> None:
    """Score a layer against gold: of the embedded pipeline, or of a prediction file.

    \b
    For example:
      dateline eval articles labels/events.jsonl --errors
      dateline eval time gold.jsonl predicted.jsonl
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline.evaluation import measuring, showing
    from dateline.evaluation.figures import to_json

    _check_options(task, {"--show": show, "--errors": errors, "--by": by}, "articles")
    _check_options(task, {"--main": main}, "event")
    _check_options(task, {"--kinds": kinds}, "coref")
    if task == "language":
        _print_language(gold, only, as_json=as_json)
        return
    pairs = _pairs(task, gold, pred, corpora, kinds, main=main, twice=twice, workers=workers)
    if show:
        for line in showing.show_article(pairs, show):
            typer.echo(line)
    elif errors:
        for line in showing.error_classes(pairs, examples):
            typer.echo(line)
    elif by:
        _print_breakdown(by, pairs, as_json=as_json)
    elif as_json:
        typer.echo(json.dumps(to_json(measuring.score(task, pairs))))
    else:
        _print_table(showing.table(measuring.score(task, pairs)))


def _check_options(task: str, given: Mapping[str, object], meant: str) -> None:
    """Raise ``UsageError`` where an option is given that goes with another task, ``meant``."""
    from dateline.errors import UsageError

    for option, value in given.items():
        if value and task != meant:
            raise UsageError(f"{option} reads {meant}, not {task}")


def _pairs(
    task: str,
    gold: Path,
    pred: Path | None,
    corpora: Path,
    kinds: Path | None,
    *,
    main: bool,
    twice: bool,
    workers: int,
) -> Iterable[Pair]:
    """Gold items with what was predicted for each: by the pipeline, a file, or a second reader."""
    from dateline.errors import UsageError
    from dateline.evaluation import gold_files, measuring, predicting

    measure = measuring.measure_for(task)
    labelled = task != "nothing" and gold_files.is_stand_off(gold)
    if task == "nothing":
        items = gold_files.read_paragraphs(gold, corpora)
    elif labelled:
        items = gold_files.read_labels(gold, corpora)
    else:
        items = gold_files.read_gold(gold)
    if kinds is not None and pred:
        raise UsageError("--kinds needs the words of the pipeline, not a prediction file")
    if twice:
        return gold_files.read_twice(gold, corpora)
    if pred:
        return gold_files.read_predictions(task, items, pred)
    if kinds is not None:
        return predicting.predict_parties(items, kinds, pipeline(workers))
    if labelled and task == "coref":
        return predicting.predict_labelled(items, pipeline(workers))
    if task == "factuality":
        return predicting.predict_factuality(items, *statuses())
    if task == "type":
        return predicting.predict_types(items, *types())
    read = measure.main_from_document if main else None
    return predicting.predict(task, items, pipeline(workers), read)


def _print_language(gold: Path, only: str, *, as_json: bool) -> None:
    from dateline.evaluation import predicting, showing
    from dateline.evaluation.figures import to_json
    from dateline.knowledge import Knowledge
    from dateline.parsers import english

    parser = english.load(Knowledge())
    figures = predicting.score_language(gold, parser, parser.parse_words, only)
    if as_json:
        both = {"raw": to_json(figures.raw), "gold tokens": to_json(figures.gold_tokens)}
        typer.echo(json.dumps(both))
        return
    for title, part in (("from raw text", figures.raw), ("gold tokens", figures.gold_tokens)):
        typer.echo(title)
        _print_table(showing.table(part))


def _print_breakdown(by: By, pairs: Iterable[Pair], *, as_json: bool) -> None:
    from dateline.evaluation import breakdown
    from dateline.evaluation.figures import to_json
    from dateline.knowledge import Knowledge

    if by is By.type:
        figures = breakdown.by_type(pairs)
    elif by is By.region:
        figures = breakdown.by_group(pairs, breakdown.region_namer(Knowledge()))
    else:
        figures = breakdown.by_group(pairs, breakdown.publisher)
    if as_json:
        typer.echo(json.dumps({name: to_json(of) for name, of in figures.items()}))
        return
    for line in breakdown.table(figures):
        typer.echo(line)


def pipeline(workers: int = 1) -> Coder:
    """Load the embedded pipeline as a function from reports to documents, in order."""
    from dateline.pipeline import load

    coder = load()

    def code(reports: Iterable[Report]) -> Iterator[Document]:
        return coder.pipe(reports, workers=workers)

    return code


def statuses() -> tuple[Callable[[Report], Document], Callable[[Document, int], dict[str, float]]]:
    """Load the parser, and the function that gives the statuses of a word with probabilities: by
    the words around it, as the network was asked about events only."""
    from dateline.knowledge import Knowledge
    from dateline.pipeline import load
    from dateline.saying.cues import read_cues
    from dateline.what.status_model import STATUSES, read_status_model
    from dateline.what.status_words import read_signs
    from dateline.what.statuses import StatusReader

    knowledge = Knowledge()
    model, cues, signs = read_status_model(), read_cues(knowledge), read_signs(knowledge)

    def status(doc: Document, word: int) -> dict[str, float]:
        features = StatusReader(doc, cues, signs).features(word)
        return dict(zip(STATUSES, model.told(features), strict=True))

    return load(annotators=("times", "attributions")).code, status


def types() -> tuple[Callable[[Report], Document], Between]:
    """Load the parser, and the model of what passes between two marked parties."""
    from dateline.knowledge import Knowledge
    from dateline.parsers import english
    from dateline.what.between import Between

    return english.load(Knowledge()), Between()


def _print_table(rows: Iterable[tuple[str, str]]) -> None:
    rows = list(rows)
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        typer.echo(f"{name:{width}}  {value}".rstrip())
