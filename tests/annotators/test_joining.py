"""Mentions that are one event become one."""

import dataclasses
import datetime as dt

import pytest

from dateline import pipeline
from dateline.annotators.joining import joined, without_empty
from dateline.data import EventMention, Report, When, Why

FRIDAY = When(dt.date(2025, 7, 11), dt.date(2025, 7, 11), "day")


def mention(start, confidence, **fields):
    return EventMention("CONSULT", (start, start + 4), (0, 99), confidence=confidence, **fields)


def test_one_stands_for_all_with_their_wordings_and_a_day():
    likely, other = mention(20, 0.9, also=((60, 64),)), mention(0, 0.6, when=FRIDAY)
    found = joined(likely, [(other, 0.7)])
    assert (found.trigger, found.confidence) == ((20, 24), 0.9)
    assert found.also == ((0, 4), (60, 64))
    assert found.when == FRIDAY


def test_why_tells_what_was_joined():
    why = Why(0.9, 0.8, (("CONSULT", 0.9),), (("planned", 0.9),), also=(((60, 64), 0.8),))
    found = joined(mention(20, 0.9, why=why), [(mention(0, 0.6), 0.71234)])
    assert found.why.also == (((0, 4), 0.712), ((60, 64), 0.8))


def test_a_day_of_its_own_stays():
    own = dataclasses.replace(FRIDAY, start=dt.date(2025, 7, 10), end=dt.date(2025, 7, 10))
    assert joined(mention(20, 0.9, when=own), [(mention(0, 0.6, when=FRIDAY), 0.7)]).when == own


def test_one_alone_is_as_it_was():
    event = mention(20, 0.9)
    assert joined(event, []) is event


def test_what_likely_tells_nothing_new_goes_into_the_other():
    sure, doubtful = mention(0, 0.9), mention(60, 0.9)
    (event,) = without_empty((sure, doubtful), [0.9, 0.5], {(0, 1): 0.4})
    assert (event.trigger, event.also) == ((0, 4), ((60, 64),))


@pytest.mark.parametrize(
    ("likely", "chance"),
    [
        ([0.9, 0.8], 0.4),  # each an event by itself
        ([0.9, 0.5], 0.1),  # hardly the same one
        ([0.9, 0.3], 0.9),  # left out by the last look
    ],
)
def test_others_stay_apart(likely, chance):
    events = mention(0, 0.9), mention(60, 0.9)
    assert without_empty(events, likely, {(0, 1): chance}) == events


def test_of_two_that_one_stands_for_both_of_which_more_is_known():
    sure, doubtful = mention(0, 0.9), mention(60, 0.9, when=FRIDAY)
    (event,) = without_empty((sure, doubtful), [0.9, 0.5], {(0, 1): 0.4})
    assert (event.trigger, event.also, event.when) == ((60, 64), ((0, 4),), FRIDAY)


TWICE = (
    "The presidents of Peru and Bolivia will meet in Lima on Friday, a government source said."
    "\n\n“There will be a meeting between the presidents of Peru and Bolivia in Lima on "
    "Friday,” the source said."
)


@pytest.mark.model
def test_a_meeting_told_twice_is_one_event():
    doc = pipeline.load().code(Report("r", TWICE, dt.date(2025, 7, 10)))
    (event,) = (e for e in doc.events if e.event_type == "CONSULT")
    wordings = sorted(TWICE[slice(*span)] for span in (event.trigger, *event.also))
    assert wordings == ["meet", "meeting"]


@pytest.mark.model
def test_so_many_events_are_joined_by_themselves(monkeypatch):
    monkeypatch.setattr("dateline.annotators.joining.TOGETHER", 1)
    doc = pipeline.load().code(Report("r", TWICE, dt.date(2025, 7, 10)))
    assert sum(e.event_type == "CONSULT" for e in doc.events) == 2
