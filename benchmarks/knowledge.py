"""Time and memory to load the knowledge of who is who, in a process of its own.

    python benchmarks/knowledge.py [--runs 5]

Prints entries and names, the least processor time of several runs (goal: under 0.5 s), and by how
much the process grows (goal: under 150 MB).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

GOAL_SECONDS, GOAL_MB = 0.5, 150

LOAD = """
import json, resource, time
from dateline.who import actors
from dateline.knowledge import Knowledge
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
known = actors.read_actors(Knowledge())
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
    print(f"entries {runs[0]['entries']}  load {seconds:.2f} s  memory {mb:.0f} MB")
    return 0 if seconds < GOAL_SECONDS and mb < GOAL_MB else 1


if __name__ == "__main__":
    sys.exit(main())
