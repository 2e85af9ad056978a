import pytest

from dateline.evaluation import breakdown
from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge

MALI = {"start": 0, "end": 4, "country": "MLI", "sectors": ["GOV"]}
FRANCE = {"start": 9, "end": 15, "country": "FRA", "sectors": ["GOV"]}


def mention(kind, at, actors=(MALI,), recipients=(FRANCE,), **fields):
    return {
        "type": kind, "status": "happened", "trigger": [at, at + 3], "also": [], "modes": [],
        "actors": list(actors), "recipients": list(recipients), "when": None, "where": None,
        "sources": [], "counts": {}, **fields,
    }  # fmt: skip


TEXT = "Mali met France in talks, and blamed it."
PAIRS = [
    (
        Item("AFP_ENG_1997.1", TEXT, [mention("CONSULT", 5, salience=3), mention("ACCUSE", 30)]),
        [mention("CONSULT", 5), mention("REJECT", 30), mention("REJECT", 20)],
    ),
    (Item("lgl-12", TEXT, [], line={"publisher": "The Post"}), None),
]
BY_TYPE = [
    (("CONSULT", "record", "f1"), 100),
    (("CONSULT", "lead"), 100),
    (("ACCUSE", "found", "r"), 100),  # found, under another type
    (("ACCUSE", "type", "r"), 0),
    (("REJECT", "found", "p"), 50),
    (("REJECT", "n", "pred"), 2),
]


@pytest.mark.parametrize(("path", "value"), BY_TYPE)
def test_by_type_counts_recall_by_gold_and_precision_by_predicted(path, value):
    assert pick(breakdown.by_type(PAIRS), path) == pytest.approx(value)


def test_by_publisher_groups_articles():
    figures = breakdown.by_group(PAIRS, breakdown.publisher)
    assert list(figures) == ["AFP", "The Post"]
    assert pick(figures, ("AFP", "n", "gold")) == 2


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("AFP_ENG_19970408.0311", "AFP"), ("tr-news-1280001", "tr-news"), ("gwn-125", "gwn"),
        ("west-journal_2016-11-01_1", "west-journal"), ("0815", "0815"),
    ],
)  # fmt: skip
def test_publisher_is_read_off_an_id(identifier, name):
    assert breakdown.publisher(Item(identifier, "", [])) == name


@pytest.mark.parametrize(
    ("gold", "region"),
    [
        ([mention("AID", 0, [MALI, MALI], [FRANCE])], "Sub-Saharan Africa"),
        ([mention("AID", 0, [MALI], [FRANCE])], "Europe"),  # of equals the first in the alphabet
        ([mention("AID", 0, [{**MALI, "country": None}], [])], breakdown.NOWHERE),
        ([], breakdown.NOWHERE),
    ],
)
def test_region_is_that_of_most_participants(gold, region):
    name = breakdown.region_namer(Knowledge())
    assert name(Item("a", "", gold)) == region


def test_no_state_lies_in_two_regions_and_all_are_known():
    codes = [c for line in Knowledge().toml("world.toml").values() for c in line.split()]
    known = {row.get("code") for row in Knowledge().rows("en/countries.tsv")}
    assert len(codes) == len(set(codes))
    assert set(codes) <= known


def test_every_state_has_a_region():
    codes = {c for line in Knowledge().toml("world.toml").values() for c in line.split()}
    states = {
        r.get("code") for r in Knowledge().rows("en/countries.tsv") if r.get("kind") == "state"
    }
    assert states <= codes


def test_table_has_a_row_a_group():
    lines = list(breakdown.table(breakdown.by_type(PAIRS)))
    assert [line.split()[0] for line in lines[1:]] == ["ACCUSE", "CONSULT", "REJECT"]
