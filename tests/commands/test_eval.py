import json

import pytest

from dateline import cli

ITEM = {
    "id": "a",
    "text": "They met on Friday.",
    "published": "2024-03-05",
    "gold": [{"start": 12, "end": 18, "type": "DATE", "value": "2024-03-01"}],
}
RIGHT = {"id": "a", "times": ITEM["gold"]}


@pytest.fixture
def evaluate(capfd, tmp_path, monkeypatch):
    """Runs ``dateline eval`` over a gold and a prediction file: exit status, output, messages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold.jsonl").write_text(json.dumps(ITEM) + "\n")
    (tmp_path / "pred.jsonl").write_text(json.dumps(RIGHT) + "\n")

    def run(task, *options):
        with pytest.raises(SystemExit) as end:
            cli.main(["eval", task, "gold.jsonl", *options])
        return end.value.code or 0, *capfd.readouterr()

    return run


def test_eval_scores_a_prediction_file(evaluate):
    code, out, _ = evaluate("time", "pred.jsonl", "--json")
    assert code == 0
    assert json.loads(out)["value"] == {"p": 100, "r": 100, "f1": 100, "gold": 1, "pred": 1}


def test_eval_prints_a_table(evaluate):
    _, out, _ = evaluate("time", "pred.jsonl")
    names = [line.split()[0] for line in out.splitlines()]
    assert {"strict", "relaxed", "value"} <= set(names)


@pytest.mark.parametrize(
    ("task", "options", "message"),
    [
        ("time", ["--show", "a"], "--show reads articles, not time"),
        ("time", ["--errors"], "--errors reads articles, not time"),
        ("event", ["--by", "type"], "--by reads articles, not event"),
        ("articles", ["--main"], "--main reads event, not articles"),
        ("time", ["--kinds", "gum.conllu"], "--kinds reads coref, not time"),
        ("coref", ["pred.jsonl", "--kinds", "gum.conllu"], "--kinds needs the words of the"),
        ("weather", [], "no 'weather' in measures; there are: articles, attribution"),
    ],
)
def test_eval_refuses_what_does_not_go_together(evaluate, task, options, message):
    code, out, err = evaluate(task, *options)
    assert (code, out) == (2, "")
    assert message in err
