"""Entities as they are given out: names, countries, actors."""

import datetime as dt

from build import at, document, named

from dateline.annotators import entities
from dateline.knowledge import Knowledge


def test_mentions_give_back_their_text_and_the_actor_its_id():
    doc = document(
        """Syria  Syria PROPN 2 nsubj
           denied deny  VERB  0 root
           it     it    PRON  2 obj
           _.     .     PUNCT 2 punct"""
    )
    found = entities.load(Knowledge())(named(doc, ("Syria", "LOC")))
    assert [(e.entity, e.country, e.name) for e in found] == [("SYR", "SYR", "Syria")]
    assert found[0].mentions[0] == at(doc, "Syria")


def test_what_is_somebodys_is_called_by_the_owner():
    resigned = """Her        her        PRON 2 nmod:poss
                  government government NOUN 3 nsubj
                  resigned   resign     VERB 0 root
                  _.         .          PUNCT 3 punct"""
    met = """Lea   Lea   PROPN 3 nsubj
             Varga Varga PROPN 1 flat
             left  leave VERB  0 root"""
    doc = named(document(met, resigned), ("Lea Varga", "PER"))
    names = [e.name for e in entities.load(Knowledge())(doc)]
    assert "Lea Varga's government" in names
    alone = [e.name for e in entities.load(Knowledge())(document(resigned))]
    assert "Her government" in alone  # whose is not told


def test_somebodys_government_is_none_of_another_state():
    doc = document(
        """President president NOUN 2 compound
           Macron    Macron    PROPN 3 nsubj
           left      leave     VERB 0 root""",
        """His        his        PRON 2 nmod:poss
           government government NOUN 3 nsubj
           resigned   resign     VERB 0 root""",
        """The        the        DET 3 det
           Kenyan     Kenyan     ADJ 3 amod
           government government NOUN 4 nsubj
           waited     wait       VERB 0 root""",
        published=dt.date(2022, 3, 5),
    )
    found = entities.load(Knowledge())(named(doc, ("Macron", "PER"), ("Kenyan", "LOC")))
    whose = [e for e in found if any("government" in doc.text[slice(*m)] for m in e.mentions)]
    assert [len(e.mentions) for e in whose] == [1, 1]


def test_whose_is_somebodys():
    doc = document(
        """Peru    Peru    PROPN 8 nsubj
           _,      ,       PUNCT 6 punct
           whose   whose   PRON/WP$ 4 nmod:poss
           embassy embassy NOUN 6 nsubj:pass
           was     be      AUX 6 aux:pass
           stormed storm   VERB 1 acl:relcl
           _,      ,       PUNCT 6 punct
           waited  wait    VERB 0 root"""
    )
    found = entities.load(Knowledge())(named(doc, ("Peru", "LOC")))
    assert [(e.name, e.country) for e in found] == [("Peru", "PER"), ("Peru's embassy", "PER")]
