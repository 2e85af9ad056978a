import contextlib
import os

import plain
import postgres
import pytest

from dateline import merge
from dateline.store import open_store


@pytest.fixture(scope="session")
def _server():
    with contextlib.ExitStack() as stack:
        try:
            yield stack.enter_context(postgres.server())
        except postgres.MissingError as error:
            if os.environ.get(postgres.REQUIRED) == "1":
                raise
            yield str(error)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_place(request, tmp_path_factory):
    """Makes places of new stores, on each database."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("store") / "dateline.db")
    make = request.getfixturevalue("_server")
    if isinstance(make, str):
        pytest.skip(make)
    return make


@pytest.fixture
def place(new_place):
    """The place of a new store, on each database."""
    return new_place()


@pytest.fixture
def store(place):
    with open_store(place, writable=True) as opened:
        yield opened


@pytest.fixture
def here(tmp_path):
    """A new store in a file, for what does not depend on the database."""
    with open_store(str(tmp_path / "here.db"), writable=True) as opened:
        yield opened


@pytest.fixture
def plain_merger(monkeypatch):
    """Merges by type, parties and day alone, so that a test can say what makes a record."""
    for name in plain.FUNCTIONS:
        monkeypatch.setattr(merge, name, getattr(plain, name))
