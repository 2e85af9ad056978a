"""A progress bar on standard error for runs that take long, and messages beside it."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def say(line: str) -> None:
    """Print a line to standard error, if there is one: print would take standard output."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)


class Meter:
    """Shows how far a run is, from ``after_s`` seconds on, where standard error is a terminal.

    ``total_bytes`` is what there is to read, ``None`` where nobody knows.
    """

    def __init__(self, total_bytes: int | None, *, shown: bool, after_s: float) -> None:
        self._total = total_bytes
        self._shown = shown and sys.stderr is not None and sys.stderr.isatty()
        self._start_at = time.monotonic() + after_s
        self._bytes = 0
        self._reports = 0
        self._bar: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar[0].stop()

    def add_bytes(self, count: int) -> None:
        """Note that so many bytes were read."""
        self._bytes += count

    def add_report(self) -> None:
        """Note that a report is done, and bring the bar up to date."""
        self._reports += 1
        if self._bar is None and self._shown and time.monotonic() >= self._start_at:
            self._bar = self._start()
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=self._bytes, reports=f"{self._reports:,} reports")

    def say(self, line: str) -> None:
        """Print a line to standard error, above the bar."""
        if self._bar is None:
            say(line)
        else:
            self._bar[0].console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _start(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        bar = Progress(
            TextColumn("{task.fields[reports]}"),
            BarColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=Console(stderr=True),
            transient=True,
        )
        task = bar.add_task("", total=self._total, reports="")
        bar.start()
        return bar, task
