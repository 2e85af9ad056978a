"""Name, country, sectors and span of participants, over hand-made trees."""

import dataclasses
import datetime as dt
import re

import pytest
from build import at, document

from dateline.annotators import entities, participants
from dateline.data import Entity, EventMention, NameMention, Participant
from dateline.knowledge import Knowledge


@pytest.fixture(scope="module")
def annotate():
    entities_of, fill = entities.load(Knowledge()), participants.load(Knowledge())

    def run(doc, *words, names=(), role="actors"):
        found = []
        for name, kind in names:
            found.append(NameMention(*at(doc, name), name, kind))
        doc = dataclasses.replace(doc, names=tuple(found))
        doc = dataclasses.replace(doc, entities=entities_of(doc))
        parties = tuple(Participant(*at(doc, w), w) for w in words)
        event = EventMention("CONSULT", (0, 1), (0, len(doc.text)), **{role: parties})
        (filled,) = fill(dataclasses.replace(doc, events=(event,)))
        return getattr(filled, role)

    return run


def phrase(*words, published=dt.date(2024, 3, 5)):
    """A sentence whose subject is a noun phrase given as (word, part of speech, head, relation)."""
    n = len(words)
    rows = [f"{w} {w} {pos} {head if head else n + 1} {rel}" for w, pos, head, rel in words]
    rows += ["spoke speak VERB 0 root", f"_. . PUNCT {n + 1} punct"]
    return document("\n".join(rows), published=published)


def test_a_participant_grows_to_its_phrase_without_article(annotate):
    doc = phrase(
        ("The", "DET", 3, "det"), ("Syrian", "ADJ", 3, "amod"), ("president", "NOUN", 0, "nsubj")
    )
    (party,) = annotate(doc, "president")
    assert (party.text, party.country, party.sectors) == ("Syrian president", "SYR", ("GOV",))


FOUGHT = """Armenia Armenia PROPN 2 nsubj
            fought fight VERB 0 root
            Azerbaijan Azerbaijan PROPN 2 obj
            _. . PUNCT 2 punct"""


def test_both_sides_are_not_who_speaks_to_them(annotate):
    doc = document(
        FOUGHT,
        """Turkey Turkey PROPN 2 nsubj
           urged urge VERB 0 root
           both both DET 4 det
           sides side NOUN 2 obj
           _. . PUNCT 2 punct""",
    )
    names = [(n, "LOC") for n in ("Armenia", "Azerbaijan", "Turkey")]
    parties = annotate(doc, "sides", names=names, role="recipients")
    assert {(p.name, p.country, p.entity) for p in parties} == {
        ("Armenia", "ARM", "ARM"),
        ("Azerbaijan", "AZE", "AZE"),
    }
    assert {p.text for p in parties} == {"both sides"}


def test_both_sides_are_of_the_country_that_a_report_is_about(annotate):
    doc = document(
        *["""Armenia Armenia PROPN 2 nsubj
             slept sleep VERB 0 root
             _. . PUNCT 2 punct"""] * 5,
        """Turkey Turkey PROPN 2 nsubj
           urged urge VERB 0 root
           both both DET 4 det
           sides side NOUN 2 obj
           _. . PUNCT 2 punct""",
    )  # fmt: skip
    names = [(n, "LOC") for n in ("Armenia", "Turkey")]
    parties = annotate(doc, "sides", names=names, role="recipients")
    assert [p.country for p in parties] == ["ARM"]


def test_a_participant_leaves_out_how_sure_its_number_is(annotate):
    doc = phrase(
        ("At", "ADP", 2, "case"), ("least", "ADJ", 3, "advmod"), ("12", "NUM", 4, "nummod"),
        ("people", "NOUN", 0, "nsubj"),
    )  # fmt: skip
    (party,) = annotate(doc, "people")
    assert party.text == "12 people"


def test_counted_people_are_not_their_state(annotate):
    counted = phrase(("12", "NUM", 2, "nummod"), ("Chileans", "PROPN/NNPS", 0, "nsubj"))
    (party,) = annotate(counted, "Chileans")
    assert (party.name, party.country, party.entity) == ("12 Chileans", "CHL", None)
    assert party.sectors == ("CVL",)


@pytest.mark.parametrize(
    ("words", "head", "country", "sectors"),
    [
        ([("Israeli", "ADJ", 2, "amod"), ("warplanes", "NOUN", 0, "nsubj")], "warplanes", "ISR",
         ("MIL",)),
        ([("Kenyan", "ADJ", 2, "amod"), ("police", "NOUN", 0, "nsubj")], "police", "KEN", ("COP",)),
        ([("France", "PROPN", 0, "nsubj")], "France", "FRA", ("GOV",)),
        ([("Japan", "PROPN", 3, "nmod:poss"), ("'s", "PART", 1, "case"),
          ("parliament", "NOUN", 0, "nsubj")], "parliament", "JPN", ("LEG",)),
        ([("UN", "PROPN", 2, "compound"), ("officials", "NOUN", 0, "nsubj")], "officials", None,
         ("IGO",)),
    ],
)  # fmt: skip
def test_country_and_sectors_come_from_the_words(annotate, words, head, country, sectors):
    (party,) = annotate(phrase(*words), head)
    assert (party.country, party.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("head", "relation"), [(6, "compound"), (7, "nsubj")], ids=["in the phrase", "torn off"]
)
def test_a_title_counts_however_the_tree_has_it(annotate, head, relation):
    words = [("Czech", "ADJ", 2, "amod"), ("ambassador", "NOUN", head, relation),
             ("to", "ADP", 4, "case"), ("Zimbabwe", "PROPN", 2, "nmod"),
             ("Karel", "PROPN", 0, "nsubj"), ("Dvorsky", "PROPN", 5, "flat")]  # fmt: skip
    (party,) = annotate(phrase(*words), "Dvorsky", names=[("Karel Dvorsky", "PER")])
    assert (party.country, party.sectors) == ("CZE", ("GOV",))


def test_a_description_behind_the_name_counts(annotate):
    words = [("Karel", "PROPN", 0, "nsubj"), ("Dvorsky", "PROPN", 1, "flat"),
             (",", "PUNCT", 0, "punct"), ("a", "DET", 5, "det"), ("minister", "NOUN", 0, "dep"),
             ("in", "ADP", 7, "case"), ("Austria", "PROPN", 5, "nmod"),
             (",", "PUNCT", 0, "punct")]  # fmt: skip
    (party,) = annotate(phrase(*words), "Karel", names=[("Karel Dvorsky", "PER")])
    assert party.country == "AUT"


TORN = """Secretary secretary PROPN 6 nsubj
          of of ADP 3 case
          State State PROPN 1 nmod
          Ana Ana PROPN 6 nsubj
          Rossi Rossi PROPN 4 flat
          spoke speak VERB 0 root
          _. . PUNCT 6 punct"""


@pytest.mark.parametrize("word", ["Secretary", "Ana"])
def test_a_title_that_the_tree_tore_off_is_part_of_the_name(annotate, word):
    found = annotate(document(TORN), "Secretary", "Ana", names=(("Ana Rossi", "PER"),))
    assert [(p.text, p.name) for p in found] == [("Secretary of State Ana Rossi", "Ana Rossi")]
    (party,) = annotate(document(TORN), word, names=(("Ana Rossi", "PER"),))
    assert party.text == "Secretary of State Ana Rossi"


def test_a_body_whose_head_is_titled_after_it_is_not_that_person(annotate):
    doc = document(
        """Homeland Homeland PROPN 2 compound
           Party Party PROPN 8 nsubj
           ( ( PUNCT 4 punct
           HP HP PROPN 2 appos
           ) ) PUNCT 4 punct
           Ana Ana PROPN 8 nsubj
           Rossi Rossi PROPN 6 flat
           spoke speak VERB 0 root"""
    )
    names = (("Homeland Party", "ORG"), ("HP", "ORG"), ("Ana Rossi", "PER"))
    (party,) = annotate(doc, "Party", "Ana", names=names)
    assert (party.text, party.name) == ("Homeland Party ( HP ) Ana Rossi", "Ana Rossi")


def test_two_names_in_a_row_are_two_people(annotate):
    names = (("Secretary of State", "PER"), ("Ana Rossi", "PER"))
    assert len(annotate(document(TORN), "Secretary", "Ana", names=names)) == 2


NORTH = """{known} {known} PROPN 2 nsubj
           spoke speak VERB 0 root
           _. . PUNCT 2 punct"""


@pytest.mark.parametrize(
    ("known", "behind", "name", "country"),
    [
        ("DPRK", "_, , PUNCT 4 punct", "North Korea", "PRK"),
        ("Sudan", "_, , PUNCT 4 punct", "North", "SDN"),
        ("DPRK", "Sea Sea PROPN 4 flat", "North Sea", "PRK"),
    ],
)
def test_the_north_is_the_state_that_the_report_names(annotate, known, behind, name, country):
    doc = document(
        NORTH.format(known=known),
        f"""Talks talk NOUN 6 nsubj
            with with ADP 4 case
            the the DET 4 det
            North North PROPN 1 nmod
            {behind}
            failed fail VERB 0 root""",
    )
    (party,) = annotate(doc, "North")
    assert (party.name, party.country) == (name, country)


@pytest.mark.parametrize(
    ("word", "name"), [("Gaza", "Gaza Strip"), ("Chicago", "Chicago"), ("Yoruba", "Yoruba")]
)
def test_a_region_goes_by_its_own_name(annotate, word, name):
    (party,) = annotate(phrase((word, "PROPN", 0, "nsubj")), word)
    assert party.name == name


def test_two_nationalities_make_two_participants(annotate):
    doc = phrase(
        ("Syrian", "ADJ", 4, "amod"), ("and", "CCONJ", 3, "cc"), ("Israeli", "ADJ", 1, "conj"),
        ("officials", "NOUN", 0, "nsubj"),
    )  # fmt: skip
    assert [p.country for p in annotate(doc, "officials")] == ["SYR", "ISR"]


def test_forces_of_two_countries_are_not_the_forces_of_one():
    doc = phrase(
        ("Filipino", "ADJ", 4, "amod"), ("and", "CCONJ", 3, "cc"), ("US", "PROPN", 1, "conj"),
        ("military", "NOUN", 0, "nsubj"),
    )  # fmt: skip
    us = Entity((at(doc, "US military"),), "US military", "group", "USA", ("MIL",), "us-military")
    doc = dataclasses.replace(doc, entities=(us,))
    event = EventMention(
        "CONSULT",
        (0, 1),
        (0, len(doc.text)),
        actors=(Participant(*at(doc, "military"), "military"),),
    )
    (filled,) = participants.load(Knowledge())(dataclasses.replace(doc, events=(event,)))
    assert {p.country: p.entity for p in filled.actors} == {"PHL": None, "USA": "us-military"}


def test_what_stands_in_a_list_has_its_own_country(annotate):
    doc = phrase(
        ("Libyan", "ADJ", 2, "amod"), ("leader", "NOUN", 0, "nsubj"), ("and", "CCONJ", 4, "cc"),
        ("officials", "NOUN", 2, "conj"), ("from", "ADP", 6, "case"),
        ("Uganda", "PROPN", 4, "nmod"),
    )  # fmt: skip
    assert [p.country for p in annotate(doc, "officials", names=[("Uganda", "LOC")])] == ["UGA"]


def test_a_person_has_one_country(annotate):
    doc = document(
        """Israel Israel PROPN 2 nsubj
           left leave VERB 0 root
           _. . PUNCT 2 punct""",
        """Kenyan Kenyan ADJ 2 amod
           minister minister NOUN 3 nmod:desc
           Varga Varga PROPN 4 nsubj
           left leave VERB 0 root
           Israel Israel PROPN 4 obj
           _. . PUNCT 4 punct""",
        """Israel Israel PROPN 2 nsubj
           met meet VERB 0 root
           Varga Varga PROPN 2 obj
           _. . PUNCT 2 punct""",
    )
    spans = [m.span() for m in re.finditer("Varga", doc.text)]
    doc = dataclasses.replace(doc, names=tuple(NameMention(*s, "Varga", "PER") for s in spans))
    doc = dataclasses.replace(doc, entities=entities.load(Knowledge())(doc))
    party = Participant(*spans[-1], "Varga")
    event = EventMention("CONSULT", (0, 1), (0, len(doc.text)), actors=(party,))
    (filled,) = participants.load(Knowledge())(dataclasses.replace(doc, events=(event,)))
    assert [p.country for p in filled.actors] == ["KEN"]


def test_each_country_is_one_of_the_two(annotate):
    doc = document(
        FOUGHT,
        """Each each DET 2 det
           country country NOUN 3 nsubj
           protested protest VERB 0 root
           _. . PUNCT 3 punct""",
    )
    names = [(n, "LOC") for n in ("Armenia", "Azerbaijan")]
    parties = annotate(doc, "country", names=names)
    assert {p.name for p in parties} == {"Armenia", "Azerbaijan"}


def test_an_age_is_no_part_of_a_party(annotate):
    doc = phrase(
        ("Karel", "PROPN", 0, "nsubj"), ("Dvorsky", "PROPN", 1, "flat"), (",", "PUNCT", 4, "punct"),
        ("51", "NUM", 1, "nummod"),
    )  # fmt: skip
    (party,) = annotate(doc, "Karel", names=[("Karel Dvorsky", "PER")])
    assert party.text == "Karel Dvorsky"


def test_an_office_that_we_lack_is_taken_from_the_title(annotate):
    words = [
        ("Minister", "NOUN", 2, "nmod:desc"),
        ("Michael", "PROPN", 0, "nsubj"),
        ("Gove", "PROPN", 2, "flat"),
        ("of", "ADP", 5, "case"),
        ("Britain", "PROPN", 2, "nmod"),
    ]
    former = [("former", "ADJ", 2, "amod"), ("minister", "NOUN", 3, "nmod:desc"),
              ("Michael", "PROPN", 0, "nsubj"), ("Gove", "PROPN", 3, "flat"),
              ("of", "ADP", 6, "case"), ("Britain", "PROPN", 3, "nmod")]  # fmt: skip
    for rows, sectors in ((words, ("GOV",)), (former, ("ELI",))):
        doc = phrase(*rows, published=dt.date(2025, 6, 1))
        (party,) = annotate(doc, "Michael", names=[("Michael Gove", "PER")])
        assert (party.name, party.sectors) == ("Michael Gove", sectors)


def test_a_country_within_a_longer_party_is_named_once(annotate):
    doc = phrase(
        ("officials", "NOUN", 0, "nsubj"), ("from", "ADP", 3, "case"),
        ("Syria", "PROPN", 1, "nmod"), ("and", "CCONJ", 5, "cc"), ("Israel", "PROPN", 3, "conj"),
    )  # fmt: skip
    parties = annotate(doc, "officials", "Israel")
    assert [(p.text, p.country) for p in parties] == [
        ("officials from Syria and Israel", "SYR"), ("officials from Syria and Israel", "ISR")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "country"), [(dt.date(1996, 3, 5), "YUG"), (dt.date(2020, 3, 5), "SRB")]
)
def test_the_code_is_that_of_the_day(annotate, published, country):
    doc = phrase(
        ("Serbian", "ADJ", 2, "amod"), ("officials", "NOUN", 0, "nsubj"), published=published
    )
    assert annotate(doc, "officials")[0].country == country


@pytest.mark.parametrize(
    ("published", "sectors"), [(dt.date(2003, 3, 5), ("REB",)), (dt.date(2023, 3, 5), ("GOV",))]
)
def test_sectors_of_a_known_name_are_those_of_the_day(annotate, published, sectors):
    doc = phrase(("Taliban", "PROPN", 0, "nsubj"), published=published)
    (party,) = annotate(doc, "Taliban", names=[("Taliban", "ORG")])
    assert (party.country, party.sectors, party.entity) == ("AFG", sectors, "taliban")


def test_a_pronoun_gives_way_to_the_name(annotate):
    doc = document(
        """Vladimir Vladimir PROPN 3 nsubj
           Putin    Putin    PROPN 1 flat
           left     leave    VERB  0 root
           _.       .        PUNCT 3 punct""",
        """He     he    PRON 2 nsubj
           smiled smile VERB 0 root
           _.     .     PUNCT 2 punct""",
    )
    (party,) = annotate(doc, "He", names=[("Vladimir Putin", "PER")])
    assert (party.text, party.country, party.entity) == (
        "Vladimir Putin", "RUS", "vladimir-putin",
    )  # fmt: skip


def test_we_are_those_for_whom_the_speaker_speaks(annotate):
    doc = document(
        """_"       "         PUNCT 3 punct
           _We       we        PRON  3 nsubj
           agree     agree     VERB  8 ccomp
           _,        ,         PUNCT 3 punct
           _"        "         PUNCT 3 punct
           Syrian    Syrian    ADJ   7 amod
           president president NOUN  8 nsubj
           said      say       VERB  0 root
           _.        .         PUNCT 8 punct"""
    )
    (party,) = annotate(doc, "We")
    assert (party.text, party.name) == ("We", "Bashar al-Assad")
    assert (party.country, party.sectors) == ("SYR", ("GOV",))


def test_an_entity_counts_once(annotate):
    doc = document(
        """Putin Putin PROPN 2 nsubj
           said  say   VERB  0 root
           he    he    PRON  4 nsubj
           came  come  VERB  2 ccomp
           _.    .     PUNCT 2 punct"""
    )
    assert len(annotate(doc, "Putin", "he", names=[("Putin", "PER")])) == 1


def test_without_events_nothing_is_done():
    doc = phrase(("France", "PROPN", 0, "nsubj"))
    assert participants.load(Knowledge())(doc) == ()


def party(text, country, *sectors, entity=None):
    return Participant(0, len(text), text, text, country, sectors, entity)


NORWAY, PERU = (
    party("Norway", "NOR", "GOV", entity="NOR"),
    party("Peru", "PER", "GOV", entity="PER"),
)
MINISTER, RIVAL = party("minister Lund", "NOR", "GOV"), party("Ana Lima", "NOR", "PTY", "OPP")


@pytest.mark.parametrize(
    ("kind", "actor", "recipients", "found"),
    [
        ("ACCUSE", MINISTER, (NORWAY,), ()),
        ("ACCUSE", RIVAL, (NORWAY,), (NORWAY,)),
        ("ACCUSE", MINISTER, (RIVAL, PERU), (RIVAL, PERU)),
        ("AID", MINISTER, (NORWAY,), (NORWAY,)),
        ("REQUEST", MINISTER, (NORWAY, PERU), (PERU,)),
        ("REQUEST", MINISTER, (NORWAY,), (NORWAY,)),
    ],
)
def test_who_governs_a_state_does_not_criticise_it(kind, actor, recipients, found):
    assert participants.but_own_state(kind, (actor,), recipients, (NORWAY, PERU)) == found
