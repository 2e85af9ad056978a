import io
import json
from dataclasses import replace

import pytest
import told

from dateline.data import Part, Why
from dateline.exporters import jsonl, table
from dateline.exporters._why import explained, way

WHY = Why(
    0.98, 0.7,
    types=(("CONSULT", 0.9), ("AGREE", 0.08), ("SUPPORT", 0.001)),
    statuses=(("planned", 0.8), ("possible", 0.2)),
    parts=(Part(told.span("Syrian"), "actor", 0.9, 0.05, 0.01, ">nsubj>amod"),),
    also=((told.span("bombed"), 0.51),),
    sides=0.83,
)  # fmt: skip


def document():
    doc = told.document()
    first, *rest = doc.events
    cue = told.span("are to")
    return replace(doc, events=(replace(first, why=WHY, status_cue=cue), *rest))


@pytest.mark.parametrize(
    "line",
    [
        "“meet” names an event 0.98, as its main wording 0.70",
        "type       CONSULT 0.90 · AGREE 0.08",
        "status     planned 0.80 · possible 0.20, from “are to”",
        "actor      0.90 Syrian (recipient 0.05, source 0.01), by ↓nsubj ↓amod",
        "both sides 0.83 for their countries",
        "same event 0.51 “bombed”",
    ],
)
def test_explained_has_a_line_for_each_reason(line):
    doc = document()
    assert line in explained(doc, doc.events[0], WHY).plain.split("\n")


def test_who_takes_part_by_other_events_has_a_line_too():
    doc = document()
    text = explained(doc, doc.events[0], replace(WHY, parts=())).plain
    assert "\nactor      Syrian, by other events of the report" in text
    assert "by other events" not in explained(doc, doc.events[0], WHY).plain


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "the word itself"), (">obj", "by ↓obj"), ("<conj>nsubj", "by ↑conj ↓nsubj"),
        ("S-1:other", "1 sentence before"), ("S+1:obj", "obj, 1 sentence after"),
        ("S-3:nsubj", "nsubj, 3 sentences or more before"), ("far:after:up", "far after, up"),
    ],
)  # fmt: skip
def test_way_is_put_in_words(path, words):
    assert way(path) == words


def shown(prepare, doc):
    out = io.BytesIO()
    table.write([prepare(doc)], out)
    return out.getvalue().decode()


def test_table_explains_only_when_asked():
    doc = document()
    assert "names an event" in shown(table.prepare_explained, doc)
    assert "names an event" not in shown(table.prepare, doc)


def test_what_a_report_says_cannot_steer_the_terminal():
    doc = document()
    text = doc.text.replace("meet", "m\x1bet")
    doc = replace(doc, report=replace(doc.report, text=text))
    assert "\x1b" not in explained(doc, doc.events[0], WHY).plain


def test_json_lines_have_a_why_only_when_asked():
    doc = document()
    plain, told_why = (json.loads(p(doc)) for p in (jsonl.prepare, jsonl.prepare_explained))
    assert "why" not in plain["events"][0]
    why = told_why["events"][0].pop("why")
    assert why["types"] == {"CONSULT": 0.9, "AGREE": 0.08, "SUPPORT": 0.001}
    assert why["parts"][0]["path"] == ">nsubj>amod"
    assert why["sides"] == 0.83
    assert why["also"] == [{"span": list(told.span("bombed")), "same": 0.51}]
    assert told_why["events"][1].pop("why") is None
    assert told_why == plain
