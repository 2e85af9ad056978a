"""The tables of a store: one schema for SQLite and PostgreSQL.

    reports ─< mentions >─ components ─< records ─ record_forms
                 │                          └─< record_terms >─ terms
              blocks, mention_words                corrections, aliases

What is read and said (``reports``, ``mentions``, ``corrections``) is only ever added to. The rest
is made from it, and can be made again: ``copy_group`` and ``superseded_on`` of reports;
``component`` and ``record`` of mentions; ``components``, ``records`` and what hangs on them.

Days in indices are whole numbers (``date.toordinal()``), as they are small and compare fast.
"""

from __future__ import annotations

import sqlalchemy as sa

VERSION = 2
"""The version of this schema; ``migrations.py`` brings older ones up to it."""

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # of this version: a hash of all it holds
    sa.Column("given_id", sa.Text, nullable=False),  # Report.id
    sa.Column("address", sa.Text, nullable=False, index=True),  # equal for all versions
    sa.Column("published", sa.Date, nullable=False, index=True),
    sa.Column("title", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("publisher", sa.Text),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("dateline", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("coder", sa.Text, nullable=False),  # who made the current mentions
    sa.Column("sketch", sa.LargeBinary, nullable=False),  # fingerprint, 8 bytes a number
    sa.Column("copy_of", sa.Text, index=True),  # the earliest report that it is a copy of
    sa.Column("copy_group", sa.Text, nullable=False),  # the first report of the chain of copies
    sa.Column("superseded_on", sa.Date),  # when a later version was published
)

copy_keys = sa.Table(
    "copy_keys",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True),
    sa.Column("report", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)

mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("row", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),  # equal in all versions of a report
    sa.Column("report", sa.Text, nullable=False, index=True),
    sa.Column("coder", sa.Text, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),  # not replaced by another coder's
    sa.Column("component", sa.BigInteger, nullable=False, index=True),
    sa.Column("record", sa.BigInteger),
    sa.Column("form", sa.Text, nullable=False),  # the event, as `dateline read` gives it
    sa.Column("words", sa.Text, nullable=False),  # of the trigger
    sa.Column("sentence", sa.Text, nullable=False),  # that the trigger stands in
)
sa.Index("ix_mentions_id", mentions.c.id)
sa.Index("ix_mentions_key", mentions.c.key)

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True),
    sa.Column("mention", sa.BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

components = sa.Table(
    "components",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("first", sa.Integer, nullable=False),  # day on which it was first reported
    sa.Column("settled", sa.Integer, nullable=False),  # since when it is as it is
)
sa.Index("ix_components_days", components.c.settled, components.c.first)

records = sa.Table(
    "records",
    metadata,
    sa.Column("row", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("component", sa.BigInteger, nullable=False, index=True),
    sa.Column("event_type", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),  # first day of the event, or of its reports
    sa.Column("last", sa.Integer),  # last day of the event, NULL where nobody gives one
    sa.Column("settled", sa.Integer, nullable=False),
    sa.Column("lat", sa.Double),
    sa.Column("lon", sa.Double),
    sa.Column("x", sa.Double),  # the place on the unit sphere, of a site, city or district:
    sa.Column("y", sa.Double),  # within a radius is where the dot product with the
    sa.Column("z", sa.Double),  # middle is large enough
    sa.Column("score", sa.Double, nullable=False),  # PLOVER's conflict-cooperation score
    sa.Column("outlets", sa.Integer, nullable=False),
    sa.Column("sources", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Double),
    sa.Column("contradicted", sa.Boolean, nullable=False),
    sa.Column("hidden", sa.Boolean, nullable=False),  # rejected by a person
)
sa.Index("ix_records_day", records.c.day, records.c.row)
sa.Index("ix_records_place", records.c.lat, records.c.lon)

record_forms = sa.Table(
    "record_forms",
    metadata,
    sa.Column("row", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("form", sa.Text, nullable=False),
)

terms = sa.Table(
    "terms",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)

record_terms = sa.Table(
    "record_terms",
    metadata,
    sa.Column("term", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("record", sa.BigInteger, primary_key=True),
    sa.Column("last", sa.Integer),
    sa.Column("settled", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("note", sa.Text),
    sa.Column("form", sa.Text, nullable=False),  # what it does to which mentions
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),  # of a mention that a coder found and a person
    sa.Column("now", sa.Text, nullable=False),  # corrected, and what another coder finds there
)

_WORDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE mention_words USING fts5("
        "words, content='', columnsize=0, tokenize='unicode61')",
    ),
    "postgresql": (
        "CREATE TABLE mention_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_mention_words ON mention_words USING GIN (words)",
    ),
}


def create(conn: sa.Connection) -> None:
    """Make all tables, in a store that has none."""
    metadata.create_all(conn)
    for statement in _WORDS[conn.dialect.name]:
        conn.exec_driver_sql(statement)
    values = [{"key": "version", "value": str(VERSION)}, {"key": "revision", "value": "0"}]
    conn.execute(meta.insert(), values)


def mention_words_insert(conn: sa.Connection) -> str:
    """Give the statement that files the words of a mention, for the search of words."""
    if conn.dialect.name == "postgresql":
        return "INSERT INTO mention_words VALUES (%s, to_tsvector('simple', %s))"
    return "INSERT INTO mention_words (rowid, words) VALUES (?, ?)"
