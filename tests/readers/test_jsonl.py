import datetime as dt
import io
import json

import pytest

from dateline.data import Refusal, Report
from dateline.readers import Rules
from dateline.readers.jsonl import read

DAY = dt.date(2025, 7, 12)
GOOD = '{"id": "a", "published": "2025-07-12", "text": "Talks opened."}'


def read_all(*lines, published=None, max_bytes=1000, end="\n"):
    data = b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines) + end.encode()
    return list(read(io.BytesIO(data), "news.jsonl", Rules(published, max_bytes)))


def line(**fields):
    return json.dumps({"id": "a", "published": "2025-07-12", "text": "Talks.", **fields})


def test_read_takes_every_field():
    given = {
        "id": "a1", "published": "2025-07-12", "title": "Talks", "text": " Talks\n opened. ",
        "url": "https://example.org/1", "publisher": "EW", "dateline": "BAKU, July 12",
        "language": "en",
    }  # fmt: skip
    (report,) = read_all(json.dumps(given))
    assert report == Report(**{**given, "published": DAY})
    assert report.origin == "news.jsonl:1"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-07-12", DAY),
        ("20250712", DAY),
        ("2025-07-12T23:30:00+03:00", DAY),
        ("2025-07-12T23:30:00Z", DAY),
        ("2025-07-12 23:30", DAY),
        (" 2025-07-12 ", DAY),
    ],
)
def test_read_takes_the_day_as_written(value, day):
    assert read_all(line(published=value))[0].published == day


@pytest.mark.parametrize("value", [None, ""])
def test_read_takes_an_empty_field_as_unknown(value):
    (report,) = read_all(line(title=value, publisher=value, published=value), published=DAY)
    assert (report.title, report.publisher, report.published) == (None, None, DAY)


def test_read_keeps_a_given_id_and_makes_a_stable_one():
    given, number, made = read_all(line(), line(id=7), line(id=None))
    assert (given.id, number.id) == ("a", "7")
    assert made.id == read_all(line(id=None))[0].id
    assert made.id != read_all(line(id=None, url="https://example.org/1"))[0].id


def test_read_passes_over_blank_lines_and_takes_a_last_line_without_end():
    assert [r.id for r in read_all("", GOOD, "  ", GOOD, end="")] == ["a", "a"]


def test_read_drops_a_byte_order_mark():
    assert read_all(b"\xef\xbb\xbf" + GOOD.encode())[0].id == "a"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line(published=None), 'no date of publication (give one as "published", or --published '
                                '2025-07-12)'),
        (line(published="2025-13-01"), "'2025-13-01' is not a date (expected: 2025-07-12)"),
        (line(published="2025-07-12T99"), "'2025-07-12T99' is not a date (expected: 2025-07-12)"),
        (line(published=20250712), "published: a string is expected, not int"),
        (line(text=""), "empty text"),
        (line(text=" \n"), "empty text"),
        (line(text=None), "empty text"),
        ('{"id": "a", "published": "2025-07-12"}', "no text"),
        (line(text=["Talks."]), "text: a string is expected, not list"),
        (line(title={"a": 1}), "title: a string is expected, not dict"),
        (line(id=True), "id: a string is expected, not bool"),
        (line(text="Talks \ud83d opened."), "text: half a surrogate pair at character 6"),
        (
            GOOD[:40],
            "not JSON: Unterminated string starting at character 40 (the line seems to be cut off)",
        ),
        ("talks", "not JSON: Expecting value at character 1 (the line seems to be cut off)"),
        ("[1]", "a JSON object is expected, not list"),
        (b'{"text": "Caf\xe9"}', "not UTF-8: byte 0xE9 at offset 77; save it as UTF-8"),
        (
            line(text="x" * 1000),
            "the line is longer than 1,000 bytes, the most that a report may have",
        ),
    ],
)  # fmt: skip
def test_read_refuses_a_bad_line_and_goes_on(bad, reason):
    first, refused, last = read_all(GOOD, bad, GOOD)
    assert refused == Refusal("news.jsonl", reason, 2)
    assert (first.id, last.id) == ("a", "a")


@pytest.mark.parametrize(
    "bad", ["[" * 100_000, '{"text": ' + "9" * 5000 + "}"], ids=["depth", "digits"]
)
def test_read_refuses_json_that_python_cannot_hold(bad):
    first, refused, last = read_all(GOOD, bad, GOOD, max_bytes=200_000)
    assert refused.line == 2
    assert refused.reason.startswith("not JSON that we read")
    assert (first.id, last.id) == ("a", "a")


class Endless(io.RawIOBase):
    """A line of 50 million bytes, then a good one; it counts how much is asked for at once."""

    def __init__(self):
        self.left, self.most = 50_000_000, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.most = max(self.most, len(buffer))
        if self.left == 0:
            return 0
        if self.left <= len(buffer):
            tail = b"\n" + GOOD.encode()
            buffer[: len(tail)] = tail
            self.left = 0
            return len(tail)
        buffer[:] = b"x" * len(buffer)
        self.left -= len(buffer)
        return len(buffer)


def test_read_does_not_load_a_line_that_is_too_long():
    import tracemalloc

    stream = Endless()
    tracemalloc.start()
    refused, report = read(io.BufferedReader(stream), "news.jsonl", Rules(max_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refused.line, report.id) == (1, "a")
    assert peak < 5_000_000


def test_read_is_lazy():
    def lines():
        yield GOOD.encode() + b"\n"
        raise AssertionError("asked for more than one line")

    class Lines(io.RawIOBase):
        source = lines()

        def readline(self, size=-1):
            return next(self.source)

    assert next(read(Lines(), "news.jsonl", Rules())).id == "a"


def test_read_ends_at_blank_lines_without_end(monkeypatch):
    monkeypatch.setattr("dateline.readers._rules.MOST_BLANK", 10)
    assert len(read_all(*([""] * 10 + [GOOD]) * 3)) == 3
    first, end = read_all(GOOD, *[" "] * 11, GOOD)
    assert first.id == "a"
    reason = "more than 10 blank lines in a row; the rest is not read"
    assert end == Refusal("news.jsonl", reason, 12)
