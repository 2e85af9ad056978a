"""When two mentions are one event: what describes a pair, and how groups form."""

import dataclasses
import datetime as dt

from dateline.data import EventMention, Participant, When
from dateline.what.joining import Telling, describe, grouped


def party(country):
    return Participant(0, 1, country, country, country, ("GOV",), country.lower())


def telling(kind, actors, recipients=(), words=("meeting",), day=None, sentence=0):
    event = EventMention(
        kind, (0, 1), (0, 1),
        actors=tuple(map(party, actors)), recipients=tuple(map(party, recipients)),
        when=When(day, day, "day") if day else None,
    )  # fmt: skip
    return Telling(event, words, "NOUN", "the", sentence, sentence)


FRIDAY, MONDAY = dt.date(2025, 7, 11), dt.date(2025, 7, 14)


def test_sides_of_a_meeting_are_compared_together():
    one, other = telling("CONSULT", ["PER"], ["BOL"]), telling("CONSULT", ["BOL", "PER"])
    assert describe(one, other, [0.9])["same type and dyad"] == 1.0
    attack, back = telling("ASSAULT", ["PER"], ["BOL"]), telling("ASSAULT", ["BOL"], ["PER"])
    values = describe(attack, back, [0.9])
    assert (values["same dyad"], values["countries shared"]) == (0.0, 1.0)
    assert (values["actors apart"], values["recipients apart"]) == (1.0, 1.0)


def test_days_agree_overlap_or_stand_apart():
    def days(one, other):
        values = describe(telling("AID", [], day=one), telling("AID", [], day=other), [])
        (name,) = (n for n in values if n.startswith("days"))
        return name

    assert days(FRIDAY, FRIDAY) == "days the same"
    assert days(FRIDAY, MONDAY) == "days apart"
    assert days(FRIDAY, None) == "days of one"
    assert days(None, None) == "days of neither"


def test_words_of_one_stem_are_told_from_short_ones():
    def same(one, other):
        found = describe(telling("AID", [], words=one), telling("AID", [], words=other), [])
        return found["same stem"]

    assert same(("meet",), ("talks", "meeting")) == 1.0
    assert same(("aid",), ("aide",)) == 0.0


def test_far_sentences_count_the_same():
    near, far, farther = (telling("AID", [], sentence=n) for n in (0, 7, 30))
    assert describe(near, far, []) == describe(near, farther, [])


def test_a_wording_below_another_is_seen_with_the_way_to_it():
    high, low = telling("ACCUSE", ["PER"]), telling("ACCUSE", ["PER"])
    high = dataclasses.replace(high, word=4)
    low = dataclasses.replace(low, word=9, above=((7, "obj"), (4, "ccomp"), (1, "conj")))
    assert {"below by 2", "below by ccomp 2"} <= describe(high, low, []).keys()
    assert {"above by 2", "above by ccomp 2"} <= describe(low, high, []).keys()
    assert not any("by" in name for name in describe(low, low, []))


def test_a_chain_of_likely_pairs_is_no_group():
    assert grouped(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}) == [[0, 1], [2]]
    assert grouped(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}) == [[0, 1, 2]]
    assert grouped(2, {(0, 1): 0.2}) == [[0], [1]]
