"""Whom a name means and as what, on the day of the report: one sentence each, read whole."""

import datetime as dt
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.actors import read_actors
from dateline.data import Report
from dateline.judging import read_judge
from dateline.knowledge import Knowledge, read_rows
from dateline.resolving import Resolver

ROWS = list(read_rows(Path(__file__).parent / "data" / "roles_through_time.tsv"))
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def resolve():
    """Read a sentence with a name in brackets: the name's id, country and sectors."""
    coder = pipeline.load(annotators=("times", "places", "entities"))
    actors, judge = read_actors(Knowledge()), read_judge()

    def run(day, marked):
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        doc = coder.code(Report("a", text, dt.date.fromisoformat(day)))
        _, country, sectors, entity = Resolver(doc, actors, judge).resolve(start, end)
        return entity, country or "-", set(sectors)

    return run


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(r, marks=pytest.mark.xfail(reason=r.need("failing"), strict=True))
        if r.get("failing")
        else r
        for r in ROWS
    ],
    ids=[f"{r.need('day')}-{r.need('who')}" for r in ROWS],
)
def test_a_name_means_its_holder_as_of_the_day(resolve, row):
    entity, country, sectors = resolve(row.need("day"), row.need("sentence"))
    assert (entity, country) == (row.need("who"), row.need("country"))
    assert sectors in [set(s.split("-")) for s in row.many("sectors")]


def test_two_hundred_are_read_right():
    assert sum(row.get("failing") is None for row in ROWS) >= 200


def test_a_known_person_keeps_the_country_of_the_knowledge_base(resolve):
    text = (
        "The president of Syria saw troops of Syria in Syria."
        " The Syrian leader then met [his counterpart], Ilham Aliyev."
    )
    entity, country, _ = resolve("2025-07-12", text)
    assert (entity, country) == ("ilham-aliyev", "AZE")
