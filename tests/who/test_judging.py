"""Whose a party is and which sectors it has, over hand-made trees."""

import dataclasses
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest
from build import document, named

from dateline.data import NameMention
from dateline.knowledge import Knowledge
from dateline.who.countries import country_features
from dateline.who.entity_words import read_words
from dateline.who.grouping import find_groups
from dateline.who.judging import Judge
from dateline.who.sectors import sector_features, suggested
from dateline.who.several import are_two, listed, within_one
from dateline.who.whose import Reader


def hints(doc, known, name, *more):
    """What is suggested of a person; ``more``: further names, each with its type."""
    names = []
    for text, kind in ((name, "PER"), *more):
        start = doc.text.index(text)
        names.append(NameMention(start, start + len(text), text, kind))
    reader = Reader(dataclasses.replace(doc, names=tuple(names)), known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    head = next(i for i, t in enumerate(doc.tokens) if t.text == name.split()[0])
    return set(suggested(reader, reader.phrase(head), reader.entity_heads[head]))


def test_the_description_behind_a_name_suggests_its_sectors(known):
    doc = document(
        """Lea      Lea      PROPN 11 nsubj
           Varga    Varga    PROPN 1 flat
           _,       ,        PUNCT 4 punct
           head     head     NOUN  1 dep
           of       of       ADP   8 case
           the      the      DET   8 det
           exiled   exile    ADJ   8 amod
           party    party    NOUN  4 nmod
           _,       ,        PUNCT 4 punct
           has      have     AUX   11 aux
           left     leave    VERB  0 root
           _.       .        PUNCT 11 punct"""
    )
    assert ("beside body", ("PTY",)) in hints(doc, known, "Lea Varga")


def test_a_clause_that_says_what_a_person_is_suggests_it(known):
    doc = document(
        """Lea         Lea         PROPN 5 nsubj
           Varga       Varga       PROPN 1 flat
           is          be          AUX   5 cop
           a           a           DET   5 det
           businessman businessman NOUN  0 root
           _.          .           PUNCT 5 punct"""
    )
    assert ("beside person", ("BUS",)) in hints(doc, known, "Lea Varga")


def test_what_the_report_calls_an_organisation_is_told_of_who_leads_it(known):
    doc = document(
        """Harvestor  Harvestor PROPN 7 nsubj
           _,         ,         PUNCT 4 punct
           a          a         DET   4 det
           bank       bank      NOUN  1 appos
           _,         ,         PUNCT 4 punct
           has        have      AUX   7 aux
           grown      grow      VERB  0 root
           _.         .         PUNCT 7 punct""",
        """Harvestor  Harvestor PROPN 2 compound
           chairman   chairman  NOUN  3 compound
           Lea        Lea       PROPN 5 nsubj
           Varga      Varga     PROPN 3 flat
           left       leave     VERB  0 root
           _.         .         PUNCT 5 punct""",
    )
    reader = named_twice(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == "Lea")
    assert ("organisation", ("BUS",)) in set(suggested(reader, reader.phrase(head), (head,)))


@pytest.mark.parametrize(
    ("rows", "sectors"),
    [
        (("union union NOUN 2 compound", "leader leader NOUN 3 nsubj"), ("LAB",)),
        (
            ("spokesman spokesman NOUN 5 nsubj", "for for ADP 4 case", "the the DET 4 det",
             "rebels rebel NOUN 1 nmod"),
            ("REB",),
        ),
        (("president president NOUN 4 nsubj", "of of ADP 3 case", "NATO NATO PROPN 1 nmod"),
         ("IGO",)),
    ],
)  # fmt: skip
def test_who_leads_or_speaks_for_others_is_what_they_are(known, rows, sectors):
    end = len(rows) + 1
    doc = document("\n".join([*rows, "left leave VERB 0 root", f"_. . PUNCT {end} punct"]))
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.deprel == "nsubj")
    assert ("led", sectors) in set(suggested(reader, reader.phrase(head), (head,)))


def named_twice(doc, known):
    """The reader of a report that names an organisation twice, and a person."""
    first = doc.text.index("Harvestor")
    second = doc.text.index("Harvestor", first + 1)
    person = doc.text.index("Lea")
    names = [NameMention(at, at + 9, "Harvestor", "ORG") for at in (first, second)]
    names.append(NameMention(person, person + 9, "Lea Varga", "PER"))
    reader = Reader(dataclasses.replace(doc, names=tuple(names)), known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    return reader


def test_the_spokesman_is_seen_beside_the_body_named_last(known):
    doc = document(
        """NATO  NATO  PROPN 2 nsubj
           agreed agree VERB 0 root
           _.    .     PUNCT 2 punct""",
        """The       the       DET  2 det
           spokesman spokesman NOUN 3 nsubj
           confirmed confirm   VERB 0 root
           it        it        PRON 3 obj
           _.        .         PUNCT 3 punct""",
        """The       the       DET  2 det
           spokesman spokesman NOUN 3 nsubj
           left      leave     VERB 0 root
           _.        .         PUNCT 3 punct""",
    )
    reader = Reader(doc, known)
    heads = [i for i, t in enumerate(doc.tokens) if t.text == "spokesman"]
    near, far = (sector_features(reader, reader.phrase(i), (i,), None) for i in heads)
    assert {"last before:IGO", "last:IGO:spokesman"} <= set(near)
    assert not any(f.startswith("last") for f in far)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"CHN": 8, "JPN": 6, "VNM": 2}, True),
        ({"CHN": 8, "JPN": 6}, True),
        ({"TUR": 2, "SYR": 1, "ISR": 1}, False),
        ({"TUR": 2}, False),
    ],
)
def test_a_report_is_about_two_countries_that_it_names_far_more_often(counts, expected):
    report = SimpleNamespace(counts=Counter(counts), ranked=list(counts))
    assert are_two(report) is expected


@pytest.mark.parametrize(
    ("counts", "words", "expected"),
    [
        ({"SOM": 20, "SDN": 4}, ["both", "sides"], True),
        ({"SOM": 20, "SDN": 5}, ["both", "sides"], False),
        ({"SOM": 20, "SDN": 4}, ["two", "countries"], False),
        ({"SOM": 20}, ["both", "sides"], False),
    ],
)
def test_both_sides_are_of_the_one_country_that_a_report_is_about(known, counts, words, expected):
    lists = Reader(document("Lima Lima PROPN 0 root"), known).lists
    report = SimpleNamespace(counts=Counter(counts), ranked=list(counts), lists=lists)
    assert within_one(report, SimpleNamespace(words=words)) is expected


@pytest.mark.parametrize(("noun", "of_owner"), [("allies", False), ("soldiers", True)])
def test_what_others_are_to_a_state_is_not_of_that_state(known, noun, of_owner):
    doc = document(
        f"""Peru_ Peru  PROPN 3 nmod:poss
            's    's    PART  1 case
            {noun} {noun[:-1]} NOUN 4 nsubj
            left  leave VERB  0 root
            _.    .     PUNCT 4 punct"""
    )
    reader = Reader(doc, known)
    found = dict(country_features(reader, reader.phrase(2), (2,)))
    assert ("PER" in found) is of_owner


@pytest.mark.parametrize(("word", "of_it"), [("ethnic", False), ("young", True)])
@pytest.mark.parametrize(
    "rows",
    [
        "{0} {0} ADJ 2 amod\nThais Thais PROPN 3 nsubj",
        "{0} {0} ADJ 3 amod\nThai Thai ADJ 3 amod\nfarmers farmer NOUN 4 nsubj",
    ],
    ids=["Thais", "Thai farmers"],
)
def test_whoever_is_ethnic_is_not_of_that_country(known, rows, word, of_it):
    land = "Thailand Thailand PROPN 2 nsubj\nwaits wait VERB 0 root"
    doc = document(land, rows.format(word) + "\nleft leave VERB 0 root")
    reader, head = Reader(doc, known), len(doc.tokens) - 2
    found = dict(country_features(reader, reader.phrase(head), (head,)))
    assert ("THA" in found) is of_it


@pytest.mark.parametrize(
    ("side", "state", "of_it"),
    [
        ("pro", "Thai", False),
        ("anti", "Bangkok", False),
        ("ex", "Thai", False),
        ("non", "Thai", True),
    ],
)
def test_whoever_is_for_or_against_a_state_is_not_of_it(known, side, state, of_it):
    rows = f"""{side} {side} X 4 dep
        _- - PUNCT 3 punct
        _{state} {state} ADJ 4 amod
        marchers marcher NOUN 5 nsubj
        left leave VERB 0 root"""
    doc = document("Thailand Thailand PROPN 2 nsubj\nwaits wait VERB 0 root", rows)
    reader = Reader(doc, known)
    assert ("THA" in dict(country_features(reader, reader.phrase(5), (5,)))) is of_it


def test_who_is_against_a_state_is_told_of_whom_not_the_state_itself(known):
    doc = document(
        """anti anti X 3 dep
           _- - PUNCT 3 punct
           _Thailand Thailand PROPN 4 nsubj
           spoke speak VERB 0 root"""
    )
    reader = Reader(doc, known)
    assert "THA" in dict(country_features(reader, reader.phrase(2), (2,)))


@pytest.mark.parametrize(("noun", "of_it"), [("origin", False), ("descent", False), ("law", True)])
def test_whoever_is_of_that_origin_is_not_of_that_country(known, noun, of_it):
    rows = f"""A a DET 2 det
        citizen citizen NOUN 6 nsubj
        of of ADP 5 case
        Serbian Serbian ADJ 5 amod
        {noun} {noun} NOUN 2 nmod
        left leave VERB 0 root"""
    doc = document("Serbia Serbia PROPN 2 nsubj\nwaits wait VERB 0 root", rows)
    reader = Reader(doc, known)
    assert ("SRB" in dict(country_features(reader, reader.phrase(3), (3,)))) is of_it


def test_a_body_that_nobody_knows_has_the_sectors_of_its_fullest_mention(known):
    full = """The     the     DET   4 det
              car     car     NOUN  3 compound
              maker   maker   NOUN  4 compound
              Ostrel  Ostrel  PROPN 5 nsubj
              seeks   seek    VERB  0 root
              seats   seat    NOUN  5 obj"""
    bare = """Norway  Norway  PROPN 2 nsubj
              ordered order   VERB  0 root
              Ostrel  Ostrel  PROPN 2 obj
              to      to      PART  5 mark
              arrest  arrest  VERB  2 xcomp"""
    doc = document(full, bare)
    starts = [t.start for t in doc.tokens if t.text == "Ostrel"]
    names = tuple(NameMention(s, s + 6, "Ostrel", "ORG") for s in starts)
    reader = Reader(dataclasses.replace(doc, names=names), known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    heads = [i for i, t in enumerate(doc.tokens) if t.text == "Ostrel"]
    judge = Judge(
        {}, (("BUS",), ("GOV",)), {"up:nsubj:seek": 0, "up:obj:order": 1}, np.eye(2)
    )  # fmt: skip
    found = [judge.sectors(reader, reader.phrase(h), reader.entity_heads[h], None) for h in heads]
    assert found == [("BUS",), ("BUS",)]


@pytest.mark.parametrize(("noun", "of_it"), [("delegation", False), ("letter", True)])
def test_who_is_sent_to_a_state_is_not_of_it(known, noun, of_it):
    doc = document(f"""a a DET 2 det
        {noun} {noun} NOUN 5 nsubj
        to to ADP 4 case
        Peru Peru PROPN 2 nmod
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    candidates = [c for c, _ in country_features(reader, reader.phrase(1), (1,))]
    assert ("PER" in candidates) is of_it


@pytest.mark.parametrize(("adjective", "of_owner"), [("Danish", False), ("young", True)])
def test_who_is_told_to_be_of_a_state_is_not_of_his_owners(known, adjective, of_owner):
    doc = document(
        "Peru Peru PROPN 2 nsubj\nwaits wait VERB 0 root",
        f"""Peru Peru PROPN 4 nmod:poss
            _'s 's PART 1 case
            {adjective} {adjective} ADJ 4 amod
            guards guard NOUN 5 nsubj
            left leave VERB 0 root""",
    )
    reader = Reader(doc, known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    found = dict(country_features(reader, reader.phrase(5), (5,)))
    assert ("owner:poss" in found["PER"]) is of_owner


@pytest.mark.parametrize(
    ("joining", "lands"),
    [("and", ("PER", "CHL")), ("and in", ("PER", "CHL")), ("in", ("PER",)), ("or in", ("PER",))],
)
def test_states_with_a_preposition_each_are_side_by_side(known, joining, lands):
    words = "".join(f"{w} {w} X 4 dep\n" for w in joining.split())
    last = 4 + len(joining.split())
    doc = document(
        f"""officials official NOUN {last + 1} nsubj
        in in ADP 3 case
        Peru Peru PROPN 1 nmod
        {words}Chile Chile PROPN 3 conj
        left leave VERB 0 root""".replace(" X 4 ", f" X {last} ")
    )
    reader = Reader(doc, known)
    assert listed(reader, reader.phrase_in(0, last)) == lands


@pytest.mark.parametrize(
    ("first", "second", "lands"),
    [
        ("Peruvian", "African", ("PER", None)),
        ("foreign", "Peruvian", ("PER", None)),
        ("NATO", "Peruvian", ("PER", None)),
        ("Peruvian", "Chilean", ("PER", "CHL")),
        ("Peruvian", "young", ("PER",)),
    ],
)
def test_what_is_of_no_state_stands_beside_one(known, first, second, lands):
    doc = document(f"""{first} {first} ADJ 4 amod
        and and CCONJ 3 cc
        {second} {second} ADJ 1 conj
        troops troop NOUN 5 nsubj
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    assert listed(reader, reader.phrase(3)) == lands


@pytest.mark.parametrize(
    ("first", "joining", "second"),
    [("Peruvian", "but", "African"), ("African", "but", "Peruvian"), ("Peruvian", "and", "rich")],
)
def test_only_what_and_joins_stands_beside_a_state(known, first, joining, second):
    doc = document(f"""{first} {first} ADJ 4 amod
        {joining} {joining} CCONJ 3 cc
        {second} {second} ADJ 1 conj
        troops troop NOUN 5 nsubj
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    assert listed(reader, reader.phrase(3)) == ("PER",)


def test_two_states_beside_what_is_of_none_are_the_two(known):
    doc = document("""Peruvian Peruvian ADJ 6 amod
        _, , PUNCT 3 punct
        Chilean Chilean ADJ 1 conj
        and and CCONJ 5 cc
        African African ADJ 1 conj
        troops troop NOUN 7 nsubj
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    assert listed(reader, reader.phrase(5)) == ("PER", "CHL")


@pytest.mark.parametrize(
    ("owner", "place", "country"),
    [("Peru", "Norway", "PER"), ("AFP", "Norway", "NOR"), (None, "Norway", "NOR")],
)
def test_whose_somebody_is_is_not_told_by_where_he_is_if_it_is_told(known, owner, place, country):
    owned = f"{owner} {owner} PROPN 3 nmod:poss\n_'s 's PART 1 case\n" if owner else ""
    at = 3 if owner else 1
    doc = document(
        f"{place} {place} PROPN 2 nsubj\nwaits wait VERB 0 root",
        f"""{owned}envoys envoy NOUN {at + 3} nsubj
        in in ADP {at + 2} case
        {place} {place} PROPN {at} nmod
        left leave VERB 0 root""",
    )
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == "envoys")
    judge = Judge({"own:in:name": 9.0, "shown": 1.0, "no:own": -9.0})
    assert judge.country(reader, reader.phrase(head), (head,)) == country


@pytest.mark.parametrize(
    ("name", "lands"),
    [("Koreas", ("PRK", "KOR")), ("Sudans", ("SSD", "SDN")), ("towns", ())],
)
def test_states_that_share_a_name_are_meant_together(known, name, lands):
    doc = document(f"""
        The the DET 3 det
        two two NUM 3 nummod
        {name} {name} PROPN 4 nsubj
        met meet VERB 0 root
    """)
    reader = Reader(doc, known)
    assert listed(reader, reader.phrase(2)) == lands


@pytest.mark.parametrize(
    ("body", "case", "of_it"),
    [("UNICEF", "in", False), ("UNICEF", "from", True), ("union", "in", True)],
)
def test_who_is_of_a_body_of_no_state_is_not_of_where_he_is(known, body, case, of_it):
    doc = document(f"""{body} {body} PROPN 2 compound
        workers worker NOUN 5 nsubj
        {case} {case} ADP 4 case
        Peru Peru PROPN 2 nmod
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    judge = Judge({"shown": 1.0})
    assert judge.country(reader, reader.phrase(1), (1,)) == ("PER" if of_it else None)


@pytest.mark.parametrize(
    ("body", "base", "country"),
    [("Oxfam", "Peru", "PER"), ("UNICEF", "Peru", None), ("Oxfam", None, None)],
)
def test_a_body_of_no_state_is_of_none_but_where_a_group_is_based(known, body, base, country):
    based = f"{base} {base} PROPN 3 compound\n_- - PUNCT 3 punct\nbased base VERB 4 amod\n"
    rows = f"{body} {body} PROPN 5 nsubj\nleft leave VERB 0 root"
    doc = document(
        "Chile Chile PROPN 2 nsubj\nwaits wait VERB 0 root",
        based + rows if base else rows.replace(" 5 ", " 2 "),
    )
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == body)
    judge = Judge({"share:4:own": 9.0, "shown": 1.0})
    assert judge.country(reader, reader.phrase(head), (head,)) == country


def named_ali(known, title, relation="nmod:desc"):
    doc = document(f"""
        {title} {title} NOUN 2 {relation}
        Ali Ali PROPN 4 nsubj
        Lund Lund PROPN 2 flat
        left leave VERB 0 root
    """)
    start = doc.text.index("Ali")
    name = NameMention(start, start + len("Ali Lund"), "Ali Lund", "PER")
    return Reader(dataclasses.replace(doc, names=(name,)), known)


def test_a_persons_name_does_not_tell_what_he_is(known):
    reader = named_ali(known, "manager")
    phrase = reader.phrase(1)
    words = {f for f in sector_features(reader, phrase, (1,), None) if f.startswith("word:")}
    assert words == {"word:manager"}


@pytest.mark.parametrize(
    ("title", "sectors"), [("manager", ("CVL",)), ("rebel", ("REB",)), ("insurgent", ("REB",))]
)
def test_nobody_is_a_rebel_whom_no_word_calls_so(known, title, sectors):
    reader = named_ali(known, title)
    judge = Judge({}, (("CVL",), ("REB",)), {"person": 0}, np.array([[0.0, 9.0]]))
    assert judge.sectors(reader, reader.phrase(1), (1,), None) == sectors


def sectors_of(known, found, clause, text, *names):
    """The sectors of a noun where all that is learned speaks for ``found``."""
    doc = named(document(clause), *names)
    reader = Reader(doc, known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    head = next(i for i, t in enumerate(doc.tokens) if t.text == text)
    weights = np.array([[9.0 * (each == found) for each in SETS]])
    judge = Judge({}, SETS, {"(bias)": 0}, weights, {"role=": 20.0})
    return judge.sectors(reader, reader.phrase(head), reader.entity_heads.get(head, (head,)), None)


SETS = (("CVL",), ("GOV",), ("COP",), ("MNC",), ("LAB",), ("NGO",))


@pytest.mark.parametrize(
    ("before", "sectors"), [("former", ("ELI",)), ("young", ("GOV",)), ("late", ("GOV",))]
)
def test_who_has_left_the_office_that_he_held_is_of_the_elite(known, before, sectors):
    clause = f"""{before} {before} ADJ 3 amod
        aid aid NOUN 3 compound
        minister minister NOUN 4 nmod:desc
        Ana Ana PROPN 6 nsubj
        Lima Lima PROPN 4 flat
        spoke speak VERB 0 root"""
    assert sectors_of(known, ("GOV",), clause, "Ana", ("Ana Lima", "PER")) == sectors


@pytest.mark.parametrize("called", ["aid judge", "government baker"])
def test_who_held_no_office_of_a_government_is_what_was_learned(known, called):
    kind, noun = called.split()
    clause = f"""former former ADJ 3 amod
        {kind} {kind} NOUN 3 compound
        {noun} {noun} NOUN 4 nmod:desc
        Ana Ana PROPN 6 nsubj
        Lima Lima PROPN 4 flat
        spoke speak VERB 0 root"""
    assert sectors_of(known, ("GOV",), clause, "Ana", ("Ana Lima", "PER")) == ("GOV",)


def test_who_has_another_office_is_not_told_of_by_a_former_one(known):
    clause = """minister minister NOUN 2 nmod:desc
        Ana Ana PROPN 8 nsubj
        Lima Lima PROPN 2 flat
        _, , PUNCT 6 punct
        former former ADJ 6 amod
        envoy envoy NOUN 2 appos
        _, , PUNCT 6 punct
        spoke speak VERB 0 root"""
    assert sectors_of(known, ("GOV",), clause, "Ana", ("Ana Lima", "PER")) == ("GOV",)


@pytest.mark.parametrize(("found", "sectors"), [("LAB", ("NGO",)), ("GOV", ("NGO",))])
def test_an_aid_group_is_what_it_is_known_for(known, found, sectors):
    clause = "NAACP NAACP PROPN 2 nsubj\nleft leave VERB 0 root\nAmerica America PROPN 2 obj"
    assert sectors_of(known, (found,), clause, "NAACP") == sectors
