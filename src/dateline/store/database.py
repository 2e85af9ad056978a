"""A database that is open: its tables are ours, and transactions read or write them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from dateline.errors import StoreError
from dateline.store import migrations, schema
from dateline.store.connect import engine, explained, shown, writer


class Database:
    """A database, brought up to our schema where it is writable."""

    def __init__(self, place: str, *, writable: bool) -> None:
        self.place, self.writable = place, writable
        self._engine = engine(place, writable=writable)
        try:
            self._prepare()
        except BaseException:
            self._engine.dispose()
            raise

    def _prepare(self) -> None:
        with explained(self.place), self._engine.connect() as conn:
            with conn.begin():
                version = migrations.version(conn)
            if version == schema.VERSION:
                return
            if not self.writable:
                state = f"has schema version {version}" if version else "is empty"
                raise StoreError(f"the store {state}; dateline add brings it up to date")
            with conn.begin():
                writer(conn)
                migrations.upgrade(conn)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees what was there when it began."""
        with explained(self.place), self._engine.connect() as conn:
            if conn.dialect.name == "postgresql":
                conn = conn.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with conn.begin():
                yield conn

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction of the only writer: all of it or nothing."""
        if not self.writable:
            raise StoreError(f"store {shown(self.place)}: it is open for reading only")
        with explained(self.place), self._engine.connect() as conn, conn.begin():
            writer(conn)
            yield conn
            conn.execute(_NEXT_REVISION)


_NEXT_REVISION = (
    schema.meta.update()
    .where(schema.meta.c.key == "revision")
    .values(value=sa.cast(sa.cast(schema.meta.c.value, sa.BigInteger) + 1, sa.Text))
)
