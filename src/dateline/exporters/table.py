"""What a person reads: the report with its spans marked, and its events as a table.

In a window too narrow for a table, one block an event. In a pipe or file, plain text.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.exporters._marks import STYLES, legend, marked
from dateline.exporters._safe import squeeze
from dateline.exporters._why import explained

if TYPE_CHECKING:
    import datetime as dt

    from dateline.data import (
        Count,
        Document,
        EventMention,
        Participant,
        Report,
        Source,
        Status,
        When,
        Where,
    )

PLAIN_WIDTH = 100
"""Columns of the view in a pipe or file, unless the variable COLUMNS says otherwise."""

TABLE_WIDTH = 88
"""Columns below which events are shown as blocks: a table's cells would hold a word a line."""

STATUS: dict[Status, tuple[str, str]] = {
    "happened": ("●", "green"), "ongoing": ("◐", "yellow"), "planned": ("○", "cyan"),
    "possible": ("?", "magenta"), "negated": ("✗", "red"),
}  # fmt: skip
_ASCII = str.maketrans({"●": "*", "◐": "+", "○": "o", "✗": "x", "→": ">", "“": '"', "”": '"',
                        "–": "-", "·": "-", "«": '"', "»": '"', "↑": "<", "↓": ">"})  # fmt: skip


def prepare(doc: Document) -> Document:
    """Leave out what the view does not show."""
    events = tuple(replace(event, why=None) for event in doc.events)
    return replace(prepare_explained(doc), events=events)


def prepare_explained(doc: Document) -> Document:
    """Leave out what the view does not show, but keep why each event was coded as it is."""
    return replace(doc, tokens=(), names=(), entities=(), attributions=(), scores=None)


def write(rows: Iterable[Document], out: BinaryIO) -> None:
    """Show one report after the other."""
    terminal = out.isatty()
    encoding = sys.stdout.encoding if terminal else "utf-8"
    file = io.TextIOWrapper(out, encoding=encoding, errors="replace", newline="\n")
    width = None if terminal else plain_width()
    console = Console(
        file=file, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False,
        force_terminal=None if terminal else False, legacy_windows=None if terminal else False,
    )  # fmt: skip
    try:
        for number, doc in enumerate(rows):
            with console.capture() as shown:
                if number == 0:
                    console.print(signs(legend(), console), end="\n\n")
                show(doc, console)
            # rich fills each line with blanks up to the width
            file.writelines(f"{line.rstrip()}\n" for line in shown.get().split("\n")[:-1])
            file.flush()
    finally:
        with suppress(OSError):  # nobody reads any more: the caller knows
            file.detach()  # closing it would close out


def show(doc: Document, console: Console) -> None:
    """Print a report and its events."""
    console.print(signs(_heading(doc.report), console), overflow="fold", end="\n\n")
    console.print(signs(marked(doc), console), overflow="fold", end="\n\n")
    if not doc.events:
        console.print(Text("No events found.", "dim"), end="\n\n")
        return
    if console.width >= TABLE_WIDTH:
        console.print(_table(doc, console))
        console.print()
    else:
        for block in _blocks(doc, console):
            console.print(block)
            console.print()
    for number, event in enumerate(doc.events, 1):
        if event.why is not None:
            head = Text.assemble((f"{number} ", STYLES["event"]), "why ", _type(event, " "))
            console.print(signs(head, console))
            console.print(Padding(signs(explained(doc, event, event.why), console), (0, 0, 1, 2)))


def plain_width() -> int:
    """Tell how wide the view is in a pipe or file."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else PLAIN_WIDTH


def signs(text: Text, console: Console) -> Text:
    """Put ASCII in place of our signs where the terminal's encoding has none of them."""
    if not console.options.ascii_only:
        return text
    return Text(text.plain.translate(_ASCII), spans=text.spans, style=text.style)


def _heading(report: Report) -> Text:
    text = Text()
    if report.title is not None:
        text.append(squeeze(report.title), "bold").append("\n")
    parts = [
        report.published.isoformat(),
        report.publisher,
        report.dateline,
        report.url or report.origin,
    ]
    return text.append(" · ".join(squeeze(part) for part in parts if part), "dim")


# --- events as a table, or as blocks ----------------------------------------------------------


def _table(doc: Document, console: Console) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold"
    )  # fmt: skip
    table.add_column("", justify="right", no_wrap=True, style=STYLES["event"])
    table.add_column(signs(Text("Who → whom"), console), overflow="fold")
    table.add_column("What", overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("When", overflow="fold", min_width=10, max_width=13)
    table.add_column("Where", overflow="fold")
    table.add_column("According to", overflow="fold")
    for number, event in enumerate(doc.events, 1):
        cells = (
            _who(event),
            Text("\n").join((_type(event, "\n"), _words(doc, event))),
            _status(event),
            _when(event.when),
            _where(event.where),
            _according_to(event, doc.report),
        )
        table.add_row(str(number), *(signs(cell, console) for cell in cells))
        if number < len(doc.events):
            table.add_row()
    return table


def _blocks(doc: Document, console: Console) -> Iterator[RenderableType]:
    for number, event in enumerate(doc.events, 1):
        head = Text.assemble(
            (f"{number} ", STYLES["event"]), _type(event, " "), "  ", _status(event)
        )  # fmt: skip
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for label, cell in (
            ("who", _who(event)),
            ("what", _words(doc, event)),
            ("when", _when(event.when)),
            ("where", _where(event.where)),
            ("said by", _according_to(event, doc.report)),
        ):
            grid.add_row(label, signs(cell, console))
        yield Group(signs(head, console), Padding(grid, (0, 0, 0, 2)))


# --- cells ------------------------------------------------------------------------------------


def _who(event: EventMention) -> Text:
    lines = Text()
    for i, actor in enumerate(event.actors):
        lines.append("\n+ " if i else "").append_text(_participant(actor))
    if not event.actors:
        lines.append("–", "dim")
    for recipient in event.recipients:
        lines.append("\n→ ").append_text(_participant(recipient))
    return lines


def _participant(participant: Participant) -> Text:
    codes = " ".join(filter(None, (participant.country, *participant.sectors)))
    text = Text(squeeze(participant.name or participant.text), STYLES["who"])
    return text.append(f" ({squeeze(codes)})", "dim") if codes else text


def _type(event: EventMention, gap: str) -> Text:
    text = Text().append(event.event_type, "bold")
    return text.append(f"{gap}{squeeze(', '.join(event.modes))}") if event.modes else text


def _words(doc: Document, event: EventMention) -> Text:
    """The words that name the event, and its numbers."""
    text = Text().append(f"“{squeeze(doc.text[slice(*event.trigger)])}”", "yellow")
    for count in event.counts:
        text.append(f"\n{squeeze(count.role).replace('_', ' ')} {_range(count)}")
    return text


def _range(count: Count) -> str:
    low, high = f"{count.low:,}", None if count.high is None else f"{count.high:,}"
    if high is None:
        return f"{low} or more"
    return low if low == high else f"{low}–{high}"


def _status(event: EventMention) -> Text:
    sign, style = STATUS[event.status]
    return Text(f"{sign} {event.status}", style)


def _when(when: When | None) -> Text:
    return Text("–", "dim") if when is None else Text(days(when.start, when.end), STYLES["when"])


def days(start: dt.date, end: dt.date) -> str:
    """Write days as short as they can be: a day, a month, a year, or from one day to another.

    >>> import datetime as dt
    >>> days(dt.date(2025, 5, 1), dt.date(2025, 5, 31))
    '2025-05'
    """
    if start == end:
        return start.isoformat()
    if start.day == 1 and _is_last_of_month(end) and start.year == end.year:
        if start.month == end.month:
            return f"{start:%Y-%m}"
        if (start.month, end.month) == (1, 12):
            return f"{start:%Y}"
    return f"{start.isoformat()} to {end.isoformat()}"


def _is_last_of_month(day: dt.date) -> bool:
    import calendar

    return day.day == calendar.monthrange(day.year, day.month)[1]


def _where(where: Where | None) -> Text:
    if where is None:
        return Text("–", "dim")
    text = Text(squeeze(where.name), STYLES["where"])
    if where.country is not None and where.precision != "country":
        text.append(f", {squeeze(where.country)}", "dim")
    return text


def _according_to(event: EventMention, report: Report) -> Text:
    """Name the source nearest to the event first: the chain is kept outermost first."""
    if not event.sources:
        return Text(squeeze(report.publisher or "the report itself"), "dim")
    text = Text()
    for i, source in enumerate(_inner_first(event.sources)):
        text.append(", via " if i else "")
        text.append(squeeze(source.name or source.text), STYLES["said by"])
        if source.kind == "anonymous":
            text.append(" (anonymous)", "dim")
    return text


def _inner_first(sources: Sequence[Source]) -> Sequence[Source]:
    return sources[::-1]
