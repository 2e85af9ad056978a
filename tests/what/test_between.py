import numpy as np
import pytest
from build import at, document

from dateline.errors import KnowledgeError
from dateline.what.between import BIAS, Model, _way, _wording, _words, read_model

DOC = document("""
    Mali Mali PROPN 3 nsubj
    did do AUX 3 aux
    refuse refuse VERB 0 root
    to to PART 5 mark
    help help VERB 3 xcomp
    Niger Niger PROPN 5 obj
    """)


def described(source, target):
    ours, theirs = (_words(DOC, [at(DOC, w)] if w else []) for w in (source, target))
    way, top = _way(DOC, ours, theirs)
    return _wording(DOC, ours, theirs, way, top)


@pytest.mark.parametrize(
    ("source", "target", "holds", "fails"),
    [
        ("Mali", "Niger", {"top=refuse", "way=help", "way=refuse", "aux=do"}, {"no target"}),
        ("Mali", None, {"top=refuse", "no target"}, {"way=help"}),
        (None, "Niger", {"top=refuse"}, {"no target", "way=help"}),
        (None, None, {"no target", "word=help"}, {"way=help"}),
    ],
)
def test_wording_follows_the_way_between_the_parties(source, target, holds, fails):
    found = described(source, target).keys()
    assert holds <= found
    assert not fails & found


def test_probabilities_sum_to_one_and_follow_the_weights():
    model = Model(("AID", "REJECT"), {BIAS: np.zeros(2), "top=refuse": np.array([-1.0, 2.0])})
    found = model.probabilities({"top=refuse": 1.0, "unknown": 5.0})
    assert found["REJECT"] == pytest.approx(1 / (1 + np.exp(-3)))
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("feature\tAID\ntop=give\t1\n", "no \\(bias\\)"),
        ("feature\tAID\n(bias)\t1\t2\n", "2 weights for 1 classes"),
        ("feature\tAID\n(bias)\tmuch\n", "no weights"),
    ],
)
def test_read_model_names_the_fault(tmp_path, text, fault):
    path = tmp_path / "between.tsv"
    path.write_text(text)
    with pytest.raises(KnowledgeError, match=fault):
        read_model(path)


def test_shipped_model_has_all_classes():
    assert len(read_model().classes) == 15


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("Mali accused Niger of fraud.", "Mali", "Niger", "ACCUSE"),
        ("Troops of Mali attacked rebels of Niger.", "Mali", "Niger", "ASSAULT"),
        ("Mali will provide food aid to Niger.", "Mali", "Niger", "AGREE"),
    ],
)
def test_what_passes_between_two_parties(text, source, target, expected):
    import datetime as dt

    from dateline.commands.eval import types
    from dateline.data import Report

    parse, between = types()
    doc = parse(Report("hand", text, dt.date(2024, 3, 5)))
    found = between(doc, [at(doc, source)], [at(doc, target)])
    assert max(found, key=found.__getitem__) == expected
