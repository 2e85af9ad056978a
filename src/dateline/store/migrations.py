"""Brings a store to our schema: makes the tables where there are none, steps up old ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from dateline import merge
from dateline.errors import StoreError
from dateline.store import held, schema
from dateline.store.many import chunks
from dateline.store.packed import unpack_sketch
from dateline.store.windows import block_numbers, copy_numbers


def _to_version_2(conn: sa.Connection) -> None:
    """Version 2: keys of blocks and of copies begin with their window of days, and records are
    found by longitude, too."""
    conn.exec_driver_sql("DROP INDEX IF EXISTS ix_records_lat")
    for index in schema.records.indexes:
        index.create(conn, checkfirst=True)
    blocks, copy_keys, mentions, reports = (
        schema.blocks, schema.copy_keys, schema.mentions, schema.reports,
    )  # fmt: skip
    conn.execute(blocks.delete())
    conn.execute(copy_keys.delete())
    rows = [row[0] for row in conn.execute(sa.select(mentions.c.row).where(mentions.c.current))]
    for some in chunks(rows):
        keys = [
            {"key": key, "mention": one.row}
            for one in held.by(conn, None, mentions.c.row, some)
            for key in block_numbers(merge.blocks(merge.prepared(one.mention)))
        ]
        if keys:
            conn.execute(blocks.insert(), keys)
    query = sa.select(reports.c.id, reports.c.published, reports.c.sketch)
    for some in chunks(conn.execute(query).all()):
        keys = [
            {"key": key, "report": report}
            for report, day, sketch in some
            for key in copy_numbers(day, merge.copy_keys(unpack_sketch(sketch)))
        ]
        if keys:
            conn.execute(copy_keys.insert(), keys)


STEPS: dict[int, Callable[[sa.Connection], None]] = {1: _to_version_2}
"""What leads from a version to the next: ``STEPS[1]`` makes version 2 of version 1."""


def version(conn: sa.Connection) -> int:
    """Tell the version of the schema of a store, 0 where it has no tables of ours.

    Raises ``StoreError`` where the tables are somebody else's, or of a later version than ours;
    lets an error of the database through (``connect.explained`` says what it is).
    """
    inspector = sa.inspect(conn)
    names = set(inspector.get_table_names())
    if not names:
        return 0
    value = None
    if "meta" in names and _is_meta(inspector.get_columns("meta")):
        value = conn.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version"))
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise StoreError(f"not a store of dateline: it has the tables {_some(names)}")
    if int(value) > schema.VERSION:
        raise StoreError(
            f"the store has schema version {value}, and this program knows {schema.VERSION}: "
            "it was made by a later dateline"
        )
    return int(value)


_NUMBER = re.compile("[1-9][0-9]{0,8}")


def _is_meta(columns: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether these are the columns of our table ``meta``: another table is not asked, so
    that what goes wrong in asking ours (a damaged file, missing rights) is said as it is."""
    kinds = {column["name"]: column["type"] for column in columns}
    return all(isinstance(kinds.get(name), sa.String) for name in ("key", "value"))


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
