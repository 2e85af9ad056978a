"""Keeps an overview of all records in memory, and reads it again when something is written."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from dateline.errors import StoreError
from dateline.store import overview
from dateline.store.looking import revision
from dateline.store.overview import Overview

log = logging.getLogger(__name__)

LARGE = 50_000
"""Records from which on an overview is read again beside what is asked, not before it."""


class Glance:
    """The overview of a store, once ``keep`` is called. ``reading`` begins a transaction."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading
        self._kept = False
        self._loading = threading.Lock()
        self._seen: Overview | None = None

    def keep(self) -> None:
        """Read an overview, and keep it from now on."""
        self._kept = True
        with self._reading() as conn:
            self.seen(conn)

    def forget(self) -> None:
        """Throw away the answers that are kept with the overview."""
        if self._seen is not None:
            self._seen.forget()

    def seen(self, conn: sa.Connection) -> Overview | None:
        """Give the overview; ``None`` where none is kept."""
        if not self._kept:
            return None
        seen, now = self._seen, revision(conn)
        if seen is not None and (seen.revision == now or self._reads_again(len(seen))):
            return seen
        with self._loading:
            if self._seen is None or self._seen.revision != now:
                self._seen = overview.load(conn, now)
            return self._seen

    def _reads_again(self, size: int) -> bool:
        """Begin to read a large overview again, beside what is asked of the old one."""
        if size < LARGE:
            return False
        if self._loading.acquire(blocking=False):
            threading.Thread(target=self._read_again, daemon=True).start()
        return True

    def _read_again(self) -> None:
        try:
            with self._reading() as conn:
                self._seen = overview.load(conn, revision(conn))
        except StoreError:
            log.exception("the overview cannot be read again")
        finally:
            self._loading.release()
