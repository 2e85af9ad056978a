"""Whose people are of whom no word tells it, by their clause alone, over hand-made trees."""

import pytest
from build import document, named

from dateline.knowledge import Knowledge
from dateline.who.bare import is_from_abroad
from dateline.who.entity_words import read_words
from dateline.who.grouping import find_groups
from dateline.who.judging import Judge
from dateline.who.whose import Reader

OFTEN = "Peru Peru PROPN 2 nsubj\nwaits wait VERB 0 root"
JUDGE = Judge({"share:4:none": 9.0, "share:3:none": 9.0, "shown": 1.0})
"""Takes what the report names most."""


def country(known, noun, *sentences):
    doc = document(*sentences)
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == noun)
    return JUDGE.country(reader, reader.phrase(head), (head,))


@pytest.mark.parametrize(
    ("noun", "opening", "expected"),
    [
        ("police", "In", "NOR"),
        ("officials", "In", "NOR"),
        ("rebels", "In", "PER"),
        ("police", "Against", "PER"),
    ],
)
def test_people_are_of_the_place_that_opens_their_sentence(known, noun, opening, expected):
    scene = f"""{opening} {opening} ADP 2 case
        Norway Norway PROPN 5 obl
        _, , PUNCT 2 punct
        {noun} {noun.removesuffix("s")} NOUN 5 nsubj
        acted act VERB 0 root"""
    assert country(known, noun, OFTEN, OFTEN, OFTEN, scene) == expected


@pytest.mark.parametrize(
    ("verb", "noun", "expected"),
    [
        ("warned", "people", "NOR"),
        ("warned", "rebels", "PER"),
        ("saw", "people", "PER"),
        ("sent", "soldiers", "NOR"),
        ("attacked", "soldiers", "PER"),
    ],
)
def test_the_people_called_on_and_soldiers_sent_are_the_subjects_own(known, verb, noun, expected):
    lemma = {"warned": "warn", "saw": "see", "sent": "send", "attacked": "attack"}[verb]
    clause = f"""Norway Norway PROPN 2 nsubj
        {verb} {lemma} VERB 0 root
        {noun} {noun.removesuffix("s")} NOUN 2 obj"""
    assert country(known, noun, OFTEN, OFTEN, OFTEN, clause) == expected


def test_people_who_are_told_to_be_somebodys_are_not_of_the_place(known):
    scene = """In In ADP 2 case
        Norway Norway PROPN 6 obl
        _, , PUNCT 2 punct
        {} 5 {}
        police police NOUN 6 nsubj
        acted act VERB 0 root"""
    owned, any_ = scene.format("their they PRON", "nmod:poss"), scene.format("some some DET", "det")
    assert country(known, "police", OFTEN, OFTEN, OFTEN, any_) == "NOR"
    assert country(known, "police", OFTEN, OFTEN, OFTEN, owned) == "PER"


@pytest.mark.parametrize(
    ("noun", "of", "expected"),
    [("diplomat", "in", None), ("diplomat", "from", "PER"), ("baker", "in", "PER")],
)
def test_guests_are_of_no_state_where_they_are(known, noun, of, expected):
    clause = f"""a a DET 2 det
        {noun} {noun} NOUN 5 nsubj
        {of} {of} ADP 4 case
        Peru Peru PROPN 2 nmod
        spoke speak VERB 0 root"""
    assert country(known, noun, clause) == expected


@pytest.mark.parametrize(("owner", "expected"), [("its", "NOR"), ("an", "PER")])
@pytest.mark.parametrize("text", ["Ana Lima", "Bo Lund"])
def test_a_person_is_of_the_state_whose_envoy_he_is_called(known, owner, text, expected):
    tag, relation = ("PRON", "nmod:poss") if owner == "its" else ("DET", "det")
    doc = document(
        *[OFTEN] * 3,
        f"""Norway Norway PROPN 2 nsubj
        recalled recall VERB 0 root
        {owner} {owner} {tag} 4 {relation}
        envoys envoy NOUN 2 obj
        _, , PUNCT 4 punct
        Ana Ana PROPN 4 appos
        Lima Lima PROPN 6 flat
        and and CCONJ 9 cc
        Bo Bo PROPN 6 conj
        Lund Lund PROPN 9 flat""",
    )
    reader = Reader(named(doc, ("Ana Lima", "PER"), ("Bo Lund", "PER")), known)
    reader.take([group.heads for group in find_groups(reader, read_words(Knowledge()))])
    head = next(i for i, t in enumerate(doc.tokens) if t.text == text.split()[0])
    judge = Judge({"share:4:person": 9.0})
    heads = reader.entity_heads[head]
    assert judge.country(reader, reader.phrase(head), heads) == expected


@pytest.mark.parametrize(
    ("words", "abroad"),
    [("foreign bankers", True), ("western diplomats", True), ("foreign ministers", False),
     ("foreign ministry", False), ("young bankers", False)],
)  # fmt: skip
def test_who_is_from_abroad_is_of_no_state_that_a_report_tells(known, words, abroad):
    adjective, noun = words.split()
    doc = document(
        "Mali Mali PROPN 2 nsubj\nwaits wait VERB 0 root",
        f"""{adjective} {adjective} ADJ 2 amod
            {noun} {noun} NOUN 3 nsubj
            left leave VERB 0 root""",
    )
    reader = Reader(doc, known)
    phrase = reader.phrase(3)
    assert is_from_abroad(reader, phrase) is abroad
    judge = Judge({"share:4": 1.0, "shown": 1.0})
    if abroad:
        assert judge.country(reader, phrase, (3,)) is None


@pytest.mark.parametrize(
    ("case", "abroad"), [("in", True), ("of", False)], ids=["where they are", "whose they are"]
)
def test_where_those_from_abroad_are_does_not_tell_whose_they_are(known, case, abroad):
    doc = document(f"""international international ADJ 2 amod
        troops troop NOUN 5 nsubj
        {case} {case} ADP 4 case
        Peru Peru PROPN 2 nmod
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    assert is_from_abroad(reader, reader.phrase(1)) is abroad


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("troops", "NOR"),
        ("government", "NOR"),
        ("allies", "PER"),
        ("mission", "PER"),
        ("rebels", "PER"),
    ],
)
def test_a_government_and_its_forces_are_of_whoever_has_them(known, noun, expected):
    clause = f"""Norway Norway PROPN 3 nmod:poss
        's 's PART 1 case
        {noun} {noun.removesuffix("s")} NOUN 4 nsubj
        left leave VERB 0 root"""
    doc = document(OFTEN, OFTEN, OFTEN, clause)
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == noun)
    assert JUDGE.country(reader, reader.phrase_in(head, head + 1), (head,)) == expected


@pytest.mark.parametrize(
    ("noun", "often", "expected"),
    [("gunmen", 3, "PER"), ("gunmen", 1, "NOR"), ("bakers", 3, "NOR")],
)
def test_those_who_fight_at_home_are_of_the_state_named_most(known, noun, often, expected):
    clause = f"""Norway Norway PROPN 2 nsubj
        met meet VERB 0 root
        {noun} {noun.removesuffix("s")} NOUN 2 obj"""
    doc = document(*[OFTEN] * often, clause)
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == noun)
    judge = Judge({"last:none": 9.0, "subject:none": 9.0})
    assert judge.country(reader, reader.phrase(head), (head,)) == expected


def test_whose_a_body_is_does_not_tell_whose_those_in_it_are(known):
    clause = """bakers baker NOUN 5 nsubj
        of of ADP 4 case
        Peruvian Peruvian ADJ 4 amod
        banks bank NOUN 1 nmod
        left leave VERB 0 root"""
    often = OFTEN.replace("Peru", "Norway")
    doc = document(often, often, often, clause)
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == "bakers")
    assert JUDGE.country(reader, reader.phrase_in(head, head + 1), (head,)) == "NOR"


@pytest.mark.parametrize(
    ("case", "weights", "expected"),
    [("in", {}, "PER"), ("by", {}, "NOR"), ("in", {"no:none": 99.0}, None)],
    ids=["where they are", "by whom", "none"],
)
def test_the_words_behind_a_range_tell_whose_those_in_it_are(known, case, weights, expected):
    clause = f"""bakers baker NOUN 4 nsubj
        {case} {case} ADP 3 case
        Peru Peru PROPN 1 nmod
        left leave VERB 0 root"""
    often = OFTEN.replace("Peru", "Norway")
    doc = document(often, often, often, clause)
    reader = Reader(doc, known)
    head = next(i for i, t in enumerate(doc.tokens) if t.text == "bakers")
    judge = Judge({**JUDGE.countries, **weights})
    assert judge.country(reader, reader.phrase_in(head, head + 1), (head,)) == expected
