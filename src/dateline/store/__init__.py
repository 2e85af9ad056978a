"""The store: reports, mentions, records and corrections, in SQLite or PostgreSQL.

    with dateline.open_store("dateline.db", writable=True) as store:
        store.add(coder.pipe(reports))
        for record in store.events(actor=("SYR",), since=dt.date(2025, 7, 1)):
            ...

Its modules, each of which imports only those before it:

    schema connect coder        the tables; how a database is opened; how a coder is named
    many words                  asking for many values, and for words
    packed windows coded        what is stored of a report: cells, keys, mentions
    facts filters vocabulary    what records are found by, what is asked for, what can be
    regions series              regions of places; counts by period
    corrections readings        what people correct, in records and in mentions
    held corrected              mentions as they are held; records as people want them
    queries overview looking    reading: the index, all at a glance, what stands beside records
    news as_of digest           reading: what is new, what was on a past day, a hash of all
    glance answers              reading: the overview that is kept, what a filter finds
    tables copies linking       writing: rows, copies and versions, what belongs together
    recording adding            writing: records, and all that follows from coded reports
    correcting migrations       writing: what follows from a correction; older stores
    output frames               records as files and data frames
    database store              a store that is open

Needs SQLAlchemy, which the extra ``store`` brings.
"""

from __future__ import annotations

import importlib.util

from dateline.errors import UsageError

if importlib.util.find_spec("sqlalchemy") is None:
    raise UsageError("the store needs SQLAlchemy: pip install 'dateline[store]'")

from dateline.store.filters import Filter
from dateline.store.store import BATCH, Store, open_store

__all__ = ["BATCH", "Filter", "Store", "open_store"]
