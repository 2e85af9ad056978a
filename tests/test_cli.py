import csv
import gzip
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import fakes
import pytest

import dateline as package
from dateline import cli
from dateline.commands import read

TESTS = Path(__file__).parent
GOOD = '{"id": "%s", "published": "2025-07-12", "text": "They met."}\n'
EXAMPLE = Path(package.__file__).parent / "samples" / "baku-talks.txt"


@pytest.fixture
def dateline(monkeypatch, capfd, tmp_path):
    """Run the command line in this process, with a fake coder: exit status, output, messages."""
    monkeypatch.setattr(read, "load_coder", fakes.load)
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("DATELINE_") or name == "COLUMNS":
            monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)

    def run(*args):
        with pytest.raises(SystemExit) as end:
            cli.main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return end.value.code or 0, out, err

    yield run
    signal.signal(signal.SIGTERM, before)


def start(*args, coder="load", **options):
    """Start the command line as a program, with a fake coder."""
    code = f"import fakes; fakes.load = fakes.{coder}; fakes.main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        **options,
    )


def ids(jsonl):
    return [json.loads(line)["id"] for line in jsonl.splitlines()]


# --- what goes right --------------------------------------------------------------------------


def test_read_writes_a_line_a_report_in_input_order(dateline, tmp_path):
    (tmp_path / "b.jsonl").write_text(GOOD % 1 + GOOD % 2)
    (tmp_path / "a.txt").write_text("date 2025-07-12 They met, and met.")
    code, out, err = dateline("read", "b.jsonl", "a.txt", "--format", "jsonl")
    assert code == 0
    assert ids(out)[:2] == ["1", "2"]
    assert [len(json.loads(line)["events"]) for line in out.splitlines()] == [1, 1, 2]
    assert err == "3 reports, 4 events, 0 refused\n"


def test_read_shows_a_table_by_default(dateline):
    code, out, err = dateline("read", EXAMPLE)
    assert code == 0
    assert "Officials of Syria and Israel to meet in Baku\n2025-07-12" in out
    assert "CONSULT" in out
    assert "\x1b" not in out
    assert err.startswith("1 report, ")


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet", "OUT.JSONL", "out.ndjson"])
def test_read_takes_the_format_from_the_name_of_the_file(dateline, tmp_path, name):
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    assert dateline("read", "in.jsonl", "-o", name)[:2] == (0, "")
    content = (tmp_path / name).read_bytes()
    magic = {"jsonl": b'{"id"', "csv": b"report,", "parquet": b"PAR1"}
    magic["ndjson"] = magic["jsonl"]
    assert content.startswith(magic[name.lower().split(".")[1]])


@pytest.mark.parametrize("given", ["jsonl", "csv", "table", "parquet"])
def test_read_lets_the_option_win_over_the_name(dateline, tmp_path, given):
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    assert dateline("read", "in.jsonl", "--format", given, "-o", "out.dat")[0] == 0
    opening = {"jsonl": b"{", "csv": b"report", "table": b"[1 event]", "parquet": b"PAR1"}
    assert (tmp_path / "out.dat").read_bytes().startswith(opening[given])


def test_read_takes_the_date_of_reports_without_one(dateline, tmp_path):
    (tmp_path / "a.txt").write_text("They met.")
    _, out, _ = dateline("read", "a.txt", "--published", "2025-07-13", "-f", "jsonl")
    assert json.loads(out)["published"] == "2025-07-13"


def test_read_takes_standard_input(dateline, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((GOOD % 7).encode())))
    code, out, _ = dateline("read", "-", "-f", "csv")
    assert code == 0
    assert [row["report"] for row in csv.DictReader(io.StringIO(out))] == ["7"]


def test_read_hands_over_the_folders_of_knowledge(dateline, monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(read, "load_coder", lambda f: given.append(f) or fakes.load())
    monkeypatch.setenv("DATELINE_KNOWLEDGE", "ours")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.txt").write_text("date 2025-07-12 They met.")
    dateline("read", "a.txt", "--knowledge", "one", "--knowledge", "two")
    assert given == [("ours", "one", "two")]


def test_read_gives_the_same_bytes_whatever_the_workers_and_again(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(GOOD % i for i in range(60)) + "{cut\n" + GOOD % 99)
    runs = []
    for workers in ("1", "2", "2"):
        process = start("read", path, "-f", "jsonl", "--workers", workers)
        out, err = process.communicate(timeout=60)
        runs.append((process.returncode, out, err))
    assert runs[0] == runs[1] == runs[2]
    assert runs[0][0] == 1
    assert ids(runs[0][1].decode()) == [*map(str, range(60)), "99"]


# --- bad input: the report is refused, the rest is coded --------------------------------------


def text_file(content):
    def make(folder):
        path = folder / "bad.txt"
        path.write_bytes(content)
        return path

    return make


def jsonl_file(content):
    def make(folder):
        path = folder / "bad.jsonl"
        path.write_bytes((GOOD % "before").encode() + content + (GOOD % "after").encode())
        return path

    return make


def missing(folder):
    return folder / "bad.txt"


def folder_with_a_picture(folder):
    inside = folder / "inside"
    inside.mkdir()
    (inside / "a.txt").write_text("date 2025-07-12 They met.")
    (inside / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    (inside / "c.txt").write_text("date 2025-07-12 They met again.")
    return inside


def damaged(folder):
    path = folder / "bad.jsonl.gz"
    path.write_bytes(gzip.compress((GOOD % "before").encode())[:-9])
    return path


@pytest.mark.parametrize(
    ("make", "message", "coded"),
    [
        (text_file(b"They met."), "bad.txt: no date of publication (open it with ", 2),
        (text_file(b"date 2025-02-30 They met."), "bad.txt: '2025-02-30' is not a date", 2),
        (text_file(b"date 2025-07-12 \n"), "bad.txt: empty text", 2),
        (text_file(b"date 2025-07-12\nCaf\xe9"), "bad.txt:2: not UTF-8: byte 0xE9 at offset 19", 2),
        (text_file(b"date 2025-07-12 BOOM"), "bad.txt: could not be coded (ValueError: ", 2),
        (jsonl_file(b'{"text": "They met."}\n'), "bad.jsonl:2: no date of publication", 4),
        (jsonl_file(b'{"published": "soon", "text": "x"}\n'), "bad.jsonl:2: 'soon' is not a", 4),
        (jsonl_file(b'{"published": "2025-07-12", "text": " "}\n'), "bad.jsonl:2: empty text", 4),
        (jsonl_file(b'{"text": "Caf\xe9"}\n'), "bad.jsonl:2: not UTF-8: byte 0xE9 at offset", 4),
        (jsonl_file(b'{"published": "2025-07-12", "te\n'), "(the line seems to be cut off)", 4),
        (
            jsonl_file(b'{"text": "' + b"x" * 50_000_000 + b'"}\n'),
            "bad.jsonl:2: the line is longer than 150,000 bytes",
            4,
        ),
        (missing, "bad.txt: no such file", 2),
        (folder_with_a_picture, "b.jpg: a binary file, not text", 4),
        (damaged, "bad.jsonl.gz: damaged .gz file", 2),
    ],
    ids=[
        "no-date", "no-real-date", "empty", "not-utf-8", "not-coded", "line-no-date",
        "line-no-real-date", "line-empty", "line-not-utf-8", "line-cut", "line-50-mb", "missing",
        "binary-in-folder", "damaged-gz",
    ],
)  # fmt: skip
def test_read_refuses_bad_input_and_codes_the_rest(dateline, tmp_path, make, message, coded):
    path = make(tmp_path)
    (tmp_path / "good.jsonl").write_text(GOOD % 1)
    code, out, err = dateline("read", "good.jsonl", path, "good.jsonl", "-f", "jsonl")
    assert code == 1
    assert len(ids(out)) == coded
    refused, tally = err.splitlines()
    assert refused.startswith(f"refused {tmp_path}")
    assert message in refused
    assert tally.startswith(f"{coded} reports, ")
    assert tally.endswith(", 1 refused")


def test_read_says_nothing_dangerous_about_a_hostile_name(dateline, tmp_path):
    (tmp_path / "a\x1b]0;owned\x07.txt").write_text("They met.")
    code, _, err = dateline("read", tmp_path)
    assert code == 1
    assert "\x1b" not in err
    assert "a␛]0;owned␇.txt: no date" in err


def test_read_needs_little_memory_for_a_long_line(tmp_path):
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"x" * 4_000_000)
        file.write(b"\n" + (GOOD % 1).encode())
    process = start(
        "read", path, "-f", "jsonl",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (150 << 20, 150 << 20)),
    )  # fmt: skip
    out, err = process.communicate(timeout=60)
    assert (ids(out.decode()), process.returncode) == (["1"], 1), err


# --- wrong use --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["read"], "Usage: dateline read"),
        (["read", "a.txt", "--published", "yesterday"], "--published: 'yesterday' is not a date"),
        (["read", "a.txt", "--format", "xml"], "'--format'"),
        (["read", "a.txt", "--workers", "0"], "'--workers'"),
        (["read", "a.txt", "--workers", "two"], "'--workers'"),
        (["read", "a.txt", "--knowledge", "nowhere"], "'nowhere' does not exist"),
        (["read", "a.txt", "-o", "nowhere/out.jsonl"], "cannot write nowhere/out.jsonl: No such"),
        (["read", "a.txt", "-o", "out.xlsx"], "cannot write .xlsx: end FILE otherwise, or give"),
        (["read", "a.txt", "-o", "out.jsonl.gz"], "cannot write .gz: end FILE otherwise, or give"),
        (["read", "a.txt", "-o", "."], "cannot write .: it is a folder"),
        (["raed", "a.txt"], "No such command 'raed'"),
        (["read", "--colour", "a.txt"], "No such option"),
    ],
)
def test_wrong_use_ends_with_2_and_a_message(dateline, tmp_path, args, message):
    (tmp_path / "a.txt").write_text("date 2025-07-12 They met.")
    code, out, err = dateline(*args)
    assert code == 2
    assert message in out + err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_wrong_settings_end_with_2_and_a_message(dateline, monkeypatch):
    monkeypatch.setenv("DATELINE_WORKERS", "two")
    code, _, err = dateline("read", EXAMPLE)
    assert (code, err) == (
        2,
        "dateline: DATELINE_WORKERS: a whole number is expected, not 'two'\n",
    )
    monkeypatch.setenv("DATELINE_WORKERS", "1")
    monkeypatch.setenv("DATELINE_FORMAT", "xml")
    assert "DATELINE_FORMAT: 'xml' is not one of table, jsonl" in dateline("read", EXAMPLE)[2]


def test_bad_knowledge_ends_with_2_and_its_line(dateline, monkeypatch):
    monkeypatch.setattr(read, "load_coder", fakes.load_fails)
    code, out, err = dateline("read", EXAMPLE)
    assert (code, out, err) == (2, "", "dateline: mine.tsv:3: a bad row\n")


def test_parquet_without_pyarrow_ends_with_2(dateline, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, _, err = dateline("read", EXAMPLE, "-o", "out.parquet")
    assert (code, err) == (2, "dateline: Parquet needs pyarrow: pip install 'dateline[parquet]'\n")


# --- output -----------------------------------------------------------------------------------


def test_output_replaces_a_file_only_when_all_is_done(dateline, monkeypatch, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    monkeypatch.setattr(read, "load_coder", fakes.load_fails)
    assert dateline("read", "in.jsonl", "-o", out)[0] == 2
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
    monkeypatch.setattr(read, "load_coder", fakes.load)
    assert dateline("read", "in.jsonl", "missing.txt", "-o", out)[0] == 1
    assert ids(out.read_text()) == ["1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_output_follows_a_link_and_the_usual_permissions(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    old = os.umask(0o022)
    dateline("read", "in.jsonl", "-o", "link.jsonl")
    os.umask(old)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").stat().st_mode & 0o777 == 0o644


def test_output_to_a_device_is_written_straight(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    assert dateline("read", "in.jsonl", "-f", "jsonl", "-o", "/dev/null")[0] == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "parquet"])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_closed_pipe_ends_silently(tmp_path, form, workers):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(GOOD % i for i in range(5000)))
    with start("read", path, "-f", form, "--workers", workers) as process:
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_signal_ends_it_cleanly(tmp_path, number, code, workers):
    path = tmp_path / "in.jsonl"
    slow = GOOD.replace("They met", "SLEEP")
    path.write_text("".join(GOOD % i for i in range(16)) + "".join(slow % i for i in range(16)))
    out = tmp_path / "out.jsonl"
    process = start("read", path, "-o", out, "--workers", workers, start_new_session=True)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not any(
        part.stat().st_size for part in tmp_path.glob(".out*")
    ):
        time.sleep(0.05)
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in err
    if number == signal.SIGINT:
        assert err.startswith(b"interrupted: ")
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_with_a_message(dateline, tmp_path):
    (tmp_path / "in.jsonl").write_text(GOOD % 1)
    code, _, err = dateline("read", "in.jsonl", "-f", "jsonl", "-o", "/dev/full")
    assert (code, err) == (2, "dateline: No space left on device: /dev/full\n")


@pytest.mark.parametrize(
    ("closed", "code", "lines", "message"),
    [
        ("<&-", 1, 0, "refused -: standard input is closed\n0 reports, 0 events, 1 refused\n"),
        (">&-", 2, 0, "dateline: standard output is closed\n"),
        ("2>&-", 0, 1, ""),
    ],
)
def test_closed_streams_end_with_a_message(closed, code, lines, message):
    command = f"{sys.executable} -c 'import fakes; fakes.main()' read -f jsonl - {closed}"
    done = subprocess.run(
        ["sh", "-c", command],
        input=EXAMPLE.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
    )
    assert (done.returncode, done.stderr) == (code, message)
    assert len(done.stdout.splitlines()) == lines


# --- terminal ---------------------------------------------------------------------------------


def in_terminal(*args, columns=100):
    """Run the command line on a pseudo-terminal; what it shows there."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    code = "import fakes; fakes.main()"
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"PYTHONPATH": str(TESTS), "TERM": "xterm"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(timeout=30), shown.decode()


def test_a_terminal_gets_colours_and_its_width():
    code, shown = in_terminal("read", EXAMPLE, columns=100)
    assert code == 0
    assert "\x1b[" in shown
    assert "Who → whom" in shown


def test_a_narrow_terminal_gets_blocks():
    _, shown = in_terminal("read", EXAMPLE, columns=60)
    assert "Who → whom" not in shown
    assert "said by" in shown


def test_a_long_run_to_a_file_shows_a_bar(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_PROGRESS_AFTER_S", "0")
    path = tmp_path / "in.jsonl"
    path.write_text("".join(GOOD % i for i in range(300)) + "{cut\n")
    code, shown = in_terminal("read", path, "-o", tmp_path / "out.jsonl")
    assert code == 1
    assert "300 reports, 300 events, 1 refused" in shown
    assert "━" in shown
    assert "in.jsonl:301: not JSON" in shown.replace("\r\n", "")


def test_parquet_is_not_for_a_terminal():
    code, shown = in_terminal("read", EXAMPLE, "-f", "parquet")
    assert code == 2
    assert "give -o FILE" in shown


# --- help -------------------------------------------------------------------------------------


def test_version_is_shown(dateline):
    assert dateline("--version")[:2] == (0, "dateline 0.1.0\n")


def test_help_has_examples(dateline):
    code, out, _ = dateline("read", "--help")
    assert code == 0
    assert "  dateline read --workers 2 -o events.jsonl 2025/*.jsonl.gz\n" in out


@pytest.mark.parametrize(
    "command",
    [
        "read", "add", "events", "series", "serve", "eval", "correct edit", "correct reject",
        "correct merge", "correct split", "correct undo", "correct list", "knowledge check",
        "knowledge stats", "gazetteer build",
    ],
)  # fmt: skip
def test_help_of_each_command_has_an_example(dateline, command):
    code, out, _ = dateline(*command.split(), "--help")
    assert code == 0
    assert f"dateline {command}" in out.partition("For example:")[2].partition("Options:")[0]


def test_help_imports_nothing_heavy():
    code = (
        "import sys; sys.argv = ['dateline', '--help']; from dateline import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'rich', 'pyarrow', 'multiprocessing'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert "Usage: dateline" in done.stdout


# --- with the embedded model ------------------------------------------------------------------

OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("a socket while coding")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from dateline import cli
cli.main(sys.argv[1:])
"""


@pytest.mark.model
def test_read_opens_no_socket():
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, "read", str(EXAMPLE), "-f", "jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.model
def test_read_gives_the_same_bytes_with_the_model(tmp_path):
    path = tmp_path / "in.jsonl"
    text = EXAMPLE.read_text(encoding="utf-8").partition("\n\n")[2]
    paragraphs = text.strip().split("\n\n")
    with path.open("w", encoding="utf-8") as file:
        for i in range(20):
            some = "\n\n".join(paragraphs[i % 7 :] + paragraphs[: i % 3])
            line = {"id": str(i), "published": f"2025-07-{i + 1:02}", "text": some}
            file.write(json.dumps(line) + "\n")
    outs = []
    for workers in ("1", "2", "2"):
        command = [sys.executable, "-m", "dateline", "read", str(path), "-f", "jsonl"]
        done = subprocess.run([*command, "--workers", workers], capture_output=True, check=True)
        outs.append(done.stdout)
    assert outs[0] == outs[1] == outs[2]
    assert len(ids(outs[0].decode())) == 20


# --- the knowledge of who is who --------------------------------------------------------------


def test_knowledge_check_is_quiet_about_our_files(dateline):
    status, out, err = dateline("knowledge", "check", "--no-doubts")
    assert (status, out) == (0, "")
    assert err.startswith("0 wrong, ")


def test_knowledge_check_names_what_is_wrong_in_a_users_file(dateline, tmp_path):
    (tmp_path / "mine" / "en").mkdir(parents=True)
    path = tmp_path / "mine" / "en" / "people.tsv"
    path.write_text(
        "id\tname\tnames\tcountry\toffices\twikidata\njo\tJo Doe\t\tFRX\tmayor [GOV] 2000/\t\n",
        encoding="utf-8",
    )
    status, out, _ = dateline("knowledge", "check", "--no-doubts", "--knowledge", tmp_path / "mine")
    assert (status, out) == (1, f"{path}:2: jo: country 'FRX' is not in countries.tsv\n")


def test_knowledge_check_reads_the_files_of_every_layer(dateline, tmp_path):
    path = tmp_path / "en" / "contexts.tsv"
    path.parent.mkdir()
    path.write_text("word\tcontext\tweight\nstorm\tweather\tmuch\n", encoding="utf-8")
    status, out, _ = dateline("knowledge", "check", "--no-doubts", "--knowledge", tmp_path)
    assert status == 1
    assert out.startswith(f"{path}:2: ")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "people.tsv",
            b"jo\tJo Doe\t\tFRA\tmayor [GOV] 2000/\t\n",
            ":1: 'jo' is no column; a header",
        ),
        ("people.tsv", b"id\tname\nz\xe9\tz\n", ":2: not UTF-8; save it as UTF-8"),
        ("masthead.toml", b"agencie = 'QQNA'\n", ": 'agencie' is not read; there are bylines,"),
        ("masthead.toml", b"bylines = 5\n", ": bylines: a list is expected, not 5"),
        ("masthead.toml", b"bylines = [5]\n", ": bylines: text is expected in the list, not 5"),
        ("masthead.toml", b"bylines = \n", ": Invalid value"),
        ("masthead.toml", b"# caf\xe9\n", ":1: not UTF-8; save it as UTF-8"),
    ],
)
def test_knowledge_that_cannot_be_read_is_named(dateline, tmp_path, name, content, reason):
    path = tmp_path / "mine" / "en" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    status, out, err = dateline("knowledge", "check", "--knowledge", tmp_path / "mine")
    if status == 2:  # it stops the check
        out = err.removeprefix("dateline: ")
    assert status
    assert out.startswith(f"{path}{reason}")
    assert "doubt:" not in out


def test_knowledge_stats_counts_entries(dateline):
    status, out, _ = dateline("knowledge", "stats")
    figures = {line[:28].strip(): line[28:].strip() for line in out.splitlines()}
    assert status == 0
    assert int(figures["people: all"].replace(",", "")) > 3000
    assert figures["countries: territory"] == "53"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_explain_is_refused_where_there_is_no_room_for_it(dateline, tmp_path, form):
    (tmp_path / "one.jsonl").write_text(GOOD % 1)
    code, out, err = dateline("read", "one.jsonl", "--explain", "-f", form, "-o", "out")
    assert (code, out) == (2, "")
    assert "--explain goes with the formats table and jsonl" in err


def test_explain_adds_why_to_json_lines(dateline, tmp_path):
    (tmp_path / "one.jsonl").write_text(GOOD % 1)
    code, out, _ = dateline("read", "one.jsonl", "--explain", "-f", "jsonl")
    assert code == 0
    events = json.loads(out)["events"]
    assert events
    assert all("why" in event for event in events)
