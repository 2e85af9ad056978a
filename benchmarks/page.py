"""Times the page over a large store, and writes docs/scores.md.

    python benchmarks/store.py REPORTS.jsonl --mentions 1000000 --store million.db
    python benchmarks/page.py million.db [--write]

Each address is asked for as a browser does, of a server in this process: the time until the whole
answer is there, of which a browser paints the first screen. Answers that the page keeps until
something is written are thrown away before each, so that none is quick because it was given before.
The figure is the server's processor time, the best of five: other programs on the machine disturb
it least. The time by the clock stands beside it, also of the first time, when files are read that
the system has not read yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from _report import met, table, write_part
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.store import open_store
from dateline.web.app import create
from dateline.web.desk import Settings

VIEW_S, INTERACTION_S = 1.0, 0.3
TIMES = 5
STATIC = Path(__file__).parent.parent / "src" / "dateline" / "web" / "static"
BIG = 1_500_000


def addresses(place: str) -> Iterator[tuple[str, str, bool]]:
    """Give what is asked for: its name, its address, and whether it opens a view (or else is a
    step in the list, the timeline or the map)."""
    with open_store(place) as store:
        extent = store.extent()
        assert extent is not None
        some = store.events(order="newest", limit=400)
        record = max(some, key=lambda one: len(one.mentions))
        told = store.mentions(record.mentions)[0]
        spot = store.spots(most=1)[0].where
    middle = extent.first + (extent.last - extent.first) / 2
    later = middle + dt.timedelta(days=30)
    word = told.words.split()[0]
    yield "the record", "/", True
    yield f"an event of {len(record.mentions)} mentions", f"/event/{record.id}", True
    yield "a report", f"/report/{told.report}", True
    yield "an actor", "/actor/USA", True
    yield "a dyad", "/dyad/ISR:PSE", True
    yield "new since the day before the latest", "/new", True
    yield "new in a month", f"/new?since={extent.last - dt.timedelta(days=30)}", True
    yield "planned", f"/planned?since={middle}", True
    yield "the record as of a past day", f"/?as_of={extent.last - dt.timedelta(days=100)}", True
    yield "corrections", "/corrections", True
    yield "code a text", "/code", True
    yield "a type", "/?type=ASSAULT", False
    yield "an actor and a type", "/?party=RUS&type=ASSAULT", False
    yield "a status", "/?status=planned", False
    yield "a month of the timeline", f"/?since={middle}&until={later}", False
    yield "a place of the map", f"/?place={spot.name}", False
    yield "within 100 km", "/?near=33.5,36.3,100", False
    yield "page 40 of the list", "/?page=40", False
    yield "page 3 of a type", "/?type=CONSULT&page=3", False
    yield "two sources or more", "/?min_sources=2", False
    yield "contradicted", "/?contradicted=1", False
    yield "a word", f"/?text={word}", False


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    rows = measure(options.store)
    for row in rows:
        print(*row, sep="\t")
    if options.write:
        write_part("page", ["## Page", "", *table(("what", "figure", "goal", "reached"), rows)])


def measure(place: str) -> list[tuple[str, str, str, str]]:
    static = sum(path.stat().st_size for path in STATIC.iterdir())
    asked = [*addresses(place)]
    with open_store(place) as store:
        rows = [("records", f"{store.count():,}", "", "")]
    app, largest = create(Settings(place)), (0, "")
    with TestClient(app, base_url="http://127.0.0.1:8642") as client:
        client.get("/code")  # templates are read once, when the page starts
        for name, address, view in asked:
            walls, own, size = timed(client, app, address)
            goal = VIEW_S if view else INTERACTION_S
            clock = f"by the clock {1000 * min(walls):,.0f}, the first time {1000 * walls[0]:,.0f}"
            what = f"{'view' if view else 'step'}: {name}, ms ({clock})"
            reached = met(own, goal, most=True)
            rows.append((what, f"{1000 * own:,.0f}", f"{1000 * goal:,.0f}", reached))
            largest = max(largest, (size + static, name))
    rows.append((f"the heaviest page with all its files ({largest[1]}), kB",
                 f"{largest[0] / 1000:,.0f}", f"{BIG / 1000:,.0f}",
                 met(largest[0], BIG, most=True)))  # fmt: skip
    return rows


def timed(client: TestClient, app: FastAPI, address: str) -> tuple[list[float], float, int]:
    """Ask several times; give the seconds of each, the least processor time, and bytes."""
    walls, own, size = [], [], 0
    for _ in range(TIMES):
        app.state.desk.forget()
        start = time.perf_counter(), time.process_time()
        answer = client.get(address)
        walls.append(time.perf_counter() - start[0])
        own.append(time.process_time() - start[1])
        assert answer.status_code == 200, (address, answer.text)
        size = len(answer.content)
    return walls, min(own), size


if __name__ == "__main__":
    main()
