"""Marks the spans of events in the text of a report, by brackets and by colour.

A {Syrian} and an {Israeli official} are to [1 meet] in /Baku/ <on Saturday>, «a diplomat» said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.text import Text

from dateline.exporters._safe import safe_block

if TYPE_CHECKING:
    from dateline.data import Document, Span

Kind = Literal["event", "said by", "who", "when", "where"]

STYLES: dict[Kind, str] = {
    "event": "bold yellow", "who": "green", "when": "magenta", "where": "blue",
    "said by": "italic cyan",
}  # fmt: skip
BRACKETS: dict[Kind, tuple[str, str]] = {
    "event": ("[", "]"), "who": ("{", "}"), "when": ("<", ">"), "where": ("/", "/"),
    "said by": ("«", "»"),
}  # fmt: skip
_INNERMOST_FIRST: tuple[Kind, ...] = ("event", "where", "when", "who", "said by")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark; ``label`` stands after the opening bracket (the numbers of events)."""

    start: int
    end: int
    kind: Kind
    label: str = ""


def legend() -> Text:
    """Show each kind of mark once."""
    text = Text()
    for kind in BRACKETS:
        opening, closing = BRACKETS[kind]
        label = "1 " if kind == "event" else ""
        text.append(f"{opening}{label}{kind}{closing}", STYLES[kind]).append("  ")
    text.rstrip()
    return text


def marked(doc: Document) -> Text:
    """Give the text of a report with its events' spans marked."""
    text = safe_block(doc.text)
    out = Text()
    at = 0
    open_marks: list[Mark] = []
    for place, mark, opens in _edges(_nested(_marks(doc))):
        out.append(text[at:place], _style(open_marks))
        at = place
        bracket = BRACKETS[mark.kind][0 if opens else 1]
        if opens:
            open_marks.append(mark)
            out.append(f"{bracket}{mark.label}", _style(open_marks))
        else:
            out.append(bracket, _style(open_marks))
            open_marks.pop()
    out.append(text[at:])
    return out


def _marks(doc: Document) -> list[Mark]:
    """Collect the spans of all events, each span and kind once, the events' with their numbers."""
    numbers: dict[Span, list[int]] = {}
    others: dict[tuple[Span, Kind], None] = {}
    for number, event in enumerate(doc.events, 1):
        for span in (event.trigger, *event.also):
            numbers.setdefault(span, []).append(number)
        for participant in (*event.actors, *event.recipients):
            others[(participant.start, participant.end), "who"] = None
        for source in event.sources:
            others[(source.start, source.end), "said by"] = None
        if event.when is not None and event.when.span is not None:
            others[event.when.span, "when"] = None
        if event.where is not None and event.where.span is not None:
            others[event.where.span, "where"] = None
    events = [
        Mark(*span, "event", ",".join(str(n) for n in dict.fromkeys(found)) + " ")
        for span, found in numbers.items()
    ]
    return events + [Mark(*span, kind) for span, kind in others]


def _nested(marks: list[Mark]) -> list[Mark]:
    """Leave out marks that cross another: of two, the less telling one, or the longer."""
    kept: list[Mark] = []
    near: dict[int, list[Mark]] = {}  # those kept, by the stretches of 256 characters they touch
    rank = {kind: i for i, kind in enumerate(_INNERMOST_FIRST)}
    for mark in sorted(marks, key=lambda m: (rank[m.kind], m.end - m.start, m.start)):
        stretches = range(mark.start >> 8, (mark.end >> 8) + 1)
        others = (other for stretch in stretches for other in near.get(stretch, ()))
        if mark.start < mark.end and not any(_cross(mark, other) for other in others):
            kept.append(mark)
            for stretch in stretches:
                near.setdefault(stretch, []).append(mark)
    return kept


def _cross(one: Mark, other: Mark) -> bool:
    return one.start < other.start < one.end < other.end or (
        other.start < one.start < other.end < one.end
    )


def _edges(marks: list[Mark]) -> Iterator[tuple[int, Mark, bool]]:
    """Yield where each mark opens and closes, in text order: outer ones around inner ones."""
    rank = {kind: i for i, kind in enumerate(reversed(_INNERMOST_FIRST))}
    open_marks: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, rank[m.kind])):
        while open_marks and open_marks[-1].end <= mark.start:
            yield open_marks[-1].end, open_marks.pop(), False
        open_marks.append(mark)
        yield mark.start, mark, True
    while open_marks:
        yield open_marks[-1].end, open_marks.pop(), False


def _style(open_marks: list[Mark]) -> str:
    return STYLES[open_marks[-1].kind] if open_marks else ""
