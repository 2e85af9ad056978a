"""Who is named in a noun phrase, what he is, and what is read beside it, over hand-made trees."""

import pytest
from build import document, named

from dateline.who.whose import Reader


def test_a_short_form_in_brackets_does_not_end_a_description(known):
    doc = document(
        """Lea Lea PROPN 16 nsubj
           Varga Varga PROPN 1 flat
           _, , PUNCT 4 punct
           director director NOUN 1 appos
           _( ( PUNCT 6 punct
           _MD MD PROPN 4 appos
           _) ) PUNCT 6 punct
           of of ADP 11 case
           the the DET 11 det
           Danish Danish ADJ 11 amod
           bank bank NOUN 4 nmod
           _, , PUNCT 4 punct
           who who PRON 15 nsubj
           never never ADV 15 advmod
           left leave VERB 1 acl:relcl
           spoke speak VERB 0 root"""
    )
    reader = Reader(named(doc, ("Lea Varga", "PER")), known)
    assert "DNK" in {e.country for e in reader.phrase(0).evidence}


@pytest.mark.parametrize("before", [(), (4,)], ids=["asked for first", "asked for behind it"])
@pytest.mark.parametrize(("noun", "lands"), [("descent", set()), ("law", {"DNK"})])
def test_where_somebodys_people_came_from_does_not_tell_whose_he_is(known, noun, lands, before):
    doc = document(f"""Varga Varga PROPN 5 nsubj
        is be AUX 5 cop
        of of ADP 5 case
        Danish Danish ADJ 5 amod
        {noun} {noun} NOUN 0 root""")
    reader = Reader(doc, known)
    for head in before:
        reader.phrase(head)
    assert {e.country for e in reader.phrase(0).evidence} == lands


def test_those_included_do_not_tell_whose_all_are(known):
    doc = document("""guests guest NOUN 5 nsubj
        including include VERB 4 case
        two two NUM 4 nummod
        Danes Danes PROPN 1 nmod
        left leave VERB 0 root""")
    reader = Reader(doc, known)
    assert reader.phrase_in(0, 4).evidence == []


def test_a_critic_of_the_president_is_not_the_president(known):
    doc = document(
        """A         a         DET   2 det
           critic    critic    NOUN  7 nsubj
           of        of        ADP   5 case
           President President PROPN 5 compound
           Lea       Lea       PROPN 2 nmod
           Varga     Varga     PROPN 5 flat
           left      leave     VERB  0 root
           _.        .         PUNCT 7 punct"""
    )
    reader = Reader(named(doc, ("Lea Varga", "PER")), known)
    assert reader.phrase(1).person is None
    assert reader.phrase(4).person is not None


def test_an_adjective_gives_nobody_an_office(known):
    doc = document(
        """The     the     DET  3 det
           general general ADJ  3 amod
           rules   rule    NOUN 4 nsubj
           hold    hold    VERB 0 root
           _.      .       PUNCT 4 punct"""
    )
    assert Reader(doc, known).phrase(2).role is None


@pytest.mark.parametrize(
    ("verb", "subject", "lands"),
    [("heads", "who", {"DNK"}), ("left", "who", set()), ("heads", "which", set())],
)
def test_what_somebody_heads_tells_whose_he_is(known, verb, subject, lands):
    doc = document(f"""Lea Lea PROPN 8 nsubj
        Varga Varga PROPN 1 flat
        _, , PUNCT 5 punct
        {subject} {subject} PRON 5 nsubj
        {verb} {"head" if verb == "heads" else "leave"} VERB 1 acl:relcl
        Danish Danish ADJ 7 amod
        trains train NOUN 5 obj
        spoke speak VERB 0 root""")
    reader = Reader(named(doc, ("Lea Varga", "PER")), known)
    assert {e.country for e in reader.phrase(0).evidence} == lands
