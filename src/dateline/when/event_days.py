"""The days that a time expression may mean for an event: as it stands, from it, up to it.

What a date means follows the event's status: what has happened or goes on ends with the day of
publication, "since May" runs from May to publication, "by Friday" from publication to Friday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dateline.data import Document, EventMention, Granularity, TimeMention, When
from dateline.when.dates import month_end, shift

_TO = re.compile(r"\s*(?:-|–|—)\s*|\s+(?:to|through)\s+")
"""Between two days or years that are one time without a word in front: "the 1980-1988 war"."""

_YEAR_AGO = re.compile(r"(?:a|one) year ago", re.IGNORECASE)
"""A year after which something is so new that the month is meant."""

_PART = frozenset({"the", "early", "late", "mid", "about", "around", "least", "last"})
"""What may stand between "since" and a date."""

_JOINED = re.compile(r"\s*(?:to|through|until|till|and|-|–|—)\s*")
"""Between two that "from" or "between" stands before."""

_THEN = re.compile(r"\s*,?\s*(?:when|after which)\b")
"""Behind a date with "since": what happened on it, "since 1974 when troops invaded"."""


def readings(
    time: TimeMention,
    following: TimeMention | None,
    event: EventMention,
    doc: Document,
    *,
    begun: bool,
    days: int | None,
) -> Iterator[tuple[When, str]]:
    """The days that a time expression may mean for an event: as it stands, from it, up to it.

    ``begun``: a phrase with "since" says so, which the event is no part of; ``days``: how long the
    event is said to be.
    """
    if time.first is None or time.last is None:
        return
    published = doc.report.published
    first, last, turned = _turned(time, event.status, published)
    size: Granularity = time.granularity or "day"
    if _YEAR_AGO.fullmatch(time.text):
        first = shift(published, -1, "Y").replace(day=1)
        last, size = month_end(first), "month"
    before = doc.text[max(0, time.start - 12) : time.start].lower().split()
    if following is not None and following.first is not None and following.last is not None:
        gap = doc.text[time.end : following.start]
        if _shares_year(time, following, size, gap):
            first = first.replace(year=following.first.year)
            last, turned = month_end(first), False
        next_day = (following.first - last).days == 1
        if (next_day and _is_listed(following, size, gap)) or (
            following.last >= first and _is_span(following, size, gap, before)
        ):
            yield When(first, following.last, "range", (time.start, following.end)), "range"
            return
    span, word = (time.start, time.end), _preposition(before)
    if word == "since" and event.trigger[0] > time.end and _THEN.match(doc.text, time.end):
        word, begun = "", False  # "divided since 1974 when troops invaded"
    if word == "since" or (first < published and (begun or event.status == "ongoing")):
        yield When(first, published, "range", span), "since"
    if word in _UP_TO and last > published:
        yield When(published, last, "range", span), "until"
    fitted = _fitted(When(first, last, size, span), event.status, published, days)
    yield fitted, "turned" if turned else "at"
    if turned and event.status == "possible":
        yield When(time.first, time.last, size, span), "at"


_UP_TO = frozenset({"by", "until", "till", "before", "within"})


def _preposition(before: Sequence[str]) -> str:
    """The word before a date, or before its article: "since the 1979 revolution", "since at least
    May"."""
    if len(before) > 1 and before[-1] in _PART:
        return before[-2]
    return before[-1] if before else ""


def _is_listed(following: TimeMention, size: Granularity, gap: str) -> bool:
    """Whether "and" or "or" joins two of a size."""
    return following.granularity == size and gap.strip() in ("and", "or")


def _is_span(following: TimeMention, size: Granularity, gap: str, before: Sequence[str]) -> bool:
    """Whether two are the ends of one time: "from May to July", "the 1980-1988 war"."""
    if before[-1:] in (["from"], ["between"]) and _JOINED.fullmatch(gap):
        return True
    return following.granularity == size and _TO.fullmatch(gap) is not None


def _shares_year(time: TimeMention, following: TimeMention, size: Granularity, gap: str) -> bool:
    """Whether a month is of the year that the next one gives: "in May and June 2005"."""
    listed = size == "month" and _is_listed(following, size, gap)
    return listed and time.inferred and not following.inferred


_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_OLD = re.compile(r"[\s-]old$")
_OF = re.compile(r"\s+of\b")


def lengths(time: TimeMention, event: EventMention, doc: Document) -> Iterator[tuple[When, str]]:
    """The days that a length of time may mean for an event: those that are left for what is to be
    done "within 20 days", and those behind us of a war that is "six months old"."""
    found = _LENGTH.fullmatch(time.value)
    if found is None:
        return
    amount, unit = int(found[1]), found[2]
    published, span = doc.report.published, (time.start, time.end)
    before = doc.text[max(0, time.start - 8) : time.start].lower().split()
    if event.status in ("planned", "possible") and before[-1:] == ["within"]:
        yield When(published, shift(published, amount, unit), "range", span), "within"
    gone = _OLD.search(time.text) or _OF.match(doc.text, time.end)
    if event.status == "ongoing" and gone:
        yield When(shift(published, -amount, unit), published, "range", span), "since"


def days_before(time: TimeMention, day: dt.date) -> When | None:
    """The day that lies a number of days before another."""
    found = _LENGTH.fullmatch(time.value)
    if found is None or found[2] != "D":
        return None
    then = shift(day, -int(found[1]), "D")
    return When(then, then, "day", (time.start, time.end))


def _fitted(when: When, status: str, published: dt.date, days: int | None) -> When:
    """Days without those that the status rules out, before or after publication; one day alone with
    as many others as the event is said to last."""
    start, end, size = when.start, when.end, when.granularity
    if status in ("happened", "ongoing", "negated") and start <= published < end:
        end = published
    if status in ("planned", "possible") and start < published <= end and size != "day":
        start = published
    if days is not None and size == "day" and start == end:
        if status == "happened" and days > 2:
            start, size = shift(end, 1 - days, "D"), "range"  # "ended a three-day visit on Friday"
        elif status == "planned" and start >= published:
            end, size = shift(start, days - 1, "D"), "range"
    return When(start, end, size, when.span)


def _turned(time: TimeMention, status: str, published: dt.date) -> tuple[dt.date, dt.date, bool]:
    """The days of a time expression, turned to the other side of publication where its year or
    week was inferred and the event's status contradicts it ("the Feb. 14 killing")."""
    first, last = time.first or published, time.last or published
    if not time.inferred:
        return first, last, False
    sign = 0
    if status == "happened" and first > published:
        sign = -1
    if status in ("planned", "possible") and last < published:
        sign = 1
    if not sign:
        return first, last, False
    weekly = time.granularity == "day" or time.value.endswith("-WE")
    weekly = weekly and not any(c.isdigit() for c in time.text)
    unit = "W" if weekly else "Y"
    return shift(first, sign, unit), shift(last, sign, unit), True
