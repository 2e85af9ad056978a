import pytest
import sqlalchemy as sa
from stories import DAY, Told, document, world

from dateline.errors import StoreError
from dateline.store import migrations, open_store, schema

NOW = schema.VERSION


@pytest.fixture
def old(place):
    """A store as this program makes it."""
    with open_store(place, writable=True) as store:
        store.add([document([Told("AID", "AZE", "SYR", DAY)])])
    return place


@pytest.fixture
def later(monkeypatch):
    """The schema of a program to come: two steps on."""
    monkeypatch.setattr(schema, "VERSION", NOW + 2)
    steps = {
        NOW: lambda conn: conn.exec_driver_sql("ALTER TABLE reports ADD COLUMN mood TEXT"),
        NOW + 1: lambda conn: conn.exec_driver_sql("UPDATE reports SET mood = 'calm'"),
    }
    monkeypatch.setattr(migrations, "STEPS", steps)


def mood(store):
    with store._reading() as conn:
        return conn.scalar(sa.text("SELECT mood FROM reports"))


def test_an_older_store_is_brought_up_step_by_step(old, later):
    with pytest.raises(StoreError, match=f"has schema version {NOW}"):
        open_store(old)
    with open_store(old, writable=True) as store:
        assert mood(store) == "calm"
        assert store.count() == 1
    with open_store(old) as store:
        assert mood(store) == "calm"


def _keys(store):
    with store._reading() as conn:
        return [
            sorted(map(tuple, conn.execute(sa.select(table))))
            for table in (schema.blocks, schema.copy_keys)
        ]


def test_version_2_files_mentions_and_copies_by_their_days(new_place):
    place, fresh, docs = new_place(), new_place(), world(4, reports=40)
    with open_store(place, writable=True) as store:
        store.add(docs[:20])
        keys = _keys(store)
        with store._writing() as writer:  # version 1 had other keys
            for table in (schema.blocks, schema.copy_keys):
                writer.conn.execute(table.update().values(key=-table.c.key))
            writer.conn.exec_driver_sql("DROP INDEX ix_records_place")
            writer.conn.exec_driver_sql("CREATE INDEX ix_records_lat ON records (lat)")
            writer.conn.execute(
                schema.meta.update().where(schema.meta.c.key == "version").values(value="1")
            )
    with open_store(place, writable=True) as store, open_store(fresh, writable=True) as other:
        assert _keys(store) == keys
        with store._reading() as conn:
            indexes = {index["name"] for index in sa.inspect(conn).get_indexes("records")}
        assert {index.name for index in schema.records.indexes} <= indexes
        assert "ix_records_lat" not in indexes
        store.add(docs[20:])
        other.add(docs)
        assert store.digest() == other.digest()


def test_a_step_that_fails_leaves_the_store_as_it_was(old, later, monkeypatch):
    def fail(conn):
        raise ValueError("no")

    monkeypatch.setitem(migrations.STEPS, NOW + 1, fail)
    with pytest.raises(ValueError, match="no"):
        open_store(old, writable=True)
    monkeypatch.setattr(schema, "VERSION", NOW)
    with open_store(old, writable=True) as store:
        assert store.count() == 1
        with store._reading() as conn:
            names = {column["name"] for column in sa.inspect(conn).get_columns("reports")}
    assert "mood" not in names


def test_a_newer_store_is_refused(old, monkeypatch):
    monkeypatch.setattr(schema, "VERSION", 0)
    with pytest.raises(StoreError, match="made by a later dateline"):
        open_store(old, writable=True)


def test_somebody_elses_tables_are_left_alone(tmp_path):
    import sqlite3

    with sqlite3.connect(tmp_path / "x.db") as conn:
        conn.execute("CREATE TABLE meta (key TEXT)")
    conn.close()
    with pytest.raises(StoreError, match="not a store of dateline: it has the tables meta"):
        open_store(str(tmp_path / "x.db"), writable=True)
