"""Finds time expressions and reads them as TIMEX3 against the day of publication.

    "They met on Friday."  (published 2024-03-05)  →  TimeMention("Friday", DATE, 2024-03-01)

The rules stand in ``knowledge/<language>/times.toml``; ``when/timex.py`` names the arithmetic.
Works on the text alone; where the document has tokens with tags and heads, the verb that governs
an expression decides whether a bare weekday or month lies behind or ahead.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dateline.data import Document, TimeMention, Token
from dateline.errors import KnowledgeError
from dateline.syntax import index_of
from dateline.when.dates import Interval, cut
from dateline.when.patterns import (
    DIGITS,
    GAP,
    Pattern,
    Slot,
    compile_pattern,
    slot_texts,
    words_slot,
)
from dateline.when.readings import Anchor, Operation, Reading
from dateline.when.timex import OPERATIONS

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

REQUIRES = frozenset({"sentences"})
ASSIGNS = "times"

FILE = "times.toml"
_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAPS = re.compile(r"[\s-]+")
_DIRECTED = frozenset(
    {
        "date",
        "weekday",
        "season",
        "weekend",
        "holiday",
        "year_end",
        "quarter",
        "fasting",
        "days",
        "nth_of_month",
        "week_of",
        "beside",
        "clock",
        "within",
    }
)
_ASIDE = frozenset({"year_ago", "quarter_of_year"})
"""Operations that compare: what they give is not what later expressions go back to."""

_REACH = 9
"""How many words an expression may have up to the word that makes it one."""

_BEFORE_NOUN = frozenset({"compound", "nmod", "nmod:unmarked", "nummod", "amod", "flat"})
"""How a day depends on a noun that it stands before ("the Feb. 14 attack")."""

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
"""What may stand between the two, and what the noun is."""

_JOINT = 12
"""Characters that two days that are joined may have between them."""

_CONTEXT = 60
"""Characters before and after an expression that a rule's conditions may look at."""

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
class Tense:
    """Tags and words that tell past from future."""

    modal_tags: frozenset[str]
    to_tags: frozenset[str]
    past_tags: frozenset[str]
    present_tags: frozenset[str]
    progressive_tags: frozenset[str]
    past_modals: frozenset[str]
    ahead: frozenset[str]
    arranged: frozenset[str]
    arranged_for: frozenset[tuple[str, str]]
    ahead_nouns: frozenset[str]
    coming: frozenset[str]
    put_off: frozenset[str]
    moved: frozenset[str]
    moved_to: re.Pattern[str]
    fixed: frozenset[str]
    future_before: re.Pattern[str]
    surely_before: re.Pattern[str]
    joined: re.Pattern[str]
    joined_to: frozenset[str]
    of_event: re.Pattern[str]
    of_fixed: re.Pattern[str]
    words: re.Pattern[str]
    future_words: frozenset[str]


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


def load(
    knowledge: Knowledge, language: str = "en"
) -> Callable[[Document], tuple[TimeMention, ...]]:
    """Read the rules of a language and return the function that finds time expressions."""
    rules = load_rules(knowledge, language)

    def annotate(doc: Document) -> tuple[TimeMention, ...]:
        return tuple(mention for mention, _ in find(doc, rules))

    return annotate


# --- finding ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _State:
    """What was read so far in a document; where a day whose direction was inferred ends, and that
    direction."""

    recent: list[Reading] = field(default_factory=list)
    end: int = -1
    direction: int = 0


def find(doc: Document, rules: Rules) -> Iterator[tuple[TimeMention, Rule]]:
    """Yield the time expressions of a document in text order, each with the rule that found it."""
    text, by_start, done = doc.text, rules.by_start, 0
    state, view = _State(), _View(doc, rules.tense)
    words = [(word.start(), word[0].lower()) for word in _WORD.finditer(text)]
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
    match: re.Match[str], rule: Rule, rules: Rules, state: _State, view: _View
) -> Reading | None:
    parts = dict(rule.params)
    for name, text in slot_texts(match).items():
        value = _value(name.rstrip("2"), text, rules)
        if value is None:
            return None
        parts[name] = value
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


def _is_to_come(recent: Sequence[Reading], published: dt.date) -> bool:
    """Whether the date read last lies after the day of publication."""
    days = recent[-1].days if recent else None
    return days is not None and days.first > published


def _directed(
    match: re.Match[str], rules: Rules, state: _State, view: _View
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
        return values[_GAPS.sub(" ", text.lower())]
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
            days = cut(days, rules.parts[_GAPS.sub(" ", part[1].lower())], doc.report.published)
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


# --- tense --------------------------------------------------------------------------------------


class _View:
    """A document seen from its time expressions: which way does the verb point?"""

    def __init__(self, doc: Document, tense: Tense) -> None:
        self.published: dt.date = doc.report.published
        self.doc, self.tense = doc, tense
        index = index_of(doc)
        self.starts, self.below = index.starts, index.below
        self.sentence_starts = [sent.start for sent in doc.sentences]

    def direction(self, start: int, end: int) -> int:
        """-1 where the expression lies behind, 1 where it lies ahead of the day of publication."""
        text, tense = self.doc.text, self.tense
        before = text[max(0, start - 12) : start]
        if tense.surely_before.search(before):
            return 1
        at = bisect_right(self.starts, start) - 1
        found = self._direction(before, start, at)
        if found >= 0 and self._of_event(start, end, at):
            return -1  # they will answer Friday's attack
        return found

    def _of_event(self, start: int, end: int, at: int) -> bool:
        """Whether the day is that of an event that was not fixed beforehand, as what stands behind
        it says: "Friday's attack", "the Feb. 14 attack", but not "Friday's summit"."""
        text, tense, tokens = self.doc.text, self.tense, self.doc.tokens
        if tense.of_event.match(text, end):
            return not tense.of_fixed.match(text, end)
        first = at
        while at >= 0 and at < tokens[at].head and tokens[at].deprel in _BEFORE_NOUN:
            at = tokens[at].head
        noun = tokens[at] if at >= 0 else None
        if noun is None or noun.start < end or noun.upos not in _NAMING:
            return False
        if any(t.upos not in _NAMING for t in tokens[first + 1 : at] if t.start >= end):
            return False
        return noun.text.lower() not in tense.fixed and not self._coming(at)

    def _direction(self, before: str, start: int, at: int) -> int:
        ahead = self.tense.future_before.search(before) is not None
        if at >= 0 and self.doc.tokens[at].xpos:
            moved = self.tense.moved_to.search(before) is not None
            found = self._by_verb(at, until=ahead, moved=moved)
            if found is not None:
                return 1 if ahead and found >= 0 else found
        return 1 if ahead else self._by_words(start)

    def _by_verb(self, at: int, *, until: bool, moved: bool) -> int | None:
        """Climb to the governing verb and look at its tag and auxiliaries. ``until``: the
        expression says when something ends, which lies ahead where that was put off; ``moved``: it
        may be where something was moved to."""
        tokens, day = self.doc.tokens, at
        for _ in range(12):
            token = tokens[at]
            if (until and token.lemma in self.tense.put_off) or (
                moved and token.lemma in self.tense.moved
            ):
                return 1
            found = self._verb(at, token, day)
            if found is not None:
                return found
            if token.upos == "NOUN" and self._coming(at):
                return 1
            if token.head == at:
                return None
            at = token.head
        return None

    def _coming(self, noun: int) -> bool:
        """Whether an adjective or a participle says that a noun's event lies ahead: "the planned
        summit", "a rally planned by", "a visit that had been scheduled for"."""
        tense, tokens = self.tense, self.doc.tokens
        for i in self.below[noun]:
            word = tokens[i].text.lower()
            if tokens[i].deprel == "amod" and word in tense.coming:
                return True
            if tokens[i].deprel.startswith("acl") and word in tense.arranged:
                return True
        return False

    def _arranged(self, at: int, word: str, tag: str, day: int) -> bool:
        """Whether a participle arranges a day ("a summit planned for April"), or a verb does so
        before it names the day ("they planned a rally on Saturday")."""
        tense, after = self.tense, self.doc.tokens[at + 1 : at + 2]
        if word in tense.arranged:
            return tag != "VBD" or at < day
        return bool(after) and (word, after[0].text) in tense.arranged_for

    def _verb(self, at: int, verb: Token, day: int) -> int | None:
        """Where a verb, or another predicate with its auxiliaries, lies; ``None`` if no such."""
        tense, tokens = self.tense, self.doc.tokens
        has = had = now = to = False
        tag = verb.xpos if verb.upos in ("VERB", "AUX") else ""
        for i in self.below[at]:
            token = tokens[i]
            if i > at + 3:
                break
            if token.deprel.startswith(("aux", "cop")):
                if token.xpos in tense.modal_tags:
                    return -1 if token.text.lower() in tense.past_modals else 1
                has, had = True, had or token.text == "had"
                now = now or (token.lemma == "be" and token.xpos in tense.present_tags)
                if not tag or token.xpos in tense.past_tags:
                    tag = token.xpos
            elif token.deprel == "mark" and token.xpos in tense.to_tags:
                to = True
        word = verb.text.lower()
        ahead = self._arranged(at, word, verb.xpos, day) or (has and word in tense.ahead)
        if to:
            head = tokens[verb.head].text.lower()
            if head in tense.ahead:
                return 0 if self._had(verb.head) else 1
            held = has and verb.deprel.startswith("acl")  # "talks to be held on Friday"
            return 1 if now or held or head in tense.ahead_nouns else None
        if tag in tense.past_tags:
            if had:
                return 0 if ahead else -1  # "had been due Friday": whichever is nearer
            return 1 if ahead else 0 if now else -1
        if tag in tense.progressive_tags and now:
            return 1 if tokens[day].head == at or ahead else 0  # "is travelling on Friday"
        if tag in tense.present_tags:
            return 1 if ahead or word in tense.ahead else 0
        return 1 if ahead else None

    def _had(self, at: int) -> bool:
        """Whether a predicate stands in the past perfect ("had been due")."""
        tokens = self.doc.tokens
        return any(tokens[i].text == "had" and tokens[i].deprel == "aux" for i in self.below[at])

    def _by_words(self, start: int) -> int:
        """Without tags: the last telling word in the clause before the expression."""
        text = self.doc.text
        at = bisect_right(self.sentence_starts, start) - 1
        begin = max(self.sentence_starts[at] if at >= 0 else 0, start - 120)
        found = list(self.tense.words.finditer(text, begin, start))
        if not found:
            return -1
        return 1 if _GAPS.sub(" ", found[-1][0].lower()) in self.tense.future_words else -1


# --- reading the rule file ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words of a language and how they add up: "two hundred and ten", "2.5", "a dozen"."""

    words: Mapping[str, int]
    one: frozenset[str]
    glue: frozenset[str]
    half: str

    def slot(self) -> Slot:
        """The slot ``{count}``."""
        word = "|".join(sorted(map(re.escape, self.words), key=lambda w: (-len(w), w)))
        glue = "|".join(sorted(self.glue))
        one = "|".join(sorted(self.one))
        big = "|".join(sorted(w for w, n in self.words.items() if n in (12, 100, 1000, 1000000)))
        half = GAP.join(map(re.escape, self.half.split()))
        regex = (
            rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:{GAP}1/2)?"
            rf"|(?:(?:{one}){GAP}(?=(?:{big})\b))?\b(?:{word})\b"
            rf"(?:{GAP}(?:(?:{glue}){GAP})?(?:{word})\b)*)(?:{GAP}{half})?"
        )
        starts = frozenset(self.words) | self.one | {DIGITS}
        return Slot("count", regex, starts, starts)

    def beginning(self) -> re.Pattern[str]:
        """The beginning of an amount: a number, a number word or "a"."""
        words = "|".join(sorted(map(re.escape, {*self.words, *self.one, "an"})))
        return re.compile(rf"\d|(?:{words}|half)\b", re.IGNORECASE)

    def read(self, text: str) -> str | None:
        """The number as digits: ``"two hundred"`` → ``"200"``; ``None`` for no number."""
        plain = _GAPS.sub(" ", text.lower())
        extra = 0.0
        for ending in (f" {self.half}", " 1/2"):
            if plain.endswith(ending):
                plain, extra = plain[: -len(ending)], 0.5
        if plain[0].isdigit():
            if len(plain) > 12:
                return None
            return f"{float(plain.replace(',', '')) + extra:g}"
        total = current = 0
        for word in plain.split():
            if word in self.glue:
                continue
            number = 1 if word in self.one else self.words[word]
            if number in (12, 100):
                current = max(current, 1) * number
            elif number >= 1000:
                total, current = total + max(current, 1) * number, 0
            elif current and (current % 10 or number >= 10 > current % 100 > 0):
                return None
            else:
                current += number
        return f"{total + current + extra:g}"


def load_rules(knowledge: Knowledge, language: str = "en") -> Rules:
    """Read and compile the rule file of a language.

    Raises ``KnowledgeError`` that names the rule where one cannot be read.
    """
    path = f"{language}/{FILE}"
    data = knowledge.toml(path)
    numbers = Numbers(
        data["numbers"],
        frozenset(data["number_glue"]["one"]),
        frozenset(data["number_glue"]["and"]),
        data["number_glue"]["half"],
    )
    slots, values, digits = _slots(data["slots"])
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
        _tense(data["tense"]),
    )


def _group(rules: list[Rule]) -> Group:
    by_core: dict[str, set[int]] = {}
    for n, rule in enumerate(rules):
        for word in rule.pattern.core:
            by_core.setdefault(word, set()).add(n)
    numbers = {word: frozenset(own) for word, own in by_core.items()}
    return Group(frozenset(numbers), tuple(rules), numbers)


def _slots(
    raw: Mapping[str, Any],
) -> tuple[dict[str, Slot], dict[str, dict[str, str]], frozenset[str]]:
    slots, values, digits = {}, {}, set()
    for name, entry in raw.items():
        if "words" in entry:
            by_word = {w.lower(): str(v) for v, words in entry["words"].items() for w in words}
            slots[name] = words_slot(name, by_word)
            values[name] = {_GAPS.sub(" ", w): v for w, v in by_word.items()}
        else:
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
    ordered = sorted(words, key=lambda w: (-len(w), w))
    regex = "|".join(GAP.join(map(re.escape, w.split())) for w in ordered)
    return re.compile(rf"(?<![\w-])({regex}){GAP}$", re.IGNORECASE), words


def _tense(raw: Mapping[str, Any]) -> Tense:
    def words(names: list[str]) -> str:
        ordered = sorted(names, key=lambda w: (-len(w), w))
        return "|".join(GAP.join(map(re.escape, w.split())) for w in ordered)

    future = raw["future_words"]
    return Tense(
        frozenset(raw["modal_tags"]),
        frozenset(raw["to_tags"]),
        frozenset(raw["past_tags"]),
        frozenset(raw["present_tags"]),
        frozenset(raw["progressive_tags"]),
        frozenset(raw["past_modals"]),
        frozenset(raw["ahead"]),
        frozenset(raw["arranged"]),
        frozenset(
            (word, after)
            for word in raw["arranged_for"]["words"]
            for after in raw["arranged_for"]["with"]
        ),
        frozenset(raw["ahead_nouns"]),
        frozenset(raw["coming"]),
        frozenset(raw["put_off"]),
        frozenset(raw["moved"]),
        re.compile(rf"\b{re.escape(raw['moved_to'])}\s+$", re.IGNORECASE),
        frozenset(raw["fixed"]),
        re.compile(rf"\b(?:{words(raw['future_before'])})\s+$", re.IGNORECASE),
        re.compile(rf"\b(?:{words(raw['surely_before'])})\s+$", re.IGNORECASE),
        re.compile(rf"\s*({words(raw['joined'])})\s*", re.IGNORECASE),
        frozenset(raw["joined_to"]),
        re.compile(r"['’]s\s+\w"),
        re.compile(rf"['’]s\s+(?:[\w-]+\s+){{0,3}}(?:{words(raw['fixed'])})\b"),
        re.compile(rf"(?<!\w)(?:{words([*future, *raw['past_words']])})(?!\w)", re.IGNORECASE),
        frozenset(w.lower() for w in future),
    )


__all__ = ["ASSIGNS", "REQUIRES", "Interval", "find", "load", "load_rules"]
