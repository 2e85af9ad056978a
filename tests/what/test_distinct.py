"""What tells two wordings apart, over hand-made trees."""

import dataclasses

import pytest
from build import at, document

from dateline.data import Attribution, Entity, PlaceMention, TimeMention
from dateline.knowledge import Knowledge
from dateline.what import distinct
from dateline.what.distinct import Own, are_two, may_be_one
from dateline.wordlists import read_word_lists

LISTS = read_word_lists(Knowledge())

ROUNDS = """talks talk NOUN 2 nsubj
            began begin VERB 0 root
            in in ADP 4 case
            {0} {0} PROPN 2 obl
            _, , PUNCT 8 punct
            and and CCONJ 8 cc
            others other NOUN 8 nsubj
            ended end VERB 2 conj
            in in ADP 10 case
            {1} {1} PROPN 8 obl"""
BEGAN, ENDED = 1, 7


def own(doc, words, types):
    """What each of these words has of its own, by our lists."""
    return distinct.own(doc, words, types, LISTS)


def rounds(one, other):
    """Two verbs with a day each, given with its value."""
    doc = document(ROUNDS.format(one[0], other[0]))
    times = tuple(TimeMention(*at(doc, word), word, "DATE", value) for word, value in (one, other))
    return own(dataclasses.replace(doc, times=times), [BEGAN, ENDED], ["CONSULT"] * 2)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("August", "2003-08"), ("Tuesday", "2005-09-20"), True),
        (("August", "2003-08"), ("Tuesday", "2003-08-12"), False),
        (("August", "2003-08"), ("Tuesday", None), False),
        (("recently", "PAST_REF"), ("Tuesday", "2005-09-20"), False),
    ],
)
def test_two_wordings_with_days_apart_are_two_events(one, other, apart):
    assert are_two(*rounds(one, other)) == apart


RAIDS = """Troops troop NOUN 2 nsubj
           shelled shell VERB 0 root
           {0} {0} PROPN 2 obj
           and and CCONJ 5 cc
           raided raid VERB 2 conj
           {1} {1} {2} 5 obj"""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("Peru", "PER"), ("Chile", "CHL", "PROPN"), True),
        (("Lima", "PER"), ("Cusco", "PER", "PROPN"), False),
        (("Peru", "PER"), ("camps", None, "NOUN"), False),
        (("Peru", "PER"), ("them", "CHL", "PRON"), False),  # whom a pronoun means is less sure
    ],
)
def test_who_is_acted_upon_tells_two_events_apart(one, other, apart):
    doc = document(RAIDS.format(one[0], other[0], other[2]))
    entities = tuple(Entity((at(doc, n),), n, country=c) for n, c, *_ in (one, other))
    assert (
        are_two(*own(dataclasses.replace(doc, entities=entities), [1, 4], ["ASSAULT"] * 2)) == apart
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("Lea Varga", "person"), ("Ana Costa", "person"), True),
        (("Lea Varga", "person"), ("Varga", "person"), False),
        (("Lea Varga", "person"), ("Ostrel", "organisation"), False),
        (("Lea Varga", "person"), ("reporter", "person"), False),  # who may be Varga
    ],
)
@pytest.mark.parametrize("country", ["PER", None])
def test_two_named_people_acted_upon_tell_two_events_apart(one, other, apart, country):
    doc = document(RAIDS.format("Varga", "Costa", "PROPN"))
    entities = tuple(
        Entity((at(doc, word),), name, kind=kind, country=country)
        for word, (name, kind) in (("Varga", one), ("Costa", other))
    )
    doc = dataclasses.replace(doc, entities=entities)
    assert are_two(*own(doc, [1, 4], ["COERCE"] * 2)) == apart


MET = """They they PRON 2 nsubj
         met meet VERB 0 root
         in in ADP 4 case
         {0} {0} PROPN 2 obl
         and and CCONJ 6 cc
         met meet VERB 2 conj
         in in ADP 8 case
         {1} {1} PROPN 6 obl"""


@pytest.mark.parametrize(("land", "apart"), [("PER", True), ("CHL", False), (None, False)])
def test_places_in_two_countries_tell_two_events_apart(land, apart):
    doc = document(MET.format("Arica", "Tacna"))
    places = tuple(
        PlaceMention(*at(doc, name), name, name, country=country)
        for name, country in (("Arica", "CHL"), ("Tacna", land))
    )
    assert are_two(*own(dataclasses.replace(doc, places=places), [1, 5], ["CONSULT"] * 2)) == apart


URGED = """{0} {0} PROPN 2 nsubj
           urged urge VERB 0 root
           calm calm NOUN 2 obj
           and and CCONJ 6 cc
           {1} {1} PROPN 6 nsubj
           urged urge VERB 2 conj
           talks talk NOUN 6 obj"""


def known(doc, name, country, kind):
    return Entity((at(doc, name),), name, kind=kind, country=country)


@pytest.mark.parametrize(
    ("one", "other", "event_type", "apart"),
    [
        (("Rossi", "ITA", "person"), ("Peru", "PER", "state"), "REQUEST", True),
        (("Rossi", "ITA", "person"), ("Italy", "ITA", "state"), "REQUEST", False),
        (("Rossi", "ITA", "person"), ("Bianchi", "ITA", "person"), "REQUEST", True),
        (("Rossi", None, "person"), ("Peru", "PER", "state"), "REQUEST", False),
        (("Italy", "ITA", "state"), ("Peru", "PER", "state"), "SUPPORT", False),  # they signed it
    ],
)
def test_who_acts_tells_two_events_apart(one, other, event_type, apart):
    doc = document(URGED.format(one[0], other[0]))
    doc = dataclasses.replace(doc, entities=tuple(known(doc, *each) for each in (one, other)))
    assert are_two(*own(doc, [1, 5], [event_type] * 2)) == apart


SAID = """Rossi Rossi PROPN 2 nsubj
          said say VERB 0 root
          it it PRON 5 nsubj
          was be AUX 5 cop
          {0} {0} {1} 2 ccomp
          _. . PUNCT 2 punct"""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("barbaric", "ADJ"), ("outrage", "NOUN"), True),
        (("outrage", "NOUN"), ("outrage", "NOUN"), False),  # "the proposal" may be the same one
        (("crime", "NOUN"), ("outrage", "NOUN"), False),
    ],
)
def test_who_speaks_tells_two_speech_acts_apart(one, other, apart):
    doc = document(SAID.format(*one), SAID.replace("Rossi", "Lima").format(*other))
    starts = [s.start_token for s in doc.sentences]
    said = tuple(
        Attribution(
            ((doc.tokens[i].start, doc.tokens[i].end),),
            ((doc.tokens[i + 1].start, doc.tokens[i + 1].end),),
            ((doc.tokens[i + 2].start, doc.tokens[i + 4].end),),
        )
        for i in starts
    )
    people = (known(doc, "Rossi", "ITA", "person"), known(doc, "Lima", "PER", "person"))
    doc = dataclasses.replace(doc, attributions=said, entities=people)
    assert are_two(*own(doc, [i + 4 for i in starts], ["ACCUSE"] * 2)) == apart


KILLED = """{0} {0} NUM 2 nummod
            guards guard NOUN 3 nsubj:pass
            killed kill VERB 0 root
            and and CCONJ 7 cc
            {1} {1} NUM 6 nummod
            others other NOUN 7 nsubj:pass
            {2} kill VERB 3 conj"""


@pytest.mark.parametrize(
    ("numbers", "verb", "event_type", "apart"),
    [
        (("three", "four"), "killed", "ASSAULT", True),
        (("three", "three"), "killed", "ASSAULT", False),
        (("three", "four"), "shot", "ASSAULT", False),  # the three may be among the four
        (("three", "four"), "killed", "AID", True),
    ],
)
def test_how_many_take_part_tells_two_events_apart(numbers, verb, event_type, apart):
    doc = document(KILLED.format(*numbers, verb))
    assert are_two(*own(doc, [2, 6], [event_type] * 2)) == apart


HELD = """They they PRON 2 nsubj
          held hold VERB 0 root
          {0} {0} NOUN 2 obj
          in in ADP 5 case
          {1} {1} PROPN 2 obl"""


@pytest.mark.parametrize(("event_type", "apart"), [("CONSULT", True), ("REQUEST", False)])
def test_the_days_of_the_verb_over_a_noun_are_its_days(event_type, apart):
    doc = document(HELD.format("talks", "May"), HELD.format("summits", "July"))
    days = (("May", "2005-05"), ("July", "2005-07"))
    times = tuple(TimeMention(*at(doc, word), word, "DATE", value) for word, value in days)
    assert are_two(*own(dataclasses.replace(doc, times=times), [2, 7], [event_type] * 2)) == apart


JAILED = """{0} {0} ADV 5 advmod
            {1} {1} ADJ 3 amod
            guards guard NOUN 5 nsubj:pass
            were be AUX 5 aux:pass
            {2} {2} VERB 0 root
            {3} {3} ADV 5 advmod"""


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        (("Today", "other", "heavily"), True),
        (("Today", "angry", "heavily"), False),
        (("Meanwhile", "angry", "heavily"), True),
        (("Today", "angry", "earlier"), True),
    ],
)
def test_what_befell_others_or_at_another_time_is_another_event(words, apart):
    opening, which, how = words
    jailed, fined = (("Here", "old", "jailed", "now"), (opening, which, "fined", how))
    doc = document(JAILED.format(*jailed), JAILED.format(*fined))
    assert are_two(*own(doc, [4, 10], ["SANCTION"] * 2)) == apart


def test_others_in_the_same_sentence_may_suffer_the_same_event():
    doc = document(
        """One one NUM 2 nsubj:pass
           killed kill VERB 0 root
           and and CCONJ 5 cc
           others other NOUN 5 nsubj:pass
           wounded wound VERB 2 conj"""
    )
    assert not are_two(*own(doc, [1, 4], ["ASSAULT"] * 2))


AGREED = """They they PRON 2 nsubj
            agreed agree VERB 0 root
            {0} {0} ADV 2 advmod
            on on ADP 5 case
            trade trade NOUN 2 obl
            and and CCONJ 8 cc
            {1} {1} ADV 8 advmod
            signed sign VERB 2 conj
            deals deal NOUN 8 obj"""


@pytest.mark.parametrize(
    ("adverbs", "wording", "event_type", "apart"),
    [
        (("later", "also"), 7, "AGREE", True),
        (("later", "also"), 8, "AGREE", True),  # its verb has it
        (("also", "later"), 7, "AGREE", False),  # more than what stands before it
        (("later", "also"), 7, "CONSULT", False),  # "they also discussed trade": in the same talks
    ],
)
def test_what_also_happened_is_another_event(adverbs, wording, event_type, apart):
    doc = document(AGREED.format(*adverbs))
    assert are_two(*own(doc, [1, wording], [event_type] * 2)) == apart


def test_what_a_verb_is_about_is_none_of_what_also_happened():
    doc = document(AGREED.format("later", "also"))
    assert not are_two(*own(doc, [1, 7, 8], ["AGREE"] * 3)[::2])


LUND, LIMA = Entity((), "Bo Lund", "person"), Entity((), "Ana Lima", "person")


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (Own(speaks=LUND), Own(speaks=LUND, sentence=1), True),
        (Own(speaks=LUND), Own(speaks=LUND, sentence=2), False),
        (Own(), Own(), False),
        (Own(speaks=LUND, noun=True), Own(speaks=LIMA, noun=True), False),
        (Own(speaks=LUND), Own(speaks=LUND, further=True), False),
    ],
    ids=["the next sentence", "later", "nobody", "another one", "told as two"],
)
def test_what_one_speaker_says_at_once_may_be_one_event(one, other, may_be):
    assert may_be_one(one, other) is may_be


def test_a_number_that_only_one_wording_has_tells_nothing_apart():
    none, three = Own(stem="kill"), Own(stem="kill", numbers=frozenset({"three"}))
    assert not are_two(none, three)
    assert not are_two(three, none)
    assert are_two(three, Own(stem="kill", numbers=frozenset({"four"})))
