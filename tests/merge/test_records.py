"""Tests of what a record says."""

import datetime as dt

import pytest
from hand import (
    ARLAND,
    BORLAND,
    DAY,
    MINISTRY,
    OFFICIALS,
    RADIO,
    REBEL,
    REBELS,
    SILL,
    SOLDIERS,
    SPOKESMAN,
    WITNESS,
    killed,
    mention,
    on,
)  # fmt: skip

from dateline.data import Participant, When, Where
from dateline.merge import build
from dateline.merge.types import Tally


@pytest.mark.parametrize(
    ("tellings", "status"),
    [
        ([("planned", 0), ("happened", 2)], "happened"),
        ([("planned", 0), ("negated", 2)], "negated"),  # called off
        ([("possible", 0), ("planned", 1)], "planned"),
        ([("happened", 0), ("planned", 1)], "happened"),  # a later look back at the plan
        ([("ongoing", 0), ("happened", 1)], "happened"),
        ([("planned", 0), ("planned", 0), ("negated", 0)], "planned"),
    ],
)
def test_status_is_the_last_that_was_told(tellings, status):
    record = build([mention(f"{n}", day=day, status=s) for n, (s, day) in enumerate(tellings)])
    assert record.status == status
    assert [t.status for t in record.history] == [s for s, _ in tellings]


@pytest.mark.parametrize(
    ("denier", "status", "contradictions"),
    [(REBEL, "happened", ["denial"]), (MINISTRY, "negated", [])],
)
def test_a_denial_counts_where_the_teller_takes_it_back(denier, status, contradictions):
    record = build(
        [
            mention("a", publisher="One", sources=(MINISTRY,)),
            mention("b", publisher="One", day=1, status="negated", sources=(denier,)),
        ]
    )
    assert record.status == status
    assert [c.kind for c in record.contradictions] == contradictions


@pytest.mark.parametrize(
    ("mentions", "outlets", "sources"),
    [
        # ten outlets quoting one ministry
        ([{"publisher": str(n), "sources": (MINISTRY,)} for n in range(10)], 10, 1),
        # its spokesman is the ministry, whoever quotes him
        ([{"publisher": "A", "sources": (MINISTRY,)}, {"publisher": "B", "sources": (SPOKESMAN,)},
          {"publisher": "C", "sources": (RADIO, SPOKESMAN)}], 3, 1),
        # a ministry and officials of the same government; somebody of whom nothing is known
        ([{"publisher": "A", "sources": (MINISTRY,)}, {"publisher": "B", "sources": (OFFICIALS,)},
          {"publisher": "C", "sources": (WITNESS,)}], 3, 2),
        # two outlets in their own voice, and one without a name
        ([{"publisher": "A"}, {"publisher": "B"}, {}], 3, 3),
        # one text in three outlets
        ([{"publisher": p, "group": "g"} for p in "ABC"], 1, 1),
        # a copy that is attributed in another sentence
        ([{"publisher": "A", "group": "g"}, {"publisher": "A", "group": "g",
          "sources": (MINISTRY,)}, {"publisher": "B", "sources": (MINISTRY,)}], 2, 1),
        # an outlet quoted by another is the outlet itself
        ([{"publisher": "Radio One"}, {"publisher": "B", "sources": (RADIO,)}], 2, 1),
        ([{"publisher": "A", "sources": (MINISTRY,)}, {"publisher": "A", "sources": (REBEL,)}],
         1, 2),
    ],
)  # fmt: skip
def test_sources_and_outlets_count_who_does_not_rest_on_another(mentions, outlets, sources):
    record = build([mention(f"m{n}", **fields) for n, fields in enumerate(mentions)])
    assert (record.outlets, record.sources) == (outlets, sources)


def test_counts_stand_side_by_side_with_who_gives_them():
    record = build(
        [
            mention("a", publisher="A", counts=(killed(3),), sources=(MINISTRY,)),
            mention("b", publisher="B", counts=(killed(5, 7),)),
            mention("c", publisher="C", counts=(killed(90),), superseded=True),
        ]
    )
    assert record.counts == (Tally("killed", 3, 7),)
    assert [(f.low, f.publisher, [v.name for v in f.voices]) for f in record.figures] == [
        (3, "A", ["foreign ministry"]), (5, "B", []), (90, "C", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("whens", "start", "granularity"),
    [
        ([on(DAY, granularity="month", days=20), on(DAY)], DAY, "day"),
        ([on(DAY), on(DAY), on(DAY + dt.timedelta(1))], DAY, "day"),
        ([None, on(DAY)], DAY, "day"),
    ],
)
def test_when_is_what_most_agree_with_at_the_best_precision(whens, start, granularity):
    record = build([mention(f"{n}", when=when) for n, when in enumerate(whens)])
    assert record.when == When(start, record.when.end, granularity)


def test_when_of_a_fact_is_not_that_of_the_plan():
    record = build(
        [
            mention("a", status="planned"), mention("b", status="planned"),
            mention("c", day=3, when=on(DAY + dt.timedelta(2))),
        ]
    )  # fmt: skip
    assert record.when.start == DAY + dt.timedelta(2)


def test_where_is_the_finest_place_that_most_agree_with():
    country = Where("Arland", 45.0, 5.0, "FRA", 9, "country")
    elsewhere = Where("Tull", 50.0, 2.0, "FRA", 3, "city")
    wheres = [country, SILL, SILL, elsewhere]
    record = build([mention(f"{n}", where=where) for n, where in enumerate(wheres)])
    assert record.where == SILL


def test_participants_are_those_whom_most_name():
    leader = Participant(0, 9, "General Orm", "Orm", "ESP", ("GOV",))
    record = build(
        [
            mention("a", recipients=(BORLAND,)), mention("b", recipients=(BORLAND,)),
            mention("c", recipients=(SOLDIERS,)), mention("d", actors=(BORLAND,), recipients=()),
            mention("e", recipients=(leader, BORLAND)),
        ]
    )  # fmt: skip
    assert [(p.name, p.mentions) for p in record.actors] == [("Arland", 4)]
    assert [(p.name, p.mentions) for p in record.recipients] == [("Borland", 4)]


def test_nothing_is_made_up():
    record = build([mention("a", actors=(), recipients=(), when=None, confidence=None)])
    assert (record.actors, record.recipients, record.when, record.where) == ((), (), None, None)
    assert (record.counts, record.confidence) == ((), None)


def test_confidence_rests_on_independent_voices():
    def sure(*mentions):
        return build(mentions).confidence

    one = mention("a", publisher="A", confidence=0.6)
    copy = mention("b", publisher="B", group="r-a", confidence=0.6)
    other = mention("c", publisher="C", confidence=0.6)
    denial = mention("d", publisher="D", status="negated", confidence=0.6)
    assert sure(one) == sure(one, copy) == 0.6
    assert sure(one, other) == pytest.approx(0.84)
    assert sure(one, other, denial) < sure(one, other)


@pytest.mark.parametrize(
    ("one", "two", "kinds"),
    [
        ({"counts": (killed(3),)}, {"counts": (killed(5),)}, ["figures"]),
        ({"counts": (killed(3),)}, {"counts": (killed(5),), "day": 2}, []),  # the toll grew
        ({"counts": (killed(5),)}, {"counts": (killed(3),), "day": 2}, ["figures"]),
        ({"counts": (killed(3, 6),)}, {"counts": (killed(5),)}, []),
        ({"counts": (killed(3),)}, {"counts": (killed(5),), "group": "r-one"}, []),  # an update
        ({"counts": (killed(3),)}, {"counts": (killed(5),), "superseded": True}, []),
        ({}, {"when": on(DAY - dt.timedelta(1))}, ["date"]),
        ({}, {"when": on(DAY - dt.timedelta(1), span=None)}, []),  # not written in the text
        ({}, {"when": on(DAY - dt.timedelta(1), granularity="week", days=6)}, []),
        ({"status": "planned"}, {"when": on(DAY + dt.timedelta(1))}, []),  # put off
        ({}, {"status": "negated"}, ["denial"]),
        ({"status": "planned"}, {"status": "negated"}, []),  # called off
        ({"event_type": "ASSAULT"}, {"event_type": "ASSAULT", "actors": (REBELS,),
          "recipients": ()}, ["actors"]),
        ({"event_type": "ASSAULT"}, {"event_type": "ASSAULT", "actors": (BORLAND,),
          "recipients": (ARLAND,)}, []),  # a clash, told from the other side
        ({"event_type": "ASSAULT", "actors": ()}, {"event_type": "ASSAULT"}, []),
    ],
)  # fmt: skip
def test_contradictions_are_what_cannot_both_be_right(one, two, kinds):
    record = build([mention("one", publisher="A", **one), mention("two", publisher="B", **two)])
    assert [c.kind for c in record.contradictions] == kinds
    assert {(c.first, c.second) for c in record.contradictions} <= {("one", "two")}


def test_superseded_only_where_every_mention_is():
    old = mention("a", superseded=True)
    assert build([old]).superseded
    assert not build([old, mention("b")]).superseded
