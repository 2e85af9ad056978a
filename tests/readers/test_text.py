import datetime as dt
import io

import pytest

from dateline.data import Refusal
from dateline.readers import Rules
from dateline.readers.text import parse_text, read

DAY = dt.date(2024, 3, 5)
NO_DATE = 'no date of publication (open it with "date 2025-07-12", or --published 2025-07-12)'


def read_one(content, published=None, max_bytes=1000):
    data = content if isinstance(content, bytes) else content.encode()
    (item,) = read(io.BytesIO(data), "news.txt", Rules(published, max_bytes))
    return item


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ("date 2025-07-12 Talks opened.", {"published": "2025-07-12"}),
        (" date 2025-07-12 Talks opened.\n", {"published": "2025-07-12"}),
        ("date 2025-07-12\n\nTalks opened.", {"published": "2025-07-12"}),
        ("date: 2025-07-12\nTalks opened.", {"published": "2025-07-12"}),
        ("Date 2025-07-12\r\nTalks opened.", {"published": "2025-07-12"}),
        (
            "date 2025-07-12\ntitle: Talks: a start\n\nTalks opened.",
            {"published": "2025-07-12", "title": "Talks: a start"},
        ),
        (
            "published: 2025-07-12\ntitle: 'Talks'\nurl: https://example.org/1\npublisher: EW\n\n"
            "Talks opened.",
            {
                "published": "2025-07-12",
                "title": "Talks",
                "url": "https://example.org/1",
                "publisher": "EW",
            },
        ),
        (
            "---\nPublished: 2025-07-12\ntags:\n- talks\ntitle: A\n---\n\nTalks opened.",
            {"published": "2025-07-12", "title": "A"},
        ),
        ("---\ndate: 2025-07-12\n---\nTalks opened.", {"published": "2025-07-12"}),
        ("date 12 July 2025\nTalks opened.", {"published": "12 July 2025"}),
        ("Date: Sat, July 12, 2025 Talks opened.", {"published": "Sat, July 12, 2025"}),
        (
            "Date: Sat, 12 Jul 2025 10:00:00 +0000\nTalks opened.",
            {"published": "Sat, 12 Jul 2025 10:00:00 +0000"},
        ),
        ("date 12 July 2025, 14:05 GMT\nTalks opened.", {"published": "12 July 2025, 14:05 GMT"}),
        ("Talks opened.", {}),
    ],
)
def test_parse_text_takes_the_front_matter_off(content, fields):
    assert parse_text(content) == {**fields, "text": "Talks opened."}


@pytest.mark.parametrize(
    "text",
    [
        "date palms die in Basra.",  # no digit follows
        "---\nTalks opened.\n---\nThey ended.",  # no field between the lines
        "Note: talks opened.",  # not a field of ours
        "Talks opened.\n\n  They ended.\r\n\r\n“Soon”, he said.",
    ],
)
def test_parse_text_keeps_the_body_as_it_stands(text):
    assert parse_text(text) == {"text": text}


def test_read_prefers_the_date_in_the_file():
    assert read_one("date 2025-07-12 Talks.", published=DAY).published == dt.date(2025, 7, 12)
    assert read_one("Talks.", published=DAY).published == DAY


def test_read_drops_a_byte_order_mark():
    report = read_one(b"\xef\xbb\xbfdate 2025-07-12 Talks.")
    assert (report.text, report.published) == ("Talks.", dt.date(2025, 7, 12))


def test_read_names_where_the_report_came_from():
    assert read_one("date 2025-07-12 Talks.").origin == "news.txt"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("Talks opened.", None, NO_DATE),
        ("date 2025-02-30 Talks.", None, "'2025-02-30' is not a date (expected: 2025-07-12)"),
        ("date 12 July Talks.", None, "'12' is not a date (expected: 2025-07-12)"),
        ("published: soon\n\nTalks.", None, "'soon' is not a date (expected: 2025-07-12)"),
        ("date 0025-07-12 Talks.", None, "'0025-07-12' is not a date (expected: 2025-07-12)"),
        ("", None, "empty text"),
        (" \n\t\n", None, "empty text"),
        ("date 2025-07-12\n", None, "empty text"),
        (b"date 2025-07-12\nCaf\xe9.", 2, "not UTF-8: byte 0xE9 at offset 19; save it as UTF-8"),
        (b"\xff\xfed\0a\0t\0e\0", None, "not UTF-8: it starts like UTF-16; save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "a binary file, not text"),
        (
            "x" * 1001,
            None,
            "the file is longer than 1,000 bytes, the most that a report may have",
        ),
    ],
)
def test_read_refuses_what_is_no_report(content, line, reason):
    assert read_one(content) == Refusal("news.txt", reason, line)


def read_all(content):
    return list(read(io.BytesIO(content.encode()), "news.txt", Rules()))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_read_takes_several_reports_that_each_begin_with_their_date(end):
    content = (
        "date 2025-07-12\ntitle: One\n\nTalks opened on Saturday.\n\n"
        "date 13 July 2025\nTalks went on.\n\n\ndate: 2025-02-30\nTalks ended.\n"
    )
    one, two, three = read_all(content.replace("\n", end))
    assert (one.published.day, one.title, one.text) == (12, "One", "Talks opened on Saturday.")
    assert (two.published.day, two.title, two.text) == (13, None, "Talks went on.")
    assert (one.origin, two.origin) == ("news.txt:1", "news.txt:6")
    assert one.id != two.id
    assert three == Refusal("news.txt", "'2025-02-30' is not a date (expected: 2025-07-12)", 10)


@pytest.mark.parametrize(
    "body",
    [
        "Talks opened.\ndate 2025-07-13\nTalks went on.",  # no blank line before it
        "Talks opened.\n\ndate 2025-07-13 is the day of the next ones.\n\nThey ended.",
        "Talks opened.\n\ndate palms\n\nThey ended.",
    ],
)
def test_read_keeps_a_date_in_the_body(body):
    (report,) = read_all(f"date 2025-07-12\n{body}")
    assert report.text == body


def test_read_parts_no_file_that_opens_without_a_date():
    memo = "TO: the desk\n\nDate: 2025-07-12\n\nTalks opened."
    assert read_one(memo, published=DAY).text == memo
