"""dateline reads dated news reports and keeps the record of what they say happened.

>>> import dateline
>>> coder = dateline.load()                                   # doctest: +SKIP
>>> coder("...", published="2025-07-12").events               # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.pipeline import load

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Import the pipeline only when it is asked for: ``dateline --help`` stays quick."""
    if name == "load":
        from dateline.pipeline import load

        return load
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
