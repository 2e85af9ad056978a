"""Capitals that a report calls by that word, without a name."""

from dataclasses import replace

import pytest
from build import at, document

from dateline.data import PlaceMention
from dateline.knowledge import Knowledge
from dateline.where.capitals import capitals_in, read_capitals, state_of

CAPITALS = read_capitals(Knowledge())
OTHERS = frozenset({"provincial"})

RALLY = """They they PRON 2 nsubj
           marched march VERB 0 root
           in in ADP 6 case
           the the DET 6 det
           {0}
           capital capital NOUN 2 obl
           {1}
           _. . PUNCT 2 punct"""


def rally(before, after="again again ADV 2 advmod"):
    doc = document(RALLY.format(before, after))
    places = []
    for text, use in (("Kenyan", "adjective"), ("Peru", "name"), ("Lima", "name")):
        if text in doc.text:
            start, end = at(doc, text)
            kind = "city" if text == "Lima" else "country"
            code = "KEN" if text == "Kenyan" else "PER"
            places.append(
                PlaceMention(start, end, text, text, country=code, precision=kind, use=use)
            )
    return replace(doc, places=tuple(places))


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (rally("Kenyan Kenyan ADJ 6 amod"), [("Nairobi", "KEN", "Kenyan capital")]),
        (rally("old old ADJ 6 amod"), [("Quito", "ECU", "capital")]),
        (rally("provincial provincial ADJ 6 amod"), []),
        (rally("rebel rebel NOUN 6 compound"), []),
        (rally("old old ADJ 6 amod", "Lima Lima PROPN 6 appos"), []),
        (rally("Kenyan Kenyan ADJ 6 amod", "Lima Lima PROPN 6 appos"), []),
    ],
    ids=[
        "by adjective",
        "of the report's state",
        "of a province",
        "of others",
        "named",
        "named, by adjective",
    ],
)
def test_a_capital_without_a_name_is_that_of_the_state_meant(doc, expected):
    found = capitals_in(doc, CAPITALS, OTHERS, "ECU")
    assert [(p.name, p.country, doc.text[p.start : p.end]) for p in found] == expected


def test_what_begins_the_next_sentence_is_no_name_of_a_capital():
    rows = RALLY.format("old old ADJ 6 amod", "_. . PUNCT 2 punct").rpartition("\n")[0]
    doc = document(rows, "Police police NOUN 2 nsubj\nwatched watch VERB 0 root")
    assert doc.text.endswith("capital. Police watched")
    assert [p.name for p in capitals_in(doc, CAPITALS, OTHERS, "ECU")] == ["Quito"]


def test_money_is_no_capital():
    doc = document(
        """They they PRON 2 nsubj
           raised raise VERB 0 root
           capital capital NOUN 2 obj"""
    )
    assert capitals_in(doc, CAPITALS, OTHERS, "ECU") == []


def test_a_capital_has_the_name_that_the_report_gives_it():
    doc = rally("old old ADJ 6 amod")
    quito = PlaceMention(0, 4, "Kitu", "Quito", country="ECU", precision="city")
    doc = replace(doc, places=(replace(quito, geonameid=CAPITALS["ECU"].geonameid),))
    assert [p.name for p in capitals_in(doc, CAPITALS, OTHERS, "ECU")] == ["Kitu"]


def test_the_state_of_a_report_is_the_one_it_names_most():
    doc = rally("Kenyan Kenyan ADJ 6 amod", "Peru Peru PROPN 2 obl")
    peru = [p for p in doc.places if p.country == "PER"]
    assert state_of(replace(doc, places=(*doc.places, *peru))) == "PER"
    assert state_of(replace(doc, places=())) is None
