import datetime as dt
import gc
import itertools
import os
import signal
import subprocess
import sys
import time

import fakes
import pytest

from dateline import engine, pipeline
from dateline.data import Refusal, Report
from dateline.errors import KnowledgeError, PipelineError, ReportError

DAY = dt.date(2025, 7, 12)


def reports(*texts):
    return [Report(str(i), text, DAY, origin=f"news.jsonl:{i}") for i, text in enumerate(texts)]


def code(items, workers, load=fakes.load, **options):
    return list(engine.code(items, load, fakes.text_of, workers=workers, **options))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_code_keeps_the_order_of_the_input(workers):
    items = reports(*(f"text {i}" for i in range(50)))
    items.insert(20, Refusal("other.txt", "no such file"))
    expected = [item.text if isinstance(item, Report) else item for item in items]
    assert code(items, workers, batch_reports=3) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_code_sets_a_report_aside_that_makes_the_coder_fail(workers):
    items = reports("one", "two", "BOOM", "four", "five", "six")
    reason = "could not be coded (ValueError: a bad report)"
    results = code(items, workers, batch_reports=2)
    assert results == ["one", "two", Refusal("news.jsonl:2", reason), "four", "five", "six"]


def test_code_sets_a_report_aside_that_kills_its_worker():
    items = reports("one", "two", "three", "KILL", "five", "six", "seven")
    results = code(items, workers=2, batch_reports=3)
    assert results[:3] + results[4:] == ["one", "two", "three", "five", "six", "seven"]
    assert results[3].path == "news.jsonl:3"
    assert "killed by signal 9" in results[3].reason


def test_code_hands_over_the_same_batches_whatever_the_workers():
    items = reports(*"abcdefg")

    one, two = (code(items, n, fakes.load_sizes, batch_reports=3) for n in (1, 2))
    assert one == two == ["3 a", "3 b", "3 c", "3 d", "3 e", "3 f", "1 g"]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"batch_reports": 2, "batch_characters": 1000}, [2, 2, 2, 2, 1]),
        ({"batch_reports": 100, "batch_characters": 300}, [3, 3, 3]),
        ({"batch_reports": 100, "batch_characters": 10}, [1] * 9),
    ],
)
def test_code_bounds_a_batch_by_reports_and_characters(limit, expected):
    coder = Counting()
    list(engine.code(reports(*["x" * 100] * 9), lambda: coder, fakes.text_of, **limit))
    assert coder.sizes == expected


class Counting(fakes.FakeCoder):
    def __init__(self):
        self.sizes = []

    def code_many(self, batch):
        self.sizes.append(len(batch))
        return super().code_many(batch)


@pytest.mark.parametrize(("workers", "most"), [(1, 8), (2, 8 * 10)])
def test_code_reads_only_a_little_ahead(workers, most):
    asked = 0

    def endless():
        nonlocal asked
        for i in itertools.count():
            asked += 1
            yield Report(str(i), "text", DAY)

    results = engine.code(endless(), fakes.load, fakes.text_of, workers=workers)
    next(results)
    results.close()
    assert asked <= most


@pytest.mark.parametrize(("workers", "count"), [(1, 5), (2, 5)])
def test_code_starts_no_process_for_one_batch(workers, count):
    pids = engine.code(reports(*"abcde"), fakes.load, fakes.pid, workers=workers, batch_reports=8)
    assert set(pids) == {os.getpid()}


@pytest.mark.parametrize("workers", [1, 2])
def test_code_raises_what_loading_raises(workers):
    with pytest.raises(KnowledgeError, match=r"mine\.tsv:3: a bad row"):
        code(reports(*"abcd"), workers, fakes.load_fails, batch_reports=1)


def test_code_raises_where_a_worker_dies_before_it_has_loaded():
    with pytest.raises(PipelineError, match="exit status 7"):
        code(reports(*"abcd"), 2, fakes.load_dies, batch_reports=1)


def test_code_loads_nothing_where_all_is_refused():
    refused = [Refusal("a.txt", "no such file")] * 3
    assert code(refused, 1, fakes.load_fails) == refused


def test_code_ends_its_workers_when_it_is_closed():
    results = engine.code(
        reports("one", "two", *["SLEEP"] * 8), fakes.load, fakes.pid, workers=2, batch_reports=1
    )
    pids = [next(results), next(results)]
    results.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_pipe_raises_where_a_report_cannot_be_coded(monkeypatch):
    monkeypatch.setattr("dateline.engine.local._load", fakes.load)
    with pytest.raises(ReportError, match="a bad report"):
        list(engine.pipe(reports("BOOM"), workers=2))


INTERRUPTED = """
import fakes, itertools, signal, datetime as dt
from dateline import engine
from dateline.data import Report
if __name__ == "__main__":
    # A shell that runs the tests in the background has them ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    texts = itertools.chain(["one", "two"], itertools.repeat("SLEEP"))
    items = (Report(str(i), text, dt.date(2025, 7, 12)) for i, text in enumerate(texts))
    try:
        for text in engine.code(items, fakes.load, fakes.text_of, workers=2, batch_reports=1):
            print(text, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def test_code_ends_cleanly_on_ctrl_c(tmp_path):
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.path.dirname(fakes.__file__)},  # noqa: PTH120
        start_new_session=True,
    )
    assert [process.stdout.readline(), process.stdout.readline()] == ["one\n", "two\n"]
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it, too
    out, err = process.communicate(timeout=20)
    assert (out, err, process.returncode) == ("interrupted\n", "", 0)


@pytest.mark.model
def test_a_report_that_is_coded_leaves_hardly_any_cycles():
    """What hangs in no cycle goes at once; looking for cycles costs more the more there are."""
    coder = pipeline.load()
    text = (
        "ANKARA - Turkey's president met his Syrian counterpart on Friday, officials said.\n\n"
        '"We will open the border," the minister told reporters. Rebels denied the attack.'
    )
    coder.code(Report("first", text, DAY))  # what is kept for later reports is made now
    gc.collect()
    gc.disable()
    try:
        events = len(coder.code(Report("second", text, DAY)).events)
        found = gc.collect()
    finally:
        gc.enable()
    assert events
    assert found < 50
