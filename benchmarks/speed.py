"""Times `dateline read` as its user runs it, and writes docs/scores.md: behind `make bench`.

    python benchmarks/speed.py [--corpus FILE] [--reports N] [--install]

The corpus defaults to the environment's DATELINE_WIRE, then to the wire reports beside the project.
Memory is the sum over the processes of a run of what each holds (proportional set size: shared
pages count once), the highest of samples taken ten times a second. --install also builds a fresh
virtual environment and measures the core's size in it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from _report import met, table, write_part

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "src" / "dateline" / "samples" / "baku-talks.txt"
GOALS = {
    "words/s, 2 workers": 5000,
    "peak MB, 2 workers": 1200,
    "cold start s": 3,
    "install MB": 400,
}
STARTS = 3


def program() -> list[str]:
    beside = Path(sys.executable).parent / "dateline"
    return [str(beside)] if beside.exists() else [sys.executable, "-m", "dateline.cli"]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    wire = ROOT.parent / "shared" / "corpus" / "wire-1997-2006.jsonl.gz"
    parser.add_argument("--corpus", type=Path, default=os.environ.get("DATELINE_WIRE", wire))
    parser.add_argument("--reports", type=int, help="only so many reports of the corpus")
    parser.add_argument("--install", action="store_true", help="measure the size of an install")
    options = parser.parse_args()
    figures: list[tuple[str, float, bool]] = []

    def add(name: str, value: float, most: bool = False) -> None:
        figures.append((name, value, most))
        print(f"{name:24} {value:10,.1f}", flush=True)

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
        if options.install:
            add("install MB", install_mb(Path(folder)), True)

    rows = []
    for name, value, most in figures:
        goal = GOALS.get(name)
        limit = "" if goal is None else f"{'≤' if most else '≥'} {goal:,}"
        rows.append((name, f"{value:,.1f}", limit, met(value, goal, most=most)))
    cores = os.cpu_count()
    about = f"Whole `dateline read` over wire reports, on a machine of {cores} cores: `make bench`."
    write_part(
        "speed",
        ["## Speed and size", "", about, "", *table(("figure", "value", "goal", "met"), rows)],
    )


if __name__ == "__main__":
    main()
