from dataclasses import replace
from types import SimpleNamespace

import pytest
import told

from dateline.annotators.confidence import annotate_with
from dateline.annotators.doubts import without_doubtful
from dateline.data import Part, Why
from dateline.evaluation.figures import pick
from dateline.evaluation.measuring import measure_for
from dateline.linear import Linear
from dateline.measures.confidence import Judged, reliability
from dateline.what.calibration import features, probability

WHY = Why(
    0.9, 0.5,
    types=(("CONSULT", 0.7), ("AGREE", 0.2)),
    statuses=(("planned", 0.8),),
    parts=(Part((0, 1), "actor", 0.9, 0.0, 0.0, ">nsubj"), Part((2, 3), "actor", 0.4, 0, 0, "")),
)  # fmt: skip


def document(**changes):
    doc = told.document()
    return replace(doc, events=(replace(doc.events[0], why=WHY, **changes),))


def words(text):
    return tuple(SimpleNamespace(lemma=word) for word in text.split())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first", 0.0), ("margin", 0.5), ("status", 0.8), ("actor", 0.9), ("recipient", 0.0),
        ("weakest part", 0.4), ("no recipient", 1.0), ("no actor", 0.0), ("sourced", 1.0),
        ("is CONSULT", 1.0), ("status planned", 1.0), ("down the report", 0.0),
    ],
)  # fmt: skip
def test_features_have_values(name, value):
    doc = document()
    assert features(doc, {})[0][name] == pytest.approx(value)


def test_features_tell_how_crowded_a_report_is():
    one = document()
    event = one.events[0]
    many = replace(one, events=(event, event, replace(event, sentence=(90, 99)), event))
    long = replace(one, tokens=words("a " * 60))
    alone, (first, _, apart, _) = features(one, {})[0], features(many, {})
    assert (alone["beside others"], first["beside others"], apart["beside others"]) == (0, 0.5, 0)
    assert features(long, {})[0]["crowded"] < alone["crowded"] == first["crowded"] == 1


def test_features_tell_what_a_report_is_about():
    doc = replace(document(), tokens=words("the striker scored and the keeper " + "of it " * 27))
    found = features(doc, {"striker": "sport", "keeper": "sport", "bourse": "market"})[0]
    assert found["about sport"] == 1.0  # two words in 60
    assert "about market" not in found


def test_what_is_doubtful_is_left_out():
    doc = document()
    unsure = replace(WHY, types=(("CONSULT", 0.4), ("AGREE", 0.3)))
    doc = replace(doc, events=(doc.events[0], replace(doc.events[0], why=unsure)))
    assert without_doubtful(doc, Linear(-0.3, {"margin": 1.0}), {}) == doc.events[:1]
    assert without_doubtful(doc, Linear(0.0, {}), {}) == doc.events


def test_event_without_reasons_is_told():
    doc = told.document()
    assert without_doubtful(doc, Linear(-9.0, {}), {}) == doc.events


def test_confidence_follows_the_model():
    sure, unsure = (Linear(0.0, {"actor": weight}) for weight in (3.0, -3.0))
    one, other = (annotate_with(document(), m, {})[0].confidence for m in (sure, unsure))
    assert one == pytest.approx(1 / (1 + 2.718281828**-2.7), abs=1e-3)
    assert one + other == pytest.approx(1, abs=2e-3)


def test_event_without_reasons_keeps_its_confidence():
    doc = told.document()
    assert annotate_with(doc, Linear(0.0, {}), {})[0].confidence == 0.75


def test_probability_weighs_values():
    assert probability(Linear(-1.0, {"a": 2.0}), {"a": 0.5, "b": 9.0}) == pytest.approx(0.5)


JUDGED = [Judged(0.95, True), Judged(0.95, True), Judged(0.45, False), Judged(0.41, True)]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        # two said 95 and right, two said 43 and half right
        (("expected calibration error",), (5 * 2 + 7 * 2) / 4),
        (("Brier score",), (0.05**2 * 2 + 0.45**2 + 0.59**2) / 4),
        (("ranking",), 200 / 3),
        (("by confidence", "0.9–1.0", "events"), 2),
        (("by confidence", "0.4–0.5", "right"), 50),
    ],
)
def test_reliability(path, value):
    assert pick(reliability(JUDGED), path) == pytest.approx(value)


def test_reliability_of_nothing():
    assert pick(reliability([]), ("expected calibration error",)) == 0


def test_score_judges_events_by_type_and_countries():
    from dateline.evaluation.items import Item

    doc = document(confidence=0.8)
    measure = measure_for("confidence")
    (form,) = measure.from_document(doc, None)
    wrong = {**form, "type": "AGREE"}
    item = Item("a", doc.text, [form])
    assert pick(measure.score([(item, [form])]), ("right",)) == 100
    assert pick(measure.score([(item, [wrong])]), ("right",)) == 0
