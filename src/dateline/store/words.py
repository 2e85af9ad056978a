"""The search of words: in the sentences of mentions, the titles of their reports, and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from dateline.store.many import distinct
from dateline.store.schema import mentions

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")  # accents, as decomposition parts them from letters


def searchable(text: str) -> str:
    """Bring text to the form it is searched in: lower case, without accents; words only."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return " ".join(_WORD.findall(plain))


def words_query(dialect: str, text: str) -> str | None:
    """Write a search of words for the database; ``None`` where there is no word in it.

    >>> words_query("sqlite", 'Golan "peace treaty" with*')
    '"golan" "peace treaty" "with"*'
    """
    parts = []
    for match in re.finditer(r'"([^"]*)"|(\S+)', text):
        words = searchable(match[1] if match[1] is not None else match[2]).split()
        prefix = match[2] is not None and match[2].endswith("*")
        if words and dialect == "postgresql":
            parts.append(" <-> ".join(words) + (":*" if prefix else ""))
        elif words:
            parts.append(f'"{" ".join(words)}"' + ("*" if prefix else ""))
    if not parts:
        return None
    return " & ".join(f"({part})" for part in parts) if dialect == "postgresql" else " ".join(parts)


_FOUND = sa.table("mention_words", sa.column("rowid"))


def records_with(conn: sa.Connection, text: str) -> sa.Select[Any] | None:
    """Make the query for the rows of the records whose mentions have the words searched for;
    ``None`` where nothing is."""
    words = words_query(conn.dialect.name, text)
    if words is None:
        return None
    return (
        sa.select(mentions.c.record)
        .select_from(mentions.join(_FOUND, _FOUND.c.rowid == mentions.c.row))
        .where(_has(conn, words))
        .where(mentions.c.record.is_not(None))
    )


def mentions_with(conn: sa.Connection, text: str, rows: Iterable[int]) -> set[int]:
    """Give those of these rows of mentions that have the words searched for."""
    words = words_query(conn.dialect.name, text)
    if words is None:
        return set()
    return distinct(conn, _FOUND.c.rowid, _FOUND.c.rowid, rows, _has(conn, words))


def _has(conn: sa.Connection, words: str) -> sa.TextClause:
    """The condition by which a row of ``mention_words`` has the words."""
    if conn.dialect.name == "postgresql":
        condition = "mention_words.words @@ to_tsquery('simple', :searched)"
    else:
        condition = "mention_words MATCH :searched"
    return sa.text(condition).bindparams(searched=words)
