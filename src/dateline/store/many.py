"""Asks for what has one of many values: some of them in each statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Condition = sa.ColumnElement[bool] | sa.TextClause

AT_ONCE = 500
"""Values that a statement asks for at once."""


def chunks(values: Iterable[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Cut values into lists that a statement can take at once."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some


def lookup(
    conn: sa.Connection,
    key: sa.Column[Any],
    value: sa.Column[Any],
    keys: Iterable[Any],
    *where: Condition,
) -> dict[Any, Any]:
    """Give the values that stand beside these keys, as far as the keys are there."""
    query = _among(sa.select(key, value), key, where)
    found: dict[Any, Any] = {}
    for some in chunks(keys):
        for one, beside in conn.execute(query, {"values": some}):
            found[one] = beside
    return found


def distinct(
    conn: sa.Connection,
    wanted: sa.ColumnElement[Any],
    column: sa.ColumnElement[Any],
    values: Iterable[Any],
    *where: Condition,
) -> set[Any]:
    """Give what stands in a column of the rows that have one of these values in another."""
    query = _among(sa.select(wanted), column, where)
    return {row[0] for some in chunks(values) for row in conn.execute(query, {"values": some})}


def filed(
    conn: sa.Connection, table: sa.Table, column: str, keys: Iterable[int]
) -> Iterator[tuple[int, Any]]:
    """Yield key and column of the rows of a table that are filed under one of these numbers."""
    for some in chunks(sorted(keys)):
        listed = ",".join(map(str, some))  # they are numbers, and many
        query = f"SELECT key, {column} FROM {table.name} WHERE key IN ({listed})"
        yield from map(tuple, conn.exec_driver_sql(query).all())


def _among(
    query: sa.Select[Any], column: sa.ColumnElement[Any], where: Iterable[Condition]
) -> sa.Select[Any]:
    return query.where(*where, column.in_(sa.bindparam("values", expanding=True)))
