"""Who may ask: hosts, origins, tokens; and that nothing changes without ``--edit``."""

import pytest
from web_at import at

from dateline.web.guard import HEADERS, host_of, is_loopback

SECRET = "a token of many letters"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8642", 200), ("localhost:8642", 200), ("[::1]:8642", 200), ("LOCALHOST", 200),
        ("desk.example", 200), ("evil.example", 403), ("127.0.0.1.evil.example", 403),
        ("evil.example:127.0.0.1", 403), ("localhost@evil.example", 403), ("", 403),
        ("[::1", 403),
    ],
)  # fmt: skip
def test_only_own_names_are_answered(place, host, status):
    with at(place, hosts=frozenset({"desk.example"})) as client:
        answer = client.get("/api", headers={"host": host})
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": "http://127.0.0.1:8642", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"cookie": "dateline_by=Ada"}, 403),
    ],
)
def test_changes_come_from_own_pages(editor, event_id, headers, status):
    sent = {"record": event_id, "by": "Ada"}
    assert editor.post("/correct/reject", data=sent, headers=headers).status_code == status


@pytest.mark.parametrize("kind", ["reject", "edit", "merge", "split", "undo"])
def test_nothing_changes_without_edit(client, event_id, kind):
    before = client.get("/api/corrections").json()
    answer = client.post(f"/correct/{kind}", data={"record": event_id, "by": "Ada"})
    assert answer.status_code == 403
    assert client.get("/api/corrections").json() == before
    assert client.post("/sample").status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/events", "/planned.ics", "/event/x"])
def test_token_is_needed_for_all(place, path):
    with at(place, edit=True, token=SECRET) as client:
        assert client.get(path).status_code in (303, 401)
        wrong = {"authorization": "Bearer wrong"}
        assert client.get(path, headers=wrong).status_code in (303, 401)
        assert client.post("/correct/reject", data={}).status_code == 401
        right = {"authorization": f"Bearer {SECRET}"}
        assert client.get(path, headers=right).status_code in (200, 404)


def test_token_is_kept_by_the_browser(place):
    with at(place, edit=True, token=SECRET) as client:
        assert client.post("/token", data={"token": "wrong"}).status_code == 403
        answer = client.post("/token", data={"token": SECRET})
        assert answer.status_code == 303
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/").status_code == 200


def test_body_has_a_bound(editor):
    answer = editor.post("/code", content=b"", headers={"content-length": "99999999999"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.9.9.9", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("desk.example", False)],
)  # fmt: skip
def test_is_loopback(host, near):
    assert is_loopback(host) is near


def test_host_of_takes_the_port_off():
    assert host_of("[::1]:80") == "::1"
