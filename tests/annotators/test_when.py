"""Days of events: what the candidates are, and that none is made up."""

import datetime as dt
from dataclasses import replace

import pytest
from build import at
from sought import BAKU, MET, scene

from dateline.annotators import when, where
from dateline.data import Participant, TimeMention, When
from dateline.knowledge import Knowledge

LEFT = """He he PRON 2 nsubj
          left leave VERB 0 root
          _. . PUNCT 2 punct"""


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
        ("possible", BEHIND, "2025-07-15", "2025-07-15"),  # "could join on Tuesday"
        ("possible", BEHIND, "2025-07-08", "2025-07-08"),
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


@pytest.mark.parametrize(
    ("joining", "days"),
    [
        ("through", {("2025-07-08", "2025-07-10"), ("2025-07-10", "2025-07-10")}),
        ("but", {("2025-07-08", "2025-07-08"), ("2025-07-10", "2025-07-10")}),
    ],
)
def test_days_joined_by_through_are_one_time(joining, days):
    thursday = time("Thursday", "2025-07-10", "2025-07-10")
    text = TWO.format("Thursday").replace("and and CCONJ", f"{joining} {joining} CCONJ")
    assert readings(when.candidates(*scene(text, times=[DAY, thursday]))) == days


def test_what_was_done_a_year_ago_was_so_in_that_month():
    text = """They they PRON 2 nsubj
              met meet VERB 0 root
              a a DET 4 det
              year year NOUN 5 obl
              ago ago ADV 2 advmod"""
    mention = time("a year ago", "2024-01-01", "2024-12-31", "year")
    found = when.candidates(*scene(text, times=[mention], trigger="met"))
    assert readings(found) == {("2024-07-01", "2024-07-31")}


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


CAME = """Attack attack NOUN 2 nsubj
          came come VERB 0 root
          days day NOUN 6 obl:tmod
          {word} {word} {tag} 6 {relation}
          a a DET 6 det
          raid raid NOUN 2 obl
          on on ADP 8 case
          Tuesday Tuesday PROPN 6 nmod"""
CAME_AS = """Attack attack NOUN 2 nsubj
             came come VERB 0 root
             {word} {word} SCONJ 5 mark
             troops troop NOUN 5 nsubj
             raid raid VERB 2 advcl
             camps camp NOUN 5 obj
             on on ADP 8 case
             Tuesday Tuesday PROPN 5 obl"""
OWN = ("2025-07-08", "2025-07-08")


@pytest.mark.parametrize("word", ["after", "before", "following"])
@pytest.mark.parametrize(("trigger", "dated"), [("Attack", False), ("came", False), ("raid", True)])
@pytest.mark.parametrize("rows", [CAME, CAME_AS], ids=["noun", "clause"])
def test_the_date_of_what_an_event_came_after_or_before_is_not_its_own(rows, trigger, dated, word):
    tag, relation = ("VERB", "case") if word == "following" else ("ADP", "case")
    text = rows.format(word=word, tag=tag, relation=relation)
    found = when.candidates(*scene(text, times=[DAY], trigger=trigger, kind="ASSAULT"))
    assert readings(found) == ({OWN} if dated else set())


@pytest.mark.parametrize("word", ["during", "despite"])
def test_the_date_of_what_an_event_stands_beside_may_be_its_own(word):
    text = CAME.format(word=word, tag="ADP", relation="case")
    found = when.candidates(*scene(text, times=[DAY], trigger="Attack", kind="ASSAULT"))
    assert readings(found) == {OWN}


AFTER_TUESDAYS = """They they PRON 2 nsubj
                    met meet VERB 0 root
                    after after ADP 6 case
                    Tuesday Tuesday PROPN 6 nmod:poss
                    _'s 's PART 4 case
                    raid raid NOUN 2 obl"""
AFTER_TUESDAY = """They they PRON 2 nsubj
                   met meet VERB 0 root
                   after after ADP 4 case
                   Tuesday Tuesday PROPN 2 obl"""


@pytest.mark.parametrize(
    "rows",
    [AFTER_TUESDAYS, AFTER_TUESDAY],
    ids=["Tuesday's raid", "Tuesday"],
)
def test_a_date_right_behind_after_may_be_its_own(rows):
    assert readings(when.candidates(*scene(rows, times=[DAY]))) == {OWN}


AFTER_THE_RAID = """After after ADP 3 case
                    a a DET 3 det
                    raid raid NOUN 6 obl
                    on on ADP 5 case
                    Tuesday Tuesday PROPN 3 nmod
                    met meet VERB 0 root
                    envoys envoy NOUN 6 obj"""


def test_what_stands_behind_the_phrase_may_have_its_date():
    assert readings(when.candidates(*scene(AFTER_THE_RAID, times=[DAY]))) == {OWN}


@pytest.mark.parametrize(("also", "dated"), [((), False), (("raid",), True), (("came",), False)])
def test_an_event_that_is_told_again_behind_after_may_have_the_date(also, dated):
    text = CAME.format(word="after", tag="ADP", relation="case")
    view, event = scene(text, times=[DAY], trigger="Attack", kind="ASSAULT")
    event = replace(event, also=tuple(at(view.doc, word) for word in also))
    assert readings(when.candidates(view, event)) == ({OWN} if dated else set())


def test_what_goes_on_since_a_month_behind_after_keeps_it():
    text = CAME.format(word="after", tag="ADP", relation="case")
    found = when.candidates(*scene(text, times=[MAY], trigger="Attack", kind="ASSAULT"))
    assert readings(found) == {("2025-05-01", "2025-07-12")}


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


WITHIN = """They they PRON 3 nsubj
            will will AUX 3 aux
            met meet VERB 0 root
            {word} {word} ADP 6 case
            ten ten NUM 6 nummod
            days day NOUN 3 obl"""
TEN_DAYS = TimeMention(0, 0, "ten days", "DURATION", "P10D")


@pytest.mark.parametrize(
    ("status", "word", "days"),
    [
        ("planned", "within", {("2025-07-12", "2025-07-22")}),
        ("possible", "within", {("2025-07-12", "2025-07-22")}),
        ("happened", "within", set()),
        ("planned", "for", set()),
    ],
)
def test_what_is_to_be_done_within_some_days_is_done_by_then(status, word, days):
    found = when.candidates(*scene(WITHIN.format(word=word), status=status, times=[TEN_DAYS]))
    assert readings(found) == days


WAR = """Two two NUM 2 nummod
         months month NOUN 0 root
         {word} {word} ADP 4 case
         war war NOUN 2 nmod"""
TWO_MONTHS = TimeMention(0, 0, "Two months", "DURATION", "P2M")


@pytest.mark.parametrize(
    ("status", "word", "days"),
    [
        ("ongoing", "of", {("2025-05-12", "2025-07-12")}),
        ("happened", "of", set()),
        ("ongoing", "without", set()),
    ],
)
def test_months_of_what_goes_on_are_the_last_ones(status, word, days):
    view = scene(WAR.format(word=word), status=status, times=[TWO_MONTHS], trigger="war")
    assert readings(when.candidates(*view)) == days


RAID = """The the DET 2 det
          raid raid NOUN 3 nsubj
          came come VERB 0 root
          Tuesday Tuesday PROPN 3 obl:unmarked
          _, , PUNCT 7 punct
          ten ten NUM 7 nummod
          days day NOUN 3 obl:unmarked
          after after SCONJ 10 mark
          they they PRON 10 nsubj
          met meet VERB 3 advcl
          and and CCONJ 12 cc
          fled flee VERB 3 conj"""


@pytest.mark.parametrize(
    ("trigger", "dated", "counted"),
    [
        ("met", "2025-07-08", True),
        ("raid", "2025-07-08", False),
        ("fled", "2025-07-08", False),  # it came no days after itself
        ("met", "2025-07-15", False),  # what is to come was not the last that had come
        ("met", None, False),
    ],
)
def test_days_after_something_count_back_to_it(trigger, dated, counted):
    times = [time("Tuesday", dated, dated), TEN_DAYS] if dated else [TEN_DAYS]
    found = when.candidates(*scene(RAID, times=times, trigger=trigger))
    assert any(first in ("2025-06-28", "2025-07-05") for first, _ in readings(found)) == counted


RAID_AFTER = RAID.replace("and and CCONJ 12 cc\n          fled flee VERB 3 conj", "{}")


@pytest.mark.parametrize(
    ("rows", "trigger", "named", "days"),
    [
        ("_. . PUNCT 3 punct", "met", [DAY], {("2025-06-28", "2025-06-28")}),
        ("_. . PUNCT 3 punct", "met", [AHEAD], set()),
        ("and and CCONJ 12 cc\nfled flee VERB 10 conj", "fled", [DAY], {("2025-06-28",) * 2}),
        ("envoys envoy NOUN 10 obj", "envoys", [DAY], {("2025-06-28",) * 2, OWN}),
        ("on on ADP 12 case\nMonday Monday PROPN 10 obl", "met", [DAY, DAY], {OWN}),
    ],
    ids=["named outside", "none is behind publication", "joined", "only below", "has its own"],
)
def test_what_something_came_days_after_was_so_many_before(rows, trigger, named, days):
    times = [named[0], TEN_DAYS, *(replace(day, text="Monday") for day in named[1:])]
    view = scene(RAID_AFTER.format(rows), times=times, trigger=trigger)
    found = when.candidates(*view)
    assert days <= readings(found) if days else not readings(found)
    alone = trigger != "envoys" and named == [DAY]
    assert ([c.value for c in found if c.value is None] == []) == alone


@pytest.mark.parametrize(
    ("actor", "recipient", "days", "known"),
    [
        ("President Ito", None, "2025-07-08", {"its actor", "its type", "as actor"}),
        ("Mr. Ito", "Lima", "2025-07-08", {"its actor", "its type", "as actor"}),
        ("President Ito", None, "2025-07-09", {"unlike actor"}),
        ("President Ito", None, None, {"undated actor"}),
        ("Lima", "Ito", "2025-07-08", {"its counterpart", "its type"}),
        ("Lima", None, "2025-07-08", {"no party of it", "its type"}),
    ],
)
def test_it_counts_whose_act_told_before_has_the_days(actor, recipient, days, known):
    def people(text):
        return (Participant(0, 0, text),) if text else ()

    view, event = scene(MET, times=[DAY])
    event = replace(event, actors=people("Ito"))
    day = days and dt.date.fromisoformat(days)
    before = replace(
        event,
        trigger=at(view.doc, "They"),
        actors=people(actor),
        recipients=people(recipient),
        when=day and When(day, day, "day"),
    )
    (found,) = (c for c in when.candidates(view, event, [before]) if c.value)
    names = {"its actor", "its recipient", "its counterpart", "no party of it", "its type"}
    names |= {"as actor", "unlike actor", "undated actor"}
    assert names.intersection(found.features) == known


def test_days_carry_the_span_they_were_read_from():
    view, event = scene(MET, times=[DAY])
    spans = [c.value.span for c in when.candidates(view, event) if c.value]
    assert [view.doc.text[a:b] for a, b in spans] == ["Tuesday"]


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


@pytest.mark.parametrize(
    ("words", "sign"),
    [(None, 0), (((5, 0.9),), 1), ((), -1), (((5, 0.135),), 0)],
)
def test_the_coders_opinion_of_a_date_counts_for_or_against_it(words, sign):
    view, event = scene(MET, times=[DAY])
    event = replace(event, time_words=words)
    (found,) = [c for c in when.candidates(view, event) if c.value]
    assert (found.prior > 1e-9) - (found.prior < -1e-9) == sign


def test_a_date_too_far_for_the_coder_does_not_gain_by_that():
    view, event = scene(
        MET, *[LEFT] * 6, MET.replace("met meet", "sat sit"), times=[DAY], trigger="sat"
    )
    (found,) = [c for c in when.candidates(view, replace(event, time_words=())) if c.value]
    assert found.prior < 0
