"""The masthead of a report: title, byline, time stamp and the agency's place line.

    Two delegations meet in Baku

    By Ana Lima

    BAKU, July 12 (Reuters) - The presidents of ...

Outlets print one agency's text with and without these lines. They tell who wrote the text, where
and when, and not what happened; so they are told apart from it, and one text gives one record,
whatever stands above it. A title that a file gives apart is treated alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.data import Masthead, PlaceMention, Span
from dateline.knowledge import Knowledge
from dateline.where.placenames import Find
from dateline.where.weights import KNOWN, finder

LINES, TITLE, SHORTEST = 8, 160, 80
"""How many lines the masthead has at most; how long a title is at most, and at least the paragraph
under a title that stands alone."""
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ \-]{1,30}[A-ZÀ-Þ.]"
_TOWN = r"[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]+){0,3}"
_LAND = rf"(?:, (?P<land>{_TOWN}(?: of(?: the)? {_TOWN})?))?"
_DAY = r"(?P<day>,? (?:[A-Z][a-z]{2,8}\.? ?\d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
_GAP = "[ \u00a0]"
_DASH = rf"(?:{_GAP}?(?:--|—|–|\||_){_GAP}?|{_GAP}-(?:{_GAP}|$))"
_BEHIND = rf"(?P<dash>{_GAP}*(?:--|[-—–|_]))?"  # behind an agency any dash will do
_LINE = re.compile(
    rf"\s*(?P<town>{_CAPITALS})(?:/{_CAPITALS})*{_LAND}{_DAY}"
    rf"(?:{_GAP}?\((?P<agency>[A-Za-z][A-Za-z./ ]*)\){_BEHIND}|{_DASH})\s*"
)
_DAYS = re.compile(r"(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2}),? \d{4}")
_END = re.compile(r"[.:;,!?…][\"'”’)\]]*$")
_AGAIN = re.compile(rf"{_GAP}(?:--?|—|–){_GAP}")
_LONGEST = 120  # characters within which a place line ends


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """An agency's place line, ``BAKU/DAMASCUS, Azerbaijan, July 12 (Reuters) -``: its characters,
    its first town, and the country or region behind it."""

    start: int
    end: int
    town: str
    land: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Where the text begins below its masthead; the characters of its title, and its place line;
    ``None`` where it has none."""

    end: int
    title: Span | None = None
    line: PlaceLine | None = None

    def read(self, text: str, places: Iterable[PlaceMention] = ()) -> Masthead:
        """The masthead itself; ``places``: those found in it, of which the first one in the place
        line is where that is from."""
        title = text[slice(*self.title)] if self.title is not None else None
        line = self.line
        if line is None:
            return Masthead(title)
        home = next((p for p in places if line.start <= p.start < line.end), None)
        return Masthead(title, line.town, line.land, home)


@dataclass(frozen=True, slots=True)
class _Patterns:
    line: re.Pattern[str]  # with towns that are not in capitals
    byline: re.Pattern[str]
    name: re.Pattern[str]  # first name and surname
    stamp: re.Pattern[str]
    agencies: frozenset[str]

    def is_byline(self, line: str) -> bool:
        """Whether a line names authors: one with two names, or an agency."""
        match = self.byline.fullmatch(line)
        if match is None:
            return False
        names = match["names"]
        return names in self.agencies or self.name.search(names) is not None


def place_line(text: str) -> PlaceLine | None:
    """Read the place line, towns in capitals, that a text opens with.

    >>> place_line("PORT-AU-PRINCE, Haiti, 12 March 2024 (AP) — Police").land
    'Haiti'
    """
    return _read_line(_LINE.match(text[:_LONGEST]))


def load(knowledge: Knowledge) -> Callable[[str], Head | None]:
    """Read ``en/masthead.toml``; give the function that finds a text's masthead."""
    patterns, find = _read_patterns(knowledge), finder(knowledge)
    return lambda text: find_masthead(text, patterns, find)


def find_masthead(text: str, patterns: _Patterns, find: Find) -> Head | None:
    """The masthead of a text; ``None`` where it has none, or nothing follows it."""
    titles, end, sure = list[Span](), 0, False
    line: PlaceLine | None = None
    for start, stop in _lines(text):
        shown = text[start:stop]
        found = _place_line(shown, patterns, find)
        if found is not None and not _is_bulletin(text[stop:], patterns, find):
            end, sure = start + found.end, True
            line = replace(found, start=start, end=end)
            break
        if patterns.is_byline(shown) or patterns.stamp.fullmatch(shown):
            end, sure = stop, True
        elif not sure and len(titles) < 2 and _is_title(shown):
            titles.append((start, stop))
        else:
            break
    title = titles[0] if titles else None
    if not sure and title is not None:
        titles, end = titles[:1], title[1]
        sure = _stands_alone(text, title)
    if not sure or not text[end:].strip():
        return None
    return Head(end, title, line)


def _is_bulletin(below: str, patterns: _Patterns, find: Find) -> bool:
    """Whether the line below opens with another place line: several reports in one."""
    following = next((below[slice(*span)] for span in _lines(below)), "")
    return _place_line(following, patterns, find) is not None


def _lines(text: str) -> Iterator[Span]:
    """The first lines of a text that are not empty."""
    at, found = 0, 0
    for line in text.split("\n"):
        shown = line.strip()
        if shown:
            start = at + line.index(shown)
            yield start, start + len(shown)
            found += 1
            if found == LINES:
                return
        at += len(line) + 1


def _is_title(line: str) -> bool:
    """Whether a line has no stop at its end, as no sentence of a text has."""
    return (
        len(line) <= TITLE
        and line[0] not in "\"“'‘(-–—•*0123456789"
        and not _END.search(line)
        and not line.endswith(" said")
    )


def _stands_alone(text: str, title: Span) -> bool:
    """Whether an empty line and then a paragraph follow, as they follow a title."""
    below = text[title[1] :]
    paragraph = below.lstrip()
    gap = below[: len(below) - len(paragraph)]
    paragraph = paragraph.partition("\n")[0].rstrip()
    others = [below[slice(*span)] for span in _lines(below)]
    return (
        not any(_is_title(line) for line in others)
        and gap.count("\n") > 1
        and len(paragraph) >= SHORTEST
        and _END.search(paragraph) is not None
        and len(text[slice(*title)].split()) > 2
    )


def _place_line(line: str, patterns: _Patterns, find: Find) -> PlaceLine | None:
    """The place line that a line opens with: with a day, an agency and a dash, or of a town that is
    known and with one dash ("NATO - the alliance ...", "PARIS - a city - ..." have none)."""
    for pattern in (_LINE, patterns.line):
        match = pattern.match(line[:_LONGEST])
        if match is None:
            continue
        agency = (match["agency"] or "").replace(" ", "-") in patterns.agencies
        if match["day"] or (agency and match["dash"]):
            return _read_line(match)
        behind = line[match.end() :]
        alone = not behind[:1].islower() and not _AGAIN.search(behind)
        if (agency or alone) and _is_known(match["town"], find):
            return _read_line(match)
    return None


def _is_known(town: str, find: Find) -> bool:
    return any(weight >= KNOWN for _, weight in find(town.title()))


def _read_line(match: re.Match[str] | None) -> PlaceLine | None:
    if match is None:
        return None
    return PlaceLine(match.start(), match.end(), match["town"].strip(), match["land"])


def _read_patterns(knowledge: Knowledge) -> _Patterns:
    data = knowledge.toml("en/masthead.toml")
    opening, stamps = ("|".join(map(re.escape, data[k])) for k in ("bylines", "stamps"))
    between, within = (
        "|".join(map(re.escape, data[k].split())) for k in ("between_names", "within_names")
    )
    agencies = frozenset(data["agencies"].split())
    capital = r"[A-ZÀ-Þ][\w.'’\-]*"
    name = rf"(?:{capital}|{between}|{within}),?"
    return _Patterns(
        re.compile(
            rf"\s*(?P<town>{_TOWN})(?:/{_TOWN})*{_LAND}{_DAY} ?"
            rf"\((?P<agency>{'|'.join(re.escape(a.replace('-', ' ')) for a in sorted(agencies))})\)"
            rf"{_GAP}*(?P<dash>--|[-—–|_])\s*"
        ),
        re.compile(rf"(?:{opening}) (?!The )(?P<names>{name}(?: {name}){{0,14}})"),
        re.compile(rf"{capital} (?:(?:{within}) ){{0,2}}{capital}"),
        re.compile(
            rf"(?:{stamps}):?,? (?:on |at |[A-Z][a-z]+day,? )?(?:\d+[ :/.-]|{_DAYS.pattern})"
            rf"[^.]{{0,30}}|{_DAYS.pattern}"
        ),
        agencies,
    )
