"""Whom a name means and as what, on the day of the report: one sentence each, read whole."""

import pytest
from marked import cases, table

ROWS = table("roles_through_time.tsv")
pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", cases(ROWS, "day", "who"))
def test_a_name_means_its_holder_as_of_the_day(resolve, row):
    entity, country, sectors = resolve(row.need("day"), row.need("sentence"))
    assert (entity, country) == (row.need("who"), row.need("country"))
    assert set(sectors) in [set(s.split("-")) for s in row.many("sectors")]


def test_two_hundred_are_read_right():
    assert sum(row.get("failing") is None for row in ROWS) >= 200


def test_a_known_person_keeps_the_country_of_the_knowledge_base(resolve):
    text = (
        "The president of Syria saw troops of Syria in Syria."
        " The Syrian leader then met [his counterpart], Ilham Aliyev."
    )
    entity, country, _ = resolve("2025-07-12", text)
    assert (entity, country) == ("ilham-aliyev", "AZE")
