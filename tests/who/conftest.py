"""What the tests of who is who share."""

import pytest
from marked import resolver

from dateline.knowledge import Knowledge
from dateline.who.reading import read_actors


@pytest.fixture(scope="session")
def known():
    """The actors of the knowledge files."""
    return read_actors(Knowledge())


@pytest.fixture(scope="session")
def resolve():
    """Tells who is marked in a sentence, by the model: id, country and sectors on a day."""
    return resolver()
