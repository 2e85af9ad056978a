"""Times `dateline read` as its user runs it, and writes docs/scores.md: behind `make bench`.

    python benchmarks/speed.py [--corpus FILE] [--reports N] [--install]
    python benchmarks/speed.py --layers    only the table of layers; leaves docs/scores.md

The corpus defaults to the environment's DATELINE_WIRE, then to the wire reports beside the project.
Memory is the sum over the processes of a run of what each holds (proportional set size: shared
pages count once), the highest of samples taken ten times a second. --install also builds a fresh
virtual environment and measures the core's size in it. The table of layers gives the processor's
time of one process, which other programs on the machine disturb less than the clock's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import replace
from pathlib import Path

from _report import met, table, write_part

from dateline import threads

threads.one_each()  # before NumPy comes in, as the command does

from dateline import pipeline  # noqa: E402
from dateline.annotators import times  # noqa: E402
from dateline.data import Report  # noqa: E402
from dateline.embedded import MODEL  # noqa: E402
from dateline.exporters import jsonl  # noqa: E402
from dateline.knowledge import Knowledge  # noqa: E402

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "src" / "dateline" / "samples" / "baku-talks.txt"
GOALS = {
    "words/s, 2 workers": 8000,
    "peak MB, 2 workers": 1200,
    "cold start s": 3,
    "install MB": 400,
    "weights MB": 40,
    "times, words/CPU s once parsed": 32_000,  # 20 times HeidelTime's 1,600
    "gazetteer opened s": 0.3,
    "gazetteer MB": 120,
}
LAYERS = 60
"""Reports whose times are found to measure the layer."""
STARTS = 3
LAYER_REPORTS = 200  # reports over which the layers are timed, after half as many to warm up


def program() -> list[str]:
    beside = Path(sys.executable).parent / "dateline"
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "dateline"]


def interpreter() -> str:
    """The Python that runs: how it was built alone is a fifth of all that is not the network."""
    whose = "the system's" if sys.base_prefix == "/usr" else "a separately built"
    return f"{whose} Python {platform.python_version()}"


def memory_mb(pid: int) -> float:
    """What a process and its children hold, in MB."""
    total, todo = 0, [pid]
    while todo:
        process = todo.pop()
        try:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
            for task in Path(f"/proc/{process}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue  # it has just ended
    return total / 1024


def run(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak MB of a run of the program."""
    start, peak = time.perf_counter(), 0.0
    process = subprocess.Popen([*program(), *arguments], stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, memory_mb(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"dateline {' '.join(arguments)}: exit status {process.returncode}")
    return time.perf_counter() - start, peak


def part_of(corpus: Path, reports: int | None, folder: Path) -> tuple[Path, int]:
    """The first reports of a corpus, as a file, and their words."""
    words, path = 0, folder / "reports.jsonl"
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rt", encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            if number == reports:
                break
            words += len(json.loads(line)["text"].split())
            out.write(line)
    return path, words


def size_mb(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def install_mb(folder: Path) -> float:
    """Size of the core and what it needs, without pip, in a fresh virtual environment."""
    target = folder / "venv"
    venv.create(target, with_pip=True)
    python = str(target / "bin" / "python")
    [site] = target.glob("lib/python*/site-packages")
    before = size_mb(site)
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(ROOT)], check=True)
    return size_mb(site) - before


class Clock:
    """Adds up the processor's time of named parts."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, call):
        """The call, its time counted under a name."""

        def wrapper(*arguments):
            start = time.process_time()
            result = call(*arguments)
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
            return result

        return wrapper


def layers(corpus: Path, folder: Path, reports: int = LAYER_REPORTS) -> list[tuple[str, float]]:
    """Microseconds a word of each layer, in the order of the pipeline, and of all together."""
    path, _ = part_of(corpus, reports + reports // 2, folder)
    loaded, clock = pipeline.load(), Clock()
    parser = loaded.parse
    parser._read_window = clock.timed("network", parser._read_window)
    stages = [replace(s, annotate=clock.timed(s.name, s.annotate)) for s in loaded.stages]
    coder = replace(loaded, parse=clock.timed("parser", parser), stages=stages)
    write, words = clock.timed("jsonl", jsonl.prepare), 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if number == reports // 2:
            clock.seconds.clear()
            words = 0
        item = json.loads(line)
        day = dt.date.fromisoformat(item["published"][:10])
        write(coder.code(Report(str(number), item["text"].strip(), day, item.get("title"))))
        words += len(item["text"].split())
    clock.seconds["parser"] -= clock.seconds["network"]
    rows = [(name, seconds / words * 1e6) for name, seconds in clock.seconds.items()]
    rest = sum(value for name, value in rows if name != "network")
    return [*rows, ("all but the network", rest)]


def times_per_second(path: Path) -> float:
    """Words per CPU second in which times are found, once a report is parsed."""
    coder, annotate = pipeline.load(annotators=()), times.load(Knowledge())
    lines = path.read_text(encoding="utf-8").splitlines()[:LAYERS]
    docs = []
    for line in map(json.loads, lines):
        day = dt.date.fromisoformat(line["published"][:10])
        docs.append(coder.code(Report("r", line["text"], day)))
    annotate(docs[0])
    start = time.process_time()
    for doc in docs:
        annotate(doc)
    return sum(len(d.text.split()) for d in docs) / (time.process_time() - start)


# What the process holds, from the kernel: ``ru_maxrss`` is inherited from the one that starts it.
GAZETTEER = """
import os, pathlib, time
from dateline.where.gazetteer import Gazetteer
from dateline.knowledge import Knowledge
start = time.process_time()
gazetteer = Gazetteer.open(Knowledge())
print(time.process_time() - start)
for name in ("Homs", "Springfield", "Paris", "Cook County", "Qxzwv") * 200:
    gazetteer.find(name)
pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
print(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
"""


def gazetteer() -> tuple[float, float]:
    """CPU seconds to open the gazetteer, and resident MB of a process that uses it."""
    run = subprocess.run(
        [sys.executable, "-c", GAZETTEER], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, run.stdout.split())
    return seconds, megabytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    wire = ROOT.parent / "shared" / "corpus" / "wire-1997-2006.jsonl.gz"
    parser.add_argument("--corpus", type=Path, default=os.environ.get("DATELINE_WIRE", wire))
    parser.add_argument("--reports", type=int, help="only so many reports of the corpus")
    parser.add_argument("--install", action="store_true", help="measure the size of an install")
    parser.add_argument("--layers", action="store_true", help="only the table of layers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        by_layer = layers(options.corpus, Path(folder))
    for name, value in by_layer:
        print(f"{name:24} {value:10,.1f} µs a word", flush=True)
    if options.layers:
        return
    figures: list[tuple[str, float, bool]] = []

    def add(name: str, value: float, most: bool = False) -> None:
        figures.append((name, value, most))
        print(f"{name:32} {value:10,.2f}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        out = ["--format", "jsonl", "-o", str(Path(folder) / "out.jsonl")]
        starts = [run(["read", str(SAMPLE), *out])[0] for _ in range(STARTS)]
        add("cold start s", min(starts), True)
        path, words = part_of(options.corpus, options.reports, Path(folder))
        add("words", words)
        for workers in (1, 2):
            seconds, peak = run(["read", str(path), *out, "--workers", str(workers)])
            plural = "s" if workers > 1 else ""
            add(f"words/s, {workers} worker{plural}", words / seconds)
            add(f"peak MB, {workers} worker{plural}", peak, True)
        add("times, words/CPU s once parsed", times_per_second(path))
        opened, resident = gazetteer()
        add("gazetteer opened s", opened, True)
        add("gazetteer MB", resident, True)
        add("weights MB", size_mb(MODEL) - (MODEL / "gazetteer.bin").stat().st_size / 1e6, True)
        if options.install:
            add("install MB", install_mb(Path(folder)), True)

    rows = []
    for name, value, most in figures:
        goal = GOALS.get(name)
        limit = "" if goal is None else f"{'≤' if most else '≥'} {goal:,}"
        rows.append(
            (name, f"{value:,.{2 if value < 1 else 1}f}", limit, met(value, goal, most=most))
        )
    cores = os.cpu_count()
    about = (
        f"Whole `dateline read` over wire reports, on {cores} cores, {interpreter()}: `make bench`."
    )
    write_part(
        "speed",
        [
            *("## Speed and size", "", about, ""),
            *table(("figure", "value", "goal", "met"), rows),
            *("", "Processor time of one process, by layer:", ""),
            *table(("layer", "µs a word"), [(name, f"{value:.1f}") for name, value in by_layer]),
        ],
    )


if __name__ == "__main__":
    main()
