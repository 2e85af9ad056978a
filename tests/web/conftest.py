"""A store with a small record, and clients that look at it."""

import pytest

pytest.importorskip("fastapi", reason="the page needs dateline[web]")

from web_at import at, docs

from dateline.store import open_store


@pytest.fixture
def place(tmp_path):
    where = str(tmp_path / "desk.db")
    with open_store(where, writable=True) as store:
        store.add(docs(), "hand")
    return where


@pytest.fixture
def client(place):
    with at(place) as made:
        yield made


@pytest.fixture
def editor(place):
    with at(place, edit=True) as made:
        yield made


@pytest.fixture
def event_id(client):
    found = client.get("/api/events", params={"type": "CONSULT", "party": "ISR"}).json()
    return found["events"][0]["id"]
