"""The rules of a language by which time expressions are found, read from ``times.toml``.

A rule names the operation that makes its value (``timex.py``); conditions on the text around it and
on its slots say where it holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import KnowledgeError
from dateline.when.numbers import Numbers
from dateline.when.patterns import (
    DIGITS,
    GAP,
    Pattern,
    Slot,
    any_of,
    compile_pattern,
    plain,
    words_slot,
)
from dateline.when.readings import Operation
from dateline.when.tense import Tense, read_tense
from dateline.when.timex import OPERATIONS

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge


FILE = "times.toml"
_DIRECTED = frozenset(
    "date weekday season weekend holiday year_end quarter fasting days nth_of_month week_of beside"
    " clock within".split()
)
"""Operations that ask which way a day lies."""
_ASIDE = frozenset({"year_ago", "quarter_of_year"})
"""Operations that compare: what they give is not what later expressions go back to."""

_TEXT_KEYS = frozenset(
    {"id", "pattern", "do", "type", "before", "after", "not_before", "not_after", "not_text",
     "capital", "full_words", "plural", "published", "examples", "in_text", "counterexamples"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the file, compiled."""

    id: str
    pattern: Pattern
    operation: Operation
    directed: bool
    aside: bool
    params: Mapping[str, str]
    type: str | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    not_text: re.Pattern[str] | None = None
    capital: tuple[str, ...] = ()
    full_words: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The rules that may begin with a word, words of which each of their matches holds one, and
    the numbers of the rules of each of these words."""

    core: frozenset[str]
    rules: tuple[Rule, ...]
    by_core: Mapping[str, frozenset[int]]

    def near(self, words: Sequence[str]) -> list[Rule]:
        """The rules of which one of these words lets a match be hoped for, in their order."""
        numbers = {n for word in self.core.intersection(words) for n in self.by_core[word]}
        return [self.rules[n] for n in sorted(numbers)]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything read from a rule file."""

    by_start: Mapping[str, Group]
    values: Mapping[str, Mapping[str, str]]
    digits: frozenset[str]
    numbers: Numbers
    part: re.Pattern[str]
    parts: Mapping[str, str]
    loose: re.Pattern[str]
    amount: re.Pattern[str]
    tense: Tense
    year_behind: re.Pattern[str]


def read_rules(knowledge: Knowledge, language: str = "en") -> Rules:
    """Read and compile the rule file of a language.

    Raises ``KnowledgeError`` that names the rule or slot where one cannot be read.
    """
    path = f"{language}/{FILE}"
    data = knowledge.toml(path)
    numbers = Numbers(
        data["numbers"],
        frozenset(data["number_glue"]["one"]),
        frozenset(data["number_glue"]["and"]),
        data["number_glue"]["half"],
    )
    slots, values, digits = _slots(data["slots"], path)
    slots["count"] = numbers.slot()
    common = frozenset(data["common"]) | slots["count"].starts
    rules = tuple(_rule(raw, slots, common, path) for raw in data["rule"])
    by_start: dict[str, list[Rule]] = {}
    for rule in rules:
        for start in sorted(rule.pattern.starts):
            by_start.setdefault(start, []).append(rule)
    part, parts = _modifier(data["modifiers"]["part"])
    loose, _ = _modifier(data["modifiers"]["loose"])
    return Rules(
        {start: _group(group) for start, group in by_start.items()},
        values,
        digits,
        numbers,
        part,
        parts,
        loose,
        numbers.beginning(),
        read_tense(data["tense"]),
        _year_behind(data),
    )


def _year_behind(data: Mapping[str, Any]) -> re.Pattern[str]:
    """An expression for a later day with its year behind a day: " to November 21, 1991"."""
    months = any_of([word for words in data["slots"]["month"]["words"].values() for word in words])
    joined = any_of(data["tense"]["joined"])
    year = data["slots"]["year"]["regex"]
    return re.compile(rf"\s*(?:{joined})\s*(?:{months})\s+\d{{1,2}},?\s+({year})\b")


def _group(rules: list[Rule]) -> Group:
    by_core: dict[str, set[int]] = {}
    for n, rule in enumerate(rules):
        for word in rule.pattern.core:
            by_core.setdefault(word, set()).add(n)
    numbers = {word: frozenset(own) for word, own in by_core.items()}
    return Group(frozenset(numbers), tuple(rules), numbers)


def _slots(
    raw: Mapping[str, Any], path: str
) -> tuple[dict[str, Slot], dict[str, dict[str, str]], frozenset[str]]:
    slots, values, digits = {}, {}, set()
    for name, entry in raw.items():
        if "words" in entry:
            by_word = {w.lower(): str(v) for v, words in entry["words"].items() for w in words}
            slots[name] = words_slot(name, by_word)
            values[name] = {plain(w): v for w, v in by_word.items()}
        else:
            try:
                re.compile(entry["regex"])
            except re.error as error:
                raise KnowledgeError(f"slot {name!r}: {error}", path=path) from error
            slots[name] = Slot(
                name, f"(?:{entry['regex']})", frozenset({DIGITS}), frozenset({DIGITS})
            )
            if entry.get("digits"):
                digits.add(name)
    return slots, values, frozenset(digits)


def _rule(
    raw: Mapping[str, Any], slots: Mapping[str, Slot], common: frozenset[str], path: str
) -> Rule:
    name = raw.get("id", "?")
    if raw.get("do") not in OPERATIONS:
        allowed = ", ".join(sorted(OPERATIONS))
        raise KnowledgeError(f"rule {name!r}: do must be one of {allowed}", path=path)
    try:
        pattern = compile_pattern(raw["pattern"], slots, common)
        conditions = {
            key: re.compile(raw[key])
            for key in ("before", "after", "not_before", "not_after", "not_text")
            if key in raw
        }
    except (ValueError, re.error) as error:
        raise KnowledgeError(f"rule {name!r}: {error}", path=path) from error
    return Rule(
        name,
        pattern,
        OPERATIONS[raw["do"]],
        raw["do"] in _DIRECTED,
        raw["do"] in _ASIDE,
        {k: str(v) for k, v in raw.items() if k not in _TEXT_KEYS},
        raw.get("type"),
        capital=tuple(raw.get("capital", ())),
        full_words=tuple(raw.get("full_words", ())),
        plural=tuple(raw.get("plural", ())),
        **conditions,
    )


def _modifier(raw: Mapping[str, list[str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression for the words in front of a mention (to its start), and what each means."""
    words = {w.lower(): part for part, words in raw.items() for w in words}
    return re.compile(rf"(?<![\w-])({any_of(words)}){GAP}$", re.IGNORECASE), words
