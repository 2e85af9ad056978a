"""Finds a reader, parser, annotator, exporter or command by its file name.

Each plural folder of the package is an extension point: dropping in ``annotators/storms.py``
makes ``storms`` a name that the configuration may use.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from dateline.errors import PipelineError


def names(kind: str) -> list[str]:
    """List the plug-ins of a kind (``"readers"``, ``"annotators"`` ...), sorted by name."""
    package = importlib.import_module(f"dateline.{kind}")
    return sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name[0] != "_")


def find(kind: str, name: str) -> ModuleType:
    """Import the plug-in ``name`` of a kind.

    Raises ``PipelineError`` that lists the names allowed where there is none.
    """
    if name not in names(kind):
        raise PipelineError(f"no {name!r} in {kind}; there are: {', '.join(names(kind))}")
    return importlib.import_module(f"dateline.{kind}.{name}")
