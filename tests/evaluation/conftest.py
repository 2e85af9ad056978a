"""The gold file that the tests of evaluation share."""

import pytest
from gold_file import GOLD, write


@pytest.fixture
def gold(tmp_path):
    return write(tmp_path / "gold.jsonl", GOLD)
