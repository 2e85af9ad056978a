"""The choosers of days and places learn on what is labelled, and on what the coder finds."""

from dataclasses import replace
from datetime import date

import pytest
from sought import MET, PUBLISHED, scene

from dateline.data import When
from dateline.train import choosers
from dateline.what.choosing import Candidate

TUESDAY = When(date(2025, 7, 8), date(2025, 7, 8), "day")


def by_opinion(scene_, event, told=()):
    """None, or Tuesday, of which the coder has an opinion and which has no features."""
    return [Candidate(None, ("none",)), Candidate(TUESDAY, ("day",), "day", -2.0)]


TASK = choosers.Task(
    "when",
    by_opinion,
    lambda event, value: replace(event, when=value),
    lambda gold, value: choosers.same_when(gold.when, value),
    penalty=1.0,
    as_found=True,
)


@pytest.mark.parametrize(("days", "right"), [(TUESDAY, [1]), (None, [0])])
def test_found_events_are_learned_with_the_coders_opinion(days, right):
    view, event = scene(MET)
    labels = {event: replace(event, when=days)}
    groups = choosers.groups_found([(view.doc, labels)], TASK, {})
    assert groups == [([("none",), ("day",)], right, [0.0, -2.0])] * 2


def test_events_that_nobody_labelled_teach_nothing():
    view, _ = scene(MET)
    assert choosers.groups_found([(view.doc, {})], TASK, {}) == []


def test_weights_make_up_for_an_opinion_that_is_mostly_wrong():
    day = [([("none",), ("day",)], [1], [0.0, given]) for given in (0.0, -2.0) for _ in range(9)]
    weights = [choosers.fit(groups, penalty=0.1)["day"] for groups in (day[:9], day[9:])]
    assert weights[1] > weights[0]


@pytest.mark.parametrize(("kind", "paired"), [("CONSULT", 1), ("ASSAULT", 0)])
def test_found_events_are_paired_with_labels_of_their_type(kind, paired):
    view, event = scene(MET)
    label = {
        "type": kind, "trigger": list(event.trigger), "status": "happened", "modes": [], "also": [],
        "actors": [], "recipients": [], "when": {"start": "2025-07-08", "end": "2025-07-08"},
        "where": None, "sources": [],
    }  # fmt: skip
    raw = {"id": "r", "text": view.doc.text, "published": str(PUBLISHED), "gold": [label]}
    ((_, labels),) = choosers.read_found([raw], lambda report: view.doc)
    assert [gold.when for gold in labels.values()] == [
        When(date(2025, 7, 8), date(2025, 7, 8), "day")
    ] * paired
