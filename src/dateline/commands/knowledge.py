"""``dateline knowledge``: checks and counts the files of who is who."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.progress import say

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge

app = typer.Typer(help="Check and count the knowledge of who is who.", no_args_is_help=True)

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge", exists=True, file_okay=False, metavar="DIR",
        help="Your own knowledge, beside ours; may be repeated.",
    ),
]  # fmt: skip


def register(parent: typer.Typer) -> None:
    """Add ``knowledge`` to the command line."""
    parent.add_typer(app, name="knowledge")


@app.callback()
def _knowledge() -> None:
    """Check and count the knowledge of who is who."""


@app.command()
def check(
    knowledge: Folders = None,
    doubts: Annotated[bool, typer.Option(help="Show what is only odd, too.")] = True,
) -> None:
    """Find what is wrong: unknown codes, overlapping terms, names given twice.

    Exit status 1 where something is; doubts alone leave it 0.
    """
    from dateline.who import checking

    found = checking.check(_knowledge_of(knowledge))
    for finding in found:
        if finding.certain or doubts:
            typer.echo(str(finding))
    wrong = sum(finding.certain for finding in found)
    say(f"{wrong} wrong, {len(found) - wrong} in doubt")
    if wrong:
        raise typer.Exit(1)


@app.command()
def stats(knowledge: Folders = None) -> None:
    """Count the entries."""
    from dateline.who import checking

    for name, number in checking.count(_knowledge_of(knowledge)).items():
        typer.echo(f"{name:28} {number:6,}")


def _knowledge_of(folders: list[Path] | None) -> Knowledge:
    from dateline.knowledge import ROOT, Knowledge

    return Knowledge((ROOT, *(folders or ())))
