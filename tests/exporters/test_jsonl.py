import io
import json
from dataclasses import replace

import pytest
import told

from dateline.exporters.jsonl import prepare, write


def test_write_gives_one_line_a_report():
    doc = told.document()
    out = io.BytesIO()
    write([prepare(doc), prepare(doc)], out)
    one, two, rest = out.getvalue().decode().split("\n")
    assert (one, rest) == (two, "")
    assert json.loads(one) == doc.to_dict()


def test_prepare_writes_compactly_and_keeps_letters():
    doc = told.document()
    doc = replace(doc, report=replace(doc.report, id="Zoë"), events=(), sentences=())
    assert prepare(doc).startswith('{"id":"Zoë","published":"2025-07-12","events":[],"times":[]')


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_prepare_refuses_a_number_that_json_has_not(value):
    doc = told.document()
    event = replace(doc.events[0], confidence=value)
    with pytest.raises(ValueError, match="not JSON compliant"):
        prepare(replace(doc, events=(event,)))
