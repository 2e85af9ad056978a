import datetime as dt

import pytest
from stories import DAY, Told, document

from dateline.store.windows import beside, block_numbers, copy_numbers, window_key

LAST = dt.date.max


def test_keys_of_neighbouring_days_are_neighbours():
    (key,) = copy_numbers(DAY, [5])
    assert copy_numbers(DAY - dt.timedelta(8), [5]) == {beside(key)[0]}
    assert copy_numbers(DAY + dt.timedelta(8), [5]) == {beside(key)[2]}


@pytest.mark.parametrize("day", [dt.date.min, DAY, dt.date(5742, 1, 1), LAST])
def test_keys_fit_into_the_whole_numbers_of_a_database(day):
    keys = {near for key in copy_numbers(day, [0, 2**63 - 1]) for near in beside(key)}
    keys |= block_numbers([(day.toordinal() // 4 - 1, "SYR"), (day.toordinal() // 4, "SYR")])
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_keys_of_present_days_have_the_window_above():
    assert window_key(92435, 7) >> 45 == 92435


def test_reports_and_events_of_far_days_are_added(store):
    for day in (dt.date.min, LAST):
        doc = document([Told("AID", "AZE", "SYR", day)], day)
        assert store.add([doc, document([Told("AID", "AZE", "SYR", day)], day, url="u")]).reports
        (record,) = store.events(since=day, until=day)
        assert (record.when.start, len(record.mentions)) == (day, 2)
        assert store.count(as_of=day) == store.count(until=day)
