"""A time series → a plot of characters, JSON Lines, CSV, or a picture (PNG or SVG).

Pictures need matplotlib, which the extra ``viz`` brings.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console
from rich.text import Text

from dateline.errors import UsageError
from dateline.exporters._cells import plain_width
from dateline.what import plover

if TYPE_CHECKING:
    from dateline.store.series import Point

COLOURS = {1: "#4c9f70", 2: "#1b6e43", 3: "#e08e45", 4: "#b3312c"}
"""Of the quad classes: cooperation green, conflict red; what is material is darker."""

_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
_SIGNS = {1: "░", 2: "▒", 3: "▓", 4: "█"}


def check(form: str) -> None:
    """Raise ``UsageError`` where matplotlib is needed and not installed."""
    if form in ("png", "svg") and importlib.util.find_spec("matplotlib") is None:
        raise UsageError(f"{form.upper()} needs matplotlib: pip install 'dateline[viz]'")


def write(points: Sequence[Point], out: BinaryIO, form: str, title: str) -> None:
    """Write a series in one of the formats table, jsonl, csv, png, svg."""
    if form == "jsonl":
        for point in points:
            out.write(json.dumps(point.to_dict(), separators=(",", ":")).encode() + b"\n")
    elif form == "csv":
        text = io.StringIO()
        if points:
            writer = csv.DictWriter(text, points[0].to_dict(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(point.to_dict() for point in points)
        out.write(text.getvalue().encode())
    elif form == "table":
        _plot(points, out, title)
    else:
        _draw(points, out, form, title)
    out.flush()


def _plot(points: Sequence[Point], out: BinaryIO, title: str) -> None:
    """Draw a bar a period, its parts the quad classes, and the score beside it."""
    terminal = out.isatty()
    file = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="\n")
    try:
        console = Console(
            file=file, width=None if terminal else plain_width(), highlight=False, markup=False,
            emoji=False, force_terminal=None if terminal else False,
        )  # fmt: skip
        console.print(Text(title, "bold"))
        if not points:
            console.print(Text("No events found.", "dim"))
            return
        legend = Text("  ").join(
            Text(f"{_SIGNS[quad]} {name}", _STYLES[quad]) for quad, name in plover.QUADS.items()
        )
        console.print(legend, end="\n\n")
        most = max(point.events for point in points)
        room = max(10, console.width - 28)
        empty = 0
        for point in points:
            empty = 0 if point.events else empty + 1
            if empty > 2:
                if empty == 3:
                    console.print(Text("       ⋮", "dim"))
                continue
            line = Text(f"{point.start.isoformat()} {point.events:>6,} ")
            line.append("      – " if point.score is None else f"{point.score:>+7.2f} ", "dim")
            done = 0
            drawn = 0
            for quad in plover.QUADS:
                done += point.quads.get(quad, 0)
                length = round(done * room / most) if most else 0
                line.append(_SIGNS[quad] * (length - drawn), _STYLES[quad])
                drawn = length
            console.print(line, overflow="crop", no_wrap=True)
        file.flush()
    finally:
        file.detach()


def _draw(points: Sequence[Point], out: BinaryIO, form: str, title: str) -> None:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # The same series gives the same bytes: no day in the file, no random ids.
    with mpl.rc_context({"svg.hashsalt": "dateline"}):
        figure = Figure(figsize=(10, 5), layout="constrained")
        FigureCanvasAgg(figure)
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        days = [point.start for point in points]
        widths = [(b - a).days for a, b in pairwise(days)]
        width = 0.9 * min(widths, default=1)
        bottom = [0] * len(points)
        for quad, name in plover.QUADS.items():
            counts = [point.quads.get(quad, 0) for point in points]
            above.bar(days, counts, width, bottom, color=COLOURS[quad], label=name)
            bottom = [a + b for a, b in zip(bottom, counts, strict=True)]
        above.set_ylabel("events")
        above.set_title(title.replace("$", r"\$"))
        above.legend(frameon=False, fontsize="small", loc="upper left")
        scores = [float("nan") if point.score is None else point.score for point in points]
        below.axhline(0, color="0.7", linewidth=0.8)
        below.plot(days, scores, color="0.2", marker=".", linewidth=1)
        below.set_ylim(-10, 10)
        below.set_ylabel("score")
        for axes in (above, below):
            axes.spines[["top", "right"]].set_visible(False)
        kept = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=150, metadata=kept)
