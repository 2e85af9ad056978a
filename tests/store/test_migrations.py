import secrets
import sqlite3

import pytest
import sqlalchemy as sa
from stories import DAY, Told, document, world

from dateline.errors import StoreError
from dateline.store import connect, migrations, open_store, schema

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


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE meta (key TEXT)"],
        ["CREATE TABLE meta (key INTEGER, value INTEGER)"],
        ["CREATE TABLE meta (key TEXT, value INTEGER)", "INSERT INTO meta VALUES ('version', 2)"],
        ["CREATE TABLE meta (key TEXT, value TEXT)"],
        ["CREATE TABLE meta (key TEXT, value TEXT)", "INSERT INTO meta VALUES ('version', 'two')"],
        ["CREATE TABLE meta (key TEXT, value TEXT)", "INSERT INTO meta VALUES ('version', '0')"],
        ["CREATE TABLE meta (key TEXT, value TEXT)",
         f"INSERT INTO meta VALUES ('version', '{'9' * 5000}')"],
    ],
)  # fmt: skip
def test_somebody_elses_tables_are_left_alone(tmp_path, statements):
    with sqlite3.connect(tmp_path / "x.db") as conn:
        for statement in statements:
            conn.execute(statement)
    conn.close()
    with pytest.raises(StoreError, match="not a store of dateline: it has the tables meta"):
        open_store(str(tmp_path / "x.db"), writable=True)


# --- what goes wrong in asking is not said to be somebody else's ------------------------------


def test_a_locked_file_is_said_to_be_locked(tmp_path, monkeypatch):
    monkeypatch.setattr(connect, "BUSY_S", 0)
    place = str(tmp_path / "x.db")
    open_store(place, writable=True).close()
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match=r"x\.db: database is locked"):
        open_store(place)
    other.close()


def test_a_damaged_file_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "x.db"
    open_store(str(path), writable=True).close()
    conn = sqlite3.connect(path)
    (page,) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'meta'").fetchone()
    (size,) = conn.execute("PRAGMA page_size").fetchone()
    conn.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(StoreError, match=r"x\.db: database disk image is malformed"):
        open_store(str(path))


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(StoreError, match=r"x:\*\*\*@127\.0\.0\.1:1/y: connection failed.*refused"):
        open_store("postgresql://x:secret@127.0.0.1:1/y")


@pytest.mark.parametrize("new_place", ["postgresql"], indirect=True)
def test_missing_rights_are_named(new_place):
    place = new_place()
    role = f"r{secrets.token_hex(6)}"
    with open_store(place, writable=True) as store, store._writing() as writer:
        writer.conn.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        (name,) = writer.conn.exec_driver_sql("SELECT current_schema()").one()
        writer.conn.exec_driver_sql(f"GRANT USAGE ON SCHEMA {name} TO {role}")
    with pytest.raises(StoreError, match="permission denied for table meta"):
        open_store(place.replace("dateline@", f"{role}@"))
