"""Time expressions of a document: which rules match where, and what each match says.

Of the rules that match at a place the longest match is read first; a day is read against the day of
publication, and against what was read before it ("two days later").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.data import Document, TimeMention
from dateline.when.dates import cut
from dateline.when.patterns import DIGITS, WORD, plain, slot_texts
from dateline.when.readings import Anchor, Reading
from dateline.when.rules import Rule, Rules
from dateline.when.tense import View

_REACH = 9
"""How many words an expression may have up to the word that makes it one."""

_JOINT = 12
"""Characters that two days that are joined may have between them."""

_OPENING = 8
"""Characters of a sentence before the expression that it opens with."""

_CONTEXT = 60
"""Characters before and after an expression that a rule's conditions may look at."""


@dataclass(slots=True)
class _State:
    """What was read so far in a document; where a day whose direction was inferred ends, and that
    direction; the sentence read last that opens with a year, by number, and the year."""

    recent: list[Reading] = field(default_factory=list)
    end: int = -1
    direction: int = 0
    opened: tuple[int, str] = -1, ""


def find_times(doc: Document, rules: Rules) -> Iterator[tuple[TimeMention, Rule]]:
    """Yield the time expressions of a document in text order, each with the rule that found it."""
    text, by_start, done = doc.text, rules.by_start, 0
    state, view = _State(), View(doc, rules.tense)
    words = [(word.start(), word[0].lower()) for word in WORD.finditer(text)]
    keys = [word if word.isalpha() else DIGITS for _, word in words]
    for i, key in enumerate(keys):
        group = by_start.get(key)
        if group is None or group.core.isdisjoint(near := keys[i : i + _REACH]):
            continue
        start = words[i][0]
        if start < done:
            continue
        for match, rule in _matches(text, start, group.near(near)):
            reading = _read(match, rule, rules, state, view)
            if reading is None:
                continue
            mention = _mention(match, reading, doc, rules)
            yield mention, rule
            done = mention.end
            state.end = done if reading.inferred else -1
            if reading.days is not None and not rule.aside:
                if reading.days.granularity == "year" and _opens(match, view):
                    state.opened = view.sentence_at(start), f"{reading.days.first.year}"
                state.recent.append(reading)
                del state.recent[:-12]
            break


def _matches(text: str, start: int, rules: list[Rule]) -> list[tuple[re.Match[str], Rule]]:
    """The rules that match at a place and whose conditions hold, the longest match first."""
    found = []
    for rule in rules:
        match = rule.pattern.regex.match(text, start)
        if match is not None and _fits(match, rule, text):
            found.append((match, rule))
    if len(found) > 1:
        found.sort(key=lambda m: -m[0].end())
    return found


def _fits(match: re.Match[str], rule: Rule, text: str) -> bool:
    start, end = match.span()
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if rule.before and not rule.before.search(before):
        return False
    if rule.not_before and rule.not_before.search(before):
        return False
    if rule.after and not rule.after.search(after):
        return False
    if rule.not_after and rule.not_after.search(after):
        return False
    if rule.not_text and rule.not_text.search(match[0]):
        return False
    if not (rule.capital or rule.full_words or rule.plural):
        return True
    groups = slot_texts(match)
    return (
        all(g[0].isupper() for n in rule.capital for g in _of(groups, n))
        and all(len(g) > 4 or g in _SHORT for n in rule.full_words for g in _of(groups, n))
        and all(g[-1] == "s" for n in rule.plural for g in _of(groups, n))
    )


_SHORT = frozenset({"May", "June", "July"})


def _of(groups: Mapping[str, str], name: str) -> list[str]:
    return [v for k, v in groups.items() if k.rstrip("2") == name]


def _read(
    match: re.Match[str], rule: Rule, rules: Rules, state: _State, view: View
) -> Reading | None:
    parts = dict(rule.params)
    for name, text in slot_texts(match).items():
        value = _value(name.rstrip("2"), text, rules)
        if value is None:
            return None
        parts[name] = value
    if rule.directed and "month" in parts and _YEARS.isdisjoint(parts):
        year = _year_around(match, "day" in parts, rules, state, view)
        if year is not None:
            parts["year"] = year
    recent = state.recent
    if _is_to_come(recent, view.published) and view.direction(*match.span()) < 0:
        # "They will vote on Sunday. The previous day the court had closed": before today
        recent = [r for r in recent if not _is_to_come([r], view.published)]
    direction, since = _directed(match, rules, state, view) if rule.directed else (-1, None)
    anchor = Anchor(view.published, direction, recent[-1] if recent else None, tuple(recent), since)
    try:
        reading = rule.operation(parts, anchor)
    except (ValueError, OverflowError):
        return None  # a day outside the calendar, such as 9,999 years ago
    if reading is not None and rule.type:
        reading = replace(reading, type=rule.type)
    return reading


_YEARS = frozenset({"year", "which", "back", "hundreds"})
"""Slots that say which year is meant."""


def _opens(match: re.Match[str], view: View) -> bool:
    """Whether a sentence opens with an expression: "In 1976, ...", "Last year, ..."."""
    number = view.sentence_at(match.start())
    begin = view.sentence_starts[number] if number >= 0 else 0
    return match.start() - begin < _OPENING and view.doc.text.startswith(",", match.end())


def _year_around(
    match: re.Match[str], day: bool, rules: Rules, state: _State, view: View
) -> str | None:
    """The year of a month or day that has none: that of the day it is joined to ("from May 1 to
    June 3, 2010"), or the one that its sentence opens with ("In 1976, they asked in May")."""
    later = rules.year_behind.match(view.doc.text, match.end()) if day else None
    if later is not None:
        return later[1]
    number, year = state.opened
    return year if number == view.sentence_at(match.start()) >= 0 else None


def _is_to_come(recent: Sequence[Reading], published: dt.date) -> bool:
    """Whether the date read last lies after the day of publication."""
    days = recent[-1].days if recent else None
    return days is not None and days.first > published


def _directed(
    match: re.Match[str], rules: Rules, state: _State, view: View
) -> tuple[int, dt.date | None]:
    """Which way an expression lies: as the one that it is joined to ("Monday to Friday"), or as its
    verb says; and the first day of a range that it ends."""
    start, end = match.span()
    since = None
    if 0 <= state.end < start <= state.end + _JOINT and (
        joint := rules.tense.joined.fullmatch(view.doc.text, state.end, start)
    ):
        days = state.recent[-1].days if state.recent else None
        if days is not None and joint[1].lower() in rules.tense.joined_to:
            since = days.first
    else:
        state.direction = view.direction(start, end)
    return state.direction, since


def _value(slot: str, text: str, rules: Rules) -> str | None:
    """The value of the words that filled a slot."""
    if slot == "count":
        return rules.numbers.read(text)
    values = rules.values.get(slot)
    if values is not None:
        return values[plain(text)]
    if slot in rules.digits:
        return re.match(r"\d+", text)[0]  # type: ignore[index]  # the slot begins with digits
    return text


def _mention(match: re.Match[str], reading: Reading, doc: Document, rules: Rules) -> TimeMention:
    """Make the mention, with the words in front of it that take a part of it or loosen it."""
    start, end = match.span()
    before = doc.text[max(0, start - 30) : start]
    days = reading.days
    if reading.type in ("DATE", "TIME") and (part := rules.part.search(before)):
        start -= len(part[0])
        if days is not None:
            days = cut(days, rules.parts[plain(part[1])], doc.report.published)
    if rules.amount.match(match[0]) and (
        loose := rules.loose.search(doc.text[max(0, start - 30) : start])
    ):
        start -= len(loose[0])
    first, last, granularity = days or (None, None, None)
    return TimeMention(
        start,
        end,
        doc.text[start:end],
        reading.type,
        reading.value,
        first,
        last,
        granularity,
        reading.inferred,
    )
