"""Records as a data frame of pandas or polars."""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from dateline.errors import UsageError
from dateline.store.output._flat import COLUMNS, flat

if TYPE_CHECKING:
    from dateline.merge.types import EventRecord
    from dateline.store.output import Notes


def frame(
    records: Iterable[EventRecord], notes: Notes, library: Literal["pandas", "polars"]
) -> Any:  # noqa: ANN401 - pandas.DataFrame or polars.DataFrame
    """Make a data frame, one record a row, whose columns have the same types without any row."""
    if library not in ("pandas", "polars"):
        raise UsageError(f"{library!r} is not one of pandas, polars")
    if importlib.util.find_spec(library) is None:
        raise UsageError(f"a data frame needs {library}: pip install {library}")
    rows = [flat(record, notes) for record in records]
    columns = {name: [row[name] for row in rows] for name in COLUMNS}
    made = _polars if library == "polars" else _pandas
    return made(columns)


def _pandas(columns: dict[str, list[Any]]) -> Any:  # noqa: ANN401 - as above
    pandas = importlib.import_module("pandas")
    types = {str: "object", int: "Int64", float: "Float64", bool: "boolean"}
    return pandas.DataFrame(
        {
            name: pandas.to_datetime(pandas.Series(values, dtype="object"))
            if COLUMNS[name] is dt.date
            else pandas.Series(values, dtype=types[COLUMNS[name]])
            for name, values in columns.items()
        }
    )


def _polars(columns: dict[str, list[Any]]) -> Any:  # noqa: ANN401 - as above
    polars = importlib.import_module("polars")
    types = {
        str: polars.String,
        int: polars.Int64,
        float: polars.Float64,
        bool: polars.Boolean,
        dt.date: polars.Date,
    }
    schema = {name: types[kind] for name, kind in COLUMNS.items()}
    return polars.DataFrame(columns, schema=schema)
