"""A hash of all that a store holds, for tests and comparisons."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from dateline.store.schema import corrections, mentions, record_forms, records, reports

_PARTS = (
    sa.select(reports.c.id, reports.c.copy_group, reports.c.superseded_on).order_by(reports.c.id),
    sa.select(mentions.c.id, mentions.c.key, mentions.c.form)
    .where(mentions.c.current)
    .order_by(mentions.c.id),
    sa.select(records.c.id, record_forms.c.form)
    .join(record_forms, record_forms.c.row == records.c.row)
    .order_by(records.c.id),
    sa.select(corrections.c.id).order_by(corrections.c.id),
)


def digest(conn: sa.Connection) -> str:
    """Make the hash: equal for equal reports and corrections, whatever the order in which they
    came."""
    made = hashlib.sha256()
    for query in _PARTS:
        for row in conn.execute(query):
            made.update(("\0".join(map(str, row)) + "\n").encode("utf-8", "replace"))
    return made.hexdigest()
