"""Our few exceptions.

DatelineError
├── LocatedError       at a place in a file
│   ├── ReportError    a report that cannot be read: set aside with its reason, the rest goes on
│   └── KnowledgeError a bad row in a knowledge file: file, line and the values allowed
├── PipelineError      annotators in an order that cannot work, or an unknown plug-in
└── UsageError         wrong use of the command line (exit status 2)
"""


class DatelineError(Exception):
    """The base of all exceptions raised on purpose by this package."""


class LocatedError(DatelineError):
    """Something wrong at a place in a file: ``path``, ``line`` (from 1, if known), ``reason``."""

    def __init__(self, reason: str, *, path: str, line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        super().__init__(f"{path}{f':{line}' if line is not None else ''}: {reason}")


class ReportError(LocatedError):
    """A report that cannot be read."""


class KnowledgeError(LocatedError):
    """A bad row in a knowledge file: the reason names the values allowed."""


class PipelineError(DatelineError):
    """Annotators in an order that cannot work, or a plug-in that does not exist."""


class UsageError(DatelineError):
    """Wrong use of the command line."""
