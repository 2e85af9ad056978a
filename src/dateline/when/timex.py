"""The operations that a rule of ``knowledge/<language>/times.toml`` may name, and what reads them.

A rule finds an expression and its parts ("last", "Friday"); the operation turns the parts into a
``Reading`` (``readings.py``). Nothing here knows a language.

    weekday({"which": "-1", "weekday": "5"}, anchor)  →  Reading("DATE", "2024-03-01")

Values follow TIMEX3 (Pustejovsky et al. 2003, ISO-TimeML) as TempEval-3 uses it.
"""

from __future__ import annotations

from dateline.when import calendar, durations, holidays, spans
from dateline.when.readings import Operation

OPERATIONS: dict[str, Operation] = {
    "date": calendar.date,
    "which_month": calendar.which_month,
    "days": calendar.days,
    "isodate": calendar.iso_date,
    "usdate": calendar.slash_date,
    "shortyear": calendar.short_year,
    "second_year": calendar.second_year,
    "weekday": calendar.weekday,
    "weekday_of_week": calendar.weekday_of_week,
    "nth_of_month": calendar.nth_of_month,
    "week_of": calendar.week_of,
    "dayword": calendar.day_word,
    "daypart": calendar.day_part,
    "unit": spans.unit,
    "past_unit": spans.past_unit,
    "back": spans.back,
    "back_offset": spans.back_offset,
    "beside": spans.beside,
    "the_unit": spans.the_unit,
    "offset": spans.offset,
    "chain": spans.chain,
    "year_ago": spans.year_ago,
    "quarter": spans.quarter_of,
    "same_quarter": spans.same_quarter,
    "quarter_of_year": spans.quarter_of_year,
    "half": spans.half_of,
    "season": spans.season,
    "back_season": spans.back_season,
    "weekend": spans.weekend,
    "decade": spans.decade,
    "century": spans.century,
    "duration": durations.duration,
    "compound": durations.compound,
    "old": durations.old,
    "span": durations.span,
    "within": durations.within,
    "set": durations.repeated,
    "value": calendar.fixed,
    "known_day": calendar.known_day,
    "clock": calendar.clock,
    "holiday": holidays.holiday,
    "fasting": holidays.fasting,
    "year_end": holidays.year_end,
    "month_end": calendar.end_of_month,
}
"""What a rule's ``do`` may name."""
