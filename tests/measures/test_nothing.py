import pytest
from build import document

from dateline.evaluation.figures import pick
from dateline.evaluation.items import Item
from dateline.measures import nothing


def item(name, kind):
    return Item(name, "Rain fell.", [], line={"kind": kind})


PAIRS = [
    (item("a", "weather"), {"events": [], "sentences": 3}),
    (item("b", "weather"), {"events": ["ASSAULT", "CONSULT"], "sentences": 1}),
    (item("c", "sport"), {"events": ["ASSAULT"], "sentences": 4}),
    (item("d", "sport"), None),
]
CASES = [
    (("per 1,000 sentences",), 375),
    (("per 1,000 sentences by kind", "weather"), 500),
    (("per 1,000 sentences by kind", "sport"), 250),
    (("false events by type", "ASSAULT"), 2),
    (("paragraphs left empty",), 100 / 3),
    (("n", "sentences"), 8),
]


@pytest.mark.parametrize(("path", "value"), CASES)
def test_score_counts_false_events(path, value):
    assert pick(nothing.score(PAIRS), path) == pytest.approx(value)


def test_score_of_nothing_is_zero():
    assert pick(nothing.score([]), ("per 1,000 sentences",)) == 0


def test_prediction_is_read_off_a_document():
    doc = document("Rain rain NOUN 2 nsubj\nfell fall VERB 0 root")
    assert nothing.from_document(doc, item("a", "weather")) == {"events": [], "sentences": 1}


@pytest.mark.parametrize("pred", [[], {"events": []}, {"events": [], "sentences": "3"}])
def test_check_refuses_other_forms(pred):
    with pytest.raises(ValueError, match="expected"):
        nothing.check(pred, 10)
