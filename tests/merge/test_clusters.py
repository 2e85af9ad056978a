"""Tests of which mentions make a record."""

import datetime as dt
import itertools
import random

import pytest
from hand import ARLAND, BORLAND, DAY, REBELS, SILL, killed, mention, on

from dateline import merge as merging
from dateline.embedded import MODEL
from dateline.linear import read_linear
from dateline.merge import cluster, merge
from dateline.merge.clusters import components
from dateline.merge.pairs import FAMILY, features, stem, told
from dateline.merge.scores import likely, probability

ANEW = "Foreign ministers of Arland and Borland held talks in the lake town of Sill on Tuesday."
ATTACK = "Rebels killed three soldiers of Borland with a bomb near Tull on Monday."


def linked(one, two):
    return merging.linked(told(one), told(two))


def blocks(mention):
    return merging.blocks(told(mention))


def same(one, two):
    groups = cluster([mention("a", **one), mention("b", **two)])
    return len(groups) == 1


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        ({}, {}, True),
        ({}, {"sentence": ANEW, "words": "talks", "at": 43}, True),
        ({"status": "planned", "when": on(DAY + dt.timedelta(3))},
         {"day": 3, "when": on(DAY + dt.timedelta(3))}, True),  # it took place
        ({"status": "planned"}, {"day": 1, "status": "negated"}, True),  # called off
        ({}, {"event_type": "ASSAULT", "sentence": ATTACK, "words": "killed", "at": 7,
              "actors": (REBELS,)}, False),
        ({}, {"when": on(DAY - dt.timedelta(30)), "sentence": ANEW, "words": "talks"}, False),
        ({"report": "r"}, {"report": "r", "sentence": ANEW, "words": "visit", "at": 0,
          "recipients": (), "when": None}, False),  # the report keeps them apart
        ({"report": "r", "when": on(DAY)},
         {"report": "r", "when": on(DAY + dt.timedelta(3))}, False),  # two days in one report
    ],
)  # fmt: skip
def test_mentions_of_one_event_are_joined(one, two, joined):
    assert same(one, two) is joined
    assert linked(mention("a", **one), mention("b", **two)) is joined


def test_linked_is_symmetric_and_blind_to_what_changes():
    one, two = mention("a"), mention("b", sentence=ANEW, words="talks")
    changed = mention("b", sentence=ANEW, words="talks", group="r-a", superseded=True)
    assert linked(one, two) == linked(two, one) == linked(one, changed)
    assert sorted(features(told(one), told(two))) == sorted(features(told(two), told(one)))


def test_scores_are_those_of_the_features():
    """By look-ups, or given up early, a pair has what its features' weights make."""
    model = read_linear(MODEL / "merging.tsv")
    made = [told(m) for m in _many()]
    for a, b in itertools.combinations(made, 2):
        p = model.probability(features(a, b))
        assert probability(a, b) == pytest.approx(p)
        assert [likely(a, b, least) for least in (0.1, 0.3, 0.5)] == [
            p >= least for least in (0.1, 0.3, 0.5)
        ]


@pytest.mark.parametrize("days", [0, 1, 3, 4])
def test_blocks_are_shared_within_days(days):
    for shift in range(8):
        one = mention("a", day=shift, when=None)
        two = mention("b", day=shift + days, when=None)
        assert set(blocks(one)) & set(blocks(two))


def test_blocks_of_a_plan_meet_those_of_the_day_it_is_for():
    plan = mention("a", when=on(DAY + dt.timedelta(20)), status="planned")
    assert set(blocks(plan)) & set(blocks(mention("b", day=20, when=None)))


def _many():
    rng = random.Random(7)
    for n in range(60):
        kind = rng.randrange(4)
        yield mention(
            f"m{n:02}", day=rng.randrange(5), report=f"r{rng.randrange(30)}",
            event_type=("CONSULT", "ASSAULT", "ACCUSE", "CONSULT")[kind],
            words=("met", "killed", "accused", "talks")[kind],
            sentence=(None, ATTACK, None, ANEW)[kind],
            recipients=(BORLAND,) if rng.random() < 0.7 else (),
            actors=(REBELS,) if kind == 1 else (ARLAND,),
            when=on(DAY) if rng.random() < 0.6 else None,
            where=SILL if rng.random() < 0.3 else None,
            counts=(killed(rng.randrange(1, 4)),) if kind == 1 else (),
        )  # fmt: skip


def test_merge_does_not_depend_on_order():
    mentions = list(_many())
    first = merge(mentions)
    assert 1 < len(first) < len(mentions)
    for seed in range(10):
        random.Random(seed).shuffle(mentions)
        assert merge(mentions) == first


def test_clusters_of_components_are_those_of_all():
    mentions = list(_many())
    edges = [
        (i, j)
        for i, one in enumerate(mentions)
        for j, two in enumerate(mentions)
        if i < j and set(blocks(one)) & set(blocks(two)) and linked(one, two)
    ]
    parts = [
        group
        for numbers in components(len(mentions), edges)
        for group in cluster([mentions[n] for n in numbers])
    ]
    ids = [sorted(m.id for m in group) for group in cluster(mentions)]
    assert sorted(sorted(m.id for m in group) for group in parts) == sorted(ids)


@pytest.mark.parametrize(
    ("words", "stems"),
    [("bombings bombed bomb", "bomb"), ("agreement agreed agrees", "agre"), ("is", "is")],
)
def test_stem_cuts_endings(words, stems):
    assert {stem(w)[:4] for w in words.split()} == {stems}


def test_every_type_has_a_family():
    from typing import get_args

    from dateline.data import EventType

    assert set(FAMILY) == set(get_args(EventType))
