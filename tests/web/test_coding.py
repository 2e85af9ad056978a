"""Texts that are pasted and files that are dropped; the empty store."""

import pytest
from web_at import at

TEXT = {"text": "Syria met Israel.", "published": "2025-07-01", "title": "Talks"}


def test_pasted_text_is_shown_and_not_kept(client):
    before = client.get("/api/events").json()["total"]
    page = client.post("/code", data={**TEXT, "keep": "1"})
    assert page.status_code == 200
    assert "Nothing was kept" in page.text
    assert '<mark class="l-event ' in page.text
    assert client.get("/api/events").json()["total"] == before


def test_pasted_text_is_kept_where_one_may_write(editor):
    answer = editor.post("/code", data={**TEXT, "keep": "1"})
    assert answer.status_code == 303
    assert editor.get(answer.headers["location"]).status_code == 200


def test_pasted_text_may_open_with_its_date_and_title(client):
    page = client.post(
        "/code", data={"text": "date 12 July 2025\ntitle: Talks\n\nSyria met Israel."}
    )
    assert page.status_code == 200
    assert '<bdi>Talks</bdi> <span class="quiet">2025-07-12</span>' in page.text
    two = client.post("/code", data={"text": "date 2025-07-01\nOne.\n\ndate 2025-07-02\nTwo.\n"})
    assert "in 2 reports" in two.text


def test_files_are_read_as_the_command_line_reads_them(client):
    line = b'{"id": "a", "published": "2025-07-01", "text": "Syria met Israel."}\nnot json\n'
    files = [("files", ("../../a.jsonl", line)), ("files", ("b.txt", b"no day here"))]
    page = client.post("/code", files=files)
    assert page.status_code == 200
    assert page.text.count("refused:") == 2
    assert "a.jsonl:2" in page.text


@pytest.mark.parametrize("fields", [{}, {"text": "x"}, {"text": "x", "published": "someday"}])
def test_what_is_missing_is_said(client, fields):
    page = client.post("/code", data=fields)
    assert page.status_code == 400
    assert 'role="alert"' in page.text


def test_api_codes_a_text(client):
    form = client.post("/api/code", json=TEXT).json()
    assert [event["event_type"] for event in form["events"]] == ["CONSULT", "ASSAULT"]


def test_empty_store_offers_a_sample(tmp_path):
    where = str(tmp_path / "new" / "desk.db")
    with at(where) as client:
        assert "dateline add" in client.get("/").text
    with at(where, edit=True) as client:
        assert "Load a sample" in client.get("/").text
        assert client.post("/sample").status_code == 303
        assert "<b>2</b> events" in client.get("/").text
