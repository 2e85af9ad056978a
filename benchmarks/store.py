"""Times the store with a million mentions made from real ones, and writes docs/scores.md.

    python benchmarks/store.py REPORTS.jsonl [--mentions N] [--repeat N] [--store PLACE]
                               [--coded FILE] [--write]

The reports are coded once (and kept in --coded), then told again and again, day by day, as many a
day as makes a million mentions in eight years. A round tells each report once, in a new order: of
other countries and people, with other words (the letters of all but function words are swapped, so
that spans stay right, and texts of two rounds are no copies), by other outlets. One telling in six
is followed by a copy a day later, one in eight by another outlet's own words of the same events.
Half of the tellings keep the countries of the report, so that some are in the news far more often
than others, as they are. Fewer mentions fill fewer days, just as densely. ``--repeat`` tells all
that was added so many times more, on the days that follow, in the tables alone (``_repeated.py``),
so that a day's increment and queries can be timed on a million mentions without adding all of them.
``--store`` is kept, and a run goes on where the one before it ended.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import string
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from _repeated import repeat
from _report import met, table, write_part

import dateline
from dateline import readers
from dateline.data import Document, EventMention, Report
from dateline.forms import event_from_dict, event_to_dict
from dateline.knowledge import Knowledge
from dateline.merge.pairs import function_words
from dateline.store import Store, open_store
from dateline.store.coded import Coded, coded

A_DAY = 40
"""Tellings of a day, but for copies and those in other words: with these, 340 mentions."""
OUTLETS = [f"Outlet {i}" for i in range(150)]
START = dt.date(2017, 1, 1)
GOAL_RATE = 600
"""Mentions a second: a million in less than half an hour."""
GOAL_DAY_S, GOAL_BYTES, GOAL_MS = 5, 5000, 200


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

    def tellings(self, number: int = 0) -> Iterator[Document]:
        while True:
            yield from self.number(number)
            number += 1

    def number(self, number: int) -> Iterator[Document]:
        turn, place = divmod(number, len(self.docs))
        yield from self.tell(self._order(turn)[place], number, turn)

    @lru_cache(maxsize=2)  # noqa: B019 - there is one teller
    def _order(self, turn: int) -> list[Document]:
        return random.Random(turn).sample(self.docs, len(self.docs))

    def late(self, number: int, when: int) -> Document:
        """A report of the day of a telling that comes later: with other words and people."""
        doc, words = self.docs[number % len(self.docs)], f"{number} at {when}"
        return self.telling(doc, random.Random(words), number, words)

    def tell(self, doc: Document, number: int, turn: int) -> Iterator[Document]:
        rng = random.Random(number)
        told = self.telling(doc, rng, number, f"{turn}")
        yield told
        if rng.random() < 1 / 6:
            day, publisher = told.report.published + dt.timedelta(1), rng.choice(OUTLETS)
            copy = replace(told.report, id=f"copy-{number}", published=day, publisher=publisher)
            yield replace(told, report=copy)
        if rng.random() < 1 / 8:  # the same days and people, in other words
            yield self.telling(doc, random.Random(number), number, f"{number} again")

    def telling(self, doc: Document, rng: random.Random, number: int, words: str) -> Document:
        day = START + dt.timedelta(number // A_DAY)
        turn = rng.randrange(1, len(self.countries)) if rng.random() < 0.5 else 0
        places = {
            code: self.countries[(i + turn) % len(self.countries)]
            for i, code in enumerate(self.countries)
        }
        shift = day - doc.report.published
        swap = swapped(words)
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

        outlet, title = rng.choice(OUTLETS), doc.report.title
        name = f"{number}-{words}"
        report = Report(
            name, swap(doc.text), day, swap(title) if title else None,
            f"https://example.org/{name.replace(' ', '-')}", outlet,
        )  # fmt: skip
        return Document(report, events=tuple(moved(event) for event in doc.events))

    @staticmethod
    def _names(rng: random.Random) -> str:
        letters = list(string.ascii_lowercase)
        if rng.random() < 0.5:
            rng.shuffle(letters)
        return "".join(letters)


_WORD = re.compile("[A-Za-z]+")


@lru_cache(maxsize=4)
def swapped(seed: str) -> Callable[[str], str]:
    """A way to write other words of the same length for all but function words."""
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)
    new = "".join(letters)
    table = str.maketrans(string.ascii_letters, new + new.upper())

    def word(match: re.Match[str]) -> str:
        return match[0] if match[0].lower() in function_words() else match[0].translate(table)

    return lambda text: _WORD.sub(word, text)


def queries(store: Store) -> dict[str, dict]:
    extent = store.extent()
    assert extent is not None
    middle = extent.first + (extent.last - extent.first) / 2
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
            "actor": ("USA/MIL",), "as_of": extent.last - dt.timedelta(100), "limit": 50,
        },
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=0)
    parser.add_argument("--store")
    parser.add_argument("--coded", type=Path)
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    teller = Teller(coded_reports(options.reports, options.coded))
    with tempfile.TemporaryDirectory() as folder:
        place = options.store or str(Path(folder) / "bench.db")
        with open_store(place, writable=True) as store:
            where = Path(folder) if "://" in place else Path(place)
            kept = where.with_suffix(".filled.json")
            rows = measure(store, teller, options.mentions, options.repeat, kept)
    for row in rows:
        print(*row, sep="\t")
    if options.write:
        name = "store-postgresql" if "://" in place else "store"
        head = f"## Store{', on PostgreSQL' if '://' in place else ''}"
        lines = table(("figure", "value", "goal", "met"), rows)
        write_part(
            name, [head, "", "`python benchmarks/store.py`, while other work went on", "", *lines]
        )


class Clock:
    """Seconds on the wall and of this process's processor time."""

    def __init__(self, wall: float = 0.0, processor: float = 0.0) -> None:
        self.wall, self.processor = wall, processor

    def __enter__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter() - self._start[0]
        self.processor += time.process_time() - self._start[1]


@dataclass
class Filling:
    """How a store was filled: kept beside it, as a second run only asks it."""

    mentions: int = 0
    reports: int = 0
    wall: float = 0.0
    processor: float = 0.0
    repeated: int = 0


def fill(store: Store, teller: Teller, wanted: int, kept: Path) -> Filling:
    """Add day by day until there are as many mentions as wanted; go on where a run ended."""
    done = Filling(**json.loads(kept.read_text())) if kept.exists() else Filling()
    clock, last = Clock(done.wall, done.processor), done.mentions
    first, size_of_batch = next_number(store), min(800, 1 + wanted // 20)
    # As in `dateline add`, what can be done of a report alone is done by another process.
    with ProcessPoolExecutor(1, initializer=_TELLER.append, initargs=(teller,)) as other:
        coming = [other.submit(told, first, size_of_batch)]
        while done.mentions < wanted:
            first += size_of_batch
            coming.append(other.submit(told, first, size_of_batch))
            batch = coming.pop(0).result()
            with clock:
                added = store.add_coded(batch)
            done.mentions += added.mentions
            done.reports += added.reports
            done.wall, done.processor = clock.wall, clock.processor
            kept.write_text(json.dumps(asdict(done)))
            if done.mentions - last >= min(20_000, wanted // 5):
                last = done.mentions
                print(
                    f"{done.mentions:,} mentions, {done.wall:.0f} s, of processor "
                    f"{done.processor:.0f}, {size(store):,} bytes",
                    flush=True,
                )
    return done


_TELLER: list[Teller] = []


def told(first: int, many: int) -> list[Coded]:
    """What a number of tellings give, ready to be added."""
    teller = _TELLER[0]
    return [coded(doc) for n in range(first, first + many) for doc in teller.number(n)]


def next_number(store: Store) -> int:
    """The first telling of the day after the last that is there."""
    extent = store.extent()
    return 0 if extent is None else ((extent.last - START).days + 1) * A_DAY


def measure(
    store: Store, teller: Teller, wanted: int, times: int, kept: Path
) -> list[tuple[str, ...]]:
    done = fill(store, teller, wanted, kept)
    if times > done.repeated == 0:
        repeat(store.place, times)
        done.repeated = times
        kept.write_text(json.dumps(asdict(done)))
    held = done.mentions * (1 + done.repeated)
    rate, of_processor = done.mentions / done.wall, done.mentions / done.processor
    rows = [
        ("mentions added", f"{done.mentions:,} of {done.reports:,} reports", "", ""),
        ("a second, on the wall (other work went on)", f"{rate:,.0f}", "", ""),
        figure("a second of processor time", of_processor, GOAL_RATE),
        ("mentions held, with repetitions", f"{held:,}", "", ""),
        ("records", f"{store.count():,}", "", ""),
    ]
    number = next_number(store)
    today = list(islice(teller.tellings(number), A_DAY * 5 // 4))
    days = range(7, number, number // A_DAY)
    late = [teller.late(n, number) for n in days]
    for name, docs in (("the next day", today), ("of as many past days", late)):
        clock = Clock()
        with clock:
            added = store.add(docs)
        what = f"{len(docs)} reports {name}, {added.mentions:,} mentions: s of processor time"
        rows.append(figure(what, clock.processor, GOAL_DAY_S, most=True))
        rows.append(("the same, on the wall", f"{clock.wall:.1f}", "", ""))
    rows.append(figure("bytes on disk a mention", size(store) / held, GOAL_BYTES, most=True))
    with open_store(store.place) as reader:
        rows += [asked(reader, name, filters) for name, filters in queries(reader).items()]
    return rows


def figure(
    what: str, value: float, goal: float, *, most: bool = False
) -> tuple[str, str, str, str]:
    digits = 1 if value < 10 else 0
    bound = f"{'≤' if most else '≥'} {goal:,.0f}"
    return what, f"{value:,.{digits}f}", bound, met(value, goal, most=most)


def asked(store: Store, name: str, filters: dict) -> tuple[str, str, str, str]:
    """Ask five times; the median, and the first time, when little of the file is in memory."""
    clocks = []
    for _ in range(5):
        clocks.append(Clock())
        with clocks[-1]:
            found = store.events(**filters)
    median = sorted(clock.wall for clock in clocks)[2]
    own = sorted(clock.processor for clock in clocks)[2]
    first = f"the first time {1000 * clocks[0].wall:,.0f}, of processor {1000 * own:,.0f}"
    return figure(f"{name}, {len(found)} found, ms ({first})", 1000 * median, GOAL_MS, most=True)


def size(store: Store) -> int:
    if "://" in store.place:
        query = sa.text("SELECT pg_database_size(current_database())")
        with store._reading() as conn:
            return int(conn.scalar(query) or 0)
    path = Path(store.place)
    return sum(f.stat().st_size for f in path.parent.glob(path.name + "*")) if path.exists() else 0


if __name__ == "__main__":
    main()
