"""What known people were when an event took place; the terms are those of the knowledge base."""

import dataclasses
import datetime as dt

import pytest
from build import at, document

from dateline.annotators import offices
from dateline.data import EventMention, Participant, When
from dateline.knowledge import Knowledge


@pytest.fixture(scope="module")
def annotate():
    return offices.load(Knowledge())


ROWS = """Sharaa Sharaa PROPN 2 nsubj
          met    meet   VERB  0 root
          envoys envoy  NOUN  2 obj"""


def coded(annotate, name, sectors, entity, start, end):
    doc = document(ROWS, published=dt.date(2025, 7, 12))
    party = Participant(*at(doc, name), name, name, "SYR", sectors, entity)
    when = start and When(dt.date.fromisoformat(start), dt.date.fromisoformat(end), "day")
    event = EventMention("CONSULT", at(doc, "met"), (0, len(doc.text)), actors=(party,), when=when)
    [found] = annotate(dataclasses.replace(doc, events=(event,)))
    return found.actors[0].sectors


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-07-12", "2025-07-12", ("GOV",)),
        ("2021-02-01", "2021-02-28", ("REB",)),
        ("2021-01-01", "2025-07-12", ("GOV",)),  # he took office within these days
        (None, None, ("GOV",)),
    ],
)
def test_a_president_was_a_rebel_before_he_took_office(start, end, expected, annotate):
    assert coded(annotate, "Sharaa", ("GOV",), "ahmed-al-sharaa", start, end) == expected


@pytest.mark.parametrize("entity", [None, "SYR"])
def test_only_known_people_change_their_office(entity, annotate):
    assert coded(annotate, "envoys", ("GOV",), entity, "2021-02-01", "2021-02-28") == ("GOV",)


def test_what_the_report_calls_somebody_holds_where_it_is_in_part_the_same(annotate):
    found = coded(annotate, "Sharaa", ("MIL", "REB"), "ahmed-al-sharaa", "2021-02-01", "2021-02-28")
    assert found == ("MIL", "REB")
