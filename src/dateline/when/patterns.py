"""The small pattern language of the rule files, compiled to regular expressions.

    [the] last {weekday}          "last Friday", "the last Friday"
    {month} {day} [,] {year}      "May 3, 2024", "May 3 2024"
    (this|next|last) {unit}       alternatives

Words and slots are separated by white space, a hyphen or an en dash in the text; ``[...]`` is
optional, ``(a|b)`` a choice, ``,`` a comma that clings to the word before it, ``'s`` likewise. A
slot stands for the words of a list in the same file, or for a regular expression given there. A
word followed by ``+`` clings to the next element without any space (``{decade}+s``). A slot may be
used several times; ``slot_texts`` tells what each stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

GAP = r"(?:[^\S\n]+|[-–][^\S\n]?|(?<=[a-z]\.)(?=\d)|[^\S\n]*\n[^\S\n]*(?!\s))"
"""What may stand between two words of a pattern: blanks, a hyphen ("Nov. 15- 17", as some agencies
have it) or a single line break, and nothing between a point and a digit ("Nov.15")."""

DIGITS = "0"
"""The key under which a pattern that may begin with a digit is indexed."""

_TOKEN = re.compile(r"\{(\w+)\}(\+?)|([][()|])|([^\s\][()|{}+]+)(\+?)")
WORD = re.compile(r"[^\W\d_]+|\d+")
"""A word or a number, as texts and patterns are cut into them."""
_GAPS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A named list of words: its regular expression, the words it may begin with, and words (lower
    case) of which every match holds one."""

    name: str
    regex: str
    starts: frozenset[str]
    core: frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """A pattern that was read: the expression, the words (lower case) a match may begin with, and
    words of which every match holds one, so that a reader can pass by where there is none."""

    expression: str
    starts: frozenset[str]
    core: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression compiled, when a text first has words for it: a text needs few."""
        return re.compile(self.expression, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of expression: may it be empty, does it cling to its neighbours, its first words."""

    regex: str
    starts: frozenset[str]
    core: frozenset[str]
    optional: bool = False
    left: bool = False
    right: bool = False


def plain(text: str) -> str:
    r"""Words as a list holds them: in lower case, one blank for each gap.

    >>> plain("Mid-\nMay")
    'mid may'
    """
    return _GAPS.sub(" ", text.lower())


def any_of(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first; their blanks may be any gap."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(GAP.join(map(re.escape, word.split())) for word in ordered)


def words_slot(name: str, words: Mapping[str, object]) -> Slot:
    """A slot that stands for any of the given words, the longest first."""
    found = [WORD.findall(word.lower()) for word in words]
    starts = frozenset(each[0] for each in found)
    core = frozenset(max(each, key=len) for each in found)
    return Slot(name, f"(?:{any_of(words)})", _keys(starts), _keys(core))


def _keys(words: frozenset[str]) -> frozenset[str]:
    return frozenset(DIGITS if word[0].isdigit() else word for word in words)


def compile_pattern(
    pattern: str, slots: Mapping[str, Slot], common: Collection[str] = ()
) -> Pattern:
    """Read a pattern of the language above.

    ``common`` are words too frequent to be worth looking for (``Pattern.core``). Raises
    ``ValueError`` for an unknown slot, brackets that do not close or a pattern that matches
    nothing at all.
    """
    tokens = list(_TOKEN.finditer(pattern))
    if "".join(t[0] for t in tokens) != re.sub(r"\s+", "", pattern):
        raise ValueError(f"cannot read the pattern {pattern!r}")
    part, used = _Reader(tokens, slots, frozenset(common) | {DIGITS}).choice(0)
    if used != len(tokens):
        raise ValueError(f"brackets do not close in {pattern!r}")
    if part.optional or not part.starts:
        raise ValueError(f"the pattern {pattern!r} could match nothing")
    return Pattern(rf"(?<!\w)(?:{part.regex})(?!\w)", part.starts, part.core)


def slot_texts(match: re.Match[str]) -> dict[str, str]:
    """What the slots of a match stand for, by name; a second use of a slot is ``name2``."""
    texts: dict[str, str] = {}
    for group, text in match.groupdict().items():
        if text is not None:
            name = group.partition("__")[0]
            texts[f"{name}2" if name in texts else name] = text
    return texts


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the pieces of a pattern, recursively; each method returns what it read and where the
    next piece begins."""

    tokens: list[re.Match[str]]
    slots: Mapping[str, Slot]
    common: frozenset[str]

    def choice(self, at: int) -> tuple[_Part, int]:
        branches = []
        while True:
            part, at = self.sequence(at)
            branches.append(part)
            if at >= len(self.tokens) or self.tokens[at][3] != "|":
                break
            at += 1
        if len(branches) == 1:
            return branches[0], at
        left = any(b.left for b in branches)
        regex = "|".join(b.regex if b.left or not left else GAP + b.regex for b in branches)
        starts = frozenset().union(*(b.starts for b in branches))
        core = frozenset().union(*(b.core for b in branches))
        optional = any(b.optional for b in branches)
        return _Part(f"(?:{regex})", starts, core, optional, left), at

    def sequence(self, at: int) -> tuple[_Part, int]:
        parts = []
        while at < len(self.tokens) and self.tokens[at][3] not in ("|", "]", ")"):
            part, at = self.element(at)
            parts.append(part)
        return self.join(parts), at

    def element(self, at: int) -> tuple[_Part, int]:
        token = self.tokens[at]
        if token[1]:
            slot = self.slots.get(token[1])
            if slot is None:
                allowed = ", ".join(sorted(self.slots))
                raise ValueError(f"unknown slot {token[1]!r}; there are: {allowed}")
            group = f"(?P<{slot.name}__{at}>{slot.regex})"
            return _Part(group, slot.starts, slot.core, right=bool(token[2])), at + 1
        if token[3] in ("[", "("):
            part, at = self.choice(at + 1)
            if at >= len(self.tokens) or self.tokens[at][3] != {"[": "]", "(": ")"}[token[3]]:
                raise ValueError("brackets do not close")
            return (replace(part, optional=True) if token[3] == "[" else part), at + 1
        return _word(token[4], bool(token[5])), at + 1

    def join(self, parts: list[_Part]) -> _Part:
        """Put parts behind one another, with gaps, so that leaving out an optional one leaves its
        gap out as well."""
        anchor = next((i for i, part in enumerate(parts) if not part.optional), None)
        if anchor is None:
            if len(parts) == 1:
                return parts[0]
            raise ValueError("a sequence needs one part that is not optional")
        regex = ""
        for i, part in enumerate(parts):
            if i < anchor:
                gap = "" if part.right or parts[i + 1].left else GAP
                regex += f"(?:{part.regex}{gap})?"
                continue
            gap = "" if i == anchor or part.left or parts[i - 1].right else GAP
            regex += f"(?:{gap}{part.regex})?" if part.optional else f"{gap}{part.regex}"
        starts = frozenset().union(*(part.starts for part in parts[: anchor + 1]))
        cores = [part.core for part in parts if part.core and not part.optional]
        core = min(cores, key=lambda words: len(words & self.common), default=frozenset())
        return _Part(regex, starts, core, False, parts[0].left, parts[-1].right)


def _word(word: str, right: bool) -> _Part:
    """A literal word of a pattern."""
    if word == ",":
        return _Part(r"\s?,", frozenset(), frozenset(), left=True)
    if word[0] in "'’":
        return _Part("['’]" + re.escape(word[1:]), frozenset(), frozenset(), left=True)
    found = WORD.findall(word.lower())
    starts = _keys(frozenset(found[:1]))
    core = _keys(frozenset([max(found, key=len)])) if found else frozenset()
    return _Part(re.escape(word), starts, core, right=right)
