import json
import os
import signal
import subprocess
import sys
from typing import NamedTuple

import fakes
import pytest

from dateline import cli
from dateline.commands import read
from dateline.store import coder, open_store

pytestmark = pytest.mark.usefixtures("plain_merger")

GOOD = '{"id": "%d", "published": "2025-07-1%d", "text": "They met."}\n'


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def dateline(monkeypatch, capfd, tmp_path):
    """Runs the command line here, with a coder that finds a CONSULT of Syria at each "met"."""
    monkeypatch.setattr(read, "load_coder", fakes.load)
    monkeypatch.setattr(coder, "name_of", lambda folders: "fake")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store"))
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments):
        with pytest.raises(SystemExit) as end:
            cli.main([str(argument) for argument in arguments])
        return Done(end.value.code or 0, *capfd.readouterr())

    yield run
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(GOOD % (i, i) for i in range(3)))
    return path


def events(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_add_then_events(dateline, reports, tmp_path):
    done = dateline("add", reports)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "3 added, 0 known before, 3 events, 0 refused\n"
    assert dateline("add", reports).stderr == "0 added, 3 known before, 0 events, 0 refused\n"
    assert (tmp_path / "store" / "dateline.db").is_file()
    assert len(events(dateline("events", "--format", "jsonl", "--actor", "SYR"))) == 3
    assert "CONSULT" in dateline("events").stdout
    assert dateline("events", "--actor", "ISR").stdout == "No events found.\n"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (["--type", "FOO"], "type: 'FOO' is not one of ACCUSE, AGREE, AID,"),
        (["--status", "hapened"], "status: 'hapened' is not one of happened, negated, ongoing,"),
        (["--mode", "visitt"], "mode: 'visitt' is not known; did you mean visit?"),
        (["--mode", "qqqq"], "mode: 'qqqq' is not one of abduct, access, aerial,"),
        (["--context", "militry"], "context: 'militry' is not known; did you mean military?"),
        (["--source-kind", "press"], "source_kind: 'press' is not one of anonymous,"),
        (["--country", "Syria"], "country: 'Syria' is not known; did you mean SYR?"),
        (["--country", "QQ"], "country: 'QQ' is not known; a code of three letters is expected"),
        (["--actor", "SYR/GVO"], "actor SYR/GVO: 'GVO' is not one of AGR, BUS,"),
        (["--actor", "ZZZ/GOV"], "actor ZZZ/GOV: 'ZZZ' is not known; a code of three letters"),
        (["--actor", "zzz/gov"], "actor zzz/gov: 'zzz' is not known; a code of three letters"),
        (["--party", "QQQ"], "party: 'QQQ' is not known; a code of three letters is expected"),
        (["--dyad", "SYR:QQQ"], "dyad SYR:QQQ: 'QQQ' is not known; a code of three letters"),
        (["--country", "Colombia"], "country: 'Colombia' is not known; did you mean COL? "),
        (["--min-confidence", "7"], "should be less than or equal to 1"),
        (["--min-sources", "-1"], "should be greater than or equal to 0"),
        (["--dyad", "SYR:"], "two parties are expected, as ISR>SYR"),
        (["--since", "2025-07-12", "--until", "2025-07-11"], "until lies before since"),
        (["--region", "nowhere"], "no region is called nowhere (a province, state"),
    ],
)
def test_events_refuses_what_nothing_can_have(dateline, reports, asked, reason):
    dateline("add", reports)
    for form in ("table", "csv", "jsonl"):
        done = dateline("events", "-f", form, *asked)
        assert (done.returncode, done.stdout) == (2, "")
        assert reason in f"{' '.join(done.stderr.split())} "


def test_events_takes_a_value_in_small_letters_and_one_that_no_event_has(dateline, reports):
    dateline("add", reports)
    assert len(events(dateline("events", "-f", "jsonl", "--type", "consult"))) == 3
    assert events(dateline("events", "-f", "jsonl", "--country", "nzl", "--mode", "drone")) == []
    assert dateline("series", "--type", "FOO").returncode == 2


def test_add_says_where_it_keeps_what_nobody_told_it_to(dateline, reports, monkeypatch, tmp_path):
    monkeypatch.delenv("DATELINE_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    done = dateline("add", reports)
    assert done.stderr.splitlines()[1:] == [
        f"kept in {tmp_path / 'data' / 'dateline' / 'dateline.db'} (--store or DATELINE_STORE)"
    ]


def test_events_writes_numbers_as_read_does(dateline, reports):
    dateline("add", reports)
    first = events(dateline("events", "-f", "jsonl"))[0]["id"]
    counts = '{"killed": {"low": 1200, "high": 1200}, "injured": {"low": 100, "high": null}}'
    dateline("correct", "edit", first, "counts", counts, "--by", "Ada")
    shown = dateline("events", "--id", first).stdout
    assert "killed 1,200" in shown
    assert "injured 100" in shown
    assert "or more" in shown


def test_ending_of_another_format_is_refused(dateline, reports):
    dateline("add", reports)
    for asked in (["events", "-o", "a.xlsx"], ["events", "-o", "a.svg"], ["series", "-o", "a.tsv"]):
        done = dateline(*asked)
        assert done.returncode == 2
        assert "end FILE otherwise, or give --format" in done.stderr
    assert dateline("series", "-o", "a.jsonl").returncode == 0


@pytest.mark.parametrize(
    ("asked", "found", "hint"),
    [
        (["--party", "syr"], 3, ""),
        (["--actor", "syr/gov"], 3, ""),
        (["--party", "nga/cop"], 0, ""),
        (["--dyad", "syr:aze"], 0, ""),
        (["--party", "Nobody"], 0, "party: no record has the name 'Nobody'; a search of words "),
        (["--party", "Turkey"], 0, "party: 'Turkey' is looked for as a name; TUR finds the state"),
        (["--party", "they met."], 3, ""),
        (["--party", "Sharaa"], 0, "no record has the name 'Sharaa'; a search"),
        (["--place", "Nowhere"], 0, "place: no record has the name 'Nowhere'; a search of words"),
        (["--outlet", "None"], 0, "outlet: no record has the name 'None'\n"),
    ],
)
def test_events_says_why_a_name_finds_nothing(dateline, reports, asked, found, hint):
    dateline("add", reports)
    done = dateline("events", "-f", "jsonl", *asked)
    assert hint in done.stderr
    assert len(events(done)) == found
    assert bool(done.stderr) == bool(hint)


def test_events_takes_a_mode_that_a_person_has_set(dateline, reports):
    dateline("add", reports)
    first = events(dateline("events", "-f", "jsonl"))[0]["id"]
    dateline("correct", "edit", first, "modes", '["by drum"]', "--by", "Ada")
    assert len(events(dateline("events", "-f", "jsonl", "--mode", "by drum"))) == 1


def test_add_takes_in_what_read_has_written(dateline, reports, tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    assert dateline("read", reports, "-o", "coded.parquet").returncode == 0
    assert dateline("add", reports, "--store", "one.db").returncode == 0
    monkeypatch.setattr(fakes.FakeCoder, "code", None)  # nothing is coded again
    done = dateline("add", "coded.parquet", "--store", "two.db")
    assert done.stderr == "3 added, 0 known before, 3 events, 0 refused\n"
    with open_store("one.db") as one, open_store("two.db") as two:
        assert one.digest() == two.digest()
    done = dateline("add", tmp_path / "coded.parquet", reports, "--store", "two.db")
    assert done.stderr == "0 added, 6 known before, 0 events, 0 refused\n"
    done = dateline("add", "coded.parquet", "--store", "two.db", "--recode")
    assert done.stderr == "0 added, 3 known before (3 coded again), 0 events, 0 refused\n"


def test_add_keeps_a_changed_report_as_a_new_version(dateline, reports):
    dateline("add", reports)
    reports.write_text(GOOD % (0, 7))
    told = dateline("add", reports).stderr
    assert told == "1 added (1 a new version), 0 known before, 1 events, 0 refused\n"


def test_add_tells_what_it_refuses_and_keeps_the_rest(dateline, reports):
    reports.write_text(GOOD % (1, 1) + '{"text": "They met."}\n' + GOOD % (2, 2))
    done = dateline("add", reports)
    assert done.returncode == 1
    assert "in.jsonl:2: no date of publication" in done.stderr
    assert len(events(dateline("events", "-f", "jsonl"))) == 2


def test_add_refuses_what_a_database_cannot_hold(dateline, reports):
    reports.write_text(GOOD.replace("They", "\\u0000They") % (1, 1) + GOOD % (2, 2))
    done = dateline("add", reports)
    assert done.returncode == 1
    assert "it holds the character NUL" in done.stderr
    assert "1 added" in done.stderr


def test_events_writes_files(dateline, reports, tmp_path):
    dateline("add", reports)
    for name in ("x.csv", "x.jsonl", "x.parquet"):
        assert dateline("events", "-o", name).returncode == 0
    assert (tmp_path / "x.csv").read_text().count("\n") == 4
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"
    assert dateline("series", "--by", "day", "-f", "csv").stdout.count("\n") == 4


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2025-07-01", ("2025-07-01", "2025-07-01", "day")),
        ("2025-07-01/2025-07-03", ("2025-07-01", "2025-07-03", "range")),
        ('{"start": "2025-07-01", "end": "2025-07-31", "granularity": "month"}',
         ("2025-07-01", "2025-07-31", "month")),
    ],
)  # fmt: skip
def test_correct_takes_days_as_people_write_them(dateline, reports, value, when):
    dateline("add", reports)
    first = events(dateline("events", "-f", "jsonl"))[0]["id"]
    assert dateline("correct", "edit", first, "when", value, "--by", "Ada").returncode == 0
    (record,) = events(dateline("events", "-f", "jsonl", "--id", first))
    assert tuple(record["when"][key] for key in ("start", "end", "granularity")) == when


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("when", "12/02/2026", 'does not fit: such as {"start": "2025-07-12", "end":'),
        ("when", "2025-02-30", "day is out of range for month; such as {"),
        ("where", "Minsk", 'does not fit: such as {"name": "Baku", "lat": 40.38,'),
        ("actors", "BLR", 'does not fit: such as [{"name": "Syrian army", "country": "SYR",'),
        ("actors", '[{"country": "BLR"}]', 'does not fit: such as [{"name": "Syrian army",'),
        ("counts", '{"killed": 5}', 'does not fit: such as {"killed": {"low": 3, "high": 5}}'),
        ("modes", "visit", 'a list of strings is expected; such as ["visit"]'),
        ("status", "denied", "one of happened, ongoing, planned, possible, negated is expected"),
    ],
)
def test_correct_shows_what_a_value_looks_like(dateline, reports, field, value, message):
    dateline("add", reports)
    first = events(dateline("events", "-f", "jsonl"))[0]["id"]
    done = dateline("correct", "edit", first, field, value, "--by", "Ada")
    assert done.returncode == 2
    assert message in done.stderr


def test_correct_signs_undoes_and_lists(dateline, reports):
    dateline("add", reports)
    first = events(dateline("events", "-f", "jsonl"))[0]["id"]
    done = dateline(
        "correct", "edit", first, "status", "negated", "--by", "Ada", "--on", "2025-08-01"
    )
    assert done.returncode == 0
    assert len(events(dateline("events", "-f", "jsonl", "--status", "negated"))) == 1
    args = ("events", "-f", "jsonl", "--status", "negated", "--as-of", "2025-07-31")
    assert events(dateline(*args)) == []
    dateline("correct", "undo", done.stdout.strip(), "--by", "Ben")
    listed = events(dateline("correct", "list"))
    assert [(one["kind"], one["by"], one["holds"]) for one in listed] == [
        ("edit", "Ada", False),
        ("undo", "Ben", True),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("events", "--as-of", "yesterday"), "--as-of: 'yesterday' is not a date"),
        (("events", "--near", "33.5,36.3"), "--near: '33.5,36.3' is not latitude,longitude,km"),
        (("events", "--dyad", "ISR"), "two parties are expected"),
        (("events", "--store", "elsewhere"), "no store at elsewhere/dateline.db"),
        (("events", "--store", "ftp://x/y"), "ftp:// is no store"),
        (("correct", "reject", "x", "--by", "Ada"), "no record 'x'"),
        (
            ("correct", "reject", "x", "--by", "A", "--store", "none"),
            "no store at none/dateline.db",
        ),
    ],
)
def test_wrong_use_is_said(dateline, reports, arguments, message):
    dateline("add", reports)
    done = dateline(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "arguments", "message"),
    [
        ("sqlalchemy", ("events",), "the store needs SQLAlchemy: pip install 'dateline[store]'"),
        ("psycopg", ("events", "--store", "postgresql://x/y"), "'dateline[postgres]'"),
        (
            "matplotlib",
            ("series", "-o", "x.png"),
            "PNG needs matplotlib: pip install 'dateline[viz]'",
        ),
        ("pyarrow", ("events", "-o", "x.parquet"), "pip install 'dateline[parquet]'"),
    ],
)
def test_what_is_missing_is_said(tmp_path, module, arguments, message):
    program = (
        "import sys, importlib.util\n"
        "find = importlib.util.find_spec\n"
        f"importlib.util.find_spec = lambda n, p=None: None if n == {module!r} else find(n, p)\n"
        f"sys.modules[{module!r}] = None\n"
        "from dateline.cli import main\n"
        f"main({list(arguments)!r})\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, cwd=tmp_path, env=env, check=False,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert message in done.stderr
