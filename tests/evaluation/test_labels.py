import json

import pytest

from dateline.evaluation import labels

TEXT = "The envoy of Mali met rebels in Gao."
ITEM = {
    "id": "a-1",
    "published": "2024-03-05",
    "text": TEXT,
    "gold": [
        {
            "type": "CONSULT", "trigger": [18, 21], "also": [], "sources": [],
            "actors": [{"start": 4, "end": 17, "text": "envoy of Mali", "country": "MLI"}],
            "recipients": [{"start": 22, "end": 28, "text": "rebels", "country": None}],
        }
    ],
}  # fmt: skip


@pytest.fixture
def corpora(tmp_path):
    folder = tmp_path / "gold" / "place"
    folder.mkdir(parents=True)
    (folder / "gwn.eval.jsonl").write_text(
        json.dumps({"id": "a-1", "published": "2024-03-05", "text": TEXT}) + "\n"
    )
    return tmp_path


def test_stand_off_labels_hold_no_word_of_the_report(tmp_path):
    labels.write([ITEM], tmp_path / "events.jsonl")
    written = (tmp_path / "events.jsonl").read_text()
    assert not {"envoy", "rebels", "met", "Gao"} & set(written.replace('"', " ").split())


def test_labels_and_text_join_to_what_was_labelled(tmp_path, corpora):
    labels.write([ITEM], tmp_path / "events.jsonl")
    (joined,) = labels.join(tmp_path / "events.jsonl", corpora)
    assert joined["text"] == TEXT
    assert joined["gold"] == ITEM["gold"]


def test_events_come_from_all_files_in_their_order(tmp_path, corpora):
    folder = tmp_path / "labels"
    folder.mkdir()
    labels.write([ITEM], folder / "events-rare.jsonl")
    assert [item["id"] for item in labels.events(folder, corpora)] == ["a-1"]
    labels.write([{**ITEM, "gold": []}], folder / "events.jsonl")
    assert [item["gold"] for item in labels.events(folder, corpora)] == [[], ITEM["gold"]]


def test_join_leaves_out_a_text_that_is_another(tmp_path, corpora, caplog):
    labels.write([{**ITEM, "text": TEXT + " "}], tmp_path / "events.jsonl")
    assert list(labels.join(tmp_path / "events.jsonl", corpora)) == []
    assert "1 labelled reports were not found" in caplog.text


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"set": {"type": "AGREE"}}, ["AGREE"]),
        ({"drop": True}, []),
        ({"set": {"type": "AGREE"}, "type": "AID"}, ["CONSULT"]),  # of another mention
        ({"set": {"type": "AGREE"}, "trigger": [0, 3]}, ["CONSULT"]),
    ],
)
def test_corrections_change_the_mention_they_name(tmp_path, change, expected):
    path = tmp_path / "corrections.jsonl"
    line = {
        "id": "a-1", "sha256": labels.checksum(TEXT), "trigger": [18, 21], "type": "CONSULT",
        "reason": "test", **change,
    }  # fmt: skip
    path.write_text(json.dumps(line) + "\n")
    (item,) = labels.corrected([ITEM], path)
    assert [g["type"] for g in item["gold"]] == expected
    assert ITEM["gold"][0]["type"] == "CONSULT"


def test_corrections_of_another_text_are_left_and_told(tmp_path, caplog):
    path = tmp_path / "corrections.jsonl"
    line = {
        "id": "a-1", "sha256": "0" * 16, "trigger": [18, 21], "type": "CONSULT", "drop": True,
    }  # fmt: skip
    path.write_text(json.dumps(line) + "\n")
    assert list(labels.corrected([ITEM], path)) == [ITEM]
    assert "1 corrections fit no mention" in caplog.text


def test_without_corrections_items_stay(tmp_path):
    assert list(labels.corrected([ITEM], tmp_path / "none.jsonl")) == [ITEM]


def test_paragraphs_are_cut_from_their_reports(tmp_path, corpora, caplog):
    path = tmp_path / "nothing.jsonl"
    good = {"id": "a-1", "sha256": labels.checksum(TEXT), "start": 18, "end": 28, "kind": "sport"}
    path.write_text(json.dumps(good) + "\n" + json.dumps({**good, "sha256": "0" * 16}) + "\n")
    (item,) = labels.paragraphs(path, corpora)
    assert (item["text"], item["gold"], item["kind"]) == ("met rebels", [], "sport")
    assert "1 paragraphs were not found" in caplog.text


SAID = {**ITEM, "reader": "a", "gold": [{"source": [[4, 17]], "cue": [[18, 21]], "content": []}]}
SECOND = {**SAID, "reader": "b", "gold": []}
CHAINS = {**ITEM, "gold": [[[4, 17], [22, 28]]]}


@pytest.mark.parametrize(("item", "gold"), [(SAID, SAID["gold"]), (CHAINS, CHAINS["gold"])])
def test_spans_and_chains_join_as_they_are(tmp_path, corpora, item, gold):
    labels.write([item], tmp_path / "labels.jsonl")
    (joined,) = labels.join(tmp_path / "labels.jsonl", corpora)
    assert (joined["text"], joined["gold"]) == (TEXT, gold)


def test_of_two_readings_the_first_is_joined_and_both_can_be_had(tmp_path, corpora):
    path = tmp_path / "labels.jsonl"
    labels.write([SECOND, SAID], path)
    assert [json.loads(line)["reader"] for line in path.read_text().splitlines()] == ["a", "b"]
    (joined,) = labels.join(path, corpora)
    assert joined["gold"] == SAID["gold"]
    ((item, second),) = labels.twice(path, corpora)
    assert (item["gold"], second) == (SAID["gold"], [])


def test_reports_read_once_are_none_of_those_read_twice(tmp_path, corpora):
    labels.write([SAID], tmp_path / "labels.jsonl")
    assert list(labels.twice(tmp_path / "labels.jsonl", corpora)) == []


def test_reports_of_our_own_bring_their_text(tmp_path):
    mine = {**ITEM, "reader": "a"}
    lines = (mine, {**ITEM, "reader": "b", "gold": []})
    path = tmp_path / "modern.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (joined,) = labels.join(path, tmp_path)
    assert joined["text"] == TEXT
    assert joined["gold"] == ITEM["gold"]
    ((first, second),) = labels.twice(path, tmp_path)
    assert (first["gold"], second) == (ITEM["gold"], [])
