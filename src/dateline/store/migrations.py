"""Brings a store to our schema: makes the tables where there are none, steps up old ones."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from dateline.errors import StoreError
from dateline.store import schema

STEPS: dict[int, Callable[[sa.Connection], None]] = {}
"""What leads from a version to the next: ``STEPS[1]`` makes version 2 of version 1."""


def version(conn: sa.Connection) -> int:
    """Tell the version of the schema of a store, 0 where it has no tables of ours.

    Raises ``StoreError`` where the tables are somebody else's, or of a later version than ours.
    """
    inspector = sa.inspect(conn)
    names = set(inspector.get_table_names())
    if "meta" not in names:
        if names:
            raise StoreError(f"not a store of dateline: it has the tables {_some(names)}")
        return 0
    try:
        value = conn.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version"))
    except sa.exc.DBAPIError:
        value = None
    if value is None or not value.isdecimal():
        raise StoreError(f"not a store of dateline: it has the tables {_some(names)}")
    if int(value) > schema.VERSION:
        raise StoreError(
            f"the store has schema version {value}, and this program knows {schema.VERSION}: "
            "it was made by a later dateline"
        )
    return int(value)


def upgrade(conn: sa.Connection) -> None:
    """Make the tables, or bring those of an older version up to ours, step by step."""
    now = version(conn)
    if now == 0:
        schema.create(conn)
        return
    for step in range(now, schema.VERSION):
        STEPS[step](conn)
    conn.execute(
        schema.meta.update().where(schema.meta.c.key == "version").values(value=str(schema.VERSION))
    )


def _some(names: set[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:4]) + (" …" if len(shown) > 4 else "")
