"""In which ways words show a country, over hand-made trees."""

import dataclasses

import pytest
from build import at, document, named

from dateline.data import PlaceMention
from dateline.who.sectors import suggested
from dateline.who.whose import Reader


@pytest.mark.parametrize(
    ("prefix", "country"),
    [("USS", "USA"), ("USNS", "USA"), ("HMS", "GBR"), ("HMAS", "AUS"), ("HMCS", "CAN"),
     ("HMNZS", "NZL")],
)  # fmt: skip
def test_a_ship_is_of_the_navy_that_its_prefix_names(known, prefix, country):
    rows = f"{prefix} {prefix} PROPN 2 compound\nKestrel Kestrel PROPN 3 nsubj"
    reader = Reader(document(f"{rows}\nleft leave VERB 0 root"), known)
    phrase = reader.phrase(1)
    assert {e.country for e in phrase.evidence} == {country}
    assert ("MIL",) in {sectors for _, sectors in suggested(reader, phrase, (1,))}


def test_sunnis_are_of_a_state_of_the_report_where_sunnis_live(known):
    doc = document(
        "Denmark Denmark PROPN 2 nsubj\nleft leave VERB 0 root\nIraq Iraq PROPN 2 obj",
        """Sunni Sunni ADJ 2 amod
            voters voter NOUN 3 nsubj
            waited wait VERB 0 root""",
    )
    reader = Reader(doc, known)
    assert {e.country for e in reader.phrase(4).evidence} == {"IRQ"}


@pytest.mark.parametrize(
    ("case", "relation", "way"), [("_'s", "nmod:poss", "owner"), ("of", "nmod", "of")]
)
def test_a_person_is_of_whom_his_title_is_of(known, case, relation, way):
    before = (
        f"Peru Peru PROPN 3 {relation}\n{case} {case} PART 1 case\nenvoy envoy NOUN 4 nmod:desc"
    )
    behind = f"envoy envoy NOUN 4 nmod:desc\nof of ADP 3 case\nPeru Peru PROPN 1 {relation}"
    doc = document(f"""{before if way == "owner" else behind}
        Lea Lea PROPN 6 nsubj
        Varga Varga PROPN 4 flat
        left leave VERB 0 root""")
    reader = Reader(named(doc, ("Lea Varga", "PER")), known)
    assert ("PER", f"{way}:name") in reader.phrase(3).evidence


@pytest.mark.parametrize(
    ("joint", "noun", "country"),
    [("backed", "fighter", None), ("led", "fighter", "TUR"), ("backed", "coup", "TUR")],
)
def test_fighters_whom_a_state_backs_are_not_its_own(known, joint, noun, country):
    doc = document(
        f"""Turkey Turkey PROPN 3 compound
            _-     -      PUNCT 3 punct
            {joint} {joint} VERB 4 amod
            {noun}s {noun} NOUN 5 nsubj
            left   leave  VERB  0 root"""
    )
    reader = Reader(doc, known)
    evidence = reader.phrase(3).evidence
    assert [e.country for e in evidence if e.country] == ([country] if country else [])
    assert [s.country for s in reader.sights] == ([] if joint == "backed" else ["TUR"])


def test_a_place_is_of_the_state_where_the_report_has_it(known):
    doc = document("""
        They they PRON 2 nsubj
        thanked thank VERB 0 root
        Ostrel Ostrel PROPN 2 obj
        _. . PUNCT 2 punct
    """)
    there = PlaceMention(*at(doc, "Ostrel"), "Ostrel", "Ostrel", country="PER")
    reader = Reader(dataclasses.replace(doc, places=(there,)), known)
    assert [e.country for e in reader.phrase(2).evidence] == ["PER"]


def test_a_prefix_tells_against_a_country_from_of_it(known):
    doc = document("""anti-Syrian anti-Syrian ADJ 2 amod
        minister minister NOUN 3 nsubj
        spoke speak VERB 0 root""")
    assert [e.way for e in Reader(doc, known).phrase(1).evidence] == ["joint:anti:adjective"]


def test_an_envoy_is_of_those_who_send_him(known):
    doc = document(
        """Ana Ana PROPN 2 compound
           Varga Varga PROPN 9 nsubj
           _, , PUNCT 6 punct
           the the DET 6 det
           Kenyan Kenyan ADJ 6 amod
           envoy envoy NOUN 2 appos
           for for ADP 8 case
           Sudan Sudan PROPN 6 nmod
           left leave VERB 0 root
           _. . PUNCT 9 punct"""
    )
    reader = Reader(doc, known)
    assert {e.country for e in reader.phrase(1).evidence} == {"KEN"}
