"""Writes a part of docs/scores.md: each program owns what stands between its two marks."""

from __future__ import annotations

import re
from pathlib import Path

SCORES = Path(__file__).parent.parent / "docs" / "scores.md"
HEAD = """# Scores

What is measured, with the goal where there is one. The parts between the marks are written by
`make scores` and `make bench`; figures are percent unless a unit is given.
"""


def write_part(name: str, lines: list[str], path: Path = SCORES) -> None:
    """Put lines between the marks of a part, at the end of the file where it is new."""
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else HEAD
    part = "\n".join([f"<!-- {name} -->", *lines, f"<!-- /{name} -->"])
    old = re.compile(f"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    if old.search(text):
        text = old.sub(lambda _: part, text)
    else:
        text = text.rstrip("\n") + "\n\n" + part + "\n"
    path.write_text(text, encoding="utf-8")


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def met(value: float | None, goal: float | None, *, most: bool = False) -> str:
    """Whether a figure reaches its goal, as a word for the table."""
    if goal is None or value is None:
        return ""
    return "yes" if (value <= goal if most else value >= goal) else "**no**"
