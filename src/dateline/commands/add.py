"""``dateline add``: codes reports and stores them."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.commands import _options as options
from dateline.commands import read

if TYPE_CHECKING:
    from dateline.config import Config
    from dateline.data import Document, Refusal, Report
    from dateline.progress import Meter
    from dateline.store import Store
    from dateline.store.adding import Added
    from dateline.store.coded import Coded

FROM_FILES = "as read from files"
"""Names the coder of reports that come with their events, as ``dateline read`` wrote them."""

LOOK_AHEAD = 32
"""Reports that are looked up at once, to see whether they are known."""


def register(app: typer.Typer) -> None:
    """Add ``add`` to the command line."""
    app.command("add", no_args_is_help=True)(add)


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files and folders as for read, or - for standard input.",
            show_default=False,
        ),
    ],
    store: options.Store = None,
    published: options.Published = None,
    workers: options.Workers = None,
    knowledge: options.Knowledge = None,
    recode: Annotated[
        bool,
        typer.Option(help="Code known reports again, as after an update; corrections hold on."),
    ] = False,
) -> None:
    """Code reports, store them, and merge them into the record.

    A report that is known adds nothing. One that has changed, at the same URL or with the same id,
    is a new version, and both are kept. Parquet that "read" wrote is added as it was coded.

    \b
    For example:
      dateline add reports/
      dateline add --store desk.db today.jsonl
      dateline read archive/ --workers 8 -o coded.parquet && dateline add coded.parquet
      dateline add --store postgresql://desk@db/news today.jsonl

    Exit status: 0 done; 1 some reports were refused, each named with its reason, and the rest
    done; 2 wrong use.
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline import config
    from dateline.progress import say
    from dateline.store.adding import Added
    from dateline.store.connect import location

    settings = config.load()
    folders = options.folders(knowledge, settings)
    added, refused = Added(), [0]
    try:
        _run(
            paths,
            options.store_at(store, settings),
            settings,
            published=published,
            workers=workers or settings.workers,
            folders=folders,
            recode=recode,
            added=added,
            refused=refused,
        )
    except KeyboardInterrupt:
        say(f"interrupted: {_told(added, refused[0])}")
        raise typer.Exit(130) from None
    say(_told(added, refused[0]))
    if not (store or settings.store):
        say(f"kept in {location(options.store_at(store, settings))} (--store or DATELINE_STORE)")
    raise typer.Exit(1 if refused[0] else 0)


def _told(added: Added, refused: int) -> str:
    return f"{added}, {refused:,} refused"


def _run(
    paths: list[str],
    where: str,
    settings: Config,
    *,
    published: str | None,
    workers: int,
    folders: tuple[str, ...],
    recode: bool,
    added: Added,
    refused: list[int],
) -> None:
    from dateline import engine, readers, store
    from dateline.progress import Meter
    from dateline.store.coded import coded
    from dateline.store.coder import name_of

    rules = readers.Rules(options.day_of("--published", published), settings.max_report_bytes)
    meter = Meter(readers.size(paths), shown=True, after_s=settings.progress_after_s)
    coder = name_of(folders)
    with meter, store.open_store(where, writable=True) as opened:
        adder = _Adder(opened, recode, added)
        items = _not_coded(readers.read_coded(paths, rules, meter.add_bytes), adder, meter)
        results = engine.code(
            items if recode else _unknown(items, opened, added, meter),
            functools.partial(read.load_coder, folders),
            coded,
            workers=workers,
            batch_reports=settings.batch_reports,
            batch_characters=settings.batch_characters,
        )
        try:
            for batch in _batches(results, refused, meter, store.BATCH):
                adder.add(batch, coder)
        finally:
            results.close()  # ends the workers


@dataclass(frozen=True, slots=True)
class _Adder:
    """Adds coded reports to a store, or puts them in the place of what is known, and counts."""

    store: Store
    recode: bool
    added: Added

    def add(self, batch: list[Coded], coder: str) -> None:
        """Add some reports that a coder has coded."""
        now = self.store.add_coded(batch, coder)
        if self.recode and now.known:
            now.again = self.store.recode_coded(batch, coder)
        self.added.add(now)


def _not_coded(
    items: Iterable[Report | Refusal | Document], adder: _Adder, meter: Meter
) -> Iterator[Report | Refusal]:
    """Add what is coded already, and pass on the rest."""
    from dateline import store
    from dateline.data import Document, Refusal
    from dateline.errors import ReportError
    from dateline.store.coded import coded

    batch: list[Coded] = []
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        try:
            batch.append(coded(item))
        except ReportError as error:
            yield Refusal(error.path, error.reason, error.line)
            continue
        meter.add_report()
        if len(batch) >= store.BATCH:
            adder.add(batch, FROM_FILES)
            batch = []
    if batch:
        adder.add(batch, FROM_FILES)


def _unknown(
    items: Iterable[Report | Refusal], store: Store, added: Added, meter: Meter
) -> Iterator[Report | Refusal]:
    """Leave out reports that are known: coding is what takes time."""
    from dateline.data import Report

    left = iter(items)
    while some := list(itertools.islice(left, LOOK_AHEAD)):
        known = iter(store.knows([item for item in some if isinstance(item, Report)]))
        for item in some:
            if isinstance(item, Report) and next(known):
                added.known += 1
                meter.add_report()
            else:
                yield item


def _batches(
    results: Iterable[Coded | Refusal], refused: list[int], meter: Meter, size: int
) -> Iterator[list[Coded]]:
    """Group coded reports; tell and count what was refused."""
    from dateline.data import Refusal
    from dateline.exporters._safe import safe_line

    batch: list[Coded] = []
    for result in results:
        meter.add_report()
        if isinstance(result, Refusal):
            refused[0] += 1
            meter.say(safe_line(f"refused {result}"))
            continue
        batch.append(result)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
