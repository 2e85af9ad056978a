import json

import pytest

from dateline.train import labels

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


def test_join_leaves_out_a_text_that_is_another(tmp_path, corpora, caplog):
    labels.write([{**ITEM, "text": TEXT + " "}], tmp_path / "events.jsonl")
    assert list(labels.join(tmp_path / "events.jsonl", corpora)) == []
    assert "1 labelled reports were not found" in caplog.text
