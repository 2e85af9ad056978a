import errno
import gzip
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from dateline.data import Refusal
from dateline.readers import Rules, read, size

JSONL = b'{"id": "a", "published": "2025-07-12", "text": "Talks opened."}\n'
CSV = b"id,published,text\na,2025-07-12,Talks opened.\n"
TEXT = b"date 2025-07-12 Talks opened."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.txt", TEXT),
        ("NEWS.TXT", TEXT),
        ("news", TEXT),
        ("news.log", TEXT),
        ("news.txt.gz", gzip.compress(TEXT)),
        ("news.jsonl", JSONL),
        ("news.ndjson", JSONL),
        ("news.jsonl.gz", gzip.compress(JSONL)),
        ("packed-in-two-parts.jsonl.gz", gzip.compress(JSONL[:20]) + gzip.compress(JSONL[20:])),
        ("packed-without-saying-so.jsonl", gzip.compress(JSONL)),
        ("no-ending", JSONL),
        ("news.csv", CSV),
        ("news.csv.gz", gzip.compress(CSV)),
    ],
)
def test_read_picks_the_reader(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    (report,) = read([str(path)])
    assert report.text == "Talks opened."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("page.html", b"<html>", "HTML is not read"),
        ("page", b"\n <!DOCTYPE html><html>", "HTML is not read"),
        ("feed.xml", b"<?xml?>", "XML is not read"),
        ("feed", b'<?xml version="1.0"?>', "XML is not read"),
        ("crawl.warc.gz", gzip.compress(b"WARC/1.0"), "WARC is not read"),
        ("crawl", b"WARC/1.0\r\n", "WARC is not read"),
        ("news.json", b"[]", "JSON that is not one object a line is not read"),
        ("news.pdf", b"%PDF-1.7", "PDF is not read"),
        ("paper", b"%PDF-1.7", "PDF is not read"),
        ("news.zip", b"PK\x03\x04", "a ZIP archive is not read"),
        ("news", b"PK\x03\x04", "a ZIP archive is not read"),
        ("news.tar.gz", gzip.compress(b"\0" * 600), "a TAR archive is not read"),
        ("news.xlsx", b"PK\x03\x04", "Excel is not read"),
        ("news.rtf", b"{\\rtf1", "RTF is not read"),
    ],
)
def test_read_refuses_formats_of_a_later_version(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    advice = "give plain text, JSON Lines (.jsonl), CSV or Parquet"
    assert list(read([str(path)])) == [Refusal(str(path), f"{reason}; {advice}")]


def test_read_walks_folders_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/y/1.txt", "c.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(JSONL if name.endswith("jsonl") else TEXT)
    (tmp_path / ".hidden.txt").write_bytes(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    origins = [
        item.origin if not isinstance(item, Refusal) else f"refused {item}"
        for item in read([str(tmp_path)])
    ]
    assert [origin.replace(str(tmp_path), "…") for origin in origins] == [
        "…/a/y/1.txt",
        "…/a/z.txt",
        "…/b.txt",
        "…/c.jsonl:1",
        "refused …/photo.jpg: a binary file, not text",
    ]


def test_read_keeps_an_id_when_the_folder_moves(tmp_path):
    ids = set()
    for folder in ("one", "two/three"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "news.txt").write_bytes(TEXT)
        ids |= {report.id for report in read([str(tmp_path / folder / "news.txt")])}
    assert len(ids) == 1


def test_read_refuses_files_that_are_not_there_or_none(tmp_path):
    (tmp_path / "socket-of-old").symlink_to(tmp_path / "gone")
    paths = [str(tmp_path / "missing.txt"), str(tmp_path / "socket-of-old")]
    assert list(read(paths)) == [Refusal(path, "no such file") for path in paths]


def test_read_refuses_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "news.txt"
    path.write_bytes(TEXT)

    def refuse(*arguments, **options):  # root may read everything, whatever a file's mode says
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert list(read([str(path)])) == [Refusal(str(path), "cannot be read: Permission denied")]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-12], lambda data: data[:40] + b"\0" * 20 + data[60:]]
)
def test_read_gives_what_a_damaged_gz_file_holds_then_refuses(tmp_path, damage):
    lines = b"".join(JSONL.replace(b'"a"', b'"%d"' % i) for i in range(2000))
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(damage(gzip.compress(lines)))
    *items, last = read([str(path)])
    assert last.path == str(path)
    assert last.reason.startswith("damaged .gz file: ")
    assert [item.id for item in items if not isinstance(item, Refusal)] == [
        str(i) for i in range(len(items))
    ]


@pytest.mark.parametrize("content", [TEXT, JSONL, b"\n" + JSONL, gzip.compress(JSONL)])
def test_read_tells_the_format_of_standard_input(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (report,) = read(["-"])
    assert report.text == "Talks opened."


def test_read_takes_a_cut_line_on_standard_input_as_json(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(JSONL[:30])))
    (refused,) = read(["-"])
    assert refused.path == "-"
    assert "not JSON" in refused.reason


def test_read_takes_a_name_that_is_not_utf_8(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt")  # noqa: PTH118 - bytes
    with open(path, "wb") as file:  # noqa: PTH123 - as above
        file.write(TEXT)
    (report,) = read([str(tmp_path)])
    assert len(report.id) == 16


def test_read_counts_the_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(JSONL))
    counted = []
    list(read([str(tmp_path)], Rules(), counted.append))
    assert sum(counted) == size([str(tmp_path)])
    assert size(["-", str(tmp_path)]) is None


def test_read_takes_a_pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(JSONL,))
    writer.start()
    (report,) = read([str(path)])
    writer.join()
    assert report.text == "Talks opened."


def test_read_refuses_standard_input_that_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert list(read(["-"])) == [Refusal("-", "standard input is closed")]


def test_read_refuses_a_name_that_is_too_long():
    (refused,) = read(["x" * 5000])
    assert refused.reason == "cannot be read: File name too long"


def test_read_walks_deep_folders(tmp_path):
    folder = tmp_path
    for _ in range(300):
        folder = folder / "a"
    folder.mkdir(parents=True)
    (folder / "news.txt").write_bytes(TEXT)
    assert len(list(read([str(tmp_path)]))) == 1
