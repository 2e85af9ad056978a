"""The choice among sets of parties, over a hand-made tree."""

import dataclasses

import numpy as np
import pytest
from build import document
from party import ASKED, DOC, LISTED, STARVES, event, over, scene_of, texts, word

from dateline.annotators.participants import chosen
from dateline.data import EventMention
from dateline.what.parties import MOST, choose, gather, weigh, whole
from dateline.what.party_features import PAIRS
from dateline.what.party_model import PartyModel


@pytest.fixture(scope="module")
def scene():
    return scene_of(DOC)


def test_the_words_of_an_entity_are_one_party_the_likeliest_first(scene):
    found = gather(scene, [word(0, 0.3), word(4, 0.0, 0.8), word(8, 0.4)], ASKED)
    assert texts(scene, found) == ["Turkey", "Syria"]
    assert [w.word for w in found[1].words] == [0, 8]
    assert found[1].best.word == 8


def test_a_further_wording_must_be_surer_than_the_first(scene):
    for likely, best in ((0.4, 0), (0.5, 8)):
        (party,) = gather(scene, [word(0, 0.3), word(8, likely, trigger=STARVES)], ASKED)
        assert party.best.word == best


def test_no_more_than_the_likeliest_parties_are_weighed(scene):
    found = gather(scene, [word(i, i / 20) for i in range(1, 8)], ASKED)
    assert len(found) == MOST
    assert [p.best.word for p in found] == [7, 6, 5, 4, 3]


def test_what_holds_between_parties_counts_by_type(scene):
    zeros = np.zeros(4)
    pairs = dict.fromkeys(PAIRS, zeros) | {"REQUEST,joined": np.array([-5.0, 0, 0, 0])}
    likes = {"is=PROPN": 1 + 0j}
    model = PartyModel(likes, {"": np.zeros(16)}, pairs)
    words = (word(0, 0.9), word(2, 0.8))
    for kind, size in (("REQUEST", 1), ("CONSULT", 2)):
        asked = event(*words, kind=kind)
        assert len(choose(model, scene, asked, weigh(scene, asked, ASKED))[0]) == size


def model(**features):
    names = {k.replace("_", " "): v for k, v in features.items()}
    sizes = np.zeros(16)
    return PartyModel(
        {"*A": 3.0, "*R": 3.0j, **names},
        {"": sizes},
        dict.fromkeys(PAIRS, np.zeros(4)),
    )


def test_the_parties_take_their_sides(scene):
    what = event(word(0, 0.9), word(2, 0.8), word(4, 0, 0.7), word(6, 0.02, 0.1))
    found = chosen(what, scene, model())
    assert [p.text for p in found.actors] == ["Syria", "Israel"]
    assert [p.text for p in found.recipients] == ["Turkey"]
    assert found.actors[0].country == "SYR"


def test_what_a_word_hangs_on_may_speak_against_it(scene):
    what = event(word(0, 0.9), word(4, 0, 0.7))
    turned = chosen(what, scene, model(**{"hangs=obj,-": -9.0j}))
    assert turned.recipients == ()


def test_the_size_of_a_side_counts_by_type(scene):
    lonely = dataclasses.replace(model(), sizes={"": np.zeros(16), "PROTEST": np.full(16, -9.0)})
    lonely.sizes["PROTEST"][4] = 9.0  # one actor, no recipient
    for kind, recipients in (("PROTEST", 0), ("REQUEST", 1)):
        what = event(word(0, 0.9), word(4, 0, 0.7), kind=kind)
        assert len(chosen(what, scene, lonely).recipients) == recipients


def test_an_event_without_words_for_its_parties_keeps_those_it_has(scene):
    what = EventMention("REQUEST", (0, 1), (0, 9))
    assert chosen(what, scene, model()) is what


@pytest.fixture(scope="module")
def other_scene():
    return over(LISTED)


def test_two_that_and_joins_are_two_parties(scene):
    found = weigh(scene, event(word(0, 0.9), word(2, 0.8)), ASKED)
    assert [sorted(p.countries) for p in found] == [["SYR"], ["ISR"]]


def test_a_country_stands_once_on_a_side_where_a_longer_party_holds_it():
    doc = document("""
        Officials official NOUN 5 nsubj
        from from ADP 3 case
        Syria Syria PROPN 1 nmod
        _, , PUNCT 1 punct
        warned warn VERB 0 root
        Israel Israel PROPN 5 obj
    """)
    scene = over(doc)
    found = chosen(event(word(0, 0.9, trigger=4), word(2, 0.8, trigger=4)), scene, model())
    assert [p.text for p in found.actors] == ["Officials from Syria"]


@pytest.mark.parametrize(
    ("noun", "actors"), [("troops", ["Syrian troops"]), ("farmers", ["Syria", "Syrian farmers"])]
)
def test_a_state_is_no_party_beside_who_acts_for_it(noun, actors):
    scene = scene_of(
        document(f"""
        Syria Syria PROPN 5 nsubj
        and and CCONJ 4 cc
        Syrian Syrian ADJ 4 amod
        {noun} {noun} NOUN 1 conj
        warned warn VERB 0 root
        Israel Israel PROPN 5 obj
    """)
    )
    found = chosen(event(word(0, 0.9, trigger=4), word(3, 0.8, trigger=4)), scene, model())
    assert [p.text for p in found.actors] == actors


@pytest.mark.parametrize(
    ("words", "sides", "expected"),
    [
        ([6, 7], [2, 0], [0, 2]),  # "US" in "US troops"
        ([7, 6], [1, 0], [1, 0]),
        ([6, 2], [2, 0], [2, 0]),  # "US", "Israel"
    ],
)
def test_who_is_described_stands_for_what_describes_him(other_scene, words, sides, expected):
    likely = [word(w, 0, chance, trigger=5) for w, chance in zip(words, (0.9, 0.5), strict=True)]
    found = weigh(other_scene, event(*likely), 5)
    assert [p.best.word for p in found] == words
    assert whole(other_scene, found, sides) == expected


def test_what_describes_a_party_is_no_party_beside_it(other_scene):
    what = event(word(6, 0, 0.9, trigger=5), word(7, 0, 0.6, trigger=5))
    found = chosen(what, other_scene, model())
    assert [p.text for p in found.recipients] == ["US troops"]


@pytest.mark.parametrize(("relation", "recipients"), [("nmod:poss", []), ("nmod", ["Ito"])])
def test_who_owns_an_actor_is_not_acted_upon_by_it(relation, recipients):
    scene = scene_of(
        document(f"""
        Lima Lima PROPN 2 nsubj:pass
        tortured torture VERB 0 root
        by by ADP 6 case
        Ito Ito PROPN 6 {relation}
        _'s 's PART 4 case
        soldiers soldier NOUN 2 obl:agent
    """)
    )
    what = event(word(5, 0.9, trigger=1), word(3, 0, 0.7, trigger=1))
    found = chosen(what, scene, model())
    assert [p.text for p in found.recipients] == recipients


@pytest.mark.parametrize(("kind", "found"), [("REQUEST", ["ISR"]), ("ACCUSE", ["SYR", "ISR"])])
def test_who_asks_two_of_whom_he_is_one_asks_the_other(kind, found):
    doc = document("""
        Syria Syria PROPN 2 nsubj
        urged urge VERB 0 root
        Syrian Syrian ADJ 6 amod
        and and CCONJ 5 cc
        Israeli Israeli ADJ 3 conj
        troops troop NOUN 2 obj
    """)
    words = word(0, 0.9, trigger=1), word(5, 0, 0.9, trigger=1)
    asked = chosen(event(*words, kind=kind), scene_of(doc), model())
    assert [p.country for p in asked.actors] == ["SYR"]
    assert [p.country for p in asked.recipients] == found


def test_who_is_of_no_known_state_asks_all_whom_he_names():
    doc = document("""
        Foreign foreign ADJ 2 amod
        envoys envoy NOUN 3 nsubj
        urged urge VERB 0 root
        Syrian Syrian ADJ 7 amod
        and and CCONJ 6 cc
        African African ADJ 4 conj
        troops troop NOUN 3 obj
    """)
    words = word(1, 0.9, trigger=2), word(6, 0, 0.9, trigger=2)
    asked = chosen(event(*words, kind="REQUEST"), scene_of(doc), model())
    assert [p.country for p in asked.actors] == [None]
    assert [p.country for p in asked.recipients] == ["SYR", None]
