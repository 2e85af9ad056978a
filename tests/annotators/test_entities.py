"""Which mentions are one entity, over hand-made trees."""

import dataclasses

import pytest
from build import at, document

from dateline.actors import read_actors
from dateline.annotators import entities
from dateline.annotators.entities import find_groups, read_words
from dateline.data import NameMention
from dateline.knowledge import Knowledge
from dateline.whose import Reader


@pytest.fixture(scope="module")
def known():
    return read_actors(Knowledge())


def named(doc, *names):
    """The document with names, given as words and type; of equal words the next place each."""
    found, start = [], 0
    for words, kind in names:
        start = doc.text.index(words, start)
        found.append(NameMention(start, start + len(words), words, kind))
        start += len(words)
    return dataclasses.replace(doc, names=tuple(found))


def groups(doc, known):
    return [
        [doc.tokens[h].text for h in g.heads]
        for g in find_groups(Reader(doc, known), read_words(Knowledge()))
        if len(g.heads) > 1
    ]


MEETING = """Foreign    foreign   ADJ   2 amod
             Minister   minister  NOUN  3 compound
             Lea        Lea       PROPN 5 nsubj
             Varga      Varga     PROPN 3 flat
             met        meet      VERB  0 root
             the        the       DET   7 det
             president  president NOUN  5 obj
             _.         .         PUNCT 5 punct"""
SHE = """She     she      PRON 2 nsubj
         praised praise   VERB 0 root
         his     his      PRON 4 nmod:poss
         plan    plan     NOUN 2 obj
         _.      .        PUNCT 2 punct"""
SHORT = """Varga left  PROPN 2 nsubj
           left  leave VERB  0 root
           _.    .     PUNCT 2 punct"""


def test_a_short_name_and_a_pronoun_join_the_full_name(known):
    doc = named(document(MEETING, SHE, SHORT), ("Lea Varga", "PER"), ("Varga", "PER"))
    assert groups(doc, known)[0] == ["Lea", "She", "Varga"]


def test_who_shares_a_surname_is_another(known):
    son = SHORT.replace("Varga left  PROPN 2", "Ivo Ivo PROPN 3").replace(
        "left  leave VERB  0 root", "Varga Varga PROPN 1 flat\nleft leave VERB 0 root"
    )
    doc = document(MEETING, SHORT, son.replace("PUNCT 2", "PUNCT 3"))
    doc = named(doc, ("Lea Varga", "PER"), ("Varga", "PER"), ("Ivo Varga", "PER"))
    assert groups(doc, known)[0] == ["Lea", "Varga"]


def test_his_is_not_her(known):
    doc = named(document(MEETING, SHE), ("Lea Varga", "PER"))
    assert ["Lea", "She"] in groups(doc, known)
    assert ["president", "his"] in groups(doc, known)


def test_an_apposition_is_the_same_entity(known):
    doc = document(
        """The       the       DET   2 det
           president president NOUN  7 nsubj
           _,        ,         PUNCT 4 punct
           Ana       Ana       PROPN 2 appos
           Lima      Lima      PROPN 4 flat
           _,        ,         PUNCT 4 punct
           resigned  resign    VERB  0 root
           _.        .         PUNCT 7 punct"""
    )
    doc = named(doc, ("Ana Lima", "PER"))
    assert groups(doc, known) == [["president", "Ana"]]


def test_a_definite_description_joins_the_nearest_of_its_role(known):
    doc = document(
        """Syrian Syrian ADJ  2 amod
           rebels rebel  NOUN 3 nsubj
           fled   flee   VERB 0 root
           _.     .      PUNCT 3 punct""",
        """The    the    DET  2 det
           rebels rebel  NOUN 4 nsubj
           had    have   AUX  4 aux
           fought fight  VERB 0 root
           _.     .      PUNCT 4 punct""",
    )
    tokens = tuple(
        dataclasses.replace(t, xpos="NNS") if t.text == "rebels" else t for t in doc.tokens
    )
    assert groups(dataclasses.replace(doc, tokens=tokens), known) == [["rebels", "rebels"]]


def test_a_description_of_another_country_is_another_entity(known):
    doc = document(
        """The       the       DET  3 det
           French    French    ADJ  3 amod
           president president NOUN 4 nsubj
           spoke     speak     VERB 0 root
           _.        .         PUNCT 4 punct""",
        """The       the       DET  3 det
           Polish    Polish    ADJ  3 amod
           president president NOUN 4 nsubj
           listened  listen    VERB 0 root
           _.        .         PUNCT 4 punct""",
    )
    assert groups(doc, known) == []


def test_names_of_one_actor_are_one_entity(known):
    doc = document(
        """Washington Washington PROPN 2 nsubj
           agreed     agree      VERB  0 root
           _.         .          PUNCT 2 punct""",
        """The    the    DET   3 det
           United United PROPN 3 compound
           States States PROPN 4 nsubj
           left   leave  VERB  0 root
           _.     .      PUNCT 4 punct""",
    )
    assert groups(doc, known) == [["Washington", "States"]]


@pytest.mark.parametrize(
    ("known_name", "words", "same"),
    [
        (("bashar", "assad"), ("assad",), True),
        (("raul", "castro"), ("fidel", "castro"), False),
        (("george", "w", "bush"), ("george", "bush"), True),
        (("hu", "jintao"), ("hu",), True),
        (("j", "smith"), ("john", "smith"), True),
        (("ana", "lima"), ("ana", "costa"), False),
    ],
)
def test_same_name(known_name, words, same):
    assert entities._same_name(known_name, words) is same


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


# --- names that modify, nouns mentioned again, and who speaks ---------------------------------

TEAM = """A      a      DET  2 det
          team   team   NOUN 3 nsubj
          landed land   VERB 0 root
          _.     .      PUNCT 3 punct"""
THE_TEAM = """The    the    DET  2 det
              team   team   NOUN 3 nsubj
              left   leave  VERB 0 root
              _.     .      PUNCT 3 punct"""


def test_a_name_that_modifies_a_noun_is_a_mention(known):
    doc = document(
        """Hamas  Hamas  PROPN 2 nsubj
           agreed agree  VERB  0 root
           _.     .      PUNCT 2 punct""",
        """A          a          DET   3 det
           Hamas      Hamas      PROPN 3 compound
           delegation delegation NOUN  4 nsubj
           left       leave      VERB  0 root
           _.         .          PUNCT 4 punct""",
    )
    assert groups(named(doc, ("Hamas", "ORG"), ("Hamas", "ORG")), known) == [["Hamas", "Hamas"]]


def test_a_noun_without_role_is_an_entity_once_it_is_mentioned_again(known):
    def found(*sentences):
        reader = Reader(document(*sentences), known)
        return [len(g.heads) for g in find_groups(reader, read_words(Knowledge()))]

    assert found(TEAM) == []
    assert found(TEAM, THE_TEAM) == [2]


def test_the_company_is_the_company_named_before(known):
    doc = document(
        """Ostrel Ostrel PROPN 2 nsubj
           grew   grow   VERB  0 root
           _.     .      PUNCT 2 punct""",
        """The     the     DET  2 det
           company company NOUN 3 nsubj
           left    leave   VERB 0 root
           _.      .       PUNCT 3 punct""",
    )
    assert groups(named(doc, ("Ostrel", "ORG")), known) == [["Ostrel", "company"]]


def test_i_in_a_quotation_is_its_speaker(known):
    doc = document(
        """_"      "      PUNCT 3 punct
           _I      I      PRON  3 nsubj
           agree   agree  VERB  7 ccomp
           _,      ,      PUNCT 3 punct
           _"      "      PUNCT 3 punct
           Varga   Varga  PROPN 7 nsubj
           said    say    VERB  0 root
           _.      .      PUNCT 7 punct""",
        """"       "      PUNCT 3 punct
           _My     my     PRON  4 nmod:poss
           party   party  NOUN  5 nsubj
           waits   wait   VERB  0 root
           _.      .      PUNCT 5 punct
           _"      "      PUNCT 5 punct""",
        """I       I      PRON  2 nsubj
           doubt   doubt  VERB  0 root
           it      it     PRON  2 obj
           _.      .      PUNCT 2 punct""",
    )
    assert groups(named(doc, ("Varga", "PER")), known)[0] == ["I", "Varga", "My"]


def test_we_is_one_group_for_each_speaker(known):
    doc = document(
        """_"      "      PUNCT 3 punct
           _We     we     PRON  3 nsubj
           defend  defend VERB  9 ccomp
           our     our    PRON  5 nmod:poss
           land    land   NOUN  3 obj
           _,      ,      PUNCT 3 punct
           _"      "      PUNCT 3 punct
           Varga   Varga  PROPN 9 nsubj
           said    say    VERB  0 root
           _.      .      PUNCT 9 punct""",
        """Then    then   ADV   4 advmod
           "       "      PUNCT 4 punct
           _We     we     PRON  4 nsubj
           agree   agree  VERB  8 ccomp
           _,      ,      PUNCT 4 punct
           _"      "      PUNCT 4 punct
           Lima    Lima   PROPN 8 nsubj
           said    say    VERB  0 root
           _.      .      PUNCT 8 punct""",
    )
    assert groups(named(doc, ("Varga", "PER"), ("Lima", "PER")), known) == [["We", "our"]]


def test_in_an_interview_i_is_the_guest_and_you_too(known):
    answer = """I      I      PRON 2 nsubj
                write  write  VERB 0 root
                _.     .      PUNCT 2 punct"""
    doc = document(
        """Varga   Varga   PROPN 2 nsubj
           writes  write   VERB  0 root
           _.      .       PUNCT 2 punct""",
        """¶What   what    PRON  4 obj
           do      do      AUX   4 aux
           you     you     PRON  4 nsubj
           write   write   VERB  0 root
           _?      ?       PUNCT 4 punct""",
        answer.replace("I ", "¶I ", 1), answer, answer, answer,
    )  # fmt: skip
    found = groups(named(doc, ("Varga", "PER")), known)
    assert found == [["Varga", "you", "I", "I", "I", "I"]]
