"""Whose a party is and which sectors it has, read off sentences of our own."""

import datetime as dt
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.actors import read_actors
from dateline.data import Report
from dateline.judging import read_judge
from dateline.knowledge import Knowledge, read_rows
from dateline.resolving import Resolver

ROWS = list(read_rows(Path(__file__).parent / "data" / "who.tsv"))
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def resolve():
    """Read a text with a party in brackets: its country and sectors."""
    coder = pipeline.load(annotators=("times", "places", "entities"))
    actors, judge = read_actors(Knowledge()), read_judge()

    def run(day, marked):
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        doc = coder.code(Report("a", text, dt.date.fromisoformat(day)))
        _, country, sectors, _ = Resolver(doc, actors, judge).resolve(start, end)
        return country or "-", "-".join(sectors)

    return run


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(r, marks=pytest.mark.xfail(reason=r.need("failing"), strict=True))
        if r.get("failing")
        else r
        for r in ROWS
    ],
    ids=[r.need("class") for r in ROWS],
)
def test_a_party_has_its_country_and_its_sectors(resolve, row):
    country, sectors = resolve(row.need("day"), row.need("sentence"))
    assert country == row.need("country")
    assert sectors in row.many("sectors")
