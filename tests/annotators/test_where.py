"""Places of events: what the candidates are, and that none is made up."""

from dataclasses import replace

import pytest
from build import at
from sought import BAKU, MET, scene

from dateline.annotators import where
from dateline.data import Attribution, PlaceMention
from dateline.knowledge import Knowledge
from dateline.what.scene import Scene
from dateline.where.event_places import read_place_words

FIND = where.finder(read_place_words(Knowledge()))


def test_place_in_the_sentence_is_a_candidate_with_its_coordinates():
    found = FIND(*scene(MET, places=[BAKU]), ())
    assert [(c.value.name, c.value.lat, c.value.country) for c in found if c.value] == [
        ("Baku", 40.38, "AZE")
    ]
    assert found[0].value is None


def test_direction_before_a_state_belongs_to_the_name():
    text = MET.replace(
        "Baku Baku PROPN 2 obl", "southern southern ADJ 5 amod\n Syria Syria PROPN 2 obl"
    )
    text = text.replace("ADP 4 case", "ADP 5 case").replace("ADP 6 case", "ADP 7 case")
    syria = PlaceMention(0, 0, "Syria", "Syria", 35.0, 38.0, "SYR", 163843, "country")
    found = FIND(*scene(text, places=[syria]), ())
    assert [(c.value.name, c.value.precision) for c in found if c.value] == [
        ("southern Syria", "region")
    ]


ACCORDING = """They they PRON 2 nsubj
               met meet VERB 0 root
               according according VERB 5 case
               to to ADP 3 fixed
               sources source NOUN 2 obl
               in in ADP 7 case
               Baku Baku PROPN 5 nmod"""


@pytest.mark.parametrize(("text", "expected"), [(ACCORDING, []), (MET, ["Baku"])])
def test_place_of_a_source_is_no_candidate(text, expected):
    found = FIND(*scene(text, places=[BAKU]), ())
    assert [c.value.name for c in found if c.value] == expected


TOLD = """He he PRON 2 nsubj
          told tell VERB 0 root
          {0} {0} PROPN 2 obj
          in in ADP 5 case
          Baku Baku PROPN {1} nmod
          that that SCONJ 8 mark
          they they PRON 8 nsubj
          met meet VERB 2 ccomp
          _. . PUNCT 2 punct"""


@pytest.mark.parametrize(("of", "kept"), [(3, []), (8, ["Baku"])], ids=["said in", "met in"])
def test_place_where_somebody_tells_of_an_event_is_no_candidate(of, kept):
    at_hand, event = scene(TOLD.format("Ana", of), places=[BAKU])
    doc = at_hand.doc
    told = Attribution(
        cue=(at(doc, "told"),),
        source=(at(doc, "He"),),
        content=((at(doc, "that")[0], at(doc, "met")[1]),),
    )
    found = FIND(Scene(replace(doc, attributions=(told,))), event, ())
    assert [c.value.name for c in found if c.value] == kept


VISIT = """He he PRON 2 nsubj
           met meet VERB 0 root
           during during ADP 4 case
           visit visit NOUN 2 obl
           {0} {0} ADP 6 case
           Baku Baku PROPN 4 nmod"""
LEFT_IT = """He he PRON 2 nsubj
             met meet VERB 0 root
             after after ADP 4 mark
             leaving leave VERB 2 advcl
             Baku Baku PROPN 4 obj"""


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (VISIT.format("to"), "goal"),
        (VISIT.format("from"), "origin"),
        (VISIT.format("after"), None),
        (LEFT_IT, "goal"),
        (MET, None),
    ],
)
def test_goal_of_a_visit_is_told_from_where_it_came(text, goal):
    found = FIND(*scene(text, places=[BAKU]), ())
    (baku,) = [c for c in found if c.value]
    assert {f for f in baku.features if f in ("goal", "origin")} == ({goal} if goal else set())


@pytest.mark.parametrize(
    ("words", "sign"), [(None, 0), ((), -1), (((3, 0.001),), -1), (((3, 0.6),), 1)]
)
def test_the_coders_opinion_of_a_place_counts_for_or_against_it(words, sign):
    view, event = scene(MET, places=[BAKU])
    find = where.finder(read_place_words(Knowledge()))
    (found,) = [c for c in find(view, replace(event, place_words=words), ()) if c.value]
    assert (found.prior > 1e-9) - (found.prior < -1e-9) == sign


BASE = """Rebels rebel NOUN 2 nsubj
          attacked attack VERB 0 root
          a a DET 6 det
          US US PROPN 5 compound
          air air NOUN 6 compound
          base base NOUN 2 obj
          in in ADP 8 case
          Qatar Qatar PROPN 6 nmod"""


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("US", {"compound=air", "joint=obj|self"}),
        ("Qatar", {"preposition=in", "joint=obj|self"}),
    ],
)
def test_a_name_before_a_noun_is_told_from_a_place_behind_a_preposition(text, features):
    place = PlaceMention(0, 0, text, text, 25.0, 51.0, "QAT", 1, "country")
    view, event = scene(BASE, places=[place], trigger="attacked", kind="ASSAULT")
    find = where.finder(read_place_words(Knowledge()))
    (found,) = [c for c in find(view, event, ()) if c.value]
    assert features <= set(found.features)
    assert any(f.startswith("compound") for f in found.features) == (text == "US")


HERE = """They they PRON 2 nsubj
          met meet VERB 0 root
          here here ADV 2 advmod
          after after ADP 6 case
          Baku Baku PROPN 6 compound
          talks talk NOUN 2 obl
          _. . PUNCT 2 punct"""
SHUSHA = """Shusha Shusha PROPN 2 nsubj
            waited wait VERB 0 root
            _. . PUNCT 2 punct"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SHUSHA, July 12 (Agency)", {("Shusha", None)}),
        ("GANJA, July 12 (Agency)", {None}),
        (None, {("Baku", (20, 24)), ("Shusha", (32, 38))}),
    ],
)
def test_here_is_the_place_of_the_line_that_stands_apart(line, expected):
    shusha = PlaceMention(0, 0, "Shusha", "Shusha", 39.76, 46.75, "AZE", 147425, "city")
    seen, event = scene(HERE, SHUSHA, places=[BAKU, shusha])
    doc = replace(seen.doc, report=replace(seen.doc.report, dateline=line))
    found = FIND(Scene(doc), event, ())
    assert {c.value and (c.value.name, c.value.span) for c in found} >= expected
    if line is not None:
        assert len(found) == 1


@pytest.mark.parametrize(
    ("precision", "kept"), [("city", True), ("region", False), ("country", False)]
)
def test_here_without_a_line_is_a_town_if_the_text_names_it(precision, kept):
    baku = replace(BAKU, precision=precision)
    here = scene(HERE, SHUSHA, places=[baku])
    assert [c.value and c.value.name for c in FIND(*here, ())] == (["Baku"] if kept else [None])
    again = scene(HERE.replace("here here", "again again"), SHUSHA, places=[baku])
    assert [c.value and c.value.name for c in FIND(*again, ())] == [None, "Baku"]


@pytest.mark.parametrize(("word", "states"), [("here", []), ("again", ["Azerbaijan"])])
def test_here_is_no_state_that_an_adjective_points_to(word, states):
    rows = HERE.replace("here here", f"{word} {word}").replace("Baku Baku PROPN", "Azeri Azeri ADJ")
    azeri = PlaceMention(
        0, 0, "Azeri", "Azerbaijan", 40.5, 47.5, "AZE", 587116, "country", use="adjective"
    )
    found = FIND(*scene(rows, places=[azeri]), ())
    assert [c.value.name for c in found if c.value] == states


def test_the_capital_of_a_state_is_a_candidate_and_changes_nothing_for_the_others():
    rows = MET.replace(
        "Baku Baku PROPN 2 obl",
        "Azeri Azeri ADJ 5 amod\n capital capital NOUN 2 obl\n near near ADP 7 case\n"
        " Ganja Ganja PROPN 2 obl",
    ).replace("ADP 4 case", "ADP 5 case")
    azeri = PlaceMention(
        0, 0, "Azeri", "Azerbaijan", 40.5, 47.5, "AZE", 587116, "country", use="adjective"
    )
    ganja = PlaceMention(0, 0, "Ganja", "Ganja", 40.68, 46.36, "AZE", 586523, "city")
    found = FIND(*scene(rows, places=[azeri, ganja]), ())
    assert [c.value.name for c in found if c.value] == ["Ganja", "Baku", "Azerbaijan"]
    assert "places=1,same" in found[1].features


OPENED = """A a DET 2 det
            forum forum NOUN 3 nsubj
            opened open VERB 0 root
            here here ADV 3 advmod
            _. . PUNCT 3 punct"""
LATER = """It it PRON 2 nsubj
           went go VERB 0 root
           on on ADP 2 advmod
           _. . PUNCT 2 punct"""
IN_BAKU = """It it PRON 2 nsubj
             ended end VERB 0 root
             in in ADP 4 case
             Baku Baku PROPN 2 obl
             _. . PUNCT 2 punct"""


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "between", "expected"),
    [
        (HERE.replace("Baku Baku PROPN", "long long ADJ"), "met", "CONSULT", 8, ["Baku"]),
        (OPENED, "forum", "CONSULT", 8, ["Baku"]),
        (OPENED, "forum", "CONSULT", 12, [None]),
        (OPENED, "forum", "ACCUSE", 8, [None, "Baku"]),
        (OPENED.replace("here here", "again again"), "forum", "CONSULT", 8, [None]),
    ],
    ids=["hangs on the event", "on its verb", "too far", "only said here", "not here"],
)
def test_here_is_a_town_named_further_away(text, trigger, kind, between, expected):
    rows = (text, *[LATER] * between, IN_BAKU)
    found = FIND(*scene(*rows, places=[BAKU], trigger=trigger, kind=kind), ())
    assert [c.value and c.value.name for c in found] == expected


@pytest.mark.parametrize(
    ("name", "precision", "expected"),
    [("Singapore", "country", "Singapore"), ("Malta", "country", None), ("Arena", "site", None)],
)
def test_here_may_be_a_state_that_is_a_town_and_no_site_of_another_sentence(
    name, precision, expected
):
    place = PlaceMention(0, 0, name, name, 1.0, 103.0, "SGP", 1, precision)
    rows = OPENED, IN_BAKU.replace("Baku", name)
    found = FIND(*scene(*rows, places=[place], trigger="forum"), ())
    assert [c.value and c.value.name for c in found] == [expected]


OSLO = PlaceMention(0, 0, "Oslo", "Oslo", 59.91, 10.75, "NOR", 3143244, "city")

FLEW = """They they PRON 2 nsubj
          flew fly VERB 0 root
          people person NOUN 2 obj
          {2} {2} ADP 5 case
          Baku Baku PROPN 2 obl
          from from ADP 7 case
          Oslo Oslo PROPN 2 obl"""

TOOK = """They they PRON 2 nsubj
          took take VERB 0 root
          Baku Baku PROPN 2 obj
          {2} {2} ADP 5 case
          Oslo Oslo PROPN 2 obl"""

ASKED_TOWN = TOOK.replace("took take", "told tell")

HOSTED = """Baku Baku PROPN 2 nsubj
            hosted host VERB 0 root
            rounds round NOUN 2 obj
            of of ADP 5 case
            talks talk NOUN 3 nmod
            {2} {2} ADP 8 case
            a a DET 8 det
            hotel hotel NOUN 2 obl
            for for ADP 10 case
            Oslo Oslo PROPN 5 nmod"""

BUILT = """They they PRON 2 nsubj
           built build VERB 0 root
           schools school NOUN 2 obj
           {2} {2} ADP 5 case
           Baku Baku PROPN 3 nmod
           for for ADP 7 case
           Oslo Oslo PROPN 2 obl"""


@pytest.mark.parametrize(
    ("text", "word", "trigger", "kind", "kept"),
    [
        (FLEW, "to", "flew", "AID", ["Baku"]),
        (FLEW, "to", "flew", "COOPERATE", [None, "Baku", "Oslo"]),
        (FLEW, "over", "flew", "AID", [None, "Baku", "Oslo"]),
        (TOOK, "near", "took", "ASSAULT", ["Baku"]),
        (TOOK, "near", "took", "AID", [None, "Baku", "Oslo"]),
        (ASKED_TOWN, "near", "told", "COERCE", [None, "Baku", "Oslo"]),
        (HOSTED, "for", "talks", "CONSULT", ["Baku"]),
        (HOSTED, "at", "talks", "CONSULT", [None, "Baku", "Oslo"]),
        (BUILT, "in", "built", "AID", ["Baku", "Oslo"]),
        (BUILT, "in", "built", "SUPPORT", [None, "Baku", "Oslo"]),
        (BUILT, "near", "built", "AID", [None, "Baku", "Oslo"]),
    ],
)
def test_a_place_that_the_verb_of_the_event_names_settles_where_it_is(
    text, word, trigger, kind, kept
):
    rows = text.replace("{2}", word)
    found = FIND(*scene(rows, places=[BAKU, OSLO], trigger=trigger, kind=kind), ())
    assert [c.value.name if c.value else None for c in found] == kept


def test_several_that_are_visited_do_not_settle_where():
    rows = TOOK.replace("{2}", "and").replace("5 case", "5 cc").replace("2 obl", "3 conj")
    found = FIND(*scene(rows, places=[BAKU, OSLO], trigger="took", kind="CONSULT"), ())
    assert found[0].value is None
