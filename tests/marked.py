"""Sentences of our own with a phrase in brackets, each a line of a table, read whole."""

import datetime as dt
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.data import Report
from dateline.knowledge import Knowledge, read_rows
from dateline.who.judging import read_judge
from dateline.who.reading import read_actors
from dateline.who.resolving import Resolver


def table(name):
    """The lines of a table of tests/data."""
    return list(read_rows(Path(__file__).parent / "data" / name))


def cases(rows, *named):
    """The lines as cases of a test, named by some of their columns; the known failures as such."""
    return [
        pytest.param(
            row,
            id="-".join(row.need(column) for column in named),
            marks=[pytest.mark.xfail(reason=row.need("failing"), strict=True)]
            if row.get("failing")
            else [],
        )
        for row in rows
    ]


def split(marked):
    """A text without its brackets, and the characters that stood between them."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


def reader():
    """A function that codes a text of a day up to its entities."""
    coder = pipeline.load(annotators=("times", "places", "entities"))
    return lambda text, day: coder.code(Report("a", text, dt.date.fromisoformat(day)))


def resolver():
    """A function that gives id, country and sectors of the party in brackets."""
    code = reader()
    actors, judge = read_actors(Knowledge()), read_judge()

    def run(day, marked):
        text, start, end = split(marked)
        _, country, sectors, entity = Resolver(code(text, day), actors, judge).resolve(start, end)
        return entity, country or "-", sectors

    return run
