"""``dateline read``: codes reports, without a store."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from dateline.commands import _options as options

if TYPE_CHECKING:
    import datetime as dt

    from dateline.config import Config
    from dateline.data import Document, Refusal
    from dateline.engine import Coder
    from dateline.progress import Meter

Row = TypeVar("Row")


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    reports: int = 0
    events: int = 0
    refused: int = 0

    def __str__(self) -> str:
        reports = "report" if self.reports == 1 else "reports"
        events = "event" if self.events == 1 else "events"
        return f"{self.reports:,} {reports}, {self.events:,} {events}, {self.refused:,} refused"


def register(app: typer.Typer) -> None:
    """Add ``read`` to the command line."""
    app.command("read", no_args_is_help=True)(read)


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text, JSON Lines, CSV or Parquet (also .gz), folders, or - for standard input.",
            show_default=False,
        ),
    ],
    published: options.Published = None,
    format_: options.FormatOption = None,
    output: options.Output = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say why: the scores behind each event (table, jsonl)."),
    ] = False,
    workers: options.Workers = None,
    knowledge: options.Knowledge = None,
) -> None:
    """Code reports: who did what to whom, where, when, according to whom.

    A text file opens with its date: `date 2025-07-12` or `date 12 July 2025`; several reports may
    stand in one, each behind a blank line and with its date. A line of JSON Lines has `text` and
    `published`, and may have `id`, `title`, `url` and `publisher`; CSV and Parquet have these
    columns.

    \b
    For example:
      dateline read report.txt
      dateline read --published 2025-07-12 report.txt
      dateline read --workers 2 -o events.jsonl 2025/*.jsonl.gz
      cat reports.jsonl | dateline read --format csv - > events.csv

    Exit status: 0 done; 1 some reports were refused, each named with its reason, and the rest
    done; 2 wrong use.
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline import config
    from dateline.progress import say

    settings = config.load()
    folders = options.folders(knowledge, settings)
    tally = Tally()
    try:
        with options.piped():
            _run(
                paths,
                settings,
                day=options.day_of("--published", published),
                form=options.format_of(format_, output, settings),
                output=output,
                workers=workers or settings.workers,
                explain=explain,
                load=functools.partial(load_coder, folders),
                tally=tally,
            )
    except KeyboardInterrupt:
        say(f"interrupted: {tally}")
        raise typer.Exit(130) from None
    raise typer.Exit(1 if tally.refused else 0)


def load_coder(folders: tuple[str, ...]) -> Coder:
    """Load the embedded pipeline, with the user's own knowledge."""
    import dateline

    return dateline.load(knowledge=[Path(folder) for folder in folders])


def _run(
    paths: list[str],
    settings: Config,
    *,
    day: dt.date | None,
    form: str,
    output: Path | None,
    workers: int,
    explain: bool,
    load: Callable[[], Coder],
    tally: Tally,
) -> None:
    """Read, code and write; refusals and the tally go to standard error."""
    from dateline import engine, plugins, readers
    from dateline.errors import UsageError
    from dateline.exporters._output import open_output
    from dateline.progress import Meter, say

    exporter = plugins.find("exporters", form)
    if hasattr(exporter, "check"):
        exporter.check()
    if explain and not hasattr(exporter, "prepare_explained"):
        raise UsageError(f"--explain goes with the formats table and jsonl, not {form}")
    prepare = exporter.prepare_explained if explain else exporter.prepare
    to_terminal = options.is_for_terminal(form, output)
    rules = readers.Rules(day, settings.max_report_bytes)
    meter = Meter(readers.size(paths), shown=not to_terminal, after_s=settings.progress_after_s)
    with meter, open_output(output) as out:
        results = engine.code(
            readers.read(paths, rules, meter.add_bytes),
            load,
            functools.partial(_finish, prepare),
            workers=workers,
            batch_reports=settings.batch_reports,
            batch_characters=settings.batch_characters,
        )
        try:
            exporter.write(_rows(results, tally, meter), out)
        finally:
            results.close()  # ends the workers
    say(str(tally))


def _finish(prepare: Callable[[Document], Row], doc: Document) -> tuple[Row, int]:
    """What a worker process does with a document: make it a row, and count its events."""
    return prepare(doc), len(doc.events)


def _rows(
    results: Iterator[tuple[Any, int] | Refusal], tally: Tally, meter: Meter
) -> Iterator[Any]:
    """Yield the rows for the exporter; tell and count what was refused."""
    from dateline.data import Refusal
    from dateline.exporters._safe import safe_line

    for result in results:
        if isinstance(result, Refusal):
            tally.refused += 1
            meter.say(safe_line(f"refused {result}"))
        else:
            row, events = result
            tally.reports += 1
            tally.events += events
            yield row
        meter.add_report()
