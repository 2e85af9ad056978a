"""Corrections from the page: each is written, shown, and undone."""

import pytest


def post(editor, kind, **fields):
    sent = {"by": "Ada", "note": "why", **fields}
    origin = {"origin": "http://127.0.0.1:8642"}  # as a browser says
    return editor.post(f"/correct/{kind}", data=sent, headers=origin)


def record(client, record_id):
    return client.get(f"/api/events/{record_id}").json()


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({"field": "status", "value": "negated"}, "status", "negated"),
        ({"field": "event_type", "value": "COOPERATE"}, "event_type", "COOPERATE"),
        ({"field": "modes", "value": "visit, phone"}, "modes", ["phone", "visit"]),
        ({"field": "when", "start": "", "end": ""}, "when", None),
        (
            {"field": "when", "start": "2025-06-30", "end": "2025-07-02"},
            "when", {"start": "2025-06-30", "end": "2025-07-02", "granularity": "range"},
        ),
        ({"field": "where", "name": ""}, "where", None),
        (
            {"field": "recipients", "value": "army; syr; mil\r\n"},
            "recipients",
            [{"name": "army", "country": "SYR", "sectors": ["MIL"], "entity": None, "mentions": 0}],
        ),
    ],
)  # fmt: skip
def test_edit_sets_a_field_and_undo_takes_it_back(editor, event_id, fields, key, value):
    before = record(editor, event_id)
    answer = post(editor, "edit", record=event_id, **fields)
    assert answer.status_code == 303, answer.text
    after = record(editor, event_id)
    assert after[key] == value
    page = editor.get(answer.headers["location"]).text
    assert "Done." in page
    assert "by Ada" in page
    undo = post(editor, "undo", record=event_id, correction=after["corrections"][0]["id"])
    assert undo.status_code == 303
    assert record(editor, event_id)[key] == before[key]


def test_reject_takes_a_record_out(editor, event_id):
    post(editor, "reject", record=event_id)
    ids = [one["id"] for one in editor.get("/api/events").json()["events"]]
    assert event_id not in ids
    assert "rejected" in editor.get("/?rejected=1").text
    assert "rejected" in editor.get(f"/event/{event_id}").text


def test_merge_and_split(editor, event_id):
    other = editor.get("/api/events", params={"type": "AID"}).json()["events"][0]["id"]
    answer = post(editor, "merge", record=event_id, others=f"http://127.0.0.1:8642/event/{other}")
    assert answer.status_code == 303, answer.text
    merged = answer.headers["location"].split("?")[0].removeprefix("/event/")
    mentions = record(editor, merged)["mentions"]
    assert len(mentions) == 3
    answer = post(editor, "split", record=merged, mention=mentions[-1])
    assert answer.status_code == 303, answer.text
    assert len(record(editor, merged)["mentions"]) == 2


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("edit", {"field": "status", "value": "done"}),
        ("edit", {"field": "id", "value": "x"}),
        ("edit", {"field": "status", "value": "negated", "by": " "}),
        ("edit", {"field": "when", "start": "soon"}),
        ("edit", {"field": "where", "name": "X", "lat": "north"}),
        ("edit", {"field": "where", "name": "X", "lat": "200"}),
        ("edit", {"field": "actors", "value": ";SYR"}),
        ("merge", {"others": "none"}),
        ("split", {}),
        ("undo", {"correction": "none"}),
        ("other", {}),
    ],
)
def test_wrong_correction_is_explained(editor, event_id, kind, fields):
    answer = post(editor, kind, **{"record": event_id, **fields})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert editor.get("/api/corrections").json() == []


def test_reading_shows_no_forms_to_correct(client, editor, event_id):
    assert "/correct/" not in client.get(f"/event/{event_id}").text
    assert "/correct/" in editor.get(f"/event/{event_id}").text
