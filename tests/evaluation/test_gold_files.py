"""Gold items and predictions are read from files."""

import pytest
from gold_file import GOLD, write

from dateline.errors import ReportError
from dateline.evaluation import gold_files, labels, measuring
from dateline.evaluation.figures import pick

RIGHT = {"id": "a", "pred": GOLD[0]["gold"]}


@pytest.mark.parametrize(
    "line",
    [RIGHT, {"id": "a", "times": GOLD[0]["gold"], "events": []}],
    ids=["prediction", "line of dateline read"],
)
def test_predictions_are_scored(gold, tmp_path, line):
    pairs = gold_files.read_predictions(
        "time", gold_files.read_gold(gold), write(tmp_path / "pred.jsonl", [line])
    )
    assert pick(measuring.score("time", pairs), ("value", "f1")) == 100


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([{"id": "c", "pred": []}], r"pred\.jsonl:1: id 'c' is unknown"),
        ([RIGHT, RIGHT], r"pred\.jsonl:2: id 'a' is given twice"),
        ([{"id": "a"}], "'times' missing"),
        ([{"id": "a", "pred": [{"start": 3, "end": 99, "type": "DATE", "value": "x"}]}], "3-99"),
        ([["a"]], "an object with an \"id\""),
    ],
)  # fmt: skip
def test_predictions_that_cannot_be_scored_are_refused(gold, tmp_path, lines, message):
    items = gold_files.read_gold(gold)
    with pytest.raises(ReportError, match=message):
        gold_files.read_predictions("time", items, write(tmp_path / "pred.jsonl", lines))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": "a", "gold": []}\n', "are expected"),
        ('{"id": "a", "text": "x", "gold": []}\n' * 2, r"gold\.jsonl:2: id 'a' given twice"),
        ('{"id": "a", "te', r"gold\.jsonl:1: not JSON"),
    ],
)
def test_gold_that_is_none_is_refused(tmp_path, text, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=message):
        gold_files.read_gold(path)


def test_of_a_report_that_two_readers_labelled_the_first_reading_counts(tmp_path):
    lines = [{**GOLD[0], "reader": "a"}, {**GOLD[0], "reader": "b", "gold": []}]
    (item,) = gold_files.read_gold(write(tmp_path / "gold.jsonl", lines))
    assert item.gold == GOLD[0]["gold"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReportError, match=r"none\.jsonl: no such file"):
        gold_files.read_gold(tmp_path / "none.jsonl")


SAID_TEXT = "The envoy said so."
SAID = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 17]]}


@pytest.fixture
def stand_off(tmp_path):
    """Attributions of a report, read twice, and the folder that has the report."""
    folder = tmp_path / "gold" / "place"
    folder.mkdir(parents=True)
    write(folder / "gwn.eval.jsonl", [{"id": "a", "text": SAID_TEXT}])
    line = {"id": "a", "sha256": labels.checksum(SAID_TEXT), "reader": "a", "gold": [SAID, SAID]}
    path = write(tmp_path / "labels.jsonl", [line, {**line, "reader": "b", "gold": [SAID]}])
    return path, tmp_path


def test_label_files_are_told_from_gold_files(stand_off, gold):
    assert [gold_files.is_stand_off(path) for path in (stand_off[0], gold)] == [True, False]


def test_labels_are_scored_with_the_text_they_stand_off_from(stand_off):
    (item,) = gold_files.read_labels(*stand_off)
    assert (item.text, item.gold) == (SAID_TEXT, [SAID, SAID])


def test_two_readings_are_gold_and_prediction(stand_off):
    ((item, second),) = gold_files.read_twice(*stand_off)
    assert (item.gold, second) == ([SAID, SAID], [SAID])


@pytest.mark.parametrize("read", [gold_files.read_labels, gold_files.read_twice])
def test_labels_without_their_reports_are_refused(stand_off, tmp_path, read):
    (tmp_path / "gold" / "place" / "gwn.eval.jsonl").write_text("")
    with pytest.raises(ReportError, match=r"labels\.jsonl"):
        read(*stand_off)
