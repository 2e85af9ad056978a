"""Corrections from the page: each is written, shown, and undone."""

import pytest


def post(editor, kind, /, **fields):
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


# --- in the text of a report ------------------------------------------------------------------


def of_report(client, **asked):
    """The version of a report, its text and its first mention."""
    found = client.get("/api/events", params=asked).json()["events"][0]
    told = client.get(f"/api/events/{found['id']}").json()["told"][0]
    return told["report"], client.get(f"/api/reports/{told['report']}").json()["text"], told


def mention(client, version, mention_id):
    told = client.get(f"/api/reports/{version}").json()["told"]
    return next(one for one in told if one["id"] == mention_id)


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({"do": "status", "status": "negated"}, "status", "negated"),
        ({"do": "event_type", "event_type": "ACCUSE"}, "event_type", "ACCUSE"),
        ({"do": "none:when"}, "when", None),
        ({"do": "none:where"}, "where", None),
        ({"do": "remove:actors:0"}, "actors", []),
        ({"do": "remove:sources:0"}, "sources", []),
    ],
)
def test_mention_is_corrected_in_its_report(editor, fields, key, value):
    version, _, told = of_report(editor, type="CONSULT", party="ISR")
    sent = {"mention": told["id"], "report": version, **fields}
    answer = post(editor, "read", **sent)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(f"/report/{version}?done=")
    one = mention(editor, version, told["id"])
    assert one[key] == value
    page = editor.get(f"/report/{version}").text
    assert "read otherwise" in page
    assert "by Ada" in page
    entry = editor.get("/api/corrections").json()[0]
    answer = post(editor, "undo", correction=entry["id"], report=version)
    assert answer.headers["location"].startswith(f"/report/{version}")
    one = mention(editor, version, told["id"])
    assert one[key] == told[key]


@pytest.mark.parametrize(
    ("role", "words", "fields", "key", "shown"),
    [
        ("who", "an envoy", {"name": "The envoy", "country": "tur", "sectors": "gov"},
         "actors", ["Syria", "The envoy"]),
        ("whom", "Syria", {"name": "Syria"}, "recipients", ["Syria", "Israel"]),
        ("where", "Israel", {"name": "Haifa", "lat": "32.8", "lon": "35.0"}, "where", "Haifa"),
        ("when", "2025-07-01", {"first": "2025-06-30"}, "when", "2025-06-30"),
        ("what", "Israel", {}, "words", "Israel"),
        ("said", "Israel", {"name": "Israel", "kind": "institution"},
         "sources", ["Israel", "an envoy"]),
    ],
)  # fmt: skip
def test_chosen_words_become_a_part_of_the_event(editor, role, words, fields, key, shown):
    version, text, told = of_report(editor, type="CONSULT", status="happened")
    asked = {"event": told["id"], "as": role, "words": words}
    page = editor.get(f"/report/{version}", params=asked).text
    assert 'id="fix"' in page
    assert f'<mark class="l-chosen">{words}</mark>' in page
    start = text.index(words)
    sent = {"mention": told["id"], "report": version, "as": role, "start": start,
            "end": start + len(words), "words": words, **fields}  # fmt: skip
    assert post(editor, "read", **sent).status_code == 303
    one = mention(editor, version, told["id"])
    value = one[key]
    if isinstance(value, list):
        value = [part["name"] for part in value]
    elif isinstance(value, dict):
        value = value.get("name") or value["start"]
    assert value == shown


def test_missed_event_is_added_and_undone(editor):
    version, text, _ = of_report(editor, type="AID")
    page = editor.get(f"/report/{version}", params={"as": "new", "words": "Azerbaijan"}).text
    assert "An event that was missed" in page
    start = text.index("Azerbaijan")
    sent = {"report": version, "start": start, "end": start + 10, "event_type": "THREATEN"}
    answer = post(editor, "add", **sent)
    assert answer.status_code == 303, answer.text
    assert "#e-" in answer.headers["location"]
    (found,) = editor.get("/api/events", params={"type": "THREATEN"}).json()["events"]
    entry = editor.get("/api/corrections").json()[0]
    assert found["corrections"] == [entry["id"]]
    assert editor.get(f"/event/{found['id']}").status_code == 200
    post(editor, "undo", correction=entry["id"], report=version)
    assert editor.get("/api/events", params={"type": "THREATEN"}).json()["events"] == []


def test_one_mention_is_set_aside(editor):
    found = editor.get("/api/events", params={"type": "ASSAULT"}).json()["events"][0]
    told = editor.get(f"/api/events/{found['id']}").json()["told"]
    sent = {"mention": told[1]["id"], "report": told[1]["report"], "do": "reject"}
    assert post(editor, "read", **sent).status_code == 303
    assert record(editor, found["id"])["mentions"] == [told[0]["id"]]


@pytest.mark.parametrize(
    "asked", [{"as": "who"}, {"as": "nobody"}, {"as": "new"}, {"as": "new", "words": "not there"},
              {"as": "new", "start": "5", "end": "99999"}],
)  # fmt: skip
def test_choice_that_cannot_be_is_explained(editor, asked):
    version, _, _ = of_report(editor, type="AID")
    answer = editor.get(f"/report/{version}", params=asked)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_report_for_reading_only_has_no_forms(client):
    version, _, told = of_report(client, type="AID")
    page = client.get(f"/report/{version}", params={"as": "new", "words": "Azerbaijan"}).text
    assert "/correct/" not in page
    assert 'id="fix"' not in page
    sent = {"mention": told["id"], "report": version, "do": "status", "status": "negated"}
    assert post(client, "read", **sent).status_code == 403
