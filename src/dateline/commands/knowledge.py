"""``dateline knowledge``: checks and counts the files of who is who."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.progress import say

if TYPE_CHECKING:
    from dateline.knowledge import Knowledge
    from dateline.who import checking

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

    With --knowledge, doubts about our own files are left out. Of the files that tell nothing of who
    is who (cues, modes, times, ...) the first wrong row that stops a layer is found. Exit status 1
    where something is wrong; doubts alone leave it 0.

    For example: dateline knowledge check --knowledge mine/
    """
    from dateline.knowledge import ROOT
    from dateline.who import checking

    files = _knowledge_of(knowledge)
    found = checking.check(files)
    known = {(finding.path, finding.line) for finding in found}
    if knowledge:
        found = [f for f in found if f.certain or not Path(f.path).is_relative_to(ROOT)]
    found += (f for f in _unreadable(files) if (f.path, f.line) not in known)
    for finding in found:
        if finding.certain or doubts:
            typer.echo(str(finding))
    wrong = sum(finding.certain for finding in found)
    say(f"{wrong} wrong, {len(found) - wrong} in doubt")
    if wrong:
        raise typer.Exit(1)


@app.command()
def stats(knowledge: Folders = None) -> None:
    """Count the entries.

    For example: dateline knowledge stats
    """
    from dateline.who import checking

    for name, number in checking.count(_knowledge_of(knowledge)).items():
        typer.echo(f"{name:28} {number:6,}")


def _unreadable(knowledge: Knowledge) -> Iterator[checking.Finding]:
    """Rows that stop a layer from being loaded, the first of each layer."""
    from dateline import pipeline, plugins
    from dateline.errors import KnowledgeError
    from dateline.where import masthead
    from dateline.who.checking import Finding

    seen = set[tuple[str, int | None]]()
    layers = [("parsers", pipeline.PARSER), *(("annotators", n) for n in pipeline.ANNOTATORS)]
    for load in (*(plugins.find(*layer).load for layer in layers), masthead.load):
        try:
            load(knowledge)
        except KnowledgeError as error:
            if (error.path, error.line) not in seen:
                seen.add((error.path, error.line))
                yield Finding(error.path, error.line, error.reason)


def _knowledge_of(folders: list[Path] | None) -> Knowledge:
    from dateline.knowledge import ROOT, Knowledge

    return Knowledge((ROOT, *(folders or ())))
