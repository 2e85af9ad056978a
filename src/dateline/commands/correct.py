"""``dateline correct``: people's corrections of the record."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.commands import _options as options

if TYPE_CHECKING:
    import datetime as dt

    from dateline.store import Store

app = typer.Typer(
    help="Correct the record: signed, dated entries that can be undone.", no_args_is_help=True
)

Record = Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record.")]
ByOption = Annotated[
    str, typer.Option(metavar="NAME", envvar="DATELINE_BY", help="Who corrects it.")
]
On = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day of the correction; today by default.")
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]


def register(parent: typer.Typer) -> None:
    """Add ``correct`` to the command line."""
    parent.add_typer(app, name="correct")


@app.callback()
def _correct() -> None:
    """Correct the record: entries are signed, dated and never removed; each can be undone."""


@app.command()
def edit(
    record: Record,
    field: Annotated[str, typer.Argument(help="Such as status, where, actors.")],
    value: Annotated[
        str, typer.Argument(help="As in --format jsonl; a word or a day needs no quotes.")
    ],
    by: ByOption,
    on: On = None,
    note: Note = None,
    store: options.Store = None,
) -> None:
    """Give a field of a record another value.

    \b
    For example:
      dateline correct edit 338e62eb8637d8bd status negated --by Ada --note "they denied it"
      dateline correct edit 338e62eb8637d8bd when 2025-07-12/2025-07-14 --by Ada
      dateline correct edit 338e62eb8637d8bd where null --by Ada
      dateline correct edit 338e62eb8637d8bd counts '{"killed": {"low": 3, "high": 5}}' --by Ada
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    _sign(store, "edit", record, field, _value(field, value), by=by, on=on, note=note)


@app.command()
def reject(
    record: Record, by: ByOption, on: On = None, note: Note = None, store: options.Store = None
) -> None:
    """Set a record aside: what it rests on tells no event, or was read wrongly.

    For example: dateline correct reject 338e62eb8637d8bd --by Ada --note "of a film"
    """
    _sign(store, "reject", record, by=by, on=on, note=note)


@app.command()
def merge(
    records: Annotated[list[str], typer.Argument(metavar="RECORD...", help="Two or more.")],
    by: ByOption,
    on: On = None,
    note: Note = None,
    store: options.Store = None,
) -> None:
    """Put what several records rest on into one.

    For example: dateline correct merge 338e62eb8637d8bd 80c9d59e7fd9ef32 --by Ada
    """
    _sign(store, "unite", records, by=by, on=on, note=note)


@app.command()
def split(
    record: Record,
    mentions: Annotated[list[str], typer.Argument(metavar="MENTION...", help="What leaves it.")],
    by: ByOption,
    on: On = None,
    note: Note = None,
    store: options.Store = None,
) -> None:
    """Put some of the mentions that a record rests on into another record.

    "dateline events --id RECORD --format jsonl" names them.

    For example: dateline correct split 338e62eb8637d8bd 9841cb7f4acf7a05 --by Ada
    """
    _sign(store, "split", record, mentions, by=by, on=on, note=note)


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(help="The id of a correction.")],
    by: ByOption,
    on: On = None,
    note: Note = None,
    store: options.Store = None,
) -> None:
    """Let a correction no longer hold; undoing the undoing lets it hold again.

    For example: dateline correct undo c88f291b54d9 --by Ada
    """
    _sign(store, "undo", correction, by=by, on=on, note=note)


@app.command("list")
def list_(
    store: options.Store = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Those made by then.")
    ] = None,
) -> None:
    """List all corrections as JSON Lines, and whether they hold.

    For example: dateline correct list --as-of 2025-07-31
    """
    from dateline import config
    from dateline.exporters.jsonl import line
    from dateline.store import open_store

    with open_store(options.store_at(store, config.load())) as opened:
        for entry in opened.corrections(None if as_of is None else _day(as_of)):
            print(line(entry))


def _sign(
    store: str | None, kind: str, *what: object, by: str, on: str | None, note: str | None
) -> None:
    """Make a correction, which the store's method of this name does, and tell its id."""
    with _open(store) as opened:
        entry = getattr(opened, kind)(*what, by=by, day=_day(on), note=note)
    print(entry.id)


def _open(store: str | None) -> Store:
    from pathlib import Path

    from dateline import config
    from dateline.errors import StoreError
    from dateline.store import open_store
    from dateline.store.connect import location

    place = location(options.store_at(store, config.load()))
    if "://" not in place and not Path(place).is_file():  # correcting makes no store
        raise StoreError(f"no store at {place} (dateline add makes one)")
    return open_store(place, writable=True)


def _day(value: str | None) -> dt.date:
    import datetime as dt

    from dateline.errors import UsageError
    from dateline.readers import parse_date

    if value is None:
        return dt.datetime.now().astimezone().date()  # the day on which a person acts
    try:
        return parse_date(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a date (expected: 2025-07-12)") from None


def _value(field: str, value: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if field == "when" and (days := _DAYS.fullmatch(value)):
        start, end = days[1], days[2] or days[1]
        return {"start": start, "end": end, "granularity": "day" if start == end else "range"}
    try:
        return json.loads(value)
    except (json.JSONDecodeError, RecursionError):
        return value


_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?", re.ASCII)
