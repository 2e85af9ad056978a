"""Days and places of events: what the candidates are, and that none is made up."""

import datetime as dt
from dataclasses import replace

import pytest

from dateline.annotators import when, where
from dateline.data import Attribution, EventMention, PlaceMention, TimeMention
from dateline.knowledge import Knowledge
from dateline.what.choosing import Candidate, Scene, likeliest
from tests.build import at, document

PUBLISHED = dt.date(2025, 7, 12)
MET = """They they PRON 2 nsubj
         met meet VERB 0 root
         in in ADP 4 case
         Baku Baku PROPN 2 obl
         on on ADP 6 case
         Tuesday Tuesday PROPN 2 obl
         _. . PUNCT 2 punct"""
LEFT = """He he PRON 2 nsubj
          left leave VERB 0 root
          _. . PUNCT 2 punct"""


def scene(*sentences, status="happened", times=(), places=(), trigger="met", kind="CONSULT"):
    doc = document(*sentences, published=PUBLISHED)
    span = at(doc, trigger)
    sent = next(s for s in doc.sentences if s.start <= span[0] < s.end)
    event = EventMention(kind, span, (sent.start, sent.end), status)
    doc = replace(
        doc,
        events=(event,),
        times=tuple(replace(t, start=at(doc, t.text)[0], end=at(doc, t.text)[1]) for t in times),
        places=tuple(replace(p, start=at(doc, p.text)[0], end=at(doc, p.text)[1]) for p in places),
    )
    return Scene(doc), event


def time(text, first, last, size="day", inferred=False):
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return TimeMention(0, 0, text, "DATE", first, *days, size, inferred)


def readings(found):
    return {(str(c.value.start), str(c.value.end)) for c in found if c.value}


def test_event_without_dates_can_only_have_none():
    found = when.candidates(*scene(LEFT, trigger="left"))
    assert [c.value for c in found] == [None]


DECIDED = """They they PRON 2 nsubj
             decided decide VERB 0 root
             on on ADP 4 case
             Tuesday Tuesday PROPN 2 obl
             to to PART 6 mark
             {verb} {verb} VERB 2 xcomp
             _. . PUNCT 2 punct"""


@pytest.mark.parametrize(("trigger", "turned"), [("meet", False), ("decided", True)])
def test_a_date_of_another_act_is_not_turned(trigger, turned):
    doc = DECIDED.format(verb="meet")
    found = when.candidates(*scene(doc, status="planned", times=[BEHIND], trigger=trigger))
    assert (("2025-07-15", "2025-07-15") in readings(found)) == turned


JULY = time("Tuesday", "2025-07-01", "2025-07-31", "month")
MAY = time("Tuesday", "2025-05-01", "2025-05-31", "month")
WEEK = time("Tuesday", "2025-07-07", "2025-07-13", "week")
DAY = time("Tuesday", "2025-07-08", "2025-07-08")
BEHIND = time("Tuesday", "2025-07-08", "2025-07-08", inferred=True)
AHEAD = time("Tuesday", "2025-07-15", "2025-07-15", inferred=True)


@pytest.mark.parametrize(
    ("status", "mention", "first", "last"),
    [
        ("happened", DAY, "2025-07-08", "2025-07-08"),
        ("happened", WEEK, "2025-07-07", "2025-07-12"),
        ("ongoing", MAY, "2025-05-01", "2025-07-12"),
        ("planned", JULY, "2025-07-12", "2025-07-31"),
        ("happened", AHEAD, "2025-07-08", "2025-07-08"),
        ("planned", BEHIND, "2025-07-15", "2025-07-15"),
    ],
)
def test_date_is_read_by_the_status_of_the_event(status, mention, first, last):
    found = when.candidates(*scene(MET, status=status, times=[mention]))
    assert (first, last) in readings(found)


def test_since_runs_to_publication():
    text = MET.replace("on on", "since since")
    found = when.candidates(
        *scene(text, times=[time("Tuesday", "2025-05-01", "2025-05-31", "month")])
    )
    assert ("2025-05-01", "2025-07-12") in readings(found)


def test_years_joined_by_a_hyphen_are_one_time():
    text = """The the DET 5 det
              1980 1980 NUM 5 nummod
              _- - PUNCT 4 punct
              _1988 1988 NUM 2 nmod
              war war NOUN 0 root"""
    years = [
        time("1980", "1980-01-01", "1980-12-31", "year"),
        time("1988", "1988-01-01", "1988-12-31", "year"),
    ]
    found = when.candidates(*scene(text, times=years, trigger="war", kind="ASSAULT"))
    assert ("1980-01-01", "1988-12-31") in readings(found)
    assert ("1980-01-01", "1980-12-31") not in readings(found)


DIVIDED = """It it PRON 3 nsubj:pass
             was be AUX 3 aux:pass
             divided divide VERB 0 root
             since since ADP 5 case
             Tuesday Tuesday PROPN 3 obl
             when when ADV 8 advmod
             they they PRON 8 nsubj
             met meet VERB 5 acl:relcl"""


@pytest.mark.parametrize(("trigger", "last"), [("divided", "2025-07-12"), ("met", "2025-05-31")])
def test_what_began_a_time_with_since_does_not_go_on(trigger, last):
    found = when.candidates(*scene(DIVIDED, times=[MAY], trigger=trigger))
    assert ("2025-05-01", last) in readings(found)
    assert len(readings(found)) == (1 if trigger == "met" else 2)


TWO = MET.replace("_. . PUNCT 2 punct", "and and CCONJ 8 cc\n{0} {0} PROPN 6 conj")


@pytest.mark.parametrize(
    ("one", "other", "first", "last"),
    [
        (MAY, time("June", "2025-06-01", "2025-06-30", "month"), "2025-05-01", "2025-06-30"),
        (  # "in May and June 2004": of one year
            replace(MAY, inferred=True),
            time("June", "2004-06-01", "2004-06-30", "month"),
            "2004-05-01",
            "2004-06-30",
        ),
        (MAY, time("August", "2024-08-01", "2024-08-31", "month"), None, None),
        (DAY, time("Wednesday", "2025-07-09", "2025-07-09"), "2025-07-08", "2025-07-09"),
    ],
)
def test_neighbouring_times_joined_by_and_are_one(one, other, first, last):
    found = when.candidates(*scene(TWO.format(other.text), times=[one, other]))
    spans = {(str(c.value.start), str(c.value.end)) for c in found if c.value}
    assert ((first, last) in spans) == (first is not None)


def test_what_had_been_planned_is_not_to_come():
    rows = """They they PRON 3 nsubj
              had have AUX 3 aux
              planned plan VERB 0 root
              to to PART 5 mark
              meet meet VERB 3 xcomp
              on on ADP 7 case
              Tuesday Tuesday PROPN 5 obl"""
    for text, turned in ((rows, False), (rows.replace("had have", "have have"), True)):
        found = when.candidates(*scene(text, status="planned", times=[BEHIND], trigger="meet"))
        assert ({"2025-07-15"} <= {start for start, _ in readings(found)}) == turned


def test_words_may_stand_between_since_and_a_date():
    text = MET.replace("on on ADP 6 case", "since since ADP 7 case\n the the DET 7 det")
    found = when.candidates(
        *scene(text, times=[time("Tuesday", "2025-05-01", "2025-05-31", "month")])
    )
    assert ("2025-05-01", "2025-07-12") in readings(found)


SINCE = """Since since SCONJ 3 mark
           it it PRON 3 nsubj
           opened open VERB 7 advcl
           in in ADP 5 case
           May May PROPN 3 obl
           _, , PUNCT 7 punct
           met meet VERB 0 root"""


def test_clause_with_since_dates_what_stands_outside():
    mention = time("May", "2025-05-01", "2025-05-31", "month")
    assert ("2025-05-01", "2025-07-12") in readings(when.candidates(*scene(SINCE, times=[mention])))
    inside = when.candidates(*scene(SINCE, times=[mention], trigger="opened"))
    assert readings(inside) == {("2025-05-01", "2025-05-31")}


@pytest.mark.parametrize(
    ("first", "last", "size", "told"),
    [
        ("2025-05-01", "2025-05-31", "month", ("2025-05-01", "2025-07-12")),
        ("2025-07-08", "2025-07-08", "day", ("2025-07-08", "2025-07-08")),  # maybe that same day
    ],
)
def test_what_is_done_after_something_of_a_month_is_done_from_then_on(first, last, size, told):
    text = SINCE.replace("Since since", "After after")
    found = readings(when.candidates(*scene(text, times=[time("May", first, last, size)])))
    assert told in found
    assert ("2025-07-08", "2025-07-12") not in found


THREE_DAY_VISIT = """He he PRON 2 nsubj
           ended end VERB 0 root
           a a DET 7 det
           three three NUM 6 nummod
           _- - PUNCT 6 punct
           _day day NOUN 7 compound
           visit visit NOUN 2 obj
           on on ADP 9 case
           Tuesday Tuesday PROPN 2 obl"""
THREE_DAYS = TimeMention(0, 0, "three-day", "DURATION", "P3D")
JULY_15 = time("Tuesday", "2025-07-15", "2025-07-15")


@pytest.mark.parametrize(
    ("status", "mention", "trigger", "first", "last"),
    [
        ("happened", DAY, "visit", "2025-07-06", "2025-07-08"),
        ("planned", JULY_15, "visit", "2025-07-15", "2025-07-17"),
        ("ongoing", DAY, "visit", "2025-07-08", "2025-07-08"),
        ("happened", DAY, "ended", "2025-07-08", "2025-07-08"),
    ],
)
def test_visit_of_some_days_takes_as_many(status, mention, trigger, first, last):
    view, event = scene(
        THREE_DAY_VISIT, status=status, times=[THREE_DAYS, mention], trigger=trigger
    )
    assert (first, last) in readings(when.candidates(view, event))


def test_days_carry_the_span_they_were_read_from():
    view, event = scene(MET, times=[DAY])
    spans = [c.value.span for c in when.candidates(view, event) if c.value]
    assert [view.doc.text[a:b] for a, b in spans] == ["Tuesday"]


FIND = where.finder(where.read_words(Knowledge()))

BAKU = PlaceMention(0, 0, "Baku", "Baku", 40.38, 49.89, "AZE", 587084, "city")


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


def test_annotators_fill_only_their_part():
    view, event = scene(MET, times=[DAY], places=[BAKU])
    (dated,) = when.load(Knowledge())(view.doc)
    assert dated.when is not None
    assert str(dated.when.start) == "2025-07-08"
    assert replace(dated, when=None) == event
    (placed,) = where.load(Knowledge())(view.doc)
    assert placed.where is not None
    assert placed.where.name == "Baku"
    assert replace(placed, where=None) == event


def test_path_names_the_relations_between_two_words():
    view, event = scene(MET)
    met = view.head(event.trigger)
    assert view.path(3, met) == "obl^"
    assert view.path(met, 3) == ">obl"
    assert view.preposition(3) == "in"
    assert view.clause(3, met) == "same"


@pytest.mark.parametrize(
    ("words", "sign"),
    [(None, 0), (((5, 0.9),), 1), ((), -1), (((5, 0.135),), 0)],
)
def test_the_coders_opinion_of_a_date_counts_for_or_against_it(words, sign):
    view, event = scene(MET, times=[DAY])
    event = replace(event, time_words=words)
    (found,) = [c for c in when.candidates(view, event) if c.value]
    assert (found.prior > 1e-9) - (found.prior < -1e-9) == sign


def test_the_prior_of_a_reading_is_added_to_its_features():
    weak, strong = Candidate("weak", ("f",), "weak"), Candidate("strong", (), "strong", prior=2.0)
    assert likeliest([weak, strong], {"f": 1.0}) == 1


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


def test_a_date_too_far_for_the_coder_does_not_gain_by_that():
    view, event = scene(
        MET, *[LEFT] * 6, MET.replace("met meet", "sat sit"), times=[DAY], trigger="sat"
    )
    (found,) = [c for c in when.candidates(view, replace(event, time_words=())) if c.value]
    assert found.prior < 0


@pytest.mark.parametrize(
    ("words", "sign"), [(None, 0), ((), -1), (((3, 0.001),), -1), (((3, 0.6),), 1)]
)
def test_the_coders_opinion_of_a_place_counts_for_or_against_it(words, sign):
    view, event = scene(MET, places=[BAKU])
    find = where.finder(where.read_words(Knowledge()))
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
    find = where.finder(where.read_words(Knowledge()))
    (found,) = [c for c in find(view, event, ()) if c.value]
    assert features <= set(found.features)
    assert any(f.startswith("compound") for f in found.features) == (text == "US")


@pytest.mark.parametrize(
    ("before", "article"),
    [("the the DET 2 det", "the"), ("their they PRON 2 nmod:poss", "their"), (None, "none")],
)
def test_article_of_a_noun(before, article):
    lines = ["talks talk NOUN 0 root"] if before is None else [before, "talks talk NOUN 0 root"]
    view = Scene(document("\n".join(lines), published=PUBLISHED))
    assert view.article(len(lines) - 1) == article


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
        (None, {None, ("Baku", (20, 24))}),
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
