import datetime as dt
import json

import pytest

from dateline import evaluate
from dateline.data import Document, TimeMention, Token
from dateline.errors import PipelineError, ReportError
from dateline.measures._common import Item
from dateline.train import labels

GOLD = [
    {"id": "a", "published": "2024-03-05", "text": "They met on Monday.",
     "gold": [{"start": 12, "end": 18, "type": "DATE", "value": "2024-03-04"}]},
    {"id": "b", "text": "Nothing here.", "gold": []},
]  # fmt: skip
RIGHT = {"id": "a", "pred": GOLD[0]["gold"]}


def write(path, lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path):
    return write(tmp_path / "gold.jsonl", GOLD)


@pytest.mark.parametrize(
    "line",
    [RIGHT, {"id": "a", "times": GOLD[0]["gold"], "events": []}],
    ids=["prediction", "line of dateline read"],
)
def test_predictions_are_scored(gold, tmp_path, line):
    pairs = evaluate.read_predictions(
        "time", evaluate.read_gold(gold), write(tmp_path / "pred.jsonl", [line])
    )
    assert evaluate.headline("time", evaluate.score("time", pairs)) == 100


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
    items = evaluate.read_gold(gold)
    with pytest.raises(ReportError, match=message):
        evaluate.read_predictions("time", items, write(tmp_path / "pred.jsonl", lines))


def test_of_a_report_that_two_readers_labelled_the_first_reading_counts(tmp_path):
    lines = [{**GOLD[0], "reader": "a"}, {**GOLD[0], "reader": "b", "gold": []}]
    (item,) = evaluate.read_gold(write(tmp_path / "gold.jsonl", lines))
    assert item.gold == GOLD[0]["gold"]


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
        evaluate.read_gold(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReportError, match=r"none\.jsonl: no such file"):
        evaluate.read_gold(tmp_path / "none.jsonl")


def test_an_unknown_task_lists_the_tasks():
    with pytest.raises(PipelineError, match="articles, attribution, confidence, coref, event"):
        evaluate.measure_for("weather")


def test_predict_codes_each_text_against_its_day(gold):
    def coder(reports):
        for report in reports:
            at = report.text.find("Monday")
            day = report.published - dt.timedelta(1)
            times = (TimeMention(at, at + 6, "Monday", "DATE", day.isoformat()),)
            yield Document(report, times=times if at >= 0 else ())

    figures = evaluate.score("time", evaluate.predict("time", evaluate.read_gold(gold), coder))
    assert evaluate.headline("time", figures) == 100


def test_table_shows_nested_figures(gold, tmp_path):
    pairs = evaluate.read_predictions(
        "time", evaluate.read_gold(gold), write(tmp_path / "pred.jsonl", [RIGHT])
    )
    rows = dict(evaluate.table(evaluate.score("time", pairs)))
    assert rows["strict"] == "P 100.0  R 100.0  F1 100.0  (gold 1, predicted 1)"
    assert rows["  DATE"] == "gold 1  relaxed recall 100.0  value recall 100.0"


def test_factuality_takes_the_value_to_expect_of_the_status_of_a_word():
    text = "They met."
    item = Item("a", text, [{"start": 5, "end": 8, "value": 3.0}])
    tokens = tuple(
        Token(s, e, text[s:e], text[s:e], "X", "", 0, "dep") for s, e in ((0, 4), (5, 8), (8, 9))
    )
    asked = []

    def status(doc, word):
        asked.append(word)
        return {"happened": 0.5, "negated": 0.5}

    [(_, pred)] = evaluate.predict_factuality([item], lambda r: Document(r, tokens), status)
    assert asked == [1]
    assert pred == [{"start": 5, "end": 8, "value": 0.25}]


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
    assert [evaluate.is_stand_off(path) for path in (stand_off[0], gold)] == [True, False]


def test_labels_are_scored_with_the_text_they_stand_off_from(stand_off):
    (item,) = evaluate.read_labels(*stand_off)
    assert (item.text, item.gold) == (SAID_TEXT, [SAID, SAID])


def test_two_readings_are_gold_and_prediction(stand_off):
    ((item, second),) = evaluate.read_twice(*stand_off)
    assert (item.gold, second) == ([SAID, SAID], [SAID])


@pytest.mark.parametrize("read", [evaluate.read_labels, evaluate.read_twice])
def test_labels_without_their_reports_are_refused(stand_off, tmp_path, read):
    (tmp_path / "gold" / "place" / "gwn.eval.jsonl").write_text("")
    with pytest.raises(ReportError, match=r"labels\.jsonl"):
        read(*stand_off)
