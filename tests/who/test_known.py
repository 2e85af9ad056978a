"""Which known actors the words of a report stand for, over hand-made trees."""

import datetime as dt

import pytest
from build import document, named

from dateline.who.whose import Reader

CHINA = """China  China  PROPN 2 nsubj
           waits  wait   VERB  0 root"""
FULL = """{0}   {0}   PROPN 3 nsubj
          {1}   {1}   PROPN 1 flat
          left  leave VERB  0 root"""
ALONE = """{0}   {0}   PROPN 2 nsubj
           spoke speak VERB  0 root"""


def people(doc, known):
    """The known people in a report, by their ids."""
    return {ref.actor.id for ref in Reader(doc, known).refs if ref.actor.kind == "person"}


def test_a_city_in_the_name_of_what_was_agreed_there_is_no_country(known):
    def countries(*rows):
        reader = Reader(document("\n".join(rows)), known)
        return [sight.country for sight in reader.sights]

    end = ("failed fail VERB 0 root", "_. . PUNCT 4 punct")
    assert countries("The the DET 3 det", "Doha Doha PROPN 3 compound",
                     "Round Round PROPN 4 nsubj", *end) == []  # fmt: skip
    assert countries("The the DET 3 det", "Doha Doha PROPN 3 compound",
                     "talks talk NOUN 4 nsubj", *end) == ["QAT"]  # fmt: skip


@pytest.mark.parametrize(("behind", "bodies"), [("ambassador", 0), ("chief", 1)])
def test_a_body_where_a_state_has_its_envoy_is_not_whom_he_acts_for(behind, bodies, known):
    rows = """Britain Britain PROPN 4 nmod:poss
              _'s 's PART 1 case
              UN UN PROPN 4 compound
              {0} {0} NOUN 5 nsubj
              left leave VERB 0 root"""
    assert len(Reader(document(rows.format(behind)), known).bodies) == bodies


def test_a_states_money_does_not_put_it_in_sight_beyond_doubt(known):
    rows = """They they PRON 2 nsubj
              gave give VERB 0 root
              US US PROPN 4 compound
              {0} {0} NOUN 2 obj"""
    sure = [Reader(document(rows.format(n)), known).sure["USA"] for n in ("dollars", "help")]
    assert sure == [0, 1]


@pytest.mark.parametrize(
    ("day", "known_yet"), [(dt.date(2005, 3, 1), False), (dt.date(2023, 3, 1), True)]
)
def test_a_name_is_no_group_that_is_known_from_later_years(known, day, known_yet):
    rows = "Wagner Wagner PROPN 2 nsubj\nleft leave VERB 0 root\nRussia Russia PROPN 2 obj"
    reader = Reader(document(rows, published=day), known)
    assert (reader.phrase(0).ref is not None) is known_yet


@pytest.mark.parametrize(("often", "state"), [(1, "PHL"), (3, None)])
def test_a_court_is_not_that_of_a_state_named_far_less_often(known, often, state):
    doc = document(
        "Philippines Philippines PROPN 2 nsubj\nwaits wait VERB 0 root",
        *["Peru Peru PROPN 2 nsubj\nwaits wait VERB 0 root"] * often,
        """Supreme Supreme PROPN 2 compound
            Court Court PROPN 3 nsubj
            ruled rule VERB 0 root""",
    )
    reader = Reader(named(doc, ("Supreme Court", "ORG")), known)
    ref = reader.ref_at.get(len(doc.tokens) - 2)
    assert (ref.countries[0] if ref is not None else None) == state


@pytest.mark.parametrize(("first", "lands"), [("Lea", set()), ("The", {"DNK"})])
def test_a_surname_like_that_of_a_people_is_a_surname(known, first, lands):
    doc = document(
        f"""{first} {first} PROPN 2 nmod
            Danish Danish PROPN 3 nsubj
            left leave VERB 0 root""",
        """Danish Danish PROPN 2 nsubj
           spoke speak VERB 0 root""",
    )
    whole = ("Lea Danish", "PER") if first == "Lea" else ("The", "ORG")
    reader = Reader(named(doc, whole, ("Danish", "PER")), known)
    assert {e.country for e in reader.phrase(3).evidence} == lands


@pytest.mark.parametrize("person", ["Gao Qinrong", "Li Qinrong"])
def test_a_surname_is_not_the_seat_of_a_government(known, person):
    first, last = person.split()
    doc = document(
        f"""{first} {first} PROPN 3 nsubj
           {last} {last} PROPN 1 flat
           spoke speak VERB 0 root
           _. . PUNCT 3 punct""",
        """Gao Gao PROPN 2 nsubj
           replied reply VERB 0 root
           _. . PUNCT 2 punct""",
    )
    reader = Reader(named(doc, (person, "PER")), known)
    seats = [doc.text[ref.start : ref.end] for ref in reader.refs]
    assert seats == ([] if first == "Gao" else ["Gao"])


@pytest.mark.parametrize(
    ("title", "name", "day", "entity"),
    [
        ("President", "Clinton", dt.date(1997, 4, 8), "bill-clinton"),
        ("President", "Clinton", dt.date(2010, 4, 8), None),
        ("Senator", "Clinton", dt.date(2005, 4, 8), "hillary-clinton"),
        ("Chancellor", "Merkel", dt.date(2008, 1, 8), "angela-merkel"),
        ("French President", "Putin", dt.date(2008, 1, 8), None),
        ("Mr.", "Merkel", dt.date(2008, 1, 8), None),
    ],
)
def test_a_title_and_a_surname_name_who_holds_the_office(known, title, name, day, entity):
    words = title.split()
    rows = [f"{w} {w} PROPN {len(words) + 1} compound" for w in words]
    rows += [f"{name} {name} PROPN {len(words) + 2} nsubj", "spoke speak VERB 0 root"]
    doc = document("\n".join(rows), f"{name} {name} PROPN 2 nsubj\nleft leave VERB 0 root",
                   published=day)  # fmt: skip
    doc = named(doc, (name, "PER"), (name, "PER"))
    refs = [r for r in Reader(doc, known).refs if r.actor.kind == "person"]
    spans = [(name.start, name.end) for name in doc.names]
    assert [(r.start, r.end, r.actor.id) for r in refs] == (
        [(*span, entity) for span in spans] if entity else []
    )


@pytest.mark.parametrize(
    ("state", "words", "day", "entity"),
    [
        ("France", "Macron", dt.date(2022, 1, 8), "emmanuel-macron"),
        ("Chad", "Macron", dt.date(2022, 1, 8), None),  # his country is not named
        ("America", "Biden", dt.date(2025, 7, 8), "joe-biden"),
        ("America", "Senator Biden", dt.date(2025, 7, 8), None),
        ("America", "Mrs Biden", dt.date(2025, 7, 8), None),
        ("America", "Biden", dt.date(2035, 7, 8), None),
        ("America", "former President Carter", dt.date(2003, 7, 8), "jimmy-carter"),
        ("America", "President Carter", dt.date(2003, 7, 8), None),
    ],
)
def test_who_leads_or_led_a_state_goes_by_its_surname(known, state, words, day, entity):
    rows = [*words.split(), "spoke"]
    doc = document(
        f"{state} {state} PROPN 2 nsubj\nwaited wait VERB 0 root",
        "\n".join(f"{w} {w} PROPN {len(rows)} compound" for w in rows[:-1])
        + f"\nspoke speak VERB {len(rows)} root",
        published=day,
    )
    assert people(named(doc, (rows[-2], "PER")), known) == ({entity} if entity else set())


def test_a_name_of_another_first_name_is_not_who_holds_the_office(known):
    doc = document(
        "President President PROPN 2 compound\nPutin Putin PROPN 3 nsubj\nspoke speak VERB 0 root",
        "Ivan Ivan PROPN 3 nsubj\nPutin Putin PROPN 1 flat\nleft leave VERB 0 root",
        published=dt.date(2008, 1, 8),
    )
    doc = named(doc, ("Putin", "PER"), ("Ivan Putin", "PER"))
    assert Reader(doc, known).refs == []


def test_a_shared_acronym_is_that_of_the_country_which_the_report_names(known):
    doc = document(
        """America America PROPN 4 nsubj
           and and CCONJ 3 cc
           USDA USDA PROPN 1 conj
           spoke speak VERB 0 root"""
    )
    refs = Reader(named(doc, ("USDA", "ORG")), known).refs
    assert refs[-1].actor.id == "us-department-of-agriculture"


@pytest.mark.parametrize(
    ("full", "actors"),
    [(("Li", "Hua"), set()), (("Hua", "Mo"), {"li-keqiang"}), (("Hua", "Li"), set())],
    ids=["a name begins with it", "none has it", "a name ends with it"],
)
def test_a_family_name_that_stands_first_is_of_who_the_report_names_by_it(full, actors, known):
    doc = document(CHINA, FULL.format(*full), ALONE.format("Li"), published=dt.date(2016, 5, 2))
    doc = named(doc, ("China", "LOC"), (" ".join(full), "PER"), ("Li", "PER"))
    assert people(doc, known) == actors


def test_where_names_end_with_the_family_name_one_that_begins_with_it_does_not_count(known):
    doc = document(
        CHINA.replace("China", "France"), FULL.format("Hollande", "Mo"), ALONE.format("Hollande"),
        published=dt.date(2016, 5, 2),
    )  # fmt: skip
    doc = named(doc, ("France", "LOC"), ("Hollande Mo", "PER"), ("Hollande", "PER"))
    assert people(doc, known) == {"francois-hollande"}


OWN = """Norway Norway PROPN 4 nmod:poss
         _'s 's PART 1 case
         Security Security PROPN 4 compound
         Council Council PROPN 5 nsubj
         met meet VERB 0 root"""
OF = """Security Security PROPN 2 compound
        Council Council PROPN 5 nsubj
        of of ADP 4 case
        Norway Norway PROPN 2 nmod
        met meet VERB 0 root"""
WORLD = """Security Security PROPN 2 compound
           Council Council PROPN 3 nsubj
           met meet VERB 0 root"""


@pytest.mark.parametrize(("rows", "bodies"), [(OWN, 0), (OF, 0), (WORLD, 1)])
def test_the_short_name_of_a_world_body_beside_a_state_is_one_of_its_own(known, rows, bodies):
    assert len(Reader(document(rows), known).bodies) == bodies
