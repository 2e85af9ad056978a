"""What a person reads: one record a row; in a window too narrow for that, one block a record."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.exporters._marks import STYLES
from dateline.exporters._safe import squeeze
from dateline.exporters.table import STATUS, TABLE_WIDTH, days, plain_width, signs
from dateline.store.output._flat import numbers, signed

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord, Party
    from dateline.store.output import Notes


def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None:
    """Show the records as a table."""
    terminal = out.isatty()
    encoding = sys.stdout.encoding if terminal else "utf-8"
    file = io.TextIOWrapper(out, encoding=encoding, errors="replace", newline="\n")
    console = Console(
        file=file, width=None if terminal else plain_width(), highlight=False, markup=False,
        emoji=False, soft_wrap=False, force_terminal=None if terminal else False,
        legacy_windows=None if terminal else False,
    )  # fmt: skip
    try:
        with console.capture() as shown:
            _show(console, records, notes)
        # rich fills each line with blanks up to the width
        file.writelines(f"{line.rstrip()}\n" for line in shown.get().split("\n")[:-1])
        file.flush()
    finally:
        with suppress(OSError):  # nobody reads any more: the caller knows
            file.detach()  # closing it would close out


def _show(console: Console, records: Iterable[EventRecord], notes: Notes) -> None:
    left = iter(records)
    first = next(left, None)
    if first is None:
        console.print(Text("No events found.", "dim"))
        return
    if console.width < TABLE_WIDTH:
        for record in chain([first], left):
            cells = [signs(cell, console) for cell in _cells(record, notes)]
            console.print(Text("  ").join((cells[0], cells[2], cells[3])))
            for cell in (cells[1], cells[4], cells[5]):
                console.print(Text("  ").append_text(cell), overflow="fold")
            console.print()
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    table.add_column("When", overflow="fold", min_width=10, max_width=13)
    table.add_column(signs(Text("Who → whom"), console), overflow="fold")
    table.add_column("What", overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("Where", overflow="fold")
    table.add_column("Told by", overflow="fold")
    for record in chain([first], left):
        table.add_row(*(signs(cell, console) for cell in _cells(record, notes)))
    console.print(table)


def _cells(record: EventRecord, notes: Notes) -> tuple[Text, ...]:
    when, where = record.when, record.where
    sign, style = STATUS[record.status]
    what = Text(record.event_type, "bold")
    if record.modes:
        what.append(f"\n{squeeze(', '.join(record.modes))}")
    for tally in record.counts:
        what.append(f"\n{squeeze(tally.role).replace('_', ' ')} {numbers(tally)}")
    place = Text("–", "dim")
    if where is not None:
        place = Text(squeeze(where.name), STYLES["where"])
        if where.country is not None and where.precision != "country":
            place.append(f", {squeeze(where.country)}", "dim")
    return (
        Text("–", "dim") if when is None else Text(days(when.start, when.end), STYLES["when"]),
        _who(record),
        what,
        Text(f"{sign} {record.status}", style),
        place,
        _told(record, notes),
    )


def _who(record: EventRecord) -> Text:
    lines = Text()
    for i, actor in enumerate(record.actors):
        lines.append("\n+ " if i else "").append_text(_party(actor))
    if not record.actors:
        lines.append("–", "dim")
    for recipient in record.recipients:
        lines.append("\n→ ").append_text(_party(recipient))
    return lines


def _party(party: Party) -> Text:
    codes = " ".join(filter(None, (party.country, *party.sectors)))
    text = Text(squeeze(party.name), STYLES["who"])
    return text.append(f" ({squeeze(codes)})", "dim") if codes else text


def _told(record: EventRecord, notes: Notes) -> Text:
    """Who tells it, how many sources it rests on, what contradicts, and the id for corrections."""
    text = Text(squeeze(", ".join(record.publishers)))
    text.append("\n" if record.publishers else "")
    text.append(_many(record.sources, "source"))
    if record.outlets > 1:
        text.append(f", {_many(record.outlets, 'outlet')}")
    if record.contradictions:
        text.append(f"\n{_many(len(record.contradictions), 'contradiction')}", "red")
    for name in record.corrections:
        if name in notes:
            text.append(f"\n{squeeze(signed(notes[name]))}", "magenta")
    if record.superseded:
        text.append("\nrewritten since", "dim")
    return text.append(f"\n{record.id}", "dim")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
