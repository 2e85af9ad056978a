"""Whose a party is and which sectors it has, read off sentences of our own."""

import pytest
from marked import cases, table

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", cases(table("who.tsv"), "class"))
def test_a_party_has_its_country_and_its_sectors(resolve, row):
    _, country, sectors = resolve(row.need("day"), row.need("sentence"))
    assert country == row.need("country")
    assert "-".join(sectors) in row.many("sectors")
