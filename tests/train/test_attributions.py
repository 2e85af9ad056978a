"""What the model of attributions is learned from: readings judged by gold and labels."""

import json

import pytest
from build import document

from dateline.annotators.attributions import Reader
from dateline.evaluation import labels
from dateline.evaluation.items import Item
from dateline.knowledge import Knowledge
from dateline.saying.cues import read_cues
from dateline.train import attributions
from dateline.wordlists import read_word_lists

DOC = document(
    """Varga Varga PROPN 2 nsubj
    said say VERB 0 root
    police police NOUN 4 nsubj
    denied deny VERB 2 ccomp
    that that SCONJ 8 mark
    rebels rebel NOUN 8 nsubj
    had have AUX 8 aux
    fled flee VERB 4 ccomp
    _. . PUNCT 2 punct"""
)
OUTER = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 45]]}
INNER = {"source": [[11, 17]], "cue": [[18, 24]], "content": [[25, 45]]}


@pytest.fixture(scope="module")
def cues():
    return read_cues(Knowledge())


@pytest.mark.parametrize(
    ("gold", "nested", "said", "denied"),
    [
        ([OUTER], False, True, None),  # PolNeAR says nothing of the inner claim
        ([OUTER, INNER], False, True, True),
        ([OUTER], True, True, False),
        ([OUTER, INNER], True, True, True),
        ([], False, False, False),
    ],
)
def test_a_cue_inside_a_content_teaches_what_its_gold_can_know(cues, gold, nested, said, denied):
    reader = Reader(DOC, cues, read_word_lists(Knowledge()))
    found = list(attributions.examples(Item("a", DOC.text, gold), reader, nested=nested))

    def taught(lemma):
        of = [e.right for e in found if f"l={lemma}/VERB" in e.features]
        return any(of) if of else None

    assert (taught("say"), taught("deny")) == (said, denied)


def test_reports_that_we_labelled_come_as_we_labelled_them(tmp_path):
    folder = tmp_path / "gold" / "attribution"
    folder.mkdir(parents=True)
    lines = [{"id": n, "text": DOC.text, "gold": [OUTER]} for n in "ab"]
    (folder / "polnear.train.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines))
    path = tmp_path / "attributions.jsonl"
    labels.write([{**lines[1], "gold": [OUTER, INNER]}], path)

    def read(path):
        return [(i.id, i.gold, nested) for i, nested in attributions.read(tmp_path, path)]

    assert read(None) == [("a", [OUTER], False), ("b", [OUTER], False)]
    assert read(path) == [("a", [OUTER], False), ("b", [OUTER, INNER], True)]
