"""Opens a database: SQLite in a file, or PostgreSQL by URL.

One writer at a time, on both: SQLite has it so (``BEGIN IMMEDIATE`` waits for the other), on
PostgreSQL an advisory lock does the same. Readers wait for nobody, and see what was there when
their transaction began.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.errors import StoreError, UsageError

FILE = "dateline.db"
SUFFIXES = (".db", ".sqlite", ".sqlite3")
BUSY_S = 600
"""How long a writer waits for another before it gives up."""

_LOCK = 0x6461746C696E65
"""The number of our advisory lock: "dateline" in ASCII, short of its last letter."""


def location(where: str) -> str:
    """Find out what ``--store`` names: the URL of a PostgreSQL database, or the path of a file.

    A folder, or a name without the ending of a database file, holds ``dateline.db``.
    """
    if where.startswith(("postgresql://", "postgres://")):
        return where
    if "://" in where:
        scheme = where.partition("://")[0]
        raise UsageError(f"--store: {scheme}:// is no store; give a folder or postgresql://…")
    path = Path(where).expanduser()
    if path.is_dir() or (path.suffix.lower() not in SUFFIXES and not path.is_file()):
        path = path / FILE
    return str(path)


def engine(place: str, *, writable: bool) -> sa.Engine:
    """Make the engine of a store. Opens nothing yet, but makes the folder of a new file."""
    if place.startswith(("postgresql://", "postgres://")):
        return _postgresql(place)
    path = Path(place)
    if writable:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot make {path.parent}: {error.strerror or error}") from None
    elif not path.is_file():
        raise StoreError(f"no store at {path} (dateline add makes one)")
    return _sqlite(path, writable=writable)


def writer(conn: sa.Connection) -> None:
    """Become the only writer, for the transaction that has just begun."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database has to say into a ``StoreError``."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreError(f"store {shown(place)}: {_reason(error)}") from error
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start : error.end])
        raise StoreError(f"store {shown(place)}: half a character, {half}, is no text") from None


def _sqlite(path: Path, *, writable: bool) -> sa.Engine:
    # A folder that nobody may write to cannot have the files of a write-ahead log beside the
    # database; then nobody else writes to it either.
    frozen = not writable and not os.access(path.parent, os.W_OK)
    mode = "ro&immutable=1" if frozen else ("rwc" if writable else "rw")
    uri = f"file:{_quoted(path)}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # Transactions begin where SQLAlchemy says so, below, not where the driver guesses.
        raw = sqlite3.connect(
            uri, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        raw.execute("PRAGMA cache_size = -65536")
        raw.execute("PRAGMA mmap_size = 1073741824")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute(f"PRAGMA busy_timeout = {BUSY_S * 1000}")
        if writable:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")  # what is acknowledged outlives a power cut
            raw.execute("PRAGMA wal_autocheckpoint = 8192")  # pages: those of one day come often
        else:
            raw.execute("PRAGMA query_only = ON")
        return raw

    made = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)

    @sa.event.listens_for(made, "begin")
    def _begin(conn: sa.Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE" if writable else "BEGIN")

    return made


def _postgresql(url: str) -> sa.Engine:
    try:
        import psycopg  # noqa: F401 - only to say clearly what is missing
    except ImportError:
        raise UsageError(
            "a PostgreSQL store needs psycopg: pip install 'dateline[postgres]'"
        ) from None
    rest = url.partition("://")[2]
    try:
        return sa.create_engine(f"postgresql+psycopg://{rest}")
    except (ValueError, sa.exc.ArgumentError):  # they would show the password
        raise UsageError(
            "--store: this is not the URL of a database (expected: "
            "postgresql://user:password@host:5432/name)"
        ) from None


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def shown(place: str) -> str:
    """The place without the password that a URL may hold."""
    if "://" not in place:
        return place
    return sa.make_url(place).render_as_string(hide_password=True)


def _reason(error: sa.exc.DBAPIError) -> str:
    original: Any = error.orig
    text = " ".join(str(original).split())
    if "readonly database" in text or "read-only transaction" in text:
        return "it may only be read"
    if "disk is full" in text:
        return "the disk is full; nothing of the last batch was kept"
    if "disk I/O error" in text:
        return "the disk cannot be written (full, or damaged); nothing of the last batch was kept"
    if "file is not a database" in text:
        return "the file is not a database"
    return text
