"""The oracle table's changes, on mentions made by hand."""

import importlib.util
from pathlib import Path

import pytest

from dateline.evaluation.items import Item

SPEC = importlib.util.spec_from_file_location(
    "oracle", Path(__file__).parent.parent / "benchmarks" / "oracle.py"
)
oracle = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(oracle)

TEXT = "Mali met France in talks, and blamed it."


def party(start, end, country):
    return {"start": start, "end": end, "country": country, "sectors": []}


def mention(kind, at, actors, recipients):
    return {
        "type": kind, "status": "happened", "trigger": [at, at + 3], "also": [], "modes": [],
        "actors": actors, "recipients": recipients, "when": None, "where": None, "sources": [],
        "counts": {},
    }  # fmt: skip


MALI, FRANCE = party(0, 4, "MLI"), party(9, 15, "FRA")
GOLD = [mention("CONSULT", 5, [MALI], [FRANCE]), mention("ACCUSE", 30, [MALI], [FRANCE])]
OURS = [
    mention("AGREE", 5, [party(0, 4, "NER")], []),
    mention("AGREE", 20, [party(0, 4, "NER")], []),  # says the same again
    mention("AID", 36, [], []),
]


@pytest.fixture
def article():
    return oracle.Article(Item("a", TEXT, GOLD), OURS, None)


@pytest.mark.parametrize(
    ("change", "types", "countries"),
    [
        ("nothing", ["AGREE", "AGREE", "AID"], ["NER"]),
        ("types", ["CONSULT", "AGREE", "AID"], ["NER"]),
        ("countries", ["AGREE", "AGREE", "AID"], ["MLI"]),
        ("duplicates", ["AGREE", "AID"], ["NER"]),
        ("spurious", ["AGREE"], ["NER"]),
        ("participants, our countries", ["AGREE", "AGREE", "AID"], ["NER", None]),
        ("participants and countries", ["AGREE", "AGREE", "AID"], ["MLI", "FRA"]),
    ],
)
def test_change_makes_one_thing_right(article, change, types, countries):
    found = article.changed(oracle.CHANGES[change])
    assert [m["type"] for m in found] == types
    parties = found[0]["actors"] + found[0]["recipients"]
    assert [p["country"] for p in parties] == countries
    assert OURS[0]["actors"][0]["country"] == "NER"  # what was predicted stays


def test_given_triggers_are_all_gold_ones(article):
    found = oracle.given_triggers(article)
    assert [m["trigger"] for m in found] == [[5, 8], [30, 33]]
    assert found[1]["actors"] == []
