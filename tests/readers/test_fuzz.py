"""Whatever a file holds, reading it gives reports and refusals, and raises nothing."""

import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.data import Refusal, Report
from dateline.readers import Rules, csv, jsonl, text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "text", "published", "title", "url", "publisher", "dateline"])
LINES = st.lists(st.dictionaries(FIELDS, JSON).map(json.dumps), max_size=4).map("\n".join)
PIECES = st.sampled_from(
    ["date ", "2025-07-12", "published:", "---", "\n", "\r", '"', ",", "text", "{", "}", "\0", "é"]
)
BYTES = (
    st.binary(max_size=200)
    | st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join).map(str.encode)
    | LINES.map(str.encode)
    | st.lists(PIECES, max_size=20).map(lambda some: ("published,text\n" + "".join(some)).encode())
)


@pytest.mark.parametrize("reader", [csv, jsonl, text])
@given(data=BYTES)
def test_read_gives_reports_and_refusals_only(reader, data):
    for item in reader.read(io.BytesIO(data), "x", Rules(max_bytes=150)):
        assert isinstance(item, Report | Refusal)
        if isinstance(item, Report):
            assert item.text.strip()
            assert item.id.encode()
            assert item.text.encode()


@given(data=BYTES, packed=st.booleans(), cut=st.integers(0, 20))
def test_read_picks_a_reader_for_anything(data, packed, cut):
    from dateline.readers._files import _read_stream

    data = gzip.compress(data) if packed else data
    for item in _read_stream(io.BytesIO(data[: len(data) - cut]), "x", Rules(), "read"):
        assert isinstance(item, Report | Refusal)
