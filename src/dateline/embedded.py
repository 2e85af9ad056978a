"""Which network reads: the one that ships in the package, or, in training and trials, another.

with reading_with(folder):
coder = pipeline.load()
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

MODEL = Path(__file__).parent / "model"
_network: ContextVar[Path] = ContextVar("network", default=MODEL)


def network() -> Path:
    """The folder of the network that is loaded now (``english.onnx``, ``.json``, ``.npz``)."""
    return _network.get()


@contextmanager
def reading_with(folder: Path) -> Iterator[None]:
    """Load the network of a folder instead of the one that ships."""
    token = _network.set(folder)
    try:
        yield
    finally:
        _network.reset(token)
