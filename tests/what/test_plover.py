"""PLOVER's types, modes and scores."""

import pytest

from dateline.what.plover import fold

CASES = [
    ("CONSULT", "happened", "CONSULT"),
    ("CONSULT", "planned", "AGREE"),
    ("AID", "possible", "AGREE"),
    ("AID", "negated", "REJECT"),
    ("RETREAT", "planned", "CONCEDE"),
    ("RETREAT", "ongoing", "RETREAT"),
    ("SANCTION", "planned", "THREATEN"),
    ("SANCTION", "negated", None),
    ("ACCUSE", "planned", "ACCUSE"),
    ("REJECT", "negated", "REJECT"),
]


@pytest.mark.parametrize(("kind", "status", "expected"), CASES)
def test_fold_gives_plover_type(kind, status, expected):
    assert fold(kind, status) == expected
