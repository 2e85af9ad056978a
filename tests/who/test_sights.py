"""Where a country is in view, over hand-made trees."""

import dataclasses

import pytest
from build import document, named

from dateline.data import PlaceMention
from dateline.who.countries import country_features
from dateline.who.whose import Reader

SCENE = """{0}      {1}     {2}  5 {3}
           Mali     Mali    PROPN 5 obl
           _,       ,       PUNCT 5 punct
           gunmen   gunman  NOUN/NNS 5 nsubj
           attacked attack  VERB  0 root
           troops   troop   NOUN/NNS 5 obj"""


@pytest.mark.parametrize(
    ("opening", "settings"),
    [
        (("In", "in", "ADP", "case"), [("MLI",), ("MLI",)]),
        (("As", "as", "SCONJ", "mark"), [(), ()]),
    ],
)
def test_a_place_that_opens_a_sentence_sets_the_scene_for_its_paragraph(opening, settings, known):
    doc = document(SCENE.format(*opening), "They they PRON 2 nsubj\nfled flee VERB 0 root")
    reader = Reader(named(doc, ("Mali", "LOC")), known)
    assert reader.settings == settings
    shown = dict(country_features(reader, reader.phrase(3), (3,)))["MLI"]
    assert ("setting:none" in shown) == bool(settings[0])


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("YEREVAN, March 5 (AFP)", "ARM"),
        ("MAR DEL PLATA, Argentina, March 5 (Xinhua)", "ARG"),
        ("GAO, March 5", "MLI"),  # the text names it too
        ("NOWHERE, March 5", None),
        (None, None),
    ],
)
def test_the_place_line_apart_from_the_text_is_a_sight_of_its_country(known, line, country):
    doc = document("Gao Gao PROPN 2 nsubj\nslept sleep VERB 0 root")
    doc = dataclasses.replace(
        doc,
        report=dataclasses.replace(doc.report, dateline=line),
        places=(PlaceMention(0, 3, "Gao", "Gao", 16.3, 0.0, "MLI"),),
    )
    reader = Reader(doc, known)
    assert reader.dateline == country
    assert [s.country for s in reader.sights if s.token < 0] == [country] * bool(country)


def test_dollars_are_no_country(known):
    doc = document("""US US PROPN 2 compound
        dollars dollar NOUN 3 nsubj
        fell fall VERB 0 root""")
    assert Reader(doc, known).sights == []
