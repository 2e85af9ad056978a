"""Opens what an exporter writes to: a file that appears whole or not at all, or standard output."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import UsageError


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file for writing, standard output for ``None``.

    The file takes its name only once all is written; until then there is a hidden file beside it,
    which is removed if anything goes wrong. A pipe or device is written to as it is. Raises
    ``UsageError`` where it cannot be opened.
    """
    if path is None:
        if sys.stdout is None:  # as in: dateline read a.txt >&-
            raise UsageError("standard output is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))  # a link stays one
    if target.is_dir():
        raise UsageError(f"cannot write {path}: it is a folder")
    with _writable(path):
        special = target.exists() and not stat.S_ISREG(target.stat().st_mode)
        # The name is in no output, so it may be random.
        part = target if special else target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        file = part.open("wb" if special else "xb")
    if special:
        with _named(path), file:
            yield cast("BinaryIO", file)
        return
    try:
        with _named(path), file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in an error of writing to it: the system says only that a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM and error.filename is None:
            error.filename = str(path)
        raise


_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EROFS}


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
