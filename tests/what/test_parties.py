"""The choice among sets of parties, over a hand-made tree."""

import dataclasses

import numpy as np
import pytest
from build import document

from dateline.annotators import entities
from dateline.annotators.participants import chosen
from dateline.data import EventMention, NameMention, PartyWord
from dateline.errors import KnowledgeError
from dateline.knowledge import Knowledge
from dateline.syntax import index_of
from dateline.what.both_sides import both
from dateline.what.bystanders import (
    is_ally,
    is_left_out,
    is_unmanned,
    only_leans,
    stays_away,
    suffers,
)
from dateline.what.frames import read_frame_words
from dateline.what.parties import (
    ACTOR,
    MOST,
    PAIRS,
    Party,
    PartyModel,
    Scene,
    between,
    gather,
    keys,
    likeliest,
    read_party_model,
    ways,
    weigh,
    whole,
)
from dateline.who.actors import read_actors
from dateline.who.judging import read_judge
from dateline.who.resolving import Resolver

DOC = document("""
    Syria Syria PROPN 4 nsubj
    and and CCONJ 3 cc
    Israel Israel PROPN 1 conj
    asked ask VERB 0 root
    Turkey Turkey PROPN 4 obj
    for for ADP 7 case
    help help NOUN 4 obl
    because because SCONJ 10 mark
    Syria Syria PROPN 10 nsubj
    starves starve VERB 4 advcl
    _. . PUNCT 4 punct
""")
ASKED, STARVES = 3, 9


def word(at, actor=0.0, recipient=0.0, trigger=ASKED):
    return PartyWord(at, trigger, (1 - actor - recipient, actor, recipient, 0.0, 0.0, 0.0))


@pytest.fixture(scope="module")
def scene():
    return scene_of(DOC)


def scene_of(doc):
    knowledge = Knowledge()
    names = tuple(
        NameMention(t.start, t.end, t.text, "LOC") for t in doc.tokens if t.upos == "PROPN"
    )
    doc = dataclasses.replace(doc, names=names)
    doc = dataclasses.replace(doc, entities=entities.load(knowledge)(doc))
    return over(doc)


def over(doc):
    knowledge = Knowledge()
    resolver = Resolver(doc, read_actors(knowledge), read_judge())
    return Scene(doc, resolver, read_frame_words(knowledge))


def event(*words, kind="REQUEST"):
    trigger = DOC.tokens[ASKED]
    return EventMention(
        kind, (trigger.start, trigger.end), (0, len(DOC.text)), party_words=tuple(words)
    )


def texts(scene, parties):
    return [scene.tokens[p.best.word].text for p in parties]


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


def test_parties_hold_together_by_what_joins_them(scene):
    parties = weigh(scene, event(word(0, 0.9), word(2, 0.8), word(4, 0, 0.7)), ASKED)
    held = between(scene, parties)
    assert (0, 1, "joined") in held
    assert (0, 2, "joined") not in held
    assert (0, 1, "one country") not in held


OFFICIALS = document("""
    Officials official NOUN 5 nsubj
    of of ADP 3 case
    Syria Syria PROPN 1 nmod
    in in ADP 6 case
    asked ask VERB 0 root
    Israel Israel PROPN 5 obj
    to to PART 8 mark
    spare spare VERB 5 xcomp
    Syria Syria PROPN 8 obj
    _. . PUNCT 5 punct
""")


def test_a_state_and_its_own_people_hold_together():
    scene = scene_of(OFFICIALS)
    asked = 4
    words = [word(0, 0.9, trigger=asked), word(5, 0, 0.8, asked), word(8, 0, 0.3, asked)]
    held = between(scene, weigh(scene, event(*words), asked))
    assert {(0, 2, "own state"), (0, 2, "one country"), (0, 1, "same head")} <= set(held)
    assert not {(0, 1, "own state"), (0, 2, "same head")} & set(held)


@pytest.mark.parametrize(
    ("words", "number", "names"),
    [
        ((word(0, 0.9), word(4, 0, 0.7)), 0, {"turn=4", "rank=0", "nearer=0,before"}),
        ((word(0, 0.9), word(2, 0.7)), 0, {"nearer=1,before", "clauses=:nsubj"}),
        ((word(0, 0.9, trigger=STARVES),), 0, {"clauses=<advcl:nsubj", "REQUEST,likely=4"}),
    ],
)
def test_a_party_is_described_by_its_place_among_the_others(scene, words, number, names):
    assert names <= set(weigh(scene, event(*words), ASKED)[number].names)


def test_what_holds_between_parties_counts_by_type(scene):
    zeros = np.zeros(4)
    pairs = dict.fromkeys(PAIRS, zeros) | {"REQUEST,joined": np.array([-5.0, 0, 0, 0])}
    likes = {"is=PROPN": 1 + 0j}
    model = PartyModel(likes, {"": np.zeros(16)}, pairs)
    words = (word(0, 0.9), word(2, 0.8))
    for kind, size in (("REQUEST", 1), ("CONSULT", 2)):
        asked = event(*words, kind=kind)
        assert len(model.choose(scene, asked, weigh(scene, asked, ASKED))) == size


@pytest.mark.parametrize("n", range(MOST + 1))
def test_the_ways_of_fewer_parties_are_those_of_more_that_leave_the_rest_out(n):
    more = ways(MOST).sides
    kept = more[(more[:, n:] == 0).all(1)]
    assert (kept[:, :n] == ways(n).sides).all()
    assert len(kept) == len(ways(n).sides)


def party(*countries):
    found = Party([], word(0), None)
    found.countries = frozenset(c for c in countries if c)
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1, 0, 2, 0), (0, 1, 2, 0), True),
        ((1, 0, 2, 0), (1, 1, 2, 1), True),
        ((1, 0, 2, 0), (2, 0, 1, 0), False),
        ((0, 0, 0, 1), (0, 0, 0, 0), True),
    ],
)
def test_ways_are_alike_where_their_countries_are(one, other, same):
    parties = [party("SYR"), party("SYR"), party("ISR"), party(None)]
    first, second = keys("ACCUSE", parties, (one, other))
    assert (first == second) is same


def test_who_met_whom_makes_no_difference():
    found = keys("CONSULT", [party("SYR"), party("ISR")], ((1, 2), (2, 1), (1, 1), (1, 0)))
    assert found[0] == found[1] == found[2] != found[3]


def test_the_likeliest_countries_win_with_their_best_way():
    scores = np.log([0.35, 0.3, 0.25, 0.1])
    countries = [(7, 0), (8, 0), (8, 0), (9, 0)]
    assert likeliest(scores, lambda some: [countries[i] for i in some]) == 1


def test_what_is_likelier_than_all_others_needs_no_countries():
    assert likeliest(np.log([0.2, 0.6, 0.2]), lambda _: pytest.fail("not needed")) == 1


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


@pytest.mark.parametrize("line", ["party\tx\t1", "pair\tjoined\t1\t2", "sizes\tx\t1", "odd\tx\t1"])
def test_a_broken_line_of_the_model_is_named(tmp_path, line):
    path = tmp_path / "parties.tsv"
    path.write_text(f"# a model\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"parties\.tsv.*2|no weights"):
        read_party_model(path)


LISTED = document("""
    Syria Syria PROPN 6 nsubj
    _, , PUNCT 3 punct
    Israel Israel PROPN 1 conj
    and and CCONJ 5 cc
    Turkey Turkey PROPN 1 conj
    warned warn VERB 0 root
    US US PROPN 8 compound
    troops troop NOUN 6 obj
""")


@pytest.fixture(scope="module")
def other_scene():
    return over(LISTED)


def test_the_members_of_a_list_take_part_together(other_scene):
    words = [word(0, 0.9, trigger=5), word(4, 0.3, trigger=5), word(7, 0, 0.6, trigger=5)]
    first, second = weigh(other_scene, event(*words), 5)
    assert [p.country for p in other_scene.people(first.best.word)] == ["SYR", "ISR", "TUR"]
    assert first.countries == {"SYR", "ISR", "TUR"}
    assert [w.word for w in first.words] == [0, 4]
    assert second.countries == {"USA"}


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


MEETING = document("""
    Aden Aden PROPN 4 nsubj
    will will AUX 4 aux
    not not PART 4 advmod
    take take VERB 0 root
    part part NOUN 4 obj
    in in ADP 7 case
    talks talk NOUN 4 obl
""")


@pytest.mark.parametrize(
    ("trigger", "first", "status", "found"),
    [
        (6, 3, "planned", []),  # a further wording: who is not there does not take part
        (6, 6, "planned", ["Aden"]),  # the event's own wording: it is the event that is denied
        (3, 6, "planned", ["Aden"]),  # who does not take part refuses
        (6, 3, "negated", ["Aden"]),
    ],
)
def test_who_is_not_there_takes_no_part(trigger, first, status, found):
    meeting = scene_of(MEETING)
    assert stays_away(meeting, 6, 0)
    assert not stays_away(meeting, 3, 0)
    told = dataclasses.replace(event(word(0, 0.5, trigger=trigger), kind="CONSULT"), status=status)
    assert texts(meeting, weigh(meeting, told, first)) == found


def test_who_rejects_an_offer_did_not_make_it():
    scene = scene_of(
        document("""
    Aden Aden PROPN 2 nsubj
    rejected reject VERB 0 root
    offers offer NOUN 2 obj
""")
    )
    offer = event(word(0, 0.5, trigger=2), kind="REQUEST")
    [party] = weigh(scene, offer, 2)
    assert party.best.chances[ACTOR] == 0.0
    [party] = weigh(scene, dataclasses.replace(offer, event_type="CONSULT"), 2)
    assert party.best.chances[ACTOR] == 0.5


def test_a_missile_of_nobodys_does_not_act():
    scene = scene_of(
        document(
            """missiles missile NOUN 2 nsubj
               hit      hit     VERB 0 root
               Russian  Russian ADJ  4 amod
               missiles missile NOUN 2 obj
               and      and     CCONJ 6 cc
               jets     jet     NOUN 4 conj"""
        )
    )
    assert [is_unmanned(scene, i) for i in (0, 3, 5)] == [True, False, False]


def test_beside_whom_others_fight_is_not_attacked():
    doc = document(
        """They    they   PRON  2 nsubj
           fought  fight  VERB  0 root
           beside  beside ADP   5 case
           Hezbollah Hezbollah PROPN 5 compound
           rebels  rebel  NOUN  2 obl
           against against ADP 7 case
           Israel  Israel PROPN 2 obl"""
    )
    known = index_of(doc)
    assert [is_ally(known, i) for i in (3, 4, 6)] == [True, True, False]


def test_who_is_leant_on_takes_no_part_but_in_what_is_called_so():
    doc = document(
        """Iran   Iran   PROPN 3 compound
           _-     -      PUNCT 3 punct
           backed back   VERB  4 amod
           rebels rebel  NOUN  5 nsubj
           left   leave  VERB  0 root"""
    )
    assert only_leans(scene_of(doc), 0, {4})
    assert not only_leans(scene_of(doc), 0, {3})
    assert not only_leans(scene_of(doc), 3, {4})


FOUGHT = """
    The     the     DET   2 det
    army    army    NOUN  5 nsubj
    and     and     CCONJ 4 cc
    rebels  rebel   NOUN  2 conj
    fought  fight   VERB  0 root
    _.      .       PUNCT 5 punct

    Kenya   Kenya   PROPN 2 nsubj
    urged   urge    VERB  0 root
    both    both    DET   4 det
    sides   side    NOUN  2 obj
    to      to      PART  6 mark
    stop    stop    VERB  2 xcomp
"""


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("army", "rebels", ["army", "rebels"]),
        ("police", "protesters", ["police", "protesters"]),
        ("issues", "concerns", None),
    ],
)
def test_both_sides_are_the_pair_named_last(one, other, named):
    rows = FOUGHT.replace("army    army", f"{one} {one}").replace(
        "rebels  rebel", f"{other} {other.removesuffix('s')}"
    )
    found = both(scene_of(document(*rows.split("\n\n"))), 9)
    assert found is None if named is None else [p.text for p in found] == named


def test_both_sides_are_two_named_states_that_met():
    states = FOUGHT.replace("army    army    NOUN", "Syria Syria PROPN").replace(
        "rebels  rebel   NOUN", "Israel Israel PROPN"
    )
    found = both(scene_of(document(*states.split("\n\n"))), 9)
    assert [p.country for p in found] == ["SYR", "ISR"]
    seen = states.replace("fought  fight", "left leave")
    assert both(scene_of(document(*seen.split("\n\n"))), 9) is None


def test_other_sides_are_read_by_the_countries_of_the_report():
    own = FOUGHT.replace("both    both", "their their")
    assert both(scene_of(document(*own.split("\n\n"))), 9) is None
    told = FOUGHT + "    _: : PUNCT 4 punct\n    Kenya Kenya PROPN 4 appos"
    assert both(scene_of(document(*told.split("\n\n"))), 9) is None


def test_what_is_a_states_may_be_done_by_it():
    doc = document(
        """Syria Syria PROPN 3 nmod:poss
           's    's    PART  1 case
           arrest arrest NOUN/NN 0 root
           of    of    ADP 5 case
           Ito   Ito   PROPN 3 nmod"""
    )
    scene = scene_of(doc)
    assert [suffers(scene, i) for i in (0, 4)] == [False, True]


def test_nouns_that_name_events_are_no_parties():
    doc = document(
        """talks   talk   NOUN 2 nsubj
           stopped stop   VERB 0 root
           envoys  envoy  NOUN 2 obj"""
    )
    trigger = doc.tokens[1]
    words = [PartyWord(i, i, (0.5, 0.5, 0.0, 0.0, 0.0, 0.0)) for i in (0, 2)]
    found = EventMention(
        "CONSULT", (trigger.start, trigger.end), (0, len(doc.text)), party_words=tuple(words)
    )
    assert scene_of(dataclasses.replace(doc, events=(found,))).deeds == {0}


def test_with_whom_nothing_is_done():
    doc = document(
        """They     they     PRON  2 nsubj
           banned   ban      VERB  0 root
           visits   visit    NOUN  2 obj
           except   except   ADP   6 case
           his      he       PRON  6 nmod:poss
           wife     wife     NOUN  2 obl
           and      and      CCONJ 8 cc
           aide     aide     NOUN  6 conj"""
    )
    known = index_of(doc)
    assert [is_left_out(known, i) for i in (2, 5, 7)] == [False, True, True]
