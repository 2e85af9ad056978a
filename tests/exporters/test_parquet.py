import datetime as dt
import importlib.util
import io
from dataclasses import replace

import pytest
import told

from dateline.data import Count
from dateline.errors import UsageError
from dateline.exporters import parquet


def rows_of(*docs):
    pq = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write([parquet.prepare(doc) for doc in docs], out)
    return pq.read_table(io.BytesIO(out.getvalue())).to_pylist()


def test_write_gives_one_row_an_event():
    meeting, strike = rows_of(told.document())
    assert meeting["report"] == "r1"
    assert meeting["published"] == dt.date(2025, 7, 12)
    assert [actor["country"] for actor in meeting["actors"]] == ["SYR", "ISR"]
    assert meeting["where"]["geonameid"] == 587084
    assert [source["kind"] for source in meeting["sources"]] == ["media", "anonymous"]
    assert strike["when"]["end"] == dt.date(2025, 5, 31)
    assert strike["where"] is None
    assert strike["trigger_text"] == "bombed"
    assert strike["counts"] == [
        {"role": "killed", "low": 24, "high": 99, "span": [120, 126]},
        {"role": "injured", "low": 100, "high": None, "span": [0, 1]},
    ]


def test_write_gives_columns_where_there_is_no_event():
    assert rows_of() == []
    assert rows_of(replace(told.document(), events=())) == []


def test_write_leaves_out_numbers_that_64_bits_do_not_hold():
    doc = told.document()
    counts = (Count("killed", 10**20, None, (0, 1)), Count("injured", 1, 10**20, (0, 1)))
    (row,) = rows_of(replace(doc, events=(replace(doc.events[0], counts=counts),)))
    assert row["counts"] == [{"role": "injured", "low": 1, "high": None, "span": [0, 1]}]


def test_check_names_the_extra(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'dateline\[parquet\]'"):
        parquet.check()
