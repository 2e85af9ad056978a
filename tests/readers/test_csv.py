import datetime as dt
import io

import pytest

from dateline.data import Refusal
from dateline.readers import Rules
from dateline.readers.csv import read

HEADER = "id,published,title,text\n"
GOOD = "a,2025-07-12,,Talks opened.\n"


def read_all(content, published=None, max_bytes=1000):
    data = content if isinstance(content, bytes) else content.encode()
    return list(read(io.BytesIO(data), "news.csv", Rules(published, max_bytes)))


def test_read_takes_cells_by_the_names_of_the_header():
    (report,) = read_all('Text,PUBLISHED,other\n"Talks, ""soon"",\n he said.",2025-07-12,x\n')
    assert report.text == 'Talks, "soon",\n he said.'
    assert report.published == dt.date(2025, 7, 12)
    assert report.title is None
    assert report.origin == "news.csv:2"


@pytest.mark.parametrize(
    "content",
    [
        "published;text\n2025-07-12;Talks, soon.\n",
        "published\ttext\n2025-07-12\tTalks, soon.\n",
        'date,text\r\n2025-07-12,"Talks, soon."\r\n',
        '\ufeffpublished,text\n2025-07-12,"Talks, soon."',
    ],
)
def test_read_takes_other_ways_to_write_csv(content):
    (report,) = read_all(content)
    assert (report.text, report.published.day) == ("Talks, soon.", 12)


def test_read_names_the_line_a_row_starts_on():
    rows = read_all(HEADER + 'a,2025-07-12,,"Talks\n\nopened."\nb,soon,,Talks\n')
    assert rows[1] == Refusal("news.csv", "'soon' is not a date (expected: 2025-07-12)", 5)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (
            "b,,,Talks\n",
            'no date of publication (give one as "published", or --published 2025-07-12)',
        ),
        ("b,2025-07-12,,\n", "empty text"),
        ("b,2025-07-12,Talks\n", "3 cells, but the header has 4"),
        (b"b,2025-07-12,,Caf\xe9\n", "not UTF-8: byte 0xE9 at offset 69; save it as UTF-8"),
        ('b,2025-07-12,,"Talks" soon\n', "not CSV: ',' expected after '\"'"),
        (
            "b,2025-07-12,," + "x" * 1000 + "\n",
            "the line is longer than 1,000 bytes, the most that a report may have",
        ),
    ],
)
def test_read_refuses_a_bad_row_and_goes_on(bad, reason):
    bad = bad if isinstance(bad, bytes) else bad.encode()
    first, refused, last = read_all((HEADER + GOOD).encode() + bad + GOOD.encode())
    assert refused == Refusal("news.csv", reason, 3)
    assert (first.id, last.id) == ("a", "a")


def test_read_refuses_a_quote_that_does_not_end():
    first, refused = read_all(HEADER + GOOD + 'b,2025-07-12,,"Talks\nopened.\n')
    assert first.id == "a"
    assert refused == Refusal("news.csv", "not CSV: unexpected end of data (lines 3 to 4)", 3)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ("", []),
        (HEADER, []),
        (
            "id,published,body\na,2025-07-12,Talks\n",
            [Refusal("news.csv", "no column 'text' in the header 'id,published,body'", 1)],
        ),
        (
            "text\rTalks\r",
            [
                Refusal(
                    "news.csv",
                    "not CSV: new-line character seen in unquoted field"
                    " - do you need to open the file in universal-newline mode?",
                    1,
                )
            ],
        ),
    ],
)
def test_read_needs_a_header_with_text(content, refused):
    assert read_all(content) == refused


def test_read_bounds_a_row_of_many_lines():
    rows = read_all(HEADER + GOOD + 'b,2025-07-12,,"' + "Talks.\n" * 50_000 + '"\n' + GOOD)
    assert rows[0].id == "a"
    assert "field larger than field limit" in rows[1].reason


def test_read_tells_how_many_lines_a_broken_row_took():
    rows = read_all(HEADER + 'b,2025-07-12,,"Talks\n' + 'c,2025-07-12,,"Talks"\n' + GOOD)
    reason = "not CSV: ',' expected after '\"' (lines 2 to 3)"
    assert rows[0] == Refusal("news.csv", reason, 2)
    assert rows[1].id == "a"


@pytest.mark.parametrize("blank", ["\n", ",,,\n"])
def test_read_ends_at_blank_rows_without_end(monkeypatch, blank):
    monkeypatch.setattr("dateline.readers._rules.MOST_BLANK", 10)
    assert [row.id for row in read_all(HEADER + (blank * 10 + GOOD) * 3)] == ["a"] * 3
    first, end = read_all(HEADER + GOOD + blank * 11 + GOOD)
    assert first.id == "a"
    assert end.reason == "more than 10 blank lines in a row; the rest is not read"
