"""Our few exceptions.

DatelineError
├── LocatedError       at a place in a file
│   ├── ReportError    a report that cannot be read: set aside with its reason, the rest goes on
│   └── KnowledgeError a bad row in a knowledge file: file, line and the values allowed
├── StoreError         a store that cannot be opened, read or written
├── PipelineError      annotators in an order that cannot work, or an unknown plug-in
└── UsageError         wrong use of the command line (exit status 2)
"""

from __future__ import annotations

from collections.abc import Callable


class DatelineError(Exception):
    """The base of all exceptions raised on purpose by this package."""


class LocatedError(DatelineError):
    """Something wrong at a place in a file: ``path``, ``line`` (from 1, if known), ``reason``."""

    def __init__(self, reason: str, *, path: str, line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        super().__init__(f"{path}{f':{line}' if line is not None else ''}: {reason}")

    def __reduce__(
        self,
    ) -> tuple[Callable[..., LocatedError], tuple[type[LocatedError], str, str, int | None]]:
        # An exception is rebuilt from its message alone unless it says otherwise; a worker
        # process sends ours to its parent.
        return _located, (type(self), self.reason, self.path, self.line)


def _located(kind: type[LocatedError], reason: str, path: str, line: int | None) -> LocatedError:
    return kind(reason, path=path, line=line)


class ReportError(LocatedError):
    """A report that cannot be read."""


class KnowledgeError(LocatedError):
    """A bad row in a knowledge file: the reason names the values allowed."""


class PipelineError(DatelineError):
    """Annotators in an order that cannot work, or a plug-in that does not exist."""


class StoreError(DatelineError):
    """A store that cannot be opened, read or written: no such file, full disk, other schema."""


class UsageError(DatelineError):
    """Wrong use of the command line."""
