"""What a person reads: the report with its spans marked, and its events as a table.

In a window too narrow for a table, one block an event. In a pipe or file, plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.exporters._cells import (
    TABLE_WIDTH,
    bounds,
    party,
    screen,
    signs,
    status,
    table,
    together,
    when,
    where,
    who,
)
from dateline.exporters._marks import STYLES, legend, marked
from dateline.exporters._safe import squeeze
from dateline.exporters._why import explained

if TYPE_CHECKING:
    from dateline.data import (
        Document,
        EventMention,
        Participant,
        Report,
        Source,
    )


def prepare(doc: Document) -> Document:
    """Leave out what the view does not show."""
    events = tuple(replace(event, why=None) for event in doc.events)
    return replace(prepare_explained(doc), events=events)


def prepare_explained(doc: Document) -> Document:
    """Leave out what the view does not show, but keep why each event was coded as it is."""
    return replace(doc, tokens=(), names=(), entities=(), attributions=(), scores=None)


def write(rows: Iterable[Document], out: BinaryIO) -> None:
    """Show one report after the other."""
    with screen(out) as view:
        for number, doc in enumerate(rows):
            with view.shown():
                if number == 0:
                    view.console.print(signs(legend(), view.console), end="\n\n")
                show(doc, view.console)


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
    made = table(
        console, "", "Who → whom", "What", "Status", "When", "Where", "According to"
    )  # fmt: skip
    for number, event in enumerate(doc.events, 1):
        cells = (
            _who(event),
            Text("\n").join((_type(event, "\n"), _words(doc, event))),
            status(event.status),
            when(event.when),
            where(event.where),
            _according_to(event, doc),
        )
        made.add_row(str(number), *(signs(cell, console) for cell in cells))
        if number < len(doc.events):
            made.add_row()
    return made


def _blocks(doc: Document, console: Console) -> Iterator[RenderableType]:
    for number, event in enumerate(doc.events, 1):
        head = Text.assemble(
            (f"{number} ", STYLES["event"]), _type(event, " "), "  ", status(event.status)
        )  # fmt: skip
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for label, cell in (
            ("who", _who(event)),
            ("what", _words(doc, event)),
            ("when", when(event.when)),
            ("where", where(event.where)),
            ("said by", _according_to(event, doc)),
        ):
            grid.add_row(label, signs(cell, console))
        yield Group(signs(head, console), Padding(grid, (0, 0, 0, 2)))


# --- cells ------------------------------------------------------------------------------------


def _who(event: EventMention) -> Text:
    return who(map(_participant, event.actors), map(_participant, event.recipients))


def _participant(one: Participant) -> Text:
    return party(one.name or one.text, one.country, one.sectors)


def _type(event: EventMention, gap: str) -> Text:
    text = Text().append(event.event_type, "bold")
    return text.append(f"{gap}{squeeze(', '.join(event.modes))}") if event.modes else text


def _words(doc: Document, event: EventMention) -> Text:
    """The words that name the event, and its numbers."""
    text = Text().append(f"“{squeeze(doc.text[slice(*event.trigger)])}”", "yellow")
    for count in event.counts:
        text.append(f"\n{squeeze(count.role).replace('_', ' ')} {bounds(count.low, count.high)}")
    return text


def _according_to(event: EventMention, doc: Document) -> Text:
    """Name the source nearest to the event first: the chain is kept outermost first. Those who say
    it side by side stay in the order of the text."""
    report = doc.report
    if not event.sources:
        return Text(squeeze(report.publisher or "the report itself"), "dim")
    links: list[list[Source]] = []
    for source in event.sources:
        if links and together(report.text, links[-1][-1], source):
            links[-1].append(source)
        else:
            links.append([source])
    text = Text()
    for i, link in enumerate(reversed(links)):
        for n, source in enumerate(link):
            text.append(" and " if n else ", via " if i else "")
            text.append(squeeze(source.name or source.text), STYLES["said by"])
            if source.kind == "anonymous":
                text.append(" (anonymous)", "dim")
    return text
