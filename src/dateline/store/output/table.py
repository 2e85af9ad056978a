"""What a person reads: one record a row; in a window too narrow for that, one block a record."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console
from rich.text import Text

from dateline.exporters._cells import (
    TABLE_WIDTH,
    party,
    screen,
    signs,
    status,
    table,
    when,
    where,
    who,
)
from dateline.exporters._plain import bounds_in_words
from dateline.exporters._safe import squeeze
from dateline.store.output._flat import signed

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord, Party
    from dateline.store.output import Notes


def write(records: Iterable[EventRecord], out: BinaryIO, notes: Notes) -> None:
    """Show the records as a table."""
    with screen(out) as view, view.shown():
        _show(view.console, records, notes)


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
    made = table(console, "When", "Who → whom", "What", "Status", "Where", "Told by")
    for record in chain([first], left):
        made.add_row(*(signs(cell, console) for cell in _cells(record, notes)))
    console.print(made)


def _cells(record: EventRecord, notes: Notes) -> tuple[Text, ...]:
    what = Text(record.event_type, "bold")
    if record.modes:
        what.append(f"\n{squeeze(', '.join(record.modes))}")
    for tally in record.counts:
        what.append(f"\n{squeeze(tally.role).replace('_', ' ')} {bounds_in_words(tally)}")
    return (
        when(record.when),
        who(map(_party, record.actors), map(_party, record.recipients)),
        what,
        status(record.status),
        where(record.where),
        _told(record, notes),
    )


def _party(one: Party) -> Text:
    return party(one.name, one.country, one.sectors)


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
