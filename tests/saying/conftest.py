"""The knowledge that the tests of claims and voices share."""

import pytest

from dateline.knowledge import Knowledge
from dateline.saying.lexicon import read_lexicon


@pytest.fixture(scope="session")
def lexicon():
    return read_lexicon(Knowledge())
