"""Opens files, folders and standard input, and picks the reader of each."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, cast

from dateline import plugins
from dateline.data import Document, Refusal, Report
from dateline.readers._rules import Rules

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"

_NOT_READ = {
    ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".xml": "XML", ".rss": "a feed",
    ".atom": "a feed", ".warc": "WARC", ".json": "JSON that is not one object a line",
    ".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".odt": "OpenDocument", ".rtf": "RTF",
    ".xlsx": "Excel", ".xls": "Excel", ".zip": "a ZIP archive", ".tar": "a TAR archive",
    ".tgz": "a TAR archive", ".7z": "a 7-Zip archive", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd",
}  # fmt: skip
_OPENINGS = (
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<?xml", "XML"), (b"<rss", "a feed"),
    (b"<feed", "a feed"), (b"warc/", "WARC"), (b"%pdf-", "PDF"),
    (b"pk\x03\x04", "a ZIP archive"), (b"{\\rtf", "RTF"),
)  # fmt: skip
_READ = "give plain text, JSON Lines (.jsonl), CSV or Parquet"
_PEEK = 1 << 13

OnBytes = Callable[[int], object]
"""Told how many bytes of a file were read, for a progress bar."""


def read(
    paths: Sequence[str], rules: Rules | None = None, on_bytes: OnBytes | None = None
) -> Iterator[Report | Refusal]:
    """Read the reports of files, of folders (with all below, sorted by name) and, for ``-``, of
    standard input, one after the other.

    Hidden files in folders are passed over. The format follows the ending of the name, or else
    the first bytes; ``.gz`` is unpacked on the way.
    """
    for item in _read_all(paths, rules or Rules(), on_bytes, "read"):
        yield item.report if isinstance(item, Document) else item


def read_coded(
    paths: Sequence[str], rules: Rules | None = None, on_bytes: OnBytes | None = None
) -> Iterator[Report | Refusal | Document]:
    """As ``read``; but files that hold what a coder has found give documents, with their events."""
    yield from _read_all(paths, rules or Rules(), on_bytes, "read_coded")


def _read_all(
    paths: Sequence[str], rules: Rules, on_bytes: OnBytes | None, how: str
) -> Iterator[_Item]:
    for path in paths:
        if path == STDIN:
            if sys.stdin is None:  # as in: dateline read - <&-
                yield Refusal(STDIN, "standard input is closed")
                continue
            yield from _read_stream(sys.stdin.buffer, STDIN, rules, how)
        else:
            for file in _walk(Path(path)):
                yield from _read_file(file, rules, on_bytes, how)


def size(paths: Sequence[str]) -> int | None:
    """How many bytes the files and folders hold; ``None`` where standard input is among them."""
    if STDIN in paths:
        return None
    total = 0
    for path in paths:
        for file in _walk(Path(path)):
            try:
                total += file.stat().st_size
            except OSError:
                continue  # read() tells
    return total


def _walk(path: Path) -> Iterator[Path]:
    """Yield a file itself, or the files in a folder and below, in the order of their names."""
    waiting = [path]
    while waiting:
        path = waiting.pop()
        entries: list[Path] | None = None
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
            with suppress(OSError):
                entries = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        if entries is None:
            yield path  # where it is a folder after all, reading it gives the reason
            continue
        # A link to a folder could lead back to where we are.
        waiting += [e for e in entries if e.name[0] != "." and not (e.is_symlink() and e.is_dir())]


def _read_file(path: Path, rules: Rules, on_bytes: OnBytes | None, how: str) -> Iterator[_Item]:
    name = str(path)
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
            what = "a folder that cannot be read" if stat.S_ISDIR(mode) else "not a file"
            yield Refusal(name, what)
            return
        with path.open("rb", buffering=0) as raw:
            counted = cast("io.RawIOBase", _Counted(raw, on_bytes) if on_bytes else raw)
            with io.BufferedReader(counted) as stream:
                yield from _read_stream(stream, name, rules, how)
    except FileNotFoundError:
        yield Refusal(name, "no such file")
    except OSError as error:
        yield Refusal(name, f"cannot be read: {error.strerror or error}")


def _read_stream(stream: BinaryIO, path: str, rules: Rules, how: str) -> Iterator[_Item]:
    """Unpack a stream where it is packed, pick its reader, and read it.

    A packed file that is damaged gives its whole reports first, then a refusal.
    """
    buffered = _buffered(stream)
    if buffered.peek(2)[:2] == b"\x1f\x8b":
        unpacked = gzip.GzipFile(fileobj=buffered)
        buffered = io.BufferedReader(cast("io.RawIOBase", unpacked))
    try:
        reader = _pick(buffered, path)
        if isinstance(reader, Refusal):
            yield reader
        else:
            function: _Read = getattr(reader, how, reader.read)
            yield from function(cast("BinaryIO", buffered), path, rules)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Refusal(path, f"damaged .gz file: {error}")


def _pick(stream: io.BufferedReader, path: str) -> ModuleType | Refusal:
    name = path.lower().removesuffix(".gz")
    suffix = Path(name).suffix
    if suffix in _NOT_READ:
        return Refusal(path, f"{_NOT_READ[suffix]} is not read; {_READ}")
    readers = _by_suffix()
    if suffix in readers:
        return readers[suffix]
    return _sniff(stream.peek(_PEEK)[:_PEEK], path)


def _sniff(head: bytes, path: str) -> ModuleType | Refusal:
    """Pick a reader by the first bytes: an object that opens is JSON Lines, what is neither that
    nor Parquet is text."""
    if head[:4] == b"PAR1":
        return _by_suffix()[".parquet"]
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what in _OPENINGS:
        if opening[: len(magic)].lower() == magic:
            return Refusal(path, f"{what} is not read; {_READ}")
    if opening[:1] == b"{" and opening[1:].lstrip()[:1] in (b'"', b"}"):
        return _by_suffix()[".jsonl"]
    return _by_suffix()[".txt"]


_Item = Report | Refusal | Document
_Read = Callable[[BinaryIO, str, Rules], Iterator[_Item]]


@cache
def _by_suffix() -> dict[str, ModuleType]:
    modules = [plugins.find("readers", name) for name in plugins.names("readers")]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", stream))


class _Counted(io.RawIOBase):
    """A raw file that tells how many bytes were read of it."""

    def __init__(self, raw: io.RawIOBase | io.FileIO, on_bytes: OnBytes) -> None:
        self._raw, self._on_bytes = raw, on_bytes

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = self._raw.readinto(buffer) or 0
        self._on_bytes(count)
        return count
