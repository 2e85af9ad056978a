import datetime as dt

import pytest

from dateline.readers import parse_date

DAY = dt.date(2025, 7, 12)


@pytest.mark.parametrize(
    "value",
    [
        "2025-07-12",
        "20250712",
        "2025/07/12",
        "2025-07-12T23:30:00-05:00",  # the day in its own zone
        "12 July 2025",
        "12 Jul. 2025",
        "July 12, 2025",
        "Sat, 12 Jul 2025 23:30:00 +0000",
        "Saturday, July 12, 2025",
        "12 July 2025, 14:05 GMT",
    ],
)
def test_parse_date_reads(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "07/12/2025",  # July or December
        "12.07.2025",
        "2025-7-12",
        "2025/13/12",
        "2025-W28-6",
        "Friday, 12 July 2025",  # it was a Saturday
        "31 June 2025",
        "12 Ju 2025",
        "12 Month 2025",
        "12 July 25",
        "12 July 2025 or so",
        "12 July 0999",
        "July 2025",
        "١٢ July 2025",
        "yesterday",
        "",
    ],
)
def test_parse_date_refuses_what_is_none_or_may_be_two(value):
    with pytest.raises(ValueError):  # noqa: PT011 - it says no more
        parse_date(value)
