"""Reports and mentions as they are held: read back from the tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dateline.data import Report
from dateline.forms import event_from_dict
from dateline.merge.types import StoredMention
from dateline.store import readings
from dateline.store.many import chunks, distinct
from dateline.store.schema import mentions, reports

if TYPE_CHECKING:
    from dateline.store.corrections import Corrections


@dataclass(frozen=True, slots=True)
class Held:
    """A mention with its row, its component and the day from which on it is superseded.

    ``coded`` is what the coder made of it, where a person reads it otherwise; ``added`` says that
    a person found it.
    """

    row: int
    key: str
    component: int
    record: int | None
    superseded_on: dt.date | None
    mention: StoredMention
    added: bool = False
    coded: StoredMention | None = None

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
    mentions.c.coder,
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
    known: Corrections | None,
    column: sa.Column[Any],
    values: Iterable[Any],
    *where: sa.ColumnElement[bool],
) -> Iterator[Held]:
    """Read the current mentions that have one of these values in a column, as the corrections
    want them; without corrections as they are in the table."""
    query = _QUERY.where(
        mentions.c.current, column.in_(sa.bindparam("values", expanding=True)), *where
    )
    for some in chunks(values):
        for row in conn.execute(query, {"values": some}):
            one = _held(row)
            read = one if known is None else as_read(one, known)
            if read is not None:
                yield read


def as_read(one: Held, known: Corrections) -> Held | None:
    """Give a mention as people read it; ``None`` where it is one that a person added, and nothing
    holds it."""
    entries = known.by_key.get(one.key, ())
    if not entries and not one.added:
        return one
    mention = readings.read_as(one.mention, entries, added=one.added)
    if mention is None:
        return None
    return one if mention is one.mention else replace(one, mention=mention, coded=one.mention)


def _held(row: Any) -> Held:  # noqa: ANN401 - a row of _QUERY
    (
        number, key, component, record, mention_id, form, words, sentence, report, coder,
        superseded_on, published, address, copy_group, url, publisher, title,
    ) = row  # fmt: skip
    event = event_from_dict(json.loads(form))
    mention = StoredMention(
        mention_id, event, report, published, words, address, copy_group, url, publisher, title,
        superseded_on is not None, sentence,
    )  # fmt: skip
    added = coder == readings.PERSON
    return Held(number, key, component, record, superseded_on, mention, added)


def has(conn: sa.Connection, version: str, key: str) -> bool:
    """Tell whether a version of a report has a current mention of this key."""
    query = sa.select(mentions.c.row).where(
        mentions.c.key == key, mentions.c.report == version, mentions.c.current
    )
    return conn.scalar(query.limit(1)) is not None


# --- reports ----------------------------------------------------------------------------------


def versions(conn: sa.Connection, ids: Iterable[str]) -> set[str]:
    """Give those of these versions of reports that are there."""
    return distinct(conn, reports.c.id, reports.c.id, ids)


def report(conn: sa.Connection, version: str) -> Report | None:
    """Read a version of a report; ``None`` where there is none."""
    row = conn.execute(sa.select(reports).where(reports.c.id == version)).one_or_none()
    return None if row is None else report_of(row)


def reports_at(conn: sa.Connection, address: str) -> list[tuple[str, Report]]:
    """Read all versions of the report at an address, with their ids, oldest first."""
    query = sa.select(reports).where(reports.c.address == address)
    rows = conn.execute(query.order_by(reports.c.published, reports.c.id))
    return [(row.id, report_of(row)) for row in rows]


def report_of(row: Any) -> Report:  # noqa: ANN401 - a row of the table
    """Make a report of its row."""
    return Report(
        row.given_id, row.text, row.published, row.title, row.url, row.publisher,
        row.language, row.dateline,
    )  # fmt: skip
