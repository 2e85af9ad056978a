import csv
import io
from dataclasses import replace

import pytest
import told

from dateline.exporters.csv import COLUMNS, prepare, write


def rows_of(*docs):
    out = io.BytesIO()
    write([prepare(doc) for doc in docs], out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_write_gives_one_row_an_event():
    meeting, strike = rows_of(told.document())
    assert list(meeting) == list(COLUMNS)
    assert {name: value for name, value in meeting.items() if value} == {
        "report": "r1",
        "published": "2025-07-12",
        "event_type": "CONSULT",
        "modes": "third-party",
        "status": "planned",
        "trigger": "meet",
        "actors": "Syrian|Israeli official",
        "actor_names": "|",
        "actor_countries": "SYR|ISR",
        "actor_sectors": "GOV|GOV",
        "when_start": "2025-07-12",
        "when_end": "2025-07-12",
        "when_granularity": "day",
        "where": "Baku",
        "lat": "40.4",
        "lon": "-49.9",
        "where_country": "AZE",
        "geonameid": "587084",
        "precision": "city",
        "sources": "state TV|diplomat",
        "source_kinds": "media|anonymous",
        "source_cues": "reported|said",
        "source_countries": "|SYR",
        "source_sectors": "|",
        "confidence": "0.75",
        "sentence": told.TEXT.split("\n\n")[0],
        "trigger_start": "40",
        "trigger_end": "44",
    }
    assert strike["counts"] == "killed=24-99|injured=100+"
    assert (strike["recipient_names"], strike["lat"]) == ("Syria", "")


def test_write_gives_a_header_where_there_is_no_event():
    out = io.BytesIO()
    write([], out)
    assert out.getvalue().decode() == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        (" =1", "'=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("a\nb\t c", "a b c"),
        ("a\x1b[31mb", "a␛[31mb"),
        ('a "b", c', 'a "b", c'),
    ],
)
def test_write_leaves_no_formula_nor_control_character(text, cell):
    doc = told.document()
    event = replace(doc.events[0], actors=(replace(doc.events[0].actors[0], text=text),))
    (row,) = rows_of(replace(doc, events=(event,)))
    assert row["actors"] == cell
