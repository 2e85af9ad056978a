"""What the tests of who is who share."""

import pytest

from dateline.knowledge import Knowledge
from dateline.who.reading import read_actors


@pytest.fixture(scope="session")
def known():
    """The actors of the knowledge files."""
    return read_actors(Knowledge())
