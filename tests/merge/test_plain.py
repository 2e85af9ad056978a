import datetime as dt
import random

import pytest

from dateline import merge
from dateline.data import Count, EventMention, Participant, Source, When
from dateline.merge.types import StoredMention, Tally

DAY = dt.date(2025, 7, 12)
SYR = Participant(0, 5, "Syria", "Syria", "SYR", ("GOV",), "SYR")
ISR = Participant(6, 12, "Israel", "Israel", "ISR", ("GOV",), "ISR")
MINISTRY = Source(0, 1, "ministry", "institution", name="Ministry")


def mention(name, day=DAY, *, publisher=None, **fields):
    event = {"actors": (SYR,), "recipients": (ISR,), "when": When(DAY, DAY, "day")} | fields
    return StoredMention(
        name,
        EventMention("CONSULT", (0, 3), (0, 9), **event),
        f"r-{name}",
        day,
        "met",
        f"https://example.org/{name}",
        f"r-{name}",
        publisher=publisher,
    )


def test_merge_joins_the_same_type_parties_and_day():
    records = merge.merge([mention("a"), mention("b"), mention("c", recipients=())])
    assert sorted(len(record.mentions) for record in records) == [1, 2]


def test_merge_does_not_depend_on_order():
    mentions = [mention(str(i), DAY + dt.timedelta(i % 3)) for i in range(20)]
    first = merge.merge(mentions)
    for seed in range(5):
        random.Random(seed).shuffle(mentions)
        assert merge.merge(mentions) == first


def test_build_gives_figures_side_by_side():
    group = [
        mention("a", counts=(Count("killed", 3, 3, (0, 1)),), publisher="One", sources=(MINISTRY,)),
        mention("b", counts=(Count("killed", 5, 7, (0, 1)),), publisher="Two"),
    ]
    record = merge.build(group)
    assert record.counts == (Tally("killed", 3, 7),)
    assert [(f.low, f.publisher, f.voices[:1] and f.voices[0].name) for f in record.figures] == [
        (3, "One", "Ministry"),
        (5, "Two", ()),
    ]
    assert (record.outlets, record.sources) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other", "copy"),
    [("Troops left.", "TROOPS left", True), ("Troops left.", "Troops came.", False)],
)
def test_is_copy_compares_letters(one, other, copy):
    assert merge.is_copy(merge.fingerprint(one), merge.fingerprint(other)) is copy
