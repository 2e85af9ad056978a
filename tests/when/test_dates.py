"""Calendar arithmetic, feasts, and the pattern language."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.when.dates import cut, interval, monday, month_end, shift, week_value
from dateline.when.feasts import feast, feasts, islamic
from dateline.when.patterns import Slot, compile_pattern, slot_texts, words_slot

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2025-07-12", "2025-07-12", "2025-07-12", "day"),
        ("2025-07-12TMO", "2025-07-12", "2025-07-12", "day"),
        ("2025-W28", "2025-07-07", "2025-07-13", "week"),
        ("2025-W28-WE", "2025-07-12", "2025-07-13", "range"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-H1", "2024-01-01", "2024-06-30", "range"),
        ("1994-WI", "1994-12-01", "1995-02-28", "season"),
        ("1974", "1974-01-01", "1974-12-31", "year"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "range"),
    ],
)
def test_interval_covers_the_days_of_a_value(value, first, last, granularity):
    found = interval(value)
    assert found is not None
    assert (str(found.first), str(found.last), found.granularity) == (first, last, granularity)


@pytest.mark.parametrize(
    "value", ["P3Y", "PXM", "PAST_REF", "XXXX-WXX-4", "2025-02-30", "2025-W60"]
)
def test_interval_of_no_days_is_none(value):
    assert interval(value) is None


@given(DAYS, st.integers(-500, 500), st.sampled_from("DWMQY"))
def test_shift_there_and_back_stays_within_the_month_end(day, amount, unit):
    back = shift(shift(day, amount, unit), -amount, unit)
    assert abs((back - day).days) <= 3


@given(DAYS)
def test_week_value_holds_its_day(day):
    week = interval(week_value(day))
    assert week is not None
    assert week.first == monday(day) <= day <= week.last


@given(DAYS)
def test_month_end_is_followed_by_a_first(day):
    assert (month_end(day) + dt.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("value", "part", "first", "last"),
    [
        ("2025-06", "START", "2025-06-01", "2025-06-10"),
        ("2025-06", "MID", "2025-06-11", "2025-06-20"),
        ("2025-06", "END", "2025-06-21", "2025-06-30"),
        ("2024", "START", "2024-01-01", "2024-03-31"),
        ("2024", "END", "2024-10-01", "2024-12-31"),
        ("2025-07", "BEFORE", "2025-07-01", "2025-07-12"),
        ("2025-07", "AFTER", "2025-07-12", "2025-07-31"),
        ("2025-07-08", "START", "2025-07-08", "2025-07-08"),
    ],
)
def test_cut_takes_a_part(value, part, first, last):
    whole = interval(value)
    assert whole is not None
    found = cut(whole, part, dt.date(2025, 7, 12))
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2024, "2024-12-25"),
        ("easter", 2025, "2025-04-20"),
        ("easter-2", 2024, "2024-03-29"),
        ("orthodox-easter", 2024, "2024-05-05"),
        ("passover", 2024, "2024-04-23"),
        ("passover", 2000, "2000-04-20"),
        ("lunar-new-year", 2024, "2024-02-10"),
        ("lunar-new-year", 2023, "2023-01-22"),
        ("11 thu 4", 2023, "2023-11-23"),
        ("5 mon -1", 2024, "2024-05-27"),
    ],
)
def test_feast_falls_on_its_day(rule, year, day):
    assert str(feast(rule, year)) == day


@pytest.mark.parametrize(
    ("year", "day"), [(2023, "2023-03-23"), (2024, "2024-03-11"), (1998, "1998-12-20")]
)
def test_ramadan_begins_within_a_day_of_the_sighting(year, day):
    (found,) = islamic(year, 9, 1)
    assert abs((found - dt.date.fromisoformat(day)).days) <= 1


@pytest.mark.parametrize(
    ("rule", "year", "days"),
    [
        ("islamic 12-10", 2006, ["2006-01-10", "2006-12-31"]),
        ("islamic 12-10", 2024, ["2024-06-17"]),
        ("12-25", 2006, ["2006-12-25"]),
        ("2-29", 2023, []),
    ],
)
def test_feasts_of_a_shorter_year_may_fall_twice_into_one(rule, year, days):
    assert [str(day) for day in feasts(rule, year)] == days


SLOTS = {
    "month": words_slot("month", {"May": 5, "June": 6}),
    "year": Slot("year", r"(?:\d{4})", frozenset({"0"}), frozenset({"0"})),
}


@pytest.mark.parametrize(
    ("pattern", "text", "slots"),
    [
        ("[the] last {month}", "the last May", {"month": "May"}),
        ("[the] last {month}", "last June", {"month": "June"}),
        ("mid {month}", "mid-June", {"month": "June"}),
        ("{month} [(, {year}|{year})]", "May, 2024", {"month": "May", "year": "2024"}),
        ("{month} [(, {year}|{year})]", "May 2024", {"month": "May", "year": "2024"}),
        ("{month} (and|or) {month}", "May or June", {"month": "May", "month2": "June"}),
        ("{year} 's end", "2024's end", {"year": "2024"}),
    ],
)
def test_pattern_matches_and_names_its_slots(pattern, text, slots):
    match = compile_pattern(pattern, SLOTS).regex.fullmatch(text)
    assert match is not None
    assert slot_texts(match) == slots


@pytest.mark.parametrize("pattern", ["[the]", "{day}", "(a|b", "a]", ""])
def test_pattern_that_cannot_work_is_refused(pattern):
    with pytest.raises(ValueError, match=r".+"):
        compile_pattern(pattern, SLOTS)


def test_pattern_knows_its_first_and_its_telling_words():
    pattern = compile_pattern("[the] last {month}", SLOTS, ["the", "last"])
    assert pattern.starts == {"the", "last"}
    assert pattern.core == {"may", "june"}
