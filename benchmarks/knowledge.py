"""Time and memory to load the knowledge of who is who, in a process of its own.

    python benchmarks/knowledge.py [--runs 5]

Writes entries, the least processor time of several runs, and by how much the process grows into
docs/scores.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from _report import met, table, write_part

GOAL_SECONDS, GOAL_MB = 0.5, 150

LOAD = """
import json, resource, time
from dateline.who import reading
from dateline.knowledge import Knowledge
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
known = reading.read_actors(Knowledge())
seconds = time.process_time() - start
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"seconds": seconds, "mb": grown / 1024, "entries": len(known.by_id)}))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = [
        json.loads(
            subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True).stdout
        )
        for _ in range(parser.parse_args().runs)
    ]
    seconds, mb = min(r["seconds"] for r in runs), max(r["mb"] for r in runs)
    rows = [
        ("entries", f"{runs[0]['entries']:,}", "", ""),
        ("load, s of processor time", f"{seconds:.2f}", f"≤ {GOAL_SECONDS}",
         met(seconds, GOAL_SECONDS, most=True)),
        ("memory, MB", f"{mb:.0f}", f"≤ {GOAL_MB}", met(mb, GOAL_MB, most=True)),
    ]  # fmt: skip
    lines = table(("figure", "value", "goal", "met"), rows)
    print("\n".join(lines))
    head = ["## Knowledge of who is who", "", "`python benchmarks/knowledge.py`", ""]
    write_part("knowledge", [*head, *lines])
    return 0 if seconds < GOAL_SECONDS and mb < GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(main())
