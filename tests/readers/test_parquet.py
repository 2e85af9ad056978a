import datetime as dt
import gzip
import importlib.util
import io
from dataclasses import replace

import pytest
import told

from dateline.data import Document, Refusal, Report
from dateline.exporters import parquet as exporter
from dateline.readers import Rules, parquet, read, read_coded

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

DAY = dt.date(2025, 7, 12)


def written(rows, schema=None):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()


def coded(*docs):
    out = io.BytesIO()
    exporter.write([exporter.prepare(doc) for doc in docs], out)
    return out.getvalue()


def changed(**columns):
    """A file of one event, some of whose columns are others."""
    rows = pq.read_table(io.BytesIO(coded(told.document()))).to_pylist()
    return written([rows[0] | columns], exporter.schema())


@pytest.mark.parametrize("published", [DAY, "2025-07-12", dt.datetime(2025, 7, 12, 8, 30)])
def test_read_takes_one_report_a_row(tmp_path, published):
    path = tmp_path / "news.parquet"
    rows = [
        {"id": n, "published": published, "text": f"Talks opened, {n}.", "publisher": "Wire"}
        for n in range(3)
    ]
    path.write_bytes(written(rows))
    found = list(read([str(path)]))
    assert [(r.id, r.text, r.published) for r in found] == [
        (str(n), f"Talks opened, {n}.", DAY) for n in range(3)
    ]
    assert list(read_coded([str(path)])) == found


@pytest.mark.parametrize("name", ["coded.parquet", "coded.parquet.gz", "coded"])
def test_read_coded_gives_back_what_was_written(tmp_path, name):
    one, two = told.document(), told.document()
    two = replace(two, report=replace(two.report, id="r2", dateline="BAKU", language="en"))
    path, content = tmp_path / name, coded(one, two)
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    found = list(read_coded([str(path)]))
    assert [(doc.report, doc.events) for doc in found] == [
        (doc.report, doc.events) for doc in (one, two)
    ]
    assert list(read([str(path)])) == [one.report, two.report]


def test_read_coded_takes_a_stream_that_cannot_be_rewound():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    (doc,) = parquet.read_coded(Pipe(coded(told.document())), "-", Rules())
    assert isinstance(doc, Document)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PAR1 and nothing more", "not Parquet that we read"),
        (written([{"id": "a", "published": DAY}]), "no column 'text'"),
        (written([{"id": "a", "text": "Talks."}]), "no date of publication"),
        (written([{"id": "a", "text": None, "published": DAY}]), "no text"),
        (written([{"text": "x" * 200, "published": DAY}]), "longer than 150 bytes"),
        (changed(event_type="PARTY"), "not an event as dateline read writes it"),
        (changed(status="rumoured"), "not an event as dateline read writes it"),
        (changed(trigger=[5, 5000]), "a span lies outside the text"),
        (changed(trigger=None), "not an event as dateline read writes it"),
        (changed(actors=None), "not an event as dateline read writes it"),
    ],
)
def test_what_is_no_report_is_refused(content, reason):
    (found,) = parquet.read_coded(io.BytesIO(content), "x.parquet", Rules(max_bytes=150))
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_a_row_that_is_refused_leaves_the_others():
    rows = [{"text": text, "published": DAY} for text in ("One.", "", "Three.")]
    found = list(parquet.read(io.BytesIO(written(rows)), "x.parquet", Rules()))
    assert [type(item) for item in found] == [Report, Refusal, Report]
    assert found[1].line == 2


def test_without_pyarrow_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    (found,) = parquet.read(io.BytesIO(), "x.parquet", Rules())
    assert "pip install 'dateline[parquet]'" in found.reason
