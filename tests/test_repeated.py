import sys
from pathlib import Path

import sqlalchemy as sa
from stories import world

from dateline.store import open_store, schema

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from _repeated import repeat


def test_repeat_makes_what_merging_would_make(tmp_path):
    place = str(tmp_path / "a.db")
    docs = world(8, reports=40)
    with open_store(place, writable=True) as store:
        store.add(docs)
        count = store.count()
    repeat(place, 2)
    with open_store(place, writable=True) as store:
        assert store.count() == 3 * count
        before = store.digest()
        with store._writing() as writer:
            numbers = writer.conn.execute(sa.select(schema.components.c.id))
            writer.merge_again([row[0] for row in numbers])
        assert store.digest() == before
        last = max(doc.report.published for doc in docs)
        found = len(store.events(text="consults"))
        assert found == 3 * len(store.events(text="consults", as_of=last)) > 0
        store.add(world(9, reports=40))  # what comes later finds its neighbours
