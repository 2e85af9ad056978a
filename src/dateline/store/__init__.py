"""The store: reports, mentions, records and corrections, in SQLite or PostgreSQL.

    with dateline.open_store("dateline.db", writable=True) as store:
        store.add(coder.pipe(reports))
        for record in store.events(actor=("SYR",), since=dt.date(2025, 7, 1)):
            ...

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
