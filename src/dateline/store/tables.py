"""Puts rows into tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa


def insert(conn: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Put rows into a table, if there are any; each has the same columns in the same order."""
    if not rows:
        return
    if any(isinstance(column.type, sa.Date) for column in table.columns):
        conn.execute(table.insert(), rows)
        return
    # Past SQLAlchemy, which would look at each value: a mention makes thirty rows.
    columns = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join([placeholder(conn)] * len(rows[0]))
    conn.exec_driver_sql(
        f"INSERT INTO {table.name} ({columns}) VALUES ({marks})",
        [tuple(row.values()) for row in rows],
    )


def greatest(conn: sa.Connection, column: sa.Column[Any]) -> int:
    """Give the largest number of a column, 0 where there is none."""
    return conn.scalar(sa.select(sa.func.max(column))) or 0


def placeholder(conn: sa.Connection) -> str:
    """Give what stands for a value in a statement of the driver."""
    return "%s" if conn.dialect.name == "postgresql" else "?"
