"""Times the store with a million mentions made from real ones, and writes docs/scores.md.

    python benchmarks/store.py REPORTS.jsonl [--mentions N] [--store PLACE] [--coded FILE] [--write]

The reports are coded once (and kept in --coded), then told again and again: on other days, of other
countries and people, with other words (the letters of a text are swapped, so that spans stay right
and texts are no copies), by other outlets. One telling in six is followed by a copy a day later,
one in eight by another outlet's own words of the same events. Half of the tellings keep the
countries of the report, so that some are in the news far more often than others, as they are.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import string
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from _report import met, table, write_part

import dateline
from dateline import readers
from dateline.data import Document, EventMention, Report
from dateline.forms import event_from_dict, event_to_dict
from dateline.knowledge import Knowledge
from dateline.store import Store, open_store

DAYS = 3000
OUTLETS = [f"Outlet {i}" for i in range(150)]
START = dt.date(2017, 1, 1)
GOAL_S = 0.2


def coded_reports(path: Path, kept: Path | None) -> list[Document]:
    """Code the reports, or take what ``--coded`` holds: JSON Lines of reports with their events."""
    if kept is not None and kept.exists():
        with kept.open(encoding="utf-8") as file:
            return [document(json.loads(line)) for line in file]
    coder = dateline.load()
    docs = [coder.code(r) for r in readers.read([str(path)]) if isinstance(r, Report)]
    if kept is not None:
        with kept.open("w", encoding="utf-8") as file:
            for doc in docs:
                form = {
                    "id": doc.report.id, "published": doc.report.published.isoformat(),
                    "title": doc.report.title, "text": doc.text,
                    "events": [event_to_dict(event) for event in doc.events],
                }  # fmt: skip
                file.write(json.dumps(form) + "\n")
    return docs


def document(form: dict) -> Document:
    day = dt.date.fromisoformat(form["published"])
    report = Report(form["id"], form["text"], day, form["title"])
    return Document(report, events=tuple(event_from_dict(event) for event in form["events"]))


class Teller:
    """Tells reports again, of other days and people."""

    def __init__(self, docs: list[Document]) -> None:
        self.docs = [doc for doc in docs if doc.events]
        rows = Knowledge().rows("en/countries.tsv")
        self.countries = sorted({row.need("code") for row in rows if row.get("kind") == "state"})

    def tellings(self) -> Iterator[Document]:
        number = 0
        while True:
            rng = random.Random(number)
            doc = self.docs[number % len(self.docs)]
            day = START + dt.timedelta(rng.randrange(DAYS))
            told = self.telling(doc, day, rng, number)
            yield told
            if rng.random() < 1 / 6:
                yield replace(
                    told,
                    report=replace(
                        told.report,
                        id=f"copy-{number}",
                        published=day + dt.timedelta(1),
                        publisher=rng.choice(OUTLETS),
                    ),
                )
            if rng.random() < 1 / 8:
                again = random.Random(number)  # the same days and people, in other words
                again.randrange(DAYS)
                yield self.telling(doc, day, again, number, words=number + 1_000_003)
            number += 1

    def telling(
        self, doc: Document, day: dt.date, rng: random.Random, number: int, words: int | None = None
    ) -> Document:
        turn = rng.randrange(1, len(self.countries)) if rng.random() < 0.5 else 0
        places = {
            code: self.countries[(i + turn) % len(self.countries)]
            for i, code in enumerate(self.countries)
        }
        shift = day - doc.report.published
        letters = list(string.ascii_lowercase)
        random.Random(number if words is None else words).shuffle(letters)
        swapped = "".join(letters)
        swap = str.maketrans(string.ascii_letters, swapped + swapped.upper())
        names = str.maketrans(string.ascii_lowercase, self._names(rng))

        def moved(event: EventMention) -> EventMention:
            def party(p):
                code = places.get(p.country, p.country)
                named = p.entity in places
                return replace(
                    p,
                    country=code,
                    entity=(code if named else p.entity and p.entity.translate(names)),
                    name=p.name if named or p.name is None else p.name.translate(names),
                )

            when, where = event.when, event.where
            return replace(
                event,
                actors=tuple(party(p) for p in event.actors),
                recipients=tuple(party(p) for p in event.recipients),
                when=when and replace(when, start=when.start + shift, end=when.end + shift),
                where=where and replace(where, country=places.get(where.country, where.country)),
                sources=tuple(party(s) for s in event.sources),
            )

        report = Report(
            f"{number}-{words or 0}",
            doc.text.translate(swap),
            day,
            (doc.report.title or "").translate(swap) or None,
            f"https://example.org/{number}/{words or 0}",
            rng.choice(OUTLETS) if words is None else f"Other {words % 50}",
        )
        return Document(report, events=tuple(moved(event) for event in doc.events))

    @staticmethod
    def _names(rng: random.Random) -> str:
        letters = list(string.ascii_lowercase)
        if rng.random() < 0.5:
            rng.shuffle(letters)
        return "".join(letters)


def queries(store: Store) -> dict[str, dict]:
    middle = START + dt.timedelta(DAYS // 2)
    word = next(r for r in store.events(limit=50) if r.mentions)
    trigger = store.mentions(word.mentions[:1])[0].words.split()[0]
    return {
        "newest 50 events": {"order": "newest", "limit": 50},
        "an actor": {"actor": ("USA",), "order": "newest", "limit": 50},
        "a dyad": {"dyad": ("ISR:PSE",), "order": "newest", "limit": 50},
        "an actor, a type, a year": {
            "actor": ("RUS",), "types": ("ASSAULT",), "since": middle,
            "until": middle + dt.timedelta(365), "limit": 50,
        },
        "planned meetings of a month": {
            "types": ("CONSULT",), "statuses": ("planned",), "since": middle,
            "until": middle + dt.timedelta(30), "limit": 50,
        },
        "within 50 km": {"near": (33.5, 36.3, 50.0), "order": "newest", "limit": 50},
        "a country's places, 2 sources or more": {
            "countries": ("GBR",), "min_sources": 2, "order": "newest", "limit": 50,
        },
        "an outlet, anonymous sources": {
            "outlets": ("Outlet 7",), "source_kinds": ("anonymous",), "limit": 50,
        },
        "words": {"text": trigger, "order": "newest", "limit": 50},
        "a sector on a past day": {
            "actor": ("USA/MIL",), "as_of": START + dt.timedelta(DAYS - 100), "limit": 50,
        },
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--store")
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    teller = Teller(coded_reports(options.reports, options.coded))
    with tempfile.TemporaryDirectory() as folder:
        place = options.store or str(Path(folder) / "bench.db")
        with open_store(place, writable=True) as store:
            rows = measure(store, teller, options.mentions)
    for row in rows:
        print(*row, sep="\t")
    if options.write:
        write_part("store", ["## Store", "", *table(("what", "figure", "goal", "reached"), rows)])


class Clock:
    """Seconds on the wall and of this process's processor time."""

    def __init__(self) -> None:
        self.wall = self.processor = 0.0

    def __enter__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._start[0]
        self.processor += time.process_time() - self._start[1]


def measure(store: Store, teller: Teller, wanted: int) -> list[tuple[str, str, str, str]]:
    tellings = teller.tellings()
    mentions, reports, last, adding = 0, 0, 0, Clock()
    while mentions < wanted:
        batch = [next(tellings) for _ in range(min(500, 1 + wanted // 8))]
        with adding:
            added = store.add(batch)
        mentions, reports = mentions + added.mentions, reports + added.reports
        if mentions - last >= min(20_000, wanted // 5):
            last = mentions
            print(
                f"{mentions:,} mentions, {adding.wall:.0f} s, of processor {adding.processor:.0f}"
            )
    day, increment = [next(tellings) for _ in range(150)], Clock()
    with increment:
        added = store.add(day)
    rows = [
        ("mentions added", f"{mentions:,} of {reports:,} reports", "", ""),
        ("records", f"{store.count():,}", "", ""),
        ("mentions added a second", f"{mentions / adding.wall:,.0f}", "", ""),
        ("the same, a second of processor time", f"{mentions / adding.processor:,.0f}", "", ""),
        (f"a day's increment of {added.mentions:,} mentions, s", f"{increment.wall:.1f}", "", ""),
        ("the same, processor time", f"{increment.processor:.1f}", "", ""),
        ("bytes on disk a mention", f"{size(store) / mentions:,.0f}", "", ""),
    ]
    for name, asked in queries(store).items():
        clocks = []
        for _ in range(5):
            clocks.append(Clock())
            with clocks[-1]:
                found = store.events(**asked)
        median = sorted(clock.wall for clock in clocks)[2]
        own = sorted(clock.processor for clock in clocks)[2]
        first = f"the first time {1000 * clocks[0].wall:,.0f}, processor {1000 * own:,.0f}"
        what = f"{name}, {len(found)} found: ms ({first})"
        reached = met(median, GOAL_S, most=True)
        rows.append((what, f"{1000 * median:,.0f}", f"{1000 * GOAL_S:,.0f}", reached))
    return rows


def size(store: Store) -> int:
    path = Path(store.place)
    return sum(f.stat().st_size for f in path.parent.glob(path.name + "*")) if path.exists() else 0


if __name__ == "__main__":
    main()
