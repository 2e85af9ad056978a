"""Cells and consoles of what a person reads: the same for events of a report and for records."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.exporters._marks import STYLES
from dateline.exporters._safe import squeeze

if TYPE_CHECKING:
    import datetime as dt

    from dateline.data import Source, Status, When, Where

PLAIN_WIDTH = 100
"""Columns of the view in a pipe or file, unless the variable COLUMNS says otherwise."""

TABLE_WIDTH = 88
"""Columns below which events are shown as blocks: a table's cells would hold a word a line."""

STATUS: dict[Status, tuple[str, str]] = {
    "happened": ("●", "green"), "ongoing": ("◐", "yellow"), "planned": ("○", "cyan"),
    "possible": ("?", "magenta"), "negated": ("✗", "red"),
}  # fmt: skip
_AND = re.compile(r",?\s+(?:and|or)\s+(?:(?:an?|the|some|other|several)\s+)?")
_ASCII = str.maketrans({"●": "*", "◐": "+", "○": "o", "✗": "x", "→": ">", "“": '"', "”": '"',
                        "–": "-", "·": "-", "«": '"', "»": '"', "↑": "<", "↓": ">"})  # fmt: skip


class Screen:
    """A console, and the stream that what it shows goes to."""

    def __init__(self, console: Console, file: io.TextIOWrapper) -> None:
        self.console, self._file = console, file

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Write what is printed within, without the blanks that rich fills each line with."""
        with self.console.capture() as shown:
            yield
        self._file.writelines(f"{line.rstrip()}\n" for line in shown.get().split("\n")[:-1])
        self._file.flush()


@contextmanager
def screen(out: BinaryIO) -> Iterator[Screen]:
    """Make a console for a terminal, or for plain text in a pipe or file."""
    terminal = out.isatty()
    encoding = sys.stdout.encoding if terminal else "utf-8"
    file = io.TextIOWrapper(out, encoding=encoding, errors="replace", newline="\n")
    console = Console(
        file=file, width=None if terminal else plain_width(), highlight=False, markup=False,
        emoji=False, soft_wrap=False, force_terminal=None if terminal else False,
        legacy_windows=None if terminal else False,
    )  # fmt: skip
    try:
        yield Screen(console, file)
    finally:
        with suppress(OSError):  # nobody reads any more: the caller knows
            file.detach()  # closing it would close out


def plain_width() -> int:
    """Tell how wide the view is in a pipe or file."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else PLAIN_WIDTH


def signs(text: Text, console: Console) -> Text:
    """Put ASCII in place of our signs where the terminal's encoding has none of them."""
    if not console.options.ascii_only:
        return text
    return Text(text.plain.translate(_ASCII), spans=text.spans, style=text.style)


def table(console: Console, *columns: str) -> Table:
    """Make a table with these columns; cells fold, but a status does not."""
    made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")
    for name in columns:
        head = signs(Text(name), console)
        if name == "":
            made.add_column("", justify="right", no_wrap=True, style=STYLES["event"])
        elif name == "Status":
            made.add_column(head, no_wrap=True)
        elif name == "When":
            made.add_column(head, overflow="fold", min_width=10, max_width=13)
        else:
            made.add_column(head, overflow="fold")
    return made


def who(actors: Iterable[Text], recipients: Iterable[Text]) -> Text:
    """Who does it, and to whom, one a line."""
    lines = Text("\n+ ").join(actors) or Text("–", "dim")
    for recipient in recipients:
        lines.append("\n→ ").append_text(recipient)
    return lines


def party(name: str, country: str | None, sectors: Iterable[str]) -> Text:
    """A participant with the codes of country and sectors."""
    codes = " ".join(filter(None, (country, *sectors)))
    text = Text(squeeze(name), STYLES["who"])
    return text.append(f" ({squeeze(codes)})", "dim") if codes else text


def together(text: str, first: Source, second: Source, start: int = 0) -> bool:
    """Whether two sources of an event say it side by side ("police and witnesses said") and not one
    citing the other; ``text`` begins at character ``start`` of the report."""
    between = first.end - start, second.start - start
    return between[0] >= 0 and _AND.fullmatch(text, *between) is not None


def status(value: Status) -> Text:
    """A status with its sign."""
    sign, style = STATUS[value]
    return Text(f"{sign} {value}", style)


def when(value: When | None) -> Text:
    """Days."""
    return Text("–", "dim") if value is None else Text(days(value.start, value.end), STYLES["when"])


def where(value: Where | None) -> Text:
    """A place with its country."""
    if value is None:
        return Text("–", "dim")
    text = Text(squeeze(value.name), STYLES["where"])
    if value.country is not None and value.precision != "country":
        text.append(f", {squeeze(value.country)}", "dim")
    return text


def bounds(low: int, high: int | None) -> str:
    """Write a number with its bounds.

    >>> bounds(1200, 1200), bounds(24, 99), bounds(100, None)
    ('1,200', '24–99', '100 or more')
    """
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


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
