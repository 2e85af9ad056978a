"""What tells two wordings apart, over hand-made trees."""

import dataclasses

import pytest
from build import at, document

from dateline.data import Entity, TimeMention
from dateline.what.distinct import are_two, own

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


def rounds(one, other):
    """Two verbs with a day each, given with its value."""
    doc = document(ROUNDS.format(one[0], other[0]))
    times = tuple(TimeMention(*at(doc, word), word, "DATE", value) for word, value in (one, other))
    return own(dataclasses.replace(doc, times=times), [BEGAN, ENDED])


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
    assert are_two(*own(dataclasses.replace(doc, entities=entities), [1, 4])) == apart
