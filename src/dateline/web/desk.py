"""What all views share: the open store, the coder, the names, the settings."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dateline.errors import DatelineError
from dateline.readers import MAX_REPORT_BYTES
from dateline.store import Store, open_store
from dateline.store.connect import location
from dateline.web.names import Names

if TYPE_CHECKING:
    from fastapi import Request

    from dateline.data import Document, Report

T = TypeVar("T")

KEPT = 64
"""Answers that are kept until something is written."""


class NotThere(DatelineError):  # noqa: N818 - what is missing, not what went wrong
    """What an address names is not in the store."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``dateline serve`` is told. ``token``: what a visitor must show, ``None``: nothing."""

    store: str
    edit: bool = False
    token: str | None = None
    hosts: frozenset[str] = frozenset()
    knowledge: tuple[str, ...] = ()
    max_report_bytes: int = MAX_REPORT_BYTES


@dataclass
class Desk:
    """The store and the coder, each opened when it is first needed."""

    settings: Settings
    coder: Callable[[Report], Document] | None = None
    names: Names = field(init=False)
    _store: Store | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _coding: threading.Lock = field(default_factory=threading.Lock)
    _kept: OrderedDict[tuple[Any, ...], Any] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.names = Names(self.settings.knowledge)

    @property
    def empty(self) -> bool:
        """Whether there is no store yet, or nothing in it."""
        store = self.open()
        return store is None or store.extent() is None

    def open(self) -> Store | None:
        """Give the store; ``None`` where there is none and none may be made."""
        with self._lock:
            if self._store is None:
                place = location(self.settings.store)
                if not self.settings.edit and "://" not in place and not Path(place).is_file():
                    return None
                store = open_store(self.settings.store, writable=self.settings.edit)
                store.keep_overview()
                self._store = store
            return self._store

    def warm(self) -> None:
        """Open the store, where there is one, and the names, so that no visitor waits for them."""
        place = location(self.settings.store)
        if "://" in place or Path(place).is_file():
            with suppress(DatelineError):  # the first page says what is wrong
                self.open()
        self.names.of("SYR")

    def store(self) -> Store:
        """Give the store. Raises ``NotThere`` where there is none."""
        store = self.open()
        if store is None:
            raise NotThere("there is no store yet (dateline add makes one)")
        return store

    def code(self, reports: Sequence[Report]) -> list[Document]:
        """Code reports: one visitor after the other."""
        with self._coding:
            if self.coder is None:
                from dateline.pipeline import load

                self.coder = load([Path(folder) for folder in self.settings.knowledge]).code
            return [self.coder(report) for report in reports]

    def kept(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Give an answer again, as long as nothing has been written since."""
        whole = (self.store().shown(), *key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast("T", self._kept[whole])
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Throw away the answers that are kept."""
        with self._lock:
            self._kept.clear()
            if self._store is not None:
                self._store.forget()

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()


def desk_of(request: Request) -> Desk:
    """Give what the views share."""
    desk: Desk = request.app.state.desk
    return desk
