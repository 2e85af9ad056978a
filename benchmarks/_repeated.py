"""Tells all that a store holds once more, on later days: for stores larger than one can wait for.

The tables are copied within the database, with other ids and days; ``tests/test_repeated.py`` sees
to it that merging them again would change nothing. SQLite only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from dateline.merge.blocks import STEP
from dateline.store.windows import COPY_WINDOW, WINDOW_BITS
from dateline.store.words import searchable

UNIT = STEP * COPY_WINDOW
"""Days are shifted by a multiple of this, so that windows of days are shifted whole."""

_DATE = re.compile(r'(?<=")\d{4}-\d\d-\d\d(?=")')
_ID = re.compile(r'(?<=")[0-9a-f]{16}(?=")')


def other(name: str, turn: int) -> str:
    """The id of the copy of a report or mention: of the same place in the order of ids."""
    return f"{name[:-1]}{(int(name[-1], 16) + turn) % 16:x}"


def repeat(place: str, times: int) -> None:
    """Add the copies of the tables of a SQLite store, each in a transaction of its own."""
    conn = sqlite3.connect(place, isolation_level=None)
    for pragma in ("cache_size = -400000", "synchronous = OFF", "mmap_size = 4000000000"):
        conn.execute(f"PRAGMA {pragma}")
    first, last = conn.execute("SELECT min(published), max(published) FROM reports").fetchone()
    days = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days + COPY_WINDOW
    days += -days % UNIT
    tops = {
        name: conn.execute(f'SELECT max("{column}") FROM {name}').fetchone()[0]
        for name, column in (("mentions", "row"), ("components", "id"), ("records", "row"))
    }
    for turn in range(1, times + 1):
        conn.execute("BEGIN IMMEDIATE")
        _Turn(conn, turn, turn * days, tops).copy()
        conn.execute("COMMIT")
    conn.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    conn.close()


class _Turn:
    """One copy: what was there at first, so many days later."""

    def __init__(
        self, conn: sqlite3.Connection, turn: int, days: int, tops: dict[str, int]
    ) -> None:
        self.conn, self.turn, self.days, self.tops = conn, turn, days, tops
        self.day = lru_cache(maxsize=10_000)(self._day)

    def copy(self) -> None:
        """Copy all tables."""
        self._insert("reports", self._reports())
        self._insert("mentions", self._mentions())
        forms = dict(self._record_forms())
        ids = {row: json.loads(form)["id"] for row, form in forms.items()}
        self._insert("record_forms", forms.items())
        self._insert("records", self._records(ids))
        t, days, turn = self.tops, self.days, self.turn
        self.conn.execute(
            f"INSERT INTO components SELECT id + {turn * t['components']}, first + {days}, "
            f"settled + {days} FROM components WHERE id <= {t['components']}"
        )
        window = (days // STEP) << WINDOW_BITS
        self.conn.execute(
            f"INSERT INTO blocks SELECT key + {window}, mention + {turn * t['mentions']} "
            f"FROM blocks WHERE mention <= {t['mentions']}"
        )
        self.conn.execute(
            f"INSERT INTO record_terms SELECT term, day + {days}, record + {turn * t['records']}, "
            f"last + {days}, settled + {days} FROM record_terms WHERE record <= {t['records']} "
            "ORDER BY term, day, record"
        )
        window = (days // COPY_WINDOW) << WINDOW_BITS
        keys = self._all(
            "SELECT key, report FROM copy_keys WHERE report IN "
            "(SELECT id FROM reports WHERE given_id NOT LIKE '%~_')"
        )
        self._insert("copy_keys", ((key + window, other(r, turn)) for key, r in keys))

    def _all(self, query: str) -> Iterator[tuple]:
        return iter(self.conn.execute(query).fetchall())

    def _insert(self, table: str, rows: Iterator[tuple]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is not None:
            query = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"
            self.conn.execute(query, first)
            self.conn.executemany(query, rows)

    def _day(self, day: str) -> str:
        return (dt.date.fromisoformat(day) + dt.timedelta(self.days)).isoformat()

    def _form(self, form: str) -> str:
        return _DATE.sub(lambda match: self.day(match[0]), form)

    def _reports(self) -> Iterator[tuple]:
        query = (
            "SELECT id, given_id, address, published, title, url, publisher, language, dateline, "
            "text, coder, sketch, copy_of, copy_group, superseded_on FROM reports "
            "WHERE given_id NOT LIKE '%~_'"
        )
        for i, given, address, published, title, url, *rest, of, group, superseded in self._all(
            query
        ):
            yield (
                other(i, self.turn), f"{given}~{self.turn}", f"{address}~{self.turn}",
                self.day(published), title, url and f"{url}~{self.turn}", *rest,
                of and other(of, self.turn), other(group, self.turn),
                superseded and self.day(superseded),
            )  # fmt: skip

    def _mentions(self) -> Iterator[tuple]:
        titles = dict(self._all("SELECT id, title FROM reports"))
        query = (
            'SELECT "row", id, key, report, coder, current, component, record, form, words, '
            f'sentence FROM mentions WHERE "row" <= {self.tops["mentions"]}'
        )
        words = []
        for row, i, key, report, coder, current, component, record, form, w, sentence in self._all(
            query
        ):
            new = row + self.turn * self.tops["mentions"]
            event = json.loads(form)
            names = [p["name"] or p["text"] for p in event["actors"] + event["recipients"]]
            where = [event["where"]["name"]] if event["where"] else []
            words.append(
                (new, searchable(" ".join((sentence, titles[report] or "", *names, *where))))
            )
            yield (
                new, other(i, self.turn), other(key, self.turn), other(report, self.turn), coder,
                current, component + self.turn * self.tops["components"],
                record and record + self.turn * self.tops["records"], self._form(form), w, sentence,
            )  # fmt: skip
        self.conn.executemany("INSERT INTO mention_words (rowid, words) VALUES (?, ?)", words)

    def _record_forms(self) -> Iterator[tuple[int, str]]:
        query = f'SELECT "row", form FROM record_forms WHERE "row" <= {self.tops["records"]}'
        for row, form in self._all(query):
            new = _ID.sub(lambda match: other(match[0], self.turn), self._form(form))
            first = json.loads(new)["mentions"][0]
            named = hashlib.sha256(f"record\0{first}".encode()).hexdigest()[:16]
            yield row + self.turn * self.tops["records"], _ID.sub(named, new, count=1)

    def _records(self, ids: dict[int, str]) -> Iterator[tuple]:
        query = (
            'SELECT "row", component, event_type, status, day, last, settled, lat, lon, x, y, z, '
            "score, outlets, sources, confidence, contradicted, hidden FROM records "
            f'WHERE "row" <= {self.tops["records"]}'
        )
        for row, component, kind, status, day, last, settled, *rest in self._all(query):
            new = row + self.turn * self.tops["records"]
            yield (
                new, ids[new], component + self.turn * self.tops["components"], kind, status,
                day + self.days, last and last + self.days, settled + self.days, *rest,
            )  # fmt: skip
