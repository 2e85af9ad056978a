import pytest
import sqlalchemy as sa
from stories import DAY, Told, document

from dateline.errors import StoreError
from dateline.store import migrations, open_store, schema


@pytest.fixture
def old(place):
    """A store as this program makes it."""
    with open_store(place, writable=True) as store:
        store.add([document([Told("AID", "AZE", "SYR", DAY)])])
    return place


@pytest.fixture
def later(monkeypatch):
    """The schema of a program to come: two steps on."""
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    steps = {
        1: lambda conn: conn.exec_driver_sql("ALTER TABLE reports ADD COLUMN mood TEXT"),
        2: lambda conn: conn.exec_driver_sql("UPDATE reports SET mood = 'calm'"),
    }
    monkeypatch.setattr(migrations, "STEPS", steps)


def mood(store):
    with store._reading() as conn:
        return conn.scalar(sa.text("SELECT mood FROM reports"))


def test_an_older_store_is_brought_up_step_by_step(old, later):
    with pytest.raises(StoreError, match="has schema version 1"):
        open_store(old)
    with open_store(old, writable=True) as store:
        assert mood(store) == "calm"
        assert store.count() == 1
    with open_store(old) as store:
        assert mood(store) == "calm"


def test_a_step_that_fails_leaves_the_store_as_it_was(old, later, monkeypatch):
    def fail(conn):
        raise ValueError("no")

    monkeypatch.setitem(migrations.STEPS, 2, fail)
    with pytest.raises(ValueError, match="no"):
        open_store(old, writable=True)
    monkeypatch.setattr(schema, "VERSION", 1)
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
