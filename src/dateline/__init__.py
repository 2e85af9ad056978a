"""dateline reads dated news reports and keeps the record of what they say happened.

>>> import dateline
>>> coder = dateline.load()                                   # doctest: +SKIP
>>> coder("...", published="2025-07-12").events               # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.pipeline import load
    from dateline.store import open_store

__version__ = "0.1.0"
__all__ = ["__version__", "load", "open_store"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Import a part only when it is asked for: ``dateline --help`` stays quick."""
    if name == "load":
        from dateline.pipeline import load

        return load
    if name == "open_store":
        from dateline.store import open_store

        return open_store
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
