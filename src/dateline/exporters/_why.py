"""Says in words why an event was coded as it is: the scores, the words and the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from dateline.exporters._marks import STYLES
from dateline.exporters._safe import squeeze

if TYPE_CHECKING:
    from dateline.data import Document, EventMention, Part, Span, Why

LEAST = 0.005
"""Probability below which a type or status is not shown."""
_ACROSS = re.compile(r"S([+-]\d):(.*)")
_FAR = re.compile(r"far:(before|after):(.*)")


def explained(doc: Document, event: EventMention, why: Why) -> Text:
    """The reasons of an event, a line each."""
    text = Text()
    text.append(_quoted(doc, event.trigger), "yellow")
    text.append(f" names an event {why.event:.2f}, as its main wording {why.first:.2f}\n")
    _row(text, "type", _ranked(why.types))
    text.append("\n")
    _row(text, "status", _ranked(why.statuses))
    if event.status_cue is not None:
        text.append(", from ").append(_quoted(doc, event.status_cue), "yellow")
    for part in why.parts:
        text.append("\n")
        _row(text, part.role, f"{getattr(part, part.role):.2f} ")
        text.append(squeeze(doc.text[slice(*part.span)]), STYLES["who"])
        text.append(f" ({_others(part)}), {way(part.path)}")
    for role, people in (("actor", event.actors), ("recipient", event.recipients)):
        if all(part.role != role for part in why.parts):
            for party in people:
                text.append("\n")
                _row(text, role, "")
                text.append(squeeze(doc.text[party.start : party.end]), STYLES["who"])
                text.append(", by other events of the report or where somebody goes")
    if why.sides is not None:
        text.append("\n")
        _row(text, "both sides", f"{why.sides:.2f} for their countries")
    for span, same in why.also:
        text.append("\n")
        _row(text, "same event", f"{same:.2f} ")
        text.append(_quoted(doc, span), "yellow")
    return text


def _row(text: Text, label: str, rest: str) -> None:
    text.append(f"{label:10} ", "dim").append(rest)


def _quoted(doc: Document, span: Span) -> str:
    return f"“{squeeze(doc.text[slice(*span)])}”"


def _ranked(scores: Iterable[tuple[str, float]]) -> str:
    shown = [f"{name} {p:.2f}" for n, (name, p) in enumerate(scores) if n == 0 or p >= LEAST]
    return " · ".join(shown)


def _others(part: Part) -> str:
    roles = ("actor", "recipient", "source")
    return ", ".join(f"{r} {getattr(part, r):.2f}" for r in roles if r != part.role)


def way(path: str) -> str:
    """The way from an event to a word (``roles.path``), to be read by people.

    >>> way("<xcomp>nsubj"), way("S-1:nsubj")
    ('by ↑xcomp ↓nsubj', 'nsubj, 1 sentence before')
    """
    across = _ACROSS.fullmatch(path)
    if across:
        gap, relation = int(across[1]), across[2]
        sentences = f"{abs(gap)} sentence{'s' if abs(gap) > 1 else ''}"
        side = "before" if gap < 0 else "after"
        most = " or more" if gap == -3 else ""
        prefix = "" if relation == "other" else f"{relation}, "
        return f"{prefix}{sentences}{most} {side}"
    far = _FAR.fullmatch(path)
    if far:
        return f"far {far[1]}, {far[2]}"
    steps = re.sub(r"([<>])", lambda m: " ↑" if m[1] == "<" else " ↓", path)
    return f"by{steps}" if steps else "the word itself"
