"""Mentions as they are held: read back from the tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from dateline.forms import event_from_dict
from dateline.merge.types import StoredMention
from dateline.store.schema import mentions, reports

T = TypeVar("T")

AT_ONCE = 500
"""Values that a statement asks for at once."""


@dataclass(frozen=True, slots=True)
class Held:
    """A mention with its row, its component and the day from which on it is superseded."""

    row: int
    key: str
    component: int
    record: int | None
    superseded_on: dt.date | None
    mention: StoredMention

    def on(self, day: dt.date) -> StoredMention:
        """Give the mention as it stood on a day."""
        then = self.superseded_on is not None and self.superseded_on <= day
        return self.mention if then else replace(self.mention, superseded=False)


_QUERY = sa.select(
    mentions.c.row,
    mentions.c.key,
    mentions.c.component,
    mentions.c.record,
    mentions.c.id,
    mentions.c.form,
    mentions.c.words,
    mentions.c.sentence,
    mentions.c.report,
    reports.c.superseded_on,
    reports.c.published,
    reports.c.address,
    reports.c.copy_group,
    reports.c.url,
    reports.c.publisher,
    reports.c.title,
).select_from(mentions.join(reports, mentions.c.report == reports.c.id))


def by(
    conn: sa.Connection,
    column: sa.Column[Any],
    values: Iterable[Any],
    *where: sa.ColumnElement[bool],
) -> Iterator[Held]:
    """Read the current mentions that have one of these values in a column."""
    query = _QUERY.where(
        mentions.c.current, column.in_(sa.bindparam("values", expanding=True)), *where
    )
    for some in chunks(values):
        for row in conn.execute(query, {"values": some}):
            yield _held(row)


def _held(row: Any) -> Held:  # noqa: ANN401 - a row of _QUERY
    (
        number, key, component, record, mention_id, form, words, sentence, report, superseded_on,
        published, address, copy_group, url, publisher, title,
    ) = row  # fmt: skip
    event = event_from_dict(json.loads(form))
    mention = StoredMention(
        mention_id, event, report, published, words, address, copy_group, url, publisher, title,
        superseded_on is not None, sentence,
    )  # fmt: skip
    return Held(number, key, component, record, superseded_on, mention)


def chunks(values: Iterable[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Cut values into lists that a statement can take at once."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some


def lookup(
    conn: sa.Connection, query: sa.Select[Any], name: str, values: Iterable[Any]
) -> dict[Any, Any]:
    """Make a dictionary of the pairs that a query with a list of values gives."""
    found: dict[Any, Any] = {}
    for some in chunks(values):
        for key, value in conn.execute(query, {name: some}):
            found[key] = value
    return found
